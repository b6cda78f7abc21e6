"""For `scrapy crawl KEY`: the project's folders, or those of PANTAU_CONFIG and PANTAU_DATA."""

from __future__ import annotations

import atexit
from contextlib import ExitStack
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from config.errors import UsageError
from config.loader import SHIPPED, Config, load_config
from config.outlets import Outlet
from config.settings import Folders, Secrets
from crawler.ledger import Ledger
from crawler.locking import outlet_locks
from crawler.settings import for_outlet
from crawler.snapshots import Snapshots
from crawler.storing import Shelf

if TYPE_CHECKING:
    from crawler.spiders.base import Crawl


def _config() -> Config:
    return load_config(Folders().config or SHIPPED)


def settings_of(key: str) -> dict[str, Any]:
    """Scrapy's settings for an outlet; those of a public one where the key comes later (`-a key=`)."""
    config = _config()
    outlet = config.outlets.get(key) or Outlet(key="generic", name="", home="https://generic.invalid/")
    return for_outlet(outlet, config.settings.crawl)


def begin(key: str) -> Crawl:
    """Opens what a crawl works with; all is written and closed when the process ends."""
    from crawler.processing import Processor
    from crawler.running import row_of
    from crawler.spiders.base import Crawl
    from index.opening import open_configured

    folders, secrets, config = Folders(), Secrets(), _config()
    if key not in config.outlets:
        raise UsageError(f"unknown outlet {key!r}", allowed=", ".join(config.outlets))
    folders.data.mkdir(parents=True, exist_ok=True)
    stack = ExitStack()
    if not stack.enter_context(outlet_locks(folders.data, [key])):
        raise UsageError("another process is crawling it", on=key)
    ledger = Ledger(folders.data)
    index = open_configured(secrets.index or config.settings.index, folders.data, config, secrets)
    processor = Processor(config, ledger, index)
    shelf = Shelf(Snapshots(folders.data), ledger, processor)
    work = Crawl(config.outlets[key], config, shelf)
    number = ledger.start_run(key, datetime.now(UTC))

    def end() -> None:
        with stack:
            shelf.close()
            try:
                processor.finish()
            finally:
                row = row_of(work, processor.fates.get(key, {}))
                ledger.finish_run(number, datetime.now(UTC), discovered=row.discovered, fetched=row.fetched, fates=row.fates, trouble=row.unreachable)  # fmt: skip
                ledger.close()
                index.close()

    atexit.register(end)
    return work
