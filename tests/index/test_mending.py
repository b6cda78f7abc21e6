"""Stories mended by hand: kept whatever arrives, changes, is made anew or copied, in both indexes alike."""

from __future__ import annotations

import itertools
import sqlite3
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.errors import IndexUnavailableError, UsageError
from extract.article import Article
from index.base import ArticleIndex
from index.copying import checksum, copy, reindex
from index.cutting import words_of
from index.elastic import ElasticIndex
from index.elastic_stories import assign
from index.mending import Decision, Mending, about
from index.spool import SpoolingIndex
from index.sqlite_index import SqliteIndex
from index.stories import Member, fingerprint, stories
from tests.index.articles import NOON, article, day
from tests.index.test_stories import KINDS, edited, groups, release

WHEN = datetime(2024, 6, 1, 8, 30, 1, 234567, tzinfo=UTC)
TEXT = release(1)
FIRST, SECOND, THIRD = (
    article(n, f"Salinan {n}", edited(TEXT, 0.1, n), outlet=f"media{n}", published=day(n)) for n in range(3)
)
OTHER = article(7, "Lain", release(2), published=day(1))


def join(*articles: Article | str, why: str = "") -> Decision:
    return Decision("join", names(articles), who="sari", when=WHEN, why=why)


def part(one: Article | str, *others: Article | str) -> Decision:
    return Decision("part", names([one]), names(others), who="sari", when=WHEN)


def names(articles: tuple[Article | str, ...] | list[Article | str]) -> tuple[str, ...]:
    return tuple(a if isinstance(a, str) else a.id for a in articles)


@pytest.fixture(params=KINDS)
def make(request: pytest.FixtureRequest) -> Callable[..., ArticleIndex]:
    return request.getfixturevalue(f"open_{request.param}")  # type: ignore[no-any-return]


def together(index: ArticleIndex) -> set[frozenset[str]]:
    """The stories, by titles."""
    made: dict[str | None, set[str]] = {}
    for one in index.articles():
        made.setdefault(one.story, set()).add(one.title)
    return {frozenset(titles) for titles in made.values()}


def told(*stories: str) -> set[frozenset[str]]:
    """ "Salinan 0 + Lain": one story of two titles."""
    return {frozenset(story.split(" + ")) for story in stories}


