"""`pantau demo`: serves the made-up outlets, crawls them as real ones are crawled, tells what was found."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from config.errors import StoppedError, UsageError
from demo.articles import Press, load
from demo.crawling import command, crawl
from demo.folder import Folder, own_folder
from demo.promises import Promise, Reading, all_promises, nothing_again
from demo.report import Report
from demo.serving import Serving


def run_demo(*, port: int | None = None, data_dir: Path = Path("demo-data"), keep: bool = False) -> int:
    """The whole demo; 0 where everything that the articles hold was found, else 1.

    `port`: the first of four; free ones by default. `keep`: goes on with an earlier demo's data and ports, and then
    no article may be asked for again. Raises PantauError where a port or the folder can't be had, StoppedError on Ctrl-C.
    """
    press = load()
    if port is not None and not 1 <= port <= 65535 - len(press.outlets) + 1:
        raise UsageError(f"{port} is no port", on="demo --port", allowed="1 to 65532: the outlets take four")
    try:
        with _ended_by_sigterm(), own_folder(data_dir, keep=keep) as folder:
            ports = _ports(press, folder, port)
            with Serving(press, ports) as serving:
                folder.configure(list(serving.sites.values()))
                promises = _shown(press, folder, serving)
    except KeyboardInterrupt:
        raise StoppedError("interrupted: the outlets are closed", on="demo", todo="`pantau demo` starts anew") from None
    broken = [p for p in promises if not p.kept]
    if broken:
        sys.stdout.flush()
        sys.stderr.write(f"pantau: demo: not all was found as written: {'; '.join(p.what for p in broken)}\n")
    return 1 if broken else 0


def _ports(press: Press, folder: Folder, first: int | None) -> list[int] | None:
    """One an outlet. The addresses of articles hold the port, so a demo that is gone on with keeps its ports."""
    wanted = [first + n for n in range(len(press.outlets))] if first is not None else None
    if folder.ports and wanted and wanted != folder.ports:
        raise UsageError(
            f"the articles there were read from port {folder.ports[0]} on",
            on="demo --keep --port",
            todo="leave --port out, or --keep",
        )
    return folder.ports or wanted


def _shown(press: Press, folder: Folder, serving: Serving) -> list[Promise]:
    from config.loader import load_config
    from index.opening import open_index

    report, sites = Report(), list(serving.sites.values())
    report.opening(sites, f"{_program()} {' '.join(command(folder))}")
    sys.stdout.flush()
    done = crawl(folder, serving, _environment(), pages=len(press.articles))
    index = open_index(None, folder.path, gazetteer=load_config(folder.config).gazetteer)
    try:
        reading = Reading(press, sites, index)
        report.crawled(done.rows, serving.requests, done.seconds)
        if not folder.ports:
            report.cleaning(press)
        report.coverage(reading)
        report.zones(reading)
        report.search(reading)
        promises = all_promises(reading, serving.requests)
        if folder.ports:
            promises.append(nothing_again(serving.requests))
        report.promises(promises)
        report.onward(_program(), str(folder.path), reading)
    finally:
        index.close()
    return promises


def _environment() -> dict[str, str]:
    """The caller's, less the settings of pantau: a demo must not write into an index or folder that they name."""
    return {k: v for k, v in os.environ.items() if not k.startswith("PANTAU_") or k == "PANTAU_DEBUG"}


def _program() -> str:
    """As the user called it, so that the lines to go on with can be copied."""
    called = sys.argv[0]
    return os.path.relpath(called) if Path(called).name == "pantau" and "/" in called else "pantau"


@contextmanager
def _ended_by_sigterm() -> Iterator[None]:
    """SIGTERM ends a demo as Ctrl-C does: servers closed, the crawl stopped, nothing left behind."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)
