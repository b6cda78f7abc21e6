"""The crawl of the demo: the command itself, as a process of its own, that ends with the demo whatever happens."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from typing import Any

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from config.errors import FetchError
from demo.folder import Folder
from demo.serving import Serving

# Twice what a slow office machine needs; more means that something hangs.
LIMIT_SECONDS = 180.0


@dataclass(frozen=True, slots=True)
class Crawled:
    """`rows`: what `pantau crawl --json` printed, a row an outlet."""

    rows: list[dict[str, Any]]
    seconds: float


def command(folder: Folder) -> list[str]:
    """What a user would type, less the program's name."""
    return ["--config", str(folder.config), "--data", str(folder.path), "crawl", "--since", "2014"]


def crawl(folder: Folder, serving: Serving, environment: dict[str, str], *, pages: int) -> Crawled:
    """Runs the crawl; on a terminal with a bar of article pages asked for, of `pages`. Raises FetchError where it failed.

    `environment`: the caller's, less the settings of pantau, so that nobody's index is written to.
    """
    started = time.monotonic()
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", *command(folder), "--json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        # A group of its own: it is ended whole, its workers too, and by nobody but us.
        start_new_session=True,
    )
    try:
        out, err = _watch(process, serving, pages, started)
    except BaseException:
        _end(process)
        raise
    if process.returncode != 0:
        told = (err.strip().splitlines() or ["no word why"])[-1].removeprefix("pantau: ")
        raise FetchError(
            f"the crawl ended with status {process.returncode}: {told}",
            on="demo",
            todo="run it again; PANTAU_DEBUG=1 tells more",
        )
    return Crawled([json.loads(line) for line in out.splitlines() if line.startswith("{")], time.monotonic() - started)


def _watch(process: subprocess.Popen[str], serving: Serving, pages: int, started: float) -> tuple[str, str]:
    bar = Progress(
        TextColumn("crawling"), BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("article pages"), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty(),
    )  # fmt: skip
    with bar:
        task = bar.add_task("crawl", total=pages)
        while True:
            try:
                return process.communicate(timeout=0.2)
            except subprocess.TimeoutExpired:
                bar.update(task, completed=len(serving.asked("article")))
            if time.monotonic() - started > LIMIT_SECONDS:
                raise FetchError(f"the crawl did not end within {LIMIT_SECONDS:.0f} s", on="demo", todo="run it again")


def _end(process: subprocess.Popen[str]) -> None:
    """Politely, then not; returns when the whole group is gone."""
    for word in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, word)
        try:
            process.communicate(timeout=8)
            break
        except subprocess.TimeoutExpired:
            continue
    with contextlib.suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
