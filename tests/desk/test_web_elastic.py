"""The pages over Elasticsearch are those over the embedded index."""

from __future__ import annotations

import os
import socket
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch
from fastapi.testclient import TestClient

from config.loader import Config
from index.base import ArticleIndex
from index.elastic import ElasticIndex
from tests.desk.newsroom import desk_over, fill, filled
from tests.desk.reading_html import Page

pytestmark = [pytest.mark.elasticsearch, pytest.mark.slow]
ADDRESSES = (
    "/", "/?q=loket", "/?q=loket&sort=oldest", "/?regency=Gianyar", "/?event=bimtek&since=2024", "/?zone=hijau+tua", '/?q="pelayanan+publik"',
    "/?official=Wayan+Contoh+Pradana", "/bimtek", "/bimtek?by=quarter", "/bimtek/Tabanan/2023", "/zona", "/zona?regency=Gianyar&year=2021",
)  # fmt: skip


@pytest.fixture(scope="module")
def node() -> str:
    url = os.environ.get("PANTAU_TEST_ELASTICSEARCH")
    if not url:
        if os.environ.get("CI"):
            pytest.fail("no node: PANTAU_TEST_ELASTICSEARCH names none")
        pytest.skip("no node: PANTAU_TEST_ELASTICSEARCH names none")
    return url


@pytest.fixture(scope="module")
def elastic(node: str) -> Iterator[ArticleIndex]:
    alias = f"test-desk-{uuid4().hex[:8]}"
    index = ElasticIndex(node, alias=alias)
    fill(index)
    yield index
    index.close()
    with Elasticsearch(node) as client:
        for name in list(client.indices.get(index=f"{alias}*", expand_wildcards="all")):
            client.indices.delete(index=name)


def text(client: TestClient, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, answer.text[:300]
    found = Page(answer.text)
    assert found.faults == []
    return " ".join(found.text.split())


def test_every_page_reads_the_same(elastic: ArticleIndex, config: Config, tmp_path: Path) -> None:
    embedded = filled(tmp_path)
    with (
        TestClient(desk_over(elastic, config), base_url="http://127.0.0.1") as one,
        TestClient(desk_over(embedded, config), base_url="http://127.0.0.1") as other,
    ):
        for address in ADDRESSES:
            assert text(one, address) == text(other, address), address
        for article_id in embedded.ids():
            address = f"/artikel/{article_id}"
            assert text(one, address) == text(other, address)
    embedded.close()


def test_a_node_that_is_away_is_a_503(config: Config) -> None:
    with socket.socket() as silent:
        silent.bind(("127.0.0.1", 0))  # nobody else gets the port, and nothing listens on it
        index = ElasticIndex(f"http://127.0.0.1:{silent.getsockname()[1]}", alias="nothing", timeout=5)
        ask(index, config)
    index.close()


def ask(index: ArticleIndex, config: Config) -> None:
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        assert client.get("/api/search").status_code == 503
        assert "Indeks sedang tidak dapat dijangkau" in Page(client.get("/").text).text
