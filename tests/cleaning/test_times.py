"""Visible dates as Indonesian pages print them, zones, and what is refused."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from config.outlets import Outlet
from extract.article import Article
from extract.cleaning import clean
from extract.cleaning.moments import from_url, parse
from extract.page import Hints, RawPage

WITA = ZoneInfo("Asia/Makassar")
BODY = "<p>" + "Warga mengantre sejak pagi untuk mengurus surat di loket yang baru dibuka itu. " * 4 + "</p>"


@pytest.mark.parametrize(
    ("told", "meant"),
    [
        ("Kamis, 07 Februari 2019 10:22", "2019-02-07T10:22:00+08:00"),
        ("Kamis, 7 Feb 2019 | 10:22 WITA", "2019-02-07T10:22:00+08:00"),
        ("07/02/2019, 10:22 WIB", "2019-02-07T11:22:00+08:00"),
        ("Kamis 07 Februari 2019 pukul 10.22 WIB", "2019-02-07T11:22:00+08:00"),
        ("Jum'at, 3 Nopember 2023 - 17:40", "2023-11-03T17:40:00+08:00"),
        ("SELASA PON, 25 agustus 2020", "2020-08-25T00:00:00+08:00"),
        ("2019-02-07T02:22:00Z", "2019-02-07T10:22:00+08:00"),
        ("2019-02-07 10:22:05", "2019-02-07T10:22:05+08:00"),
        ("February 7, 2019 1:05 pm", "2019-02-07T13:05:00+08:00"),
        ("Thu, 07 Feb 2019 02:22:00 +0000", "2019-02-07T10:22:00+08:00"),
        ("7 Pebruari 2019", "2019-02-07T00:00:00+08:00"),
    ],
)
def test_parse(told: str, meant: str) -> None:
    assert parse(told, WITA) == datetime.fromisoformat(meant)


@pytest.mark.parametrize("told", ["31 Februari 2019", "Senin yang lalu", "", "13/13/2019", "x" * 400])
def test_no_date(told: str) -> None:
    assert parse(told, WITA) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [("https://a.example/2021/02/slug/", None), ("https://a.example/news/2024/05/31/1/x.html", "2024-05-31"), ("https://a.example/read/202401210018/x.html", "2024-01-21"), ("https://a.example/berita/123/x", None)],
)  # fmt: skip
def test_from_url(url: str, day: str | None) -> None:
    found = from_url(url, WITA)
    assert (found.date().isoformat() if found else None) == day


def article(head: str = "", meta: str = "", hints: Hints | None = None, url: str = "https://a.example/x-y-z-1/") -> Article:  # fmt: skip
    page = f"<html><head><title>Loket Baru Dibuka untuk Warga</title>{head}</head><body><article><h1>Loket Baru Dibuka untuk Warga</h1><div class=meta>{meta}</div>{BODY}</article></body></html>"
    raw = RawPage(url, "a", page.encode(), datetime(2026, 11, 24, tzinfo=UTC), hints=hints or Hints())
    found = clean(raw, Outlet(key="a", name="Contoh", home="https://a.example/"))
    assert isinstance(found, Article)
    return found


def test_modified_is_never_taken_for_published() -> None:
    found = article('<meta property="article:modified_time" content="2024-05-05T10:00:00+08:00">')
    assert found.published is None
    assert found.published_from is None
    assert found.modified == datetime.fromisoformat("2024-05-05T10:00:00+08:00")


def test_future_and_absurd_times_are_refused_with_a_warning() -> None:
    found = article('<meta property="article:published_time" content="2031-01-01T00:00:00+08:00">', "1 Januari 1970")
    assert found.published is None
    assert [w.kind for w in found.warnings if w.kind == "impossible-date"]


def test_an_hour_of_the_same_day_makes_a_day_exact() -> None:
    found = article('<meta property="article:published_time" content="2024-05-05">', "Minggu, 5 Mei 2024 13:20 WITA")
    assert found.published == datetime.fromisoformat("2024-05-05T13:20:00+08:00")


def test_the_feed_and_the_address_come_last() -> None:
    hinted = datetime.fromisoformat("2024-05-05T13:20:00+08:00")
    assert article(hints=Hints(published=hinted)).published_from == "feed"
    assert article(url="https://a.example/2024/05/31/x-y-z/").published_from == "url"
    assert article().published is None
