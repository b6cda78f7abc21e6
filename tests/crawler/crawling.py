"""Calls `pantau` on press sites of the tests: a folder of configuration with quick settings, a data folder, an outlet file.

A call is the whole command in a process of its own, which is forked off this one: what takes a command a second or two,
loading spaCy and Scrapy, is done once a test session.
"""

from __future__ import annotations

import importlib
import json
import logging
import os
import shutil
import signal
import sqlite3
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO, Any, NoReturn

import pytest

import cli.main
from config.loader import SHIPPED
from crawler.ledger import Address, Ledger
from tests.cli.calling import Called

# What a crawl would load first of all; never twisted's reactor, which each process must make for itself.
for name in (
    "index.sqlite_index", "scrapy.core.downloader.handlers.http11", "scrapy.core.downloader.contextfactory", "scrapy.core.scheduler",
    "scrapy.downloadermiddlewares.httpcompression", "scrapy.downloadermiddlewares.redirect", "scrapy.pqueues", "scrapy.squeues",
    "scrapy.dupefilters", "scrapy.statscollectors", "scrapy.crawler", "crawler.adding", "crawler.doctor", "crawler.running",
    "crawler.spiders.generic", "crawler.spiders.single", "extract.reader", "spacy.lang.id",
):  # fmt: skip
    importlib.import_module(name)

QUICK = """
[crawl]
contact = "redaksi@pantau.example"
timeout_seconds = 2
attempts = 3
workers = 0
"""


@dataclass(frozen=True)
class Office:
    """One installation: its configuration, its data."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def outlets(self, *entries: str) -> None:
        (self.folder / "config" / "outlets.toml").write_text("\n".join(entries))

    def arguments(self, *arguments: str | Path) -> list[str]:
        return ["--config", str(self.folder / "config"), "--data", str(self.data), *map(str, arguments)]

    def pantau(self, *arguments: str | Path, timeout: float = 120) -> Called:
        child = self.start(*arguments)
        status = child.wait(timeout)
        return Called(status, child.out(), child.err())

    def start(self, *arguments: str | Path, before: Callable[[], None] | None = None) -> Child:
        """The command, begun; `before` is called in its process first."""
        files = [tempfile.TemporaryFile("w+b") for _ in range(2)]  # noqa: SIM115 - Child closes them
        pid = os.fork()
        if pid == 0:
            _be_pantau(self.arguments(*arguments), files, before)
        return Child(pid, *files)

    def crawl(self, *arguments: str, status: int = 0, timeout: float = 120) -> dict[str, dict[str, Any]]:
        """Rows by outlet."""
        done = self.pantau("crawl", "--json", *arguments, timeout=timeout)
        assert done.status == status, done.err
        return {row["outlet"]: row for row in map(json.loads, done.out.splitlines())}

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        with closing(Ledger(self.data)) as ledger:
            yield ledger

    def address(self, url: str) -> Address:
        with self.ledger() as ledger:
            found = ledger.address(url)
        assert found is not None, f"{url} was never met"
        return found

    def articles(self) -> list[dict[str, Any]]:
        """All hits of the index."""
        found = self.pantau("search", "", "--limit", "5000", "--json")
        assert found.status == 0, found.err
        return [json.loads(line) for line in found.out.splitlines()[1:]]

    def let_time_pass(self, span: timedelta) -> None:
        """All that the ledger has written down lies that much further back: as if one had waited."""
        columns = {
            "address": ("met", "hint_published", "fetched", "first_fetched", "next_visit"), "snapshot": ("fetched",),
            "validator": ("full",), "robots": ("fetched",), "outlet": ("discovered", "paused_until"),
            "run": ("started", "finished"), "source": ("failed",),
        }  # fmt: skip
        with closing(sqlite3.connect(self.data / "ledger.sqlite")) as db, db:
            db.create_function("back", 1, lambda t: (datetime.fromisoformat(t) - span).isoformat() if t else t)
            for table, names in columns.items():
                db.execute(f"UPDATE {table} SET {', '.join(f'{n} = back({n})' for n in names)}")


@dataclass
class Child:
    """A command that runs; `wait` must be called once."""

    pid: int
    _out: IO[bytes]
    _err: IO[bytes]

    def wait(self, timeout: float = 120) -> int:
        """The exit status; -9 where it was killed."""
        end = time.monotonic() + timeout
        while True:
            pid, status = os.waitpid(self.pid, os.WNOHANG)
            if pid:
                return os.waitstatus_to_exitcode(status)
            if time.monotonic() > end:
                self.kill()
                os.waitpid(self.pid, 0)
                pytest.fail(f"no end after {timeout} s: {self.err()}")
            time.sleep(0.01)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def out(self) -> str:
        return _read(self._out)

    def err(self) -> str:
        return _read(self._err)


def _read(file: IO[bytes]) -> str:
    with file:
        file.seek(0)
        return file.read().decode()


def _be_pantau(arguments: list[str], files: Sequence[IO[bytes]], before: Callable[[], None] | None) -> NoReturn:
    """In the forked process: standard streams of its own, no handlers of the test's, the command, the end."""
    status = 70
    try:
        warnings.resetwarnings()
        logging.root.handlers.clear()
        for number, file in enumerate(files, 1):
            os.dup2(file.fileno(), number)
        sys.stdout, sys.stderr = os.fdopen(1, "w"), os.fdopen(2, "w", buffering=1)
        for name in [name for name in os.environ if name.startswith("PANTAU_")]:
            del os.environ[name]
        if before is not None:
            before()
        status = cli.main._exit_status(arguments)
        sys.stdout.flush()
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(status)


def new_office(folder: Path, settings: str = QUICK) -> Office:
    target = folder / "config"
    target.mkdir(parents=True)
    for path in SHIPPED.iterdir():
        if path.suffix in (".toml", ".cfg", ".txt"):
            shutil.copy(path, target / path.name)
    (target / "settings.toml").write_text(settings)
    return Office(folder)
