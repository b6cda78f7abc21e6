"""The replica's pages as a browser would get them, with the gold of their articles; needs ../shared."""

from __future__ import annotations

import json
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from extract.page import RawPage


def replica_pages(shared: Path) -> Iterator[tuple[str, RawPage, dict[str, Any]]]:
    """(name, page, gold line) of every article, fetched from the replica, which runs for that time."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    gold = {
        g["url"]: g for g in map(json.loads, (shared / "gold/seeds.jsonl").read_text(encoding="utf-8").splitlines())
    }
    server = subprocess.Popen([sys.executable, str(shared / "replica/serve.py"), "--port", str(port)], stdout=subprocess.PIPE, text=True)  # fmt: skip
    assert server.stdout is not None
    try:
        for _ in range(5):
            key, home, *_ = server.stdout.readline().split()
            for path, entry in gold.items():
                url = home.rstrip("/") + path
                pages = list(_parts(url, key))
                if pages:
                    first = pages[0]
                    yield f"replica/{key}{path}", RawPage(first.url, key, first.body, first.fetched, headers=first.headers, more=tuple(pages[1:])), entry  # fmt: skip
    finally:
        server.terminate()
        server.wait(10)
        server.stdout.close()


def _parts(url: str, key: str) -> Iterator[RawPage]:
    """The page and, where it says so, its second and third part."""
    seen: set[bytes] = set()
    for number in range(1, 4):
        address = url if number == 1 else f"{url}?page={number}"
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                body = answer.read()
                headers = tuple(answer.headers.items())
        except OSError:
            return
        if body in seen:
            return
        seen.add(body)
        yield RawPage(address, key, body, datetime.now(UTC), headers=headers)
        if b"page=2" not in body and number == 1:
            return
