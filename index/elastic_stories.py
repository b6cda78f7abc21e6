"""Stories in Elasticsearch: what a batch of articles joins, ties together and leaves behind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from elasticsearch import Elasticsearch

from index.elastic_documents import Document, kept_member
from index.stories import Member, linked, stories

_FIELDS = ["id", "day", "bands", "text", "story"]
_PAGE = 500
_TERMS = 8_000  # of one query; Elasticsearch allows 65,536


def assign(
    client: Elasticsearch, alias: str, incoming: Sequence[Member], left: Iterable[str]
) -> tuple[dict[str, str], dict[str, str]]:
    """(story of each incoming article, new story of each article already there whose story changes).

    `left` are the stories that incoming articles belonged to before: these are linked anew without them. Wants an
    index in which everything written is found.
    """
    ids = {member.id for member in incoming}
    neighbours = _neighbours(client, alias, incoming, ids)
    stored: dict[str, str] = {}  # of articles already there
    known: dict[str, Member] = {}
    for source in neighbours:
        known[source["id"]], stored[source["id"]] = kept_member(source), source["story"]
    alone: dict[str, str] = {}  # of members of stories that were left
    for story in sorted(set(left)):
        rest = [s for s in _by_terms(client, alias, "story", [story], _FIELDS) if s["id"] not in ids]
        for source in rest:
            known[source["id"]], stored[source["id"]] = kept_member(source), source["story"]
        alone |= stories(kept_member(source) for source in rest)

    becomes: dict[str, str] = {}

    def now(story: str) -> str:
        while story in becomes:
            story = becomes[story]
        return story

    by_band: dict[int, set[str]] = {}
    for member in known.values():
        for band in member.bands:
            by_band.setdefault(band, set()).add(member.id)
    current = {**stored, **alone}
    for member in incoming:
        near = {id for band in member.bands for id in by_band.get(band, ())} - {member.id}
        joined = {now(current[id]) for id in near if linked(member, known[id])}
        name = min([member.id, *joined])
        becomes |= dict.fromkeys(joined - {name}, name)
        current[member.id], known[member.id] = name, member
        for band in member.bands:
            by_band.setdefault(band, set()).add(member.id)

    moved = {id: now(story) for id, story in alone.items() if now(story) != stored[id]}
    # members of whole stories that became others, most of which were never looked at
    for source in _by_terms(client, alias, "story", list(becomes), ["id", "story"]):
        if source["id"] not in ids and source["id"] not in alone:
            moved[source["id"]] = now(source["story"])
    return {member.id: now(current[member.id]) for member in incoming}, moved


def left_behind(client: Elasticsearch, alias: str, story: str, gone: str) -> dict[str, str]:
    """New stories of those that stay when an article is deleted."""
    rest = [s for s in _by_terms(client, alias, "story", [story], _FIELDS) if s["id"] != gone]
    return {id: of for id, of in stories(kept_member(s) for s in rest).items() if of != story}


def _neighbours(client: Elasticsearch, alias: str, incoming: Sequence[Member], ids: set[str]) -> Iterator[Document]:
    bands = sorted({str(band) for member in incoming for band in member.bands})
    for start in range(0, len(bands), _TERMS):
        for source in _by_terms(client, alias, "bands", bands[start : start + _TERMS], _FIELDS):
            if source["id"] not in ids:
                yield source


def _by_terms(
    client: Elasticsearch, alias: str, field: str, values: list[str], fields: list[str]
) -> Iterator[Document]:
    if not values:
        return
    after: list[Any] | None = None
    while True:
        answer = client.search(
            index=alias,
            query={"bool": {"filter": [{"terms": {field: values}}]}},
            source={"includes": fields},
            sort=[{"id": "asc"}],
            size=_PAGE,
            search_after=after,
            track_total_hits=False,
        )
        hits = answer["hits"]["hits"]
        yield from (hit["_source"] for hit in hits)
        if len(hits) < _PAGE:
            return
        after = hits[-1]["sort"]
