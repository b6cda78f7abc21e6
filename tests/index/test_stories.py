"""Near-duplicates become one story, whatever the order of arrival, in both indexes alike."""

from __future__ import annotations

import itertools
import random
from collections.abc import Callable
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from extract.article import Article
from index.base import ArticleIndex
from index.cutting import words_of
from index.elastic import ElasticIndex
from index.pickups import pickups, tellings
from index.sqlite_index import SqliteIndex
from index.stories import Member, alike, copied, fingerprint, stories
from tests.index.articles import NOON, article, day

KINDS = ["sqlite", pytest.param("elastic", marks=pytest.mark.elasticsearch)]


def release(seed: int, length: int = 160) -> str:
    """A made-up press release: words that no other has."""
    return " ".join(f"kata{seed}x{n % 97}" if n % 3 else f"layanan{seed * 7 + n}" for n in range(length))


def edited(text: str, share: float, seed: int) -> str:
    """The text with a share of its words exchanged, in stretches as an editor would."""
    dice = random.Random(seed)
    words = text.split()
    stretch = max(1, int(len(words) * share))
    start = dice.randrange(len(words) - stretch + 1)
    words[start : start + stretch] = [f"ganti{seed}x{n}" for n in range(stretch)]
    return " ".join(words)


@pytest.fixture(params=KINDS)
def make(request: pytest.FixtureRequest) -> Callable[..., ArticleIndex]:
    return request.getfixturevalue(f"open_{request.param}")  # type: ignore[no-any-return]


def groups(index: ArticleIndex) -> dict[str, str | None]:
    return {a.id: a.story for a in index.articles()}


