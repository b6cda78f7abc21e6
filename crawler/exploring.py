"""Finds an outlet's new addresses: sources in the order of what they cost, as deep as needed and no deeper.

Shallow: the feed, else the first page of what there is. It is enough when it shows something already known. Deep: the
REST collection, the sitemaps, the feed's or the listings' older pages; walked when nothing of the shallow page was known
(a gap), when the outlet is new, when --since reaches further back than ever before, or when an earlier walk was cut off.
"""

from __future__ import annotations

import logging
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from protego import Protego
from scrapy.extensions.throttle import AutoThrottle

from crawler import discovery
from crawler.addresses import is_article
from crawler.discovery import Found, NotThatKind, SourcePage
from crawler.fates import Fate
from crawler.fetching import Failure, Fetcher, header
from crawler.ledger import Source
from extract.page import Hints

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

    from crawler.spiders.base import Crawl

log = logging.getLogger(__name__)
# A new outlet without --since is read back to at most so many addresses: the last weeks of a busy one.
FIRST_WALK = 1500
# An endless listing (a calendar, a search) stops here.
MAX_PAGES = 2000
FULL_EVERY = timedelta(days=1)
_DEPTH_ORDER = {"wp-json": 0, "sitemap": 1, "feed": 2, "listing": 3}
_SHALLOW_ORDER = {"feed": 0, "wp-json": 1, "sitemap": 2, "listing": 3}


