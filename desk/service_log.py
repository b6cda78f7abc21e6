"""The service's log: a line an event, with the time in the settings' zone; children's lines pass through it, too."""

from __future__ import annotations

import threading
from contextlib import suppress
from typing import TextIO
from zoneinfo import ZoneInfo

from desk.clock import Clock


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
