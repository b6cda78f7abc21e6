"""A crawl's progress on a terminal, with an estimate of the time left."""

from __future__ import annotations

import threading
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from crawler.fates import Fate


class TerminalProgress:
    """A bar an outlet; while sources are searched, the addresses found so far; then pages of all, and the time left."""

    def __init__(self, console: Console | None = None) -> None:
        self._bars = Progress(
            TextColumn("{task.description}"), BarColumn(24), MofNCompleteColumn(), TextColumn("{task.fields[told]}"), TimeRemainingColumn(),
            console=console or Console(stderr=True), transient=True,
        )  # fmt: skip
        self._tasks: dict[str, TaskID] = {}
        self._found: dict[str, int] = {}
        self._lock = threading.Lock()

    def __enter__(self) -> TerminalProgress:
        self._bars.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:  # fmt: skip
        self._bars.stop()

    def _task(self, outlet: str) -> TaskID:
        with self._lock:
            if outlet not in self._tasks:
                self._tasks[outlet] = self._bars.add_task(outlet, total=None, told="looking for sources")
            return self._tasks[outlet]

    def found(self, outlet: str, new: int) -> None:
        task = self._task(outlet)
        self._found[outlet] = self._found.get(outlet, 0) + new
        self._bars.update(task, told=f"{self._found[outlet]} addresses found")

    def due(self, outlet: str, pages: int) -> None:
        self._bars.update(self._task(outlet), total=pages, told="")

    def ended(self, outlet: str, fate: Fate) -> None:
        self._bars.update(self._task(outlet), advance=1, told=str(fate))
