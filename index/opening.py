"""Opens the index that the settings name."""

from __future__ import annotations

from pathlib import Path

from config.gazetteer import Gazetteer
from index.base import ArticleIndex


def open_index(
    url: str | None,
    data_dir: Path,
    *,
    gazetteer: Gazetteer | None = None,
    api_key: str | None = None,
    ca_file: Path | None = None,
) -> ArticleIndex:
    """Elasticsearch at the URL, or the embedded index in the data folder."""
    if url:
        from index.elastic import ElasticIndex

        return ElasticIndex(url, api_key=api_key, ca_file=ca_file, gazetteer=gazetteer)
    from index.sqlite_index import SqliteIndex

    return SqliteIndex(data_dir)