def test_reprints_with_edits_are_one_story(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    text = release(1)
    copies = [article(n, f"Salinan {n}", edited(text, 0.1, n), outlet=f"media{n}", published=day(n)) for n in range(4)]
    added = article(10, "Dengan tambahan", text + " " + release(2, 60), outlet="media9", published=day(1))
    other = article(11, "Peristiwa lain", release(3), published=day(1))
    retold = article(12, "Diceritakan ulang", edited(text, 0.9, 5), published=day(1))
    index.put([*copies, added, other, retold])
    found = groups(index)
    story = min(a.id for a in [*copies, added])
    assert {found[a.id] for a in [*copies, added]} == {story}
    assert found[other.id] == other.id
    assert found[retold.id] == retold.id


def test_a_fortnight_apart_is_another_story(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    text = release(1)
    near, far = article(1, "A", text, published=day(0)), article(2, "B", text, published=day(15))
    undated = article(3, "C", release(2), published=None)
    index.put([near, far, undated, article(4, "D", release(2), published=day(300))])
    found = groups(index)
    assert found[near.id] != found[far.id]
    assert len({found[undated.id], found[article(4).id]}) == 1, "no date speaks against it"


def test_short_texts_are_nobodys_copies(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    index.put([article(n, "Foto", "Foto: suasana rapat kemarin di kantor bupati.", outlet=f"m{n}") for n in range(3)])
    assert len(set(groups(index).values())) == 3


@pytest.mark.parametrize("kind", KINDS)
def test_order_of_arrival_makes_no_difference(kind: str, request: pytest.FixtureRequest) -> None:
    """A chain: the middle one ties together two that are not alike; arrived first, in the middle, last, or all at once."""
    make = request.getfixturevalue(f"open_{kind}")
    first, second = release(1, 90), release(2, 90)
    chain = [
        article(1, "Awal", first, outlet="a"),
        article(2, "Gabungan", first + " " + second, outlet="b"),
        article(3, "Akhir", second, outlet="c"),
        article(4, "Lain", release(4), outlet="d"),
    ]
    assert not alike(first, second)
    expected = None
    for number, order in enumerate(itertools.permutations(chain)):
        if kind == "elastic" and number % 5:
            continue  # every fifth order: an index on the node takes its time
        index = make(f"o{number}")
        for one in order:
            index.put([one])
        expected = expected or groups(index)
        assert groups(index) == expected
    at_once = make("at-once")
    at_once.put(chain)
    assert groups(at_once) == expected
    assert expected is not None
    assert len(set(expected.values())) == 2


def test_what_held_a_story_together_goes(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    first, second = release(1, 90), release(2, 90)
    one, bridge, three = article(1, "A", first), article(2, "B", first + " " + second), article(3, "C", second)
    index.put([one, bridge, three])
    assert len(set(groups(index).values())) == 1
    index.put([bridge.model_copy(update={"text": release(9)})])
    assert len(set(groups(index).values())) == 3, "edited into another text"
    index.put([bridge])
    assert len(set(groups(index).values())) == 1
    index.delete(bridge.id)
    assert groups(index) == {one.id: one.id, three.id: three.id}


@pytest.mark.elasticsearch
@settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_both_indexes_agree_on_stories(
    data: st.DataObject, open_sqlite: Callable[..., SqliteIndex], open_elastic: Callable[..., ElasticIndex]
) -> None:
    """Random releases, edits, days, puts of random sizes, changes and deletions."""
    name = f"s{next(_numbers)}"
    one, other = open_sqlite(name), open_elastic(name)
    made: list[Article] = []
    for number in range(data.draw(st.integers(4, 14))):
        text = edited(
            release(data.draw(st.integers(1, 3)), 100),
            data.draw(st.sampled_from((0.05, 0.2, 0.4, 0.6))),
            data.draw(st.integers(0, 9)),
        )
        made.append(
            article(number, f"Judul {number}", text, published=NOON + timedelta(days=data.draw(st.integers(0, 25))))
        )
    left = list(made)
    while left:
        size = data.draw(st.integers(1, 5))
        for index in (one, other):
            index.put(left[:size])
        left = left[size:]
    for number in data.draw(st.sets(st.integers(0, len(made) - 1), max_size=3)):
        changed = made[number].model_copy(
            update={"text": edited(release(data.draw(st.integers(1, 3)), 100), 0.1, number)}
        )
        for index in (one, other):
            index.put([changed])
    gone = made[data.draw(st.integers(0, len(made) - 1))]
    for index in (one, other):
        index.delete(gone.id)
    assert groups(one) == groups(other)
    members = [
        Member(a.id, a.published.date() if a.published else None, fingerprint(words_of(a.text)), a.text)
        for a in one.articles()
    ]
    assert groups(one) == stories(members), "and both with the definition"


_numbers = iter(range(10_000))


def test_the_first_publisher_and_what_others_took(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite()
    text = release(1)
    first = article(1, "Siaran pers", text, outlet="pemkab", published=day(0))
    copy = article(2, "Disalin", text, outlet="koran", published=day(1))
    half = article(3, "Ditambah", text + " " + release(2, 160), outlet="harian", published=day(2))
    early = article(4, "Mendahului", edited(text, 0.1, 3), outlet="cepat", published=day(-1))
    index.put([copy, half, first])
    told = tellings(index, index.get(first.id).story or "")  # type: ignore[union-attr]
    assert [(t.outlet, t.first) for t in told] == [("pemkab", True), ("koran", False), ("harian", False)]
    assert told[1].taken == 1.0
    assert 0.4 < told[2].taken < 0.6
    index.put([early])
    found = {p.outlet: p for p in pickups(index, {"pemkab"})}
    assert set(found) == {"koran", "harian"}, "what came before the release was not taken from it"
    assert found["koran"].after == timedelta(days=1)
    assert found["koran"].release == first.id
    assert list(pickups(index, {"lain"})) == []


def test_copied_is_the_share_of_the_text() -> None:
    text = release(1)
    assert copied(text, text) == 1.0
    assert copied(text, release(2)) == 0.0
    assert copied("", text) == copied("dua kata", text) == 0.0
