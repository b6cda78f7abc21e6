"""The service's parts: timetable, digest duty, jobs as child processes, state."""

from __future__ import annotations

import contextlib
import io
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from config.errors import StorageError, UsageError
from config.settings import DigestSettings
from desk.digest.deliveries import Deliveries
from desk.digest.week import Week
from desk.service.backoff import crawl_wait, digest_wait
from desk.service.clock import Clock
from desk.service.digest_duty import DigestDuty, digest_arguments
from desk.service.jobs import Busy, Child, Job
from desk.service.log import ServiceLog, in_words
from desk.service.state import SILENCE, ServiceState, read_or_set_aside, read_state, write_state
from desk.service.timetable import Timetable
from tests.desk.week47 import WITA


class SetClock(Clock):
    """Stands still until it is set."""

    def __init__(self, moment: datetime) -> None:
        self.moment = moment

    def now(self) -> datetime:
        return self.moment.astimezone(UTC)


START = datetime(2026, 11, 23, 7, 0, tzinfo=WITA)


# the timetable


def test_an_appointment_is_kept_once_at_its_time() -> None:
    clock, kept = SetClock(START), []
    timetable = Timetable(clock)
    timetable.appoint("a", START + timedelta(minutes=30), lambda: kept.append("a"))
    timetable.run_pending()
    assert kept == []
    clock.moment += timedelta(minutes=30)
    timetable.run_pending()
    timetable.run_pending()
    assert kept == ["a"]
    assert timetable.due("a") is None


def test_a_second_appointment_takes_the_place_of_the_first() -> None:
    clock, kept = SetClock(START), []
    timetable = Timetable(clock)
    timetable.appoint("a", START, lambda: kept.append("early"))
    timetable.appoint("a", START + timedelta(hours=1), lambda: kept.append("late"))
    timetable.appoint("b", START, lambda: kept.append("b"))
    timetable.run_pending()
    assert kept == ["b"]
    assert timetable.due("a") == START + timedelta(hours=1)


def test_an_action_may_make_the_next_appointment() -> None:
    clock, kept = SetClock(START), []
    timetable = Timetable(clock)

    def again() -> None:
        kept.append(clock.now())
        timetable.appoint("a", clock.now() + timedelta(minutes=10), again)

    timetable.appoint("a", START, again)
    for _ in range(7):
        timetable.run_pending()
        clock.moment += timedelta(minutes=5)
    assert len(kept) == 4


def test_the_machines_own_zone_does_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    """schedule reckons in naive local time; ours are kept in UTC."""
    kept: list[str] = []
    for zone in ("Asia/Tokyo", "America/New_York"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        try:
            timetable = Timetable(SetClock(START))
            timetable.appoint(zone, START, lambda zone=zone: kept.append(zone))  # type: ignore[misc]
            timetable.run_pending()
        finally:
            monkeypatch.undo()
            time.tzset()
    assert kept == ["Asia/Tokyo", "America/New_York"]


# how long a job waits

M = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("interval", "failures", "wait"),
    [
        (30, 0, 30),
        (120, 0, 120),
        (30, 1, 30),
        (30, 2, 60),
        (30, 3, 120),
        (30, 7, 1440),
        (30, 10_000, 1440),
        (240, 1, 240),
    ],
)
def test_a_crawl_waits_longer_the_more_often_it_failed(interval: int, failures: int, wait: int) -> None:
    assert crawl_wait(interval * M, 30 * M, failures) == wait * M


@pytest.mark.parametrize(("failures", "wait"), [(0, 5), (1, 5), (2, 10), (3, 20), (7, 320), (8, 360), (10_000, 360)])
def test_so_does_the_digest(failures: int, wait: int) -> None:
    assert digest_wait(failures) == wait * M


# the digest's duty


def duty(
    folder: Path, *, sends: bool = False, to: tuple[str, ...] = (), weekday: int = 0, at: str = "07:00"
) -> DigestDuty:
    return DigestDuty(DigestSettings(to=to, weekday=weekday, time=at), WITA, folder, sends)


@pytest.mark.parametrize(
    ("now", "week"),
    [
        (datetime(2026, 11, 23, 6, 59, tzinfo=WITA), "2026-W46"),
        (datetime(2026, 11, 23, 7, 0, tzinfo=WITA), "2026-W47"),
        # Off on Monday morning, on again on Thursday.
        (datetime(2026, 11, 26, 12, 0, tzinfo=WITA), "2026-W47"),
        # Off for a month: the newest only.
        (datetime(2026, 12, 24, 12, 0, tzinfo=WITA), "2026-W51"),
        (datetime(2026, 11, 22, 23, 0, tzinfo=UTC), "2026-W47"),
    ],
)
def test_which_week_is_owed(tmp_path: Path, now: datetime, week: str) -> None:
    assert str(duty(tmp_path).owed(now, None)) == week


