"""The crawler measured: its pace beside plain Scrapy, its requests when little or nothing is new, its memory and start.

    python -m bench.crawl [--pages 400] [--runs 3] [--only pace|requests|ledger]

pace      fetch + snapshot + ledger (nothing is read or indexed) beside plain Scrapy without a pipeline, on the same
          five sites in the same run. Steady pages/s are by the server's clock, first to last article request.
requests  a second crawl with nothing new, then one after K new articles, as the servers saw it.
ledger    a crawl with nothing new over a ledger of 2,000 and of 20,000 addresses: peak memory of the crawling process,
          and seconds from its start to its first request.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bench.whole_way import ROOT, outlet_file, watch
from config.loader import load_config
from crawler.fates import Fate
from crawler.ledger import End, Ledger
from extract.page import Hints, RawPage

PLAIN = """
import json, sys, scrapy
from scrapy.crawler import CrawlerProcess
class Fetch(scrapy.Spider):
    name = "fetch"
    custom_settings = {"ROBOTSTXT_OBEY": True, "CONCURRENT_REQUESTS_PER_DOMAIN": int(sys.argv[2]), "LOG_ENABLED": False, "TELNETCONSOLE_ENABLED": False, "DOWNLOAD_DELAY": 0}
    async def start(self):
        for url in json.load(open(sys.argv[1])):
            yield scrapy.Request(url, callback=self.parse)
    def parse(self, response):
        pass
