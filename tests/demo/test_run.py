"""The demo as a user runs it: a process of its own, its printed facts, a second run, and what ends it early."""

from __future__ import annotations

import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from demo.articles import Press
from demo.promises import expected_events
from tests.cli.calling import ROOT, Called, pantau

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("demo"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("demo") / "data"


@pytest.fixture(scope="module")
def first(folder: Path) -> tuple[Called, float]:
    started = time.monotonic()
    # An index that nobody serves: the demo must not try to write there.
    called = pantau("demo", data=folder, timeout=240, PANTAU_INDEX="http://127.0.0.1:9/")
    return called, time.monotonic() - started


def promise(out: str, what: str) -> tuple[str, int, int]:
    """(mark, found, asked) of a line of the summary."""
    found = re.search(rf"^  ([✓✗]) {what}.*?: (\d+)(?: of (\d+))?$", out, re.MULTILINE)
    assert found, f"{what!r} not told in:\n{out}"
    return found[1], int(found[2]), int(found[3] or 0)


def test_it_ends_within_a_minute(first: tuple[Called, float]) -> None:
    assert first[1] < 60


def test_it_says_what_it_shows_and_how_to_go_on(first: tuple[Called, float], folder: Path) -> None:
    out = first[0].out
    assert out.count("http://127.0.0.1:") >= 4
    for part in ("made up", "1. What was crawled", "2. Bimtek by regency", "3. Ombudsman ratings", "4. Search", "5. What the articles hold", "6. How to go on"):  # fmt: skip
        assert part in out
    for command in ("search", "zones", "digest --week", "why http", "serve", "demo --keep"):
        assert re.search(rf"^  pantau .*{command}", out, re.MULTILINE), command
    assert "\x1b[" not in out, "colours on a pipe"
    assert [line for line in out.splitlines() if line != line.rstrip()] == []


def test_every_article_is_crawled_and_nothing_else(first: tuple[Called, float], press: Press) -> None:
    out = first[0].out
    count = sum(a.kind == "article" for a in press.articles)
    assert promise(out, "articles fetched and indexed") == ("✓", count, count)
    assert promise(out, "pages refused") == ("✓", 3, 3)
    for outlet in press.outlets:
        new = sum(a.kind == "article" for a in press.of(outlet.key))
        assert re.search(rf"^{outlet.key}\s.*\s{new}\s+0\s+0\b", out, re.MULTILINE), outlet.key


def test_everything_that_the_articles_hold_is_found(first: tuple[Called, float], press: Press) -> None:
    called = first[0]
    assert "✗" not in called.out, called.out[called.out.index("5. What") :]
    assert (called.status, called.err) == (0, "")
    events = expected_events(press.articles)
    assert promise(called.out, "cells of the bimtek table")[1:] == (len({(r, d.year) for r, d in events}),) * 2


def test_the_summary_is_what_the_commands_tell(first: tuple[Called, float], folder: Path) -> None:
    """The folder serves the ordinary commands afterwards."""
    out = first[0].out
    rows = re.findall(r"^(\w[\w ]*?) +((?:[·?\d]+ *){13})$", out, re.MULTILINE)
    told = {name: sum(int(c) for c in cells.split() if c.isdigit()) for name, cells in rows}
    plain = pantau("coverage", "--by", "year", "--json", data=folder).out
    counted: dict[str, int] = {}
    for line in plain.splitlines():
        cell = json.loads(line)
        counted[cell["regency"]] = counted.get(cell["regency"], 0) + cell["events"]
    assert {name: told[name] for name in counted} == counted
    url = re.search(r"why (http\S+)", out)
    assert url
    assert "Dropped" in pantau("why", url[1], data=folder).out
    status = pantau("--config", folder / "config", "status", data=folder)
    assert status.status == 0
    assert "lontarniaga" in status.out


def test_the_lines_to_go_on_with_work_as_printed(first: tuple[Called, float], tmp_path: Path) -> None:
    onward = first[0].out[first[0].out.index("6. How to go on") :]
    lines = [shlex.split(line) for line in re.findall(r"^  pantau (.+)$", onward, re.MULTILINE)]
    tried = set()
    for words in lines:
        command = next(w for w in words if w in ("serve", "search", "zones", "pickups", "digest", "why", "demo"))
        tried.add(command)
        if command in ("search", "zones", "pickups", "digest", "why"):
            called = pantau(*words, *(["--out", str(tmp_path)] if command == "digest" else []))
            assert (called.status, called.err) == (0, ""), words
            assert called.out.strip(), words
    assert tried == {"serve", "search", "zones", "pickups", "digest", "why", "demo"}


def test_a_second_run_asks_for_no_article(first: tuple[Called, float], folder: Path) -> None:
    again = pantau("demo", "--keep", data=folder, timeout=240)
    assert promise(again.out, "second run: article pages asked for again") == ("✓", 0, 0)
    assert re.search(r"^dipawarta\s+feed\s+0\s+0\s+0\s+0$", again.out, re.MULTILINE)
    assert again.status == first[0].status
    other = pantau("demo", "--keep", "--port", "20000", data=folder)
    assert (other.status, other.out) == (2, "")
    assert re.fullmatch(
        r"pantau: the articles there were read from port \d+ on; .*leave --port out, or --keep\n", other.err
    )


def test_a_taken_port_is_one_line(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        called = pantau("demo", "--port", str(port), data=tmp_path / "d")
    assert (called.status, called.out) == (1, "")
    assert (
        called.err
        == f"pantau: the port is taken; on 127.0.0.1:{port}; name another with --port, or none for free ones\n"
    )


def test_a_foreign_folder_and_a_bad_port_are_one_line(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    called = pantau("demo", data=tmp_path)
    assert (called.status, called.out) == (2, "")
    assert re.fullmatch(r"pantau: this is no demo folder .*\n", called.err)
    assert pantau("demo", "--port", "65535", data=tmp_path / "d").err == "pantau: 65535 is no port; on demo --port; allowed: 1 to 65532: the outlets take four\n"  # fmt: skip


@pytest.mark.parametrize("word", [signal.SIGINT, signal.SIGTERM])
def test_interrupted_it_leaves_nothing_running(tmp_path: Path, word: signal.Signals) -> None:
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PANTAU_")}
    with subprocess.Popen(
        [sys.executable, "-m", "cli.main", "--data", str(tmp_path / "d"), "demo"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
    ) as process:  # fmt: skip
        assert process.stdout
        opening = "".join(process.stdout.readline() for _ in range(6))
        ports = [int(p) for p in re.findall(r"127\.0\.0\.1:(\d+)/", opening)]
        deadline = time.monotonic() + 30
        while not (children := psutil.Process(process.pid).children(recursive=True)) and time.monotonic() < deadline:
            time.sleep(0.05)
        time.sleep(1)
        process.send_signal(word)
        _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert err == "pantau: interrupted: the outlets are closed; on demo; `pantau demo` starts anew\n"
    psutil.wait_procs(children, timeout=5)
    assert [c for c in children if c.is_running() and c.status() != psutil.STATUS_ZOMBIE] == []
    for port in ports:
        with pytest.raises(OSError), socket.create_connection(("127.0.0.1", port), timeout=5):
            pass


def test_the_outlets_alone_are_served_until_ctrl_c(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "demo"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT
    ) as process:
        assert process.stdout
        (tmp_path / "outlets.toml").write_text("".join(process.stdout.readline() for _ in range(18)))
        called = pantau("crawl", "dipawarta", "--outlets", tmp_path / "outlets.toml", "--limit", "3", "--json", data=tmp_path / "d")  # fmt: skip
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)
    assert process.returncode == 130
    assert called.status == 0, called.err
    assert json.loads(called.out)["new"] == 3
