"""Coverage: which regency got which event when, in counts of events, not of articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

Period = Literal["month", "quarter", "year"]


@dataclass(frozen=True, slots=True)
class EventEvidence:
    """One distinct event: `id` shared by all articles that tell of it."""

    id: str
    date: date | None
    giver: str | None
    articles: tuple[str, ...]  # article ids


@dataclass(frozen=True, slots=True)
class CoverageCell:
    """Regency × period: `events` distinct events, `articles` that tell of them, `read` articles of any kind in the period."""

    regency: str
    period: str  # "2018", "2018-Q1", "2018-01"; "tanpa tanggal" for events without a day
    events: int
    articles: int
    read: int
    evidence: tuple[EventEvidence, ...]
