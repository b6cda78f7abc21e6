"""The embedded index keeps the contract, and what is its own: an older file, many readers beside a writer, faults."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.base import ArticleIndex
from index.sqlite_index import SqliteIndex
from tests.index.articles import ALL
from tests.index.contract import IndexContract


class TestSqliteIndex(IndexContract):
    @pytest.fixture
    def make(self, open_sqlite: Callable[..., SqliteIndex]) -> Callable[..., ArticleIndex]:
        return open_sqlite

    @pytest.fixture
    def filled(self, filled_sqlite: SqliteIndex) -> ArticleIndex:
        return filled_sqlite

    @pytest.fixture
    def away(self, tmp_path: Path) -> Iterator[ArticleIndex]:
        """An index whose file another program keeps to itself."""
        index = SqliteIndex(tmp_path, patience=0.01)
        index.put(ALL)
        index.close()
        other = sqlite3.connect(index.path, isolation_level=None)
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN EXCLUSIVE")
        yield index
        other.execute("ROLLBACK")
        other.close()
        index.close()
