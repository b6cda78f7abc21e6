"""Pages → articles → index, beside the reactor: worker processes clean and tag, one thread writes.

Batches of a few pages, because handing over a page costs as much as the light ones take to read. Everything that
passes here is already in a snapshot; what a kill takes away is read again from there.
"""

from __future__ import annotations

import logging
import multiprocessing
import queue
import threading
import time
from collections import Counter
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from datetime import UTC, datetime, timedelta

from config.errors import PantauError
from config.loader import Config
from crawler.fates import Fate
from crawler.ledger import Ledger
from extract.article import Article, Rejected
from extract.page import RawPage
from index.base import ArticleIndex

BATCH = 8
# Pages in the hands of the workers before the spiders are made to wait.
MAX_WAITING = 96
log = logging.getLogger(__name__)

_reader: object = None


def _prepare(config: Config) -> None:
    """Once a worker: the gazetteer and the pipeline."""
    global _reader
    from extract.reader import Reader

    _reader = Reader(config)


def _read(pages: list[RawPage]) -> list[Article | Rejected]:
    from extract.reader import Reader

    assert isinstance(_reader, Reader)
    found: list[Article | Rejected] = []
    for page in pages:
        try:
            found.append(_reader.read(page))
        except PantauError:
            raise
        except Exception as error:  # one page's surprise must not lose the seven beside it
            logging.getLogger(__name__).exception("reading %s failed", page.url)
            found.append(
                Rejected(url=page.url, fate="unreadable", reason=f"a fault of ours: {type(error).__name__}: {error}")
            )
    return found


class Processor:
    """`submit` pages, `finish` at the end; `fates` counts by outlet."""

    def __init__(
        self, config: Config, ledger: Ledger, index: ArticleIndex, *, tell: Callable[[str, Fate], None] | None = None
    ) -> None:
        self.config, self.ledger, self.index, self.tell = config, ledger, index, tell
        self.fates: dict[str, Counter[str]] = {}
        self.error: BaseException | None = None
        self._batch: list[RawPage] = []
        self._pool: ProcessPoolExecutor | None = None
        self._done: queue.Queue[tuple[list[RawPage], Future[list[Article | Rejected]]] | None] = queue.Queue()
        self._waiting = 0
        self._lock = threading.Lock()
        self._writer = threading.Thread(target=self._write_all, name="index-writer", daemon=True)
        self._writer.start()

    @property
    def crowded(self) -> bool:
        return self._waiting > MAX_WAITING

    def wait(self) -> None:
        """A moment, for callers without an event loop."""
        time.sleep(0.02)

    def submit(self, page: RawPage) -> None:
        with self._lock:
            self._batch.append(page)
            self._waiting += 1
            if len(self._batch) < BATCH:
                return
        self.flush()

    def flush(self) -> None:
        with self._lock:
            pages, self._batch = self._batch, []
        if not pages:
            return
        if self._pool is None:
            # spawn: the parent runs threads and a reactor, which a fork would copy half of
            self._pool = ProcessPoolExecutor(
                self.config.settings.crawl.workers,
                mp_context=multiprocessing.get_context("spawn"),
                initializer=_prepare,
                initargs=(self.config,),
            )
        self._done.put((pages, self._pool.submit(_read, pages)))

    def finish(self) -> None:
        """Waits until everything is written. Raises what stopped the writing (index away, disk full)."""
        self.flush()
        self._done.put(None)
        self._writer.join()
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
        if self.error is not None:
            raise self.error

    def count(self, outlet: str, fate: Fate) -> None:
        self.fates.setdefault(outlet, Counter())[str(fate)] += 1
        if self.tell:
            self.tell(outlet, fate)

    def _write_all(self) -> None:
        while (item := self._done.get()) is not None:
            pages, future = item
            try:
                if self.error is None:
                    self._write(pages, future.result())
            except BaseException as error:
                self.error = error
            with self._lock:
                self._waiting -= len(pages)

    def _write(self, pages: list[RawPage], found: list[Article | Rejected]) -> None:
        articles = [a for a in found if isinstance(a, Article)]
        results = {r.id: r for r in self.index.put(articles)}
        for page, article in zip(pages, found, strict=True):
            url = page.requested_url or page.url
            if isinstance(article, Rejected):
                fate, reason, dated = Fate(article.fate), article.reason, None
                self.ledger.done(url, fate, now=page.fetched, reason=reason, next_visit=None)
            else:
                result = results[article.id]
                fate = Fate(result.outcome)
                dated = article.published is not None
                self.ledger.done(
                    url, fate, now=page.fetched, reason=result.reason, article=None if fate is Fate.REJECTED else article.id, dated=dated,
                    next_visit=next_visit(article.published, page.fetched, self.config.settings.crawl.revisit_hours),
                )  # fmt: skip
            self.count(page.outlet, fate)


def next_visit(published: datetime | None, fetched: datetime, ages: tuple[float, ...]) -> datetime | None:
    """The next of the ages (hours after publication) that a young article has not reached; old ones are left alone."""
    if published is None:
        return None
    for hours in ages:
        when = published.astimezone(UTC) + timedelta(hours=hours)
        if when > fetched:
            return when
    return None
