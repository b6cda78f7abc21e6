"""The embedded index: one SQLite file, words in FTS5, tags in a table; many readers beside one writer."""

from __future__ import annotations

import math
import sqlite3
import threading
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path

from config.errors import IndexUnavailableError, StorageError
from extract.article import Article
from index.base import Hit, IndexStatus, PutResult, Revision, SearchRequest, SearchResult
from index.highlight import mark, snippet, spans
from index.sqlite_rendering import render
from index.sqlite_schema import migrate
from index.stories import Candidate, fingerprint, join
from index.tag_values import content_hash, day_of, tags
from index.words import folded, stems, words_of

FILE = "index.sqlite"
# Recency as a part of relevance: an article loses half of this bonus each year.
RECENCY_BONUS, HALF_LIFE_DAYS = 1.5, 365.0
FACET_VALUES = 50


class SqliteIndex:
    """See ArticleIndex. One connection a thread; SQLite itself keeps writers apart (WAL, 30 s patience)."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE
        self._local = threading.local()
        self._all: list[sqlite3.Connection] = []
        with self._guarded():
            migrate(self._db)

    @property
    def _db(self) -> sqlite3.Connection:
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA foreign_keys = ON")
            connection.execute("PRAGMA cache_size = -65536")
            connection.create_function("exp", 1, math.exp, deterministic=True)
            self._local.connection = connection
            self._all.append(connection)
        return connection

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        """SQLite's errors in our words: what may pass, what an operator must mend, what is a bug of ours."""
        try:
            yield
        except sqlite3.OperationalError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise IndexUnavailableError(
                    "the index is locked by another writer", on=str(self.path), todo="try again"
                ) from error
            if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY):
                raise StorageError(
                    f"the index can't be used: {error}",
                    on=str(self.path),
                    todo="look at the disk and the rights of the folder",
                ) from error
            raise
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB):
                raise StorageError(
                    "the index is damaged", on=str(self.path), todo="move the file away and run `pantau reprocess`"
                ) from error
            raise

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        with self._guarded():
            db = self._db
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
            except BaseException:
                db.execute("ROLLBACK")
                raise
            db.execute("COMMIT")

    # writing

    def put(self, articles: Sequence[Article]) -> list[PutResult]:
        if not articles:
            return []
        with self._writing() as db:
            return [self._put(db, article) for article in articles]

    def _put(self, db: sqlite3.Connection, article: Article) -> PutResult:
        if not article.title.strip() or not article.text.strip():
            return PutResult(article.id, "rejected", "no title" if not article.title.strip() else "no text")
        digest = content_hash(article)
        old = db.execute("SELECT number, hash, form, story FROM article WHERE id = ?", (article.id,)).fetchone()
        if old and old[1] == digest:
            return PutResult(article.id, "unchanged", story=old[3])
        if old:
            before = Article.model_validate_json(old[2])
            if (before.title, before.text) != (article.title, article.text):
                seen = before.fetched.isoformat() if before.fetched else None
                db.execute("INSERT INTO revision VALUES (?, ?, ?, ?)", (article.id, seen, before.title, before.text))
            self._forget(db, old[0])
        day = day_of(article)
        published = article.published.astimezone(UTC).isoformat() if article.published else None
        story = self._story(db, article, day)
        number = db.execute(
            "INSERT INTO article (number, id, url, outlet, title, day, published, story, hash, form) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                old[0] if old else None,
                article.id,
                article.url,
                article.outlet.lower(),
                article.title,
                day.isoformat() if day else None,
                published,
                story,
                digest,
                article.to_json(),
            ),
        ).lastrowid
        db.execute(
            "INSERT INTO words (rowid, title, text, title_exact, text_exact) VALUES (?, ?, ?, ?, ?)",
            (
                number,
                stems(article.title),
                stems(article.text),
                " ".join(words_of(article.title)),
                " ".join(words_of(article.text)),
            ),
        )
        db.executemany(
            "INSERT INTO tag VALUES (?, ?, ?, ?)",
            [(number, kind, value, folded(value.replace("_", " "))) for kind, value in tags(article)],
        )
        db.executemany(
            "INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, number) for band in fingerprint(article.text).bands]
        )
        return PutResult(article.id, "changed" if old else "new", story=story)

    def _story(self, db: sqlite3.Connection, article: Article, day: date | None) -> str:
        bands = fingerprint(article.text).bands
        if not bands:
            return article.id
        rows = db.execute(
            f"SELECT DISTINCT a.id, a.story, a.day, a.form FROM band b JOIN article a ON a.number = b.number WHERE b.band IN ({','.join('?' * len(bands))})",
            bands,
        ).fetchall()
        candidates = [
            Candidate(
                r[0],
                r[1],
                date.fromisoformat(r[2]) if r[2] else None,
                lambda form=r[3]: Article.model_validate_json(form).text,
            )  # type: ignore[misc]
            for r in rows
        ]
        story, merged = join(article.id, article.text, day, candidates)
        if merged:
            db.executemany("UPDATE article SET story = ? WHERE story = ?", [(story, old) for old in merged])
        return story

    def _forget(self, db: sqlite3.Connection, number: int) -> None:
        db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        db.execute("DELETE FROM article WHERE number = ?", (number,))

    def delete(self, article_id: str) -> bool:
        with self._writing() as db:
            row = db.execute("SELECT number FROM article WHERE id = ?", (article_id,)).fetchone()
            if row:
                self._forget(db, row[0])
            return row is not None

    # reading

    def _article(self, row: tuple[str, str] | None) -> Article | None:
        return Article.model_validate_json(row[0]).model_copy(update={"story": row[1]}) if row else None

    def get(self, article_id: str) -> Article | None:
        with self._guarded():
            return self._article(
                self._db.execute("SELECT form, story FROM article WHERE id = ?", (article_id,)).fetchone()
            )

    def by_url(self, url: str) -> Article | None:
        from extract.identity import article_id

        return self.get(article_id(url))

    def revisions(self, article_id: str) -> list[Revision]:
        with self._guarded():
            rows = self._db.execute(
                "SELECT seen, title, text FROM revision WHERE id = ? ORDER BY rowid", (article_id,)
            ).fetchall()
        return [Revision(datetime.fromisoformat(r[0]) if r[0] else None, r[1], r[2]) for r in rows]

    def articles(self, since: date | None = None, until: date | None = None) -> Iterator[Article]:
        with self._guarded():
            last = ("", "")
            while True:
                rows = self._db.execute(
                    "SELECT form, story, COALESCE(published, '9'), id FROM article WHERE (? IS NULL OR day >= ?) AND (? IS NULL OR day <= ?) "
                    "AND (COALESCE(published, '9'), id) > (?, ?) ORDER BY COALESCE(published, '9'), id LIMIT 500",
                    (*[since.isoformat() if since else None] * 2, *[until.isoformat() if until else None] * 2, *last),
                ).fetchall()
                for row in rows:
                    found = self._article((row[0], row[1]))
                    if found:
                        yield found
                if len(rows) < 500:
                    return
                last = (rows[-1][2], rows[-1][3])

    def ids(self) -> Iterable[str]:
        with self._guarded():
            return [row[0] for row in self._db.execute("SELECT id FROM article ORDER BY id")]

    def read_counts(self, since: date | None = None, until: date | None = None) -> dict[str, int]:
        """Articles a month ("2024-05"), whatever they tell."""
        with self._guarded():
            return dict(
                self._db.execute(
                    "SELECT substr(day, 1, 7), count(*) FROM article WHERE day IS NOT NULL AND (? IS NULL OR day >= ?) AND (? IS NULL OR day <= ?) GROUP BY 1",
                    (*[since.isoformat() if since else None] * 2, *[until.isoformat() if until else None] * 2),
                ).fetchall()
            )

    def tagged(self, kind: str, value: str | None = None) -> Iterator[Article]:
        """Articles that have a tag of a kind (event, rating, …), oldest first."""
        with self._guarded():
            rows = self._db.execute(
                "SELECT form, story FROM article WHERE number IN (SELECT number FROM tag WHERE kind = ? AND (? IS NULL OR value = ?)) ORDER BY COALESCE(published, '9'), id",
                (kind, value, value),
            ).fetchall()
        for row in rows:
            found = self._article((row[0], row[1]))
            if found:
                yield found

    def search(self, request: SearchRequest) -> SearchResult:
        rendered, node = render(request)
        with self._guarded():
            db = self._db
            tables = "FROM article a" if rendered.match is None else "FROM words w JOIN article a ON a.number = w.rowid"
            where = [*(["words MATCH ?"] if rendered.match else []), *rendered.where]
            values = [*([rendered.match] if rendered.match else []), *rendered.values]
            clause = f" WHERE {' AND '.join(where)}" if where else ""
            db.execute("DROP TABLE IF EXISTS temp.found")
            score = "0.0" if rendered.match is None else "-bm25(words, 6.0, 1.0, 2.0, 0.5)"
            db.execute(
                f"CREATE TEMP TABLE found AS SELECT a.number AS number, {score} AS score, a.published AS published, a.id AS id, a.day AS day, a.story AS story {tables}{clause}",
                values,
            )
            total = db.execute("SELECT count(*) FROM temp.found").fetchone()[0]
            newest = db.execute("SELECT max(day) FROM temp.found").fetchone()[0]
            recency = f"{RECENCY_BONUS} * exp(-0.693 * max(0, julianday(?) - julianday(COALESCE(f.day, '1970-01-01'))) / {HALF_LIFE_DAYS})"
            order = {
                "newest": "f.published IS NULL, f.published DESC, f.id",
                "oldest": "f.published IS NULL, f.published, f.id",
                "relevance": "rank DESC, f.published DESC, f.id",
            }[request.sort]
            source, stories = "temp.found f", None
            if request.collapse:
                stories = db.execute("SELECT count(DISTINCT story) FROM temp.found").fetchone()[0]
                within = order.replace("rank", f"(f.score + {recency})")
                source = f"(SELECT f.*, row_number() OVER (PARTITION BY f.story ORDER BY {within}) AS place FROM temp.found f) f"
            rows = db.execute(
                f"SELECT a.id, a.url, a.outlet, a.title, a.published, round(f.score + {recency}, 4) AS rank, a.story, a.form "
                f"FROM {source} JOIN article a ON a.number = f.number {'WHERE f.place = 1 ' if request.collapse else ''}ORDER BY {order} LIMIT ? OFFSET ?",
                (
                    *[newest or "1970-01-01"] * (1 + (request.collapse and request.sort == "relevance")),
                    request.limit,
                    request.offset,
                ),
            ).fetchall()
            facets = self._facets(db) if request.facets else {}
            db.execute("DROP TABLE temp.found")
        hits = []
        for row in rows:
            article = Article.model_validate_json(row[7])
            hits.append(
                Hit(
                    row[0],
                    row[1],
                    row[2],
                    row[3],
                    article.published,
                    row[5],
                    snippet(article.text, node),
                    row[6],
                    mark(row[3], spans(row[3], node)),
                )
            )
        return SearchResult(total, tuple(hits), facets, stories)

    def _facets(self, db: sqlite3.Connection) -> dict[str, dict[str, int]]:
        found = {
            "outlet": dict(
                db.execute(
                    "SELECT a.outlet, count(*) n FROM temp.found f JOIN article a ON a.number = f.number GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?",
                    (FACET_VALUES,),
                ).fetchall()
            ),
            "month": dict(
                db.execute(
                    "SELECT substr(day, 1, 7), count(*) FROM temp.found WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 240"
                ).fetchall()
            ),
        }
        counted: dict[str, dict[str, int]] = {kind: {} for kind in ("regency", "official", "agency", "event", "rating")}
        for kind, value, count in db.execute(
            "SELECT t.kind, t.value, count(*) n FROM temp.found f JOIN tag t ON t.number = f.number GROUP BY 1, 2 ORDER BY n DESC, 2"
        ):
            if kind in counted and len(counted[kind]) < FACET_VALUES:
                counted[kind][value] = count
        return {**found, **counted}

    def status(self) -> IndexStatus:
        with self._guarded():
            count = self._db.execute("SELECT count(*) FROM article").fetchone()[0]
        size = sum(p.stat().st_size for p in self.path.parent.glob(f"{FILE}*"))
        return IndexStatus("sqlite", str(self.path), count, size)

    def refresh(self) -> None:
        """What is committed is found at once."""

    def close(self) -> None:
        for connection in self._all:
            connection.close()
        self._all.clear()
        self._local = threading.local()
