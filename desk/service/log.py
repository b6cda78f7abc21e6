"""The service's log: a line an event, with the time in the settings' zone; children's lines pass through it, too."""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from desk.service.clock import Clock


def in_words(line: str) -> str:
    """A child's line of JSON as `name value, …` without what is nothing; any other line as it is."""
    if not line.startswith("{"):
        return line
    try:
        record = json.loads(line)
    except ValueError:
        return line
    return _listed(record) or line


def _listed(record: dict[str, Any]) -> str:
    parts = []
    for name, value in record.items():
        if isinstance(value, dict):
            parts.append(f"{name} ({_listed(value)})" if _listed(value) else "")
        elif isinstance(value, list):
            parts.append(f"{name} {' '.join(map(str, value))}" if value else "")
        elif value not in (None, 0, "", False):
            parts.append(f"{name} {value}")
    return ", ".join(part for part in parts if part)


class ServiceLog:
    """Safe to use from several threads; a reader that has gone (a closed pipe) stops nothing."""

    def __init__(self, stream: TextIO, clock: Clock, zone: ZoneInfo) -> None:
        self._stream, self._clock, self._zone = stream, clock, zone
        self._lock = threading.Lock()

    def say(self, line: str) -> None:
        moment = self._clock.now().astimezone(self._zone)
        with self._lock, suppress(OSError, ValueError):
            self._stream.write(f"{moment:%Y-%m-%d %H:%M:%S%z} {line}\n")
            self._stream.flush()
