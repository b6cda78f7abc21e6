"""Coverage: which regency got which event when, in counts of events, not of articles."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from index.base import ArticleIndex
from index.events import gather

Period = Literal["month", "quarter", "year"]
UNDATED = "tanpa tanggal"
REGENCIES = (
    "Denpasar",
    "Badung",
    "Tabanan",
    "Gianyar",
    "Buleleng",
    "Karangasem",
    "Klungkung",
    "Bangli",
    "Jembrana",
    "Provinsi Bali",
)


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


def coverage(
    index: ArticleIndex,
    event: str = "bimtek",
    by: Period = "year",
    since: date | None = None,
    until: date | None = None,
) -> list[CoverageCell]:
    """A cell for every regency and period between the first and the last article read, zeros included."""
    months = index.read_counts(since, until)
    read: dict[str, int] = {}
    for month, count in months.items():
        period = period_of(date.fromisoformat(f"{month}-01"), by)
        read[period] = read.get(period, 0) + count
    held = [
        e
        for e in gather(index.tagged("event", event), event)
        if e.day is None or ((since is None or e.day >= since) and (until is None or e.day <= until))
    ]
    dated = {period_of(e.day, by) for e in held if e.day}
    periods = sorted({*read, *dated})
    if any(e.day is None for e in held) and not since and not until:
        periods.append(UNDATED)
    cells = []
    for regency in REGENCIES:
        for period in periods:
            found = [e for e in held if e.regency == regency and (period_of(e.day, by) if e.day else UNDATED) == period]
            evidence = tuple(EventEvidence(e.id, e.day, e.giver, e.articles) for e in found)
            articles = {a for e in found for a in e.articles}
            cells.append(CoverageCell(regency, period, len(found), len(articles), read.get(period, 0), evidence))
    return cells


def period_of(day: date, by: Period) -> str:
    """ "2024", "2024-Q2", "2024-05"."""
    if by == "year":
        return f"{day.year}"
    if by == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year}-{day.month:02d}"
