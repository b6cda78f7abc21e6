"""Times that name no day: past or to come, and between which days."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.tagging.events_when import vague_times

DAY = date(2019, 2, 14)


@pytest.mark.parametrize(
    ("text", "ahead", "inside"),
    [
        ("Pada November 2018 petugas dilatih", False, date(2018, 11, 20)),
        ("yang digelar Oktober lalu, katanya", False, date(2018, 10, 1)),
        ("sejak pelatihan tahun lalu", False, date(2018, 6, 1)),
        ("digelar pertengahan 2018 di Bangli", False, date(2018, 7, 1)),
        ("dijadwalkan Maret mendatang", True, date(2019, 3, 31)),
        ("akan dimulai tahun depan", True, date(2020, 1, 1)),
        ("menyusul pekan depan", True, date(2019, 2, 20)),
        ("dua bulan lalu mereka dilatih", False, date(2018, 12, 14)),
    ],
)
def test_a_time_without_a_day(text: str, ahead: bool, inside: date) -> None:
    (told,) = vague_times(text, DAY)
    assert told.ahead is ahead
    assert told.holds(inside)
    assert not told.holds(date(2016, 5, 5)) or told.first is None


def test_a_month_named_alone_is_the_nearest() -> None:
    assert [t.ahead for t in vague_times("mulai April", DAY)] == [True]
    assert [t.ahead for t in vague_times("dilatih Januari", DAY)] == [False]
    assert [t.ahead for t in vague_times("digelar Oktober", DAY)] == [None]


def test_a_day_is_no_time_without_a_day() -> None:
    assert vague_times("Selasa, 12 Maret 2019 dan 7 Februari lalu", DAY) == []


@given(st.text(max_size=200))
def test_any_text(text: str) -> None:
    for told in vague_times(text, DAY):
        assert 0 <= told.start < told.end <= len(text)
