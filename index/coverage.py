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
        for e in gather(index.tagged("event", event), event, decisions=index.decisions())
        if e.day is None or ((since is None or e.day >= since) and (until is None or e.day <= until))
    ]
    dated = {period_of(e.day, by) for e in held if e.day}
    periods = _run(sorted({*read, *dated}), by)
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


# One date read wrongly by a century must not make a table of a thousand columns.
_LONGEST_RUN = 240


def _run(known: list[str], by: Period) -> list[str]:
    """The periods with those between them in which nothing was read, unless that makes too many."""
    if not known:
        return []
    step = {"year": 12, "quarter": 3, "month": 1}[by]
    first, last = _month_number(known[0]), _month_number(known[-1])
    if (last - first) // step >= _LONGEST_RUN:
        return known
    return [period_of(date(n // 12, n % 12 + 1, 1), by) for n in range(first, last + 1, step)]


def _month_number(period: str) -> int:
    """Months since the year 0, of a period's first month."""
    year, _, part = period.partition("-")
    month = (int(part[1:]) - 1) * 3 if part.startswith("Q") else int(part or 1) - 1
    return int(year) * 12 + month


def period_of(day: date, by: Period) -> str:
    """ "2024", "2024-Q2", "2024-05"."""
    if by == "year":
        return f"{day.year}"
    if by == "quarter":
        return f"{day.year}-Q{(day.month + 2) // 3}"
    return f"{day.year}-{day.month:02d}"
