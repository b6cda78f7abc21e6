"""The embedded index's tables, as numbered migrations."""

from __future__ import annotations

import sqlite3

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
        published TEXT,                 -- UTC, for order
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
)


def migrate(connection: sqlite3.Connection) -> None:
    """Brings a file of any earlier version up to date, a migration a transaction."""
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    for number, script in enumerate(MIGRATIONS[version:], version + 1):
        connection.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")
