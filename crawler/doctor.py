"""Walks an outlet live and says at each step what was found and how to mend it. Keeps no ledger, indexes nothing.

It asks through the same settings, robots.txt and guards as a crawl, so what it finds is what a crawl would find.
"""

from __future__ import annotations

import logging
import re
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin
from zoneinfo import ZoneInfo

import scrapy
from scrapy.crawler import AsyncCrawlerProcess

from config.errors import StorageError
from config.loader import Config
from config.outlets import Outlet
from crawler import discovery
from crawler.addresses import is_article
from crawler.discovery import Found, NotThatKind, Sources
from crawler.fates import Fate
from crawler.fetching import Failure, Fetcher, as_page, header
from crawler.goldens import save_golden, save_page
from crawler.settings import for_outlet
from extract.article import Article, Rejected
from extract.page import Hints

if TYPE_CHECKING:
    from scrapy.http import Response

    from extract.reader import Reader

SAMPLES = 3
# A feed whose newest entry is older shows that the outlet sleeps, or that the feed was left behind.
STALE = timedelta(days=14)
FEWEST_WORDS = 40
# Scrapy wants an asynchronous generator of requests; all requests here go through the Fetcher.
NOTHING: tuple[scrapy.Request, ...] = ()


@dataclass(frozen=True, slots=True)
class Finding:
    """One step: `told` what was found, `mend` what to do (null where nothing is to be done)."""

    outlet: str
    step: str
    well: bool
    told: str
    mend: str | None = None


def examine(config: Config, keys: Iterable[str], *, save: Path | None = None) -> dict[str, list[Finding]]:
    """Examines the outlets concurrently, each at its own pace; findings by key. The reactor runs once a process."""
    from extract.reader import Reader

    reader = Reader(config)
    process = AsyncCrawlerProcess(
        {"LOG_LEVEL": "ERROR", "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor"}
    )
    examinations = [Examination(config.outlets[key], reader, save) for key in dict.fromkeys(keys)]
    for examination in examinations:
        settings = for_outlet(examination.outlet, config.settings.crawl)
        spider = type("DoctorSpider", (DoctorSpider,), {"custom_settings": settings})
        process.crawl(process.create_crawler(spider), examination=examination)
    process.start()
    for examination in examinations:
        if examination.error is not None:
            raise examination.error
    return {e.outlet.key: e.findings for e in examinations}


