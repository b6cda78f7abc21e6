"""The spider that all outlets share: discover, then ask for what is due, one page after another."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import scrapy
from scrapy.http import Response

from config.errors import StorageError
from config.loader import Config
from config.outlets import Outlet
from crawler.addresses import next_part
from crawler.exploring import Explorer
from crawler.fates import Fate
from crawler.fetching import HELPED_BY_TRYING, PATIENCE, TRIES_IN_A_RUN, Failure, Fetcher, as_page, header, wait_before
from crawler.ledger import Address, End, Ledger
from crawler.processing import Processor, next_visit
from crawler.progress import Progress
from crawler.storing import Shelf, digest_of, take_up
from extract.page import RawPage

log = logging.getLogger(__name__)
# Further pages of one article; more than these are no article.
MAX_PARTS = 12
# So many pages failing one after another: the outlet is down, and the rest waits for another run.
DOWN_AFTER = 25
# What each failure weighs: one that is waited for long weighs more.
DOWN = {Fate.UNREACHABLE: 1, Fate.SERVER_ERROR: 1, Fate.CUT: 1, Fate.BUSY: 1, Fate.TIMEOUT: 3}
# Scrapy wants an asynchronous generator of requests; all requests here go through the Fetcher.
NOTHING: tuple[scrapy.Request, ...] = ()


@dataclass
class Crawl:
    """What one outlet's crawl works with, and what it counts."""

    outlet: Outlet
    config: Config
    shelf: Shelf  # shared by all outlets of a process
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    progress: Progress | None = None
    discovered: int = 0
    fetched: int = 0  # pages asked for or taken up; each ends in one fate
    duplicates: float | None = None  # share of what the newest page of the cheapest source showed that was known
    unreachable: str | None = None
    stopped: str | None = (
        "interrupted; the next run goes on"  # why this run asked for no more; null once it has asked for all
    )
    errors: list[BaseException] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.ledger: Ledger = self.shelf.ledger
        self.processor: Processor = self.shelf.processor

    @property
    def since_moment(self) -> datetime | None:
        return datetime.combine(self.since, time(), ZoneInfo(self.outlet.timezone)) if self.since else None


class Halted(Exception):
    """The workers or the index have failed; `Processor.finish` tells how."""


@dataclass(frozen=True)
class _Again:
    """A page that failed in a way that a second try may mend, and when (on the loop's clock) it may be tried."""

    key: str
    tries: int
    ready: float
    failure: Failure


