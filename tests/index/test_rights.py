"""The rights that docs/elasticsearch.md gives are enough for each command, and none of them is too many."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from elasticsearch import AuthorizationException, Elasticsearch

from config.errors import IndexUnavailableError, StorageError
from index import elastic_upkeep
from index.base import ArticleIndex, Revision, SearchRequest
from index.copying import check, copy, reindex, snapshot
from index.elastic import ElasticIndex
from index.elastic_store import ALIAS, ElasticStore
from index.mending import Decision
from index.spool import SpoolingIndex
from index.sqlite_index import SqliteIndex
from tests.conftest import ROOT
from tests.index.articles import ALL, BADUNG, NAMES, TABANAN, article

Role = dict[str, Any]

pytestmark = pytest.mark.elasticsearch

_BLOCK = re.compile(r"^POST /_security/api_key\n(.*?)```", re.DOTALL | re.MULTILINE)


def roles() -> dict[str, Role]:
    """name → role, as the docs have it ready for copying."""
    docs = (ROOT / "docs" / "elasticsearch.md").read_text(encoding="utf-8")
    found: dict[str, Role] = {}
    for block in _BLOCK.findall(docs):
        found.update(json.loads(block)["role_descriptors"])
    return found


@pytest.fixture(scope="module")
def administrator(secured_node: str) -> Iterator[Elasticsearch]:
    with Elasticsearch(secured_node) as client:
        yield client


@pytest.fixture
def alias(administrator: Elasticsearch) -> Iterator[str]:
    """A name that the roles cover, as they cover pantau's own."""
    name = f"{ALIAS}-test-{uuid4().hex[:8]}"
    yield name
    for index in list(administrator.indices.get(index=f"{name}-*")):
        administrator.indices.delete(index=index)


Opened = Callable[..., ElasticIndex]


@pytest.fixture
def opened(secured_node: str, administrator: Elasticsearch, alias: str) -> Iterator[Opened]:
    """Opens the index with a key of the role given, or as administrator."""
    indexes: list[ElasticIndex] = []
    keys: list[str] = []
    scheme, _, host = secured_node.partition("://")
    address = f"{scheme}://{host.rpartition('@')[2]}"

    def make(role: Role | None = None) -> ElasticIndex:
        if role is None:
            indexes.append(ElasticIndex(secured_node, alias=alias, names=NAMES))
        else:
            made = administrator.security.create_api_key(name="pantau-test", role_descriptors={"role": role})
            keys.append(made["id"])
            indexes.append(ElasticIndex(address, api_key=made["encoded"], alias=alias, names=NAMES))
        return indexes[-1]

    yield make
    for index in indexes:
        index.close()
    if keys:
        administrator.security.invalidate_api_key(ids=keys)


def _deliver(index: ElasticIndex, folder: Path) -> None:
    spooling = SpoolingIndex(index, folder)
    spooling.spool.add([article("dari antrean")])
    delivered = spooling.deliver()
    spooling.spool.close()
    if not delivered:
        index.put([article("dari antrean")])  # raises what the spool took for an absence
        pytest.fail("not delivered, yet nothing hinders it")


def _copy_here(index: ElasticIndex, folder: Path) -> None:
    other = SqliteIndex(folder, names=NAMES)
    try:
        other.put([article("dari tempat lain")])
        other.put([article("dari tempat lain", "Judul diganti")])
        copy(other, index)
    finally:
        other.close()


def _copy_away(index: ElasticIndex, folder: Path) -> None:
    other = SqliteIndex(folder, names=NAMES)
    try:
        assert copy(index, other).complete
    finally:
        other.close()


# What crawl, search, serve, status, index check, deliver and copy do.
EVERYDAY: dict[str, Callable[[ElasticIndex, Path], object]] = {
    "put, new": lambda index, _: index.put([*ALL, article("baru")]),
    "put, changed": lambda index, _: index.put([TABANAN.model_copy(update={"title": "Judul lain sama sekali"})]),
    "get": lambda index, _: index.get(TABANAN.id),
    "revisions": lambda index, _: index.revisions(TABANAN.id),
    "keep revisions": lambda index, _: index.keep_revisions(TABANAN.id, [Revision(None, "Dulu", "Teks.")]),
    "search": lambda index, _: index.search(SearchRequest("bimtek", collapse=True)),
    "walk": lambda index, _: [*index.articles(), *index.tagged("event"), *index.ids(), *index.hashes()],
    "counts": lambda index, _: index.read_counts(),
    "status": lambda index, _: index.status(),
    "refresh": lambda index, _: index.refresh(),
    "check": lambda index, _: check(index),
    "deliver": _deliver,
    "copy here": _copy_here,
    "copy away": _copy_away,
    "decide": lambda index, _: index.decide(Decision("join", (TABANAN.id, BADUNG.id))),
    "decisions": lambda index, _: index.decisions(),
    "undo": lambda index, _: index.undo(Decision("join", (TABANAN.id, BADUNG.id)).id),
    "delete": lambda index, _: index.delete(BADUNG.id),
}


def refused(index: ElasticIndex, folder: Path) -> list[str]:
    """The everyday work that the index's user may not do."""
    found = []
    for name, work in EVERYDAY.items():
        below = folder / uuid4().hex
        below.mkdir()
        try:
            work(index, below)
        except IndexUnavailableError as error:
            if "unauthorized" not in str(error):
                raise
            found.append(name)
    return found


