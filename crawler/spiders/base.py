"""The spider that all outlets share: discover, then ask for what is due, one page after another."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

import scrapy
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from config.errors import StorageError
from config.loader import Config
from config.outlets import Outlet
from crawler.addresses import next_part, same_site
from crawler.exploring import Explorer
from crawler.fates import Fate
from crawler.fetching import Failure, Fetcher, header
from crawler.ledger import Address, Ledger
from crawler.processing import Processor
from crawler.snapshots import Snapshots
from extract.page import RawPage

# Further pages of one article; more than these are no article.
MAX_PARTS = 12


@dataclass
class Crawl:
    """What one outlet's crawl works with, and what it counts."""

    outlet: Outlet
    config: Config
    ledger: Ledger
    snapshots: Snapshots
    processor: Processor
    since: date | None = None
    until: date | None = None
    limit: int | None = None
    discovered: int = 0
    fetched: int = 0
    unreachable: str | None = None
    errors: list[BaseException] = field(default_factory=list)

    @property
    def since_moment(self) -> datetime | None:
        return datetime.combine(self.since, time(), ZoneInfo(self.outlet.timezone)) if self.since else None


class OutletSpider(scrapy.Spider):
    """`work` is given by `pantau crawl`; under `scrapy crawl KEY` it is made from the project's folders."""

    name = "outlet"
    key: str | None = None

    def __init__(self, *args: Any, work: Crawl | None = None, key: str | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.own = work is None
        if work is None:
            from crawler.running import standalone

            work = standalone(key or self.key or self.name)
        self.work = work

    async def start(self) -> AsyncIterator[Any]:
        work = self.work
        hosts = frozenset(h.removeprefix("www.") for h in (work.outlet.host, *work.outlet.hosts))
        self.fetcher = Fetcher(self.crawler, hosts=hosts, allow_private=work.outlet.allow_private)
        try:
            await self._crawl()
        except StorageError as error:
            work.errors.append(error)
            raise CloseSpider("storage") from error
        except Exception as error:
            # One outlet's surprise must not stop the others; it is told at the end.
            logging.getLogger(__name__).exception("crawl of %s failed", work.outlet.key)
            work.errors.append(error)
        return
        yield  # pragma: no cover - makes this an asynchronous generator, as Scrapy wants

    async def _crawl(self) -> None:
        work = self.work
        for _, file, offset in work.ledger.unread(work.outlet.key):
            # Fetched by a run that was killed before the page was read.
            work.processor.submit(work.snapshots.read(file, offset))
        explorer = Explorer(work, self.fetcher, self.crawler)
        await explorer.explore()
        started = datetime.now(UTC)
        asked = 0
        for address in work.ledger.due(work.outlet.key, started):
            if work.limit is not None and asked >= work.limit:
                break
            if not self._wanted(address):
                continue
            asked += 1
            await self._visit(address)
            while work.processor.crowded:
                await asyncio.sleep(0.02)
            if work.processor.error is not None:
                raise StorageError(
                    "the index can't be written", on=work.outlet.key, todo="see the error below"
                ) from work.processor.error
        work.processor.flush()

    def _wanted(self, address: Address) -> bool:
        """Within --since and --until, as far as the source told a time."""
        if not address.hint_published or address.state == "done":
            return True
        day = datetime.fromisoformat(address.hint_published).astimezone(ZoneInfo(self.work.outlet.timezone)).date()
        return not ((self.work.since and day < self.work.since) or (self.work.until and day > self.work.until))

    async def _visit(self, address: Address) -> None:
        """One page: asked for, kept, handed on. Ends in one fate, here or in the processor."""
        work = self.work
        revisit = address.state == "done"
        try:
            response = await self.fetcher.get(
                address.url, etag=address.etag if revisit else None, modified=address.modified if revisit else None
            )
        except Failure as failure:
            self._failed(address, failure)
            return
        now = datetime.now(UTC)
        if response.status == 304:
            work.ledger.done(address.url, Fate.UNCHANGED, now=now, next_visit=self._later(address, now))
            work.processor.count(work.outlet.key, Fate.UNCHANGED)
            return
        work.fetched += 1
        if not same_site(response.url, work.outlet):
            self._failed(
                address,
                Failure(Fate.OFFSITE, f"it leads to {urlsplit(response.url).hostname}, which is not the outlet's"),
            )
            return
        kind = header(response, "Content-Type") or ""
        if kind and not any(t in kind.lower() for t in ("html", "xml", "text/plain")):
            self._failed(address, Failure(Fate.UNREADABLE, f"content type {kind.split(';')[0]}"))
            return
        digest = hashlib.sha256(response.body).hexdigest()[:32]
        if revisit and digest == address.hash:
            work.ledger.done(address.url, Fate.UNCHANGED, now=now, next_visit=self._later(address, now))
            work.processor.count(work.outlet.key, Fate.UNCHANGED)
            return
        page = raw_page(response, work.outlet.key, address, now)
        file, offset = work.snapshots.write(page)
        parts = await self._parts(response, address)
        work.ledger.fetched(
            address.url,
            final=response.url,
            file=file,
            offset=offset,
            digest=digest,
            etag=header(response, "ETag"),
            modified=header(response, "Last-Modified"),
            now=now,
        )
        work.processor.submit(
            RawPage(
                page.url,
                page.outlet,
                page.body,
                page.fetched,
                page.requested_url,
                page.status,
                page.headers,
                page.hints,
                tuple(parts),
            )
        )

    async def _parts(self, response: Response, address: Address) -> list[RawPage]:
        """The further pages of an article, in order."""
        parts: list[RawPage] = []
        current = response
        while len(parts) < MAX_PARTS:
            hrefs = current.css("a::attr(href), link[rel=next]::attr(href)").getall() if b"<a" in current.body else []
            following = next_part(current.url, hrefs)
            if following is None:
                break
            try:
                current = await self.fetcher.get(following)
            except Failure:
                break
            page = raw_page(current, self.work.outlet.key, address, datetime.now(UTC))
            if any(p.body == page.body for p in parts) or page.body == response.body:
                break
            self.work.snapshots.write(page, part_of=address.url)
            parts.append(page)
        return parts

    def _later(self, address: Address, now: datetime) -> datetime | None:
        """The next age at which an unchanged article is looked at again."""
        from crawler.processing import next_visit

        if not address.first_fetched:
            return None
        published = (
            datetime.fromisoformat(address.hint_published)
            if address.hint_published
            else datetime.fromisoformat(address.first_fetched)
        )
        return next_visit(published, now, self.work.config.settings.crawl.revisit_hours)

    def _failed(self, address: Address, failure: Failure) -> None:
        work = self.work
        work.ledger.failed(
            address.url,
            failure.fate,
            now=datetime.now(UTC),
            reason=failure.reason,
            attempts_allowed=work.config.settings.crawl.attempts,
            retry_after=failure.retry_after,
        )
        work.processor.count(work.outlet.key, failure.fate)


def raw_page(response: Response, outlet: str, address: Address, now: datetime) -> RawPage:
    """Scrapy's response as ours; the body is unpacked already."""
    headers = tuple(
        (k.decode("latin-1"), v.decode("latin-1")) for k, values in response.headers.items() for v in values
    )
    return RawPage(
        url=response.url,
        outlet=outlet,
        body=response.body,
        fetched=now,
        requested_url=address.url,
        status=response.status,
        headers=headers,
        hints=address.hints,
    )


__all__ = ["Crawl", "OutletSpider", "raw_page"]
