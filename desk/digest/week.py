"""ISO weeks, Monday to Sunday, in the time zone of the moments handed in."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Literal, Self

from babel.dates import format_date

from config.errors import UsageError

_FORM = re.compile(r"(\d{4})-W(\d{2})", re.ASCII)


@dataclass(frozen=True, slots=True, order=True)
class Week:
    """One ISO week; `str` gives "2026-W47"."""

    year: int
    number: int

    @classmethod
    def of(cls, day: date) -> Self:
        """The week that the day lies in; the last days of December may belong to the first week of the next year."""
        year, number, _ = day.isocalendar()
        return cls(year, number)

    @property
    def monday(self) -> date:
        return date.fromisocalendar(self.year, self.number, 1)

    @property
    def sunday(self) -> date:
        return self.monday + timedelta(days=6)

    def before(self) -> Week:
        return Week.of(self.monday - timedelta(days=7))

    def after(self) -> Week:
        return Week.of(self.monday + timedelta(days=7))

    def __contains__(self, day: object) -> bool:
        return isinstance(day, date) and self.monday <= day <= self.sunday

    def __str__(self) -> str:
        return f"{self.year}-W{self.number:02d}"

    def days(self, language: Literal["id", "en"] = "id") -> str:
        """ "16–22 November 2026", "28 Desember 2026 – 3 Januari 2027"."""
        first, last = self.monday, self.sunday
        if (first.year, first.month) == (last.year, last.month):
            return f"{first.day}–{format_date(last, 'd MMMM y', locale=language)}"
        opening = "d MMMM" if first.year == last.year else "d MMMM y"
        return f"{format_date(first, opening, locale=language)} – {format_date(last, 'd MMMM y', locale=language)}"


def parse_week(text: str) -> Week:
    """ "2026-W47"; raises UsageError on anything else, also on a week that its year doesn't have."""
    match = _FORM.fullmatch(text.strip().upper())
    try:
        if match is None:
            raise ValueError
        found = Week(int(match[1]), int(match[2]))
        # The neighbours are reckoned with, too: the first and the last week of the calendar are out of reach.
        found.before(), found.after()
    except (ValueError, OverflowError):
        raise UsageError(f"{text!r} is no week", on="--week", allowed=_allowed(match[1] if match else None)) from None
    return found


def _allowed(year: str | None) -> str:
    """The weeks of that year, where it is one: 52 or 53."""
    try:
        last = date(int(year or ""), 12, 28).isocalendar().week
    except ValueError:
        return "ISO weeks such as 2026-W47"
    return f"{year}-W01 to {year}-W{last}"


def last_whole_week(moment: datetime) -> Week:
    """The newest week that was over at that moment, in the moment's own zone."""
    return Week.of(moment.date()).before()


def begun(week: Week, moment: datetime) -> None:
    """Raises UsageError for a week of the future: there is nothing to tell of it yet."""
    if week.monday > moment.date():
        raise UsageError(f"week {week} has not begun", on="--week", allowed=f"weeks up to {Week.of(moment.date())}")


def over(week: Week, moment: datetime) -> None:
    """Raises UsageError for a week that goes on: its one mail would go out without its last days."""
    if week.sunday >= moment.date():
        raise UsageError(
            f"week {week} is not over", on="digest --send", allowed=f"weeks up to {last_whole_week(moment)}",
            todo="without --send it is written to files as it stands",
        )  # fmt: skip


def last_due(moment: datetime, weekday: int, at: time) -> datetime:
    """The newest moment not after `moment` that falls on that weekday (0 is Monday) and clock time."""
    day = moment.date() - timedelta(days=(moment.weekday() - weekday) % 7)
    due = datetime.combine(day, at, moment.tzinfo)
    return due if due <= moment else datetime.combine(day - timedelta(days=7), at, moment.tzinfo)


def next_due(moment: datetime, weekday: int, at: time) -> datetime:
    """The first such moment after `moment`."""
    past = last_due(moment, weekday, at)
    return datetime.combine(past.date() + timedelta(days=7), at, moment.tzinfo)
