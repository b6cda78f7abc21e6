"""The ledger's SQLite file: opened, migrated, guarded. What stands in it is told by the classes built on this."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from config.errors import StorageError

FILE = "ledger.sqlite"
MIGRATIONS = (
    """
    CREATE TABLE address (
        id TEXT PRIMARY KEY, url TEXT NOT NULL, outlet TEXT NOT NULL, source TEXT, met TEXT NOT NULL,
        hint_published TEXT, hint_title TEXT, hint_section TEXT,
        state TEXT NOT NULL DEFAULT 'met', fate TEXT, reason TEXT, attempts INTEGER NOT NULL DEFAULT 0, visits INTEGER NOT NULL DEFAULT 0,
        etag TEXT, modified TEXT, hash TEXT, fetched TEXT, first_fetched TEXT, next_visit TEXT, article TEXT, dated INTEGER
    );
    CREATE INDEX address_outlet ON address(outlet, state);
    CREATE INDEX address_next ON address(outlet, next_visit);
    CREATE TABLE snapshot (id TEXT NOT NULL, url TEXT NOT NULL, file TEXT NOT NULL, offset INTEGER NOT NULL, fetched TEXT NOT NULL);
    CREATE INDEX snapshot_id ON snapshot(id, fetched);
    CREATE TABLE source (
        outlet TEXT NOT NULL, kind TEXT NOT NULL, url TEXT NOT NULL, etag TEXT, modified TEXT, full TEXT, failures INTEGER NOT NULL DEFAULT 0,
        PRIMARY KEY (outlet, url)
    );
    CREATE TABLE outlet (key TEXT PRIMARY KEY, reach TEXT, walking INTEGER NOT NULL DEFAULT 0, discovered TEXT, interval_minutes REAL);
    CREATE TABLE run (number INTEGER PRIMARY KEY, outlet TEXT NOT NULL, started TEXT NOT NULL, finished TEXT, discovered INTEGER, fetched INTEGER, fates TEXT);
    CREATE INDEX run_outlet ON run(outlet, started);
    """,
    # Validators by address instead of by source (the parts of a sitemap index have them too); robots.txt as last read;
    # walks through an archive that can be taken up again; an outlet that asked for patience.
    """
    CREATE TABLE validator (url TEXT PRIMARY KEY, outlet TEXT NOT NULL, etag TEXT, modified TEXT, full TEXT NOT NULL);
    INSERT OR IGNORE INTO validator SELECT url, outlet, etag, modified, full FROM source WHERE full IS NOT NULL;
    CREATE TABLE robots (origin TEXT PRIMARY KEY, body BLOB NOT NULL, etag TEXT, modified TEXT, fetched TEXT NOT NULL);
    CREATE TABLE walk (
        outlet TEXT NOT NULL, source TEXT NOT NULL, since TEXT, until TEXT, waiting TEXT NOT NULL, lost TEXT NOT NULL, asked INTEGER NOT NULL,
        PRIMARY KEY (outlet, source)
    );
    ALTER TABLE source ADD COLUMN failed TEXT;
    ALTER TABLE outlet ADD COLUMN paused_until TEXT;
    ALTER TABLE outlet ADD COLUMN paused_why TEXT;
    CREATE INDEX snapshot_file ON snapshot(file, offset);
    CREATE INDEX address_first ON address(outlet, first_fetched);
    """,
    # When an article came out, and why a run asked for nothing or for no more: for the outlet's health.
    """
    ALTER TABLE address ADD COLUMN published TEXT;
    ALTER TABLE run ADD COLUMN trouble TEXT;
    CREATE INDEX address_published ON address(outlet, published);
    """,
    # Articles that waited for the index are found by their id when it has answered for them.
    """
    CREATE INDEX address_article ON address(article);
    """,
)


class Database:
    """One connection, safe to use from several threads of a process; other processes wait up to 30 s for each other.

    SQLite in WAL mode: what was committed survives a SIGKILL; a power cut may lose the last moments, never the file.
    """

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE
        self._lock = threading.RLock()
        with self._guarded():
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            try:
                self._db.execute("PRAGMA journal_mode = WAL")
                self._db.execute("PRAGMA synchronous = NORMAL")
                self._migrate()
            except BaseException:
                self._db.close()
                raise

    def _migrate(self) -> None:
        """Scripts are kept statement by statement in one transaction: killed half-way, they count as not begun."""
        if self._version() >= len(MIGRATIONS):
            return
        self._db.execute("BEGIN IMMEDIATE")
        for number, script in enumerate(MIGRATIONS[self._version() :], self._version() + 1):
            for statement in script.split(";"):
                if statement.strip():
                    self._db.execute(statement)
            self._db.execute(f"PRAGMA user_version = {number}")
        self._db.execute("COMMIT")

    def _version(self) -> int:
        return int(self._db.execute("PRAGMA user_version").fetchone()[0])

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                raise StorageError(
                    f"the ledger can't be used: {error}",
                    on=str(self.path),
                    todo="look at the room on the disk and the rights of the folder, then run the same command again",
                ) from error

    @contextmanager
    def together(self) -> Iterator[None]:
        """All or nothing, and one write to the disk for many rows."""
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
                self._db.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself where the disk is full
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _one(self, sql: str, values: Sequence[object] = ()) -> tuple[Any, ...] | None:
        with self._guarded():
            row: tuple[Any, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._guarded():
            return self._db.execute(sql, values).fetchall()

    def _do(self, sql: str, values: Sequence[object] = ()) -> int:
        with self._guarded():
            return self._db.execute(sql, values).rowcount

    def close(self) -> None:
        with self._lock:
            self._db.close()
