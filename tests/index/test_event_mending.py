"""Events mended by hand: joined over days and words, parted where both say the same, in any order."""

from __future__ import annotations

import itertools
from collections.abc import Callable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from extract.article import Article
from index.base import ArticleIndex
from index.coverage import coverage
from index.event_mending import telling_name
from index.events import EventCluster, gather, tellings_of
from index.mending import Decision
from index.sqlite_index import SqliteIndex
from tests.index.articles import article, day, event
from tests.index.test_events import telling
from tests.index.test_gathering import ARTICLES


def decide(kind: str, *articles: Article | str, others: tuple[Article | str, ...] = ()) -> Decision:
    def names(some: tuple[Article | str, ...]) -> tuple[str, ...]:
        return tuple(a if isinstance(a, str) else a.id for a in some)

    return Decision(kind, names(articles), names(others), event="bimtek")  # type: ignore[arg-type]


def shape(clusters: list[EventCluster], titles: dict[str, str]) -> set[tuple[date | None, str]]:
    return {(c.day, " ".join(sorted(titles[a] for a in c.articles))) for c in clusters}


def titled(*articles: Article) -> dict[str, str]:
    return {a.id: a.title.removeprefix("Kabar ") for a in articles}


def test_joined_over_days_and_everything_like_either() -> None:
    """One paper misread the day by months; who says the same as it comes along."""
    right, wrong, follows, other = (
        telling(1, "Tabanan", "2024-05-06", 0),
        telling(2, "Tabanan", "2024-09-06", 1),
        telling(3, "Tabanan", "2024-09-06", 2),
        telling(4, "Tabanan", "2024-12-02", 210),
    )
    titles = titled(right, wrong, follows, other)
    assert len(gather([right, wrong, follows, other], "bimtek")) == 3
    decisions = [decide("join", right, wrong)]
    for order in itertools.permutations([right, wrong, follows, other]):
        found = gather(order, "bimtek", decisions=decisions)
        assert shape(found, titles) == {(date(2024, 5, 6), "1 2 3"), (date(2024, 12, 2), "4")}
    assert len(gather([right, wrong], "bimtek", decisions=[decide("join", right, "belum"), decide("join", "belum", wrong)])) == 1  # fmt: skip
    assert len(gather([right, wrong], "rapat", decisions=decisions)) == 0
    elsewhere = Decision("join", (right.id, wrong.id), event="rapat")
    assert len(gather([right, wrong], "bimtek", decisions=[elsewhere])) == 2, "that is about another type"


def test_parted_though_day_and_regency_agree() -> None:
    morning = telling(1, "Gianyar", "2024-05-06", 0, topic="kearsipan desa", organiser="Dinas Kearsipan")
    others = [telling(n, "Gianyar", "2024-05-06", n) for n in (2, 3)]
    late = telling(4, "Gianyar", "2024-05-06", 4)
    late_too = telling(5, "Gianyar", "2024-05-06", 4, topic="kearsipan desa", organiser="Dinas Kearsipan")
    told = [morning, *others, late, late_too]
    titles = titled(*told)
    assert len(gather(told, "bimtek")) == 1
    decisions = [decide("part", morning, others=tuple(others))]
    expected = {(date(2024, 5, 6), "1 5"), (date(2024, 5, 6), "2 3 4")}
    for order in itertools.permutations(told):
        assert shape(gather(order, "bimtek", decisions=decisions), titles) == expected
    ids = {c.id for c in gather(told, "bimtek", decisions=decisions)}
    assert len(ids) == 2


def test_an_article_that_tells_several_is_named_with_regency_and_day() -> None:
    both = article(
        1, "Kabar 1", "Isi.", published=day(0),
        events=(event("bimtek", "Tabanan", "2024-05-06"), event("bimtek", "Badung", "2024-05-06"), event("bimtek", "Badung", "2024-05-20")),
    )  # fmt: skip
    one = telling(2, "Badung", "2024-06-01", 30)
    tellings = tellings_of([both, one], "bimtek")
    names = [telling_name(a, e, tellings) for a, e in tellings]
    assert names == [f"{both.id}@Tabanan", f"{both.id}@Badung@2024-05-06", f"{both.id}@Badung@2024-05-20", f"{one.id}@Badung"]  # fmt: skip
    found = gather([both, one], "bimtek", decisions=[decide("join", names[2], names[3])])
    assert sorted((c.regency, str(c.day), len(c.tellings)) for c in found) == [
        ("Badung", "2024-05-06", 1),
        ("Badung", "2024-05-20", 2),
        ("Tabanan", "2024-05-06", 1),
    ]
    assert len(gather([both, one], "bimtek", decisions=[decide("join", names[0], names[3])])) == 4, "of two regencies"
    corrected = telling(2, "Badung", "2024-07-01", 30)
    reread = gather([both, corrected], "bimtek", decisions=[decide("join", names[2], f"{one.id}@Bangli@2024-06-01")])
    assert len(reread) == 3, "an article that tells one event means that one, also read anew"


def test_the_coverage_table_counts_what_was_decided(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index: ArticleIndex = open_sqlite()
    one, other = telling(1, "Tabanan", "2024-05-06", 0), telling(2, "Tabanan", "2024-05-16", 10)
    index.put([one, other])

    def counted() -> int:
        return sum(c.events for c in coverage(index) if c.regency == "Tabanan")

    assert counted() == 2
    decision = decide("join", f"{one.id}@Tabanan", f"{other.id}@Tabanan")
    index.decide(decision)
    assert counted() == 1
    index.rebuild()  # type: ignore[attr-defined]
    index.put([other.model_copy(update={"section": "Daerah"})])
    assert counted() == 1
    index.undo(decision.id)
    assert counted() == 2


PAIRS = st.lists(
    st.tuples(st.sampled_from(("join", "part")), st.integers(0, 11), st.integers(0, 11)).filter(lambda p: p[1] != p[2]),
    max_size=5,
)


@given(articles=ARTICLES, pairs=PAIRS, dice=st.randoms(use_true_random=False))
def test_any_decisions_are_kept_in_any_order(articles: list[Article], pairs: list[tuple[str, int, int]], dice: object) -> None:  # fmt: skip
    """Of articles that tell one event each, so that a bare id means it."""
    articles = [a.model_copy(update={"events": a.events[:1]}) for a in articles]
    decisions = [
        Decision(kind, (f"a{a:05d}",) if kind == "part" else (f"a{a:05d}", f"a{b:05d}"), (f"a{b:05d}",) if kind == "part" else (), "rapat")  # type: ignore[arg-type]
        for kind, a, b in pairs
    ]  # fmt: skip
    found = gather(articles, "rapat", decisions=decisions)
    home = {a: n for n, c in enumerate(found) for a in c.articles}
    regency = {a.id: a.events[0].regency for a in articles if a.events}
    joined = {frozenset(d.articles) for d in decisions if d.kind == "join"}
    for decision in decisions:
        one, other = decision.named
        if one in home and other in home:
            if decision.kind == "join":
                assert (home[one] == home[other]) == (regency[one] == regency[other])
            elif not joined:
                assert home[one] != home[other]
    assert sorted(a for c in found for a in c.articles) == sorted(regency)
    dice.shuffle(articles)  # type: ignore[attr-defined]
    dice.shuffle(decisions)  # type: ignore[attr-defined]
    again = gather(articles, "rapat", decisions=decisions)
    assert {frozenset(c.articles) for c in again} == {frozenset(c.articles) for c in found}
