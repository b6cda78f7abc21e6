"""What the ledger remembers of runs: when, how many, which fates."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime

from crawler.database import Database


@dataclass(frozen=True, slots=True)
class RunRecord:
    """One outlet's part of one crawl; `finished` is null where it was killed, `trouble` tells why nothing could be asked."""

    outlet: str
    started: datetime
    finished: datetime | None
    discovered: int
    fetched: int
    fates: dict[str, int] = field(default_factory=dict)
    trouble: str | None = None


class RunMemory(Database):
    """See the module."""

    def start_run(self, outlet: str, now: datetime) -> int:
        with self._guarded():
            cursor = self._db.execute("INSERT INTO run (outlet, started) VALUES (?, ?)", (outlet, now.isoformat()))
            return int(cursor.lastrowid or 0)

    def finish_run(
        self, number: int, now: datetime, *, discovered: int, fetched: int, fates: dict[str, int], trouble: str | None = None
    ) -> None:  # fmt: skip
        self._do(
            "UPDATE run SET finished = ?, discovered = ?, fetched = ?, fates = ?, trouble = ? WHERE number = ?",
            (now.isoformat(), discovered, fetched, json.dumps(fates), trouble, number),
        )

    def runs(self, outlet: str, since: datetime) -> list[RunRecord]:
        """Oldest first."""
        sql = "SELECT outlet, started, finished, discovered, fetched, fates, trouble FROM run WHERE outlet = ? AND started >= ? ORDER BY started"
        return [_record(row) for row in self._all(sql, (outlet, since.isoformat()))]

    def last_run(self, outlet: str) -> RunRecord | None:
        sql = "SELECT outlet, started, finished, discovered, fetched, fates, trouble FROM run WHERE outlet = ? ORDER BY started DESC LIMIT 1"
        row = self._one(sql, (outlet,))
        return _record(row) if row else None


def _record(row: tuple[object, ...]) -> RunRecord:
    outlet, started, finished, discovered, fetched, fates, trouble = row
    return RunRecord(
        str(outlet),
        datetime.fromisoformat(str(started)),
        datetime.fromisoformat(str(finished)) if finished else None,
        int(str(discovered or 0)),
        int(str(fetched or 0)),
        json.loads(str(fates)) if fates else {},
        str(trouble) if trouble else None,
    )
