"""One page of any site, fetched and indexed at once: a clip that the crawl missed, or can't find."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from config.errors import FetchError, InputError
from config.loader import Config
from config.outlets import Outlet
from crawler.fates import INDEXED, SENTENCES, Fate
from crawler.ledger import Ledger
from crawler.snapshots import Snapshots
from crawler.storing import Shelf
from extract.article import Article
from extract.page import Hints
from index.base import ArticleIndex


def add_page(config: Config, data_dir: Path, index: ArticleIndex, url: str) -> tuple[Article, str]:
    """Fetches and indexes one page of any site; (article, outcome). A site of no outlet is kept under its host."""
    from extract.reader import Reader

    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise InputError("no web address", on=url, allowed="http:// or https:// and a host")
    key = Reader.key_of(config.outlets, url)
    outlet = config.outlets.get(key) or Outlet(key=key, name=parts.hostname, home=f"{parts.scheme}://{parts.netloc}/")
    ledger = Ledger(data_dir)
    try:
        ledger.meet(url, key, Hints(source="add"), datetime.now(UTC))
        ledger.forget_retry(url)
        _fetch(config, data_dir, ledger, index, outlet, url)
        record = ledger.address(url)
    finally:
        ledger.close()
    fate = Fate(record.fate) if record and record.fate else None
    article = index.get(record.article) if record and record.article else None
    if article is None or fate not in INDEXED:
        reason = (record.reason if record else None) or (SENTENCES[fate] if fate else "it could not be fetched")
        raise FetchError(f"not indexed: {reason}", on=url, todo=f"`pantau why {url}` tells more")
    return article, str(fate)


def _fetch(config: Config, data_dir: Path, ledger: Ledger, index: ArticleIndex, outlet: Outlet, url: str) -> None:
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.processing import Processor
    from crawler.settings import for_outlet
    from crawler.spiders.base import Crawl
    from crawler.spiders.single import SingleSpider

    anywhere = outlet.key not in config.outlets
    alone = Config(config.folder, {**config.outlets, outlet.key: outlet}, config.gazetteer, config.settings)
    processor = Processor(alone, ledger, index)
    shelf = Shelf(Snapshots(data_dir), ledger, processor)
    work = Crawl(outlet, alone, shelf)
    try:
        process = AsyncCrawlerProcess(
            {"LOG_LEVEL": "ERROR", "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor"}
        )
        spider = type("SingleSpider", (SingleSpider,), {"custom_settings": for_outlet(outlet, config.settings.crawl)})
        process.crawl(process.create_crawler(spider), work=work, url=url, anywhere=anywhere)
        process.start()
    finally:
        shelf.close()
        processor.finish()
    for error in work.errors:
        raise error
