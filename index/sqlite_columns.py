"""What broad searches count, held in memory as columns: days, outlets, stories and tags of all articles.

Counting the tags of 100,000 articles takes SQLite a third of a second and numpy a few milliseconds. Loaded by the
first search that is broad (half a second for 100,000 articles, some 20 MB), then kept in step by the numbers that the table
`change` tells, whichever process wrote.
"""

from __future__ import annotations

import sqlite3
import threading
from datetime import date

import numpy as np
import numpy.typing as npt

from index.sqlite_schema import UNDATED
from index.tag_values import FACETS

Numbers = npt.NDArray[np.int64]
_NO_DAY = -(10**6)
_REMEMBERED = 10_000
_FIELDS = "number, published, day, outlet, story, id"


class Columns:
    """Of every article, by its number. Use `current` under `lock`."""

    def __init__(self) -> None:
        self.lock = threading.RLock()
        self.loaded = False
        self._seen = 0  # the last change taken in
        self._outlets: dict[str, int] = {}
        self._stories: dict[str, int] = {}
        self._values: dict[int, tuple[str, str]] = {}
        self._ranks: dict[str, Numbers] = {}
        self._broad: set[object] = set()
        self._make(0)

    def _make(self, size: int) -> None:
        self._alive = np.zeros(size, dtype=bool)
        self._day = np.full(size, _NO_DAY, dtype=np.int32)
        self._month = np.full(size, -1, dtype=np.int32)
        self._outlet = np.zeros(size, dtype=np.int32)
        self._story = np.zeros(size, dtype=np.int32)
        self._published = np.zeros(size, dtype="S25")
        self._id = np.zeros(size, dtype="S40")
        self._tag_number = np.zeros(0, dtype=np.int32)
        self._tag_value = np.zeros(0, dtype=np.int32)

    def current(self, db: sqlite3.Connection) -> Columns:
        """Brought up to what this connection sees."""
        first, last = db.execute("SELECT min(seq), max(seq) FROM change").fetchone()
        last = last or 0
        if last < self._seen:
            return self  # another thread has seen later changes: a moment newer than what this one found
        if not self.loaded or (first or 0) > self._seen + 1:
            self._make(0)
            self._take(db, "", [])
            self.loaded = True
        elif last > self._seen:
            changed = [row[0] for row in db.execute("SELECT DISTINCT number FROM change WHERE seq > ?", (self._seen,))]
            gone = np.array([n for n in changed if n < len(self._alive)], dtype=np.int64)
            self._alive[gone] = False
            touched = np.zeros(max(len(self._alive), max(changed) + 1), dtype=bool)
            touched[changed] = True
            kept = ~touched[self._tag_number]
            self._tag_number, self._tag_value = self._tag_number[kept], self._tag_value[kept]
            for start in range(0, len(changed), 500):
                some = changed[start : start + 500]
                self._take(db, f"WHERE number IN ({','.join('?' * len(some))})", some)
        self._seen = last
        return self

    def _take(self, db: sqlite3.Connection, where: str, values: list[int]) -> None:
        rows = db.execute(f"SELECT {_FIELDS} FROM article {where}", values).fetchall()
        self._ranks.clear()
        if rows:
            size = max(row[0] for row in rows) + 1
            if size > len(self._alive):
                self._grow(max(size, len(self._alive) * 5 // 4))
            numbers = np.array([row[0] for row in rows], dtype=np.int64)
            days = {day: date.fromisoformat(day) for day in {row[2] for row in rows} if day}
            self._alive[numbers] = True
            self._published[numbers] = [row[1].encode() for row in rows]
            self._day[numbers] = [days[row[2]].toordinal() if row[2] else _NO_DAY for row in rows]
            self._month[numbers] = [days[row[2]].year * 12 + days[row[2]].month - 1 if row[2] else -1 for row in rows]
            self._outlet[numbers] = [self._outlets.setdefault(row[3], len(self._outlets)) for row in rows]
            self._story[numbers] = [self._stories.setdefault(row[4], len(self._stories)) for row in rows]
            self._id[numbers] = [row[5].encode() for row in rows]
        tags = db.execute(f"SELECT number, value FROM tag {where}", values).fetchall()
        if tags:
            fresh = np.array(tags, dtype=np.int32)
            self._tag_number = np.concatenate([self._tag_number, fresh[:, 0]])
            self._tag_value = np.concatenate([self._tag_value, fresh[:, 1]])
        known = max(self._values, default=0)
        highest = db.execute("SELECT max(key) FROM value").fetchone()[0] or 0
        if highest < known or not where:
            self._values.clear()
            known = 0
        self._values |= {
            key: (kind, value)
            for key, kind, value in db.execute("SELECT key, kind, value FROM value WHERE key > ?", (known,))
        }

    def _grow(self, size: int) -> None:
        for name, filler in (
            ("_alive", False), ("_day", _NO_DAY), ("_month", -1), ("_outlet", 0), ("_story", 0), ("_published", b""), ("_id", b""),
        ):  # fmt: skip
            old = getattr(self, name)
            wide = np.full(size, filler, dtype=old.dtype)
            wide[: len(old)] = old
            setattr(self, name, wide)

    # what is asked again (the next page, another filter taken off) need not be scored to be found broad

    def was_broad(self, *key: object) -> bool:
        return key in self._broad

    def note_broad(self, *key: object, broad: bool) -> None:
        if not broad:
            self._broad.discard(key)
        elif len(self._broad) < _REMEMBERED:
            self._broad.add(key)

    # questions

    def all(self) -> Numbers:
        """The numbers of all articles."""
        return np.flatnonzero(self._alive)

    def newest_day(self, found: Numbers) -> date | None:
        last = int(self._day[found].max()) if len(found) else _NO_DAY
        return date.fromordinal(last) if last != _NO_DAY else None

    def day(self, number: int) -> date | None:
        day = int(self._day[number])
        return date.fromordinal(day) if day != _NO_DAY else None

    def stories(self, found: Numbers) -> int:
        return len(np.unique(self._story[found]))

    def ordered(self, found: Numbers, *, oldest: bool, collapse: bool, offset: int, limit: int) -> list[int]:
        """One page of the numbers, by time; with `collapse` the first of each story."""
        ranks = self._rank(oldest=oldest)[found]
        if collapse:
            order = np.argsort(ranks, kind="stable")
            _, firsts = np.unique(self._story[found][order], return_index=True)
            chosen = order[np.sort(firsts)]
        else:
            end = min(offset + limit, len(found))
            if end < len(found):
                near = np.argpartition(ranks, end)[: end + 1] if end else np.zeros(0, dtype=np.int64)
            else:
                near = np.arange(len(found))
            chosen = near[np.argsort(ranks[near], kind="stable")]
        return [int(n) for n in found[chosen[offset : offset + limit]]]

    def _rank(self, *, oldest: bool) -> Numbers:
        """Each article's place by time, then id; those without a date last."""
        name = "oldest" if oldest else "newest"
        if name not in self._ranks:
            by_id = np.argsort(self._id, kind="stable")
            moments = self._published[by_id]
            _, codes = np.unique(moments, return_inverse=True)
            if not oldest:
                codes = np.where(moments == UNDATED.encode(), codes.max(initial=0) + 1, codes.max(initial=0) - codes)
            order = by_id[np.argsort(codes, kind="stable")]
            rank = np.empty(len(order), dtype=np.int64)
            rank[order] = np.arange(len(order))
            self._ranks[name] = rank
        return self._ranks[name]

    def facets(self, found: Numbers, most: int, months: int) -> dict[str, dict[str, int]]:
        counted: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        by_outlet = np.bincount(self._outlet[found], minlength=1)
        pairs = [
            (key, int(by_outlet[code]))
            for key, code in self._outlets.items()
            if code < len(by_outlet) and by_outlet[code]
        ]
        counted["outlet"] = dict(sorted(pairs, key=lambda p: (-p[1], p[0].encode()))[:most])
        codes, counts = np.unique(self._month[found], return_counts=True)
        told = [(int(c), int(n)) for c, n in zip(codes, counts, strict=True) if c >= 0]
        counted["month"] = {f"{c // 12:04d}-{c % 12 + 1:02d}": n for c, n in reversed(told[-months:])}
        asked = np.zeros(len(self._alive), dtype=bool)
        asked[found] = True
        by_value = np.bincount(self._tag_value[asked[self._tag_number]])
        sums: dict[tuple[str, str], int] = {}
        for key in np.flatnonzero(by_value):
            tag = self._values[int(key)]
            sums[tag] = sums.get(tag, 0) + int(by_value[key])
        for (kind, value), count in sorted(sums.items(), key=lambda s: (-s[1], s[0][1].encode())):
            if kind in counted and len(counted[kind]) < most:
                counted[kind][value] = count
        return counted
