"""The service's memory and heartbeat: service.json in the data folder, replaced whole at every change."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from pathlib import Path

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from config.errors import StorageError

FILE = "service.json"
HEARTBEAT = timedelta(minutes=1)  # at least so often it is written
SILENCE = 3 * HEARTBEAT


class JobState(BaseModel):
    """What is known of one job; times in UTC. `failures` counts those in a row."""

    model_config = ConfigDict(extra="ignore")

    last_start: AwareDatetime | None = None
    last_end: AwareDatetime | None = None
    exit_status: int | None = None  # negative: killed by that signal
    failures: int = 0
    next_run: AwareDatetime | None = None
    pid: int | None = None  # while it runs


class ServiceState(BaseModel):
    """`owing_since`: digests due before that are not owed (a service new on an empty folder starts with the next one)."""

    model_config = ConfigDict(extra="ignore")

    pid: int | None = None
    started: AwareDatetime | None = None
    heartbeat: AwareDatetime | None = None
    stopped: AwareDatetime | None = None
    owing_since: AwareDatetime | None = None
    jobs: dict[str, JobState] = Field(default_factory=dict)

    def alive(self, now: datetime) -> bool:
        """Whether the service that wrote this still runs, by its heartbeat."""
        return self.pid is not None and self.heartbeat is not None and now - self.heartbeat < SILENCE

    def job(self, name: str) -> JobState:
        return self.jobs.setdefault(name, JobState())


def read_state(data_dir: Path) -> ServiceState | None:
    """The state as last written; None where no service has run on that folder. Raises StorageError if it can't be read."""
    path = data_dir / FILE
    try:
        return ServiceState.model_validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except ValidationError as error:
        raise StorageError("the service's state is damaged", on=str(path), todo="move the file away") from error
    except OSError as error:
        raise StorageError(f"the service's state can't be read: {error.strerror}", on=str(path)) from error


def read_or_set_aside(data_dir: Path) -> tuple[ServiceState | None, Path | None]:
    """(the state, where a damaged one was moved): losing it costs no more than crawls that come sooner."""
    try:
        return read_state(data_dir), None
    except StorageError:
        path = data_dir / FILE
        aside = path.with_suffix(".json.damaged")
        try:
            path.replace(aside)
        except OSError as error:
            raise StorageError(
                f"the service's state is damaged and can't be moved away: {error.strerror}", on=str(path)
            ) from error
        return None, aside


def write_state(data_dir: Path, state: ServiceState, now: datetime) -> None:
    """Atomically: a reader sees the old or the new, a crash leaves one of both."""
    state.heartbeat = now
    path = data_dir / FILE
    half = path.with_suffix(".json.part")
    try:
        half.write_text(json.dumps(state.model_dump(mode="json"), indent=1) + "\n", encoding="utf-8")
        half.replace(path)
    except OSError as error:
        raise StorageError(
            f"the service's state can't be written: {error.strerror}",
            on=str(path),
            todo="look at the disk and the rights of the folder",
        ) from error
