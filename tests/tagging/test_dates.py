"""Days told in the text: read, resolved against the published day, and contradicted where they contradict themselves."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.calendar import Calendar
from config.loader import Config
from extract.tagging.dates import Days, law_warnings, own_years
from extract.tagging.dates_resolving import Resolved


@pytest.fixture(scope="session")
def days(config: Config) -> Days:
    return Days(config.gazetteer.calendar)


def read(days: Days, text: str, published: str | None) -> list[Resolved]:
    found = days.find(text, date.fromisoformat(published) if published else None)
    for resolved in found:
        assert text[resolved.told.start : resolved.told.end].strip().startswith(resolved.told.text[:4])
    return found


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("digelar Selasa (15/3) di aula", "2022-03-16", "2022-03-15"),
        ("digelar Selasa (15/3/2022) di aula", None, "2022-03-15"),
        ("dibuka Senin, 9 September 2019, di Jakarta", None, "2019-09-09"),
        ("dibuka Rabu 7 Agustus 2019", None, "2019-08-07"),
        ("dilaksanakan pada 06/03/2018", None, "2018-03-06"),
        ("ditutup Kamis malam (21/12)", "2017-12-23", "2017-12-21"),
        ("ditutup Jum’at sore (22/12)", "2017-12-23", "2017-12-22"),
        ("di Denpasar, Jumat.", "2021-10-08", "2021-10-08"),
        ("dibuka Senin pagi", "2021-10-08", "2021-10-04"),
        ("ditemui Jumat lalu", "2021-10-08", "2021-10-01"),
        ("dilatih Selasa pekan depan (18/7)", "2023-07-12", "2023-07-18"),
        ("dilatih Kamis pekan lalu (6/7)", "2023-07-12", "2023-07-06"),
        ("digelar Jumat depan", "2021-10-05", "2021-10-08"),
        ("mulai Senin, loket buka sampai malam", "2023-02-10", "2023-02-13"),
        ("diadakan kemarin di kantor bupati", "2019-04-30", "2019-04-29"),
        ("diadakan hari ini", "2019-04-30", "2019-04-30"),
        ("tadi pagi ia datang", "2019-04-30", "2019-04-30"),
        ("besok ia berangkat", "2019-04-30", "2019-05-01"),
        ("lusa ia berangkat", "2019-04-30", "2019-05-02"),
        ("pada 12 Peb 2020", None, "2020-02-12"),
        ("pada 3 Nopember 2016", None, "2016-11-03"),
        ("pada 5 Agst 2020", None, "2020-08-05"),
        ("selama empat hari, 8-11 Agustus 2012", None, "2012-08-08"),
        ("1 s.d. 4 Desember 2021", None, "2021-12-01"),
        ("28 Juli - 1 Agustus 2025", None, "2025-07-28"),
        ("Senin hingga Rabu (3-5/10)", "2022-10-06", "2022-10-03"),
        ("mulai Senin (3/10) hingga Kamis (6/10)", "2016-10-04", "2016-10-03"),
        ("nuju rahina Soma Pon di pura", "2021-10-08", "2021-10-04"),
        ("Anggara Kliwon (5/10)", "2021-10-08", "2021-10-05"),
        ("Senin (23/12) mendatang", "2019-12-15", "2019-12-23"),
        ("akan digelar 17 Februari", "2019-01-26", "2019-02-17"),
        ("Kamis (28/12)", "2018-01-02", "2017-12-28"),
    ],
)
def test_forms(days: Days, text: str, published: str | None, day: str) -> None:
    found = read(days, text, published)
    assert [str(r.day) for r in found] == [day]
    assert all(r.warning is None for r in found)


@pytest.mark.parametrize(
    "text",
    [
        "Hadir I Ketut Sukra Negara, I Made Soma dan Anggara.",
        "Loket buka Senin-Jumat, dan setiap Selasa sampai malam.",
        "Minggu ini penilaian dimulai; dua minggu lagi selesai, minggu keempat diumumkan.",
        "UU Nomor 25 Tahun 2009, Perda 4/2019 dan Pergub No. 3/4.",
        "Layanan 24/7 dengan skor 92,51 dan rentang 51-80.",
        "Buka tiap Kamis.",
    ],
)
def test_no_days(days: Days, text: str) -> None:
    assert read(days, text, "2021-10-08") == []


@pytest.mark.parametrize(
    ("text", "published", "day"),
    [
        ("Kamis (9/1/2019)", "2020-01-10", "2020-01-09"),  # last year's number
        ("Rabu (6/11/2025)", "2024-11-08", "2024-11-06"),  # next year's
        ("Rabu (8/6)", "2021-06-08", "2021-06-08"),  # a Tuesday: the weekday is wrong
        ("Rabu (10/8)", "2022-08-10", "2022-08-10"),
        ("Senin (10/10/2023)", "2023-10-10", "2023-10-10"),
        ("Rabu (10/9)", "2023-09-21", "2023-09-20"),  # a digit
        ("Kamis (3/12)", "2019-01-04", "2019-01-03"),  # the month
        ("Jumat (3/11/2023)", "2023-02-04", "2023-02-03"),  # both Fridays, one of them in the future
    ],
)
def test_contradictions(days: Days, text: str, published: str, day: str) -> None:
    (found,) = read(days, text, published)
    assert str(found.day) == day
    fits = text.startswith(("Rabu (10/8)",))
    assert (found.warning is None) == fits
    if found.warning:
        assert found.warning.kind == "date-contradiction"
        assert found.warning.text == text
        assert found.warning.detail


def test_a_day_that_does_not_exist(days: Days) -> None:
    (found,) = read(days, "pada 31 April 2020", "2020-04-08")
    assert (found.day, found.warning is not None) == (None, True)


def test_the_day_after_is_counted_from_the_day_before(days: Days) -> None:
    found = read(days, "Rakor digelar Selasa (19/10), bimtek keesokan harinya.", "2021-10-25")
    assert [str(r.day) for r in found] == ["2021-10-19", "2021-10-20"]


@pytest.mark.parametrize(
    ("text", "since", "until", "day"),
    [
        ("Sertifikat tahun 2021 diserahkan Selasa (11/1).", None, None, "2022-01-11"),
        ("Bimtek tahun 2023 digelar Senin (22/5), menurut Perda 4 Tahun 2019.", None, None, "2023-05-22"),
        ("Bimtek dibuka Rabu (1/12).", date(2021, 2, 26), date(2025, 2, 20), "2021-12-01"),
        ("Bimtek dibuka Rabu (1/12).", None, None, "None"),
    ],
)
def test_years_without_a_published_day(days: Days, text: str, since: date | None, until: date | None, day: str) -> None:
    (found,) = days.find(text, None, since, until)
    assert str(found.day) == day


def test_no_news_is_older_than_the_latest_year_that_it_tells(days: Days) -> None:
    """24 January was a Wednesday in 2018 and in 2024; a text on the assessment of 2023 was written in 2024."""
    text = "Rabu (24/1) piagam penilaian 2023 diserahkan; pada 2018 daerah itu masih kuning."
    assert str(days.find(text, None)[0].day) == "2024-01-24"
    assert str(days.find("Rabu (24/1) hasil penilaian 2017 dan 2018 dibacakan.", None)[0].day) == "2018-01-24"


def test_a_calendar_without_the_words_of_the_week_has_the_shipped_ones(config: Config) -> None:
    calendar = config.gazetteer.calendar
    told = calendar.model_dump(by_alias=True, exclude={"weeks"})
    assert Calendar.model_validate(told) == calendar


def test_a_laws_year_is_not_the_articles(days: Days) -> None:
    text = "UU No 25 Tahun 2009, Perda Nomor 4 Tahun 2019 dan Peraturan Ombudsman 22/2016; penilaian 2021, Senin (3/1/2022)."
    assert own_years(text, days.reader.read(text)) == [2021, 2022]


@pytest.mark.parametrize(
    ("text", "wrong"), [("UU 25/2009", 0), ("UU No. 25 Tahun 2019", 1), ("Undang-undang 25/2019", 1), ("UU 23/2014", 0)]
)
def test_the_law_on_public_service(text: str, wrong: int) -> None:
    assert len(law_warnings(f"Menurut {text} tentang pelayanan publik, itu wajib.")) == wrong


@given(st.dates(date(2012, 1, 1), date(2027, 12, 31)), st.integers(0, 20))
def test_weekday_and_date_just_before_the_page_are_that_day(days: Days, day: date, lag: int) -> None:
    """Whatever the day, "Rabu (24/1)" printed within three weeks of it is that day, without a warning."""
    text = f"{days.resolver.weekdays[day.weekday()]} ({day.day}/{day.month})"
    (found,) = days.find(text, day + timedelta(days=lag))
    assert (found.day, found.warning) == (day, None)


@given(st.text(alphabet="0123456789/()-., SeninJumatMgurabu\n", max_size=80))
def test_any_text_is_read(days: Days, text: str) -> None:
    for found in days.find(text, date(2020, 2, 29)):
        assert 0 <= found.told.start < found.told.end <= len(text)
