"""The index rebuilt from the snapshots; no network."""

from __future__ import annotations

from datetime import date, datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from config.loader import Config
from crawler.ledger import Ledger
from crawler.processing import Processor
from crawler.snapshots import Snapshots
from index.base import ArticleIndex


def reprocess(config: Config, data_dir: Path, index: ArticleIndex, *, since: date | None = None) -> dict[str, int]:
    """Reads every article's newest snapshot again; fates with their counts."""
    moment = datetime.combine(since, time(), ZoneInfo(config.settings.timezone)) if since else None
    ledger = Ledger(data_dir)
    try:
        processor = Processor(config, ledger, index)
        for page in Snapshots(data_dir).newest(moment):
            processor.submit(page)
            while processor.crowded:
                processor.wait()
        processor.finish()
    finally:
        ledger.close()
    total: dict[str, int] = {}
    for counts in processor.fates.values():
        for fate, count in counts.items():
            total[fate] = total.get(fate, 0) + count
    return dict(sorted(total.items()))
