"""`pantau run`: crawls each outlet at its own distance and sends the weekly digest, until it is told to stop."""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from types import FrameType
from typing import TextIO
from zoneinfo import ZoneInfo

from filelock import FileLock, Timeout

from config.errors import PantauError, StorageError
from config.loader import Config
from desk.service.backoff import LONGEST_CRAWL_WAIT, crawl_wait, digest_wait
from desk.service.children import Children
from desk.service.clock import Clock
from desk.service.digest_duty import FOLDER, DigestDuty, digest_arguments
from desk.service.jobs import Busy, Child, Job, command_line
from desk.service.log import ServiceLog
from desk.service.state import HEARTBEAT, JobState, ServiceState, read_or_set_aside, read_state, write_state
from desk.service.timetable import Timetable

ROOT = Path(__file__).resolve().parent.parent
LOCK, JOBS = "service.lock", "jobs"
LEDGER = "ledger.sqlite"  # the crawler's: a data folder that has one is not new
CRAWLS_AT_ONCE = 2
LONGEST_CRAWL, LONGEST_DIGEST = timedelta(hours=6), timedelta(minutes=45)
# How long the digest waits for outlets that were not crawled since its week was over.
PATIENCE = timedelta(hours=1)
BACKWARDS = timedelta(minutes=5)  # what time servers mend by is less
PAUSE = 0.2  # seconds between two looks: how soon a signal or a child's end is noticed
DIGEST = "digest"


