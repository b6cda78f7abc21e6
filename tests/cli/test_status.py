"""`pantau status` tells of the index and of the service, running or not."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from desk.service.state import JobState, ServiceState, write_state
from tests.cli.calling import pantau


def lines(data: Path) -> list[str]:
    called = pantau("status", data=data)
    assert called.status == 0, called.err
    return called.out.splitlines()


def test_a_folder_without_a_service(tmp_path: Path) -> None:
    index, service, *_ = lines(tmp_path)
    assert index.startswith("Index: sqlite")
    assert service == "Service: has never run on this folder"


@pytest.mark.parametrize(("age", "told"), [(0, "runs; failing: crawl pos; next: digest at"), (9, "does not run; last heard of")])  # fmt: skip
def test_a_service_that_runs_and_one_that_is_silent(tmp_path: Path, age: int, told: str) -> None:
    now = datetime.now(UTC)
    state = ServiceState(pid=1, started=now - timedelta(hours=2))
    state.jobs = {"crawl pos": JobState(failures=2), "digest": JobState(next_run=now + timedelta(hours=3))}
    write_state(tmp_path, state, now - timedelta(minutes=age))
    assert lines(tmp_path)[1].startswith(f"Service: {told}")
    as_json = json.loads(pantau("status", "--json", data=tmp_path).out)
    assert as_json["service"]["alive"] is (age == 0)
    assert as_json["service"]["jobs"]["crawl pos"]["failures"] == 2
