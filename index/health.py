"""How an outlet fares: filled by the crawler from its ledger, shown by the desk."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class OutletHealth:
    """One outlet's state. `alarms` are sentences for people, in Indonesian; empty when all is well."""

    outlet: str
    name: str
    last_crawl: datetime | None
    last_article: datetime | None  # publication time of the newest article indexed
    articles_7_days: int
    articles_28_days: int
    fates: dict[str, int] = field(default_factory=dict)  # of the last crawl
    alarms: tuple[str, ...] = ()