def run_service(
    config: Config,
    data_dir: Path,
    *,
    config_dir: Path,
    outlets_file: Path | None = None,
    sends: bool = False,
    interval_of: Callable[[str], float | None] | None = None,
    clock: Clock | None = None,
    log: TextIO | None = None,
) -> int:
    """Runs until SIGTERM or SIGINT and returns the exit status, 0.

    `sends`: a mail server is known. `interval_of` gives an outlet's polling distance in minutes as the crawler has
    adapted it, None where it has not. Raises StorageError where another service holds the data folder.
    """
    options = ["--config", str(config_dir.resolve()), "--data", str(data_dir.resolve())]
    outlets = ["--outlets", str(outlets_file.resolve())] if outlets_file else []
    lock = FileLock(data_dir / LOCK, timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise _occupied(data_dir) from None
    except OSError as error:
        raise StorageError(f"the data folder can't be locked: {error.strerror}", on=str(data_dir)) from error
    try:
        service = Service(config, data_dir, options, outlets, sends, interval_of, clock or Clock(), log or sys.stderr)
        return service.run()
    finally:
        lock.release()


def _occupied(data_dir: Path) -> StorageError:
    who = ""
    with suppress(StorageError):
        state = read_state(data_dir)
        if state and state.pid:
            who = f" (process {state.pid})"
    return StorageError(
        f"another service runs on this data folder{who}",
        on=str(data_dir),
        todo="stop it first, or name another with --data",
    )


class Service:
    """One thread decides; children work. What it knows is in `state`, written at every change."""

    def __init__(
        self, config: Config, data_dir: Path, options: list[str], outlets: list[str], sends: bool,
        interval_of: Callable[[str], float | None] | None, clock: Clock, stream: TextIO,
    ) -> None:  # fmt: skip
        self.config, self.data_dir, self.clock = config, data_dir, clock
        self._options, self._outlets, self._interval_of = options, outlets, interval_of
        self._zone = ZoneInfo(config.settings.timezone)
        digest = config.settings.digest
        self.duty = DigestDuty(digest, self._zone, data_dir, sends and bool(digest.to))
        self.duty.keys()  # an address that is none is wrong configuration, told at once
        self.log = ServiceLog(stream, clock, self._zone)
        self.timetable = Timetable(clock)
        self.children = Children(clock, self.log)
        self.waiting: deque[str] = deque()  # keys of outlets, first come first served
        self.stopping = False
        self._signals = 0
        self._told_disk = False
        self._seen = datetime.min.replace(tzinfo=UTC) + BACKWARDS
        self._digest_waits = False  # for outlets that are crawled first
        self.state = ServiceState()

    # the loop

    def run(self) -> int:
        handlers = self._listen()
        try:
            self._begin()
            while not (self.stopping and not self.children):
                self._step()
                time.sleep(PAUSE)
        finally:
            for child, status in self.children.end():
                self._ended(child, status)
            self.state.pid, self.state.stopped = None, self.clock.now()
            self._save()
            for number, handler in handlers.items():
                signal.signal(number, handler)
        self.log.say("stopped")
        return 0

    def _listen(self) -> dict[signal.Signals, Callable[[int, FrameType | None], object] | int | None]:
        """Signals can be heard in the main thread only; elsewhere `ask_to_stop` does."""
        if threading.current_thread() is not threading.main_thread():
            return {}
        return {number: signal.signal(number, self._heard) for number in (signal.SIGTERM, signal.SIGINT)}

    def _heard(self, number: int, frame: FrameType | None) -> None:  # noqa: ARG002
        self.ask_to_stop()

    def ask_to_stop(self) -> None:
        """Noticed at the next step; twice means: at once."""
        self._signals += 1

    def _begin(self) -> None:
        found, aside = read_or_set_aside(self.data_dir)
        now = self.clock.now()
        if aside:
            self.log.say(f"the state of the last run is damaged; moved to {aside}")
        old = aside is not None or (self.data_dir / LEDGER).exists()
        self.state = found or ServiceState(owing_since=None if old else now)
        self.state.pid, self.state.started, self.state.stopped = os.getpid(), now, None
        known = {crawl_name(key) for key in self.config.outlets} | {DIGEST}
        self.state.jobs = {name: job for name, job in self.state.jobs.items() if name in known}
        for job in self.state.jobs.values():
            job.pid = None
        for key in self.config.outlets:
            self._appoint(crawl_name(key), self._first(key, now), partial(self._ask_for, key))
        self._appoint(DIGEST, now, self._look_at_digest)
        how = (
            "mailed"
            if self.duty.sends
            else f"written to {self.data_dir / FOLDER} (no mail server, or nobody to write to)"
        )
        due = self.duty.next(now)
        self.log.say(f"started; outlets: {len(self.config.outlets)}; the digest is {how}, next {due:%Y-%m-%d %H:%M}")
        self._save()

    def _step(self) -> None:
        """One look at everything; never raises for what a job or the disk does."""
        for child, status in self.children.ended():
            self._ended(child, status)
        self.children.watch()
        if self._signals and not self.stopping:
            self.stopping = True
            self.waiting.clear()
            names = ", ".join(self.children.names)
            self.log.say(f"stopping{f'; waiting for {names}' if names else ''}")
            self.children.stop()
        if self._signals > 1:
            self.children.kill()
        self._mind_the_clock()
        if not self.stopping:
            self.timetable.run_pending()
            self._start_waiting()
        if self.state.heartbeat is None or self.clock.now() - self.state.heartbeat >= HEARTBEAT:
            self._save()

    def _mind_the_clock(self) -> None:
        """A clock that is set back must not keep outlets waiting for a time that lies a year ahead."""
        now = self.clock.now()
        if now < self._seen - BACKWARDS:
            self.log.say("the clock was set back; everything is looked at anew")
            for key in self.config.outlets:
                if self.timetable.due(crawl_name(key)) is not None:
                    self._appoint(crawl_name(key), now, partial(self._ask_for, key))
            if self.timetable.due(DIGEST) is not None:
                self._appoint(DIGEST, now, self._look_at_digest)
            self.state.heartbeat = None
        self._seen = now

    # crawls

    def _interval(self, key: str) -> timedelta:
        adapted = None
        if self._interval_of is not None:
            with suppress(PantauError):
                adapted = self._interval_of(key)
        return timedelta(minutes=adapted or self.config.outlets[key].interval_minutes)

    def _first(self, key: str, now: datetime) -> datetime:
        """After a restart an outlet waits out its distance; a time that lies too far ahead is a clock that was wrong."""
        job = self.state.jobs.get(crawl_name(key))
        if job is None or job.last_end is None or job.next_run is None:
            return now
        return job.next_run if now <= job.next_run <= now + LONGEST_CRAWL_WAIT else now

    def _ask_for(self, key: str) -> None:
        if crawl_name(key) not in self.children and key not in self.waiting:
            self.waiting.append(key)

    def _start_waiting(self) -> None:
        """The longest waiting first, at most so many at once, never two of one outlet."""
        while self.waiting and sum(name != DIGEST for name in self.children.names) < CRAWLS_AT_ONCE:
            key = self.waiting.popleft()
            self._start(crawl_name(key), ["crawl", key, *self._outlets, "--json"], LONGEST_CRAWL)

    def _after_crawl(self, key: str, job: JobState, now: datetime) -> None:
        base = timedelta(minutes=self.config.outlets[key].interval_minutes)
        wait = crawl_wait(self._interval(key), base, job.failures)
        start = job.last_start or now
        self._appoint(crawl_name(key), max(start + wait, now + timedelta(seconds=30)), partial(self._ask_for, key))

    # the digest

    def _look_at_digest(self) -> None:
        """Starts the digest where one is owed and its week is read as far as it can be."""
        now = self.clock.now()
        self._digest_waits = False
        if DIGEST in self.children:
            return
        try:
            week = self.duty.owed(now, self.state.owing_since)
        except PantauError as error:
            self.log.say(f"digest: {error}")
            self._appoint(DIGEST, now + digest_wait(1), self._look_at_digest)
            return
        if week is None:
            self._appoint(DIGEST, self.duty.next(now), self._look_at_digest)
        elif self._waits_for_outlets(now):
            self._digest_waits = True
            self._appoint(DIGEST, now + timedelta(minutes=1), self._look_at_digest)
        else:
            self._start(DIGEST, digest_arguments(self.duty, week, self._outlets), LONGEST_DIGEST)

    def _waits_for_outlets(self, now: datetime) -> bool:
        """Outlets not crawled since the week was over come first; for an hour at most."""
        due = self.duty.last(now)
        over = self.duty.over(due)
        unread = [
            key for key in self.config.outlets
            if (end := self.state.job(crawl_name(key)).last_end) is None or end < over
        ]  # fmt: skip
        for key in unread:
            self._ask_for(key)
        since = max(due, self.state.started or due)
        return bool(unread) and now < since + PATIENCE

    def _after_digest(self, job: JobState, now: datetime) -> None:
        # Also after success it is looked at once more: what counts is what the delivery ledger says, not the child.
        self._appoint(DIGEST, now + digest_wait(job.failures), self._look_at_digest)

    # jobs

    def _appoint(self, name: str, moment: datetime, action: Callable[[], None]) -> None:
        self.timetable.appoint(name, moment, action)
        self.state.job(name).next_run = moment

    def _start(self, name: str, arguments: list[str], longest: timedelta) -> None:
        now = self.clock.now()
        job = self.state.job(name)
        command = command_line(sys.executable, ROOT, [*self._options, *arguments])
        path = self.data_dir / JOBS / f"{name.replace(' ', '-')}.lock"
        try:
            child = self.children.start(Job(name, command, path, longest))
        except Busy:
            self.log.say(f"{name}: one is already under way (of a service that was killed?); later")
            self._again(name, job, now)
            return
        except StorageError as error:
            self.log.say(f"{name}: {error}")
            job.failures += 1
            self._again(name, job, now)
            return
        job.last_start, job.pid, job.next_run = now, child.pid, None
        self.log.say(f"{name}: started (process {child.pid})")
        self._save()

    def _ended(self, child: Child, status: int) -> None:
        now, name = self.clock.now(), child.job.name
        job = self.state.job(name)
        job.last_end, job.exit_status, job.pid = now, status, None
        took = f"{(now - child.started).total_seconds():.0f} s"
        if self.stopping and child.asked_to_stop:
            # Whatever its status, it may not be done: it comes first at the next start.
            job.last_end = job.next_run = None
            self.log.say(f"{name}: stopped after {took}")
        else:
            job.failures = 0 if status == 0 else job.failures + 1
            self._again(name, job, now)
            if self._digest_waits and name != DIGEST:
                self._appoint(DIGEST, now, self._look_at_digest)
            again = f"; next {job.next_run.astimezone(self._zone):%Y-%m-%d %H:%M}" if job.next_run else ""
            self.log.say(
                f"{name}: {'done' if status == 0 else f'failed with {_status_words(status)}'} after {took}{again}"
            )
        self._save()

    def _again(self, name: str, job: JobState, now: datetime) -> None:
        if name == DIGEST:
            self._after_digest(job, now)
        else:
            self._after_crawl(name.removeprefix("crawl "), job, now)

    def _save(self) -> None:
        """A disk that is full stops no crawl; it is told once."""
        try:
            write_state(self.data_dir, self.state, self.clock.now())
            self._told_disk = False
        except StorageError as error:
            if not self._told_disk:
                self.log.say(str(error))
            self._told_disk = True


def crawl_name(key: str) -> str:
    return f"crawl {key}"


def _status_words(status: int) -> str:
    if status >= 0:
        return f"status {status}"
    try:
        return f"signal {signal.Signals(-status).name}"
    except ValueError:
        return f"signal {-status}"
