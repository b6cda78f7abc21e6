"""Copies both ways, a new index behind the alias while others search and write, snapshots."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import uuid4

import pytest

from config.errors import IndexUnavailableError, StorageError
from extract.article import Article
from index.base import SearchRequest
from index.copying import check, checksum, copy, reindex, snapshot
from index.elastic import ElasticIndex
from index.elastic_upkeep import reindex as reindex_elastic
from index.mending import Decision
from index.spool import SpoolingIndex
from index.sqlite_index import SqliteIndex
from tests.index.articles import ALL, BADUNG, KEDIRI, TABANAN, article, day

EDITED = TABANAN.model_copy(update={"text": "Naskah yang diperbaiki redaksi.", "fetched": day(2)})


def test_checksum_tells_every_difference(open_sqlite: Callable[..., SqliteIndex]) -> None:
    one, other = open_sqlite("one"), open_sqlite("other")
    assert checksum(one).articles == 0
    one.put(ALL)
    other.put(list(reversed(ALL)))
    assert checksum(one) == checksum(other), "the order of arrival is no difference"
    other.put([EDITED])
    assert checksum(one).articles == checksum(other).articles
    assert checksum(one) != checksum(other)
    one.put([EDITED])
    assert checksum(one) == checksum(other)


def test_check_finds_a_damaged_article(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite()
    index.put(ALL)
    assert check(index).wrong == ()
    with index.store.writing() as db:
        db.execute("UPDATE body SET form = replace(form, 'zona hijau', 'zona merah')")
    report = check(index)
    assert report.wrong == (BADUNG.id,)
    assert BADUNG.id in str(report)


@pytest.mark.elasticsearch
def test_copy_there_and_back(
    open_sqlite: Callable[..., SqliteIndex], open_elastic: Callable[..., ElasticIndex]
) -> None:
    first, remote, second = open_sqlite("first"), open_elastic(), open_sqlite("second")
    many = [article(n, f"Kabar {n}", f"Isi kabar {n}.", published=day(-n)) for n in range(700)]
    first.put([*many, *ALL])
    first.put([EDITED])
    counted: list[int] = []
    there = copy(first, remote, tell=counted.append)
    assert there.complete
    assert there.copied == sum(counted) == 705
    back = copy(remote, second)
    assert back.complete
    assert "equal" in str(back)
    assert list(second.articles()) == list(first.articles()) == list(remote.articles())
    assert second.revisions(TABANAN.id) == first.revisions(TABANAN.id) != []
    again = copy(first, remote)
    assert (again.complete, again.copied) == (True, 0), "a second copy changes nothing"
    assert remote.revisions(TABANAN.id) == first.revisions(TABANAN.id)


def test_copy_tells_when_the_target_holds_more(open_sqlite: Callable[..., SqliteIndex]) -> None:
    source, target = open_sqlite("source"), open_sqlite("target")
    source.put([TABANAN])
    target.put([KEDIRI])
    report = copy(source, target)
    assert not report.complete
    assert "NOT equal" in str(report)


@pytest.mark.elasticsearch
def test_copy_fails_rather_than_spool(open_sqlite: Callable[..., SqliteIndex], tmp_path: Path) -> None:
    source = open_sqlite("source")
    source.put([TABANAN])
    target = SpoolingIndex(ElasticIndex("http://127.0.0.1:1", timeout=2), tmp_path)
    with pytest.raises(IndexUnavailableError):
        copy(source, target)
    assert target.spool.counts() == (0, 0)
    target.close()


def test_reindex_embedded_takes_new_names(open_sqlite: Callable[..., SqliteIndex]) -> None:
    index = open_sqlite(names=frozenset({"tabanan"}))
    index.put(ALL)
    assert index.search(SearchRequest("kediri")).total == 1
    before = list(index.articles())
    assert index.folding.stem("kediri") == "diri"
    index.rebuild(frozenset({"kediri"}))
    assert index.folding.stem("kediri") == "kediri"
    assert index.search(SearchRequest("kediri")).total == 1
    assert list(index.articles()) == before
    assert "5 articles" in reindex(index)
    reader = open_sqlite()
    assert reader.folding.names == {"kediri"}


@pytest.mark.elasticsearch
def test_reindex_without_a_moments_absence(open_elastic: Callable[..., ElasticIndex], tmp_path: Path) -> None:
    """One thread searches, one writes through a spool, while the index behind the alias is exchanged twice."""
    index, reader = open_elastic(), open_elastic()
    many = [article(n, f"Kabar {n}", f"Isi kabar nomor {n}.", published=day(-n)) for n in range(1500)]
    index.put(many)
    index.put([many[0].model_copy(update={"text": "Isi kabar baru."})])
    index.refresh()
    ended = threading.Event()
    totals: list[int] = []
    errors: list[BaseException] = []
    written: list[Article] = []

    def search() -> None:
        while not ended.is_set():
            try:
                result = reader.search(SearchRequest("kabar", limit=3))
                totals.append(result.total)
                assert len(result.hits) == 3
            except BaseException as error:
                errors.append(error)

    now = [0.0]
    writer = SpoolingIndex(open_elastic(first_wait=0.01), tmp_path, clock=lambda: now[0])

    def write() -> None:
        number = 0
        while not ended.is_set():
            now[0] += 1000  # no pause between attempts
            one = article(f"baru-{number}", f"Kabar baru {number}", f"Isi kabar baru {number}.")
            result = writer.put([one])[0]
            assert result.outcome in ("new", "waiting")
            written.append(one)
            number += 1

    threads = [threading.Thread(target=search), threading.Thread(target=write)]
    for thread in threads:
        thread.start()
    try:
        for _ in range(2):
            report = reindex_elastic(index.store, grace=1.0)
            assert report.articles >= 1500
    finally:
        ended.set()
        for thread in threads:
            thread.join()
    assert errors == []
    assert min(totals) >= 1500
    now[0] += 1000
    writer.refresh()
    assert writer.status().waiting == 0
    assert {a.id for a in written} | {a.id for a in many} == set(index.ids()), "none lost, none twice"
    assert len(index.revisions(many[0].id)) == 1
    assert list(index.store.client.indices.get(index=f"{index.store.alias}-v*")) == [report.index]
    assert index.store.behind() == report.index
    writer.spool.close()


@pytest.mark.elasticsearch
def test_an_older_mapping_wants_a_reindex(open_elastic: Callable[..., ElasticIndex]) -> None:
    index = open_elastic()
    index.put(ALL)
    behind = index.store.behind()
    assert behind is not None
    index.store.client.indices.put_mapping(index=behind, meta={"version": 0})
    later = open_elastic()
    with pytest.raises(IndexUnavailableError, match="pantau index reindex"):
        later.search(SearchRequest())
    with pytest.raises(IndexUnavailableError):
        later.put([TABANAN])
    assert reindex_elastic(later.store, grace=0).articles == 5
    assert later.search(SearchRequest("bimtek")).total == 1
    assert reindex_elastic(open_elastic("empty").store).articles == 0


@pytest.mark.elasticsearch
def test_a_reindex_that_fails_leaves_all_as_it_was(
    open_elastic: Callable[..., ElasticIndex], monkeypatch: pytest.MonkeyPatch
) -> None:
    index = open_elastic()
    index.put(ALL)
    behind = index.store.behind()
    monkeypatch.setattr("index.elastic_upkeep._anew", lambda source: {**source, "unknown": 1})
    with pytest.raises(StorageError, match="can't be brought over"):
        reindex_elastic(index.store)
    assert index.store.behind() == behind
    assert list(index.store.client.indices.get(index=f"{index.store.alias}-v*")) == [behind]
    assert index.put([EDITED])[0].outcome == "changed", "open to writing"


def test_snapshot_of_the_embedded_index(open_sqlite: Callable[..., SqliteIndex], tmp_path: Path) -> None:
    index = open_sqlite()
    index.put(ALL)
    writer = sqlite3.connect(index.path, isolation_level=None)
    writer.execute("BEGIN IMMEDIATE")  # another process is writing
    told = snapshot(index, str(tmp_path / "saved"))
    writer.execute("ROLLBACK")
    writer.close()
    (path,) = (tmp_path / "saved").iterdir()
    assert str(path) in told
    (tmp_path / "again").mkdir()
    path.rename(tmp_path / "again" / "index.sqlite")
    assert checksum(open_sqlite("again")) == checksum(index)


def test_snapshot_into_a_folder_that_is_none(open_sqlite: Callable[..., SqliteIndex], tmp_path: Path) -> None:
    index = open_sqlite()
    (tmp_path / "file").write_text("")
    with pytest.raises(StorageError, match="can't be written"):
        snapshot(index, str(tmp_path / "file" / "below"))


@pytest.mark.elasticsearch
def test_snapshot_on_the_node(open_elastic: Callable[..., ElasticIndex]) -> None:
    """In the first folder that the node allows; skipped where its settings name none."""
    index = open_elastic()
    index.put(ALL)
    client = index.store.client
    allowed = next(iter(client.nodes.info()["nodes"].values()))["settings"]["path"].get("repo")
    if not allowed:
        pytest.skip("the node has no path.repo")
    folder = allowed[0] if isinstance(allowed, list) else allowed
    to = f"{folder}/pantau-{uuid4().hex[:8]}"
    decision = Decision("join", (ALL[0].id, ALL[1].id), who="analis")
    index.decide(decision)
    told = snapshot(index, to)
    repository = told.split(" in repository ")[1].split(" ")[0]
    try:
        name = client.snapshot.get(repository=repository, snapshot="*")["snapshots"][0]["snapshot"]
        behind = index.store.behind()
        assert behind is not None
        client.indices.delete(index=[behind, index.store.decisions_index])
        client.snapshot.restore(repository=repository, snapshot=name, wait_for_completion=True, include_aliases=True)
        assert open_elastic().search(SearchRequest("bimtek")).total == 1
        assert open_elastic().decisions() == [decision]
    finally:
        client.snapshot.delete(repository=repository, snapshot="*")
        client.snapshot.delete_repository(name=repository)
    with pytest.raises(StorageError):
        snapshot(open_elastic(), "/somewhere-not-allowed")
