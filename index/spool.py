"""While Elasticsearch is away, what is crawled waits in a file in the data folder; in order, none lost, none twice.

An article leaves the file after the index has taken it; if we stop between the two it is offered again and found
unchanged. While anything waits, everything new queues up behind it, so that no older state overwrites a newer one.
"""

from __future__ import annotations

import fcntl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from config.errors import IndexUnavailableError, StorageError
from extract.article import Article
from index.base import ArticleIndex, IndexStatus, PutResult, Revision, SearchRequest, SearchResult
from index.mending import Decision
from index.sqlite_store import SqliteStore
from index.tag_values import fault_of

FILE = "spool.sqlite"
BATCH = 500
AT_ONCE = 4_000  # articles delivered before the crawl goes on
# Seconds before an index that was away is asked again; doubled up to the last, so that a hung node, where asking
# itself takes the client's whole timeout, slows a crawl little.
FIRST_PAUSE, LONGEST_PAUSE = 5.0, 120.0

_SCHEMA = """
CREATE TABLE IF NOT EXISTS waiting (number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL, form TEXT NOT NULL);
CREATE INDEX IF NOT EXISTS waiting_id ON waiting(id);
CREATE TABLE IF NOT EXISTS refused (number INTEGER PRIMARY KEY, id TEXT NOT NULL, form TEXT NOT NULL, reason TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS arrival (id TEXT PRIMARY KEY, outcome TEXT NOT NULL, reason TEXT);
"""


