"""Writing articles to Elasticsearch: what changes is decided against what is there, and written only if that still stands."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from config.errors import IndexUnavailableError
from extract.article import Article
from index.base import PutOutcome, PutResult
from index.elastic_client import reason_of
from index.elastic_decisions import catch_up, decisions
from index.elastic_documents import Document, Kept, document, member_of, with_former_state
from index.elastic_store import Action, ElasticStore
from index.elastic_stories import assign, left_behind, move
from index.mending import Mending, about
from index.tag_values import content_hash, fault_of

BATCH = 500  # articles decided on together
_ROUNDS = 6  # of an article that another writer changes at the same time


def put(store: ElasticStore, articles: Sequence[Article]) -> list[PutResult]:
    """The fate of each article, in order."""
    results: list[PutResult | None] = [None] * len(articles)
    todo: list[int] = []
    for number, article in enumerate(articles):
        if fault := fault_of(article):
            results[number] = PutResult(article.id, "rejected", fault)
        else:
            todo.append(number)
    for batch in _batches(articles, todo):
        waiting = batch
        for _ in range(_ROUNDS):
            outcomes = _put(store, [articles[n] for n in waiting])
            for n, result in zip(waiting, outcomes, strict=True):
                results[n] = result
            waiting = [n for n in waiting if results[n] is None]
            if not waiting:
                break
        else:
            raise IndexUnavailableError(
                "another writer changes the same articles all the time", on=store.where, todo="try again"
            )
    return [result for result in results if result is not None]


def _batches(articles: Sequence[Article], numbers: list[int]) -> Iterator[list[int]]:
    """As many together as may be, no article twice in one batch: the second is decided against the first."""
    batch: list[int] = []
    ids: set[str] = set()
    for n in numbers:
        if len(batch) >= BATCH or articles[n].id in ids:
            yield batch
            batch, ids = [], set()
        batch.append(n)
        ids.add(articles[n].id)
    if batch:
        yield batch


def _put(store: ElasticStore, articles: list[Article]) -> list[PutResult | None]:
    """None for an article that another writer changed between reading and writing."""
    digests = {article.id: content_hash(article) for article in articles}
    there = _kept(store, list(digests), ["hash", "story"])
    results: dict[str, PutResult | None] = {
        id: PutResult(id, "unchanged", story=kept.source["story"])
        for id, kept in there.items()
        if kept.source["hash"] == digests[id]
    }
    writing = [article for article in articles if article.id not in results]
    if writing:
        changing = [article.id for article in writing if article.id in there]
        former = _kept(store, changing, ["title", "text", "form.fetched", "revisions", "linked"])
        # the node works while we do; another crawl's reprints are to be found too
        settling = store.beside.submit(store.settle, others=True)
        members = [member_of(article) for article in writing]
        settling.result()
        decided = decisions(store)
        left = [kept.source["linked"] for kept in former.values()]
        found, moved = assign(store.client, store.alias, members, left, Mending(about(decided)))
        # moves first: if we stop here, the articles come again and find their story made
        store.bulk([move(id, place) for id, place in moved.items()])
        actions: list[Action] = []
        for article, member in zip(writing, members, strict=True):
            old = former.get(article.id)
            source = document(
                article,
                member=member,
                place=found[article.id],
                revisions=with_former_state(old, article) if old else [],
                digest=digests[article.id],
            )
            actions.append((_head(article.id, old), source))
        answers = store.bulk(actions)
        for article, answer in zip(writing, answers, strict=True):
            outcome: PutOutcome = "changed" if article.id in former else "new"
            results[article.id] = _result(store, article.id, answer, outcome, found[article.id].story)
        catch_up(store, decided)
    return [results[article.id] for article in articles]


def _head(id: str, old: Kept | None) -> dict[str, Any]:
    if old is None:
        return {"create": {"_id": id}}
    return {"index": {"_id": id, "if_seq_no": old.seq_no, "if_primary_term": old.primary_term}}


def _result(store: ElasticStore, id: str, answer: dict[str, Any], outcome: PutOutcome, story: str) -> PutResult | None:
    status = answer["status"]
    if status < 300:
        return PutResult(id, outcome, story=story)
    if status == 409:
        return None
    reason = reason_of(answer)
    error = answer.get("error", {}).get("type", "")
    if status == 400 and error != "strict_dynamic_mapping_exception":
        return PutResult(id, "rejected", reason)
    # the index is gone, closed to writing, or has another mapping: nothing that this article is to blame for
    raise IndexUnavailableError(f"{id} can't be written now: {reason}", on=store.where, todo="see `pantau index check`")


def _kept(store: ElasticStore, ids: list[str], fields: list[str]) -> dict[str, Kept]:
    """Those of the articles that are there, as of this instant."""
    if not ids:
        return {}
    answer = store.client.mget(index=store.alias, ids=ids, source=fields)
    found = {}
    for doc in answer["docs"]:
        if "error" in doc:
            raise IndexUnavailableError(reason_of(doc), on=store.where, todo="run `pantau index create`")
        if doc["found"]:
            found[doc["_id"]] = Kept(doc["_source"], doc["_seq_no"], doc["_primary_term"])
    return found


def delete(store: ElasticStore, article_id: str) -> bool:
    if not article_id:
        return False
    old = _kept(store, [article_id], ["linked"]).get(article_id)
    if old is None:
        return False
    store.settle()
    moved = left_behind(store.client, store.alias, old.source["linked"], article_id, Mending(about(decisions(store))))
    store.bulk([move(id, place) for id, place in moved.items()])
    answer = store.bulk([({"delete": {"_id": article_id}}, None)])[0]
    if answer["status"] >= 300 and answer["status"] != 404:
        raise IndexUnavailableError(
            f"{article_id} can't be deleted: {reason_of(answer)}", on=store.where, todo="try again"
        )
    return bool(answer["status"] < 300)


def update(store: ElasticStore, article_id: str, made: Callable[[Document], Document]) -> None:
    """Changes fields of one document that are not searched; nothing where there is none."""
    for _ in range(_ROUNDS):
        old = _kept(store, [article_id], ["revisions"]).get(article_id)
        if old is None:
            return
        head = {"update": {"_id": article_id, "if_seq_no": old.seq_no, "if_primary_term": old.primary_term}}
        answer = store.bulk([(head, {"doc": made(old.source)})])[0]
        if answer["status"] < 300:
            return
        if answer["status"] not in (404, 409):
            raise IndexUnavailableError(reason_of(answer), on=store.where, todo="try again")
    raise IndexUnavailableError("another writer changes this article all the time", on=store.where, todo="try again")
