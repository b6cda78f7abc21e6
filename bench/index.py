"""Both indexes measured: articles a second in, size on disk, and the time of ten typical searches with facets and marks.

    python -m bench.index --sqlite 10000,100000 --elastic 100000 [--url http://127.0.0.1:9200] [--repeat 20]

The articles are made up (bench/made_up.py): Zipf words, five tags each in the middle, one in eight a reprint. Making them
is not counted. "CPU" is the time that this
process worked in one warm search, which other programs on the machine lengthen less than the wall clock (SQLite works
inside it; of Elasticsearch it is the client's part only). "Cold" is each search once after the index was opened anew, its file put out of the system's cache
(SQLite) or the node's caches cleared (Elasticsearch, whose files the system may still hold); "warm" is the same ten
searches over and over in random order.
"""

from __future__ import annotations

import argparse
import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from bench.made_up import batches, people
from index.base import ArticleIndex, SearchRequest
from index.elastic import ElasticIndex
from index.sqlite_index import SqliteIndex

SEARCHES: dict[str, SearchRequest] = {
    "everything, newest first": SearchRequest(sort="newest"),
    "one common word": SearchRequest("pelayanan"),
    "two words": SearchRequest("bimtek tabanan"),
    "three words": SearchRequest("penilaian kepatuhan ombudsman"),
    "a phrase": SearchRequest('"pelayanan publik"'),
    "a rare word": SearchRequest("maladministrasi festival longsor"),
    "either, and not": SearchRequest("(bimtek OR sosialisasi) camat -banjir"),
    "a prefix, in one year": SearchRequest("maladmin* tahun:2024"),
    "words of an official in a regency": SearchRequest("dinas", officials=(people()[0][0],), regencies=("Badung",)),
    "near, in a month": SearchRequest('"izin loket"~10', since=date(2023, 1, 1), until=date(2023, 12, 31)),
}


@dataclass(frozen=True)
class Measured:
    """One index at one size; times in milliseconds."""

    name: str
    articles: int
    seconds_in: float
    size_mb: float
    cold: dict[str, float]
    warm: dict[str, list[float]]
    cpu: dict[str, list[float]]

    @property
    def rate(self) -> str:
        return f"{self.articles / self.seconds_in:,.0f} a second" if self.seconds_in else "not measured"

    def print(self) -> None:
        warm = sorted(t for times in self.warm.values() for t in times)
        cpu = sorted(t for times in self.cpu.values() for t in times)
        cold = sorted(self.cold.values())
        print(
            f"\n{self.name}, {self.articles:,} articles: {self.rate} in, {self.size_mb:,.0f} MB; "
            f"search p50 {statistics.median(warm):.1f} ms, p95 {at(warm, 0.95):.1f} ms (CPU p50 {statistics.median(cpu):.1f}, "
            f"p95 {at(cpu, 0.95):.1f}); cold p50 {statistics.median(cold):.1f} ms, "
            f"slowest {cold[-1]:.1f} ms"
        )
        print(f"{'search':40} {'cold':>8} {'p50':>8} {'p95':>8} {'CPU':>8}  ms")
        for name in SEARCHES:
            times = sorted(self.warm[name])
            print(
                f"{name:40} {self.cold[name]:8.1f} {statistics.median(times):8.1f} {at(times, 0.95):8.1f} {statistics.median(self.cpu[name]):8.1f}"
            )


def at(ordered: list[float], share: float) -> float:
    return ordered[min(int(len(ordered) * share), len(ordered) - 1)]


def fill(index: ArticleIndex, count: int) -> float:
    """Seconds that `put` took; 0 where the articles are there already."""
    if index.status().articles == count:
        return 0.0
    seconds = 0.0
    worked = 0.0
    for batch in batches(count):
        started, before = time.perf_counter(), time.process_time()
        results = index.put(batch)
        seconds += time.perf_counter() - started
        worked += time.process_time() - before
        assert all(r.outcome == "new" for r in results)
    started = time.perf_counter()
    index.refresh()
    print(f"{count:,} articles in {seconds:.0f} s, of which this process worked {worked:.0f} s")
    return seconds + time.perf_counter() - started