class Spool:
    """The file itself: made when first needed."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE
        self.store = SqliteStore(self.path)
        self._ready = False

    @property
    def _made(self) -> bool:
        return self._ready or self.path.exists()

    @contextmanager
    def _open(self) -> Iterator[SqliteStore]:
        if not self._ready:
            with self.store.reading() as db:
                db.executescript(_SCHEMA)
            self._ready = True
        yield self.store

    def add(self, articles: Sequence[Article]) -> None:
        with self._open() as store, store.writing() as db:
            db.executemany("INSERT INTO waiting (id, form) VALUES (?, ?)", [(a.id, a.to_json()) for a in articles])

    def first(self, count: int) -> list[tuple[int, Article]]:
        """The articles that wait longest, with their places in the queue."""
        if not self._made:
            return []
        with self._open() as store, store.reading() as db:
            rows = db.execute("SELECT number, form FROM waiting ORDER BY number LIMIT ?", (count,)).fetchall()
        return [(number, Article.model_validate_json(form)) for number, form in rows]

    def delivered(self, results: Iterable[tuple[int, PutResult]]) -> None:
        """Takes out what the index has answered for; what it refused for good is kept aside with the reason.

        What became of each article is kept until somebody has taken note of it (`arrivals`), unless a later state of
        it still waits.
        """
        with self._open() as store, store.writing() as db:
            for number, result in results:
                if result.outcome == "rejected":
                    db.execute(
                        "INSERT OR REPLACE INTO refused SELECT number, id, form, ? FROM waiting WHERE number = ?",
                        (result.reason or "", number),
                    )
                db.execute("DELETE FROM waiting WHERE number = ?", (number,))
                db.execute(
                    "INSERT OR REPLACE INTO arrival SELECT ?, ?, ? WHERE NOT EXISTS (SELECT 1 FROM waiting WHERE id = ?)",
                    (result.id, result.outcome, result.reason, result.id),
                )

    def arrivals(self) -> list[PutResult]:
        """What became of articles that had waited, as far as nobody has taken note of it."""
        if not self._made:
            return []
        with self._open() as store, store.reading() as db:
            rows = db.execute("SELECT id, outcome, reason FROM arrival ORDER BY id").fetchall()
        return [PutResult(*row) for row in rows]

    def noted(self, results: Sequence[PutResult]) -> None:
        """Forgets these arrivals; not one that has arrived once more meanwhile with another fate."""
        with self._open() as store, store.writing() as db:
            db.executemany(
                "DELETE FROM arrival WHERE id = ? AND outcome = ? AND reason IS ?",
                [(r.id, r.outcome, r.reason) for r in results],
            )

    def counts(self) -> tuple[int, int]:
        """(waiting, refused)."""
        if not self._made:
            return 0, 0
        with self._open() as store, store.reading() as db:
            waiting, refused = db.execute(
                "SELECT (SELECT count(*) FROM waiting), (SELECT count(*) FROM refused)"
            ).fetchone()
        return waiting, refused

    def newest(self, article_id: str) -> Article | None:
        """The latest state of an article that waits."""
        if not self._made:
            return None
        with self._open() as store, store.reading() as db:
            row = db.execute(
                "SELECT form FROM waiting WHERE id = ? ORDER BY number DESC LIMIT 1", (article_id,)
            ).fetchone()
        return Article.model_validate_json(row[0]) if row else None

    def drop(self, article_id: str) -> bool:
        if not self._made:
            return False
        with self._open() as store, store.writing() as db:
            return db.execute("DELETE FROM waiting WHERE id = ?", (article_id,)).rowcount > 0

    @contextmanager
    def alone(self) -> Iterator[bool]:
        """True where no other process delivers from this file."""
        with self.path.with_suffix(".lock").open("w") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                yield False
                return
            yield True

    def close(self) -> None:
        self.store.close()


class SpoolingIndex:
    """An index that may be away, with a spool before it: `put` always takes the articles. See ArticleIndex.

    The other methods are the index's own: they raise IndexUnavailableError while it is away, but `status`, which
    tells so, and `get`, which knows what waits.
    """

    def __init__(self, remote: ArticleIndex, data_dir: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.remote, self.spool, self._clock = remote, Spool(data_dir), clock
        self._pause, self._asked_again = 0.0, 0.0

    def put(self, articles: Sequence[Article]) -> list[PutResult]:
        """Outcome "waiting" for what the index could not take now."""
        if self.deliver(AT_ONCE):
            try:
                results = self.remote.put(articles)
            except IndexUnavailableError:
                self._away()
            else:
                self._pause = 0.0
                return results
        faults = {n: fault for n, article in enumerate(articles) if (fault := fault_of(article))}
        self.spool.add([article for n, article in enumerate(articles) if n not in faults])
        return [
            PutResult(a.id, "rejected", faults[n]) if n in faults else PutResult(a.id, "waiting")
            for n, a in enumerate(articles)
        ]

    def deliver(self, most: int | None = None) -> bool:
        """Sends what waits, in order; True when nothing waits any more and the index may be asked."""
        if self._clock() < self._asked_again:
            return False
        if not self.spool.counts()[0]:
            return True
        with self.spool.alone() as alone:
            if not alone:
                return False
            sent = 0
            while batch := self.spool.first(BATCH):
                if most is not None and sent >= most:
                    return False
                try:
                    self._send(batch)
                except IndexUnavailableError:
                    self._away()
                    return False
                sent += len(batch)
        self._pause = 0.0
        return True

    def _send(self, batch: list[tuple[int, Article]]) -> None:
        try:
            results = self.remote.put([article for _, article in batch])
        except IndexUnavailableError:
            raise
        except StorageError as error:
            if len(batch) > 1:
                # one of them is at fault: each by itself, so that it holds up no other
                for one in batch:
                    self._send([one])
                return
            number, article = batch[0]
            self.spool.delivered([(number, PutResult(article.id, "rejected", str(error)))])
            return
        self.spool.delivered((number, result) for (number, _), result in zip(batch, results, strict=True))

    def _away(self) -> None:
        self._pause = min(max(self._pause * 2, FIRST_PAUSE), LONGEST_PAUSE)
        self._asked_again = self._clock() + self._pause

    # reading

    def get(self, article_id: str) -> Article | None:
        return self.spool.newest(article_id) or self.remote.get(article_id)

    def by_url(self, url: str) -> Article | None:
        from extract.identity import article_id

        return self.get(article_id(url))

    def revisions(self, article_id: str) -> list[Revision]:
        return self.remote.revisions(article_id)

    def search(self, request: SearchRequest) -> SearchResult:
        return self.remote.search(request)

    def articles(self, since: date | None = None, until: date | None = None) -> Iterator[Article]:
        return self.remote.articles(since, until)

    def ids(self) -> Iterable[str]:
        return self.remote.ids()

    def hashes(self) -> Iterator[tuple[str, str]]:
        return self.remote.hashes()

    def keep_revisions(self, article_id: str, revisions: Sequence[Revision]) -> None:
        self.remote.keep_revisions(article_id, revisions)

    def tagged(self, kind: str, value: str | None = None) -> Iterator[Article]:
        return self.remote.tagged(kind, value)

    def read_counts(self, since: date | None = None, until: date | None = None) -> dict[str, int]:
        return self.remote.read_counts(since, until)

    def delete(self, article_id: str) -> bool:
        there = self.remote.delete(article_id)
        return self.spool.drop(article_id) or there

    def decisions(self) -> list[Decision]:
        return self.remote.decisions()

    def decide(self, decision: Decision) -> bool:
        return self.remote.decide(decision)

    def undo(self, decision_id: str) -> Decision | None:
        return self.remote.undo(decision_id)

    def status(self) -> IndexStatus:
        waiting, refused = self.spool.counts()
        try:
            return replace(self.remote.status(), waiting=waiting, refused=refused)
        except IndexUnavailableError as error:
            return IndexStatus("elasticsearch", error.on or "", 0, 0, waiting, refused, False, error.what)

    def refresh(self) -> None:
        self.deliver()
        self.remote.refresh()

    def close(self) -> None:
        try:
            if not self._pause:
                self.deliver(AT_ONCE)
        finally:
            self.spool.close()
            self.remote.close()
