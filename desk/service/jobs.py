"""A job of the service: a child process in a session of its own, its output in the log, one at a time by a file lock.

The lock is held by the child itself (it inherits the descriptor), so that a child that outlives a killed service still
keeps a second one of its kind from starting.
"""

from __future__ import annotations

import contextlib
import fcntl
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from config.errors import StorageError
from desk.plain import one_line

LONGEST_LINE = 1_000  # characters of a child's line in the log


@dataclass(frozen=True, slots=True)
class Job:
    """`name` is unique ("crawl nusabali"); a child that runs longer than `longest` is stopped."""

    name: str
    command: tuple[str, ...]
    lock: Path
    longest: timedelta


class Busy(Exception):
    """Another process holds the job's lock."""


class Child:
    """A job under way. `lines` is called for each line that it prints, from another thread."""

    def __init__(self, job: Job, started: datetime, lines: Callable[[str], None]) -> None:
        self.job, self.started = job, started
        self.asked_to_stop: datetime | None = None
        self._asked = 0.0
        descriptor = _locked(job.lock)
        try:
            self._process = subprocess.Popen(
                job.command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                start_new_session=True, pass_fds=(descriptor,),
            )  # fmt: skip
        except OSError as error:
            raise StorageError(f"{job.name} can't be started: {error.strerror}", on=job.command[0]) from error
        finally:
            os.close(descriptor)
        self._reader = threading.Thread(target=self._read, args=(lines,), name=job.name, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    def _read(self, lines: Callable[[str], None]) -> None:
        stream: IO[bytes] | None = self._process.stdout
        if stream is None:
            return
        with contextlib.suppress(ValueError, OSError):  # closed under it, once the child is gone
            while raw := stream.readline(65536):
                if told := one_line(raw.decode("utf-8", "replace"), LONGEST_LINE):
                    lines(told)

    def ended(self) -> int | None:
        """The exit status (negative: killed by that signal) once the child is gone with all that it started."""
        if os.waitid(os.P_PID, self.pid, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
            return None
        # Before the child is reaped its number is still its own: what is left of its session ends with it.
        self._signal_all(signal.SIGKILL)
        status = self._process.wait()
        self._reader.join(5)
        if self._process.stdout is not None and not self._reader.is_alive():
            self._process.stdout.close()
        return status

    def stop(self, now: datetime) -> None:
        """Asks the child, not those that it started: it winds them up itself."""
        if self.asked_to_stop is None:
            self.asked_to_stop, self._asked = now, time.monotonic()
        # Not Popen.send_signal: that one reaps a child that is gone, and ended() would not see its status.
        with contextlib.suppress(ProcessLookupError):
            os.kill(self.pid, signal.SIGTERM)

    def overdue(self, grace: timedelta) -> bool:
        """Asked to stop longer ago than that, in real time whatever the clock says."""
        return self.asked_to_stop is not None and time.monotonic() - self._asked > grace.total_seconds()

    def kill(self) -> None:
        self._signal_all(signal.SIGKILL)

    def _signal_all(self, number: signal.Signals) -> None:
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, number)


def _locked(path: Path) -> int:
    """An open descriptor that holds the lock; raises Busy, or StorageError where there can be no lock."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StorageError(
            f"no lock can be made: {error.strerror}", on=str(path), todo="look at the disk and the rights of the folder"
        ) from error
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(descriptor)
        raise Busy(str(path)) from error
    return descriptor


def command_line(executable: str, root: Path, arguments: Sequence[str]) -> tuple[str, ...]:
    """`python -m cli.main …`, unbuffered. Outside the project's folder, what lies in the working folder is not imported."""
    safe = () if Path.cwd() == root else ("-P",)
    return (executable, "-u", *safe, "-m", "cli.main", *arguments)
