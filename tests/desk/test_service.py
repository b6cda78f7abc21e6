"""The service as a whole, with a clock that runs fast and small programs in place of `pantau crawl`."""

from __future__ import annotations

import io
import json
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest

from config.errors import StorageError, UsageError
from config.loader import Config
from config.settings import DigestSettings
from desk.service import running as service_module
from desk.service.running import run_service
from desk.service.state import JobState, ServiceState, read_state, write_state
from tests.desk.fastservice import SUNDAY, Children, FastClock, running, wait_for
from tests.desk.week47 import OUTLETS, made_up


def test_every_outlet_is_crawled_two_at_a_time(config: Config, tmp_path: Path, children: Children) -> None:
    children.code = "time.sleep(0.3)"
    with running(config, tmp_path) as (_, log):
        wait_for(lambda: log.getvalue().count(": done") == len(OUTLETS), log)
    assert {name for _, _, name in children.notes()} == {f"crawl {key}" for key in OUTLETS}
    assert children.most_at_once() == 2


def test_each_at_its_own_distance_and_never_two_of_one(config: Config, tmp_path: Path, children: Children) -> None:
    children.code = "time.sleep(0.1)"
    # A minute of ours is ten minutes of the clock's and more: kabar-agung every 10, suara-tanjung every 40 minutes.
    with running(config, tmp_path, outlets=2, speed=900, intervals={"kabar-agung": 10, "suara-tanjung": 40}) as (
        _,
        log,
    ):
        wait_for(lambda: children.started("crawl suara-tanjung") >= 3, log)
    assert children.started("crawl kabar-agung") >= 2 * children.started("crawl suara-tanjung")
    for key in ("kabar-agung", "suara-tanjung"):
        signs = [sign for _, sign, name in sorted(children.notes()) if name == f"crawl {key}"]
        assert signs[: len(signs) // 2 * 2] == ["+", "-"] * (len(signs) // 2)


def test_the_distance_that_the_crawler_adapted_counts(config: Config, tmp_path: Path, children: Children) -> None:
    with running(config, tmp_path, outlets=1, interval_of=lambda key: 240.0) as (service, log):
        wait_for(lambda: "done" in log.getvalue(), log)
        job = service.state.job("crawl kabar-agung")
        assert job.last_start is not None
        assert job.next_run == job.last_start + timedelta(minutes=240)


def test_a_failing_crawl_is_told_and_comes_again(config: Config, tmp_path: Path, children: Children) -> None:
    children.code = "print('tidak bisa'); sys.exit(1)"
    with running(config, tmp_path, outlets=1, speed=1200, intervals={"kabar-agung": 10}) as (service, log):
        wait_for(lambda: log.getvalue().count("failed with status 1") >= 3, log)
        assert service.state.job("crawl kabar-agung").failures >= 3
    assert "crawl kabar-agung | tidak bisa" in log.getvalue()


def test_one_that_recovers_is_back_at_its_distance(config: Config, tmp_path: Path, children: Children) -> None:
    children.code = "sys.exit(1 if not os.path.exists(data + '/well') else 0)"
    with running(config, tmp_path, outlets=1, speed=1200, intervals={"kabar-agung": 10}) as (service, log):
        wait_for(lambda: "failed" in log.getvalue(), log)
        (tmp_path / "well").touch()
        wait_for(lambda: "done" in log.getvalue(), log)
        job = service.state.job("crawl kabar-agung")
        assert job.failures == 0


def test_one_that_hangs_is_stopped(
    config: Config, tmp_path: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(service_module, "LONGEST_CRAWL", timedelta(seconds=1))
    children.code = "time.sleep(60)"
    with running(config, tmp_path, outlets=1) as (_, log):
        wait_for(lambda: "failed with signal SIGTERM" in log.getvalue(), log)
    assert "runs for more than 0:00:01" in log.getvalue()


def test_one_that_will_not_stop_is_killed(
    config: Config, tmp_path: Path, children: Children, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("desk.service.children.GRACE", timedelta(seconds=1))
    children.code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(data + '/deaf', 'w').close(); time.sleep(60)"
    with running(config, tmp_path, outlets=1) as (service, log):
        wait_for((tmp_path / "deaf").exists, log)
        began = time.monotonic()
        service.ask_to_stop()
        wait_for(lambda: log.getvalue().endswith("stopped\n"), log)
    assert time.monotonic() - began < 5
    assert "does not stop, killed" in log.getvalue()


def test_told_twice_it_stops_at_once(config: Config, tmp_path: Path, children: Children) -> None:
    children.code = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); open(data + '/deaf', 'w').close(); time.sleep(60)"
    with running(config, tmp_path, outlets=1) as (service, log):
        wait_for((tmp_path / "deaf").exists, log)
        service.ask_to_stop()
        service.ask_to_stop()
        wait_for(lambda: log.getvalue().endswith("stopped\n"), log, patience=5)


# start and end


def test_the_state_file_tells_how_each_job_fares(config: Config, tmp_path: Path, children: Children) -> None:
    children.per_job = {"crawl kabar-agung": "sys.exit(3)", "crawl suara-tanjung": "time.sleep(60)"}
    with running(config, tmp_path, outlets=2) as (_, log):
        wait_for(
            lambda: "failed with status 3" in log.getvalue() and "crawl suara-tanjung: started" in log.getvalue(), log
        )
        state = read_state(tmp_path)
        assert state is not None
        failed, under_way = state.jobs["crawl kabar-agung"], state.jobs["crawl suara-tanjung"]
        assert (failed.exit_status, failed.failures, failed.pid) == (3, 1, None)
        assert failed.next_run is not None
        assert under_way.pid is not None
        assert under_way.last_end is None
    state = read_state(tmp_path)
    assert state is not None
    assert state.pid is None
    assert state.stopped is not None
    # Cut off by the stop: not its fault, and first in line at the next start.
    assert state.jobs["crawl suara-tanjung"].failures == 0
    assert state.jobs["crawl suara-tanjung"].next_run is None


def test_after_a_restart_an_outlet_waits_out_its_distance(config: Config, tmp_path: Path, children: Children) -> None:
    with running(config, tmp_path, outlets=1) as (_, log):
        wait_for(lambda: "done" in log.getvalue(), log)
    with running(config, tmp_path, outlets=1, start=SUNDAY + timedelta(minutes=5)) as (_, log):
        time.sleep(1)
    assert children.started("crawl kabar-agung") == 1
    with running(config, tmp_path, outlets=1, start=SUNDAY + timedelta(minutes=40)) as (_, log):
        wait_for(lambda: children.started("crawl kabar-agung") == 2, log)


def test_a_clock_that_was_wrong_keeps_no_outlet_waiting(config: Config, tmp_path: Path, children: Children) -> None:
    future = SUNDAY + timedelta(days=3000)
    state = ServiceState(jobs={"crawl kabar-agung": JobState(last_start=future, last_end=future, next_run=future)})
    write_state(tmp_path, state, future)
    with running(config, tmp_path, outlets=1) as (_, log):
        wait_for(lambda: children.started("crawl kabar-agung") == 1, log)


def test_a_clock_that_is_set_back_while_it_runs(config: Config, tmp_path: Path, children: Children) -> None:
    with running(config, tmp_path, outlets=1) as (service, log):
        wait_for(lambda: "done" in log.getvalue(), log)
        service.clock.set_back(timedelta(days=400))  # type: ignore[attr-defined]
        wait_for(lambda: children.started("crawl kabar-agung") == 2, log)
    assert "the clock was set back" in log.getvalue()


def test_a_damaged_state_is_set_aside(config: Config, tmp_path: Path, children: Children) -> None:
    (tmp_path / "service.json").write_text("{half")
    with running(config, tmp_path, outlets=1) as (_, log):
        wait_for(lambda: "done" in log.getvalue(), log)
    assert (tmp_path / "service.json.damaged").read_text() == "{half"
    assert "damaged" in log.getvalue()
    assert json.loads((tmp_path / "service.json").read_text())["pid"] is None


def test_an_outlet_that_is_gone_is_forgotten(config: Config, tmp_path: Path, children: Children) -> None:
    write_state(tmp_path, ServiceState(jobs={"crawl lama": JobState(failures=9)}), SUNDAY)
    with running(config, tmp_path, outlets=1) as (_, log):
        wait_for(lambda: "done" in log.getvalue(), log)
    state = read_state(tmp_path)
    assert state is not None
    assert set(state.jobs) == {"crawl kabar-agung", "digest"}


def test_a_second_service_on_the_folder_refuses(config: Config, tmp_path: Path, children: Children) -> None:
    children.code = "time.sleep(60)"
    made = made_up(config)
    folder = tmp_path / "data"
    folder.mkdir()
    from filelock import FileLock

    write_state(folder, ServiceState(pid=4711), SUNDAY)
    with FileLock(folder / "service.lock"), pytest.raises(StorageError, match=r"another service .*4711") as raised:
        run_service(made, folder, config_dir=made.folder, clock=FastClock(SUNDAY, 1), log=io.StringIO())
    assert raised.value.exit_code == 1
    assert children.notes() == []


def test_a_wrong_address_is_told_before_anything_starts(config: Config, tmp_path: Path, children: Children) -> None:
    made = made_up(config, digest=DigestSettings(to=("siapa",)))
    with pytest.raises(UsageError, match="siapa"):
        run_service(made, tmp_path, config_dir=made.folder, sends=True, log=io.StringIO())
    assert children.notes() == []


def test_the_childs_command_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from desk.service.jobs import command_line

    root = Path(service_module.ROOT)
    monkeypatch.chdir(root)
    assert command_line(sys.executable, root, ["crawl", "x"]) == (sys.executable, "-u", "-m", "cli.main", "crawl", "x")
    monkeypatch.chdir(tmp_path)
    assert "-P" in command_line(sys.executable, root, ["crawl", "x"])
