"""The delivery ledger: which week went to which address. Written before and after each step, so that whatever kills a
process at whatever instant, no week goes to one address twice.

A delivery passes these states: trying (nothing can have gone out yet) → closing (the mail's last byte is about to go) →
one of the fates. A process found dead while `trying` has delivered nothing: a server must not deliver a message whose
end it never saw (RFC 5321, 4.1.1.4). One found dead while `closing` may have: that is `unknown`, and stays so until a
person decides.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Literal, Self

from filelock import FileLock, Timeout

from config.errors import MailError, StorageError
from desk.digest.week import Week

FILE, LOCK = "deliveries.sqlite", "deliveries.lock"
Fate = Literal["sent", "refused", "failed", "unknown"]
State = Literal["trying", "closing", "sent", "refused", "failed", "unknown"]
# Settled: no further attempt without a person's word.
SETTLED = ("sent", "refused", "unknown")
MIGRATIONS = (
    """
    CREATE TABLE delivery (
        week TEXT NOT NULL, address TEXT NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '',
        attempts INTEGER NOT NULL DEFAULT 0, begun TEXT NOT NULL, changed TEXT NOT NULL, PRIMARY KEY (week, address)
    ) WITHOUT ROWID;
    CREATE TABLE attempt (number INTEGER PRIMARY KEY, week TEXT NOT NULL, address TEXT NOT NULL, state TEXT NOT NULL, detail TEXT NOT NULL, at TEXT NOT NULL);
    """,
)


@dataclass(frozen=True, slots=True)
class Delivery:
    """What is known of one week and one address (in its key form, see desk/digest/addresses.py)."""

    week: str
    address: str
    state: State
    detail: str
    attempts: int
    changed: str  # ISO 8601


class Deliveries(AbstractContextManager["Deliveries"]):
    """One process at a time: entering waits up to `wait` seconds for another, then raises MailError."""

    def __init__(self, data_dir: Path, *, wait: float = 120.0) -> None:
        self.path = data_dir / FILE
        self._lock = FileLock(data_dir / LOCK, timeout=wait)
        self._db: sqlite3.Connection | None = None

    def __enter__(self) -> Self:
        try:
            self._lock.acquire()
        except Timeout:
            raise MailError(
                "another process is sending mails and did not finish in time",
                on=str(self.path),
                todo="wait for it, then try again",
            ) from None
        except OSError as error:
            raise StorageError(
                f"the delivery ledger can't be locked: {error.strerror}",
                on=str(self.path),
                todo="look at the disk and the rights of the folder",
            ) from error
        try:
            self._db = _open(self.path)
            # Whoever holds the lock is alone: a delivery still open is that of a process that died.
            with self._writing() as db:
                db.execute(
                    "UPDATE delivery SET state = 'unknown', detail = 'cut off while the mail was handed over' WHERE state = 'closing'"
                )
                db.execute(
                    "UPDATE delivery SET state = 'failed', detail = 'cut off before the mail went out' WHERE state = 'trying'"
                )
        except BaseException:
            self._release()
            raise
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()

    def _release(self) -> None:
        try:
            if self._db is not None:
                self._db.close()
                self._db = None
        finally:
            self._lock.release()

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        if self._db is None:
            raise RuntimeError("the delivery ledger is used outside its with-block")
        with _guarded(self.path):
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")

    def find(self, week: Week, address: str) -> Delivery | None:
        if self._db is None:
            raise RuntimeError("the delivery ledger is used outside its with-block")
        with _guarded(self.path):
            row = self._db.execute(
                "SELECT week, address, state, detail, attempts, changed FROM delivery WHERE week = ? AND address = ?",
                (str(week), address),
            ).fetchone()
        return Delivery(*row) if row else None

    def begin(self, week: Week, address: str, now: datetime) -> None:
        """An attempt starts; nothing has gone out."""
        with self._writing() as db:
            db.execute(
                "INSERT INTO delivery VALUES (?, ?, 'trying', '', 1, ?, ?) ON CONFLICT (week, address) "
                "DO UPDATE SET state = 'trying', detail = '', attempts = attempts + 1, changed = excluded.changed",
                (str(week), address, now.isoformat(), now.isoformat()),
            )

    def closing(self, week: Week, address: str) -> None:
        """The mail's last byte goes out next: from here on it may arrive."""
        with self._writing() as db:
            db.execute("UPDATE delivery SET state = 'closing' WHERE week = ? AND address = ?", (str(week), address))

    def settle(self, week: Week, address: str, fate: Fate, detail: str, now: datetime) -> None:
        with self._writing() as db:
            db.execute(
                "UPDATE delivery SET state = ?, detail = ?, changed = ? WHERE week = ? AND address = ?",
                (fate, detail, now.isoformat(), str(week), address),
            )
            db.execute(
                "INSERT INTO attempt (week, address, state, detail, at) VALUES (?, ?, ?, ?, ?)",
                (str(week), address, fate, detail, now.isoformat()),
            )


def unsettled(data_dir: Path, week: Week, addresses: list[str]) -> list[str]:
    """Which of the addresses (key forms) still wait for that week; asks without taking the lock."""
    path = data_dir / FILE
    if not path.exists():
        return addresses
    db = _open(path)
    try:
        with _guarded(path):
            rows = db.execute("SELECT address, state FROM delivery WHERE week = ?", (str(week),)).fetchall()
    finally:
        db.close()
    # A delivery left `closing` by a dead process is about to become unknown: no further attempt either.
    done = {address for address, state in rows if state in (*SETTLED, "closing")}
    return [address for address in addresses if address not in done]


def _open(path: Path) -> sqlite3.Connection:
    with _guarded(path):
        db = sqlite3.connect(path, timeout=30, isolation_level=None)
        try:
            db.execute("PRAGMA journal_mode = WAL")
            # A power cut, too, must not forget a delivery.
            db.execute("PRAGMA synchronous = FULL")
            version = db.execute("PRAGMA user_version").fetchone()[0]
            for number, script in enumerate(MIGRATIONS[version:], version + 1):
                db.executescript(f"BEGIN IMMEDIATE; {script} PRAGMA user_version = {number}; COMMIT;")
        except BaseException:
            db.close()
            raise
        return db


@contextmanager
def _guarded(path: Path) -> Iterator[None]:
    try:
        yield
    except sqlite3.DatabaseError as error:
        raise StorageError(
            f"the delivery ledger can't be used: {error}",
            on=str(path),
            todo="look at the disk and the rights of the folder; nothing is sent without it",
        ) from error
