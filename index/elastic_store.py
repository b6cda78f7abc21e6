"""The index in Elasticsearch: a versioned index behind an alias, made when first needed; bulk writes with back-pressure."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from importlib.resources import files
from typing import Any

from elasticsearch import BadRequestError, Elasticsearch, NotFoundError

from config.errors import ConfigError, IndexUnavailableError
from index.elastic_client import PASSING, answering, reason_of
from index.names import NUMERALS
from index.words import ROOTS, STOP, Folding

ALIAS = "pantau-articles"
# A bulk request: enough to be worth the trip, small enough for a node with 512 MB of heap. A shard indexes one request in
# one thread, so that a batch sent as two at once is in sooner.
CHUNK_ITEMS, CHUNK_BYTES = 250, 8 * 1024 * 1024
AT_ONCE = 2  # bulk requests
ATTEMPTS = 5  # of an item that the node has no room for just now
FIRST_WAIT = 0.5  # seconds before the second attempt; doubled each time
# How long the cluster may wait for a shard's copies before it refuses a write (each must be there:
# `write.wait_for_active_shards` in the mapping file). Long enough for another node to take over, which takes a second
# or two; a copy that must be made anew takes minutes, and the spool is the better place to wait.
COPIES_WAIT = "5s"

Action = tuple[dict[str, Any], dict[str, Any] | None]


def mapping(names: frozenset[str]) -> dict[str, Any]:
    """Settings and mappings of a new index: the file, with the stop words and the names that are not stemmed."""
    body: dict[str, Any] = json.loads((files("index") / "elastic_mapping.json").read_text(encoding="utf-8"))
    filters = body["settings"]["analysis"]["filter"]
    filters["stop_words"]["stopwords"] = sorted(STOP)
    filters["names"]["keywords"] = sorted(names or NUMERALS)
    filters["roots"]["rules"] = [f"{word} => {root}" for word, root in ROOTS.items()]
    return body


def version() -> int:
    """Of the mapping, raised when it changes."""
    number: int = mapping(frozenset())["mappings"]["_meta"]["version"]
    return number


class ElasticStore:
    """The client, the alias and what stands behind it."""

    def __init__(
        self,
        client: Elasticsearch,
        where: str,
        *,
        alias: str = ALIAS,
        names: frozenset[str] | None = None,
        first_wait: float = FIRST_WAIT,
        shards: int = 1,
    ) -> None:
        self.client, self.where, self.alias = client, f"{where}/{alias}", alias
        self.names, self.first_wait, self.shards = names, first_wait, shards
        self._folding: Folding | None = None
        self._lock = threading.Lock()
        self._written = False  # something may not be found yet
        self.beside = ThreadPoolExecutor(AT_ONCE, thread_name_prefix="elasticsearch")

    # what stands behind the alias

    @property
    def folding(self) -> Folding:
        """As the index was made; makes the index where there is none. Raises IndexUnavailableError."""
        with self._lock:
            if self._folding is None:
                with answering(self.where):
                    self._folding = self._open()
            return self._folding

    def _open(self) -> Folding:
        index = self.behind()
        if index is None:
            self.create(1, alias=True)
            index = self.behind()
            if index is None:
                raise IndexUnavailableError("the index was made and is gone", on=self.where, todo="try again")
        found = self.version_of(index)
        if found != version():
            raise IndexUnavailableError(
                f"the mapping of {index} is version {found}, this pantau's is {version()}",
                on=self.where,
                todo="run `pantau index reindex`",
            )
        return Folding(self.names_of(index))

    def behind(self) -> str | None:
        """The index that the alias stands for; None where there is no alias."""
        try:
            found = list(self.client.indices.get_alias(name=self.alias))
        except NotFoundError:
            if self.client.indices.exists(index=self.alias):
                raise ConfigError(
                    [f"index: {self.alias!r} is an index of its own at {self.where}; pantau wants it as an alias"]
                ) from None
            return None
        if len(found) > 1:
            raise IndexUnavailableError(
                f"the alias stands for several indexes: {', '.join(sorted(found))}",
                on=self.where,
                todo="remove all but one from the alias",
            )
        return str(found[0])

    def version_of(self, index: str) -> int | None:
        meta = self.client.indices.get_mapping(index=index)[index]["mappings"].get("_meta", {})
        number = meta.get("version")
        return number if isinstance(number, int) else None

    def names_of(self, index: str) -> list[str]:
        """The names that an index was made with."""
        settings = self.client.indices.get_settings(index=index, name="index.analysis.filter.names.*")
        found = settings[index]["settings"]
        for key in ("index", "analysis", "filter", "names"):
            found = found.get(key, {})
        names = found.get("keywords", [])
        return [names] if isinstance(names, str) else list(names)

    def create(self, number: int, *, alias: bool) -> str:
        """A new index, under the alias or (for a reindex) still beside it. One made by another process meanwhile will do."""
        body = mapping(self.names or NUMERALS)
        body["settings"]["index"]["number_of_shards"] = self.shards
        index = f"{self.alias}-v{version()}-{number:06d}"
        aliases = {self.alias: {"is_write_index": True}} if alias else {}
        try:
            self.client.indices.create(
                index=index,
                settings=body["settings"],
                mappings=body["mappings"],
                aliases=aliases,
                wait_for_active_shards="all",
                timeout="20s",
            )
        except BadRequestError as error:
            if not alias or "resource_already_exists" not in str(error.body):
                raise
        self.make_decisions_index()
        return index

    @property
    def decisions_index(self) -> str:
        """Where what people decided is kept. Begins like the articles' index, so that rights on `pantau-articles*` hold."""
        return f"{self.alias}-decisions"

    def make_decisions_index(self) -> None:
        """Made with the articles' first index and never made anew, where there is none."""
        if self.client.indices.exists(index=self.decisions_index):
            return
        body: dict[str, Any] = json.loads((files("index") / "elastic_decisions.json").read_text(encoding="utf-8"))
        try:
            self.client.indices.create(index=self.decisions_index, settings=body["settings"], mappings=body["mappings"])
        except BadRequestError as error:
            if "resource_already_exists" not in str(error.body):
                raise

    @contextmanager
    def asking(self) -> Iterator[Elasticsearch]:
        """The client, with the index made and checked; errors in our words."""
        _ = self.folding
        try:
            with answering(self.where):
                yield self.client
        except IndexUnavailableError:
            # perhaps it was removed or exchanged under our hands: looked at again, or made again, at the next call
            self._folding = None
            raise

    def reopen(self, folding: Folding) -> None:
        """Another index stands behind the alias, made with these names."""
        with self._lock:
            self._folding, self._written = folding, False

    # writing

    def bulk(self, actions: Sequence[Action], *, index: str | None = None) -> list[dict[str, Any]]:
        """The answer to each action, in order. What the node has no room for is sent again, with growing distances.

        Raises IndexUnavailableError when it still has none after the last attempt; what was written stays written.
        """
        chunks = list(_chunks(actions))
        send = partial(self._send, actions, index=index)
        if len(chunks) == 1:
            return send(chunks[0])
        return [answer for answers in self.beside.map(send, chunks) for answer in answers]

    def _send(self, actions: Sequence[Action], chunk: Sequence[int], *, index: str | None) -> list[dict[str, Any]]:
        """The answers to the actions of these numbers, in their order."""
        answers: dict[int, dict[str, Any]] = {}
        waiting, wait = list(chunk), self.first_wait
        for attempt in range(1, ATTEMPTS + 1):
            operations = [part for n in waiting for part in actions[n] if part is not None]
            # `require_alias`: Elasticsearch would make an index of its own idea where ours is gone
            answer = self.client.bulk(
                operations=operations,
                index=index or self.alias,
                require_alias=None if index else True,
                timeout=COPIES_WAIT,
            )
            self._written = True
            for n, item in zip(waiting, answer["items"], strict=True):
                answers[n] = next(iter(item.values()))
            busy = [n for n in waiting if answers[n]["status"] in PASSING]
            if not busy:
                break
            reason = reason_of(answers[busy[0]])
            if any(_lacks_a_copy(answers[n]) for n in busy):
                raise IndexUnavailableError(
                    f"{len(busy)} of {len(waiting)} can't be kept safely now: {reason}",
                    on=self.where,
                    todo="start the node that is away, or wait until the others have made its copies anew",
                )
            if attempt == ATTEMPTS or "block" in reason:
                raise IndexUnavailableError(
                    f"Elasticsearch has no room for {len(busy)} of {len(waiting)}: {reason}",
                    on=self.where,
                    todo="try again later",
                )
            time.sleep(wait)
            waiting, wait = busy, wait * 2
        return [answers[n] for n in chunk]

    def settle(self, *, others: bool = False) -> None:
        """What was written by this object is found from now on; with `others`, what any process has written."""
        if self._written or others:
            self.client.indices.refresh(index=self.alias)
            self._written = False

    def close(self) -> None:
        self.beside.shutdown()
        self.client.close()


def _lacks_a_copy(answer: dict[str, Any]) -> bool:
    """Of the shard, the first copy or another is away; the node has waited for it already."""
    error = answer.get("error")
    return isinstance(error, dict) and error.get("type") == "unavailable_shards_exception"


def _chunks(actions: Sequence[Action]) -> Iterator[list[int]]:
    """The numbers of the actions, as many together as one request should hold."""
    chunk: list[int] = []
    size = 0
    for number, (_, source) in enumerate(actions):
        # characters, roughly: the text is nearly all of it, twice with the form's evidence
        length = 2_000 + len((source or {}).get("text", "")) * 2
        if chunk and (len(chunk) >= CHUNK_ITEMS or size + length > CHUNK_BYTES):
            yield chunk
            chunk, size = [], 0
        chunk.append(number)
        size += length
    if chunk:
        yield chunk
