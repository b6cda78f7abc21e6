"""The embedded index's tables, as numbered migrations."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

UNDATED = "~"  # in place of the time of publication: sorts after every time

MIGRATIONS: tuple[str, ...] = (
    # 1: articles, words, tags, revisions, bands of near-duplicates
    """
    CREATE TABLE article (
        number INTEGER PRIMARY KEY,
        id TEXT NOT NULL UNIQUE,
        url TEXT NOT NULL,
        outlet TEXT NOT NULL,
        title TEXT NOT NULL,
        day TEXT,                       -- WITA, for filters and periods
        published TEXT,                 -- UTC, for order; from 2 on '~' where there is none
        story TEXT NOT NULL,
        hash TEXT NOT NULL,             -- of the whole form but fetch time and story
        form TEXT NOT NULL              -- the article form as JSON
    );
    CREATE INDEX article_url ON article(url);
    CREATE INDEX article_day ON article(day);
    CREATE INDEX article_published ON article(published);
    CREATE INDEX article_outlet ON article(outlet);
    CREATE INDEX article_story ON article(story);
    CREATE VIRTUAL TABLE words USING fts5(title, text, title_exact, text_exact, tokenize='unicode61 remove_diacritics 0');
    CREATE TABLE tag (
        number INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
        kind TEXT NOT NULL,             -- regency official official_id agency agency_id event rating
        value TEXT NOT NULL,
        folded TEXT NOT NULL
    );
    CREATE INDEX tag_value ON tag(kind, value, number);
    CREATE INDEX tag_number ON tag(number, kind);
    CREATE TABLE revision (
        id TEXT NOT NULL,
        seen TEXT,
        title TEXT NOT NULL,
        text TEXT NOT NULL
    );
    CREATE INDEX revision_id ON revision(id);
    CREATE TABLE band (
        band TEXT NOT NULL,
        number INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
        PRIMARY KEY (band, number)
    ) WITHOUT ROWID;
    CREATE INDEX band_number ON band(number);
    """,
    # 2: words without a second copy of the texts, cut as index/cutting.py cuts; each tag's value once; claims of ratings
    """
    DROP TABLE words;
    DROP TABLE tag;
    DROP TABLE band;
    DROP INDEX article_url;             -- articles are found by id, which hangs on the address
    DROP INDEX article_published;
    CREATE INDEX article_published ON article(published, id);
    CREATE TABLE meta (
        name TEXT PRIMARY KEY,          -- folding: its number; names: those never stemmed, between blanks
        value TEXT NOT NULL
    );
    INSERT INTO meta VALUES ('folding', '0'), ('names', '');    -- 0: to be filled from the forms
    CREATE VIRTUAL TABLE words USING fts5(title, text, title_exact, text_exact, content='', tokenize='ascii');
    CREATE TABLE value (
        key INTEGER PRIMARY KEY,
        kind TEXT NOT NULL,             -- regency official official_id agency agency_id event rating
        value TEXT NOT NULL,
        folded TEXT NOT NULL,           -- of officials with their role
        UNIQUE (kind, value, folded)
    );
    CREATE TABLE tag (
        number INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
        value INTEGER NOT NULL REFERENCES value(key),
        PRIMARY KEY (number, value)
    ) WITHOUT ROWID;
    CREATE INDEX tag_value ON tag(value, number);
    CREATE TABLE claim (
        number INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
        rating TEXT NOT NULL,           -- folded, as are the words of subject and regency
        year INTEGER,
        words TEXT NOT NULL
    );
    CREATE INDEX claim_number ON claim(number);
    CREATE INDEX claim_rating ON claim(rating, year);
    CREATE TABLE band (
        band INTEGER NOT NULL,
        number INTEGER NOT NULL REFERENCES article(number) ON DELETE CASCADE,
        PRIMARY KEY (band, number)
    ) WITHOUT ROWID;
    CREATE INDEX band_number ON band(number);
    """,
    # 3: forms apart, so that a search that looks at the days of many articles doesn't read their texts; and which articles changed, for those who hold columns of them in memory (index/sqlite_columns.py)
    """
    CREATE TABLE body (
        number INTEGER PRIMARY KEY REFERENCES article(number) ON DELETE CASCADE,
        form TEXT NOT NULL              -- the article form as JSON
    );
    INSERT INTO body SELECT number, form FROM article;
    ALTER TABLE article DROP COLUMN form;
    CREATE TABLE change (seq INTEGER PRIMARY KEY AUTOINCREMENT, number INTEGER NOT NULL);
    CREATE TRIGGER article_added AFTER INSERT ON article BEGIN INSERT INTO change (number) VALUES (new.number); END;
    CREATE TRIGGER article_gone AFTER DELETE ON article BEGIN INSERT INTO change (number) VALUES (old.number); END;
    CREATE TRIGGER article_moved AFTER UPDATE OF story, day, published, outlet ON article
        BEGIN INSERT INTO change (number) VALUES (new.number); END;
    """,
    # 4: what people decided about stories and events; all that hangs together beside the story, which is a part of it where articles were parted
    """
    ALTER TABLE article ADD COLUMN linked TEXT NOT NULL DEFAULT '';
    UPDATE article SET linked = story;
    CREATE INDEX article_linked ON article(linked);
    CREATE TABLE decision (
        id TEXT NOT NULL UNIQUE,        -- hangs on what is decided
        kind TEXT NOT NULL,             -- join, part
        event TEXT NOT NULL,            -- type of event; empty: about stories
        articles TEXT NOT NULL,         -- ids as a JSON list
        others TEXT NOT NULL,           -- of a part: those that they are parted from
        who TEXT NOT NULL,
        decided TEXT,
        why TEXT NOT NULL
    );
    """,
)
CHANGES = 50_000  # kept; who is further behind reads all anew


def migrate(connection: sqlite3.Connection) -> None:
    """Brings a file of any earlier version up to date, all at once or not at all."""
    if _version(connection) == len(MIGRATIONS):
        return
    connection.execute("BEGIN IMMEDIATE")
    try:
        # asked again: another process may have done it meanwhile
        for script in MIGRATIONS[_version(connection) :]:
            for statement in _statements(script):
                connection.execute(statement)
        connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
    connection.execute("COMMIT")


def _version(connection: sqlite3.Connection) -> int:
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def _statements(script: str) -> Iterator[str]:
    statement = ""
    for line in script.splitlines():
        statement += line + "\n"
        if sqlite3.complete_statement(statement):
            yield statement
            statement = ""
