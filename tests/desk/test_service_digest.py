"""The service and the weekly digest: on its day, made up for after downtime, once, tried again."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

from config.loader import Config
from desk.service.state import JobState, ServiceState, write_state
from tests.desk.fastservice import WRITES_ITS_DIGEST, Children, running, wait_for
from tests.desk.week47 import OUTLETS, WITA


def test_the_digest_goes_out_on_monday_once(config: Config, tmp_path: Path, children: Children) -> None:
    children.per_job["digest"] = WRITES_ITS_DIGEST
    start = datetime(2026, 11, 23, 6, 30, tzinfo=WITA)
    with running(config, tmp_path, start=start, speed=600, outlets=1) as (service, log):
        wait_for(children.digests, log)
        wait_for(lambda: service.clock.now() > start + timedelta(minutes=70), log)
    assert [d.split()[2] for d in children.digests()] == ["2026-W47"]
    began = next(line for line in log.getvalue().splitlines() if "digest: started" in line)
    assert began.startswith("2026-11-23 07:")


def test_a_missed_monday_is_made_up_for_after_the_outlets(config: Config, tmp_path: Path, children: Children) -> None:
    """Off since Saturday, on again on Tuesday: first what was missed is read, then told."""
    saturday, tuesday = datetime(2026, 11, 21, 12, tzinfo=WITA), datetime(2026, 11, 24, 9, tzinfo=WITA)
    state = ServiceState(pid=None, started=saturday, stopped=saturday)
    for key in OUTLETS:
        state.jobs[f"crawl {key}"] = JobState(last_start=saturday, last_end=saturday, exit_status=0, next_run=tuesday + timedelta(minutes=30))  # fmt: skip
    write_state(tmp_path, state, saturday)
    children.per_job["digest"] = WRITES_ITS_DIGEST
    children.code = "time.sleep(0.1)"
    with running(config, tmp_path, start=tuesday, speed=120) as (_, log):
        wait_for(children.digests, log)
        wait_for(lambda: "digest: done" in log.getvalue(), log)
    assert [d.split()[2] for d in children.digests()] == ["2026-W47"]
    order = [name for _, sign, name in sorted(children.notes()) if sign == "+"]
    assert set(order[: len(OUTLETS)]) == {f"crawl {key}" for key in OUTLETS}
    # And not once more after a restart.
    with running(config, tmp_path, start=tuesday + timedelta(hours=1), speed=120) as (service, log):
        wait_for(lambda: service.clock.now() > tuesday + timedelta(hours=1, minutes=10), log)
    assert len(children.digests()) == 1


def test_the_digest_waits_an_hour_for_outlets_and_no_longer(config: Config, tmp_path: Path, children: Children) -> None:
    (tmp_path / "ledger.sqlite").touch()
    children.per_job["digest"] = WRITES_ITS_DIGEST
    children.code = "time.sleep(600)"
    tuesday = datetime(2026, 11, 24, 9, tzinfo=WITA)
    with running(config, tmp_path, start=tuesday, speed=1200, outlets=1) as (_, log):
        wait_for(lambda: "digest: done" in log.getvalue(), log)
        began = next(line for line in log.getvalue().splitlines() if "digest: started" in line)
        assert began.startswith("2026-11-24 10:")


def test_a_new_service_on_an_empty_folder_owes_nothing(config: Config, tmp_path: Path, children: Children) -> None:
    tuesday = datetime(2026, 11, 24, 9, tzinfo=WITA)
    with running(config, tmp_path, start=tuesday, speed=1200, outlets=1) as (service, log):
        wait_for(lambda: service.clock.now() > tuesday + timedelta(hours=2), log)
        assert service.state.job("digest").next_run == datetime(2026, 11, 30, 7, tzinfo=WITA)
    assert children.digests() == []


def test_a_digest_that_fails_is_tried_again(config: Config, tmp_path: Path, children: Children) -> None:
    (tmp_path / "ledger.sqlite").touch()
    children.per_job["digest"] = f"if not os.path.exists(data + '/well'): sys.exit(1)\n{WRITES_ITS_DIGEST}"
    tuesday = datetime(2026, 11, 24, 9, tzinfo=WITA)
    with running(config, tmp_path, start=tuesday, speed=600, outlets=1) as (service, log):
        wait_for(lambda: log.getvalue().count("digest: failed with status 1") >= 2, log)
        (tmp_path / "well").touch()
        wait_for(lambda: "digest: done" in log.getvalue(), log)
        wait_for(lambda: service.state.job("digest").next_run == datetime(2026, 11, 30, 7, tzinfo=WITA), log)
    assert {d.split()[2] for d in children.digests()} == {"2026-W47"}


def test_mails_where_there_is_a_server_and_somebody_to_write_to(
    config: Config, tmp_path: Path, children: Children
) -> None:
    (tmp_path / "ledger.sqlite").touch()
    children.per_job["digest"] = "pass"
    tuesday = datetime(2026, 11, 24, 9, tzinfo=WITA)
    with running(config, tmp_path, start=tuesday, speed=60, outlets=1, sends=True, to=("a@kantor.example",)) as (
        _,
        log,
    ):
        wait_for(children.digests, log)
    assert children.digests()[0] == "digest --week 2026-W47 --send"
