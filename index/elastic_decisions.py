"""What people decided, in Elasticsearch: a small index of its own beside the alias, so that a reindex leaves it alone."""

from __future__ import annotations

import time
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from elasticsearch import ConflictError, NotFoundError

from config.errors import IndexUnavailableError
from index.elastic_client import reason_of
from index.elastic_store import ElasticStore
from index.elastic_stories import in_components, move, placed
from index.mending import Decision, Mending, about, checked, reached
from index.stories import places

_PAGE = 1000


def decisions(store: ElasticStore) -> list[Decision]:
    """All, the oldest first; none where the index was never made."""
    found: list[Decision] = []
    after: list[Any] | None = None
    while True:
        answer = store.client.search(
            index=store.decisions_index,
            sort=[{"taken": "asc"}],
            size=_PAGE,
            search_after=after,
            ignore_unavailable=True,
            track_total_hits=False,
            allow_partial_search_results=False,
        )
        hits = answer["hits"]["hits"]
        found += [_decision(hit["_source"]) for hit in hits]
        if len(hits) < _PAGE:
            return found
        after = hits[-1]["sort"]


def decide(store: ElasticStore, decision: Decision) -> bool:
    standing = decisions(store)
    fresh = decision.id not in {d.id for d in standing}
    if fresh:
        checked(decision, standing)
        store.make_decisions_index()
        try:
            store.client.create(
                index=store.decisions_index, id=decision.id, document=_document(decision), refresh=True, timeout="5s"
            )
        except ConflictError:
            fresh = False  # another took the same decision in this instant
    if not decision.event:
        mend(store, decision)
    return fresh


def undo(store: ElasticStore, decision_id: str) -> Decision | None:
    gone = next((d for d in decisions(store) if d.id == decision_id), None)
    if gone is None:
        return None
    try:
        store.client.delete(index=store.decisions_index, id=gone.id, refresh=True, timeout="5s")
    except NotFoundError:
        return None
    if not gone.event:
        mend(store, gone)
    return gone


def mend(store: ElasticStore, decision: Decision) -> None:
    """Brings stories in line with what is decided now, with this decision or without it.

    Also after a decision that stood already: whoever was cut off between the two repeats it.
    """
    store.client.indices.refresh(index=store.alias)  # what others wrote too
    standing = decisions(store)
    there = placed(store.client, store.alias, reached(decision, standing))
    members, before = in_components(store.client, store.alias, {place.linked for place in there.values()})
    moved = {id: place for id, place in places(members, Mending(about(standing))).items() if place != before[id]}
    for id, answer in zip(moved, store.bulk([move(id, place) for id, place in moved.items()]), strict=True):
        if answer["status"] >= 300 and answer["status"] != 404:  # deleted meanwhile
            raise IndexUnavailableError(
                f"{id} can't be moved to its story now: {reason_of(answer)}",
                on=store.where,
                todo="decide it again: what is kept of it is applied then",
            )
    store.settle()


def catch_up(store: ElasticStore, known: Sequence[Decision]) -> None:
    """For who wrote articles by the decisions known to him: applies those taken (or undone) while he did."""
    now = decisions(store)
    changed = [d for d in (*known, *now) if not d.event and (d in known) != (d in now)]
    for decision in changed:
        mend(store, decision)


def _document(decision: Decision) -> dict[str, Any]:
    return {
        "kind": decision.kind,
        "event": decision.event,
        "articles": list(decision.articles),
        "others": list(decision.others),
        "who": decision.who,
        "decided": decision.when.isoformat() if decision.when else None,
        "why": decision.why,
        "taken": time.time_ns(),
    }


def _decision(source: dict[str, Any]) -> Decision:
    when = source.get("decided")
    return Decision(
        source["kind"], tuple(source["articles"]), tuple(source["others"]), source["event"], source["who"],
        datetime.fromisoformat(when) if when else None, source["why"],
    )  # fmt: skip