process = CrawlerProcess(); process.crawl(Fetch); process.start()
"""


@dataclass(frozen=True)
class Pace:
    """`whole`: pages/s of the process from its start to its end; `steady`: by the server's clock.

    `cpu_ms` a page, start included: steadier than the clock where other work shares the machine.
    """

    name: str
    whole: float
    steady: float
    peak_mb: float
    cpu_ms: float


@contextmanager
def press_server(pages: int) -> Iterator[dict[str, str]]:
    """Homes by key."""
    command = [sys.executable, "-m", "bench.press_server", "--pages", str(pages)]
    server = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert server.stdout
    assert server.stdin
    try:
        yield {f"pos{n}": server.stdout.readline().strip() for n in range(5)}
    finally:
        server.stdin.close()
        server.wait(10)
        server.stdout.close()


def times(homes: dict[str, str]) -> list[float]:
    """When article pages were asked for since the last call."""
    found: list[float] = []
    for home in homes.values():
        with urllib.request.urlopen(f"{home}/__log__", timeout=10) as answer:
            found += json.load(answer)
    return sorted(found)


def pace(pages: int) -> list[Pace]:
    work = Path(tempfile.mkdtemp(prefix="pantau-bench-"))
    results = []
    try:
        with press_server(pages) as homes:
            outlet_file(work / "outlets.toml", {k: f"{h}/" for k, h in homes.items()})
            urls = [f"{h}/berita/{n:06d}/balai-banjar-nomor-{n}" for n in range(pages) for h in homes.values()]
            (work / "urls.json").write_text(json.dumps(urls))
            (work / "plain.py").write_text(PLAIN)
            plain = [sys.executable, str(work / "plain.py"), str(work / "urls.json")]
            ways = {
                "plain Scrapy, one connection an outlet": [*plain, "1"],
                "plain Scrapy, as it comes (8 connections)": [*plain, "8"],
                "pantau: fetch + snapshot + ledger": [sys.executable, "-m", "bench.crawl", "--fetch-only", str(work)],
            }
            for name, command in ways.items():
                before = resource.getrusage(resource.RUSAGE_CHILDREN)
                seconds, peak, _ = watch(command)
                after = resource.getrusage(resource.RUSAGE_CHILDREN)
                cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
                asked = times(homes)
                if len(asked) != len(urls):
                    sys.exit(f"{name}: {len(asked)} pages asked for instead of {len(urls)}")
                results.append(
                    Pace(
                        name,
                        len(urls) / seconds,
                        (len(asked) - 1) / (asked[-1] - asked[0]),
                        peak,
                        1000 * cpu / len(urls),
                    )
                )
    finally:
        shutil.rmtree(work, ignore_errors=True)
    return results


def fetch_only(work: Path) -> None:
    """The child of `pace`: a crawl whose pages are done when they are in the ledger."""
    from crawler import running
    from crawler.processing import Processor
    from crawler.snapshots import Snapshots
    from crawler.spiders.base import Crawl
    from crawler.storing import Shelf
    from index.opening import open_index

    class Shelved(Processor):
        """Counts instead of reading."""

        def submit(self, page: RawPage) -> None:
            self.ledger.done(End(page.requested_url, Fate.NEW))
            self.count(page.outlet, Fate.NEW)

    config = load_config(outlets_file=work / "outlets.toml")
    data = work / "data"
    data.mkdir()
    ledger, index = Ledger(data), open_index(None, data, gazetteer=config.gazetteer)
    processor = Shelved(config, ledger, index)
    since = datetime(2015, 1, 1, tzinfo=UTC).date()
    shelf = Shelf(Snapshots(data), ledger, processor)
    works = [Crawl(o, config, shelf, since=since) for o in config.outlets.values()]
    trouble = running.run_all(works, config, shelf)
    ledger.close()
    index.close()
    if trouble:
        raise trouble


def requests(new: int) -> Iterator[tuple[str, str, int, int, int]]:
    """(crawl, outlet, requests, of these conditional, of these for articles)."""
    from tests.crawler.crawling import new_office
    from tests.crawler.press_site import PressSite

    old = datetime.now(UTC) - timedelta(days=30)
    folder = Path(tempfile.mkdtemp(prefix="pantau-bench-"))
    kinds: dict[str, dict[str, Any]] = {
        "feed": {}, "sitemap": {"feed": False}, "listing": {"feed": False, "sitemap": False},
    }  # fmt: skip
    sites = {key: PressSite(40, host=f"127.0.0.{31 + n}", newest=old, **kinds[key]) for n, key in enumerate(kinds)}
    office = new_office(folder / "office")
    try:
        for site in sites.values():
            site.__enter__()
        office.outlets(*(site.entry(key) for key, site in sites.items()))
        steps: list[tuple[str, Callable[[], object]]] = [
            ("first", lambda: None),
            ("second, nothing new", lambda: None),
            (f"third, {new} new each", lambda: [site.publish(new, newer=True) for site in sites.values()]),
        ]
        for name, before in steps:
            before()
            marks = {key: len(site.asked) for key, site in sites.items()}
            office.crawl()
            for key, site in sites.items():
                asked = site.asked[marks[key] :]
                articles = sum(a.path.startswith("/berita/") for a in asked)
                yield name, key, len(asked), sum(a.conditional for a in asked), articles
    finally:
        for site in sites.values():
            site.__exit__()
        shutil.rmtree(folder, ignore_errors=True)


def ledger_size(addresses: int) -> tuple[float, float, float, float]:
    """(peak MB of the crawling process, seconds to its first request, seconds in all, CPU seconds in all)."""
    from tests.crawler.crawling import new_office
    from tests.crawler.press_site import PressSite

    folder = Path(tempfile.mkdtemp(prefix="pantau-bench-"))
    office = new_office(folder / "office")
    try:
        with PressSite(20, newest=datetime.now(UTC) - timedelta(days=30)) as site:
            office.outlets(site.entry())
            office.crawl()
            with office.ledger() as ledger:
                urls = [site.url(f"/berita/{n:06d}/berita-lama-nomor-{n}") for n in range(addresses)]
                then = datetime.now(UTC) - timedelta(days=400)
                ledger.meet_all([(u, Hints(f"Berita lama {u[-6:]}", then, None, "sitemap")) for u in urls], "pos", then)
                ledger.done(*(End(u, Fate.NEW, None, f"{n:016x}", then) for n, u in enumerate(urls)))
            mark, started = len(site.asked), time.time()
            command = [sys.executable, "-m", "cli.main", "--config", str(office.folder / "config"), "--data", str(office.data), "crawl"]  # fmt: skip
            before = resource.getrusage(resource.RUSAGE_CHILDREN)
            seconds, peak, _ = watch(command)
            after = resource.getrusage(resource.RUSAGE_CHILDREN)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            return peak, site.asked[mark].time - started, seconds, cpu
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=400, help="an outlet")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--new", type=int, default=4, help="K new articles an outlet")
    parser.add_argument("--only", choices=("pace", "requests", "ledger"))
    parser.add_argument("--fetch-only", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.fetch_only:
        fetch_only(options.fetch_only)
        return
    print(f"load average before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores\n")
    if options.only in (None, "pace"):
        runs = [pace(options.pages) for _ in range(options.runs)]
        print(
            "| what | pages/s, steady | pages/s with start | peak MB | of plain Scrapy, steady |\n|---|---:|---:|---:|---:|"
        )
        base = statistics.median(run[0].steady for run in runs)
        for same in zip(*runs, strict=True):
            steady = statistics.median(p.steady for p in same)
            whole = statistics.median(p.whole for p in same)
            print(f"| {same[0].name} | {steady:.0f} | {whole:.0f} | {statistics.median(p.cpu_ms for p in same):.1f} | {max(p.peak_mb for p in same):.0f} | {steady / base:.2f} |")  # fmt: skip
        print()
    if options.only in (None, "requests"):
        print(
            "| crawl | outlet found by | requests | of these conditional | of these articles |\n|---|---|---:|---:|---:|"
        )
        for row in requests(options.new):
            print("| " + " | ".join(map(str, row)) + " |")
        print()
    if options.only in (None, "ledger"):
        print(
            "| addresses in the ledger | peak MB | s to the first request | s in all | CPU s in all |\n|---:|---:|---:|---:|---:|"
        )
        for addresses in (2_000, 20_000):
            measured = [ledger_size(addresses) for _ in range(options.runs)]
            peak, start, seconds, cpu = (statistics.median(column) for column in zip(*measured, strict=True))
            print(f"| {addresses} | {peak:.0f} | {start:.2f} | {seconds:.2f} | {cpu:.2f} |")


if __name__ == "__main__":
    main()
