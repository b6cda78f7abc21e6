"""When each job is due next: appointments kept by the `schedule` library, read off a clock of ours.

`schedule` reckons in naive local time and repeats at a fixed distance. Our distances change (back-off, outlets polled
faster or slower), so every appointment is for one time only, and whoever keeps it makes the next.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

import schedule

from desk.service.clock import Clock


class _Appointment(schedule.Job):
    """Due by the timetable's clock; `next_run` is naive UTC."""

    @property
    def should_run(self) -> bool:
        timetable, due = self.scheduler, self.next_run
        return isinstance(timetable, Timetable) and due is not None and due <= _naive(timetable.clock.now())


class Timetable(schedule.Scheduler):
    """At most one appointment a name."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self.clock = clock

    def every(self, interval: int = 1) -> schedule.Job:
        return _Appointment(interval, self)

    def appoint(self, name: str, moment: datetime, action: Callable[[], None]) -> None:
        """Takes the place of an earlier appointment of that name."""

        def once() -> type[schedule.CancelJob]:
            action()
            return schedule.CancelJob

        self.clear(name)
        self.every().day.do(once).tag(name).next_run = _naive(moment)

    def due(self, name: str) -> datetime | None:
        """In UTC; None where there is no appointment."""
        moments = [job.next_run for job in self.get_jobs(name) if job.next_run is not None]
        return moments[0].replace(tzinfo=UTC) if moments else None


def _naive(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
