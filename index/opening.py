"""Opens the index that the settings name."""

from __future__ import annotations

from pathlib import Path

from config.gazetteer import Gazetteer
from index.base import ArticleIndex
from index.names import names_of


def open_index(
    url: str | None,
    data_dir: Path,
    *,
    gazetteer: Gazetteer | None = None,
    api_key: str | None = None,
    ca_file: Path | None = None,
    shards: int = 1,
) -> ArticleIndex:
    """Elasticsearch at the URL (`shards`: of an index made there), or the embedded index in the data folder."""
    names = names_of(gazetteer) if gazetteer is not None else None
    if url:
        from index.elastic import ElasticIndex
        from index.spool import SpoolingIndex

        remote = ElasticIndex(url, api_key=api_key, ca_file=ca_file, names=names, shards=shards)
        return SpoolingIndex(remote, data_dir)
    from index.sqlite_index import SqliteIndex

    return SqliteIndex(data_dir, names=names)
