"""`pantau serve`: on this machine only, and a clear line where that can't be."""

from __future__ import annotations

import contextlib
import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest

from config.errors import UsageError
from desk.web.serving import check_address
from tests.cli.calling import pantau
from tests.desk.newsroom import filled


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.53", "::1", "[::1]", "localhost", "LOCALHOST"])
def test_loopback_is_served(host: str) -> None:
    check_address(host)


@pytest.mark.parametrize(
    "host", ["0.0.0.0", "::", "192.168.1.2", "10.0.0.1", "example.org", "", "127.0.0.1.example.org"]
)
def test_any_other_address_is_refused(host: str) -> None:
    with pytest.raises(UsageError, match="no accounts"):
        check_address(host)


def test_the_command_refuses_in_one_line(tmp_path: Path) -> None:
    done = pantau("serve", "--host", "0.0.0.0", data=tmp_path)
    assert done.status == 2
    assert len(done.err.strip().splitlines()) == 1


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_a_taken_port_is_told(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        done = pantau("serve", "--port", str(taken.getsockname()[1]), data=tmp_path)
    assert done.status == 2
    assert "--port" in done.err
    assert "Traceback" not in done.err


def test_the_command_serves_until_it_is_told_to_end(tmp_path: Path) -> None:
    filled(tmp_path).close()
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "cli.main", "--data", str(tmp_path), "serve", "--port", str(port)],
        stderr=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    try:
        body = ""
        deadline = time.monotonic() + 60
        while not body and time.monotonic() < deadline and process.poll() is None:
            with (
                contextlib.suppress(URLError, ConnectionError),
                urlopen(f"http://127.0.0.1:{port}/status", timeout=10) as answer,
            ):
                body = answer.read().decode()
            time.sleep(0.1)
        assert re.search(r"Berita di indeks</dt><dd>11<", body)
    finally:
        process.send_signal(signal.SIGTERM)
        _, told = process.communicate(timeout=30)
    assert "Traceback" not in told
