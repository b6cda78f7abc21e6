"""A cluster as its operator sees it: who is master, is every copy there, kill a node, start it again."""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
from pathlib import Path
from urllib.parse import urlsplit

from elastic_transport import TransportError
from elasticsearch import ApiError, Elasticsearch

SETTLED = 300.0  # seconds for the cluster to be whole again


class Cluster:
    """What an operator does with it: looks at it, kills a node, starts it again."""

    def __init__(self, urls: list[str], nodes_folder: Path, start: str, alias: str) -> None:
        self.alias, self.urls, self._folder, self._start = alias, urls, nodes_folder, start
        self.client = Elasticsearch(urls, request_timeout=10, max_retries=len(urls), retry_on_timeout=True)

    def master(self) -> str:
        """The URL of the elected master."""
        id = self.client.cluster.state(metric="master_node")["master_node"]
        address = self.client.nodes.info(node_id=id, metric="http")["nodes"][id]["http"]["publish_address"]
        return next(url for url in self.urls if urlsplit(url).port == int(address.rpartition(":")[2]))

    def kill(self, url: str) -> None:
        os.kill(int((self._folder / f"node-{urlsplit(url).port}" / "pid").read_text()), signal.SIGKILL)

    def start(self) -> None:
        subprocess.run(shlex.split(self._start), check=True, capture_output=True, timeout=300)

    def state(self) -> str:
        """In a few words."""
        try:
            health = self.client.cluster.health(index=f"{self.alias}-*", master_timeout="2s", timeout="0s")
        except (ApiError, TransportError):
            return "no master"
        missing = health["unassigned_shards"] + health["initializing_shards"]
        return f"{health['status']}, {health['number_of_nodes']} nodes" + (
            f", {missing} copies missing" * bool(missing)
        )

    def wait_until_whole(self) -> None:
        self.client.options(request_timeout=SETTLED).cluster.health(
            index=f"{self.alias}-*",
            wait_for_status="green",
            wait_for_nodes=f">={len(self.urls)}",
            timeout=f"{SETTLED:.0f}s",
        )

    def remove(self) -> None:
        for name in list(self.client.indices.get(index=f"{self.alias}-*")):
            self.client.indices.delete(index=name)

    def unequal_copies(self) -> tuple[int, list[str]]:
        """(copies of shards, what differs among them)."""
        stats = self.client.indices.stats(index=self.alias, level="shards", metric="docs")
        count, wrong = 0, []
        for index in stats["indices"].values():
            for shard, copies in index["shards"].items():
                count += len(copies)
                states = {(c["docs"]["count"], c["seq_no"]["max_seq_no"]) for c in copies}
                if len(states) > 1:
                    wrong.append(f"shard {shard}: (documents, last write) {sorted(states)}")
        return count, wrong
