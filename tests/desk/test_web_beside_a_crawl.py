"""The pages are read while articles come in: nobody waits, nothing fails, and what is put is found at the next click."""

from __future__ import annotations

import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.request import urlopen

import pytest

from config.loader import Config
from index.sqlite_index import SqliteIndex
from tests.desk.browsing import served
from tests.desk.newsroom import desk_over, filled

pytestmark = pytest.mark.slow

# A process of its own, as a crawl is: puts articles one by one and says so.
WRITER = """
import sys
from pathlib import Path
from index.sqlite_index import SqliteIndex
from tests.desk.newsroom import plain
index = SqliteIndex(Path(sys.argv[1]))
for n in range(120):
    index.put([plain("denpost", "DenPost", f"baru-{n}", "2025-01-01T08:00:00+08:00", f"Kabar baru {n}", f"Kabar baru nomor {n} dari balai desa.")])
    print(n, flush=True)
index.close()
"""
ADDRESSES = ("/", "/?q=kabar", "/bimtek", "/zona", "/api/search?q=balai", "/status", "/healthz")


def test_readers_beside_a_writer(config: Config, tmp_path: Path) -> None:
    filled(tmp_path).close()
    index = SqliteIndex(tmp_path)
    with served(desk_over(index, config)) as home, ThreadPoolExecutor(8) as readers:

        def read(address: str) -> int:
            with urlopen(home + address, timeout=30) as answer:
                answer.read()
                return int(answer.status)

        writer = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(tmp_path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parents[2],
        )
        assert writer.stdout
        try:
            for line in writer.stdout:
                with urlopen(f"{home}/api/search?q=judul:%22kabar+baru+{int(line)}%22&limit=1", timeout=30) as answer:
                    assert json.load(answer)["total"] == 1, "found at the next click"
                if int(line) % 10 == 0:
                    assert set(readers.map(read, ADDRESSES * 2)) == {200}
        finally:
            writer.stdout.close()
            assert writer.wait(30) == 0
    index.close()
