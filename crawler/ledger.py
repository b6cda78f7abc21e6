"""The ledger: every address ever met, what became of it and when it is asked for again; sources, runs, outlets.

SQLite in WAL mode. A page passes three states: met → fetched (its snapshot is written) → done (its fate is known). What
is killed in between is found again by its state: met is fetched, fetched is read from the snapshot.
"""

from __future__ import annotations

import json
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from config.errors import StorageError
from crawler.fates import PASSING, Fate
from extract.identity import article_id, canonical_url
from extract.page import Hints

FILE = "ledger.sqlite"
# After a failure that may pass: doubled with each attempt, at most a week.
FIRST_RETRY, LAST_RETRY = timedelta(minutes=30), timedelta(days=7)

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
)


@dataclass(frozen=True, slots=True)
class Address:
    """One row: see the table."""

    id: str
    url: str
    outlet: str
    source: str | None
    met: str
    hint_published: str | None
    hint_title: str | None
    hint_section: str | None
    state: str
    fate: str | None
    reason: str | None
    attempts: int
    visits: int
    etag: str | None
    modified: str | None
    hash: str | None
    fetched: str | None
    first_fetched: str | None
    next_visit: str | None
    article: str | None
    dated: int | None

    @property
    def hints(self) -> Hints:
        published = datetime.fromisoformat(self.hint_published) if self.hint_published else None
        return Hints(self.hint_title, published, self.hint_section, self.source)

    def due(self, now: datetime) -> bool:
        """Never asked for, or its next visit has come."""
        if self.state == "met":
            return self.next_visit is None or self.next_visit <= now.isoformat()
        return self.state == "done" and self.next_visit is not None and self.next_visit <= now.isoformat()


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, sitemap, REST collection or listing of an outlet."""

    outlet: str
    kind: str
    url: str
    etag: str | None
    modified: str | None
    full: str | None
    failures: int


@dataclass(frozen=True, slots=True)
class RunRecord:
    outlet: str
    started: datetime
    finished: datetime | None
    discovered: int
    fetched: int
    fates: dict[str, int]


class Ledger:
    """Safe to use from several threads of one process; other processes wait up to 30 s for each other."""

    def __init__(self, data_dir: Path) -> None:
        self.path = data_dir / FILE
        self._lock = threading.RLock()
        with self._guarded():
            self._db = sqlite3.connect(self.path, timeout=30, isolation_level=None, check_same_thread=False)
            self._db.execute("PRAGMA journal_mode = WAL")
            self._db.execute("PRAGMA synchronous = NORMAL")
            version = self._db.execute("PRAGMA user_version").fetchone()[0]
            for number, script in enumerate(MIGRATIONS[version:], version + 1):
                self._db.executescript(f"BEGIN IMMEDIATE; {script}; PRAGMA user_version = {number}; COMMIT;")

    @contextmanager
    def _guarded(self) -> Iterator[None]:
        with self._lock:
            try:
                yield
            except sqlite3.DatabaseError as error:
                raise StorageError(
                    f"the ledger can't be used: {error}",
                    on=str(self.path),
                    todo="look at the disk and the rights of the folder",
                ) from error

    def _one(self, sql: str, values: Sequence[object] = ()) -> tuple[object, ...] | None:
        with self._guarded():
            row: tuple[object, ...] | None = self._db.execute(sql, values).fetchone()
            return row

    def _all(self, sql: str, values: Sequence[object] = ()) -> list[tuple[object, ...]]:
        with self._guarded():
            return self._db.execute(sql, values).fetchall()

    def _do(self, sql: str, values: Sequence[object] = ()) -> int:
        with self._guarded():
            return self._db.execute(sql, values).rowcount

    # addresses

    def meet(self, url: str, outlet: str, hints: Hints, now: datetime) -> bool:
        """Writes an address down; True where it was not known."""
        canonical = canonical_url(url)
        published = hints.published.isoformat() if hints.published else None
        return bool(
            self._do(
                "INSERT OR IGNORE INTO address (id, url, outlet, source, met, hint_published, hint_title, hint_section) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    article_id(url),
                    canonical,
                    outlet,
                    hints.source,
                    now.isoformat(),
                    published,
                    hints.title,
                    hints.section,
                ),
            )
        )

    def address(self, url: str) -> Address | None:
        row = self._one("SELECT * FROM address WHERE id = ?", (article_id(url),))
        return Address(*row) if row else None  # type: ignore[arg-type]

    def due(self, outlet: str, now: datetime) -> list[Address]:
        """What is to be asked for now, newest first as far as the hints tell."""
        rows = self._all(
            "SELECT * FROM address WHERE outlet = ? AND ((state = 'met' AND (next_visit IS NULL OR next_visit <= ?)) "
            "OR (state = 'done' AND next_visit IS NOT NULL AND next_visit <= ?)) ORDER BY hint_published IS NULL, hint_published DESC, met DESC",
            (outlet, now.isoformat(), now.isoformat()),
        )
        return [Address(*row) for row in rows]  # type: ignore[arg-type]

    def unread(self, outlet: str) -> list[tuple[str, str, int]]:
        """(id, file, offset) of pages fetched whose reading was cut off."""
        rows = self._all(
            "SELECT a.id, s.file, s.offset FROM address a JOIN snapshot s ON s.id = a.id AND s.fetched = a.fetched WHERE a.outlet = ? AND a.state = 'fetched' AND s.url = a.url GROUP BY a.id",
            (outlet,),
        )
        return [(str(r[0]), str(r[1]), int(str(r[2]))) for r in rows]

    def fetched(
        self,
        url: str,
        *,
        final: str,
        file: str,
        offset: int,
        digest: str,
        etag: str | None,
        modified: str | None,
        now: datetime,
    ) -> None:
        """The snapshot is written; the reading comes next."""
        key = article_id(url)
        with self._guarded():
            self._db.execute("BEGIN IMMEDIATE")
            self._db.execute(
                "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?)", (key, canonical_url(url), file, offset, now.isoformat())
            )
            self._db.execute(
                "UPDATE address SET state = 'fetched', hash = ?, etag = ?, modified = ?, fetched = ?, first_fetched = COALESCE(first_fetched, ?), visits = visits + 1, reason = ? WHERE id = ?",
                (
                    digest,
                    etag,
                    modified,
                    now.isoformat(),
                    now.isoformat(),
                    None if article_id(final) == key else f"redirected to {final}",
                    key,
                ),
            )
            self._db.execute("COMMIT")

    def done(
        self,
        url: str,
        fate: Fate,
        *,
        now: datetime,
        reason: str | None = None,
        article: str | None = None,
        dated: bool | None = None,
        next_visit: datetime | None = None,
    ) -> None:
        """The fate of a page; `next_visit` where it is asked for again."""
        self._do(
            "UPDATE address SET state = 'done', fate = ?, reason = COALESCE(?, reason), attempts = 0, article = COALESCE(?, article), dated = COALESCE(?, dated), next_visit = ?, fetched = COALESCE(fetched, ?) WHERE id = ?",
            (
                fate,
                reason,
                article,
                dated,
                next_visit.isoformat() if next_visit else None,
                now.isoformat(),
                article_id(url),
            ),
        )

    def failed(
        self,
        url: str,
        fate: Fate,
        *,
        now: datetime,
        reason: str,
        attempts_allowed: int,
        retry_after: timedelta | None = None,
    ) -> datetime | None:
        """A failure: when it is tried again, or None where that can't help or was tried often enough."""
        row = self._one("SELECT attempts, article FROM address WHERE id = ?", (article_id(url),))
        attempts = int(str(row[0])) + 1 if row else 1
        again: datetime | None = None
        if fate in PASSING and attempts < attempts_allowed:
            again = now + max(retry_after or timedelta(0), min(FIRST_RETRY * 2 ** (attempts - 1), LAST_RETRY))
        self._do(
            "UPDATE address SET state = ?, fate = ?, reason = ?, attempts = ?, next_visit = ? WHERE id = ?",
            ("met" if again else "done", fate, reason, attempts, again.isoformat() if again else None, article_id(url)),
        )
        return again

    def forget_retry(self, url: str) -> None:
        """Asked for by hand: due at once."""
        self._do("UPDATE address SET state = 'met', next_visit = NULL, attempts = 0 WHERE id = ?", (article_id(url),))

    def snapshot_of(self, url: str) -> tuple[str, int] | None:
        """(file, offset) of the newest snapshot."""
        row = self._one(
            "SELECT file, offset FROM snapshot WHERE id = ? AND url = ? ORDER BY fetched DESC LIMIT 1",
            (article_id(url), canonical_url(url)),
        )
        return (str(row[0]), int(str(row[1]))) if row else None

    # sources and outlets

    def sources(self, outlet: str) -> list[Source]:
        return [Source(*row) for row in self._all("SELECT * FROM source WHERE outlet = ? ORDER BY rowid", (outlet,))]  # type: ignore[arg-type]

    def add_source(self, outlet: str, kind: str, url: str) -> None:
        self._do("INSERT OR IGNORE INTO source (outlet, kind, url) VALUES (?, ?, ?)", (outlet, kind, url))

    def source_answered(
        self, outlet: str, url: str, *, etag: str | None, modified: str | None, full: datetime | None
    ) -> None:
        self._do(
            "UPDATE source SET failures = 0, etag = COALESCE(?, etag), modified = COALESCE(?, modified), full = COALESCE(?, full) WHERE outlet = ? AND url = ?",
            (etag, modified, full.isoformat() if full else None, outlet, url),
        )

    def source_failed(self, outlet: str, url: str, *, forget_after: int = 3) -> None:
        """A source that fails time and again is forgotten, so that discovery looks anew."""
        self._do("UPDATE source SET failures = failures + 1 WHERE outlet = ? AND url = ?", (outlet, url))
        self._do("DELETE FROM source WHERE outlet = ? AND url = ? AND failures >= ?", (outlet, url, forget_after))

    def outlet_state(self, key: str) -> tuple[str | None, bool, float | None]:
        """(the day down to which the archive was walked, whether a walk was cut off, polling interval in minutes)."""
        row = self._one("SELECT reach, walking, interval_minutes FROM outlet WHERE key = ?", (key,))
        return (
            (str(row[0]) if row[0] else None, bool(row[1]), float(str(row[2])) if row[2] else None)
            if row
            else (None, False, None)
        )

    def walk(self, key: str, *, walking: bool, reach: str | None = None) -> None:
        self._do("INSERT OR IGNORE INTO outlet (key) VALUES (?)", (key,))
        self._do(
            "UPDATE outlet SET walking = ?, reach = CASE WHEN ? IS NULL THEN reach WHEN reach IS NULL OR ? < reach THEN ? ELSE reach END WHERE key = ?",
            (walking, reach, reach, reach, key),
        )

    def set_interval(self, key: str, minutes: float) -> None:
        self._do("INSERT OR IGNORE INTO outlet (key) VALUES (?)", (key,))
        self._do("UPDATE outlet SET interval_minutes = ? WHERE key = ?", (minutes, key))

    # runs

    def start_run(self, outlet: str, now: datetime) -> int:
        with self._guarded():
            return int(
                self._db.execute("INSERT INTO run (outlet, started) VALUES (?, ?)", (outlet, now.isoformat())).lastrowid
                or 0
            )

    def finish_run(self, number: int, now: datetime, *, discovered: int, fetched: int, fates: dict[str, int]) -> None:
        self._do(
            "UPDATE run SET finished = ?, discovered = ?, fetched = ?, fates = ? WHERE number = ?",
            (now.isoformat(), discovered, fetched, json.dumps(fates), number),
        )

    def runs(self, outlet: str, since: datetime) -> list[RunRecord]:
        rows = self._all(
            "SELECT outlet, started, finished, discovered, fetched, fates FROM run WHERE outlet = ? AND started >= ? ORDER BY started",
            (outlet, since.isoformat()),
        )
        return [
            RunRecord(
                str(r[0]),
                datetime.fromisoformat(str(r[1])),
                datetime.fromisoformat(str(r[2])) if r[2] else None,
                int(str(r[3] or 0)),
                int(str(r[4] or 0)),
                json.loads(str(r[5])) if r[5] else {},
            )
            for r in rows
        ]

    def last_run(self, outlet: str) -> RunRecord | None:
        found = self.runs(outlet, datetime(1970, 1, 1, tzinfo=UTC))
        return found[-1] if found else None

    def first_fetches(self, outlet: str, since: datetime) -> list[tuple[datetime, str | None, bool]]:
        """(first fetch, fate, has a date) of the addresses first fetched since then."""
        rows = self._all(
            "SELECT first_fetched, fate, dated FROM address WHERE outlet = ? AND first_fetched >= ?",
            (outlet, since.isoformat()),
        )
        return [(datetime.fromisoformat(str(r[0])), str(r[1]) if r[1] else None, bool(r[2])) for r in rows]

    def count(self, outlet: str) -> int:
        row = self._one("SELECT count(*) FROM address WHERE outlet = ?", (outlet,))
        return int(str(row[0])) if row else 0

    def close(self) -> None:
        with self._lock:
            self._db.close()
