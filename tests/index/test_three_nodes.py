"""What bench/three_nodes.py says when something is lost; the run itself needs a cluster (docs/scale.md)."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from bench.made_up import made_up
from bench.three_nodes import verdict
from index.spool import SpoolingIndex
from index.sqlite_index import SqliteIndex
from index.tag_values import content_hash

ARTICLES = [made_up(number) for number in range(20)]
EXPECTED = {article.id: content_hash(article) for article in ARTICLES}


def test_all_there(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite()
    index.put(ARTICLES)
    found, faults = verdict(index, EXPECTED)
    assert (found.articles, faults) == (20, [])


def test_one_lost(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite()
    index.put(ARTICLES[1:])
    assert verdict(index, EXPECTED)[1] == [f"1 missing: {ARTICLES[0].id}"]


def test_one_too_many_and_one_with_an_older_state(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite()
    index.put([*ARTICLES[1:], made_up(100), ARTICLES[0].model_copy(update={"title": "Judul lama"})])
    assert verdict(index, EXPECTED)[1] == [
        f"1 too many: {made_up(100).id}",
        f"1 not as they were put: {ARTICLES[0].id}",
    ]


def test_one_that_still_waits(open_sqlite: Callable[..., SqliteIndex], tmp_path: Path) -> None:
    index = SpoolingIndex(open_sqlite(), tmp_path)
    index.put(ARTICLES[1:])
    index.spool.add(ARTICLES[:1])
    assert verdict(index, EXPECTED)[1] == [f"1 missing: {ARTICLES[0].id}", "1 wait in the spool, 0 were refused"]
    index.spool.close()
