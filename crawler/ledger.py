"""The ledger: every address ever met, what became of it and when it is asked for again.

A page passes three states: met → fetched (its snapshot is written) → done (its fate is known). What is killed in between
is found again by its state: met is asked for, fetched is read from the snapshot.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from crawler.database import FILE
from crawler.fates import PASSING, Fate
from crawler.runs import RunMemory, RunRecord
from crawler.sources import Source, SourceMemory
from extract.identity import article_id, canonical_url
from extract.page import Hints

# After a failure that may pass: doubled with each attempt, at most a week.
FIRST_RETRY, LAST_RETRY = timedelta(minutes=30), timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Address:
    """One row. Times are ISO 8601 in UTC. `hash` is of the body last kept, null where none was ever had."""

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
    published: str | None

    @property
    def hints(self) -> Hints:
        published = datetime.fromisoformat(self.hint_published) if self.hint_published else None
        return Hints(self.hint_title, published, self.hint_section, self.source)


@dataclass(frozen=True, slots=True)
class Kept:
    """A page whose snapshot is written: what the ledger is told of it."""

    url: str
    outlet: str
    final: str
    file: str
    offset: int
    digest: str
    etag: str | None
    modified: str | None
    fetched: datetime


@dataclass(frozen=True, slots=True)
class End:
    """The fate of a page; `article` its id where it was indexed, `next_visit` where it is asked for again."""

    url: str
    fate: Fate
    reason: str | None = None
    article: str | None = None
    published: datetime | None = None
    next_visit: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A page first fetched at `fetched`: what became of it, and where it is an article, when it came out."""

    fetched: datetime
    fate: str | None
    article: bool
    published: datetime | None


