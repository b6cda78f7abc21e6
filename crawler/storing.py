"""Pages on their way from the network to the workers: snapshot first, then the ledger, then the reading.

Compression and disk have a thread of their own, while the next page is being fetched: at most DEPTH pages an outlet are
in hand, which is what a SIGKILL can make the crawler ask for once more. What was written but not yet told to the ledger is taken
up by `take_up`.
"""

from __future__ import annotations

import asyncio
import hashlib
import queue
import threading
from collections import Counter

from crawler.ledger import Kept, Ledger
from crawler.processing import Processor
from crawler.snapshots import Located, Snapshots
from extract.page import RawPage

DEPTH = 4


def digest_of(body: bytes) -> str:
    """Tells whether the bytes of a page are those of its last visit."""
    return hashlib.sha256(body).hexdigest()[:32]


def kept(page: RawPage, file: str, offset: int) -> Kept:
    """What the ledger is told of a page that is in a snapshot."""
    return Kept(
        page.requested_url or page.url, page.outlet, page.url, file, offset, digest_of(page.body), page.header("ETag"),
        page.header("Last-Modified"), page.fetched,
    )  # fmt: skip


class Shelf:
    """All outlets' pages of one process, in one thread: what comes together is written and committed together.

    What went wrong is raised by the next `put` or `settled`; what was in hand then is asked for again by another run.
    """

    def __init__(self, snapshots: Snapshots, ledger: Ledger, processor: Processor) -> None:
        self.snapshots, self.ledger, self.processor = snapshots, ledger, processor
        self._queue: queue.SimpleQueue[RawPage | None] = queue.SimpleQueue()
        self._in_hand: Counter[str] = Counter()
        self._lock = threading.Lock()
        self._error: BaseException | None = None
        self._thread = threading.Thread(target=self._work, name="shelf", daemon=True)
        self._thread.start()

    async def put(self, page: RawPage) -> None:
        """Hands a page over; waits while DEPTH of its outlet are not yet stored."""
        await self._until(page.outlet, DEPTH)
        with self._lock:
            self._in_hand[page.outlet] += 1
        self._queue.put(page)

    async def settled(self, outlet: str) -> None:
        """Everything of the outlet is stored and handed on."""
        await self._until(outlet, 1)

    async def _until(self, outlet: str, fewer_than: int) -> None:
        while self._error is None and self._in_hand[outlet] >= fewer_than:
            await asyncio.sleep(0.002)
        if self._error is not None:
            raise self._error

    def close(self) -> None:
        """Ends the thread; to be called when nothing is put any more."""
        self._queue.put(None)
        self._thread.join()

    def _work(self) -> None:
        ending = False
        while not ending:
            pages = [self._queue.get()]
            while not self._queue.empty() and len(pages) < 4 * DEPTH:
                pages.append(self._queue.get())
            ending = None in pages
            whole = [page for page in pages if page is not None]
            try:
                if self._error is None and whole:
                    self._store(whole)
            except BaseException as error:
                self._error = error
            with self._lock:
                self._in_hand.subtract(page.outlet for page in whole)

    def _store(self, pages: list[RawPage]) -> None:
        places = self.snapshots.write_all(pages)
        self.ledger.fetched([kept(page, *place) for page, place in zip(pages, places, strict=True)])
        for page in pages:
            self.processor.submit(page)


def take_up(ledger: Ledger, snapshots: Snapshots, outlet: str) -> int:
    """Pages whose snapshot was written when a run was killed, before the ledger knew: told to it now; how many.

    They can only stand at the end of the outlet's newest file, behind the last page that the ledger knows of.
    """
    files = snapshots.files(outlet)
    if not files:
        return 0
    path = files[-1]
    last = ledger.last_offset(path.name)
    orphans: list[Located] = []
    for located in snapshots.from_offset(path, last or 0):
        if last is None or located.offset > last:
            orphans.append(located)
    for located in orphans:
        page = located.page
        ledger.meet(page.requested_url, outlet, page.hints, page.fetched)
    ledger.fetched([kept(o.page, path.name, o.offset) for o in orphans])
    return len(orphans)


__all__ = ["DEPTH", "Shelf", "digest_of", "kept", "take_up"]
