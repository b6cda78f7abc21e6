"""The same digest from both indexes."""

from __future__ import annotations

import os
from pathlib import Path
from uuid import uuid4

import pytest
from elasticsearch import Elasticsearch

from config.loader import Config
from desk.digest.building import build_digest
from index.elastic import ElasticIndex
from tests.desk.week47 import MONDAY_MORNING, WEEK, health, index_of, made_up, this_week, week_before


@pytest.mark.elasticsearch
def test_both_indexes_give_one_digest(config: Config, tmp_path: Path) -> None:
    node = os.environ.get("PANTAU_TEST_ELASTICSEARCH")
    if not node:
        reason = "no node: PANTAU_TEST_ELASTICSEARCH names none"
        pytest.fail(reason) if os.environ.get("CI") else pytest.skip(reason)
    articles, alias = this_week() + week_before(), f"test-digest-{uuid4().hex[:8]}"
    index = ElasticIndex(node, alias=alias)
    try:
        index.put(articles)
        elastic = build_digest(index, made_up(config), health(), WEEK, MONDAY_MORNING)
    finally:
        index.close()
        with Elasticsearch(node) as client:
            for name in list(client.indices.get(index=f"{alias}*", expand_wildcards="all")):
                client.indices.delete(index=name)
    with index_of(tmp_path, articles) as embedded:
        assert elastic == build_digest(embedded, made_up(config), health(), WEEK, MONDAY_MORNING)