class Ledger(SourceMemory, RunMemory):
    """Addresses; sources, outlets and runs come from its bases."""

    def meet(self, url: str, outlet: str, hints: Hints, now: datetime) -> bool:
        """Writes an address down; True where it was not known."""
        return self.meet_all([(url, hints)], outlet, now)[0]

    def meet_all(self, found: Iterable[tuple[str, Hints]], outlet: str, now: datetime) -> list[bool]:
        """Writes addresses down, in one transaction; for each whether it was new. Hints fill what was not known."""
        fresh = []
        with self.together():
            for url, hints in found:
                key = article_id(url)
                published = hints.published.astimezone(UTC).isoformat() if hints.published else None
                known = self._db.execute(
                    "UPDATE address SET hint_published = COALESCE(hint_published, ?), hint_title = COALESCE(hint_title, ?), hint_section = COALESCE(hint_section, ?) WHERE id = ?",
                    (published, hints.title, hints.section, key),
                ).rowcount
                if not known:
                    self._db.execute(
                        "INSERT INTO address (id, url, outlet, source, met, hint_published, hint_title, hint_section) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        (key, canonical_url(url), outlet, hints.source, now.isoformat(), published, hints.title, hints.section),
                    )  # fmt: skip
                fresh.append(not known)
        return fresh

    def address(self, url: str) -> Address | None:
        return self.by_id(article_id(url))

    def by_id(self, key: str) -> Address | None:
        row = self._one("SELECT * FROM address WHERE id = ?", (key,))
        return Address(*row) if row else None

    def due(self, outlet: str, now: datetime) -> list[str]:
        """Ids of what is to be asked for now, newest first as far as the hints tell. Only ids: an archive has many."""
        rows = self._all(
            "SELECT id FROM address WHERE outlet = ? AND ((state = 'met' AND (next_visit IS NULL OR next_visit <= ?)) "
            "OR (state = 'done' AND next_visit IS NOT NULL AND next_visit <= ?)) "
            "ORDER BY hint_published IS NULL, hint_published DESC, substr(met, 1, 10) DESC, rowid",
            (outlet, now.isoformat(), now.isoformat()),
        )
        return [row[0] for row in rows]

    def unread(self, outlet: str) -> list[tuple[str, str, int]]:
        """(id, file, offset) of pages fetched whose reading was cut off."""
        rows = self._all(
            "SELECT a.id, s.file, s.offset FROM address a JOIN snapshot s ON s.id = a.id AND s.fetched = a.fetched WHERE a.outlet = ? AND a.state = 'fetched' GROUP BY a.id",
            (outlet,),
        )
        return [(r[0], r[1], r[2]) for r in rows]

    def fetched(self, kept: Sequence[Kept]) -> None:
        """The snapshots are written; the reading comes next."""
        with self.together():
            for page in kept:
                key, when = article_id(page.url), page.fetched.isoformat()
                self._db.execute(
                    "INSERT INTO snapshot VALUES (?, ?, ?, ?, ?)",
                    (key, canonical_url(page.url), page.file, page.offset, when),
                )
                self._db.execute(
                    "UPDATE address SET state = 'fetched', hash = ?, etag = ?, modified = ?, fetched = ?, first_fetched = COALESCE(first_fetched, ?), visits = visits + 1, reason = ? WHERE id = ?",
                    (
                        page.digest, page.etag, page.modified, when, when,
                        None if article_id(page.final) == key else f"redirected to {page.final}", key,
                    ),
                )  # fmt: skip

    def last_offset(self, file: str) -> int | None:
        """Where the last page of a snapshot file begins that the ledger knows of."""
        row = self._one("SELECT max(offset) FROM snapshot WHERE file = ?", (file,))
        return row[0] if row else None

    def done(self, *ends: End) -> None:
        """The fates of pages, in one transaction."""
        rows = [
            (
                str(end.fate), end.reason, end.article, end.article and int(end.published is not None),
                end.published.astimezone(UTC).isoformat() if end.published else None,
                end.next_visit.astimezone(UTC).isoformat() if end.next_visit else None, article_id(end.url),
            )
            for end in ends
        ]  # fmt: skip
        with self.together():
            self._db.executemany(
                "UPDATE address SET state = 'done', fate = ?, reason = COALESCE(?, reason), attempts = 0, article = COALESCE(?, article), "
                "dated = COALESCE(?, dated), published = COALESCE(?, published), next_visit = ? WHERE id = ?",
                rows,
            )

    def arrived(self, fates: Iterable[tuple[str, Fate, str | None]]) -> None:
        """(article, fate, reason) of articles that the index took, or refused, after they had waited for it."""
        rows = [(str(fate), reason, None if fate is Fate.REJECTED else key, key) for key, fate, reason in fates]
        with self.together():
            self._db.executemany(
                f"UPDATE address SET fate = ?, reason = COALESCE(?, reason), article = ? WHERE article = ? AND fate = '{Fate.WAITING}'",
                rows,
            )

    def failed(
        self, url: str, fate: Fate, *, now: datetime, reason: str, attempts_allowed: int, retry_after: timedelta | None = None,
    ) -> datetime | None:  # fmt: skip
        """A failure: when it is tried again, or None where that can't help or was tried often enough."""
        row = self._one("SELECT attempts FROM address WHERE id = ?", (article_id(url),))
        attempts = row[0] + 1 if row else 1
        again: datetime | None = None
        if fate in PASSING and attempts < attempts_allowed:
            again = now + max(retry_after or timedelta(0), min(FIRST_RETRY * 2 ** (attempts - 1), LAST_RETRY))
        self._do(
            "UPDATE address SET state = ?, fate = ?, reason = ?, attempts = ?, next_visit = ? WHERE id = ?",
            ("met" if again else "done", str(fate), reason, attempts, again.isoformat() if again else None, article_id(url)),
        )  # fmt: skip
        return again

    def forget_retry(self, url: str) -> None:
        """Asked for by hand: due at once, and whole."""
        self._do("UPDATE address SET state = 'met', next_visit = NULL, attempts = 0, etag = NULL, modified = NULL, hash = NULL WHERE id = ?", (article_id(url),))  # fmt: skip

    def snapshot_of(self, url: str) -> tuple[str, int] | None:
        """(file, offset) of the newest snapshot."""
        row = self._one("SELECT file, offset FROM snapshot WHERE id = ? ORDER BY fetched DESC LIMIT 1", (article_id(url),))  # fmt: skip
        return (row[0], row[1]) if row else None

    def readings(self, outlet: str, since: datetime) -> list[Reading]:
        """Pages first fetched since then."""
        sql = "SELECT first_fetched, fate, article IS NOT NULL, published FROM address WHERE outlet = ? AND first_fetched >= ?"
        return [_reading(row) for row in self._all(sql, (outlet, since.isoformat()))]

    def published(self, outlet: str, since: datetime) -> list[datetime]:
        """When the articles came out that came out since then; one without a date counts at its first fetch."""
        rows = self._all(
            "SELECT COALESCE(published, first_fetched) FROM address WHERE outlet = ? AND article IS NOT NULL AND (published >= ? OR (published IS NULL AND first_fetched >= ?))",
            (outlet, since.isoformat(), since.isoformat()),
        )
        return [datetime.fromisoformat(row[0]) for row in rows]

    def newest(self, outlet: str, now: datetime) -> datetime | None:
        """When the newest article came out; dates in the future don't count."""
        row = self._one("SELECT max(published) FROM address WHERE outlet = ? AND published <= ?", (outlet, now.isoformat()))  # fmt: skip
        return datetime.fromisoformat(row[0]) if row and row[0] else None

    def count(self, outlet: str) -> int:
        row = self._one("SELECT count(*) FROM address WHERE outlet = ?", (outlet,))
        return int(row[0]) if row else 0

    def known(self, outlet: str) -> bool:
        """Whether any address of the outlet was ever met."""
        return self._one("SELECT 1 FROM address WHERE outlet = ? LIMIT 1", (outlet,)) is not None


def _reading(row: tuple[Any, ...]) -> Reading:
    fetched, fate, article, published = row
    return Reading(datetime.fromisoformat(fetched), fate, bool(article), datetime.fromisoformat(published) if published else None)  # fmt: skip


__all__ = ["FILE", "Address", "End", "Kept", "Ledger", "Reading", "RunRecord", "Source"]