def timed(index: ArticleIndex, request: SearchRequest) -> tuple[float, float]:
    """(wall, CPU of this process) in milliseconds."""
    started, worked = time.perf_counter(), time.process_time()
    index.search(request)
    return (time.perf_counter() - started) * 1000, (time.process_time() - worked) * 1000


def searches(
    index: ArticleIndex, repeat: int, forget: Callable[[], None]
) -> tuple[dict[str, float], dict[str, list[float]], dict[str, list[float]]]:
    """(cold, warm, CPU of the warm) of each search."""
    cold = {}
    for name, request in SEARCHES.items():
        forget()
        cold[name], _ = timed(index, request)
    order = [name for name in SEARCHES for _ in range(repeat)]
    random.Random(3).shuffle(order)
    warm: dict[str, list[float]] = {name: [] for name in SEARCHES}
    cpu: dict[str, list[float]] = {name: [] for name in SEARCHES}
    for name in order:
        wall, worked = timed(index, SEARCHES[name])
        warm[name].append(wall)
        cpu[name].append(worked)
    return cold, warm, cpu


def sqlite(count: int, repeat: int, kept: Path | None = None) -> Measured:
    with tempfile.TemporaryDirectory() as made:
        folder = kept / str(count) if kept else Path(made)
        folder.mkdir(parents=True, exist_ok=True)
        index = SqliteIndex(folder)
        seconds = fill(index, count)

        def forget() -> None:
            index.close()  # opened anew by the next search
            with index.path.open("rb") as file:
                os.fsync(file.fileno())
                os.posix_fadvise(file.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)

        measured = searches(index, repeat, forget)
        size = index.status().size_bytes / 1e6
        index.close()
    return Measured("SQLite", count, seconds, size, *measured)


def elastic(count: int, repeat: int, url: str, *, keep: bool = False) -> Measured:
    index = ElasticIndex(url, alias=f"bench-articles-{count}", timeout=120)
    client, alias = index.store.client, index.store.alias
    if index.status().articles != count:
        for name in list(client.indices.get(index=f"{alias}-*")):
            client.indices.delete(index=name)
        index.close()
        index = ElasticIndex(url, alias=index.store.alias, timeout=120)
        client = index.store.client
    try:
        seconds = fill(index, count)

        def forget() -> None:
            client.indices.clear_cache(index=alias)

        measured = searches(index, repeat, forget)
        size = index.status().size_bytes / 1e6
    finally:
        if not keep:
            for name in list(client.indices.get(index=f"{alias}-*")):
                client.indices.delete(index=name)
        index.close()
    return Measured("Elasticsearch", count, seconds, size, *measured)


def _sizes(text: str) -> list[int]:
    return [int(part) for part in text.split(",")]


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for kind in ("--sqlite", "--elastic"):
        parser.add_argument(kind, type=_sizes, default=[], help="numbers of articles, with commas")
    parser.add_argument("--url", default="http://127.0.0.1:9200")
    parser.add_argument("--repeat", type=int, default=20)
    parser.add_argument(
        "--keep",
        action="store_true",
        help="leave the index on the node; one that is there already is searched, not filled",
    )
    parser.add_argument("--folder", type=Path, help="keep embedded indexes here, and search those that are there")
    given = parser.parse_args()
    if not given.sqlite and not given.elastic:
        parser.error("name sizes: --sqlite 10000 and/or --elastic 10000")
    for count in given.sqlite:
        sqlite(count, given.repeat, given.folder).print()
    for count in given.elastic:
        elastic(count, given.repeat, given.url, keep=given.keep).print()


if __name__ == "__main__":
    main()