class Explorer:
    """One outlet's discovery in one run."""

    def __init__(self, work: Crawl, fetcher: Fetcher, crawler: Crawler) -> None:
        self.work, self.fetcher, self.crawler = work, fetcher, crawler
        self.zone = ZoneInfo(work.outlet.timezone)
        self.answered = False
        self.trouble: str | None = None

    async def explore(self) -> None:
        work, ledger, key = self.work, self.work.ledger, self.work.outlet.key
        await self._robots()
        if not ledger.sources(key):
            await self._find_sources()
        sources = ledger.sources(key)
        reach, walking, _ = ledger.outlet_state(key)
        first = ledger.count(key) == 0
        gap = await self._shallow(sources)
        since = work.since.isoformat() if work.since else None
        deeper = since is not None and (reach is None or since < reach)
        if first or gap or walking or deeper:
            ledger.walk(key, walking=True)
            finished = await self._deep(ledger.sources(key), cap=None if since else FIRST_WALK)
            # A walk that --until or the cap cut short is whole as far as it was meant to go.
            if finished:
                ledger.walk(key, walking=False, reach=since)
        if not self.answered and self.trouble:
            work.unreachable = self.trouble

    async def _ask(self, url: str, **validators: str | None) -> Response:
        try:
            response = await self.fetcher.get(url, **validators)  # type: ignore[arg-type]
        except Failure as failure:
            self.answered = self.answered or failure.fate not in (Fate.UNREACHABLE, Fate.TIMEOUT, Fate.CUT)
            self.trouble = self.trouble or failure.reason
            raise
        self.answered = True
        return response

    async def _robots(self) -> None:
        """Crawl-delay becomes the floor of the pace; the sitemaps that it names are kept for discovery."""
        self.sitemaps: list[str] = []
        try:
            response = await self._ask(urljoin(self.work.outlet.home, "/robots.txt"))
        except Failure:
            return
        robots = Protego.parse(response.text if hasattr(response, "text") else response.body.decode("utf-8", "replace"))
        self.sitemaps = [urljoin(response.url, s) for s in robots.sitemaps]
        delay = robots.crawl_delay("pantau")
        if delay:
            pause = min(float(delay), 60.0)
            assert self.crawler.engine is not None
            for slot in self.crawler.engine.downloader.slots.values():
                slot.delay = max(slot.delay, pause)
            self.crawler.engine.downloader._delay = pause  # type: ignore[attr-defined]
            for extension in self.crawler.extensions.middlewares if self.crawler.extensions else ():
                if isinstance(extension, AutoThrottle):
                    extension.mindelay = max(extension.mindelay, pause)

    async def _find_sources(self) -> None:
        """From the outlet's entry, robots.txt, the home page; where these tell of no feed or sitemap, from the usual places."""
        outlet, ledger = self.work.outlet, self.work.ledger
        for kind, urls in (
            ("feed", outlet.feeds),
            ("wp-json", (outlet.wp_json,) if outlet.wp_json else ()),
            ("sitemap", outlet.sitemaps),
            ("listing", outlet.sections),
        ):
            for url in urls:
                ledger.add_source(outlet.key, kind, url)
        for url in self.sitemaps:
            ledger.add_source(outlet.key, "sitemap", url)
        try:
            response = await self._ask(outlet.home)
        except Failure:
            return
        found = discovery.find_sources(response.body, response.url, header(response, "Content-Type"))
        for url in found.feeds:
            ledger.add_source(outlet.key, "feed", url)
        if found.wp_json:
            ledger.add_source(outlet.key, "wp-json", found.wp_json)
        kinds = {s.kind for s in ledger.sources(outlet.key)}
        for kind, path in discovery.USUAL:
            if kind in kinds:
                continue
            url = urljoin(outlet.home, path)
            try:
                answer = await self.fetcher.get(url, tries=1)
                self._read(Source(outlet.key, kind, url, None, None, None, 0), answer)
            except (Failure, NotThatKind):
                continue
            ledger.add_source(outlet.key, kind, url)
            kinds.add(kind)
        ledger.add_source(outlet.key, "listing", outlet.home)
        if not kinds & {"wp-json", "sitemap"}:
            for url in found.sections:
                ledger.add_source(outlet.key, "listing", url)

    def _read(self, source: Source, response: Response, url: str | None = None) -> SourcePage:
        body, at = response.body, url or response.url
        if source.kind == "feed":
            return discovery.read_feed(body, at, self.zone)
        if source.kind == "sitemap":
            return discovery.read_sitemap(body, at, self.zone, self.work.since_moment)
        if source.kind == "wp-json":
            return discovery.read_wp_json(body, at, header(response, "X-WP-TotalPages"), self.zone)
        links, further = discovery.read_listing(body, response.url, header(response, "Content-Type"))
        found = tuple(
            Found(link, Hints(None, None, None, "listing"))
            for link, _ in links
            if is_article(link, self.work.outlet, listed=False)
        )
        return SourcePage(found, further)

    async def _page(self, source: Source, url: str, *, conditional: bool) -> SourcePage | None:
        """One answer of a source; None where it says that nothing changed."""
        now = datetime.now(UTC)
        full = datetime.fromisoformat(source.full) if source.full else None
        # Some servers keep an ETag after a change: once a day the whole is asked for.
        trusted = conditional and full is not None and now - full < FULL_EVERY
        response = await self._ask(
            url, etag=source.etag if trusted else None, modified=source.modified if trusted else None
        )
        if response.status == 304:
            self.work.ledger.source_answered(source.outlet, source.url, etag=None, modified=None, full=None)
            return None
        page = self._read(source, response, url)
        if conditional:
            self.work.ledger.source_answered(
                source.outlet,
                source.url,
                etag=header(response, "ETag"),
                modified=header(response, "Last-Modified"),
                full=now,
            )
        return page

    def _meet(self, page: SourcePage, *, listed: bool) -> tuple[int, int]:
        """(addresses that look like articles, those not known before)."""
        work, seen, new = self.work, 0, 0
        now = datetime.now(UTC)
        for found in page.found:
            if not is_article(found.url, work.outlet, listed=listed):
                continue
            seen += 1
            if work.ledger.meet(found.url, work.outlet.key, found.hints, now):
                new += 1
        work.discovered += new
        return seen, new

    async def _shallow(self, sources: list[Source]) -> bool:
        """Asks the cheapest source that answers; True where it showed nothing known (older ones may be missing)."""
        for source in sorted(sources, key=lambda s: _SHALLOW_ORDER[s.kind]):
            url = discovery.wp_json_page(source.url) if source.kind == "wp-json" else source.url
            try:
                page = await self._page(source, url, conditional=True)
                if page is None:
                    return False
                if not page.found and page.further and source.kind == "sitemap":
                    page = await self._page(source, page.further[0], conditional=False) or SourcePage(())
            except (Failure, NotThatKind) as error:
                log.info("%s: %s: %s", source.outlet, source.url, error)
                self.work.ledger.source_failed(source.outlet, source.url)
                continue
            seen, new = self._meet(page, listed=source.kind != "listing")
            if seen:
                return new == seen
        return True

    async def _deep(self, sources: list[Source], cap: int | None) -> bool:
        """Walks back. The first kind that answers is enough, but for listings: these are walked each, sections too."""
        walked = False
        for kind in sorted({s.kind for s in sources}, key=lambda k: _DEPTH_ORDER[k]):
            if walked and kind in ("feed", "listing"):
                break
            for source in (s for s in sources if s.kind == kind):
                if await self._walk(source, cap):
                    walked = True
        return walked

    async def _walk(self, source: Source, cap: int | None) -> bool:
        """All pages of one source, newest first, until it ends, leaves the time asked for, or brings nothing new."""
        since, until = self.work.since_moment, self.work.until
        before = datetime.combine(until, datetime.max.time(), self.zone) if until else None
        start = (
            discovery.wp_json_page(source.url, after=since, before=before) if source.kind == "wp-json" else source.url
        )
        waiting, asked, stale, met = [start], set(), 0, 0
        brought = False
        while waiting and len(asked) < MAX_PAGES:
            url = waiting.pop(0)
            if url in asked:
                continue
            asked.add(url)
            try:
                page = await self._page(source, url, conditional=False)
            except (Failure, NotThatKind) as error:
                # The page after the last one often answers 404 or 400: the end, not a failure.
                log.info("%s: %s: %s", source.outlet, url, error)
                if url == start:
                    self.work.ledger.source_failed(source.outlet, source.url)
                    return False
                continue
            if page is None:
                continue
            seen, new = self._meet(page, listed=source.kind != "listing")
            brought = brought or seen > 0 or bool(page.further)
            met += new
            stale = 0 if new else stale + 1
            if cap is not None and met >= cap:
                return True
            dates = [f.hints.published for f in page.found if f.hints.published]
            if since and dates and max(dates) < since:
                return True
            # Listings overlap as new articles come in: a few pages without anything new are not yet the end.
            if source.kind in ("listing", "feed") and stale >= (3 if source.kind == "listing" else 2) and since is None:
                return brought
            if source.kind == "listing" and seen == 0:
                return brought
            if source.kind == "sitemap":
                waiting = [*page.further, *waiting]
            else:
                waiting += page.further
        return brought
