"""Opens the index that the settings name."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from config.gazetteer import Gazetteer
from index.base import ArticleIndex
from index.names import names_of

if TYPE_CHECKING:
    from config.loader import Config
    from config.settings import Secrets


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


def open_configured(url: str | None, data_dir: Path, config: Config, secrets: Secrets) -> ArticleIndex:
    """The same with all that the settings and the environment say of an index but where it is."""
    return open_index(
        url,
        data_dir,
        gazetteer=config.gazetteer,
        api_key=secrets.index_api_key,
        ca_file=secrets.index_ca_file,
        shards=config.settings.index_shards,
    )
