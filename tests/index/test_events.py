"""One event however many articles tell it; coverage and ratings counted from them."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date, timedelta

from extract.article import Article
from index.coverage import UNDATED, coverage
from index.events import EventCluster, gather
from index.sqlite_index import SqliteIndex
from index.zones import zone_ledger
from tests.index.articles import article, day, event, zone

TOPIC = "standar pelayanan publik bagi petugas loket"


def telling(number: int, regency: str, when: str | None, published: int, **more: object) -> Article:
    told = event(
        "bimtek", regency, when, topic=more.pop("topic", TOPIC), organiser=more.pop("organiser", "Ombudsman"), **more
    )
    return article(number, f"Kabar {number}", f"Isi {number}.", published=day(published), events=(told,))


def shape(clusters: list[EventCluster]) -> list[tuple[str, date | None, tuple[str, ...]]]:
    return [(c.regency, c.day, tuple(sorted(c.articles))) for c in clusters]


def test_one_event_in_any_order() -> None:
    """Two reports of the day, one without a date the day after, one that looks back three years later, and another event."""
    told = [
        telling(1, "Tabanan", "2024-05-06", 0),
        telling(2, "Tabanan", "2024-05-06", 1, topic="pelayanan prima"),
        telling(3, "Tabanan", None, 1),
        telling(4, "Tabanan", "2024-05-06", 1100),
        telling(5, "Tabanan", "2024-09-02", 119),
        telling(6, "Badung", "2024-05-06", 0),
    ]
    expected = shape(gather(told, "bimtek"))
    assert [(r, d, len(a)) for r, d, a in expected] == [
        ("Badung", date(2024, 5, 6), 1),
        ("Tabanan", date(2024, 5, 6), 4),
        ("Tabanan", date(2024, 9, 2), 1),
    ]
    ids = {c.id for c in gather(told, "bimtek")}
    assert len(ids) == 3
    for order in itertools.permutations(told):
        assert shape(gather(order, "bimtek")) == expected
        assert {c.id for c in gather(order, "bimtek")} == ids, "ids don't hang on the order either"


def test_an_event_of_several_days_is_one() -> None:
    told = [
        telling(1, "Gianyar", "2024-05-06", 0),
        telling(2, "Gianyar", "2024-05-07", 1),
        telling(3, "Gianyar", "2024-05-11", 5),
    ]
    assert [len(c.articles) for c in gather(told, "bimtek")] == [2, 1]
    strangers = [
        telling(1, "Gianyar", "2024-05-06", 0),
        telling(2, "Gianyar", "2024-05-07", 1, topic="kearsipan", organiser="ANRI"),
    ]
    assert [len(c.articles) for c in gather(strangers, "bimtek")] == [1, 1]


def test_only_what_was_held_here_counts() -> None:
    told = [
        telling(1, "Bangli", "2024-05-06", 0, status="planned"),
        telling(2, "Bangli", "2024-05-06", 0, status="mentioned"),
        telling(3, "luar:Jakarta", "2024-05-06", 0),
        telling(4, "Bangli", "2024-05-08", 2, status="cancelled"),
    ]
    assert gather(told, "bimtek") == []
    assert len(gather(told, "bimtek", statuses=("planned",))) == 1
    assert gather(told, "sidak") == []


def test_without_a_date_the_story_or_nearness_decides() -> None:
    dated = telling(1, "Klungkung", "2024-05-06", 0)
    same_story = telling(2, "Klungkung", None, 40, topic="lain", organiser=None).model_copy(update={"story": dated.id})
    unrelated = telling(3, "Klungkung", None, 90)
    found = gather([dated, same_story, unrelated], "bimtek")
    assert [(c.day, len(c.articles)) for c in found] == [(date(2024, 5, 6), 2), (None, 1)]


def test_coverage_counts_events_and_shows_what_was_read(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite()
    index.put(
        [
            telling(1, "Tabanan", "2024-05-06", 0),
            telling(2, "Tabanan", "2024-05-06", 2),
            telling(3, "Badung", None, -400),
            article(4, "Lain", "Tanpa acara.", published=day(-400)),
        ]
    )
    cells = {(c.regency, c.period): c for c in coverage(index, by="year")}
    tabanan = cells["Tabanan", "2024"]
    assert (tabanan.events, tabanan.articles, tabanan.read) == (1, 2, 2)
    assert tabanan.evidence[0].date == date(2024, 5, 6)
    assert (cells["Badung", "2023"].events, cells["Badung", "2023"].read) == (0, 2)
    assert cells["Badung", UNDATED].events == 1
    assert len(cells) == 10 * 3, "zeros included"
    months = {c.period for c in coverage(index, by="month", since=date(2024, 5, 1), until=date(2024, 5, 31))}
    assert months == {"2024-05"}
    quarters = list(dict.fromkeys(c.period for c in coverage(index, by="quarter")))
    assert quarters == ["2023-Q2", "2023-Q3", "2023-Q4", "2024-Q1", "2024-Q2", UNDATED], "also those without an article"


def test_ratings_that_contradict_each_other_are_marked(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite()
    body = "Pemerintah Kabupaten Badung"
    index.put(
        [
            article(
                1,
                outlet="a",
                zones=(zone("hijau", body, 2018, regency="Badung"), zone("tertinggi", body, 2018, regency="Badung")),
            ),
            article(2, outlet="b", zones=(zone("kuning", body, 2018, regency="Badung"),)),
            article(3, outlet="c", zones=(zone("hijau", body, 2019, regency="Badung", status="target"),)),
            article(4, outlet="d", zones=(zone("merah", None, 2018, status="definition"),)),
            article(5, outlet="e", zones=(zone("kuning", "Pemerintah Kabupaten Bangli", 2018, regency="Bangli"),)),
        ]
    )
    claims = zone_ledger(index)
    assert {(c.outlet, c.rating): c.conflict for c in claims} == {
        ("a", "hijau"): True,
        ("a", "tertinggi"): False,
        ("b", "kuning"): True,
        ("c", "hijau"): False,
        ("e", "kuning"): False,
    }
    assert [c.outlet for c in zone_ledger(index, regency="Bangli")] == ["e"]
    assert [c.outlet for c in zone_ledger(index, year=2019)] == ["c"]
    assert claims[0].published is not None
    assert claims[0].published - day(0) == timedelta(0)
