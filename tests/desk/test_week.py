"""ISO weeks and the moments at which something falls due."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.errors import UsageError
from desk.digest.week import Week, last_due, last_whole_week, next_due, parse_week

WITA = ZoneInfo("Asia/Makassar")
SEVEN = time(7)


@pytest.mark.parametrize(
    ("text", "monday"),
    [
        ("2026-W47", date(2026, 11, 16)),
        ("2026-w01", date(2025, 12, 29)),
        ("2026-W53", date(2026, 12, 28)),
        ("2024-W01", date(2024, 1, 1)),
        (" 2021-W01 ", date(2021, 1, 4)),
    ],
)
def test_parses(text: str, monday: date) -> None:
    week = parse_week(text)
    assert week.monday == monday
    assert parse_week(str(week)) == week


@pytest.mark.parametrize("text", ["2026-W60", "2026-W54", "2025-W53", "2026-W00", "2026-47", "W47", "", "2026-W4", "0000-W01", "0001-W01", "9999-W52", "2026-W47-1", "２０２６-W47"])  # fmt: skip
def test_a_week_that_is_none_is_named(text: str) -> None:
    with pytest.raises(UsageError) as raised:
        parse_week(text)
    assert repr(text) in str(raised.value)
    assert raised.value.exit_code == 2


def test_the_weeks_of_the_year_are_told() -> None:
    with pytest.raises(UsageError, match="2026-W01 to 2026-W53"):
        parse_week("2026-W60")
    with pytest.raises(UsageError, match="2025-W01 to 2025-W52"):
        parse_week("2025-W53")


@pytest.mark.parametrize(
    ("week", "id_", "en"),
    [
        (Week(2026, 47), "16–22 November 2026", "16–22 November 2026"),
        (Week(2026, 31), "27 Juli – 2 Agustus 2026", "27 July – 2 August 2026"),
        (Week(2026, 53), "28 Desember 2026 – 3 Januari 2027", "28 December 2026 – 3 January 2027"),
    ],
)
def test_days_in_words(week: Week, id_: str, en: str) -> None:
    assert (week.days(), week.days("en")) == (id_, en)


@pytest.mark.parametrize(
    ("moment", "week"),
    [
        (datetime(2026, 11, 23, 0, 0, tzinfo=WITA), "2026-W47"),
        (datetime(2026, 11, 22, 23, 59, tzinfo=WITA), "2026-W46"),
        # Sunday evening in UTC is Monday morning in Denpasar.
        (datetime(2026, 11, 22, 16, 0, tzinfo=UTC).astimezone(WITA), "2026-W47"),
        (datetime(2027, 1, 4, 7, 0, tzinfo=WITA), "2026-W53"),
        (datetime(2027, 1, 3, 7, 0, tzinfo=WITA), "2026-W52"),
    ],
)
def test_last_whole_week(moment: datetime, week: str) -> None:
    assert str(last_whole_week(moment)) == week


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)))
def test_each_day_lies_in_its_week_and_in_no_other(day: date) -> None:
    week = Week.of(day)
    assert day in week
    assert day not in week.before()
    assert day not in week.after()
    assert week.before().after() == week
    assert week.sunday - week.monday == timedelta(days=6)
    assert parse_week(str(week)) == week


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)), st.times(), st.integers(0, 6), st.times())
def test_every_moment_lies_between_two_due_ones(day: date, clock: time, weekday: int, at: time) -> None:
    moment = datetime.combine(day, clock, WITA)
    last, following = last_due(moment, weekday, at), next_due(moment, weekday, at)
    assert last <= moment < following
    assert following - last == timedelta(days=7)
    assert last.weekday() == following.weekday() == weekday
    assert last.time() == at


def test_a_week_stays_a_week_where_clocks_are_changed() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    before = datetime(2026, 3, 24, 12, tzinfo=berlin)
    due = next_due(before, 0, SEVEN)
    assert (due.hour, due.utcoffset()) == (7, timedelta(hours=2))
