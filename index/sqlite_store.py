"""The embedded index's file: connections, transactions, and SQLite's errors in our words."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from config.errors import IndexUnavailableError, StorageError

PATIENCE = 30.0  # seconds that a writer waits for another
_BROKEN = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BARRED = (
    sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM,
)  # fmt: skip


class SqliteStore:
    """One connection a thread; SQLite itself keeps writers apart (WAL). Opened again by itself after `close`."""

    def __init__(self, path: Path, *, patience: float = PATIENCE) -> None:
        self.path, self.patience = path, patience
        self._local = threading.local()
        self._opened: dict[sqlite3.Connection, threading.Thread] = {}
        self._lock = threading.Lock()

    @property
    def db(self) -> sqlite3.Connection:
        """This thread's connection."""
        connection: sqlite3.Connection | None = getattr(self._local, "connection", None)
        if connection is None:
            connection = sqlite3.connect(
                self.path, timeout=self.patience, isolation_level=None, check_same_thread=False
            )
            try:
                for pragma in (
                    "journal_mode = WAL",
                    "synchronous = NORMAL",
                    "foreign_keys = ON",
                    "cache_size = -65536",
                    "temp_store = MEMORY",
                    # pages: 64 MB. Near-duplicates' bands lie all over their tree; written back less often, each page is
                    # written for many articles at once.
                    "wal_autocheckpoint = 16000",
                ):
                    connection.execute(f"PRAGMA {pragma}")
            except BaseException:
                connection.close()
                raise
            self._local.connection = connection
            with self._lock:
                # a thread that has ended leaves its connection behind
                for left in [c for c, thread in self._opened.items() if not thread.is_alive()]:
                    self._opened.pop(left).join()
                    left.close()
                self._opened[connection] = threading.current_thread()
        return connection

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """SQLite's errors in our words: what may pass, what an operator must mend, what is a bug of ours."""
        try:
            yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
                raise IndexUnavailableError(
                    "the index is locked by another writer", on=str(self.path), todo="try again"
                ) from error
            if code in _BARRED:
                raise StorageError(
                    f"the index can't be used: {error}",
                    on=str(self.path),
                    todo="look at the disk and the rights of the folder",
                ) from error
            if code in _BROKEN:
                raise StorageError(
                    "the index is damaged", on=str(self.path), todo="move the file away and run `pantau reprocess`"
                ) from error
            raise

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with self.guarded():
            yield self.db

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """One transaction: all of it or nothing."""
        with self.guarded():
            db = self.db
            db.execute("BEGIN IMMEDIATE")
            try:
                yield db
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                raise

    def close(self) -> None:
        with self._lock:
            for connection in self._opened:
                connection.close()
            self._opened.clear()
        self._local = threading.local()
