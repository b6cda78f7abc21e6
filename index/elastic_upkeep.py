"""Elasticsearch's upkeep: a new index behind the alias, snapshots."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from config.errors import IndexUnavailableError, StorageError
from index.elastic_client import answering, reason_of
from index.elastic_documents import Document, article_of, document, member_of
from index.elastic_store import Action, ElasticStore, mapping
from index.names import NUMERALS
from index.stories import Place
from index.tag_values import content_hash
from index.words import Folding

_PAGE = 500
GRACE = 5.0  # seconds that the old index stays for searches which began before the alias moved


@dataclass(frozen=True, slots=True)
class Reindexed:
    """`former` is the index that stood behind the alias and is gone."""

    index: str
    former: str | None
    articles: int


def reindex(store: ElasticStore, names: frozenset[str] | None = None, *, grace: float = GRACE) -> Reindexed:
    """All articles written to a new index, which then takes the alias in one step.

    Searches see the old index until then. Writers too at first; for the last round, which only brings over what
    changed since the first, the old index is closed to writing, so that nothing is lost: writers get
    IndexUnavailableError and their articles wait in the spool.
    """
    with answering(store.where):
        former = store.behind()
        if former is None:
            store.names = names or store.names
            _ = store.folding
            return Reindexed(store.behind() or "", None, 0)
        store.names = names or frozenset(store.names_of(former)) or NUMERALS
        new = store.create(_next_number(store), alias=False)
        try:
            count = _bring_over(store, former, new)
            store.client.indices.update_aliases(
                actions=[
                    {"add": {"index": new, "alias": store.alias, "is_write_index": True}},
                    # `must_exist`: sent again after a lost answer, it is done already
                    {"remove": {"index": former, "alias": store.alias, "must_exist": False}},
                ]
            )
        except BaseException:
            # as it was: the old index open again, the half-made one gone
            if store.behind() == former:
                _close_to_writing(store, former, closed=False)
                store.client.indices.delete(index=new, ignore_unavailable=True)
            raise
        store.reopen(Folding(store.names))
        time.sleep(grace)
        store.client.indices.delete(index=former)
    return Reindexed(new, former, count)


def _next_number(store: ElasticStore) -> int:
    found = store.client.indices.get(index=f"{store.alias}-v*", expand_wildcards="all")
    numbers = [int(match[1]) for name in found if (match := re.search(r"-v\d+-(\d{6})$", name))]
    return max(numbers, default=0) + 1


def _bring_over(store: ElasticStore, former: str, new: str) -> int:
    store.client.indices.put_settings(index=new, settings={"index": {"refresh_interval": "-1"}})
    seen: dict[str, int] = {}  # id → version when it was brought over
    _copy(store, former, new, seen)
    _close_to_writing(store, former, closed=True)
    store.client.indices.refresh(index=former)
    _copy(store, former, new, seen)
    there = {hit["_id"] for hit in _walk(store, former, fields=[])}
    _write(store, new, [({"delete": {"_id": id}}, None) for id in seen.keys() - there])
    interval = mapping(store.names or NUMERALS)["settings"]["index"]["refresh_interval"]
    store.client.indices.put_settings(index=new, settings={"index": {"refresh_interval": interval}})
    store.client.indices.refresh(index=new)
    count = int(store.client.count(index=new)["count"])
    if count != len(there):
        raise StorageError(f"{count} of {len(there)} articles arrived in {new}", on=store.where)
    return count


def _copy(store: ElasticStore, former: str, new: str, seen: dict[str, int]) -> None:
    """Writes what is new or changed since it was seen, made anew from its form."""
    changed = (
        [hit["_id"] for hit in _walk(store, former, fields=[]) if seen.get(hit["_id"]) != hit["_version"]]
        if seen
        else None
    )
    hits = _walk(store, former) if changed is None else _by_ids(store, former, changed)
    actions: list[Action] = []
    for hit in hits:
        seen[hit["_id"]] = hit["_version"]
        actions.append(({"index": {"_id": hit["_id"]}}, _anew(hit["_source"])))
        if len(actions) == _PAGE:
            _write(store, new, actions)
            actions = []
    _write(store, new, actions)


def _anew(source: Document) -> Document:
    article = article_of(source)
    return document(
        article,
        member=member_of(article),
        # a document of before mapping 2 knows its story alone
        place=Place(source.get("linked") or source["story"], source["story"]),
        revisions=source.get("revisions") or [],
        digest=content_hash(article),
    )


def _write(store: ElasticStore, new: str, actions: list[Action]) -> None:
    for (head, _), answer in zip(actions, store.bulk(actions, index=new), strict=True):
        if answer["status"] >= 300:
            [what] = head.values()
            raise StorageError(f"{what['_id']} can't be brought over: {reason_of(answer)}", on=store.where)


def _walk(store: ElasticStore, index: str, fields: list[str] | None = None) -> Iterator[dict[str, Any]]:
    point = store.client.open_point_in_time(index=index, keep_alive="10m")["id"]
    after: list[Any] | None = None
    size = _PAGE if fields is None else 10_000
    try:
        while True:
            answer = store.client.search(
                pit={"id": point, "keep_alive": "10m"},
                sort=[{"id": "asc"}],
                size=size,
                search_after=after,
                source=fields is None,
                version=True,
                track_total_hits=False,
            )
            hits = answer["hits"]["hits"]
            yield from hits
            if len(hits) < size:
                return
            after, point = hits[-1]["sort"], answer["pit_id"]
    finally:
        store.client.close_point_in_time(id=point)


def _by_ids(store: ElasticStore, index: str, ids: list[str]) -> Iterator[dict[str, Any]]:
    for start in range(0, len(ids), _PAGE):
        found = store.client.mget(index=index, ids=ids[start : start + _PAGE])
        yield from (doc for doc in found["docs"] if doc.get("found"))


def _close_to_writing(store: ElasticStore, index: str, *, closed: bool) -> None:
    store.client.indices.put_settings(index=index, settings={"index": {"blocks": {"write": closed or None}}})


def snapshot(store: ElasticStore, to: str, name: str) -> str:
    """A snapshot of the index into a repository of kind `fs` at this path, which each node must have in `path.repo`."""
    repository = f"pantau-{re.sub(r'[^a-z0-9]+', '-', to.lower()).strip('-') or 'repository'}"
    with answering(store.where):
        index = store.behind()
        if index is None:
            raise IndexUnavailableError("there is no index to save", on=store.where, todo="run `pantau index create`")
        store.client.snapshot.create_repository(
            name=repository, repository={"type": "fs", "settings": {"location": to, "compress": True}}
        )
        taken = f"{store.alias}-{name}"
        store.client.snapshot.create(
            repository=repository,
            snapshot=taken,
            indices=[index, store.decisions_index],
            ignore_unavailable=True,  # nothing was ever decided
            include_global_state=False,
            wait_for_completion=False,
        )
        # asked for again and again: a large one takes longer than any answer may
        wait = 0.2
        while True:
            answer = store.client.snapshot.get(repository=repository, snapshot=taken)["snapshots"][0]
            if answer["state"] not in ("IN_PROGRESS", "STARTED"):
                break
            time.sleep(wait)
            wait = min(wait * 1.5, 10.0)
    if answer["state"] != "SUCCESS":
        raise StorageError(f"the snapshot is {answer['state']}: {answer.get('failures')}", on=store.where)
    return f"snapshot {taken} of {index} in repository {repository} at {to}"
