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
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

from config.errors import PantauError, StorageError
from config.loader import Config
from crawler.arrivals import take_note
from crawler.fates import Fate
from crawler.ledger import End, Ledger
from extract.article import Article, Rejected
from extract.page import RawPage
from index.base import ArticleIndex

BATCH = 8
# Pages in the hands of the workers before the spiders are made to wait.
MAX_WAITING = 96
# A page takes milliseconds to read; one that takes this long hangs a regular expression or a parser.
SECONDS_A_PAGE = 30
# Beside that, for workers to start and for batches that stand in line before it.
GRACE = 150
# A page that gave no article soon after it was published is looked at again: it may have been a challenge, or half made.
YOUNG = timedelta(days=7)
SECOND_LOOKS = (timedelta(days=1), timedelta(days=3))
EMPTY = frozenset({Fate.NOT_ARTICLE, Fate.NO_TEXT, Fate.NO_TITLE})
Read = Article | Rejected
log = logging.getLogger(__name__)

_reader: object = None


def _prepare(config: Config) -> None:
    """Once a worker: the gazetteer and the pipeline."""
    global _reader
    from extract.reader import Reader

    _reader = Reader(config)


def _read(pages: list[RawPage]) -> list[Read]:
    from extract.reader import Reader

    assert isinstance(_reader, Reader)
    found: list[Read] = []
    for page in pages:
        try:
            found.append(_reader.read(page))
        except PantauError:
            raise
        except Exception as error:  # one page's surprise must not lose the seven beside it
            logging.getLogger(__name__).exception("reading %s failed", page.url)
            found.append(_fault(page, f"{type(error).__name__}: {error}"))
    return found


def _fault(page: RawPage, told: str) -> Rejected:
    return Rejected(url=page.url, fate="unreadable", reason=f"a fault of ours: {told}")


class Workers:
    """The pool. One that dies or hangs is replaced; the page that did it is found out and gets its fate.

    With `workers = 0` a thread of this process reads: less memory, and nothing that could be replaced.
    """

    def __init__(self, config: Config) -> None:
        self.config = config
        self._pool: Executor | None = None
        self._lock = threading.Lock()

    def submit(self, pages: list[RawPage]) -> Future[list[Read]]:
        with self._lock:
            try:
                return self._open().submit(_read, pages)
            except BrokenExecutor:
                self._drop()
                return self._open().submit(_read, pages)

    def _open(self) -> Executor:
        if self._pool is None:
            count = self.config.settings.crawl.workers
            if count == 0:
                self._pool = ThreadPoolExecutor(1, initializer=_prepare, initargs=(self.config,))
            else:
                # spawn: the parent runs threads and a reactor, which a fork would copy half of
                self._pool = ProcessPoolExecutor(
                    count,
                    mp_context=multiprocessing.get_context("spawn"),
                    initializer=_prepare,
                    initargs=(self.config,),
                )
        return self._pool

    def _drop(self) -> None:
        pool, self._pool = self._pool, None
        if isinstance(pool, ProcessPoolExecutor):
            for process in list((pool._processes or {}).values()):
                process.kill()
            pool.shutdown(wait=True, cancel_futures=True)

    def result(self, pages: list[RawPage], future: Future[list[Read]]) -> list[Read]:
        """What `submit` promised, page by page where the whole can't be had."""
        if self.config.settings.crawl.workers == 0:
            return future.result()
        try:
            return future.result(timeout=self._patience(len(pages)))
        except (BrokenExecutor, TimeoutError) as error:
            log.warning("a worker was lost (%s); its pages are read one by one", type(error).__name__)
            if isinstance(error, TimeoutError):
                with self._lock:
                    self._drop()
        found: list[Read] = []
        for page in pages:
            alone = self.submit([page])
            try:
                found += alone.result(timeout=self._patience(1))
            except BrokenExecutor:
                self._must_start()
                found.append(_fault(page, "reading it killed a worker"))
            except TimeoutError:
                found.append(_fault(page, f"reading it took more than {SECONDS_A_PAGE} s"))
                with self._lock:
                    self._drop()
        return found

    def _must_start(self) -> None:
        """A page is to blame only where workers start at all: a broken installation must not give every page a last fate."""
        try:
            self.submit([]).result(timeout=self._patience(1))
        except (BrokenExecutor, TimeoutError) as error:
            raise StorageError(
                "the processes that clean and tag can't start",
                on="crawl",
                todo="the fault stands above; what was fetched waits",
            ) from error

    def _patience(self, pages: int) -> float:
        return GRACE + SECONDS_A_PAGE * pages

    def close(self) -> None:
        with self._lock:
            if self._pool is not None:
                self._pool.shutdown(cancel_futures=True)
                self._pool = None


