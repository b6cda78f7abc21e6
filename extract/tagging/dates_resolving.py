"""Which day is meant: the words against the published day, and against themselves where they contradict each other.

A weekday and a date that don't agree were printed by a slip: of the year, the month, a digit, or the weekday. Each
reading costs what its slip is worth, plus how far it lies from the published day; the cheapest wins, and a warning says both.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from config.calendar import Calendar
from extract.article import Warning_
from extract.tagging.dates_reading import DayTold

# What a slip is worth. Seen in print: last year's number in January, and a date taken over with the wrong weekday, most;
# a month or a digit, seldom.
WEEKDAY_SLIP, YEAR_SLIP, MONTH_SLIP, DIGIT_SLIP = 2.0, 2.0, 3.0, 3.0
# A year can be guessed within these where neither the published day nor the text tells one.
EARLIEST, LATEST = 2010, 2032


@dataclass(frozen=True, slots=True)
class Resolved:
    """A day told and the day meant (null where it can't be known)."""

    told: DayTold
    day: date | None
    warning: Warning_ | None = None


class DayResolver:
    def __init__(self, calendar: Calendar) -> None:
        self.weekdays = [w.name for w in calendar.weekdays]
        self.months = [m.name for m in calendar.months]

    def resolve(
        self,
        told: DayTold,
        published: date | None,
        years: Iterable[int] = (),
        since: date | None = None,
        until: date | None = None,
    ) -> Resolved:
        """`years`: those that the text tells of itself; `since`/`until`: the terms of the people who act in it."""
        if told.form == "relative":
            return Resolved(told, published + timedelta(days=told.distance or 0) if published else None)
        if told.form == "weekday":
            return Resolved(told, self._weekday(told, published))
        if told.year is not None:
            return self._explicit(told, told.year, published)
        if published is not None:
            return self._yearless(told, published)
        return self._unpublished(told, sorted(set(years)), since, until)

    def _weekday(self, told: DayTold, published: date | None) -> date | None:
        if published is None or told.weekday is None:
            return None
        back = (published.weekday() - told.weekday) % 7
        if told.ahead and not told.behind:
            return published + timedelta(days=(7 - back) % 7 or 7)
        return published - timedelta(days=back or (7 if told.behind else 0))

    def _explicit(self, told: DayTold, year: int, published: date | None) -> Resolved:
        assert told.day is not None
        assert told.month is not None
        literal = _day(year, told.month, told.day)
        if literal is not None and told.weekday in (None, literal.weekday()):
            if published is None or literal <= published + timedelta(days=60) or told.ahead:
                return Resolved(told, literal)
            # Weekday and date agree, yet the day is months after the report of it: another month or year is meant.
            near = [
                d
                for d in (*(_day(year, m, told.day) for m in range(1, 13)), _day(published.year, told.month, told.day))
                if d and d != literal and 0 <= (published - d).days <= 7 and told.weekday in (None, d.weekday())
            ]
            if near and told.weekday is not None:
                return Resolved(told, near[0], self._warning(told, literal, near[0]))
            return Resolved(told, literal)
        if told.weekday is None:
            return Resolved(told, None, self._impossible(told))
        anchor = published or literal
        if anchor is None:
            return Resolved(told, None, self._impossible(told))
        return self._cheapest(told, [year], anchor, told_year=year, published=published)

    def _yearless(self, told: DayTold, published: date) -> Resolved:
        years = [published.year - 1, published.year, published.year + 1]
        return self._cheapest(told, years, published, told_year=None, published=published)

    def _cheapest(
        self, told: DayTold, years: list[int], anchor: date, *, told_year: int | None, published: date | None
    ) -> Resolved:
        assert told.day is not None
        assert told.month is not None
        readings: list[tuple[float, date]] = []

        def add(day: date | None, slip: float) -> None:
            if day is not None:
                readings.append((slip + _distance(day, anchor, told.ahead, bool(published)), day))

        literals = [d for y in years if (d := _day(y, told.month, told.day))]
        fits = [d for d in literals if told.weekday in (None, d.weekday())]
        for day in literals:
            add(day, 0.0 if day in fits else WEEKDAY_SLIP)
        near = any(-3 <= (anchor - d).days <= 14 for d in fits)
        if told.weekday is not None and not near and (not fits or told_year is None):
            self._slips(told, years if told_year is None else [told_year], anchor, told_year, add)
        if not readings:
            return Resolved(told, None, self._impossible(told))
        best = min(readings, key=lambda r: (r[0], abs((r[1] - anchor).days)))[1]
        if best in fits:
            return Resolved(told, best)
        literal = min(literals, key=lambda d: abs((d - anchor).days)) if literals else None
        return Resolved(told, best, self._warning(told, literal, best))

    def _slips(
        self,
        told: DayTold,
        years: list[int],
        anchor: date,
        told_year: int | None,
        add: Callable[[date | None, float], None],
    ) -> None:
        """Readings in which one thing was misprinted and the weekday is right."""
        assert told.day is not None
        assert told.month is not None

        def offer(day: date | None, slip: float) -> None:
            if day is not None and day.weekday() == told.weekday:
                add(day, slip)

        if told_year is not None:
            for year in {told_year - 1, told_year + 1, anchor.year} - {told_year}:
                offer(_day(year, told.month, told.day), YEAR_SLIP)
            years = [*years, anchor.year]
        for year in set(years):
            extra = YEAR_SLIP if told_year is not None and year != told_year else 0.0
            for month in range(1, 13):
                if month != told.month:
                    offer(_day(year, month, told.day), MONTH_SLIP + extra)
            for number in _digit_slips(told.day):
                offer(_day(year, told.month, number), DIGIT_SLIP + extra)

    def _unpublished(self, told: DayTold, years: list[int], since: date | None, until: date | None) -> Resolved:
        assert told.day is not None
        assert told.month is not None
        if told.weekday is None:
            year = max(years) if years else None
            return Resolved(told, _day(year, told.month, told.day) if year else None)

        def fitting(candidates: Iterable[int]) -> list[date]:
            days = [_day(y, told.month or 1, told.day or 1) for y in candidates]
            return [d for d in days if d and d.weekday() == told.weekday]

        # What a year brought is told in that year, or early in the next.
        # No news is older than the latest year that it tells.
        latest = years[-1:]
        own = fitting([*latest, *(y + 1 for y in latest)]) or fitting(years) or fitting(y + 1 for y in years)
        if own:
            return Resolved(told, own[-1])
        first, last = (since.year if since else EARLIEST), (until.year if until else LATEST)
        known = [d for d in fitting(range(first, last + 1)) if (not since or d >= since) and (not until or d <= until)]
        if len(known) != 1:
            return Resolved(told, None, self._none(told) if years else None)
        return Resolved(told, known[0], self._none(told, known[0]) if years else None)

    # the words of a warning

    def _shown(self, day: date) -> str:
        return f"{self.weekdays[day.weekday()]}, {day.day} {self.months[day.month - 1]} {day.year}"

    def _warning(self, told: DayTold, literal: date | None, meant: date) -> Warning_:
        if literal is None:
            detail = f"tanggal itu tidak ada; dibaca {self._shown(meant)}"
        elif literal == meant:
            detail = f"tanggal itu hari {self.weekdays[meant.weekday()]}, bukan {self.weekdays[told.weekday or 0]}; dibaca {self._shown(meant)}"
        else:
            printed = literal if told.year is None else _day(told.year, told.month or 1, told.day or 1) or literal
            detail = f"tertulis {self._shown(printed)}; dibaca {self._shown(meant)}"
        return Warning_(kind="date-contradiction", text=told.text, detail=detail)

    def _impossible(self, told: DayTold) -> Warning_:
        return Warning_(kind="date-contradiction", text=told.text, detail="tanggal itu tidak ada dalam kalender")

    def _none(self, told: DayTold, meant: date | None = None) -> Warning_:
        read = f"; dibaca {self._shown(meant)}" if meant else "; tanggalnya tidak dapat dipastikan"
        return Warning_(
            kind="date-contradiction",
            text=told.text,
            detail=f"harinya tidak cocok dengan tahun yang disebut berita{read}",
        )


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _digit_slips(day: int) -> set[int]:
    """Days that differ in one digit, or by a dropped or added one, or are the next."""
    told = f"{day:02d}"
    near = {int(told[0] + c) for c in "0123456789"} | {int(c + told[1]) for c in "0123"}
    if day < 10:
        near |= {int(f"{day}{c}") for c in "0123456789"}
    return {d for d in near | {day - 1, day + 1} if 1 <= d <= 31} - {day}


def _distance(day: date, anchor: date, ahead: bool, published: bool) -> float:
    """What it costs to lie so far from the published day; a report follows what it reports within days."""
    lag = (anchor - day).days
    if not published:
        return abs(lag) / 400
    if ahead:
        lag = -lag
    steps = ((2, 0.0), (7, 0.5), (14, 1.2), (31, 2.2), (92, 3.5), (200, 5.0), (370, 6.5))
    if lag >= 0:
        return next((cost for limit, cost in steps if lag <= limit), 9.0)
    ahead_steps = ((2, 1.0), (14, 2.0), (45, 3.2), (120, 5.5))
    return next((cost for limit, cost in ahead_steps if -lag <= limit), 9.0)