def test_a_digest_due_before_the_service_ever_ran_is_not_owed(tmp_path: Path) -> None:
    thursday = datetime(2026, 11, 26, 12, 0, tzinfo=WITA)
    assert duty(tmp_path).owed(thursday, thursday) is None
    monday = datetime(2026, 11, 30, 7, 0, tzinfo=WITA)
    assert duty(tmp_path).owed(monday, thursday) == Week(2026, 48)
    assert duty(tmp_path).next(thursday) == monday


def test_files_written_are_no_longer_owed(tmp_path: Path) -> None:
    (tmp_path / "digest").mkdir()
    (tmp_path / "digest/digest-2026-W47.html").write_text("")
    assert duty(tmp_path).owed(START, None) is None


def test_mails_are_owed_until_everybody_has_one(tmp_path: Path) -> None:
    owes = duty(tmp_path, sends=True, to=("Kepala <a@kantor.example>", "B@kantor.example"))
    week = owes.owed(START, None)
    assert week == Week(2026, 47)
    assert week is not None
    with Deliveries(tmp_path) as deliveries:
        for address, fate in (("a@kantor.example", "sent"), ("b@kantor.example", "failed")):
            deliveries.begin(week, address, START)
            deliveries.settle(week, address, fate, "", START)  # type: ignore[arg-type]
    assert owes.owed(START, None) == week
    with Deliveries(tmp_path) as deliveries:
        deliveries.begin(week, "b@kantor.example", START)
        deliveries.settle(week, "b@kantor.example", "unknown", "", START)
    # What may have gone out is not sent again by a machine.
    assert owes.owed(START, None) is None


def test_another_weekday_and_time(tmp_path: Path) -> None:
    friday = duty(tmp_path, weekday=4, at="16:30")
    assert friday.last(datetime(2026, 11, 26, 12, 0, tzinfo=WITA)) == datetime(2026, 11, 20, 16, 30, tzinfo=WITA)
    assert friday.owed(datetime(2026, 11, 27, 16, 30, tzinfo=WITA), None) == Week(2026, 47)
    assert friday.over(friday.last(START)) == datetime(2026, 11, 16, tzinfo=WITA)


def test_the_childs_command(tmp_path: Path) -> None:
    assert digest_arguments(duty(tmp_path), Week(2026, 47)) == ["digest", "--week", "2026-W47", "--out", str(tmp_path / "digest")]  # fmt: skip
    assert digest_arguments(duty(tmp_path, sends=True), Week(2026, 47)) == ["digest", "--week", "2026-W47", "--send"]


def test_a_wrong_address_in_the_settings_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"settings\.toml"):
        duty(tmp_path, sends=True, to=("nobody",)).keys()


# jobs


def job(folder: Path, code: str, name: str = "crawl a", longest: timedelta = timedelta(minutes=1)) -> Job:
    return Job(name, (sys.executable, "-u", "-c", code), folder / "jobs" / f"{name}.lock", longest)


def end_of(child: Child, patience: float = 20) -> int:
    until = time.monotonic() + patience
    while time.monotonic() < until:
        status = child.ended()
        if status is not None:
            return status
        time.sleep(0.02)
    child.kill()
    while child.ended() is None:
        time.sleep(0.02)
    pytest.fail("the child did not end")


def wait_for(happened: Callable[[], object], patience: float = 20) -> None:
    until = time.monotonic() + patience
    while not happened():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.02)


def test_output_and_status_of_a_child(tmp_path: Path) -> None:
    lines: list[str] = []
    code = r"import sys; print('baris satu'); print('\x1b[31mmerah\x07', file=sys.stderr); sys.stdout.buffer.write(b'\xff\xfe rusak\n\n'); sys.exit(3)"
    assert end_of(Child(job(tmp_path, code), START, lines.append)) == 3
    assert sorted(lines) == sorted(["baris satu", "[31mmerah", "�� rusak"])


def test_a_line_without_end_is_cut(tmp_path: Path) -> None:
    lines: list[str] = []
    assert end_of(Child(job(tmp_path, "print('x' * 300_000)"), START, lines.append)) == 0
    assert all(len(line) <= 1000 for line in lines)


def test_one_of_a_kind_at_a_time(tmp_path: Path) -> None:
    first = Child(job(tmp_path, "import time; time.sleep(60)"), START, lambda _: None)
    with pytest.raises(Busy):
        Child(job(tmp_path, "pass"), START, lambda _: None)
    other = Child(job(tmp_path, "pass", name="crawl b"), START, lambda _: None)
    assert end_of(other) == 0
    first.stop(START)
    assert end_of(first) == -signal.SIGTERM
    assert end_of(Child(job(tmp_path, "pass"), START, lambda _: None)) == 0


