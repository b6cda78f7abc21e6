"""Finds an outlet's new addresses: sources in the order of what they cost, as deep as needed and no deeper.

Shallow: the feed, else the first page of what there is. It is enough when its older entries are known already. Deep: the
REST collection, the sitemaps, the feed's or the listings' older pages; walked when the shallow page's older entries were
not known (a gap), when the outlet is new, when --since reaches further back than ever before, or when an earlier walk
was cut off (it goes on where it stopped).
"""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

from crawler import discovery
from crawler.addresses import is_article
from crawler.discovery import Found, NotThatKind, SourcePage
from crawler.fates import Fate
from crawler.fetching import Failure, Fetcher, header
from crawler.sources import Source, Validator
from crawler.walking import Walker
from extract.page import Hints

if TYPE_CHECKING:
    from scrapy.http import Response

    from crawler.spiders.base import Crawl

log = logging.getLogger(__name__)
# A new outlet without --since is read back to at most so many addresses: the last weeks of a busy one.
FIRST_WALK = 1500
# Some servers keep an ETag after a change: once a day the whole of a source is asked for.
FULL_EVERY = timedelta(days=1)
# Sources are looked for again so often, and daily while one of them fails.
LOOK_AGAIN = timedelta(days=30)
LOOK_AFTER_FAILURE = timedelta(days=1)
# Times of publication outside these are mistakes (1970, 2099) and are not used.
OLDEST = datetime(1995, 1, 1, tzinfo=UTC)
AHEAD = timedelta(days=1)
_SHALLOW_ORDER = {"feed": 0, "wp-json": 1, "sitemap": 2, "listing": 3}


