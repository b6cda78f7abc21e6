"""Shards and copies: an article counts as written when each copy of its shard has it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from config.errors import IndexUnavailableError
from index.base import SearchRequest
from index.elastic import ElasticIndex
from index.elastic_upkeep import reindex
from index.spool import SpoolingIndex
from tests.index.articles import ALL, TABANAN

pytestmark = pytest.mark.elasticsearch

Opened = Callable[..., ElasticIndex]


def settings(index: ElasticIndex) -> dict[str, Any]:
    behind = index.store.behind()
    assert behind is not None
    found = index.store.client.indices.get_settings(index=behind, include_defaults=True, flat_settings=True)[behind]
    return {**found["defaults"], **found["settings"]}


def test_as_many_shards_as_wanted(open_elastic: Opened) -> None:
    index = open_elastic(shards=3)
    assert {r.outcome for r in index.put(ALL)} == {"new"}
    assert settings(index)["index.number_of_shards"] == "3"
    assert index.search(SearchRequest("bimtek")).total == 1
    assert sorted(index.ids()) == sorted(a.id for a in ALL)


def test_a_reindex_takes_the_number_of_shards_now_wanted(open_elastic: Opened) -> None:
    open_elastic().put(ALL)
    index = open_elastic(shards=2)
    assert reindex(index.store, grace=0).articles == 5
    assert settings(index)["index.number_of_shards"] == "2"
    assert sorted(index.ids()) == sorted(a.id for a in ALL)


def test_what_an_acknowledged_write_rests_on(open_elastic: Opened) -> None:
    index = open_elastic()
    index.status()
    found = settings(index)
    assert found["index.write.wait_for_active_shards"] == "all"
    assert found["index.auto_expand_replicas"] == "0-1"
    assert found["index.translog.durability"].lower() == "request"


@pytest.mark.timeout(120)
def test_while_a_copy_is_missing_articles_wait(open_elastic: Opened, tmp_path: Path) -> None:
    """A replica is asked for that more nodes would be needed for; searches go on."""
    index = open_elastic()
    index.put(ALL[1:])
    nodes = index.store.client.cluster.health()["number_of_data_nodes"]

    def replicas(count: int | None) -> None:
        wanted = {"index.auto_expand_replicas": "0-1" if count is None else "false"}
        if count is not None:
            wanted["index.number_of_replicas"] = str(count)
        index.store.client.indices.put_settings(index=index.store.alias, settings=wanted)

    replicas(nodes)
    spooling = SpoolingIndex(index, tmp_path)
    try:
        began = time.monotonic()
        with pytest.raises(IndexUnavailableError, match="can't be kept safely now"):
            index.put([TABANAN])
        assert time.monotonic() - began < 15
        assert index.get(TABANAN.id) is None
        assert [r.outcome for r in spooling.put([TABANAN])] == ["waiting"]
        assert index.search(SearchRequest()).total == len(ALL) - 1
    finally:
        replicas(None)
    SpoolingIndex(index, tmp_path).deliver()
    arrived = index.get(TABANAN.id)
    assert arrived is not None
    assert arrived.text == TABANAN.text
    spooling.spool.close()
