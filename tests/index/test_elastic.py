"""The index in Elasticsearch keeps the contract, on a real node."""

from __future__ import annotations

import socket
from collections.abc import Callable, Iterator

import pytest

from index.base import ArticleIndex
from index.elastic import ElasticIndex
from tests.index.contract import IndexContract

pytestmark = pytest.mark.elasticsearch


class TestElasticIndex(IndexContract):
    @pytest.fixture
    def make(self, open_elastic: Callable[..., ElasticIndex]) -> Callable[..., ArticleIndex]:
        return open_elastic

    @pytest.fixture
    def filled(self, filled_elastic: ElasticIndex) -> ArticleIndex:
        return filled_elastic

    @pytest.fixture
    def away(self, node: str) -> Iterator[ArticleIndex]:
        """An index at an address where nothing listens."""
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        index = ElasticIndex(f"http://127.0.0.1:{port}", timeout=5)
        yield index
        index.close()
