"""A cluster that loses a node by SIGKILL while a crawl writes and others search: is anything lost, and what is noticed?

    python -m bench.three_nodes --urls URL,URL,URL --nodes-folder FOLDER --start "COMMAND" [--articles 100000]
        [--kill master|first|URL] [--rate 300] [--batch 200] [--copies all|1] [--shards 3]

FOLDER/node-PORT/pid holds the process id of the node that answers on PORT; COMMAND starts the nodes that don't run, with
the data that they had, and ends when they answer. Made-up articles (bench/made_up.py) go in through pantau's own index with
its spool, as a crawl puts them; a second thread searches all the time. After a third of the articles a node is killed, in
the middle of whatever it does; after two thirds it is started again. At the end every article must be there once, say what
it said, in each copy of each shard, and nothing may wait. Status 1 when something is lost.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from itertools import cycle, pairwise
from pathlib import Path

from elastic_transport import TransportError
from elasticsearch import ApiError

from bench.cluster import SETTLED, Cluster
from bench.index import SEARCHES, at
from bench.made_up import batches
from config.errors import PantauError
from index.base import ArticleIndex
from index.copying import Checksum, check, checksum_of
from index.elastic import ElasticIndex
from index.spool import SpoolingIndex
from index.tag_values import content_hash

ALIAS = "bench-three-nodes"
PAUSE = 0.25  # seconds between two searches
PHASES = ("before", "one node away", "started again")


@dataclass(frozen=True)
class Put:
    """`ended` in seconds from the beginning."""

    ended: float
    seconds: float
    outcomes: Counter[str]


@dataclass(frozen=True)
class Search:
    ended: float
    seconds: float
    error: str | None


class Run:
    """One run: the crawl in this thread, searches, trouble and a look at the cluster in others."""

    def __init__(
        self, cluster: Cluster, index: SpoolingIndex, searching: ElasticIndex, articles: int, kill: str
    ) -> None:
        self.cluster, self.index, self.searching, self.articles, self.victim = cluster, index, searching, articles, kill
        self.puts: list[Put] = []
        self.searches: list[Search] = []
        self.events: list[tuple[float, str]] = []
        self.bounds = [0.0]  # when each phase began
        self.most_waiting = self.sent = 0
        self.expected: dict[str, str] = {}  # id → content hash
        self.failures: list[str] = []
        self._began = time.monotonic()
        self._over = threading.Event()

    def now(self) -> float:
        return time.monotonic() - self._began

    def tell(self, what: str) -> None:
        self.events.append((self.now(), what))
        print(f"{self.now():7.1f} s  {what}", flush=True)

    def go(self, batch: int, rate: float) -> None:
        threads = [threading.Thread(target=work) for work in (self._search, self._make_trouble, self._look)]
        for thread in threads:
            thread.start()
        try:
            self._crawl(batch, rate)
            self.tell("the crawl has put its last article")
            threads[1].join()
            self._settle()
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def _crawl(self, size: int, rate: float) -> None:
        for batch in batches(self.articles, size):
            if rate:
                time.sleep(max(self.sent / rate - self.now(), 0))
            self.expected.update((article.id, content_hash(article)) for article in batch)
            started = self.now()
            outcomes = Counter(result.outcome for result in self.index.put(batch))
            self.puts.append(Put(self.now(), self.now() - started, Counter(outcomes)))
            self.sent += len(batch)
            if outcomes["waiting"]:
                self.most_waiting = max(self.most_waiting, self.index.spool.counts()[0])

    def _settle(self) -> None:
        deadline = self.now() + SETTLED
        while not self.index.deliver() and self.now() < deadline:
            time.sleep(0.5)
        self.tell("nothing waits any more" if not self.index.spool.counts()[0] else "articles still wait")
        self.cluster.wait_until_whole()

    def _search(self) -> None:
        for request in cycle(SEARCHES.values()):
            if self._over.wait(PAUSE):
                return
            started, error = self.now(), None
            try:
                self.searching.search(request)
            except PantauError as failure:
                error = str(failure)
            self.searches.append(Search(self.now(), self.now() - started, error))

    def _make_trouble(self) -> None:
        try:
            self._until(lambda: self.sent * 3 >= self.articles)
            self.bounds.append(self.now())
            self.cluster.kill(self.victim)
            self.tell(f"killed the node of {self.victim}")
            self._until(lambda: self.sent * 3 >= self.articles * 2)
            self.bounds.append(self.now())
            self.tell("start it again")
            self.cluster.start()
            self.tell("it answers")
        except Exception as failure:
            self.failures.append(f"no trouble could be made: {failure}")

    def _until(self, done: Callable[[], bool]) -> None:
        while not done() and not self._over.is_set():
            time.sleep(0.003)

    def _look(self) -> None:
        last = ""
        while not self._over.wait(0.2):
            if (state := self.cluster.state()) != last:
                last = state
                self.tell(f"cluster: {state}")

    # what came of it

    def phase(self, moment: float) -> int:
        return sum(moment >= bound for bound in self.bounds) - 1

    def print(self) -> None:
        print(
            f"\n{'':16} {'seconds':>8} {'put':>8} {'a second':>9} {'in put':>8} {'waiting':>8}   {'searches':>8} {'failed':>7} {'p50':>8} {'p95':>8} {'slowest':>9} {'silence':>9}"
        )
        ends = [*self.bounds[1:], self.now()]
        for number, (began, ended) in enumerate(zip(self.bounds, ends, strict=True)):
            puts = [p for p in self.puts if self.phase(p.ended) == number]
            count = sum(p.outcomes.total() for p in puts)
            inside, wall = sum(p.seconds for p in puts), (puts[-1].ended - began if puts else 0)
            waiting = sum(p.outcomes["waiting"] for p in puts)
            searches = [s for s in self.searches if self.phase(s.ended) == number]
            times = sorted(s.seconds * 1000 for s in searches if not s.error) or [0.0]
            failed = sum(s.error is not None for s in searches)
            print(
                f"{PHASES[number]:16} {ended - began:8.0f} {count:8,} {count / wall if wall else 0:9,.0f} {count / inside if inside else 0:8,.0f} {waiting:8,}   "
                f"{len(searches):8,} {failed:7,} {statistics.median(times):5.0f} ms {at(times, 0.95):5.0f} ms {times[-1]:6,.0f} ms {self.silence(number):7.1f} s"
            )
        print(
            "\n'in put': articles a second of the time that the index took, without making them; 'silence': longest time in which no search was answered"
        )
        for error, count in Counter(s.error for s in self.searches if s.error).most_common(5):
            print(f"{count} searches failed: {error}")

    def silence(self, number: int) -> float:
        """Seconds, the longest between two answered searches, of which the second came in this phase."""
        ends = [0.0, *(s.ended for s in self.searches if not s.error)]
        return max((b - a for a, b in pairwise(ends) if self.phase(b) == number), default=0.0)


def verdict(index: ArticleIndex, expected: dict[str, str]) -> tuple[Checksum, list[str]]:
    """(what is there, what is wrong with it): `expected` are id and content hash of each article that was put."""
    report = check(index)
    should, faults = checksum_of(expected.items()), []
    if report.checksum != should:
        there = dict(index.hashes())
        missing, more = expected.keys() - there.keys(), there.keys() - expected.keys()
        changed = [id for id in expected.keys() & there.keys() if expected[id] != there[id]]
        for what, ids in (("missing", missing), ("too many", more), ("not as they were put", changed)):
            if ids:
                faults.append(f"{len(ids)} {what}: {', '.join(sorted(ids)[:5])}")
        if not faults:
            faults.append(f"{report.checksum.articles} articles for {should.articles}: some are there twice")
    if report.wrong:
        faults.append(f"{len(report.wrong)} damaged: {', '.join(report.wrong[:5])}")
    if report.waiting or report.refused:
        faults.append(f"{report.waiting} wait in the spool, {report.refused} were refused")
    return report.checksum, faults


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--urls", required=True, help="of the nodes, with commas")
    parser.add_argument("--nodes-folder", type=Path, required=True, help="holds node-PORT/pid for each node")
    parser.add_argument("--start", required=True, help="command that starts the nodes which don't run")
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--batch", type=int, default=200, help="articles put together (a crawl of one outlet: 8)")
    parser.add_argument(
        "--rate", type=float, default=300, help="articles a second at most; 0: as fast as they are taken"
    )
    parser.add_argument("--shards", type=int, default=3)
    parser.add_argument("--kill", default="master", help="master (default), first (of --urls), or a URL of --urls")
    parser.add_argument(
        "--copies",
        choices=("all", "1"),
        default="all",
        help="that must be there before a write is taken; pantau's own: all",
    )
    parser.add_argument("--keep", action="store_true", help="leave the index in the cluster")
    given = parser.parse_args()
    given.urls = given.urls.split(",")
    if given.kill not in ("master", "first", *given.urls):
        parser.error(f"--kill {given.kill}: master, first, {', '.join(given.urls)}")
    return given


def main() -> None:
    given = arguments()
    cluster = Cluster(given.urls, given.nodes_folder, given.start, ALIAS)
    with tempfile.TemporaryDirectory() as folder:
        cluster.remove()
        url = ",".join(given.urls)
        index = SpoolingIndex(ElasticIndex(url, alias=ALIAS, shards=given.shards), Path(folder))
        searching = ElasticIndex(url, alias=ALIAS)
        index.status()  # makes it
        cluster.wait_until_whole()
        if given.copies != "all":
            cluster.client.indices.put_settings(
                index=ALIAS, settings={"index.write.wait_for_active_shards": given.copies}
            )
        victim = {"master": cluster.master(), "first": given.urls[0]}.get(given.kill, given.kill)
        print(f"{given.articles:,} articles, {given.batch} together, {given.shards} shards; master: {cluster.master()}")
        run = Run(cluster, index, searching, given.articles, victim)
        try:
            run.go(given.batch, given.rate)
            run.print()
            found, faults = verdict(index, run.expected)
            copies, unequal = cluster.unequal_copies()
            faults += [*run.failures, *unequal]
            outcomes = sum((p.outcomes for p in run.puts), Counter[str]())
            print(
                f"\nput: {', '.join(f'{n:,} {name}' for name, n in outcomes.most_common())}; at most {run.most_waiting:,} waited"
            )
            print(
                f"there: {found.articles:,} of {len(run.expected):,} articles, checksum {found.digest}; {copies} copies of {given.shards} shards"
            )
            print("\n".join(["LOST OR WRONG:", *faults]) if faults else "nothing lost, nothing twice, nothing waits")
        finally:
            index.close()
            searching.close()
            if not given.keep:
                with suppress(ApiError, TransportError):
                    cluster.remove()
            cluster.client.close()
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