class Processor:
    """`submit` pages, `finish` at the end; `fates` counts by outlet."""

    def __init__(
        self, config: Config, ledger: Ledger, index: ArticleIndex, *, tell: Callable[[str, Fate], None] | None = None
    ) -> None:
        self.config, self.ledger, self.index, self.tell = config, ledger, index, tell
        self.fates: dict[str, Counter[str]] = {}
        self.error: BaseException | None = None
        self._batch: list[RawPage] = []
        self._workers = Workers(config)
        self._done: queue.Queue[tuple[list[RawPage], Future[list[Read]]] | None] = queue.Queue()
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
        if pages:
            self._done.put((pages, self._workers.submit(pages)))

    def finish(self) -> None:
        """Waits until everything is written. Raises what stopped the writing (index away, disk full)."""
        self.flush()
        self._done.put(None)
        self._writer.join()
        self._workers.close()
        if self.error is not None:
            raise self.error
        take_note(self.ledger, self.index)

    def count(self, outlet: str, fate: Fate) -> None:
        with self._lock:
            self.fates.setdefault(outlet, Counter())[str(fate)] += 1
        if self.tell:
            self.tell(outlet, fate)

    def _write_all(self) -> None:
        while (item := self._done.get()) is not None:
            pages, future = item
            try:
                if self.error is None:
                    self._write(pages, self._workers.result(pages, future))
            except BaseException as error:
                # What is not written keeps its state "fetched" and comes first in the next run.
                self.error = error
            with self._lock:
                self._waiting -= len(pages)

    def _write(self, pages: list[RawPage], found: list[Read]) -> None:
        results = {r.id: r for r in self.index.put([a for a in found if isinstance(a, Article)])}
        ends: list[End] = []
        counts: list[tuple[str, Fate]] = []
        for page, article in zip(pages, found, strict=True):
            url = page.requested_url or page.url
            if isinstance(article, Rejected):
                fate = Fate(article.fate)
                again = self._second_look(page) if fate in EMPTY else None
                ends.append(End(url, fate, article.reason, next_visit=again))
            else:
                result = results[article.id]
                fate = Fate(result.outcome)
                known = None if fate is Fate.REJECTED else article.id
                again = self._revisit(article.published, page)
                ends.append(End(url, fate, result.reason, known, article.published, again))
            counts.append((page.outlet, fate))
        self.ledger.done(*ends)
        for outlet, fate in counts:
            self.count(outlet, fate)

    def _revisit(self, published: datetime | None, page: RawPage) -> datetime | None:
        ages = self.config.settings.crawl.revisit_hours
        if published is not None and published > page.fetched:
            # A time of publication in the future is a mistake: the age then counts from the first fetch.
            record = self.ledger.address(page.requested_url or page.url)
            published = (
                datetime.fromisoformat(record.first_fetched) if record and record.first_fetched else page.fetched
            )
        return next_visit(published, page.fetched, ages)

    def _second_look(self, page: RawPage) -> datetime | None:
        published = page.hints.published
        if published is None or page.fetched - published > YOUNG:
            return None
        record = self.ledger.address(page.requested_url or page.url)
        visits = record.visits if record else 1
        return page.fetched + SECOND_LOOKS[visits - 1] if visits <= len(SECOND_LOOKS) else None


def next_visit(published: datetime | None, fetched: datetime, ages: tuple[float, ...]) -> datetime | None:
    """The next of the ages (hours after publication) that a young article has not reached; old ones are left alone."""
    if published is None:
        return None
    for hours in ages:
        when = published.astimezone(UTC) + timedelta(hours=hours)
        if when > fetched:
            return when
    return None
