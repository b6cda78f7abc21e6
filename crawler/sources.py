"""What the ledger remembers of outlets: their sources, validators, robots.txt, walks through the archive, pace."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from crawler.database import Database

# A source that fails so often in a row rests a day, while discovery looks for another.
FAILURES = 3
REST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Source:
    """A feed, sitemap, REST collection or listing of an outlet."""

    outlet: str
    kind: str
    url: str
    failures: int
    failed: datetime | None

    def rests(self, now: datetime) -> bool:
        return self.failures >= FAILURES and self.failed is not None and now - self.failed < REST


@dataclass(frozen=True, slots=True)
class Validator:
    """What makes a request conditional; `full` is when the whole was last had."""

    etag: str | None
    modified: str | None
    full: datetime


@dataclass(frozen=True, slots=True)
class StoredRobots:
    """A robots.txt as last read; an empty body where the site has none."""

    body: bytes
    etag: str | None
    modified: str | None
    fetched: datetime


@dataclass(frozen=True, slots=True)
class Walk:
    """A walk through a source's older pages: `waiting` are still to be asked for, newest first; none left: it is done.

    `lost`: pages that failed in a way that may pass, with how many runs tried them in vain.
    """

    since: str | None
    until: str | None
    waiting: tuple[str, ...]
    lost: tuple[tuple[str, int], ...] = ()
    asked: int = 0


@dataclass(frozen=True, slots=True)
class OutletState:
    """`reach`: the day down to which the archive was read; `discovered`: when sources were last looked for."""

    reach: str | None = None
    walking: bool = False
    discovered: datetime | None = None
    interval_minutes: float | None = None
    paused_until: datetime | None = None
    paused_why: str | None = None


def _moment(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


class SourceMemory(Database):
    """See the module."""

    def sources(self, outlet: str) -> list[Source]:
        rows = self._all("SELECT outlet, kind, url, failures, failed FROM source WHERE outlet = ? ORDER BY rowid", (outlet,))  # fmt: skip
        return [Source(r[0], r[1], r[2], r[3], _moment(r[4])) for r in rows]

    def add_source(self, outlet: str, kind: str, url: str) -> None:
        self._do("INSERT OR IGNORE INTO source (outlet, kind, url) VALUES (?, ?, ?)", (outlet, kind, url))

    def source_answered(self, outlet: str, url: str) -> None:
        self._do("UPDATE source SET failures = 0, failed = NULL WHERE outlet = ? AND url = ? AND failures > 0", (outlet, url))  # fmt: skip

    def source_failed(self, outlet: str, url: str, now: datetime) -> None:
        self._do("UPDATE source SET failures = failures + 1, failed = ? WHERE outlet = ? AND url = ?", (now.isoformat(), outlet, url))  # fmt: skip

    def validator(self, url: str) -> Validator | None:
        row = self._one("SELECT etag, modified, full FROM validator WHERE url = ?", (url,))
        return Validator(row[0], row[1], datetime.fromisoformat(row[2])) if row else None

    def keep_validator(self, url: str, outlet: str, validator: Validator) -> None:
        self._do(
            "INSERT OR REPLACE INTO validator VALUES (?, ?, ?, ?, ?)",
            (url, outlet, validator.etag, validator.modified, validator.full.isoformat()),
        )

    def robots(self, origin: str) -> StoredRobots | None:
        row = self._one("SELECT body, etag, modified, fetched FROM robots WHERE origin = ?", (origin,))
        return StoredRobots(bytes(row[0]), row[1], row[2], datetime.fromisoformat(row[3])) if row else None

    def keep_robots(self, origin: str, robots: StoredRobots) -> None:
        self._do(
            "INSERT OR REPLACE INTO robots VALUES (?, ?, ?, ?, ?)",
            (origin, robots.body, robots.etag, robots.modified, robots.fetched.isoformat()),
        )

    def outlet(self, key: str) -> OutletState:
        row = self._one(
            "SELECT reach, walking, discovered, interval_minutes, paused_until, paused_why FROM outlet WHERE key = ?",
            (key,),
        )
        if row is None:
            return OutletState()
        return OutletState(row[0], bool(row[1]), _moment(row[2]), row[3], _moment(row[4]), row[5])

    def _set(self, key: str, assignments: str, *values: object) -> None:
        with self.together():
            self._db.execute("INSERT OR IGNORE INTO outlet (key) VALUES (?)", (key,))
            self._db.execute(f"UPDATE outlet SET {assignments} WHERE key = ?", (*values, key))

    def walking(self, key: str) -> None:
        """A walk through the archive began; until `walked`, the next run goes on with it."""
        self._set(key, "walking = 1")

    def walked(self, key: str, reach: str | None) -> None:
        """The walk came to its end; `reach`, the day down to which it went, is kept where it is older than before."""
        self._set(key, "walking = 0, reach = CASE WHEN ? IS NULL THEN reach WHEN reach IS NULL OR ? < reach THEN ? ELSE reach END", reach, reach, reach)  # fmt: skip
        self._do("DELETE FROM walk WHERE outlet = ?", (key,))

    def discovered(self, key: str, now: datetime) -> None:
        self._set(key, "discovered = ?", now.isoformat())

    def set_interval(self, key: str, minutes: float) -> None:
        self._set(key, "interval_minutes = ?", minutes)

    def interval(self, key: str) -> float | None:
        """Minutes between polls as adapted so far."""
        return self.outlet(key).interval_minutes

    def pause(self, key: str, until: datetime, why: str) -> None:
        """The outlet asked for patience: nothing is asked of it until then."""
        self._set(key, "paused_until = ?, paused_why = ?", until.astimezone(UTC).isoformat(), why)

    def walk(self, outlet: str, source: str) -> Walk | None:
        row = self._one("SELECT since, until, waiting, lost, asked FROM walk WHERE outlet = ? AND source = ?", (outlet, source))  # fmt: skip
        if row is None:
            return None
        lost = tuple((str(url), int(tries)) for url, tries in json.loads(row[3]))
        return Walk(row[0], row[1], tuple(json.loads(row[2])), lost, row[4])

    def keep_walk(self, outlet: str, source: str, walk: Walk) -> None:
        self._do(
            "INSERT OR REPLACE INTO walk (outlet, source, since, until, waiting, lost, asked) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (outlet, source, walk.since, walk.until, json.dumps(walk.waiting), json.dumps(walk.lost), walk.asked),
        )
