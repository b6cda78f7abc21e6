"""A node of our own, frozen, thawed, killed and started again while articles come in."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from index.elastic import ElasticIndex
from index.spool import SpoolingIndex
from tests.conftest import SHARED
from tests.index.articles import article
from tests.index.test_spool import Clock

START = SHARED / "elasticsearch" / "start"


@pytest.fixture
def own_node() -> Iterator[tuple[str, Callable[[], int]]]:
    """(URL, a function that starts the node if it doesn't run and returns its process id)."""
    if not START.exists():
        pytest.skip("../shared is absent")
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        port = one.getsockname()[1] % 20_000 + 20_000  # the script adds 100 for the transport
    environment = {**os.environ, "ES_JAVA_OPTS": "-Xms512m -Xmx512m"}
    folder = Path(os.environ.get("ES_DIR", "/var/tmp/elasticsearch-node")) / f"node-{port}"

    def start() -> int:
        subprocess.run(["bash", str(START), str(port)], check=True, capture_output=True, env=environment, timeout=170)
        return int((folder / "pid").read_text())

    pid = start()
    yield f"http://127.0.0.1:{port}", start
    try:
        pid = int((folder / "pid").read_text())
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        pass
    subprocess.run(["rm", "-rf", str(folder)], check=True)


@pytest.mark.elasticsearch
@pytest.mark.shared
@pytest.mark.slow
@pytest.mark.timeout(580)
def test_a_real_node_stopped_and_killed_in_the_middle(own_node: tuple[str, Callable[[], int]], tmp_path: Path) -> None:
    """One thread puts articles throughout; the node is frozen, thawed, killed, started again."""
    url, start = own_node
    pid = start()
    clock = Clock()
    index = SpoolingIndex(ElasticIndex(url, timeout=3, first_wait=0.1), tmp_path, clock=clock)
    outcomes: list[str] = []
    ended = threading.Event()
    failures: list[BaseException] = []

    def crawl() -> None:
        number = 0
        try:
            while not ended.wait(0.02):
                clock.now += 1.0
                batch = [
                    article(f"{number}-{k}", f"Kabar {number} {k}", f"Isi kabar {number} dan {k}.") for k in range(4)
                ]
                outcomes.extend(r.outcome for r in index.put(batch))
                number += 1
        except BaseException as failure:
            failures.append(failure)

    def until(done: Callable[[], bool]) -> None:
        for _ in range(600):
            if done():
                return
            ended.wait(0.1)
        raise AssertionError(f"not reached; {len(outcomes)} put, {failures}")

    thread = threading.Thread(target=crawl)
    thread.start()
    try:
        until(lambda: outcomes.count("new") >= 40)
        os.kill(pid, signal.SIGSTOP)
        until(lambda: outcomes.count("waiting") >= 40)
        os.kill(pid, signal.SIGCONT)
        arrived = outcomes.count("new")
        until(lambda: outcomes.count("new") >= arrived + 40)
        os.kill(pid, signal.SIGKILL)
        waiting = outcomes.count("waiting")
        until(lambda: outcomes.count("waiting") >= waiting + 40)
        start()
        arrived = outcomes.count("new")
        until(lambda: outcomes.count("new") >= arrived + 40)
    finally:
        ended.set()
        thread.join()
    assert failures == []
    clock.now += 1000
    index.refresh()
    assert index.status().waiting == 0
    assert index.status().articles == len(outcomes) == len(set(index.ids()))
    index.close()
