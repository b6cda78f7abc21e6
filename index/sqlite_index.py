"""The embedded index: one SQLite file, words in FTS5, tags in tables; many readers beside one writer."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path

from extract.article import Article
from index.base import IndexStatus, PutResult, Revision, SearchRequest, SearchResult
from index.conditions import plan
from index.cutting import words_of
from index.mending import NOTHING, Decision, Mending, checked
from index.sqlite_columns import Columns
from index.sqlite_schema import CHANGES, UNDATED, migrate
from index.sqlite_search import BROAD, search
from index.sqlite_store import PATIENCE, SqliteStore
from index.sqlite_stories import decisions, drop, join, keep, mend, mending_of, relink, settle
from index.stories import fingerprint
from index.tag_values import claims, content_hash, day_of, fault_of, moment_of, tags
from index.words import FOLDING, Folding

FILE = "index.sqlite"
_PAGE = 500
Columned = tuple[int, str, str, str, str]  # an article's number and what FTS5 is given of it


class SqliteIndex:
    """See ArticleIndex. `names` are never stemmed; an index keeps those that it was made with until `rebuild`."""

    def __init__(
        self, data_dir: Path, *, names: frozenset[str] | None = None, patience: float = PATIENCE, broad: int = BROAD
    ) -> None:
        self.path = data_dir / FILE
        self.store = SqliteStore(self.path, patience=patience)
        self._keys: dict[tuple[str, str, str], int] = {}  # of tag values; a key once given stays
        self._folding: Folding | None = None
        self.columns, self.broad = Columns(), broad
        try:
            with self.store.reading() as db:
                migrate(db)
            made_with, known = self._made_with()
            if made_with != FOLDING or (names is not None and not known and not self.status().articles):
                self.rebuild(names)
        except BaseException:
            self.close()
            raise

    def _made_with(self) -> tuple[int, frozenset[str]]:
        with self.store.reading() as db:
            meta = dict(db.execute("SELECT name, value FROM meta").fetchall())
        return int(meta["folding"]), frozenset(meta["names"].split())

    @property
    def folding(self) -> Folding:
        if self._folding is None:
            self._folding = Folding(self._made_with()[1])
        return self._folding

    def rebuild(self, names: frozenset[str] | None = None) -> int:
        """Everything that is searched made anew from the forms, in one transaction: searches see the old until then.

        Returns the number of articles. Without `names` those that the index has stay.
        """
        kept = self._made_with()[1] if names is None else names
        with self.store.writing() as db:
            db.execute("INSERT INTO words (words) VALUES ('delete-all')")
            for table in ("tag", "claim", "band", "value"):
                db.execute(f"DELETE FROM {table}")
            db.execute("INSERT OR REPLACE INTO meta VALUES ('folding', ?)", (str(FOLDING),))
            db.execute("INSERT OR REPLACE INTO meta VALUES ('names', ?)", (" ".join(sorted(kept)),))
            self._folding = Folding(kept)
            self._keys.clear()
            count, last = 0, 0
            late: list[Columned] = []
            while rows := db.execute(
                "SELECT number, form FROM body WHERE number > ? ORDER BY number LIMIT ?", (last, _PAGE)
            ).fetchall():
                for number, form in rows:
                    article = Article.model_validate_json(form)
                    words = words_of(article.text)
                    moment, day = moment_of(article), day_of(article)
                    bands = fingerprint(words)
                    # by texts alone: what was decided may name articles whose row is still as it was
                    linked = join(db, article.id, article.text, day, bands, NOTHING)
                    db.execute(
                        "UPDATE article SET outlet = ?, day = ?, published = ?, linked = ?, story = ?, hash = ? WHERE number = ?",
                        (article.outlet.lower(), day.isoformat() if day else None, moment.isoformat() if moment else UNDATED, linked,
                         linked, content_hash(article), number),
                    )  # fmt: skip
                    self._add(db, number, article, words, bands, late)
                _index_words(db, late)
                count, last = count + len(rows), rows[-1][0]
            for decision in decisions(db):
                if not decision.event:
                    mend(db, decision)
        return count

    # writing

    def put(self, articles: Sequence[Article]) -> list[PutResult]:
        if not articles:
            return []
        try:
            with self.store.writing() as db:
                mending = mending_of(db)
                late: list[Columned] = []
                results = [self._put(db, article, mending, late) for article in articles]
                _index_words(db, late)
                db.execute("DELETE FROM change WHERE seq <= (SELECT max(seq) FROM change) - ?", (CHANGES,))
                return results
        except BaseException:
            self._keys.clear()  # what the transaction took back
            raise

    def _put(self, db: sqlite3.Connection, article: Article, mending: Mending, late: list[Columned]) -> PutResult:
        if fault := fault_of(article):
            return PutResult(article.id, "rejected", fault)
        digest = content_hash(article)
        old = db.execute(
            "SELECT number, hash, form, story, linked FROM article JOIN body USING (number) WHERE id = ?", (article.id,)
        ).fetchone()
        if old and old[1] == digest:
            return PutResult(article.id, "unchanged", story=old[3])
        if old:
            before = Article.model_validate_json(old[2])
            if (before.title, before.text) != (article.title, article.text):
                seen = before.fetched.isoformat() if before.fetched else None
                db.execute("INSERT INTO revision VALUES (?, ?, ?, ?)", (article.id, seen, before.title, before.text))
            _index_words(db, late)  # what goes may stand among them
            self._forget(db, old[0], before, old[4], mending)
        words = words_of(article.text)
        day, moment = day_of(article), moment_of(article)
        bands = fingerprint(words)
        linked = story = join(db, article.id, article.text, day, bands, mending)
        number = db.execute(
            "INSERT INTO article (number, id, url, outlet, title, day, published, linked, story, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                old[0] if old else None,
                article.id,
                article.url,
                article.outlet.lower(),
                article.title,
                day.isoformat() if day else None,
                moment.isoformat() if moment else UNDATED,
                linked,
                story,
                digest,
            ),
        ).lastrowid
        assert number is not None
        db.execute("INSERT INTO body VALUES (?, ?)", (number, article.to_json()))
        self._add(db, number, article, words, bands, late)
        if mending.parted:
            settle(db, linked, mending)
            (story,) = db.execute("SELECT story FROM article WHERE number = ?", (number,)).fetchone()
        return PutResult(article.id, "changed" if old else "new", story=story)

    def _add(
        self, db: sqlite3.Connection, number: int, article: Article, words: list[str], bands: tuple[int, ...], late: list[Columned]
    ) -> None:  # fmt: skip
        """Everything that is searched of an article whose row stands; its words go into `late`."""
        late.append((number, *self._columns(article, words)))
        found = [(number, self._key(db, tag.kind, tag.value, tag.folded)) for tag in tags(article)]
        db.executemany("INSERT INTO tag VALUES (?, ?)", sorted(found))
        db.executemany(
            "INSERT INTO claim VALUES (?, ?, ?, ?)", [(number, c.rating, c.year, c.words) for c in claims(article)]
        )
        db.executemany("INSERT OR IGNORE INTO band VALUES (?, ?)", [(band, number) for band in bands])

    def _columns(self, article: Article, words: list[str]) -> tuple[str, str, str, str]:
        title = words_of(article.title)
        return self.folding.column(title), self.folding.column(words), " ".join(title), " ".join(words)

    def _key(self, db: sqlite3.Connection, kind: str, value: str, folded: str) -> int:
        key = self._keys.get((kind, value, folded))
        if key is None:
            db.execute("INSERT OR IGNORE INTO value (kind, value, folded) VALUES (?, ?, ?)", (kind, value, folded))
            key = db.execute(
                "SELECT key FROM value WHERE kind = ? AND value = ? AND folded = ?", (kind, value, folded)
            ).fetchone()[0]
            self._keys[(kind, value, folded)] = key
        return key

    def _forget(self, db: sqlite3.Connection, number: int, article: Article, component: str, mending: Mending) -> None:
        # FTS5 without a copy of the texts is told what to take out, word for word as it was put in
        db.execute(
            "INSERT INTO words (words, rowid, title, text, title_exact, text_exact) VALUES ('delete', ?, ?, ?, ?, ?)",
            (number, *self._columns(article, words_of(article.text))),
        )
        db.execute("DELETE FROM article WHERE number = ?", (number,))
        relink(db, {component}, mending)

    def delete(self, article_id: str) -> bool:
        with self.store.writing() as db:
            row = db.execute(
                "SELECT number, form, linked FROM article JOIN body USING (number) WHERE id = ?", (article_id,)
            ).fetchone()
            if row:
                self._forget(db, row[0], Article.model_validate_json(row[1]), row[2], mending_of(db))
                db.execute("DELETE FROM revision WHERE id = ?", (article_id,))
            return row is not None

    def keep_revisions(self, article_id: str, revisions: Sequence[Revision]) -> None:
        with self.store.writing() as db:
            merged = list(dict.fromkeys([*revisions, *self._revisions(db, article_id)]))
            db.execute("DELETE FROM revision WHERE id = ?", (article_id,))
            db.executemany(
                "INSERT INTO revision VALUES (?, ?, ?, ?)",
                [(article_id, r.seen.isoformat() if r.seen else None, r.title, r.text) for r in merged],
            )

    # mending by hand

    def decisions(self) -> list[Decision]:
        with self.store.reading() as db:
            return decisions(db)

    def decide(self, decision: Decision) -> bool:
        with self.store.writing() as db:
            standing = decisions(db)
            fresh = decision.id not in {d.id for d in standing}
            if fresh:
                checked(decision, standing)
                keep(db, decision)
            if not decision.event:
                mend(db, decision)
            return fresh

    def undo(self, decision_id: str) -> Decision | None:
        with self.store.writing() as db:
            gone = next((d for d in decisions(db) if d.id == decision_id), None)
            if gone is not None:
                drop(db, gone.id)
                if not gone.event:
                    mend(db, gone)
            return gone

    # reading

    def _article(self, row: tuple[str, str]) -> Article:
        return Article.model_validate_json(row[0]).model_copy(update={"story": row[1]})

    def get(self, article_id: str) -> Article | None:
        with self.store.reading() as db:
            row = db.execute(
                "SELECT form, story FROM article JOIN body USING (number) WHERE id = ?", (article_id,)
            ).fetchone()
        return self._article(row) if row else None

    def by_url(self, url: str) -> Article | None:
        from extract.identity import article_id

        return self.get(article_id(url))

    def revisions(self, article_id: str) -> list[Revision]:
        with self.store.reading() as db:
            return self._revisions(db, article_id)

    def _revisions(self, db: sqlite3.Connection, article_id: str) -> list[Revision]:
        rows = db.execute(
            "SELECT seen, title, text FROM revision WHERE id = ? ORDER BY rowid", (article_id,)
        ).fetchall()
        return [Revision(datetime.fromisoformat(r[0]) if r[0] else None, r[1], r[2]) for r in rows]

    def articles(self, since: date | None = None, until: date | None = None) -> Iterator[Article]:
        clause, bounds = _between(since, until)
        yield from self._by_time(clause, bounds)

    def tagged(self, kind: str, value: str | None = None) -> Iterator[Article]:
        keys = "SELECT key FROM value WHERE kind = ? AND (? IS NULL OR value = ?)"
        yield from self._by_time(f"number IN (SELECT number FROM tag WHERE value IN ({keys}))", [kind, value, value])

    def _by_time(self, clause: str, values: list[str | None]) -> Iterator[Article]:
        """Oldest first, those without a date last; a page at a time, so that no reader holds up the writer."""
        last = ("", "")
        while True:
            with self.store.reading() as db:
                rows = db.execute(
                    f"SELECT form, story, published, id FROM article JOIN body USING (number) WHERE {clause} "
                    "AND (published, id) > (?, ?) ORDER BY published, id LIMIT ?",
                    (*values, *last, _PAGE),
                ).fetchall()
            for row in rows:
                yield self._article((row[0], row[1]))
            if len(rows) < _PAGE:
                return
            last = (rows[-1][2], rows[-1][3])

    def ids(self) -> Iterable[str]:
        with self.store.reading() as db:
            return [row[0] for row in db.execute("SELECT id FROM article ORDER BY id")]

    def hashes(self) -> Iterator[tuple[str, str]]:
        with self.store.reading() as db:
            rows = db.execute("SELECT id, hash FROM article ORDER BY id").fetchall()
        yield from rows

    def read_counts(self, since: date | None = None, until: date | None = None) -> dict[str, int]:
        clause, bounds = _between(since, until)
        with self.store.reading() as db:
            rows = db.execute(
                f"SELECT substr(day, 1, 7), count(*) FROM article WHERE day IS NOT NULL AND {clause} GROUP BY 1 ORDER BY 1",
                bounds,
            ).fetchall()
        return dict(rows)

    def search(self, request: SearchRequest) -> SearchResult:
        planned = plan(request, self.folding)
        with self.store.reading() as db:
            return search(db, request, planned, self.folding, self.columns, self.broad)

    def status(self) -> IndexStatus:
        with self.store.reading() as db:
            count = db.execute("SELECT count(*) FROM article").fetchone()[0]
        size = sum(p.stat().st_size for p in self.path.parent.glob(f"{FILE}*"))
        return IndexStatus("sqlite", str(self.path), count, size)

    def refresh(self) -> None:
        """What is committed is found at once."""
        with self.store.reading() as db:
            db.execute("SELECT 1 FROM meta")

    def close(self) -> None:
        self.store.close()


def _index_words(db: sqlite3.Connection, late: list[Columned]) -> None:
    """Many articles' words at once: each statement on a table with triggers between them would make FTS5 write out a segment."""
    db.executemany("INSERT INTO words (rowid, title, text, title_exact, text_exact) VALUES (?, ?, ?, ?, ?)", late)
    late.clear()


def _between(since: date | None, until: date | None) -> tuple[str, list[str | None]]:
    first, last = since.isoformat() if since else None, until.isoformat() if until else None
    return "(? IS NULL OR day >= ?) AND (? IS NULL OR day <= ?)", [first, first, last, last]
