"""The index in Elasticsearch 9; see docs/elasticsearch.md."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date, datetime
from pathlib import Path
from typing import Any

from elastic_transport import TransportError
from elasticsearch import ApiError

from extract.article import Article
from index.base import Hit, IndexStatus, PutResult, Revision, SearchRequest, SearchResult
from index.conditions import plan
from index.elastic_client import TIMEOUT, connect
from index.elastic_decisions import decide, decisions, undo
from index.elastic_documents import Document, article_of, document_of_revision, revision_of
from index.elastic_rendering import Query, aggregations, order, query
from index.elastic_store import ALIAS, FIRST_WAIT, ElasticStore
from index.elastic_writing import delete, put, update
from index.highlight import mark, snippet, spans
from index.mending import Decision
from index.tag_values import FACETS, KINDS

_PAGE = 500
WINDOW = 100_000  # index.max_result_window: hits beyond it are walked to
_OLDEST: list[Query] = [{"published": {"order": "asc", "missing": "_last"}}, {"id": {"order": "asc"}}]


class ElasticIndex:
    """See ArticleIndex. Nothing is asked of the node before the first call; the index is made when there is none.

    `shards` holds for an index that is made (also by `reindex`), not for one that is there.
    """

    def __init__(
        self,
        url: str,
        *,
        api_key: str | None = None,
        ca_file: Path | None = None,
        names: frozenset[str] | None = None,
        alias: str = ALIAS,
        timeout: float = TIMEOUT,
        first_wait: float = FIRST_WAIT,
        shards: int = 1,
    ) -> None:
        client, where = connect(url, api_key=api_key, ca_file=ca_file, timeout=timeout)
        self.store = ElasticStore(client, where, alias=alias, names=names, first_wait=first_wait, shards=shards)

    # writing

    def put(self, articles: Sequence[Article]) -> list[PutResult]:
        with self.store.asking():
            return put(self.store, articles)

    def delete(self, article_id: str) -> bool:
        with self.store.asking():
            return delete(self.store, article_id)

    def keep_revisions(self, article_id: str, revisions: Sequence[Revision]) -> None:
        def merged(source: Document) -> Document:
            kept = [revision_of(r) for r in source.get("revisions") or []]
            return {"revisions": [document_of_revision(r) for r in dict.fromkeys([*revisions, *kept])]}

        with self.store.asking():
            update(self.store, article_id, merged)

    # mending by hand

    def decisions(self) -> list[Decision]:
        with self.store.asking():
            return decisions(self.store)

    def decide(self, decision: Decision) -> bool:
        with self.store.asking():
            return decide(self.store, decision)

    def undo(self, decision_id: str) -> Decision | None:
        with self.store.asking():
            return undo(self.store, decision_id)

    # reading

    def _source(self, article_id: str) -> Document | None:
        with self.store.asking() as client:
            if not article_id:
                return None
            found = client.mget(index=self.store.alias, ids=[article_id])["docs"][0]
            return dict(found["_source"]) if found.get("found") else None

    def get(self, article_id: str) -> Article | None:
        source = self._source(article_id)
        return article_of(source) if source else None

    def by_url(self, url: str) -> Article | None:
        from extract.identity import article_id

        return self.get(article_id(url))

    def revisions(self, article_id: str) -> list[Revision]:
        source = self._source(article_id) or {}
        return [revision_of(kept) for kept in source.get("revisions") or []]

    def articles(self, since: date | None = None, until: date | None = None) -> Iterator[Article]:
        yield from map(article_of, self._walk(_days(since, until), _OLDEST))

    def tagged(self, kind: str, value: str | None = None) -> Iterator[Article]:
        if kind not in KINDS:
            with self.store.asking():
                return
        field = f"tag.{kind}"
        wanted: Query = {"term": {field: value}} if value is not None else {"exists": {"field": field}}
        yield from map(article_of, self._walk({"bool": {"filter": [wanted]}}, _OLDEST))

    def ids(self) -> Iterable[str]:
        return [source["id"] for source in self._walk({"match_all": {}}, [{"id": "asc"}], fields=["id"])]

    def hashes(self) -> Iterator[tuple[str, str]]:
        for source in self._walk({"match_all": {}}, [{"id": "asc"}], fields=["id", "hash"]):
            yield source["id"], source["hash"]

    def _walk(self, wanted: Query, sort: list[Query], *, fields: list[str] | None = None) -> Iterator[Document]:
        """Every document that matches, as the index was when the walk began."""
        with self.store.asking() as client:
            self.store.settle()
            point = client.open_point_in_time(index=self.store.alias, keep_alive="5m")["id"]
        after: list[Any] | None = None
        size = _PAGE if fields is None else 10_000
        try:
            while True:
                with self.store.asking() as client:
                    answer = client.search(
                        query=wanted,
                        sort=sort,
                        size=size,
                        search_after=after,
                        source={"includes": fields} if fields else True,
                        pit={"id": point, "keep_alive": "5m"},
                        track_total_hits=False,
                        allow_partial_search_results=False,
                    )
                point = answer["pit_id"]
                hits = answer["hits"]["hits"]
                yield from (hit["_source"] for hit in hits)
                if len(hits) < size:
                    return
                after = hits[-1]["sort"]
        finally:
            self._forget(point)

    def _forget(self, point: str) -> None:
        with suppress(ApiError, TransportError):  # it ends by itself after its keep_alive
            self.store.client.close_point_in_time(id=point)

    def read_counts(self, since: date | None = None, until: date | None = None) -> dict[str, int]:
        with self.store.asking() as client:
            self.store.settle()
            months = {"terms": {"field": "month", "size": 10_000, "order": {"_key": "asc"}}}
            answer = client.search(
                index=self.store.alias,
                size=0,
                query=_days(since, until),
                aggregations={"months": months},
                allow_partial_search_results=False,
            )
        return {bucket["key"]: bucket["doc_count"] for bucket in answer["aggregations"]["months"]["buckets"]}

    def search(self, request: SearchRequest) -> SearchResult:
        planned = plan(request, self.store.folding)
        with self.store.asking() as client:
            self.store.settle()
            # counts first: they tell the newest day, from which recency is reckoned, and are kept by the node
            counted = client.search(
                index=self.store.alias,
                size=0,
                query=query(planned),
                aggregations=aggregations(request),
                track_total_hits=True,
                allow_partial_search_results=False,  # an error rather than half of the truth
            )
            total = int(counted["hits"]["total"]["value"])
            told = counted["aggregations"]
            newest = told["newest"].get("value_as_string")
            hits: list[Any] = []
            if request.limit and request.offset < total:
                hits = self._hits(request, query(planned, newest=newest if request.sort == "relevance" else None))
        facets: dict[str, dict[str, int]] = {}
        if request.facets:
            facets = {name: {b["key"]: b["doc_count"] for b in told[name]["buckets"]} for name in FACETS}
        stories = int(told["stories"]["value"]) if request.collapse else None
        folding = self.store.folding
        found = []
        for hit in hits:
            source = hit["_source"]
            published = source["form"]["published"]
            score = hit["_score"] if request.sort == "relevance" else None
            found.append(
                Hit(
                    source["id"],
                    source["url"],
                    source["outlet"],
                    source["title"],
                    datetime.fromisoformat(published) if published else None,
                    round(score or 0.0, 4),
                    snippet(source["text"], planned.query, folding),
                    source["story"],
                    mark(source["title"], spans(source["title"], planned.query, folding)),
                )
            )
        return SearchResult(total, tuple(found), facets, stories)

    def _hits(self, request: SearchRequest, wanted: Query) -> list[Any]:
        offset, after = request.offset, None
        sort = order(request)
        collapse = {"field": "story"} if request.collapse else None
        while offset + request.limit > WINDOW and not collapse:
            step = min(offset, 10_000)
            if not step:
                break
            passed = self.store.client.search(
                index=self.store.alias, query=wanted, sort=sort, size=step, search_after=after, source=False,
                track_total_hits=False, allow_partial_search_results=False,
            )["hits"]["hits"]  # fmt: skip
            if len(passed) < step:
                return []
            offset, after = offset - step, passed[-1]["sort"]
        answer = self.store.client.search(
            index=self.store.alias,
            query=wanted,
            sort=sort,
            size=min(request.limit, WINDOW),
            from_=offset if after is None else None,
            search_after=after,
            collapse=collapse,
            source={"includes": ["id", "url", "outlet", "title", "text", "story", "form.published"]},
            track_scores=True,
            track_total_hits=False,
            allow_partial_search_results=False,
        )
        return list(answer["hits"]["hits"])

    def status(self) -> IndexStatus:
        with self.store.asking() as client:
            self.store.settle()
            count = client.count(index=self.store.alias)["count"]
            stats = client.indices.stats(index=self.store.alias, metric="store")
        return IndexStatus(
            "elasticsearch", self.store.where, count, stats["_all"]["primaries"]["store"]["size_in_bytes"]
        )

    def refresh(self) -> None:
        with self.store.asking() as client:
            client.indices.refresh(index=self.store.alias)

    def close(self) -> None:
        self.store.close()


def _days(since: date | None, until: date | None) -> Query:
    if not since and not until:
        return {"match_all": {}}
    bounds = {"gte": since.isoformat() if since else None, "lte": until.isoformat() if until else None}
    return {"range": {"day": {name: day for name, day in bounds.items() if day}}}
