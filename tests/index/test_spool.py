"""While Elasticsearch is away nothing is lost, nothing arrives twice, and the order stays."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from config.errors import IndexUnavailableError, StorageError
from extract.article import Article
from index.base import SearchRequest
from index.elastic import ElasticIndex
from index.elastic_store import version
from index.opening import open_index
from index.spool import FIRST_PAUSE, LONGEST_PAUSE, Spool, SpoolingIndex
from index.sqlite_index import SqliteIndex
from tests.index.articles import ALL, BADUNG, KEDIRI, LATE, TABANAN, article
from tests.index.faulty_node import FaultyNode, error
from tests.index.switching import AWAY, Clock, Switch


@pytest.fixture
def switch(open_sqlite: Callable[..., SqliteIndex]) -> Switch:
    return Switch(open_sqlite("remote"))


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def spooling(switch: Switch, tmp_path: Path, clock: Clock) -> Iterator[SpoolingIndex]:
    index = SpoolingIndex(switch, tmp_path, clock=clock)  # type: ignore[arg-type]
    yield index
    index.close()


def test_nothing_waits_while_all_is_well(spooling: SpoolingIndex, tmp_path: Path) -> None:
    assert [r.outcome for r in spooling.put(ALL)] == ["new"] * 5
    assert [r.outcome for r in spooling.put([TABANAN])] == ["unchanged"]
    assert not (tmp_path / "spool.sqlite").exists(), "no file before there is a need"
    assert spooling.status().waiting == 0


def test_articles_wait_and_arrive_in_order(spooling: SpoolingIndex, switch: Switch, clock: Clock) -> None:
    edited = TABANAN.model_copy(update={"text": "Naskah kedua."})
    last = TABANAN.model_copy(update={"text": "Naskah ketiga."})
    switch.fault = AWAY
    assert [r.outcome for r in spooling.put([TABANAN, BADUNG])] == ["waiting", "waiting"]
    clock.now += 1000
    assert spooling.put([edited])[0].outcome == "waiting"
    status = spooling.status()
    assert (status.waiting, status.reachable, status.trouble) == (3, False, AWAY.what)
    assert spooling.get(TABANAN.id) == edited, "what waits is known"
    with pytest.raises(IndexUnavailableError):
        spooling.search(SearchRequest())
    switch.fault = None
    clock.now += 1000
    assert [r.outcome for r in spooling.put([last, KEDIRI])] == ["changed", "new"]
    assert spooling.status().waiting == 0
    assert [r.text for r in spooling.revisions(TABANAN.id)] == [TABANAN.text, edited.text]
    found = spooling.get(TABANAN.id)
    assert found is not None
    assert found.text == last.text
    assert spooling.status().articles == 3


def test_a_hung_index_is_not_asked_all_the_time(spooling: SpoolingIndex, switch: Switch, clock: Clock) -> None:
    switch.fault = AWAY
    for _ in range(50):
        spooling.put([TABANAN])
    assert switch.asked == 1
    pauses = []
    for _ in range(8):
        before = clock.now
        asked = switch.asked
        while switch.asked == asked:
            clock.now += 1
            spooling.put([BADUNG])
        pauses.append(clock.now - before)
    assert pauses[0] == FIRST_PAUSE
    assert pauses[1] == 2 * FIRST_PAUSE
    assert pauses[-1] == LONGEST_PAUSE


def test_a_kill_between_arrival_and_note_brings_nothing_twice(
    spooling: SpoolingIndex, switch: Switch, clock: Clock, tmp_path: Path
) -> None:
    switch.fault = AWAY
    spooling.put([TABANAN, TABANAN.model_copy(update={"text": "Naskah kedua."})])
    switch.fault = None
    # the index takes them, then the process ends before it could note that
    switch.index.put([a for _, a in Spool(tmp_path).first(10)])
    clock.now += 1000
    spooling.refresh()
    assert spooling.status().waiting == 0
    assert spooling.status().articles == 1
    found = spooling.get(TABANAN.id)
    assert found is not None
    assert found.text == "Naskah kedua."


def test_what_can_never_be_indexed_is_kept_aside(spooling: SpoolingIndex, switch: Switch, clock: Clock) -> None:
    switch.fault = AWAY
    empty = BADUNG.model_copy(update={"text": " "})
    results = spooling.put([empty, TABANAN])
    assert [(r.outcome, r.reason) for r in results] == [("rejected", "no text"), ("waiting", None)]
    bad = article("bad", "Tak muat", "Teks.")

    class Picky(Switch):
        def put(self, articles: list[Article]) -> object:
            if any(a.id == bad.id for a in articles):
                raise StorageError("answers 413: too large", on="the node")
            return super().put(articles)

    spooling.put([bad, KEDIRI])
    spooling.remote = Picky(switch.index)  # type: ignore[assignment]
    clock.now += 1000
    spooling.refresh()
    status = spooling.status()
    assert (status.articles, status.waiting, status.refused) == (2, 0, 1)


def test_two_processes_share_a_spool(spooling: SpoolingIndex, switch: Switch, clock: Clock, tmp_path: Path) -> None:
    """While one delivers, the other queues up behind; together each article arrives once."""
    switch.fault = AWAY
    spooling.put([TABANAN])
    switch.fault = None
    other = SpoolingIndex(switch, tmp_path, clock=Clock())  # type: ignore[arg-type]
    with spooling.spool.alone() as alone:
        assert alone
        assert other.put([BADUNG])[0].outcome == "waiting"
    assert other.put([KEDIRI])[0].outcome == "new"
    assert sorted(other.ids()) == sorted(a.id for a in (TABANAN, BADUNG, KEDIRI))
    other.spool.close()


def test_deleting_takes_it_out_of_the_spool_too(spooling: SpoolingIndex, switch: Switch) -> None:
    switch.fault = AWAY
    spooling.put([TABANAN])
    with pytest.raises(IndexUnavailableError):
        spooling.delete(TABANAN.id)
    switch.fault = None
    assert spooling.delete(TABANAN.id)
    assert spooling.get(TABANAN.id) is None
    assert not spooling.delete(TABANAN.id)


def test_a_crawl_begins_while_the_node_is_down(tmp_path: Path) -> None:
    index = open_index("http://127.0.0.1:1", tmp_path)
    assert index.put([LATE])[0].outcome == "waiting"
    index.close()
    again = open_index("http://127.0.0.1:1", tmp_path)
    assert again.status().waiting == 1
    assert again.by_url(LATE.url) == LATE
    again.close()


# a real node behind a door


@pytest.fixture
def door(node: str) -> Iterator[FaultyNode]:
    made = FaultyNode(node)
    yield made
    made.close()


@pytest.fixture
def behind_door(
    door: FaultyNode, open_elastic: Callable[..., ElasticIndex], tmp_path: Path, clock: Clock
) -> Iterator[SpoolingIndex]:
    index = SpoolingIndex(open_elastic(url=door.url, timeout=8, first_wait=0.01), tmp_path, clock=clock)
    yield index
    index.spool.close()


@pytest.mark.elasticsearch
@pytest.mark.parametrize(
    "fault",
    [
        pytest.param((429, error("es_rejected_execution_exception", "rejected execution")), id="429"),
        pytest.param((503, error("cluster_block_exception", "no master")), id="503"),
        pytest.param((502, b"<html>Bad Gateway</html>"), id="proxy-502"),
        pytest.param((401, error("security_exception", "unable to authenticate")), id="401"),
        pytest.param((403, error("security_exception", "action is unauthorized")), id="403"),
        pytest.param((404, error("index_not_found_exception", "no such index")), id="404"),
        pytest.param("slow", id="slow", marks=pytest.mark.slow),
    ],
)
def test_any_fault_of_the_node_and_back(
    fault: tuple[int, bytes] | str, door: FaultyNode, behind_door: SpoolingIndex, clock: Clock
) -> None:
    assert behind_door.put([TABANAN])[0].outcome == "new"
    if isinstance(fault, str):
        door.delay = 9.0
    else:
        door.fault = lambda method, path: fault
    assert behind_door.put([BADUNG])[0].outcome == "waiting"
    assert behind_door.put([KEDIRI])[0].outcome == "waiting"
    assert behind_door.status().waiting == 2
    door.fault, door.delay = lambda method, path: None, 0.0
    clock.now += 1000
    assert behind_door.put([LATE])[0].outcome == "new"
    assert sorted(behind_door.ids()) == sorted(a.id for a in (TABANAN, BADUNG, KEDIRI, LATE))


@pytest.mark.elasticsearch
def test_a_node_that_is_busy_for_a_moment_is_asked_again(door: FaultyNode, behind_door: SpoolingIndex) -> None:
    """Single items of a bulk request answered 429: only these are sent again, nothing needs to wait."""
    import orjson

    behind_door.put([TABANAN])
    busy = iter([True, True])

    def fault(method: str, path: str) -> tuple[int, bytes] | None:
        if "_bulk" in path and next(busy, False):
            item = {
                "_id": BADUNG.id,
                "status": 429,
                "error": {"type": "es_rejected_execution_exception", "reason": "full"},
            }
            return 200, orjson.dumps({"errors": True, "took": 1, "items": [{"create": item}]})
        return None

    door.fault = fault
    assert behind_door.put([BADUNG])[0].outcome == "new"
    assert sum("_bulk" in path for _, path in door.seen) == 4


@pytest.mark.elasticsearch
@pytest.mark.parametrize("block", ["read_only_allow_delete", "read_only", "write"])
def test_an_index_closed_to_writing(block: str, behind_door: SpoolingIndex, clock: Clock) -> None:
    """A full disk makes the node set the first of these by itself."""
    remote = behind_door.remote
    assert isinstance(remote, ElasticIndex)
    behind_door.put([TABANAN])
    client, alias = remote.store.client, remote.store.alias
    client.indices.put_settings(index=alias, settings={f"index.blocks.{block}": True})
    assert behind_door.put([BADUNG])[0].outcome == "waiting"
    assert behind_door.search(SearchRequest()).total == 1, "searches go on"
    client.indices.put_settings(index=alias, settings={f"index.blocks.{block}": None})
    clock.now += 1000
    behind_door.refresh()
    assert behind_door.status().waiting == 0
    assert behind_door.search(SearchRequest()).total == 2


@pytest.mark.elasticsearch
def test_a_wrong_mapping(behind_door: SpoolingIndex, open_elastic: Callable[..., ElasticIndex], clock: Clock) -> None:
    """Somebody put another index behind the alias: nothing is written to it, nothing lost."""
    remote = behind_door.remote
    assert isinstance(remote, ElasticIndex)
    client, alias = remote.store.client, remote.store.alias
    wrong = f"{alias}-v9-000001"
    client.indices.create(
        index=wrong, mappings={"dynamic": "strict", "properties": {"id": {"type": "keyword"}}}, aliases={alias: {}}
    )
    assert behind_door.put([TABANAN])[0].outcome == "waiting"
    client.indices.delete(index=wrong)
    clock.now += 1000
    assert behind_door.put([BADUNG])[0].outcome == "new"
    # and under our hands
    client.indices.delete(index=f"{alias}-v{version()}-000001")
    client.indices.create(
        index=wrong, mappings={"dynamic": "strict", "properties": {"id": {"type": "keyword"}}}, aliases={alias: {}}
    )
    assert behind_door.put([KEDIRI])[0].outcome == "waiting"
    assert client.count(index=wrong)["count"] == 0


@pytest.mark.elasticsearch
def test_an_index_removed_under_our_hands_is_made_again(behind_door: SpoolingIndex, clock: Clock) -> None:
    remote = behind_door.remote
    assert isinstance(remote, ElasticIndex)
    behind_door.put([TABANAN])
    remote.store.client.indices.delete(index=f"{remote.store.alias}-v{version()}-000001")
    assert behind_door.put([BADUNG])[0].outcome == "waiting"
    clock.now += 1000
    assert behind_door.put([KEDIRI])[0].outcome == "new"
    assert behind_door.search(SearchRequest()).total == 2
    assert not remote.store.client.indices.exists(index=remote.store.alias) or remote.store.behind() is not None


@pytest.mark.elasticsearch
def test_an_article_that_the_mapping_refuses(open_elastic: Callable[..., ElasticIndex]) -> None:
    """One item of a bulk request is wrong: it is rejected with the reason, the others are written."""
    from extract.article import Agency

    index = open_elastic()
    wrong = article("wrong", agencies=(Agency(name="x" * 40_000),))
    results = index.put([TABANAN, wrong, BADUNG])
    assert [r.outcome for r in results] == ["new", "rejected", "new"]
    assert "immense term" in (results[1].reason or "")
    assert index.status().articles == 2
