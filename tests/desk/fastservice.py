"""Runs the service with a clock that goes fast and small programs in place of `pantau crawl`."""

from __future__ import annotations

import io
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from config.loader import Config
from config.settings import DigestSettings
from desk.service.clock import Clock
from desk.service.running import Service
from tests.desk.week47 import OUTLETS, WITA, made_up

SUNDAY = datetime(2026, 11, 22, 12, 0, tzinfo=WITA)


class FastClock(Clock):
    """`speed` seconds of it pass in one of ours."""

    def __init__(self, start: datetime, speed: float) -> None:
        self._start, self._speed, self._zero = start.astimezone(UTC), speed, time.monotonic()

    def set_back(self, span: timedelta) -> None:
        self._start -= span

    def now(self) -> datetime:
        return self._start + timedelta(seconds=(time.monotonic() - self._zero) * self._speed)


class Children:
    """Stands in for `pantau`: a program that writes down when it began and ended, and does as `code` says."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.code = "pass"
        self.per_job: dict[str, str] = {}

    def command(self, executable: str, root: Path, arguments: list[str]) -> tuple[str, ...]:
        del root
        what = arguments[arguments.index("crawl") :] if "crawl" in arguments else arguments[arguments.index("digest") :]
        name = " ".join(what[:2]) if what[0] == "crawl" else " ".join(what)
        code = self.per_job.get(name if what[0] == "crawl" else "digest", self.code)
        program = (
            "import os, sys, time\n"
            f"def note(what):\n    with open({str(self.folder / 'notes')!r}, 'a') as f: f.write(f'{{time.monotonic()}} {{what}} {name}\\n')\n"
            f"note('+')\nname, data = {name!r}, {str(self.folder)!r}\n"
            f"try:\n    exec({code!r})\nfinally:\n    note('-')\n"
        )
        return (executable, "-c", program)

    def notes(self) -> list[tuple[float, str, str]]:
        path = self.folder / "notes"
        lines = path.read_text().splitlines() if path.exists() else []
        return [(float(t), sign, name) for t, sign, name in (line.split(" ", 2) for line in lines)]

    def started(self, name: str) -> int:
        return sum(sign == "+" and n == name for _, sign, n in self.notes())

    def digests(self) -> list[str]:
        return [name for _, sign, name in self.notes() if sign == "+" and name.startswith("digest")]

    def most_at_once(self, kind: str = "crawl") -> int:
        running = most = 0
        for _, sign, name in sorted(self.notes()):
            if name.startswith(kind):
                running += 1 if sign == "+" else -1
                most = max(most, running)
        return most


WRITES_ITS_DIGEST = (
    "folder = name.split(' --out ')[1]; os.makedirs(folder, exist_ok=True); week = name.split()[2]\n"
    "open(os.path.join(folder, f'digest-{week}.html'), 'w').close()"
)


@contextmanager
def running(
    config: Config,
    folder: Path,
    *,
    start: datetime = SUNDAY,
    speed: float = 1.0,
    outlets: int = len(OUTLETS),
    intervals: dict[str, int] | None = None,
    **more: Any,
) -> Iterator[tuple[Service, io.StringIO]]:
    settings = {"digest": DigestSettings(to=more.pop("to", ()))}
    made = made_up(config, **settings)
    chosen = dict(list(made.outlets.items())[:outlets])
    for key, minutes in (intervals or {}).items():
        chosen[key] = chosen[key].model_copy(update={"interval_minutes": minutes})
    made = type(made)(made.folder, chosen, made.gazetteer, made.settings)
    log = io.StringIO()
    service = Service(
        made, folder, [], [], more.pop("sends", False), more.pop("interval_of", None), FastClock(start, speed), log
    )
    failures: list[BaseException] = []

    def work() -> None:
        try:
            assert service.run() == 0
        except BaseException as error:
            failures.append(error)

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield service, log
    finally:
        service.ask_to_stop()
        thread.join(30)
        assert not thread.is_alive()
        assert failures == []


def wait_for(happened: Callable[[], object], log: io.StringIO, patience: float = 30) -> None:
    until = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < until, f"waited in vain\n{log.getvalue()}"
        time.sleep(0.05)
