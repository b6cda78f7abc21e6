"""A crawl of some outlets in one process, each at its own pace."""

from __future__ import annotations

import hashlib
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from config.errors import PantauError
from config.loader import Config
from crawler.fates import Fate
from crawler.ledger import Ledger
from crawler.locking import outlet_locks
from crawler.pacing import next_interval
from crawler.progress import Progress
from crawler.snapshots import Snapshots
from crawler.storing import Shelf
from index.base import ArticleIndex

if TYPE_CHECKING:
    from crawler.spiders.base import Crawl, OutletSpider


@dataclass(frozen=True, slots=True)
class OutletRun:
    """One outlet's row. `discovered`: addresses not known before; `fetched`: pages asked for or taken up from a run that
    was killed, the sum of `fates`. `stopped`: why the run asked for no more; `unreachable`: why it asked for nothing."""

    outlet: str
    discovered: int
    fetched: int
    new: int
    changed: int
    unchanged: int
    fates: dict[str, int] = field(default_factory=dict)
    unreachable: str | None = None
    stopped: str | None = None
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
    progress: Progress | None = None,
) -> list[OutletRun]:
    """Crawls the outlets concurrently. The reactor runs once a process.

    An outlet that another process is crawling is passed over, and its row says so. Raises what kept pages from being
    written (disk full, index away) after the runs are recorded; what was fetched is read by the next run.
    """
    from crawler.processing import Processor
    from crawler.spiders.base import Crawl

    chosen = [key for key in (outlets or config.outlets) if in_shard(key, shard)]
    if not chosen:
        return []
    ledger = Ledger(data_dir)
    try:
        with outlet_locks(data_dir, chosen) as free:
            processor = Processor(config, ledger, index, tell=progress.ended if progress else None)
            shelf = Shelf(Snapshots(data_dir), ledger, processor)
            works = [Crawl(config.outlets[key], config, shelf, since, until, limit, progress) for key in free]
            trouble = run_all(works, config, shelf)
            rows = {work.outlet.key: row_of(work, processor.fates.get(work.outlet.key, {})) for work in works}
    finally:
        ledger.close()
    if trouble is not None:
        raise trouble
    busy = "another process is crawling it"
    return [rows.get(key) or OutletRun(key, 0, 0, 0, 0, 0, unreachable=busy, stopped=busy) for key in chosen]


def run_all(works: list[Crawl], config: Config, shelf: Shelf) -> BaseException | None:
    """Runs the reactor and records the runs; what kept pages from being written."""
    from scrapy.crawler import AsyncCrawlerProcess

    from crawler.settings import for_outlet

    ledger, processor = shelf.ledger, shelf.processor
    trouble: BaseException | None = None
    numbers = {work.outlet.key: ledger.start_run(work.outlet.key, datetime.now(UTC)) for work in works}
    spiders = _own_spiders()
    try:
        process = AsyncCrawlerProcess(
            {"LOG_LEVEL": "ERROR", "TWISTED_REACTOR": "twisted.internet.asyncioreactor.AsyncioSelectorReactor"}
        )
        for work in works:
            spider = spiders[work.outlet.key if work.outlet.key in spiders else "generic"]
            settings = {"custom_settings": for_outlet(work.outlet, config.settings.crawl)}
            process.crawl(process.create_crawler(type(spider.__name__, (spider,), settings)), work=work)
        process.start()
    finally:
        shelf.close()
        try:
            processor.finish()
        except Exception as error:
            trouble = error
    # What the disk or the index said first tells more than what followed from it.
    errors = [error for work in works for error in work.errors]
    if trouble is None:
        trouble = next((e for e in errors if isinstance(e, PantauError)), None)
    for work in works:
        row = row_of(work, processor.fates.get(work.outlet.key, {}))
        # A disk that is full takes no record either; the run then counts as killed, which it was.
        with suppress(PantauError):
            ledger.finish_run(numbers[row.outlet], datetime.now(UTC), discovered=row.discovered, fetched=row.fetched, fates=row.fates, trouble=row.unreachable)  # fmt: skip
            current = ledger.interval(row.outlet) or float(work.outlet.interval_minutes)
            ledger.set_interval(row.outlet, next_interval(current, duplicates=work.duplicates, unreachable=row.unreachable is not None))  # fmt: skip
    return trouble


def _own_spiders() -> dict[str, type[OutletSpider]]:
    """The spiders that bear an outlet's key as name, and the generic one."""
    from crawler.spiders import baliportalnews, bisnisbali, generic, nusabali

    own: tuple[type[OutletSpider], ...] = (
        bisnisbali.BisnisBaliSpider, nusabali.NusaBaliSpider, baliportalnews.BaliportalnewsSpider, generic.GenericSpider,
    )  # fmt: skip
    return {spider.name: spider for spider in own}


def row_of(work: Crawl, fates: dict[str, int]) -> OutletRun:
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
        work.stopped,
        error,
    )
