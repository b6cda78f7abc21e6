"""Which weekly digest is owed now: the newest that fell due and has not gone to everybody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from pathlib import Path
from zoneinfo import ZoneInfo

from config.settings import DigestSettings
from desk.digest.addresses import mailboxes
from desk.digest.deliveries import unsettled
from desk.digest.week import Week, last_due, last_whole_week, next_due

FOLDER = "digest"  # in the data folder, where mails go that can't be sent


@dataclass(frozen=True, slots=True)
class DigestDuty:
    """`sends`: a mail server and somebody to write to are known; otherwise the digest is written to files."""

    settings: DigestSettings
    zone: ZoneInfo
    data_dir: Path
    sends: bool

    @property
    def _at(self) -> time:
        return time.fromisoformat(self.settings.time)

    def last(self, now: datetime) -> datetime:
        """When the newest digest fell due."""
        return last_due(now.astimezone(self.zone), self.settings.weekday, self._at)

    def next(self, now: datetime) -> datetime:
        return next_due(now.astimezone(self.zone), self.settings.weekday, self._at)

    def week(self, due: datetime) -> Week:
        return last_whole_week(due)

    def over(self, due: datetime) -> datetime:
        """The instant at which the digest's week was over: an outlet crawled since then is read whole."""
        monday = self.week(due).after().monday
        return datetime(monday.year, monday.month, monday.day, tzinfo=self.zone)

    def owed(self, now: datetime, since: datetime | None) -> Week | None:
        """The week whose digest is to be made now; None where it went to everybody, or fell due before `since`.

        Older ones that were missed as well stay unsent: one mail a week, and the newest is the one that is news.
        """
        due = self.last(now)
        week = self.week(due)
        if since is not None and due < since:
            return None
        if not self.sends:
            return None if (self.data_dir / FOLDER / f"digest-{week}.html").exists() else week
        return week if unsettled(self.data_dir, week, self.keys()) else None

    def keys(self) -> list[str]:
        return [box.key for box in mailboxes(self.settings.to, on="settings.toml [digest] to")]


def digest_arguments(duty: DigestDuty, week: Week, extra: Sequence[str] = ()) -> list[str]:
    """What follows `pantau` on the child's command line."""
    how = ["--send"] if duty.sends else ["--out", str(duty.data_dir / FOLDER)]
    return ["digest", "--week", str(week), *how, *extra]
