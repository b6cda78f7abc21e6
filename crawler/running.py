"""A crawl of some outlets in one process; one page added by hand; what became of an address."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from config.errors import FetchError, InputError, PantauError, UsageError
from config.loader import Config
from config.outlets import Outlet
from crawler.fates import INDEXED, SENTENCES, Fate
from crawler.ledger import Ledger
from crawler.snapshots import Snapshots
from extract.article import Article
from extract.identity import canonical_url
from extract.page import Hints
from index.base import ArticleIndex

if TYPE_CHECKING:
    from crawler.spiders.base import Crawl


@dataclass(frozen=True, slots=True)
class OutletRun:
    """One outlet's row: `discovered` addresses not known before, `fetched` pages, `fates` of all that ended in this run."""

    outlet: str
    discovered: int
    fetched: int
    new: int
    changed: int
    unchanged: int
    fates: dict[str, int] = field(default_factory=dict)
    unreachable: str | None = None
    error: str | None = None


def in_shard(key: str, shard: tuple[int, int] | None) -> bool:
    """The same part on every machine: by a hash of the key."""
    if shard is None:
        return True
    return int(hashlib.sha256(key.encode()).hexdigest()[:8], 16) % shard[1] == shard[0] - 1


def crawl(
    config: Config,
    data_dir: Path,
    index: ArticleIndex,
    *,
    outlets: list[str] | None = None,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    shard: tuple[int, int] | None = None,
    progress: Callable[[str, Fate], None] | None = None,
) -> list[OutletRun]:
    """Crawls the outlets concurrently, each at its own pace. The reactor runs once a process."""
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.processing import Processor
    from crawler.settings import for_outlet
    from crawler.spiders.base import Crawl
    from crawler.spiders.generic import GenericSpider

    chosen = [config.outlets[key] for key in (outlets or config.outlets) if in_shard(key, shard)]
    if not chosen:
        return []
    ledger = Ledger(data_dir)
    processor = Processor(config, ledger, index, tell=progress)
    works: list[Crawl] = []
    numbers = {}
    try:
        process = AsyncCrawlerProcess(
            {"LOG_LEVEL": "ERROR", "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor"}
        )
        spiders = _own_spiders(process)
        for outlet in chosen:
            work = Crawl(outlet, config, ledger, Snapshots(data_dir), processor, since, until, limit)
            works.append(work)
            numbers[outlet.key] = ledger.start_run(outlet.key, datetime.now(UTC))
            spider = spiders.get(outlet.key, GenericSpider)
            crawler = process.create_crawler(
                type(spider.__name__, (spider,), {"custom_settings": for_outlet(outlet, config.settings.crawl)})
            )
            process.crawl(crawler, work=work)
        process.start()
        processor.finish()
        rows = [_row(work, processor.fates.get(work.outlet.key, {})) for work in works]
        for row in rows:
            ledger.finish_run(
                numbers[row.outlet], datetime.now(UTC), discovered=row.discovered, fetched=row.fetched, fates=row.fates
            )
            _adapt(ledger, config.outlets[row.outlet], row)
    finally:
        ledger.close()
    for work in works:
        for error in work.errors:
            if isinstance(error, PantauError):
                raise error
    return rows


def _own_spiders(process: object) -> dict[str, type]:
    """The spiders that bear an outlet's key as name."""
    from crawler.spiders import baliportalnews, bisnisbali, nusabali

    return {
        s.name: s for s in (bisnisbali.BisnisBaliSpider, nusabali.NusaBaliSpider, baliportalnews.BaliportalnewsSpider)
    }


def _row(work: Crawl, fates: dict[str, int]) -> OutletRun:
    error = "; ".join(f"{type(e).__name__}: {e}" for e in work.errors) or None
    counts = dict(sorted(fates.items()))
    return OutletRun(
        work.outlet.key,
        work.discovered,
        work.fetched,
        counts.get(Fate.NEW, 0),
        counts.get(Fate.CHANGED, 0),
        counts.get(Fate.UNCHANGED, 0),
        counts,
        work.unreachable,
        error,
    )


# The poll is quickened when much is new and slowed when nothing is, between these.
SHORTEST, LONGEST = 10.0, 24 * 60.0


def _adapt(ledger: Ledger, outlet: Outlet, row: OutletRun) -> None:
    _, _, interval = ledger.outlet_state(outlet.key)
    now = interval or float(outlet.interval_minutes)
    if row.unreachable:
        now = min(now * 2, LONGEST)
    elif row.new >= 5:
        now = max(now / 2, SHORTEST)
    elif row.new == 0:
        now = min(now * 1.5, max(LONGEST / 4, outlet.interval_minutes))
    ledger.set_interval(outlet.key, now)


