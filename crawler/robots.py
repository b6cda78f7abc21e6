"""robots.txt as RFC 9309 has it: asked for conditionally in each run, kept in the ledger, obeyed always.

No robots.txt (4xx): all may be asked for. One that can't be had (5xx, 429, no connection): the one read within the last
day counts; without one, nothing is asked for until it answers.
"""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Protocol
from urllib.parse import urljoin, urlsplit

from protego import Protego
from scrapy import Request
from scrapy.downloadermiddlewares.robotstxt import RobotsTxtMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.extensions.throttle import AutoThrottle
from scrapy.http.request import NO_CALLBACK

from crawler.sources import StoredRobots

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

AGENT = "pantau"
# RFC 9309, 2.4: a copy is not used for longer than a day, 2.5: at least 500 KiB are read.
KEEP = timedelta(days=1)
MAX_BYTES = 512 * 1024
# A Crawl-delay beyond this is taken for a mistake of its author.
LONGEST_DELAY = 600.0


class RobotsMemory(Protocol):
    """Where copies are kept between runs: the ledger."""

    def robots(self, origin: str) -> StoredRobots | None: ...

    def keep_robots(self, origin: str, robots: StoredRobots) -> None: ...


class Forbidden(IgnoreRequest):
    """robots.txt says no."""


class RobotsUnavailable(IgnoreRequest):
    """robots.txt can't be had, so nothing may be asked for; `cause` tells why."""

    def __init__(self, told: str, cause: Exception | None, response: Response | None) -> None:
        super().__init__(told)
        self.cause, self.response = cause, response


@dataclass(frozen=True, slots=True)
class Rules:
    """One origin's robots.txt, read."""

    parsed: Protego
    origin: str
    body: bytes
    absent: bool  # the site has none

    @property
    def sitemaps(self) -> list[str]:
        return [urljoin(self.origin, s) for s in self.parsed.sitemaps]

    @property
    def delay(self) -> float | None:
        """Crawl-delay in seconds, or what Request-rate comes to."""
        delay = self.parsed.crawl_delay(AGENT)
        rate = self.parsed.request_rate(AGENT)
        slowest = max(float(delay or 0), rate.seconds / rate.requests if rate and rate.requests else 0)
        return min(slowest, LONGEST_DELAY) if slowest > 0 else None

    def allows(self, url: str) -> bool:
        return bool(self.parsed.can_fetch(url, AGENT))


class RobotsKeeper(RobotsTxtMiddleware):
    """Stands in for Scrapy's own. The spider's attribute `robots_memory`, where it has one, keeps copies between runs."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.rules: dict[str, Rules | RobotsUnavailable] = {}
        self._one_at_a_time = asyncio.Lock()

    async def process_request(self, request: Request, spider: object = None) -> None:  # noqa: ARG002
        if request.meta.get("is_robots"):
            return
        rules = await self.rules_for(request.url, request.meta)
        if not rules.allows(request.url):
            raise Forbidden("robots.txt forbids it")

    async def rules_for(self, url: str, meta: dict[str, object]) -> Rules:
        """The rules for an address; raises RobotsUnavailable. `meta`: of the request that wants to know."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        async with self._one_at_a_time:
            if origin not in self.rules:
                self.rules[origin] = await self._ask(origin, meta)
        found = self.rules[origin]
        if isinstance(found, RobotsUnavailable):
            raise found
        if found.delay:
            self._slow_down(found.delay)
        return found

    async def _ask(self, origin: str, meta: dict[str, object]) -> Rules | RobotsUnavailable:
        memory: RobotsMemory | None = getattr(self.crawler.spider, "robots_memory", None)
        stored = memory.robots(origin) if memory else None
        headers = {}
        if stored and stored.etag:
            headers["If-None-Match"] = stored.etag
        if stored and stored.modified:
            headers["If-Modified-Since"] = stored.modified
        # It may lie on another host (http → https, with or without www), but not on a private address.
        own: dict[str, object] = {k: meta[k] for k in ("allow_private", "download_slot") if k in meta}
        request = Request(
            f"{origin}/robots.txt", headers=headers, priority=self.DOWNLOAD_PRIORITY, callback=NO_CALLBACK, dont_filter=True,
            meta={**own, "is_robots": True, "hosts": None},
        )  # fmt: skip
        now = datetime.now(UTC)
        response, cause = None, None
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:  # whatever it is: robots.txt could not be had
            cause = error
        if response is not None:
            etag, modified = _text(response, "ETag"), _text(response, "Last-Modified") or _text(response, "Date")
            if response.status == 304 and stored:
                kept = StoredRobots(stored.body, etag or stored.etag, modified or stored.modified, now)
                return self._kept(origin, kept, memory)
            if 200 <= response.status < 300:
                return self._kept(origin, StoredRobots(response.body[:MAX_BYTES], etag, modified, now), memory)
            if 300 <= response.status < 500 and response.status != 429:
                return self._kept(origin, StoredRobots(b"", None, modified, now), memory)
        if stored and now - stored.fetched < KEEP:
            return self._read(origin, stored)
        told = f"it answered {response.status}" if response is not None else " ".join(str(cause).split())[:120]
        return RobotsUnavailable(
            f"robots.txt can't be read ({told}): until it can, nothing is asked for", cause, response
        )

    def _kept(self, origin: str, robots: StoredRobots, memory: RobotsMemory | None) -> Rules:
        if memory:
            memory.keep_robots(origin, robots)
        return self._read(origin, robots)

    @staticmethod
    def _read(origin: str, robots: StoredRobots) -> Rules:
        text = robots.body.decode("utf-8", "replace").removeprefix("\ufeff")
        return Rules(Protego.parse(text), origin, robots.body, absent=not robots.body)

    def _slow_down(self, delay: float) -> None:
        """Crawl-delay becomes the floor of the pace: of open slots, of slots to come, of AutoThrottle."""
        engine = self.crawler.engine
        assert engine is not None
        downloader = engine.downloader
        downloader._delay = max(downloader._delay, delay)
        for slot in downloader.slots.values():
            slot.delay = max(slot.delay, delay)
        for extension in self.crawler.extensions.middlewares if self.crawler.extensions else ():
            if isinstance(extension, AutoThrottle):
                extension.mindelay = max(extension.mindelay, delay)


def _text(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None
