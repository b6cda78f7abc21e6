"""Conditions → Elasticsearch's query language."""

from __future__ import annotations

from typing import Any as Json

from index.base import RECENCY_BONUS, RECENCY_DAYS, SearchRequest
from index.conditions import (
    All,
    Any,
    Condition,
    Days,
    Exact,
    Named,
    Near,
    Outlet,
    Plan,
    Prefix,
    Rated,
    Stem,
    Story,
    Tagged,
    Un,
)
from index.tag_values import FACETS

FACET_VALUES = 50
MONTHS = 240
# A word in the headline counts for more; with BM25's own shortness bonus this is near to six times.
_TITLE_BOOST = 3.0
Query = dict[str, Json]


def query(plan: Plan, *, newest: str | None = None) -> Query:
    """The query of a plan; with `newest` (a day) recency adds to the score."""
    body: Query = {}
    if plan.ranking:
        body["must"] = [render(part) for part in plan.ranking]
    if plan.filters:
        body["filter"] = [render(part) for part in plan.filters]
    elif not plan.ranking:
        body["filter"] = [{"match_all": {}}]
    if newest:
        body["should"] = [
            {
                "distance_feature": {
                    "field": "day",
                    "origin": newest,
                    "pivot": f"{RECENCY_DAYS:.0f}d",
                    "boost": RECENCY_BONUS,
                }
            }
        ]
    return {"bool": body}


def render(condition: Condition) -> Query:
    match condition:
        case Stem(word, _, title):
            return _in(title, "", lambda field: {"match": {field: {"query": word}}})
        case Exact(words, title):
            text = " ".join(words)
            return _in(title, ".exact", lambda field: {"match_phrase": {field: {"query": text}}})
        case Prefix(text, title):
            return _in(title, ".exact", lambda field: {"prefix": {field: {"value": text}}})
        case Near():
            return _near(condition)
        case Outlet(key):
            return {"term": {"outlet": key}}
        case Story(id):
            return {"term": {"story": id}}
        case Days(since, until):
            bounds = {name: day for name, day in (("gte", since), ("lte", until)) if day is not None}
            return {"range": {"day": bounds}}
        case Tagged(kind, folded):
            return {"term": {f"folded.{kind}": folded}}
        case Named(kind, words, id):
            path = "officials" if kind == "official" else "agencies"
            inside = [{"term": {f"{path}.words": word}} for word in words]
            nested = {"nested": {"path": path, "query": {"bool": {"filter": inside}}}}
            return _either([nested, {"term": {f"tag.{kind}_id": id}}])
        case Rated(rating, year, words):
            claim: list[Query] = [{"term": {"claims.words": word}} for word in words]
            claim += [{"term": {"claims.rating": rating}}] if rating else []
            claim += [{"term": {"claims.year": year}}] if year else []
            return {"nested": {"path": "claims", "query": {"bool": {"filter": claim}}}}
        case Un(inner):
            return {"bool": {"must_not": [render(inner)]}}
        case All(parts):
            return {"bool": {"must": [render(part) for part in parts]}}
        case Any(parts):
            return _either([render(part) for part in parts])


def _either(queries: list[Query]) -> Query:
    return {"bool": {"should": queries, "minimum_should_match": 1}}


def _in(title: bool, suffix: str, made: Json) -> Query:
    """In the headline, or in headline or text."""
    head: Query = made(f"title{suffix}")
    name = next(iter(head))
    head[name][f"title{suffix}"]["boost"] = _TITLE_BOOST
    return head if title else _either([head, made(f"text{suffix}")])


def _near(near: Near) -> Query:
    # Ours counts every word from the first to the last; Lucene only those between that were not asked for.
    gaps = near.slop - (len(near.words) - 2)
    if gaps < 0:
        return {"match_none": {}}
    suffix = ".exact" if near.exact else ""

    def made(field: str) -> Query:
        # the words are stems already: looked for as they are
        terms = [{"match": {"query": word, "analyzer": "exact"}} for word in near.words]
        return {"intervals": {field: {"all_of": {"intervals": terms, "ordered": False, "max_gaps": gaps}}}}

    return _in(near.title, suffix, made)


def aggregations(request: SearchRequest) -> Query:
    """Counts for the facets (where asked for), the newest day, and how many stories."""
    asked: Query = {"newest": {"max": {"field": "day", "format": "strict_date"}}}
    if request.collapse:
        asked["stories"] = {"cardinality": {"field": "story", "precision_threshold": 40_000}}
    if request.facets:
        for name in FACETS:
            field = name if name in ("outlet", "month") else f"tag.{name}"
            order: Json = {"_key": "desc"} if name == "month" else [{"_count": "desc"}, {"_key": "asc"}]
            size = MONTHS if name == "month" else FACET_VALUES
            # with several shards each tells more of its values, so that the sum is right
            asked[name] = {"terms": {"field": field, "size": size, "shard_size": 2_000, "order": order}}
    return asked


def order(request: SearchRequest) -> list[Query]:
    by_time = {"order": "asc" if request.sort == "oldest" else "desc", "missing": "_last"}
    time: list[Query] = [{"published": by_time}, {"id": {"order": "asc"}}]
    return [{"_score": {"order": "desc"}}, *time] if request.sort == "relevance" else time
