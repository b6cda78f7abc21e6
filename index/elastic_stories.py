"""Stories in Elasticsearch: what a batch of articles joins, ties together and leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from elasticsearch import Elasticsearch

from index.elastic_documents import Document, kept_member
from index.elastic_store import Action
from index.mending import Mending
from index.stories import Member, Place, linked, places

_MEMBER = ["id", "day", "bands", "text", "linked", "story"]
_PLACE = ["id", "linked", "story"]
_PAGE = 500
_TERMS = 8_000  # of one query; Elasticsearch allows 65,536


@dataclass
class _Batch:
    """What is known while a batch is placed: `stored` as the index has it, `whole` what each hangs together with."""

    mending: Mending
    known: dict[str, Member] = field(default_factory=dict)
    stored: dict[str, Place] = field(default_factory=dict)
    whole: dict[str, str] = field(default_factory=dict)
    becomes: dict[str, str] = field(default_factory=dict)

    def meet(self, source: Document) -> None:
        self.stored[source["id"]] = _place(source)
        self.whole.setdefault(source["id"], source["linked"])
        if "text" in source:
            self.known[source["id"]] = kept_member(source)

    def now(self, name: str) -> str:
        """What a component has become by articles that tie several together."""
        while name in self.becomes:
            name = self.becomes[name]
        return name


def assign(
    client: Elasticsearch, alias: str, incoming: Sequence[Member], left: Iterable[str], mending: Mending
) -> tuple[dict[str, Place], dict[str, Place]]:
    """(place of each incoming article, new place of each article already there whose place changes).

    `left` are the components that incoming articles belonged to before: these are linked anew without them. Wants an
    index in which everything written is found.
    """
    ids = {member.id for member in incoming}
    batch = _Batch(mending)
    for source in _neighbours(client, alias, incoming):
        if source["id"] not in ids:
            batch.meet(source)
    mates = {mate for member in incoming for mate in mending.mates(member.id)} - ids - batch.stored.keys()
    for source in _by_terms(client, alias, "id", mates, _PLACE):
        batch.meet(source)
    alone: dict[str, Place] = {}  # of members of components that were left
    for name in sorted(set(left)):
        rest = [s for s in _by_terms(client, alias, "linked", [name], _MEMBER) if s["id"] not in ids]
        for source in rest:
            batch.meet(source)
        alone |= places((kept_member(source) for source in rest), mending)
    batch.whole |= {id: place.linked for id, place in alone.items()}
    _link(batch, incoming)

    found = {
        id: Place(batch.now(name), batch.now(name)) for id, name in batch.whole.items() if id in ids or id in alone
    }
    # members of whole components that became others, most of which were never looked at
    for source in _by_terms(client, alias, "linked", batch.becomes, _PLACE):
        if source["id"] not in found:
            batch.meet(source)
            found[source["id"]] = Place(batch.now(source["linked"]), batch.now(source["linked"]))
    if mending.parted:
        _divide(client, alias, batch, found, {member.id: member for member in incoming})
    return (
        {id: found[id] for id in ids},
        {id: place for id, place in found.items() if id not in ids and place != batch.stored[id]},
    )


def _link(batch: _Batch, incoming: Sequence[Member]) -> None:
    """Each incoming article takes the name of what it is like or was joined to, the smallest of several."""
    by_band: dict[int, set[str]] = {}
    for member in batch.known.values():
        for band in member.bands:
            by_band.setdefault(band, set()).add(member.id)
    for member in incoming:
        near = {id for band in member.bands for id in by_band.get(band, ())} - {member.id}
        alike = {id for id in near if linked(member, batch.known[id])}
        mates = (batch.mending.mates(member.id) - {member.id}) & batch.whole.keys()
        joined = {batch.now(batch.whole[id]) for id in alike | mates}
        name = min([member.id, *joined])
        batch.becomes |= dict.fromkeys(joined - {name}, name)
        batch.whole[member.id], batch.known[member.id] = name, member
        for band in member.bands:
            by_band.setdefault(band, set()).add(member.id)


def _divide(
    client: Elasticsearch, alias: str, batch: _Batch, found: dict[str, Place], incoming: dict[str, Member]
) -> None:
    """Where a component that this batch touches holds articles that were parted, it is several stories."""
    touched = {place.linked for place in found.values()}
    parted: dict[str, set[str]] = {}  # component → the parted articles in it
    for source in _by_terms(client, alias, "id", batch.mending.parted - found.keys(), _PLACE):
        parted.setdefault(batch.now(source["linked"]), set()).add(source["id"])
    for id in batch.mending.parted & found.keys():
        parted.setdefault(found[id].linked, set()).add(id)
    for name in sorted(touched & parted.keys()):
        if not batch.mending.divides(parted[name]):
            continue
        before = {name, *(old for old in batch.becomes if batch.now(old) == name)}
        before |= {
            batch.stored[id].linked for id, place in found.items() if id in batch.stored and place.linked == name
        }
        members = [member for id, member in incoming.items() if found[id].linked == name]
        for source in _by_terms(client, alias, "linked", before, _MEMBER):
            here = found[source["id"]].linked if source["id"] in found else batch.now(source["linked"])
            if source["id"] not in incoming and here == name:
                batch.meet(source)
                members.append(kept_member(source))
        found |= places(members, batch.mending)


def left_behind(client: Elasticsearch, alias: str, component: str, gone: str, mending: Mending) -> dict[str, Place]:
    """New places of those that stay when an article is deleted."""
    members, before = in_components(client, alias, [component])
    found = places((member for member in members if member.id != gone), mending)
    return {id: place for id, place in found.items() if place != before[id]}


def placed(client: Elasticsearch, alias: str, ids: Iterable[str]) -> dict[str, Place]:
    """Where these articles, as far as they are indexed, stand."""
    return {source["id"]: _place(source) for source in _by_terms(client, alias, "id", ids, _PLACE)}


def in_components(client: Elasticsearch, alias: str, names: Iterable[str]) -> tuple[list[Member], dict[str, Place]]:
    """All members of these components, and where they stand."""
    sources = list(_by_terms(client, alias, "linked", names, _MEMBER))
    return [kept_member(source) for source in sources], {source["id"]: _place(source) for source in sources}


def move(id: str, place: Place) -> Action:
    """Writes an article's new place, whatever else of it changes meanwhile."""
    return {"update": {"_id": id, "retry_on_conflict": 5}}, {"doc": {"linked": place.linked, "story": place.story}}


def _place(source: Document) -> Place:
    return Place(source["linked"], source["story"])


def _neighbours(client: Elasticsearch, alias: str, incoming: Sequence[Member]) -> Iterator[Document]:
    return _by_terms(client, alias, "bands", {str(band) for member in incoming for band in member.bands}, _MEMBER)


def _by_terms(
    client: Elasticsearch, alias: str, field: str, values: Iterable[str], fields: list[str]
) -> Iterator[Document]:
    """The documents with any of these values; one with values far apart may come twice."""
    wanted = sorted(set(values))
    for start in range(0, len(wanted), _TERMS):
        after: list[Any] | None = None
        while True:
            answer = client.search(
                index=alias,
                query={"bool": {"filter": [{"terms": {field: wanted[start : start + _TERMS]}}]}},
                source={"includes": fields},
                sort=[{"id": "asc"}],
                size=_PAGE,
                search_after=after,
                track_total_hits=False,
            )
            hits = answer["hits"]["hits"]
            yield from (hit["_source"] for hit in hits)
            if len(hits) < _PAGE:
                break
            after = hits[-1]["sort"]
