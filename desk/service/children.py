"""The service's children: started, watched, stopped; none is left behind."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import timedelta

from desk.service.clock import Clock
from desk.service.jobs import Child, Job
from desk.service.log import ServiceLog, in_words

GRACE = timedelta(seconds=10)  # between asking and killing


class Children:
    """Those under way, by the name of their job."""

    def __init__(self, clock: Clock, log: ServiceLog) -> None:
        self._clock, self._log = clock, log
        self._running: dict[str, Child] = {}

    def __contains__(self, name: str) -> bool:
        return name in self._running

    def __len__(self) -> int:
        return len(self._running)

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._running)

    def start(self, job: Job) -> Child:
        """Raises Busy where another process does this job, StorageError where it can't be started."""
        child = Child(job, self._clock.now(), lambda line: self._log.say(f"{job.name} | {in_words(line)}"))
        self._running[job.name] = child
        return child

    def ended(self) -> Iterator[tuple[Child, int]]:
        """Those that have ended since the last call, with their exit status."""
        for name, child in list(self._running.items()):
            status = child.ended()
            if status is not None:
                del self._running[name]
                yield child, status

    def watch(self) -> None:
        """Stops those that run too long, kills those that don't stop."""
        now = self._clock.now()
        for name, child in self._running.items():
            if child.asked_to_stop is None and now - child.started > child.job.longest:
                self._log.say(f"{name}: runs for more than {child.job.longest}, stopped")
                child.stop(now)
            elif child.overdue(GRACE):
                self._log.say(f"{name}: does not stop, killed")
                child.kill()

    def stop(self) -> None:
        for child in self._running.values():
            child.stop(self._clock.now())

    def kill(self) -> None:
        for child in self._running.values():
            child.kill()

    def end(self) -> Iterator[tuple[Child, int]]:
        """Kills all and waits for their end."""
        self.kill()
        while self._running:
            yield from self.ended()
            time.sleep(0.02)
