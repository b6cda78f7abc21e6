"""The whole way measured: crawl, clean, tag and index a replica of five outlets, beside two limits.

    python -m bench.whole_way --fill 500 [--replica ../shared/replica/serve.py] [--runs 1]

In one run, on the same pages: (a) `pantau crawl` from an empty data folder; (b) plain Scrapy, which only fetches the
same addresses, with the same politeness settings; (c) trafilatura alone (text and metadata, one process) on the same
bytes. Pages per second and peak memory of the process tree. Without ../shared it serves the shipped demo's outlets.
"""

from __future__ import annotations

import argparse
import json
import re
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
REPLICA = ROOT.parent / "shared" / "replica" / "serve.py"


@dataclass(frozen=True)
class Measured:
    """One way of doing it: pages, wall seconds, peak resident memory of the process tree in MB."""

    name: str
    pages: int
    seconds: float
    peak_mb: float

    @property
    def rate(self) -> float:
        return self.pages / self.seconds


def watch(command: list[str], **options: object) -> tuple[float, float, str]:
    """Runs a command; wall seconds, peak MB of its process tree (sampled each 50 ms), stdout."""
    with tempfile.TemporaryFile("w+") as out:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=out, stderr=subprocess.DEVNULL, cwd=ROOT, **options)  # type: ignore[call-overload]
        tree, peak = psutil.Process(process.pid), 0.0
        while process.poll() is None:
            try:
                resident = sum(p.memory_info().rss for p in [tree, *tree.children(recursive=True)])
                peak = max(peak, resident / 1e6)
            except psutil.Error:
                pass
            time.sleep(0.05)
        seconds = time.perf_counter() - started
        out.seek(0)
        text = out.read()
    if process.returncode:
        sys.exit(f"{' '.join(command[:6])} … left with {process.returncode}\n{text[-2000:]}")
    return seconds, peak, text


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def start_replica(script: Path, fill: int, port: int) -> tuple[subprocess.Popen[str], dict[str, str]]:
    """The replica's process and its outlets: key → home."""
    process = subprocess.Popen(
        [sys.executable, str(script), "--port", str(port), "--fill", str(fill)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    homes: dict[str, str] = {}
    while len(homes) < 5:
        found = re.match(r"(\S+)\s+(http://\S+)", process.stdout.readline())
        if not found:
            sys.exit(f"{script} did not start on port {port}")
        homes[found[1]] = found[2]
    return process, homes


def outlet_file(path: Path, homes: dict[str, str]) -> None:
    path.write_text(
        "".join(
            f'[[outlet]]\nkey = "{key}"\nname = "{key}"\nhome = "{home}"\nallow_private = true\n\n'
            for key, home in homes.items()
        )
    )


def indexed(data: Path) -> list[str]:
    """Addresses of the articles that the crawl indexed."""
    done = subprocess.run(
        [sys.executable, "-m", "cli.main", "--data", str(data), "search", "", "--limit", "10000", "--json"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    )  # fmt: skip
    return [json.loads(line)["url"] for line in done.stdout.splitlines()[1:]]


FETCH_ONLY = """
import json, sys, scrapy
from scrapy.crawler import CrawlerProcess
class Fetch(scrapy.Spider):
    name = "fetch"
    custom_settings = {"ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS_PER_DOMAIN": 1, "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "DOWNLOAD_DELAY": 0}
    async def start(self):
        for url in json.load(open(sys.argv[1])):
            yield scrapy.Request(url, callback=self.parse)
    def parse(self, response):
        pass
process = CrawlerProcess(); process.crawl(Fetch); process.start()
"""

EXTRACT_ONLY = """
import json, sys, trafilatura
pages = json.load(open(sys.argv[1]))
import time; started = time.perf_counter()
for page in pages:
    trafilatura.bare_extraction(page, with_metadata=True)
print(time.perf_counter() - started)
"""


def measure(replica: Path, fill: int) -> list[Measured]:
    work = Path(tempfile.mkdtemp(prefix="pantau-bench-"))
    server, homes = start_replica(replica, fill, free_port())
    try:
        outlet_file(work / "outlets.toml", homes)
        crawl = [
            sys.executable,
            "-m",
            "cli.main",
            "--data",
            str(work / "data"),
            "crawl",
            "--outlets",
            str(work / "outlets.toml"),
            "--since",
            "2015",
            "--json",
        ]
        seconds, peak, _ = watch(crawl)
        urls = indexed(work / "data")
        results = [Measured("pantau crawl: discover, fetch, snapshot, clean, tag, index", len(urls), seconds, peak)]
        again, peak_again, _ = watch(crawl)
        results.append(Measured("pantau crawl again: nothing new", len(urls), again, peak_again))
        (work / "urls.json").write_text(json.dumps(urls))
        (work / "fetch.py").write_text(FETCH_ONLY)
        seconds, peak, _ = watch([sys.executable, str(work / "fetch.py"), str(work / "urls.json")])
        results.append(Measured("plain Scrapy: the same addresses, fetch only", len(urls), seconds, peak))
        pages = [urllib.request.urlopen(url, timeout=30).read().decode() for url in urls]
        (work / "pages.json").write_text(json.dumps(pages))
        (work / "extract.py").write_text(EXTRACT_ONLY)
        _, peak, told = watch([sys.executable, str(work / "extract.py"), str(work / "pages.json")])
        results.append(Measured("trafilatura alone: text and metadata, one process", len(urls), float(told), peak))
        return results
    finally:
        server.terminate()
        server.wait(10)
        shutil.rmtree(work, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--fill", type=int, default=500, help="made-up articles an outlet")
    parser.add_argument("--replica", type=Path, default=REPLICA)
    parser.add_argument("--runs", type=int, default=1)
    options = parser.parse_args()
    if not options.replica.exists():
        sys.exit(f"{options.replica}: no replica to crawl; name its serve.py with --replica")
    runs = [measure(options.replica, options.fill) for _ in range(options.runs)]
    print("| what | pages | seconds | pages/s | peak MB | against trafilatura alone |")
    print("|---|---:|---:|---:|---:|---:|")
    base = statistics.median(run[-1].rate for run in runs)
    for same in zip(*runs, strict=True):
        rate = statistics.median(m.rate for m in same)
        print(
            f"| {same[0].name} | {same[0].pages} | {statistics.median(m.seconds for m in same):.1f} | {rate:.0f} "
            f"| {max(m.peak_mb for m in same):.0f} | {rate / base:.2f} |"
        )


if __name__ == "__main__":
    main()
