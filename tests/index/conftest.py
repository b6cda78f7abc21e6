"""A node for the tests, if there is one, and a fresh index for each."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from index.elastic import ElasticIndex
from index.sqlite_index import SqliteIndex
from tests.index.articles import ALL, NAMES


@pytest.fixture(scope="session")
def node() -> str:
    """The URL of a real node. Without one the tests on it skip, but in CI they fail."""
    url = os.environ.get("PANTAU_TEST_ELASTICSEARCH")
    if url:
        return url
    reason = "no node: PANTAU_TEST_ELASTICSEARCH names none"
    if os.environ.get("CI"):
        pytest.fail(reason)
    pytest.skip(reason)


@pytest.fixture(scope="session")
def secured_node() -> str:
    """The URL, with an administrator's name and password, of a node that knows users."""
    url = os.environ.get("PANTAU_TEST_ELASTICSEARCH_SECURED")
    if not url:
        pytest.skip("no node with users: PANTAU_TEST_ELASTICSEARCH_SECURED names none")
    return url


def remove(client: Elasticsearch, index: str) -> None:
    """Also one that a test closed to writing and left so."""
    client.indices.put_settings(index=index, settings={"index.blocks.read_only": None})
    client.indices.delete(index=index)


@pytest.fixture(scope="session")
def prefix(node: str) -> Iterator[str]:
    """Begins the names of all indexes of this test process; they are gone afterwards."""
    name = f"test-{os.environ.get('PYTEST_XDIST_WORKER', 'main')}-{uuid4().hex[:8]}"
    yield name
    with Elasticsearch(node) as client:
        left = list(client.indices.get(index=f"{name}-*", expand_wildcards="all"))
        for index in left:
            remove(client, index)


@pytest.fixture
def open_sqlite(tmp_path: Path) -> Iterator[Callable[..., SqliteIndex]]:
    """Makes embedded indexes; the second of a folder reads what the first wrote."""
    opened: list[SqliteIndex] = []

    def make(folder: str = "data", **options: object) -> SqliteIndex:
        path = tmp_path / folder
        path.mkdir(exist_ok=True)
        opened.append(SqliteIndex(path, **options))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    for index in opened:
        index.close()


@pytest.fixture
def open_elastic(node: str, prefix: str) -> Iterator[Callable[..., ElasticIndex]]:
    """Makes indexes on the node; those of one alias read the same."""
    opened: list[ElasticIndex] = []
    test = uuid4().hex[:8]

    def make(alias: str = "articles", url: str = node, **options: object) -> ElasticIndex:
        opened.append(ElasticIndex(url, alias=f"{prefix}-{test}-{alias}", **options))  # type: ignore[arg-type]
        return opened[-1]

    yield make
    with Elasticsearch(node) as client:
        for index in list(client.indices.get(index=f"{prefix}-{test}-*", expand_wildcards="all")):
            remove(client, index)
    for each in opened:
        each.close()


@pytest.fixture(scope="session")
def filled_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SqliteIndex]:
    """The made-up articles, for tests that only read."""
    index = SqliteIndex(tmp_path_factory.mktemp("filled"), names=NAMES)
    index.put(ALL)
    yield index
    index.close()


@pytest.fixture(scope="session")
def filled_elastic(node: str, prefix: str) -> Iterator[ElasticIndex]:
    """The made-up articles, for tests that only read."""
    index = ElasticIndex(node, alias=f"{prefix}-filled", names=NAMES)
    index.put(ALL)
    yield index
    index.close()
