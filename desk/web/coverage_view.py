"""The coverage table (which regency got which event when) and the evidence behind each of its cells."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from urllib.parse import quote

from config.errors import NotFoundError
from config.loader import Config
from desk import wording
from desk.web.asking import CoverageParameters, Filters
from desk.web.charts import bars
from desk.web.language import Language, say
from desk.web.pages import CoveragePage, EvidencePage
from desk.web.parts import Cell, Choice, CoverageRow, EventRow, Frame, PlannedRow, Telling
from desk.web.rendering import short_period
from index.base import ArticleIndex
from index.coverage import CoverageCell, coverage
from index.events import gather
from index.tag_values import WITA

# An announcement without a day is shown for so long after it was printed.
ANNOUNCED = timedelta(days=60)


def coverage_page(
    index: ArticleIndex, config: Config, asked: CoverageParameters, today: date, frame: Frame, language: Language
) -> CoveragePage:
    """`today` is the day in WITA: what is planned for it or later is listed below the table."""
    cells = coverage(index, event=asked.event, by=asked.by, since=asked.since, until=asked.until)
    periods = tuple(dict.fromkeys(cell.period for cell in cells))
    regencies = tuple(dict.fromkeys(cell.regency for cell in cells))
    at = {(cell.regency, cell.period): cell for cell in cells}
    rows = tuple(
        CoverageRow(
            regency,
            tuple(_cell(at[regency, period], asked) for period in periods),
            sum(at[regency, period].events for period in periods),
        )
        for regency in regencies
    )
    totals = tuple(sum(at[regency, period].events for regency in regencies) for period in periods)
    read = tuple(max(at[regency, period].read for regency in regencies) for period in periods)
    names = wording.event_names(config.gazetteer)
    dated = [n for n, period in enumerate(periods) if period_bounds(period)]
    return CoveragePage(
        frame=frame,
        event_name=names.get(asked.event, asked.event),
        events=tuple(Choice(key, say(name, language), key == asked.event) for key, name in names.items()),
        periods_by=tuple(Choice(key, say(name, language), key == asked.by) for key, name in wording.PERIOD.items()),
        since=asked.since.isoformat() if asked.since else "",
        until=asked.until.isoformat() if asked.until else "",
        periods=periods,
        rows=rows,
        totals=totals,
        read=read,
        total=sum(totals),
        planned=_planned(index, asked.event, today),
        never=tuple(row.regency for row in rows if not row.total) if sum(read) else (),
        chart=bars(
            [short_period(periods[n], language) for n in dated],
            [totals[n] for n in dated],
            [read[n] > 0 for n in dated],
        ),
    )


def _planned(index: ArticleIndex, event: str, today: date) -> tuple[PlannedRow, ...]:
    """Events to come; a plan that was held or called off since is none any more."""
    articles, decisions = list(index.tagged("event", event)), index.decisions()
    done = {(e.regency, e.day) for e in gather(articles, event, ("held", "cancelled"), decisions)}
    rows = []
    for plan in gather(articles, event, ("planned",), decisions):
        told = _tellings(index, plan.articles)
        if plan.day:
            current = plan.day >= today and (plan.regency, plan.day) not in done
        else:
            current = any(t.published and today - t.published.astimezone(WITA).date() <= ANNOUNCED for t in told)
        if current:
            rows.append(PlannedRow(plan.regency, plan.day, plan.giver, told))
    return tuple(rows)


def _cell(cell: CoverageCell, asked: CoverageParameters) -> Cell:
    path = f"/bimtek/{quote(cell.regency, safe='')}/{quote(cell.period, safe='')}"
    return Cell(cell.events, cell.articles, cell.read, asked.address(path))


def evidence_page(
    index: ArticleIndex,
    config: Config,
    asked: CoverageParameters,
    regency: str,
    period: str,
    frame: Frame,
) -> EvidencePage:
    """Raises NotFoundError for a regency or period that the table doesn't have."""
    cells = coverage(index, event=asked.event, by=asked.by, since=asked.since, until=asked.until)
    cell = next((c for c in cells if (c.regency, c.period) == (regency, period)), None)
    if cell is None:
        raise NotFoundError("no such cell in the coverage table", on=f"{regency}, {period}")
    bounds = period_bounds(period)
    search = None
    if bounds:
        since = max(filter(None, (bounds[0], asked.since)))
        until = min(filter(None, (bounds[1], asked.until)))
        search = Filters(regency=(regency,), since=since, until=until).address("/")
    return EvidencePage(
        frame=frame,
        event_name=wording.event_names(config.gazetteer).get(asked.event, asked.event),
        regency=regency,
        period=period,
        read=cell.read,
        events=tuple(EventRow(e.date, e.giver, _tellings(index, e.articles)) for e in cell.evidence),
        back=asked.address("/bimtek"),
        search=search,
    )


def _tellings(index: ArticleIndex, ids: tuple[str, ...]) -> tuple[Telling, ...]:
    """An article deleted since the table was counted is left out."""
    found = [article for article_id in ids if (article := index.get(article_id))]
    found.sort(key=lambda a: (a.published is None, a.published, a.id))
    return tuple(Telling(a.id, a.outlet_name, a.title, a.published) for a in found)


def period_bounds(period: str) -> tuple[date, date] | None:
    """First and last day of "2024", "2024-Q2" or "2024-05"."""
    match = re.fullmatch(r"(\d{4})(?:-(?:Q([1-4])|(\d\d)))?", period)
    if match is None:
        return None
    year, quarter, month = int(match[1]), match[2], match[3]
    first = int(month) if month else (int(quarter) - 1) * 3 + 1 if quarter else 1
    last = int(month) if month else first + 2 if quarter else 12
    return date(year, first, 1), date(year, last, calendar.monthrange(year, last)[1])