class OutletSpider(scrapy.Spider):
    """`work` is given by `pantau crawl`; under `scrapy crawl KEY` it is made from the project's folders."""

    name = "outlet"

    def __init__(self, *args: Any, work: Crawl | None = None, key: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if work is None:
            from crawler.standalone import begin

            work = begin(key or self.name)
        self.work = work
        self.robots_memory = work.ledger

    @classmethod
    def update_settings(cls, settings: Any) -> None:
        """Under `scrapy crawl KEY`, the pace and the user agent are the outlet's too."""
        super().update_settings(settings)
        if cls.custom_settings is None:
            from crawler.standalone import settings_of

            settings.setdict(settings_of(cls.name), priority="spider")

    async def start(self) -> AsyncIterator[Any]:
        work = self.work
        self.fetcher = Fetcher.for_outlet(self.crawler, work.outlet)
        interrupted, work.stopped = work.stopped, None
        try:
            try:
                await self.crawl()
            except Failure as failure:
                self._stop(failure)
            await work.shelf.settled(work.outlet.key)
            work.processor.flush()
        except Halted:
            work.stopped = "what was fetched could not be written"
        except StorageError as error:
            work.errors.append(error)
        except (asyncio.CancelledError, GeneratorExit):
            work.stopped = interrupted
            raise
        except Exception as error:
            # One outlet's surprise must not stop the others; it is told at the end.
            log.exception("crawl of %s failed", work.outlet.key)
            work.errors.append(error)
        for request in NOTHING:
            yield request

    async def crawl(self) -> None:
        """Raises Failure where the outlet asked for patience before a page was asked for."""
        work, key = self.work, self.work.outlet.key
        await asyncio.to_thread(take_up, work.ledger, work.shelf.snapshots, key)
        for _, file, offset in work.ledger.unread(key):
            # Fetched by a run that was killed before the page was read.
            await self._hand_on(await asyncio.to_thread(work.shelf.snapshots.read, file, offset))
        state, now = work.ledger.outlet(key), datetime.now(UTC)
        if state.paused_until and now < state.paused_until:
            work.unreachable = f"{state.paused_why}; not asked again before {state.paused_until:%Y-%m-%d %H:%M} UTC"
            return
        await Explorer(work, self.fetcher).explore()
        await self._visit_all(self._due())

    def _due(self) -> list[str]:
        """Ids of what is asked for in this run."""
        work = self.work
        due = work.ledger.due(work.outlet.key, datetime.now(UTC))
        if work.since or work.until:
            due = [key for key in due if (address := work.ledger.by_id(key)) and self._wanted(address)]
        due = due[: work.limit]
        if work.progress:
            work.progress.due(work.outlet.key, len(due))
        return due

    async def _hand_on(self, page: RawPage) -> None:
        self.work.fetched += 1
        self.work.processor.submit(page)
        await self._breathe()

    async def _breathe(self) -> None:
        """Waits for the workers, and for the index if it can't be written."""
        processor = self.work.processor
        while processor.crowded and processor.error is None:
            await asyncio.sleep(0.02)
        if processor.error is not None:
            raise Halted

    def _wanted(self, address: Address) -> bool:
        """Within --since and --until, as far as the source told a time."""
        if not address.hint_published or address.state == "done":
            return True
        day = datetime.fromisoformat(address.hint_published).astimezone(ZoneInfo(self.work.outlet.timezone)).date()
        return not ((self.work.since and day < self.work.since) or (self.work.until and day > self.work.until))

    async def _visit_all(self, due: list[str]) -> None:
        """What failed in a way that may pass at once is tried again behind all others."""
        again: list[_Again] = []
        weight = 0
        for key in due:
            failure = await self._try(key, 1, again)
            weight = weight + DOWN.get(failure.fate, 0) if failure else 0
            if weight >= DOWN_AFTER:
                self.work.stopped = f"its pages failed one after another, the last with: {failure}"
            if self.work.stopped:
                break
        clock = asyncio.get_running_loop().time
        while again and not self.work.stopped:
            one = again.pop(0)
            await asyncio.sleep(max(0.0, one.ready - clock()))
            await self._try(one.key, one.tries + 1, again)
        for one in again:
            # Where the run stops early, their first failure is their fate.
            if address := self.work.ledger.by_id(one.key):
                self._failed(address, one.failure)

    async def _try(self, key: str, tries: int, again: list[_Again]) -> Failure | None:
        """One page, once; how it failed. It ends in its fate here, or waits in `again`."""
        address = self.work.ledger.by_id(key)
        if address is None:
            return None
        try:
            await self._visit(address)
        except Failure as failure:
            wait = failure.retry_after or wait_before(tries)
            if failure.fate in HELPED_BY_TRYING and tries < TRIES_IN_A_RUN and wait <= PATIENCE:
                if failure.fate is Fate.BUSY:
                    # The whole outlet is let alone for as long.
                    await asyncio.sleep(wait.total_seconds())
                ready = asyncio.get_running_loop().time() + wait.total_seconds()
                again.append(_Again(key, tries, ready, failure))
            else:
                self._failed(address, failure)
            return failure
        await self._breathe()
        return None

    async def _visit(self, address: Address) -> None:
        """Asked for, kept, handed on. Ends in one fate, here or in the processor; raises Failure."""
        work = self.work
        known = address.hash is not None
        response = await self.fetcher.once(
            address.url, etag=address.etag if known else None, modified=address.modified if known else None
        )
        now = datetime.now(UTC)
        if response.status == 304 or (known and digest_of(response.body) == address.hash):
            work.fetched += 1
            work.ledger.done(End(address.url, Fate.UNCHANGED, next_visit=self._later(address, now)))
            work.processor.count(work.outlet.key, Fate.UNCHANGED)
            return
        if not response.body.strip():
            raise Failure(Fate.CUT, "the answer was empty")
        kind = header(response, "Content-Type") or ""
        if kind and not any(t in kind.lower() for t in ("html", "xml", "text/plain")):
            raise Failure(Fate.UNREADABLE, f"content type {kind.split(';')[0]}")
        page = as_page(response, address.outlet, address.url, address.hints, now)
        work.fetched += 1
        await work.shelf.put(replace(page, more=tuple(await self._parts(response, address))))

    async def _parts(self, response: Response, address: Address) -> list[RawPage]:
        """The further pages of an article, in order."""
        parts: list[RawPage] = []
        current = response
        bodies = {response.body}
        while self.work.outlet.spread and len(parts) < MAX_PARTS:
            following = next_part(current.url, current.body)
            if following is None:
                break
            try:
                current = await self.fetcher.get(following)
            except Failure as failure:
                log.info("%s: further page %s: %s", address.url, following, failure)
                break
            if current.body in bodies:
                break
            bodies.add(current.body)
            parts.append(as_page(current, address.outlet, address.url, address.hints, datetime.now(UTC)))
        return parts

    def _later(self, address: Address, now: datetime) -> datetime | None:
        """The next age at which an unchanged article is looked at again."""
        if not address.first_fetched or not address.published:
            return None
        born = min(address.published, address.first_fetched)
        return next_visit(datetime.fromisoformat(born), now, self.work.config.settings.crawl.revisit_hours)

    def _failed(self, address: Address, failure: Failure) -> None:
        work, now = self.work, datetime.now(UTC)
        work.fetched += 1
        work.ledger.failed(
            address.url, failure.fate, now=now, reason=failure.reason,
            attempts_allowed=work.config.settings.crawl.attempts, retry_after=failure.retry_after,
        )  # fmt: skip
        work.processor.count(work.outlet.key, failure.fate)
        if failure.pause:
            self._stop(failure)

    def _stop(self, failure: Failure) -> None:
        """The outlet asks for more patience than a run has: nothing is asked of it until then."""
        work, wait = self.work, failure.pause
        if wait is None:
            work.unreachable = failure.reason
            return
        until = datetime.now(UTC) + max(wait, timedelta(0))
        work.ledger.pause(work.outlet.key, until, failure.reason)
        work.stopped = f"{failure.reason}; not asked again before {until:%Y-%m-%d %H:%M} UTC"
        if not work.fetched:
            work.unreachable = work.stopped


__all__ = ["Crawl", "OutletSpider"]