class DoctorSpider(scrapy.Spider):
    """Carries one examination through Scrapy's engine."""

    name = "doctor"

    def __init__(self, *args: Any, examination: Examination, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.examination = examination

    async def start(self) -> AsyncIterator[Any]:
        outlet = self.examination.outlet
        try:
            await self.examination.run(Fetcher.for_outlet(self.crawler, outlet))
        except StorageError as error:
            self.examination.error = error
        except Exception as error:  # one outlet's surprise is a finding, and hides no other outlet
            logging.getLogger(__name__).exception("examination of %s failed", outlet.key)
            self.examination.find("a fault of ours", False, f"{type(error).__name__}: {error}", "please report it")
        for request in NOTHING:
            yield request


class Examination:
    """The steps, in the order in which a crawl goes; `findings` fills."""

    def __init__(self, outlet: Outlet, reader: Reader, save: Path | None) -> None:
        self.outlet, self.reader, self.save = outlet, reader, save
        self.zone = ZoneInfo(outlet.timezone)
        self.findings: list[Finding] = []
        self.error: StorageError | None = None
        self.found: dict[str, Found] = {}

    def find(self, step: str, well: bool, told: str, mend: str | None = None) -> None:
        self.findings.append(Finding(self.outlet.key, step, well, told, mend))

    async def run(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher
        if not self.outlet.verified:
            told = "the entry's facts come from public lists and were not seen live (verified = false)"
            self.find("entry", True, told, "when the steps below are well, set verified = true in outlets.toml")
        sitemaps = await self._robots()
        if sitemaps is None:
            return
        sources = await self._home()
        if sources is None:
            return
        await self._feeds(sources)
        await self._sitemaps(sitemaps)
        await self._rest(sources)
        await self._listing(sources)
        await self._samples()

    async def _ask(self, url: str, **options: Any) -> Response | Failure:
        try:
            return await self.fetcher.get(url, tries=2, **options)
        except Failure as failure:
            return failure

    def _keep(self, name: str, body: bytes) -> None:
        if self.save is not None:
            save_page(self.save, self.outlet, name, body)

    async def _robots(self) -> list[str] | None:
        """The sitemaps that it names; None where nothing may be asked for."""
        try:
            rules = await self.fetcher.robots(self.outlet.home)
        except Failure as failure:
            mend = "try again later; while robots.txt can't be had, nothing is asked of the outlet"
            if failure.fate is Fate.UNREACHABLE:
                mend = "look at `home` in outlets.toml: has the outlet moved? Does a browser reach it?"
            elif failure.fate is Fate.OFFSITE:
                mend = "a private address needs allow_private = true in the outlet's entry"
            self.find("robots.txt", False, failure.reason, mend)
            return None
        if not rules.absent:
            self._keep("robots.txt", rules.body)
        if not rules.allows(self.outlet.home):
            mend = "write to the outlet and ask for leave; pantau does not go around robots.txt"
            self.find("robots.txt", False, f"forbids {self.outlet.home} to pantau", mend)
            return None
        told = f"{len(rules.sitemaps)} sitemaps named" + (f", Crawl-delay {rules.delay:g} s" if rules.delay else "")
        self.find("robots.txt", True, "none: everything may be asked for" if rules.absent else told)
        return rules.sitemaps

    async def _home(self) -> Sources | None:
        answer = await self._ask(self.outlet.home)
        if isinstance(answer, Failure):
            self.find("home", False, f"{self.outlet.home}: {answer.reason}", "correct `home` in outlets.toml")
            return None
        self._keep("home.html", answer.body)
        moved = "" if answer.url.rstrip("/") == self.outlet.home.rstrip("/") else f", redirected to {answer.url}"
        sources = discovery.find_sources(answer.body, answer.url, header(answer, "Content-Type"))
        told = f"{len(answer.body)} bytes{moved}; links to {len(sources.feeds)} feeds, {len(sources.sections)} sections"
        self.find("home", True, told, f'home = "{answer.url}" saves a request each time' if moved else None)
        self.home = answer
        return sources

    async def _feeds(self, sources: Sources) -> None:
        usual = [urljoin(self.outlet.home, path) for kind, path in discovery.USUAL if kind == "feed"]
        tried = list(dict.fromkeys([*self.outlet.feeds, *sources.feeds])) or usual
        dead = []
        for number, url in enumerate(tried):
            answer = await self._ask(url)
            try:
                if isinstance(answer, Failure):
                    raise NotThatKind(answer.reason)
                page = discovery.read_feed(answer.body, answer.url, self.zone)
            except NotThatKind as error:
                dead.append(f"{url} ({error})")
                if url in self.outlet.feeds:
                    self.find("feed", False, f"{url}: {error}", "take it out of `feeds`, or correct it")
                continue
            self._keep(f"feed-{number + 1}.xml", answer.body)
            self._add(page.found)
            self._told_feed(url, page.found)
            return
        if not self.outlet.feeds:
            self.find("feed", True, f"none: {'; '.join(dead)}", "if the outlet has one, name it in `feeds`")

    def _told_feed(self, url: str, found: tuple[Found, ...]) -> None:
        times = [f.hints.published for f in found if f.hints.published]
        told = f"{url}: {len(found)} entries"
        if not found:
            self.find("feed", False, told, "an empty feed: leave it out, and let the sitemap or listings lead")
            return
        if not times:
            self.find("feed", True, f"{told}, none with a time that can be read")
            return
        newest = max(times)
        told += f", the newest of {newest.astimezone(self.zone):%Y-%m-%d %H:%M}"
        now = datetime.now(UTC)
        if newest > now + timedelta(days=1):
            self.find(
                "feed", False, f"{told}: in the future", "its clock or `timezone` is wrong; its dates are not used"
            )
        elif now - newest > STALE:
            self.find("feed", True, told, "nothing new for two weeks: is the outlet asleep, or is there another feed?")
        else:
            self.find("feed", True, told)

    async def _sitemaps(self, named: list[str]) -> None:
        usual = [urljoin(self.outlet.home, path) for kind, path in discovery.USUAL if kind == "sitemap"]
        tried = list(dict.fromkeys([*self.outlet.sitemaps, *named])) or usual
        dead = []
        for url in tried[:5]:
            answer = await self._ask(url, sitemap=True)
            try:
                if isinstance(answer, Failure):
                    raise NotThatKind(answer.reason)
                page = discovery.read_sitemap(answer.body, answer.url, self.zone)
                told = f"{url}: {len(page.found)} addresses"
                if page.further:
                    told = f"{url}: an index of {len(page.further)} sitemaps of posts"
                    part = await self._ask(page.further[0], sitemap=True)
                    if isinstance(part, Failure):
                        raise NotThatKind(f"its part {page.further[0]}: {part.reason}")
                    page = discovery.read_sitemap(part.body, part.url, self.zone)
                    told += f", {len(page.found)} addresses in the newest"
            except NotThatKind as error:
                dead.append(f"{url} ({error})")
                continue
            articles = [f for f in page.found if is_article(f.url, self.outlet, listed=True)]
            self._add(page.found[:200])
            told += f", {len(articles)} of them articles by their look"
            self.find("sitemap", bool(articles), told, None if articles else self._look(page.found))
            return
        well = not self.outlet.sitemaps
        self.find(
            "sitemap", well, f"none: {'; '.join(dead)}", "without one, --since goes back by REST, feed or listings"
        )

    def _look(self, found: tuple[Found, ...]) -> str:
        example = found[0].url if found else self.outlet.home
        return f"`article_url` in outlets.toml says what an article's path looks like; an address found: {example}"

    async def _rest(self, sources: Sources) -> None:
        url = self.outlet.wp_json or sources.wp_json or urljoin(self.outlet.home, "/wp-json/wp/v2/posts")
        answer = await self._ask(discovery.wp_json_page(url))
        try:
            if isinstance(answer, Failure):
                raise NotThatKind(answer.reason)
            page = discovery.read_wp_json(answer.body, answer.url, header(answer, "X-WP-TotalPages"), self.zone)
        except NotThatKind as error:
            wanted = self.outlet.wp_json is not None
            mend = "take `wp_json` out of the entry, or correct it" if wanted else None
            self.find("REST", not wanted, f"{url}: no WordPress REST ({error})", mend)
            return
        self._add(page.found)
        total = header(answer, "X-WP-Total") or "?"
        self.find("REST", bool(page.found), f"{url}: {total} posts in all")

    async def _listing(self, sources: Sources) -> None:
        """The first section page, or the home: what the eye of a reader would find there."""
        sections = (*self.outlet.sections, *sources.sections)
        answer: Response | Failure = await self._ask(sections[0]) if sections else self.home
        if isinstance(answer, Failure):
            self.find("listing", False, f"{sections[0]}: {answer.reason}", "correct or leave out `sections`")
            answer = self.home
        links, further = discovery.read_listing(answer.body, answer.url, header(answer, "Content-Type"))
        addresses = list(dict.fromkeys(url for url, _ in links))
        articles = [u for u in addresses if is_article(u, self.outlet, listed=False)]
        told = f"{answer.url}: {len(addresses)} links, {len(articles)} articles by their look" + (
            f", its next page is {further[0]}" if further else ", no link to a next page"
        )
        listed = tuple(Found(u, Hints(source="listing")) for u in articles)
        self._add(listed)
        if articles:
            self.find("listing", True, told)
        else:
            well = bool(self.found)
            self.find(
                "listing", well, told, None if well else self._look(tuple(Found(u, Hints()) for u in addresses[:1]))
            )

    def _add(self, found: Iterable[Found]) -> None:
        for one in found:
            listed = one.hints.source != "listing"
            if one.url not in self.found and is_article(one.url, self.outlet, listed=listed):
                self.found[one.url] = one

    async def _samples(self) -> None:
        """The three newest found, read as a crawl would read them."""
        oldest = datetime.min.replace(tzinfo=UTC)
        newest = sorted(self.found.values(), key=lambda f: f.hints.published or oldest, reverse=True)[:SAMPLES]
        if not newest:
            self.find("articles", False, "no address of an article was found", self._look(()))
        for number, one in enumerate(newest, 1):
            answer = await self._ask(one.url)
            if isinstance(answer, Failure):
                self.find(f"article {number}", False, f"{one.url}: {answer.reason}", "try it in a browser")
                continue
            page = as_page(answer, self.outlet.key, one.url, one.hints, datetime.now(UTC))
            read = self.reader.read(page)
            if self.save is not None:
                save_golden(self.save, page, self.outlet, read)
            self._told_article(f"article {number}", one.url, read)

    def _told_article(self, step: str, url: str, read: Article | Rejected) -> None:
        keep = "`--save DIR` keeps the page; a [[outlet.layout]] with `body`, `title`, `published` selectors mends it"
        if isinstance(read, Rejected):
            self.find(step, False, f"{url}: {read.fate}: {read.reason}", keep)
            return
        dated = f"{read.published:%Y-%m-%d %H:%M} ({read.published_from})" if read.published else "no date"
        # A full stop ends a sentence, but not after "Dr" or an initial.
        first = re.split(r"(?<=[a-z]{4}[.!?])[”\"’']?\s", read.text.split("\n\n")[0], maxsplit=1)[0][:200]
        told = f"{url}: “{read.title}”, {dated}, {read.words} words: {first}"
        well = read.published is not None and read.words >= FEWEST_WORDS
        self.find(step, well, told, None if well else keep)