def test_everyday_work(opened: Opened, tmp_path: Path) -> None:
    opened().put(ALL)
    assert refused(opened(roles()["pantau"]), tmp_path) == []


def _less(role: Role) -> list[tuple[str, Role]]:
    """The role, each time without one of its rights."""
    found = []
    for right in role["indices"][0]["privileges"]:
        less = deepcopy(role)
        less["indices"][0]["privileges"].remove(right)
        if not less["indices"][0]["privileges"]:
            less["indices"] = []
        found.append((right, less))
    for right in role.get("cluster", []):
        less = deepcopy(role)
        less["cluster"].remove(right)
        found.append((right, less))
    return found


def test_everyday_work_needs_each_of_its_rights(opened: Opened, tmp_path: Path) -> None:
    opened().put(ALL)
    for right, less in _less(roles()["pantau"]):
        assert refused(opened(less), tmp_path), f"{right} is more than is needed"


def test_the_everyday_key_can_spoil_nothing(opened: Opened, administrator: Elasticsearch, alias: str) -> None:
    administrator.index(index="somebody-elses", id="1", document={"a": 1}, refresh=True)
    try:
        opened().put(ALL)
        index = opened(roles()["pantau"])
        for attempt in (
            lambda: index.store.client.get(index="somebody-elses", id="1"),
            lambda: index.store.client.indices.delete(index=f"{alias}-v1-000001"),
            lambda: index.store.client.indices.close(index=alias),
            lambda: index.store.client.cluster.reroute(),
            lambda: index.store.client.security.get_user(),
        ):
            with pytest.raises(AuthorizationException):
                attempt()
        with pytest.raises(IndexUnavailableError, match="unauthorized"):
            reindex(index)
        with pytest.raises(IndexUnavailableError, match="unauthorized"):
            snapshot(index, "/anywhere")
        assert index.put([article("setelah itu")])[0].outcome == "new"  # nothing was left half done
    finally:
        administrator.indices.delete(index="somebody-elses")


def test_the_everyday_key_makes_no_index(opened: Opened) -> None:
    with pytest.raises(IndexUnavailableError, match="unauthorized"):
        opened(roles()["pantau"]).status()


@pytest.fixture
def deleted_meanwhile(opened: Opened, monkeypatch: pytest.MonkeyPatch) -> None:
    """While a reindex runs, just before it closes the old index, somebody deletes an article."""
    close = elastic_upkeep._close_to_writing

    def first_delete(store: ElasticStore, index: str, *, closed: bool) -> None:
        if closed:
            opened().delete(BADUNG.id)
        close(store, index, closed=closed)

    monkeypatch.setattr(elastic_upkeep, "_close_to_writing", first_delete)


@pytest.mark.usefixtures("deleted_meanwhile")
def test_create_and_reindex(opened: Opened) -> None:
    index = opened(roles()["pantau-upkeep"])
    assert index.status().articles == 0  # made
    assert {r.outcome for r in index.put(ALL)} == {"new"}
    assert "4 articles now in" in reindex(index)
    assert opened(roles()["pantau"]).search(SearchRequest("bimtek")).total == 1


@pytest.mark.usefixtures("deleted_meanwhile")
def test_create_and_reindex_need_each_of_their_rights(opened: Opened) -> None:
    for right, less in _less(roles()["pantau-upkeep"]):
        opened().put(ALL)
        with pytest.raises(StorageError, match="unauthorized"):
            reindex(opened(less))
            pytest.fail(f"{right} is more than is needed")


@pytest.fixture
def repository(administrator: Elasticsearch) -> Iterator[str]:
    """A path that the node allows; a repository that was made there is gone afterwards."""
    allowed = next(iter(administrator.nodes.info()["nodes"].values()))["settings"]["path"].get("repo")
    if not allowed:
        pytest.skip("the node has no path.repo")
    before = set(administrator.snapshot.get_repository())
    yield f"{allowed[0] if isinstance(allowed, list) else allowed}/pantau-{uuid4().hex[:8]}"
    for name in set(administrator.snapshot.get_repository()) - before:
        administrator.snapshot.delete(repository=name, snapshot="*")
        administrator.snapshot.delete_repository(name=name)


def test_snapshot_with_rights_for_it_alone(opened: Opened, repository: str) -> None:
    opened().put(ALL)
    assert repository in snapshot(opened(roles()["pantau-snapshot"]), repository)
    with pytest.raises(IndexUnavailableError, match="unauthorized"):
        opened(roles()["pantau-snapshot"]).search(SearchRequest("bimtek"))


def test_snapshot_needs_each_of_its_rights(opened: Opened, repository: str) -> None:
    opened().put(ALL)
    for right, less in _less(roles()["pantau-snapshot"]):
        with pytest.raises(IndexUnavailableError, match="unauthorized"):
            snapshot(opened(less), repository)
            pytest.fail(f"{right} is more than is needed")


def test_a_key_that_is_none(secured_node: str, alias: str) -> None:
    scheme, _, host = secured_node.partition("://")
    index: ArticleIndex = ElasticIndex(f"{scheme}://{host.rpartition('@')[2]}", api_key="c2F0dTpkdWE=", alias=alias)
    try:
        with pytest.raises(IndexUnavailableError, match="refuses the user or key"):
            index.status()
    finally:
        index.close()