def standalone(key: str) -> Crawl:
    """For `scrapy crawl KEY`: the project's folders, or those of PANTAU_CONFIG and PANTAU_DATA."""
    import atexit

    from config.loader import SHIPPED, load_config
    from config.settings import Folders, Secrets
    from crawler.processing import Processor
    from crawler.spiders.base import Crawl
    from index.opening import open_index

    folders, secrets = Folders(), Secrets()
    config = load_config(folders.config or SHIPPED)
    if key not in config.outlets:
        raise UsageError(f"unknown outlet {key!r}", allowed=", ".join(config.outlets))
    folders.data.mkdir(parents=True, exist_ok=True)
    ledger = Ledger(folders.data)
    index = open_index(
        secrets.index or config.settings.index,
        folders.data,
        gazetteer=config.gazetteer,
        api_key=secrets.index_api_key,
        ca_file=secrets.index_ca_file,
    )
    processor = Processor(config, ledger, index)
    atexit.register(processor.finish)
    return Crawl(config.outlets[key], config, ledger, Snapshots(folders.data), processor)


def add_page(config: Config, data_dir: Path, index: ArticleIndex, url: str) -> tuple[Article, str]:
    """Fetches and indexes one page of any site; (article, outcome). A site of no outlet is kept under its host."""
    from extract.reader import Reader

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError("no web address", on=url, allowed="http:// or https:// and a host")
    reader = Reader(config)
    key = reader.key_for(url)
    outlet = config.outlets.get(key) or Outlet(
        key=key, name=parts.hostname, home=f"{parts.scheme}://{parts.netloc}/", sections=(), feeds=()
    )
    alone = Config(config.folder, {**config.outlets, key: outlet}, config.gazetteer, config.settings)
    ledger = Ledger(data_dir)
    try:
        ledger.meet(url, key, Hints(source="add"), datetime.now(UTC))
        ledger.forget_retry(url)
        _fetch_alone(alone, data_dir, ledger, index, outlet, url)
        record = ledger.address(url)
    finally:
        ledger.close()
    fate = Fate(record.fate) if record and record.fate else None
    article = index.get(record.article) if record and record.article else None
    if article is None or fate not in INDEXED:
        reason = (record.reason if record else None) or "it could not be fetched"
        raise FetchError(f"not indexed: {reason}", on=url, todo=f"`pantau why {url}` tells more")
    return article, str(fate)


def _fetch_alone(config: Config, data_dir: Path, ledger: Ledger, index: ArticleIndex, outlet: Outlet, url: str) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.processing import Processor
    from crawler.settings import for_outlet
    from crawler.spiders.base import Crawl
    from crawler.spiders.single import SingleSpider

    processor = Processor(config, ledger, index)
    work = Crawl(outlet, config, ledger, Snapshots(data_dir), processor)
    process = AsyncCrawlerProcess(
        {"LOG_LEVEL": "ERROR", "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor"}
    )
    spider = type("SingleSpider", (SingleSpider,), {"custom_settings": for_outlet(outlet, config.settings.crawl)})
    process.crawl(process.create_crawler(spider), work=work, url=url)
    process.start()
    processor.finish()
    for error in work.errors:
        raise error


@dataclass(frozen=True, slots=True)
class Why:
    """What became of an address; `sentence` says it for people."""

    url: str
    outlet: str | None
    fate: str | None
    reason: str | None
    article: str | None
    next_visit: str | None
    sentence: str


def why(config: Config, ledger: Ledger, index: ArticleIndex, url: str) -> Why:
    """Answers for any address, also one that was never met."""
    from extract.reader import Reader

    record = ledger.address(url)
    canonical = canonical_url(url)
    if record is None:
        article = index.by_url(url)
        if article:
            return Why(
                canonical,
                article.outlet,
                "indexed",
                None,
                article.id,
                None,
                f"Indexed as {article.id} ({article.title}).",
            )
        key = Reader.key_of(config.outlets, url)
        if key in config.outlets:
            seen = ledger.count(key)
            told = f"Never seen: none of {config.outlets[key].name}'s feeds, sitemaps or listings has named it so far ({seen} addresses known). `pantau add {canonical}` fetches it."
        else:
            told = f"Never seen: {urlsplit(url).hostname or url} is no outlet of outlets.toml. `pantau add {canonical}` fetches this one page."
        return Why(canonical, key if key in config.outlets else None, None, None, None, None, told)
    if record.fate is None:
        told = (
            "Known, not yet asked for."
            if record.state == "met"
            else "Fetched; its reading was cut off and comes first in the next run."
        )
    else:
        told = SENTENCES[Fate(record.fate)].capitalize() + (f" ({record.reason})" if record.reason else "") + "."
    if record.article and (article := index.get(record.article)):
        told += f" It is article {article.id}: {article.title}."
        if article.story and article.story != article.id:
            told += f" A near-duplicate: its story is {article.story}."
    if record.source:
        told += f" Found through: {record.source}."
    if record.next_visit:
        told += f" Asked for again at {record.next_visit[:16]} UTC."
    return Why(canonical, record.outlet, record.fate, record.reason, record.article, record.next_visit, told)