class Explorer:
    """One outlet's discovery in one run. `duplicates`: the share of the shallow page that was known, null where unasked."""

    def __init__(self, work: Crawl, fetcher: Fetcher) -> None:
        self.work, self.fetcher = work, fetcher
        self.zone = ZoneInfo(work.outlet.timezone)
        self.answered = False
        self.trouble: str | None = None
        self.sitemaps: list[str] = []

    async def explore(self) -> None:
        """Raises Failure where the outlet asks for patience or robots.txt can't be had."""
        work, ledger, key = self.work, self.work.ledger, self.work.outlet.key
        now = datetime.now(UTC)
        self.sitemaps = (await self.fetcher.robots(work.outlet.home)).sitemaps
        state = ledger.outlet(key)
        first = not ledger.known(key)
        self._own_sources()
        if self._must_look(state.discovered, now):
            await self._find_sources()
            ledger.discovered(key, now)
        sources = [s for s in ledger.sources(key) if not s.rests(now)]
        gap = await self._shallow(sources)
        since = work.since.isoformat() if work.since else None
        deeper = since is not None and (state.reach is None or since < state.reach)
        if first or gap or state.walking or deeper:
            ledger.walking(key)
            walker = Walker(self, cap=None if since else FIRST_WALK)
            if await walker.walk(sources):
                # A walk that --until or the cap cut short is whole as far as it was meant to go.
                ledger.walked(key, since)
        if not self.answered and self.trouble:
            work.unreachable = self.trouble

    def _own_sources(self) -> None:
        """Those of the outlet's entry: also what an editor added since the last run."""
        outlet, ledger = self.work.outlet, self.work.ledger
        known = {s.url for s in ledger.sources(outlet.key)}
        for kind, urls in (
            ("feed", outlet.feeds),
            ("wp-json", (outlet.wp_json,) if outlet.wp_json else ()),
            ("sitemap", outlet.sitemaps),
            ("listing", outlet.sections),
        ):
            for url in urls:
                if url not in known:
                    ledger.add_source(outlet.key, kind, url)

    def _must_look(self, last: datetime | None, now: datetime) -> bool:
        if last is None:
            return True
        failing = any(s.rests(now) for s in self.work.ledger.sources(self.work.outlet.key))
        return now - last > (LOOK_AFTER_FAILURE if failing else LOOK_AGAIN)

    async def ask(self, url: str, *, sitemap: bool = False, validator: Validator | None = None) -> Response:
        """Notes whether the outlet answers at all. A failure that asks for patience goes through to the run."""
        try:
            response = await self.fetcher.get(
                url, sitemap=sitemap, etag=validator.etag if validator else None, modified=validator.modified if validator else None
            )  # fmt: skip
        except Failure as failure:
            self.answered = self.answered or failure.fate not in (Fate.UNREACHABLE, Fate.TIMEOUT, Fate.CUT)
            self.trouble = self.trouble or failure.reason
            raise
        self.answered = True
        return response

    async def _find_sources(self) -> None:
        """From robots.txt and the home page; where these tell of no feed or sitemap, from the usual places."""
        outlet, ledger = self.work.outlet, self.work.ledger
        for url in self.sitemaps:
            ledger.add_source(outlet.key, "sitemap", url)
        try:
            response = await self.ask(outlet.home)
        except Failure as failure:
            if failure.pause:
                raise
            return
        found = discovery.find_sources(response.body, response.url, header(response, "Content-Type"))
        for url in found.feeds:
            ledger.add_source(outlet.key, "feed", url)
        if found.wp_json:
            ledger.add_source(outlet.key, "wp-json", found.wp_json)
        now = datetime.now(UTC)
        kinds = {s.kind for s in ledger.sources(outlet.key) if not s.rests(now)}
        for kind, path in discovery.USUAL:
            url = urljoin(outlet.home, path)
            if kind in kinds or any(s.url == url for s in ledger.sources(outlet.key)):
                continue
            try:
                answer = await self.fetcher.get(url, tries=1, sitemap=kind == "sitemap")
                self.read(Source(outlet.key, kind, url, 0, None), answer, url)
            except NotThatKind:
                continue
            except Failure as failure:
                if failure.pause:
                    raise
                continue
            ledger.add_source(outlet.key, kind, url)
            kinds.add(kind)
        ledger.add_source(outlet.key, "listing", outlet.home)
        if not kinds & {"wp-json", "sitemap"}:
            for url in found.sections:
                ledger.add_source(outlet.key, "listing", url)

    def read(self, source: Source, response: Response, url: str) -> SourcePage:
        """What an answer of a source says; raises NotThatKind."""
        if source.kind == "feed":
            return discovery.read_feed(response.body, url, self.zone)
        if source.kind == "sitemap":
            return discovery.read_sitemap(response.body, url, self.zone, self.work.since_moment)
        if source.kind == "wp-json":
            return discovery.read_wp_json(response.body, url, header(response, "X-WP-TotalPages"), self.zone)
        links, further = discovery.read_listing(response.body, response.url, header(response, "Content-Type"))
        found = tuple(
            Found(link, Hints(source="listing"))
            for link in dict.fromkeys(link for link, _ in links)
            if is_article(link, self.work.outlet, listed=False)
        )
        return SourcePage(found, further)

    async def page(self, source: Source, url: str, *, conditional: bool) -> SourcePage | None:
        """One answer of a source; None where it says that nothing changed. Raises Failure and NotThatKind."""
        now = datetime.now(UTC)
        known = self.work.ledger.validator(url) if conditional else None
        trusted = known if known is not None and now - known.full < FULL_EVERY else None
        response = await self.ask(url, sitemap=source.kind == "sitemap", validator=trusted)
        if response.status == 304:
            return None
        page = self.read(source, response, url)
        if conditional:
            # Without Last-Modified the time of the answer will do: RFC 9110, 13.1.3.
            modified = header(response, "Last-Modified") or header(response, "Date")
            kept = Validator(header(response, "ETag"), modified, now)
            self.work.ledger.keep_validator(url, source.outlet, kept)
        return page

    def meet(self, page: SourcePage, *, listed: bool) -> tuple[list[Found], list[bool]]:
        """Writes down what looks like articles; these, and for each whether it was new."""
        work, now = self.work, datetime.now(UTC)
        found = [_plausible(f, now) for f in page.found if is_article(f.url, work.outlet, listed=listed)]
        fresh = work.ledger.meet_all([(f.url, f.hints) for f in found], work.outlet.key, now)
        work.discovered += sum(fresh)
        if work.progress:
            work.progress.found(work.outlet.key, sum(fresh))
        return found, fresh

    async def _shallow(self, sources: list[Source]) -> bool:
        """Asks the cheapest source that answers; True where older ones than it shows may be missing."""
        for source in sorted(sources, key=lambda s: _SHALLOW_ORDER[s.kind]):
            try:
                page = await self._newest(source)
            except (Failure, NotThatKind) as error:
                if isinstance(error, Failure) and error.pause:
                    raise
                log.info("%s: %s: %s", source.outlet, source.url, error)
                self.work.ledger.source_failed(source.outlet, source.url, datetime.now(UTC))
                continue
            self.work.ledger.source_answered(source.outlet, source.url)
            if page is None:
                self.work.duplicates = 1.0
                return False
            found, fresh = self.meet(page, listed=source.kind != "listing")
            if found:
                self.work.duplicates = 1 - sum(fresh) / len(found)
                return _gap(found, fresh)
        return True

    async def _newest(self, source: Source) -> SourcePage | None:
        url = discovery.wp_json_page(source.url) if source.kind == "wp-json" else source.url
        page = await self.page(source, url, conditional=True)
        if source.kind == "sitemap" and page is not None and not page.found and page.further:
            # The index changes whenever one of its parts does; the newest part tells.
            page = await self.page(source, page.further[0], conditional=True)
        return page


def _plausible(found: Found, now: datetime) -> Found:
    published = found.hints.published
    if published is None or OLDEST <= published <= now + AHEAD:
        return found
    return replace(found, hints=replace(found.hints, published=None))


def _gap(found: list[Found], fresh: list[bool]) -> bool:
    """Whether the oldest third of what a source shows was all new: then older ones may have passed by unseen.

    Not the oldest one alone: a pinned story, or one that was added by hand, tells nothing.
    """
    pairs = list(zip(found, fresh, strict=True))
    if all(f.hints.published for f in found):
        pairs.sort(key=lambda pair: pair[0].hints.published or OLDEST, reverse=True)
    return all(new for _, new in pairs[-max(1, len(pairs) // 3) :])
