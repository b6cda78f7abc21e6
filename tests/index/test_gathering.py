"""Events gathered by way of near days and stories are those that comparing each with each would give."""

from __future__ import annotations

import time
from datetime import date, datetime, timedelta, timezone

from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article, Event
from index import events
from index.events import gather

WITA = timezone(timedelta(hours=8))
FIRST = datetime(2024, 1, 1, 9, tzinfo=WITA)
TOPICS = ("pelayanan publik standar", "standar pelayanan kecamatan", "pengaduan warga", None)


def told(n: int, printed: int | None, story: str, *happened: tuple[str, int | None, str | None]) -> Article:
    return Article(
        id=f"a{n:05d}", url=f"https://x.example/{n}", outlet="x", outlet_name="X", title="t", text="t", story=story,
        published=FIRST + timedelta(days=printed) if printed is not None else None,
        events=tuple(
            Event(type="rapat", status="held", regency=regency, topic=topic, evidence="e",
                  date=FIRST.date() + timedelta(days=day) if day is not None else None)
            for regency, day, topic in happened
        ),
    )  # fmt: skip


HAPPENED = st.tuples(st.sampled_from(("Badung", "Bangli")), st.none() | st.integers(0, 8), st.sampled_from(TOPICS))
ARTICLES = st.lists(
    st.tuples(st.none() | st.integers(0, 12), st.sampled_from("stuv"), st.lists(HAPPENED, max_size=3)), max_size=12
).map(lambda rows: [told(n, printed, story, *happened) for n, (printed, story, happened) in enumerate(rows)])


class Everything:
    """Every cluster is near to every telling."""

    def __init__(self) -> None:
        self.count = 0

    def to(self, article: Article, event: Event) -> list[int]:
        return list(range(self.count))

    def add(self, cluster: events.EventCluster, article: Article, clusters: list[events.EventCluster]) -> None:
        self.count = len(clusters)


@given(ARTICLES)
def test_nearness_loses_no_match(articles: list[Article]) -> None:
    found = gather(articles, "rapat")
    near, events._Near = events._Near, Everything  # type: ignore[misc,assignment]
    try:
        assert gather(articles, "rapat") == found
    finally:
        events._Near = near  # type: ignore[misc]


def test_the_ends_of_the_calendar() -> None:
    edges = [
        Article(id=f"a{n}", url="https://x.example/", outlet="x", outlet_name="X", title="t", text="t",
                events=(Event(type="rapat", status="held", regency="Badung", date=day, evidence="e"),))
        for n, day in enumerate((date.min, date.max))
    ]  # fmt: skip
    assert len(gather(edges, "rapat")) == 2


def test_ten_thousand_tellings_take_seconds_not_minutes() -> None:
    many = [
        told(n, n // 8, f"s{n}", (("Badung", "Bangli", "Gianyar")[n % 3], n // 8 * 3, "pelayanan publik"))
        for n in range(10_000)
    ]
    started = time.perf_counter()
    found = gather(many, "rapat")
    assert len(found) == 3 * 1250
    assert time.perf_counter() - started < 10
