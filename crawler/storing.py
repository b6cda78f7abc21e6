"""Pages on their way from the network to the workers: snapshot first, then the ledger, then the reading.

Compression and disk are waited for in a thread, while the next page is being fetched: at most DEPTH pages are in hand,
which is what a SIGKILL can make the crawler ask for once more. What was written but not yet told to the ledger is taken
up by `take_up`.
"""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import dataclass

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


@dataclass
class Shelf:
    """One outlet's pages. `put` waits when too many are in hand; what went wrong is raised by the next call."""

    snapshots: Snapshots
    ledger: Ledger
    processor: Processor

    def __post_init__(self) -> None:
        self._queue: asyncio.Queue[RawPage | None] = asyncio.Queue(DEPTH)
        self._task = asyncio.get_running_loop().create_task(self._work())

    async def put(self, page: RawPage) -> None:
        if self._task.done():
            self._task.result()
        await self._queue.put(page)

    async def close(self) -> None:
        """Everything put is stored and handed on."""
        if not self._task.done():
            await self._queue.put(None)
        await self._task

    def abandon(self) -> None:
        """At the end, whatever it was: nothing is left running."""
        if not self._task.done():
            self._task.cancel()
        elif not self._task.cancelled():
            self._task.exception()

    async def _work(self) -> None:
        ending = False
        try:
            while not ending:
                pages = [await self._queue.get()]
                while not self._queue.empty():
                    pages.append(self._queue.get_nowait())
                ending = pages[-1] is None
                whole = [page for page in pages if page is not None]
                if whole:
                    await asyncio.to_thread(self._store, whole)
                for page in whole:
                    self.processor.submit(page)
        except BaseException:
            # Whoever waits in `put` must not wait for ever.
            while not self._queue.empty():
                self._queue.get_nowait()
            raise

    def _store(self, pages: list[RawPage]) -> None:
        places = self.snapshots.write_all(pages)
        self.ledger.fetched([kept(page, *place) for page, place in zip(pages, places, strict=True)])


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