def test_a_decision_is_kept_with_who_when_and_why(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    index.put([FIRST, OTHER])
    decision = join(FIRST, OTHER, why="satu acara")
    assert index.decide(decision)
    assert not index.decide(Decision("join", names([OTHER, FIRST]), who="made")), "the same, whoever says it again"
    event = Decision("part", (f"{FIRST.id}@Tabanan",), (f"{OTHER.id}@Tabanan",), event="bimtek", who="made", when=None)
    assert index.decide(event)
    assert make().decisions() == [decision, event]
    assert index.undo("entah") is None
    assert index.undo(decision.id) == decision
    assert index.undo(decision.id) is None
    assert index.decisions() == [event]
    assert together(index) == told("Salinan 0", "Lain"), "what is said of events is nothing to stories"


def test_what_is_joined_stays_joined(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    index.decide(join(FIRST, OTHER))
    index.put([OTHER])
    index.put([FIRST, SECOND])
    mended = told("Salinan 0 + Salinan 1 + Lain")
    assert together(index) == mended, "decided before they came"
    assert index.get(OTHER.id).story == min(a.id for a in (FIRST, SECOND, OTHER))  # type: ignore[union-attr]
    index.put([FIRST.model_copy(update={"officials": (), "section": "Bali"})])
    assert together(index) == mended, "reprocessed"
    index.put([FIRST.model_copy(update={"text": release(9)})])
    assert together(index) == told("Salinan 0 + Lain", "Salinan 1"), "its text no longer holds the other"
    index.delete(FIRST.id)
    assert together(index) == told("Salinan 1", "Lain")
    index.put([FIRST])
    assert together(index) == mended, "deleted and come again"
    (decision,) = index.decisions()
    index.undo(decision.id)
    assert together(index) == told("Salinan 0 + Salinan 1", "Lain")


def test_what_is_joined_by_way_of_one_that_is_not_there(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    index.put([FIRST, OTHER])
    index.decide(join(FIRST, "belum-ada"))
    assert together(index) == told("Salinan 0", "Lain")
    index.decide(join("belum-ada", OTHER))
    assert together(index) == told("Salinan 0 + Lain")
    index.decide(join(FIRST, "tak-ada"))
    index.undo(join("belum-ada", OTHER).id)
    index.decide(between := join("tak-ada", "belum-pernah"))
    index.decide(join("belum-pernah", OTHER))
    assert together(index) == told("Salinan 0 + Lain")
    index.undo(between.id)
    assert together(index) == told("Salinan 0", "Lain")


def test_what_is_parted_never_comes_back_through_texts(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    index.put([FIRST, SECOND, THIRD])
    index.decide(part(FIRST, SECOND, THIRD))
    assert together(index) == told("Salinan 0", "Salinan 1 + Salinan 2")
    index.put([FIRST.model_copy(update={"section": "Bali"})])
    index.put([SECOND.model_copy(update={"section": "Bali"})])
    between = article(10, "Antara", edited(TEXT, 0.05, 30), outlet="antara", published=day(1))
    index.put([between])
    (story,) = [s for s in together(index) if "Salinan 0" in s]
    assert not story & {"Salinan 1", "Salinan 2"}, "another that is like both doesn't tie them together"
    index.delete(between.id)
    assert together(index) == told("Salinan 0", "Salinan 1 + Salinan 2")


def test_a_reprint_goes_to_the_side_that_it_is_likest_to(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    one, other = TEXT + " " + release(3, 60), TEXT + " " + release(4, 60)
    index.put([article(n, f"Satu {n}", edited(one, 0.03, n), published=day(n)) for n in range(2)])
    index.put([article(n, f"Dua {n}", edited(other, 0.03, n), published=day(n)) for n in range(2, 4)])
    assert together(index) == told("Satu 0 + Satu 1 + Dua 2 + Dua 3")
    left, right = ([article(n).id for n in side] for side in ((0, 1), (2, 3)))
    index.decide(Decision("part", tuple(left), tuple(right)))
    assert together(index) == told("Satu 0 + Satu 1", "Dua 2 + Dua 3")
    index.put([article(4, "Dua lagi", edited(other, 0.04, 9), published=day(4))])
    index.put([article(5, "Satu lagi", edited(one, 0.04, 9), published=day(4))])
    assert together(index) == told("Satu 0 + Satu 1 + Satu lagi", "Dua 2 + Dua 3 + Dua lagi")


def test_joins_win_over_texts_and_parts_over_both_sides(make: Callable[..., ArticleIndex]) -> None:
    """What was joined to an article goes with it when it is parted from the rest."""
    index = make()
    index.put([FIRST, SECOND, THIRD, OTHER])
    index.decide(join(FIRST, OTHER))
    index.decide(part(FIRST, SECOND, THIRD))
    assert together(index) == told("Salinan 0 + Lain", "Salinan 1 + Salinan 2")
    index.put([article(8, "Lain juga", edited(release(2), 0.1, 4), published=day(2))])
    assert together(index) == told("Salinan 0 + Lain + Lain juga", "Salinan 1 + Salinan 2")


def test_contradictions_are_refused(make: Callable[..., ArticleIndex]) -> None:
    index = make()
    index.put([FIRST, SECOND, THIRD, OTHER])
    index.decide(join(FIRST, OTHER))
    joined = index.decisions()[0]
    with pytest.raises(UsageError, match=f"sari decided the contrary on 2024-06-01.*undo {joined.id} first"):
        index.decide(part(OTHER, FIRST))
    index.decide(part(SECOND, FIRST))
    with pytest.raises(UsageError, match="contrary"):
        index.decide(join(SECOND, OTHER))
    index.decide(join(THIRD, SECOND))
    with pytest.raises(UsageError, match="contrary"):
        index.decide(join(THIRD, FIRST))
    for senseless in (join(FIRST), join(FIRST, FIRST), part(FIRST), part(FIRST, FIRST)):
        with pytest.raises(UsageError):
            index.decide(senseless)
    assert len(index.decisions()) == 3, "what was refused is not kept"
    assert together(index) == told("Salinan 0 + Lain", "Salinan 1 + Salinan 2")
    index.undo(joined.id)
    index.decide(join(SECOND, OTHER))


@pytest.mark.parametrize("kind", KINDS)
def test_the_order_of_arrival_and_decision_makes_no_difference(kind: str, request: pytest.FixtureRequest) -> None:
    make = request.getfixturevalue(f"open_{kind}")
    steps: list[Article | Decision] = [FIRST, SECOND, THIRD, OTHER, part(SECOND, FIRST), join(SECOND, OTHER)]
    found = set()
    orders = list(itertools.permutations(steps))
    for number, order in enumerate(orders[:: 24 if kind == "sqlite" else 144]):
        index = make(f"o{number}")
        for step in order:
            if isinstance(step, Decision):
                index.decide(step)
            else:
                index.put([step])
        found.add(frozenset(groups(index).items()))
    at_once = make("at-once")
    at_once.decide(steps[4])
    at_once.decide(steps[5])
    at_once.put([FIRST, SECOND, THIRD, OTHER])
    assert found == {frozenset(groups(at_once).items())}
    assert len(set(groups(at_once).values())) == 2


def test_kept_over_a_reindex(make: Callable[..., ArticleIndex], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("index.elastic_upkeep.time.sleep", lambda _: None)
    index = make()
    index.put([FIRST, SECOND, THIRD, OTHER])
    index.decide(join(SECOND, OTHER))
    index.decide(part(FIRST, SECOND, THIRD))
    before, kept = groups(index), index.decisions()
    assert len(set(before.values())) == 2
    reindex(index)
    assert (groups(index), index.decisions()) == (before, kept)
    index.put([article(20, "Baru", edited(TEXT, 0.08, 8), published=day(1))])
    index.undo(kept[1].id)
    assert together(index) == told("Salinan 0 + Salinan 1 + Salinan 2 + Baru + Lain")


def test_copied_with_the_articles(open_sqlite: Callable[..., SqliteIndex]) -> None:
    source, target, against = open_sqlite("source"), open_sqlite("target"), open_sqlite("against")
    source.put([FIRST, SECOND, THIRD, OTHER])
    source.decide(join(SECOND, OTHER))
    source.decide(part(FIRST, SECOND, THIRD))
    report = copy(source, target)
    assert report.complete
    assert "2 decisions" in str(report)
    assert (groups(target), target.decisions()) == (groups(source), source.decisions())
    against.decide(join(FIRST, SECOND))
    against.put([FIRST, SECOND])
    report = copy(source, against)
    assert checksum(against) == checksum(source)
    assert not report.complete
    assert "contrary" in str(report)
    assert len(against.decisions()) == 2, "what the target decided stays"


@pytest.mark.elasticsearch
def test_copied_there_and_back(
    open_sqlite: Callable[..., SqliteIndex], open_elastic: Callable[..., ElasticIndex]
) -> None:
    source, remote, back = open_sqlite("source"), open_elastic(), open_sqlite("back")
    source.put([FIRST, SECOND, THIRD, OTHER])
    source.decide(join(SECOND, OTHER, why="satu acara"))
    source.decide(part(FIRST, SECOND, THIRD))
    assert copy(source, remote).complete
    assert copy(remote, back).complete
    assert source.decisions() == remote.decisions() == back.decisions()
    assert groups(source) == groups(remote) == groups(back)


@pytest.mark.elasticsearch
def test_decided_while_a_crawl_writes(
    open_elastic: Callable[..., ElasticIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The crawl has read the decisions and not yet written; the analyst doesn't see its articles yet."""
    crawl, analyst = open_elastic(), open_elastic()
    crawl.put([FIRST, OTHER])
    analyst.decide(undone := join(FIRST, OTHER))

    def meanwhile(*given: object) -> object:
        monkeypatch.setattr("index.elastic_writing.assign", assign)
        analyst.undo(undone.id)
        analyst.decide(part(SECOND, FIRST))
        analyst.decide(join(THIRD, OTHER))
        return assign(*given)  # type: ignore[arg-type]

    monkeypatch.setattr("index.elastic_writing.assign", meanwhile)
    crawl.put([SECOND, THIRD])
    mending = Mending(about(crawl.decisions()))
    assert groups(crawl) == stories([member(a) for a in crawl.articles()], mending)
    assert crawl.get(FIRST.id).story != crawl.get(SECOND.id).story  # type: ignore[union-attr]
    assert crawl.get(THIRD.id).story == crawl.get(OTHER.id).story  # type: ignore[union-attr]


@pytest.mark.elasticsearch
def test_decided_while_the_index_is_closed_to_writing(open_elastic: Callable[..., ElasticIndex]) -> None:
    index = open_elastic()
    index.put([FIRST, OTHER])
    behind = index.store.behind()
    index.store.client.indices.put_settings(index=behind, settings={"index.blocks.write": True})
    with pytest.raises(IndexUnavailableError, match="decide it again"):
        index.decide(join(FIRST, OTHER))
    index.store.client.indices.put_settings(index=behind, settings={"index.blocks.write": None})
    assert together(index) == told("Salinan 0", "Lain")
    assert not index.decide(join(FIRST, OTHER)), "it was kept"
    assert together(index) == told("Salinan 0 + Lain")


@pytest.mark.elasticsearch
def test_documents_of_the_mapping_before(
    open_elastic: Callable[..., ElasticIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They know their story alone: `pantau index reindex` brings them up to date."""
    monkeypatch.setattr("index.elastic_upkeep.time.sleep", lambda _: None)
    index = open_elastic()
    index.put([FIRST, SECOND, OTHER])
    before, behind = groups(index), index.store.behind() or ""
    index.store.client.update_by_query(index=behind, script={"source": "ctx._source.remove('linked')"}, refresh=True)
    index.store.client.indices.put_mapping(index=behind, meta={"version": 1})
    later = open_elastic()
    with pytest.raises(IndexUnavailableError, match="reindex"):
        later.decide(join(FIRST, OTHER))
    reindex(later)
    assert groups(later) == before
    later.decide(part(FIRST, SECOND))
    later.put([THIRD])
    assert len(set(groups(later).values())) == 3


def test_an_embedded_index_of_before_decisions(open_sqlite: Callable[..., SqliteIndex], tmp_path: Path) -> None:
    (tmp_path / "fresh").mkdir()
    index = open_sqlite("data")
    index.put([FIRST, SECOND, OTHER])
    before = groups(index)
    index.close()
    db = sqlite3.connect(index.path, isolation_level=None)
    db.executescript(
        "DROP TABLE decision; DROP INDEX article_linked; ALTER TABLE article DROP COLUMN linked; PRAGMA user_version = 3"
    )
    db.close()
    index = open_sqlite("data")
    assert groups(index) == before
    index.put([THIRD])
    index.decide(part(THIRD, FIRST, SECOND))
    assert together(index) == told("Salinan 0 + Salinan 1", "Salinan 2", "Lain")


@pytest.mark.elasticsearch
def test_no_decision_waits_in_the_spool(tmp_path: Path) -> None:
    """An analyst sees at once what became of it."""
    index = SpoolingIndex(ElasticIndex("http://127.0.0.1:1", timeout=2), tmp_path)
    with pytest.raises(IndexUnavailableError):
        index.decide(join(FIRST, OTHER))
    index.close()


# random texts, decisions, orders

NUMBERS = st.integers(0, 7)
DECIDED = st.lists(
    st.tuples(st.sampled_from(("join", "part")), NUMBERS, st.lists(NUMBERS, min_size=1, max_size=3)), max_size=5
)
ARTICLES = st.lists(
    st.tuples(st.integers(1, 2), st.sampled_from((0.05, 0.2, 0.4)), st.integers(0, 25)), min_size=8, max_size=8
)


def made_of(rows: list[tuple[int, float, int]]) -> list[Article]:
    return [
        article(n, f"Judul {n}", edited(release(seed, 100), share, n), published=NOON + timedelta(days=when))
        for n, (seed, share, when) in enumerate(rows)
    ]


def member(one: Article) -> Member:
    return Member(one.id, one.published.date() if one.published else None, fingerprint(words_of(one.text)), one.text)


def drawn(articles: list[Article], rows: list[tuple[str, int, list[int]]]) -> list[Decision]:
    return [
        Decision(kind, (articles[one].id,) if kind == "part" else names([articles[n] for n in (one, *others)]),  # type: ignore[arg-type]
                 names([articles[n] for n in others if n != one]) if kind == "part" else ())
        for kind, one, others in rows
    ]  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(rows=ARTICLES, decided=DECIDED, seed=st.randoms(use_true_random=False))
def test_stories_keep_what_was_decided(rows: list[tuple[int, float, int]], decided: list[tuple[str, int, list[int]]], seed: object) -> None:  # fmt: skip
    """Also decisions that contradict each other: joins win."""
    articles = made_of(rows)
    decisions, members = drawn(articles, decided), [member(a) for a in articles]
    mending = Mending(decisions)
    found = stories(members, mending)
    for decision in decisions:
        if decision.kind == "join":
            assert len({found[id] for id in decision.articles}) == 1
        for one, other in itertools.product(decision.articles, decision.others):
            assert found[one] != found[other] or mending.unit(one) == mending.unit(other)
    assert all(found[name] == name for name in found.values()), "a story bears the name of one of its own"
    seed.shuffle(members)  # type: ignore[attr-defined]
    seed.shuffle(decisions)  # type: ignore[attr-defined]
    assert stories(members, Mending(decisions)) == found


@pytest.mark.parametrize("kind", KINDS)
def test_the_index_keeps_to_the_definition(kind: str, request: pytest.FixtureRequest) -> None:
    """Puts, changes, deletions, decisions and their undoing, in random order and number."""
    make, numbers = request.getfixturevalue(f"open_{kind}"), itertools.count()

    @settings(
        max_examples=40 if kind == "sqlite" else 6, deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    )  # fmt: skip
    @given(data=st.data())
    def keeps(data: st.DataObject) -> None:
        index: ArticleIndex = make(f"d{next(numbers)}")
        articles = made_of(data.draw(ARTICLES))
        steps: list[list[Article] | Decision] = [*drawn(articles, data.draw(DECIDED))]
        left = list(articles)
        while left:
            size = data.draw(st.integers(1, 4))
            steps.append(left[:size])
            left = left[size:]
        for step in data.draw(st.permutations(steps)):
            if isinstance(step, list):
                index.put(step)
                continue
            try:
                index.decide(step)
            except UsageError:
                assert step not in index.decisions()
        for n in data.draw(st.sets(NUMBERS, max_size=2)):
            index.put([articles[n].model_copy(update={"text": edited(release(2, 100), 0.2, n + 50)})])
        index.delete(articles[data.draw(NUMBERS)].id)
        undoing = data.draw(st.booleans())
        if undoing and (standing := index.decisions()):
            index.undo(standing[data.draw(st.integers(0, 9)) % len(standing)].id)
        mending = Mending(about(index.decisions()))
        assert groups(index) == stories([member(a) for a in index.articles()], mending)

    keeps()


def test_a_long_chain_of_reprints_is_parted_in_seconds() -> None:
    """A notice printed each day with another date hangs together over years."""
    text = release(1, 200)
    chain = [
        member(article(n, f"Jadwal {n}", edited(text, 0.08, n), published=NOON + timedelta(days=n))) for n in range(400)
    ]
    out = chain[200]
    mending = Mending([Decision("part", (out.id,), tuple(m.id for m in chain if m is not out))])
    started = time.perf_counter()
    found = stories(chain, mending)
    assert time.perf_counter() - started < 20
    assert [id for id, story in found.items() if story == found[out.id]] == [out.id]
    assert len(set(found.values())) == 2