def test_a_child_that_outlives_its_killed_service_keeps_its_lock(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom datetime import UTC, datetime, timedelta\nfrom pathlib import Path\nfrom desk.service.jobs import Child, Job\n"
        "job = Job('crawl a', (sys.executable, '-c', 'import time; time.sleep(60)'), Path(sys.argv[1]), timedelta(1))\n"
        "print(Child(job, datetime.now(UTC), print).pid, flush=True)\ntime.sleep(60)"
    )
    lock = tmp_path / "jobs" / "crawl a.lock"
    service = subprocess.Popen([sys.executable, "-c", code, str(lock)], stdout=subprocess.PIPE, text=True)
    assert service.stdout is not None
    orphan = int(service.stdout.readline())
    service.kill()
    service.communicate()
    with pytest.raises(Busy):
        Child(job(tmp_path, "pass"), START, lambda _: None)
    os.kill(orphan, signal.SIGKILL)

    def free() -> bool:
        try:
            assert end_of(Child(job(tmp_path, "pass"), START, lambda _: None)) == 0
        except Busy:
            return False
        return True

    wait_for(free)


def test_nothing_that_a_child_started_is_left(tmp_path: Path) -> None:
    lines: list[str] = []
    code = "import subprocess, sys; print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid)"
    assert end_of(Child(job(tmp_path, code), START, lines.append)) == 0

    def gone() -> bool:
        try:
            return Path(f"/proc/{int(lines[0])}/stat").read_text().split()[2] == "Z"
        except (FileNotFoundError, ProcessLookupError):
            return True

    wait_for(gone)


def test_a_program_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="can't be started"):
        Child(Job("crawl a", ("/nowhere/python",), tmp_path / "a.lock", timedelta(1)), START, lambda _: None)
    # The lock was let go.
    assert (
        end_of(Child(Job("crawl a", (sys.executable, "-c", ""), tmp_path / "a.lock", timedelta(1)), START, print)) == 0
    )


# the log


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"outlet":"nusabali","discovered":3,"fetched":0,"fates":{"new":2,"gone":0},"error":null}', "outlet nusabali, discovered 3, fates (new 2)"),
        ('{"address":"a@b.example","fate":"sent","detail":"250 OK"}', "address a@b.example, fate sent, detail 250 OK"),
        ('{"week":"2026-W47","files":["a.html","b.txt"]}', "week 2026-W47, files a.html b.txt"),
        ("pantau: no outlet could be reached", "pantau: no outlet could be reached"),
        ('{"half": ', '{"half": '),
        ("{}", "{}"),
    ],
)  # fmt: skip
def test_a_childs_json_is_told_in_words(line: str, told: str) -> None:
    assert in_words(line) == told


def test_a_log_whose_reader_has_gone_stops_nothing() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    stream = os.fdopen(writing, "w")
    ServiceLog(stream, SetClock(START), WITA).say("siapa dengar")
    with contextlib.suppress(BrokenPipeError):
        stream.close()


def test_each_line_has_the_time_of_bali() -> None:
    stream = io.StringIO()
    ServiceLog(stream, SetClock(START.astimezone(UTC)), WITA).say("crawl a: started")
    assert stream.getvalue() == "2026-11-23 07:00:00+0800 crawl a: started\n"


# the state


def test_the_state_comes_back_as_it_was(tmp_path: Path) -> None:
    state = ServiceState(pid=1, started=START, owing_since=START)
    state.job("crawl a").failures = 2
    write_state(tmp_path, state, START)
    assert read_state(tmp_path) == state
    assert state.heartbeat == START
    assert sorted(p.name for p in tmp_path.iterdir()) == ["service.json"]


def test_no_state_is_none(tmp_path: Path) -> None:
    assert read_state(tmp_path) is None
    assert read_or_set_aside(tmp_path) == (None, None)


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"[]", b'{"jobs": 1}', b"\xff", json.dumps({"started": "2026-11-23"}).encode() + b"x"]
)
def test_a_damaged_state_is_set_aside_not_lost(tmp_path: Path, damage: bytes) -> None:
    (tmp_path / "service.json").write_bytes(damage)
    with pytest.raises(StorageError, match="damaged"):
        read_state(tmp_path)
    state, aside = read_or_set_aside(tmp_path)
    assert state is None
    assert aside is not None
    assert aside.read_bytes() == damage


def test_a_service_that_fell_silent_is_not_alive() -> None:
    state = ServiceState(pid=1, heartbeat=START)
    assert state.alive(START + timedelta(minutes=1))
    assert not state.alive(START + SILENCE)
    assert not ServiceState(heartbeat=START).alive(START)
