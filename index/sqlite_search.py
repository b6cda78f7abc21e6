"""A search in the embedded index: what matches goes into a table of this connection, then is counted and cut."""

from __future__ import annotations

import sqlite3
from datetime import datetime

import orjson

from index.base import RECENCY_BONUS, RECENCY_DAYS, Hit, SearchRequest, SearchResult
from index.conditions import Plan
from index.highlight import mark, snippet, spans
from index.sqlite_rendering import fts, sql
from index.sqlite_schema import UNDATED
from index.tag_values import FACETS
from index.words import Folding

FACET_VALUES = 50
MONTHS = 240
# A word in the headline counts six times one in the text; the exact columns are asked by phrases and prefixes.
_SCORE = "-bm25(words, 6.0, 1.0, 6.0, 1.0)"


def search(db: sqlite3.Connection, request: SearchRequest, plan: Plan, folding: Folding) -> SearchResult:
    _find(db, plan)
    try:
        total, newest = db.execute("SELECT count(*), max(day) FROM temp.found").fetchone()
        stories = None
        if request.collapse:
            stories = db.execute("SELECT count(DISTINCT story) FROM temp.found").fetchone()[0]
        rows = _hits(db, request, newest)
        facets = _facets(db) if request.facets else {}
    finally:
        db.execute("DROP TABLE temp.found")
    return SearchResult(total, tuple(_hit(row, plan, folding) for row in rows), facets, stories)


def _find(db: sqlite3.Connection, plan: Plan) -> None:
    match = " AND ".join(f"({fts(part)})" for part in plan.ranking)
    clauses = ["words MATCH ?"] if match else []
    values: list[object] = [match] if match else []
    for part in plan.filters:
        clause, bound = sql(part)
        clauses.append(clause)
        values += bound
    tables = "words w JOIN article a ON a.number = w.rowid" if match else "article a"
    db.execute("DROP TABLE IF EXISTS temp.found")
    db.execute(
        f"CREATE TEMP TABLE found AS SELECT a.number, {_SCORE if match else '0.0'} AS score, a.published, a.id, a.day, a.story, a.outlet "
        f"FROM {tables}{' WHERE ' + ' AND '.join(clauses) if clauses else ''}",
        values,
    )


def _hits(db: sqlite3.Connection, request: SearchRequest, newest: str | None) -> list[tuple[str, ...]]:
    age = "max(0, julianday(:newest) - julianday(f.day))"
    rank = f"(f.score + COALESCE({RECENCY_BONUS} * {RECENCY_DAYS} / ({RECENCY_DAYS} + {age}), 0))"
    order = {
        "newest": f"f.published = '{UNDATED}', f.published DESC, f.id",
        "oldest": "f.published, f.id",
        "relevance": f"round({rank}, 4) DESC, f.published = '{UNDATED}', f.published DESC, f.id",
    }[request.sort]
    source, first = "temp.found f", ""
    if request.collapse:
        source = f"(SELECT f.*, row_number() OVER (PARTITION BY f.story ORDER BY {order}) AS place FROM temp.found f) f"
        first = "WHERE f.place = 1"
    return db.execute(
        f"SELECT a.id, a.url, a.outlet, a.title, chosen.rank, a.story, a.form FROM "
        f"(SELECT f.number, round({rank}, 4) AS rank, row_number() OVER (ORDER BY {order}) AS place FROM {source} {first} "
        f"ORDER BY {order} LIMIT :limit OFFSET :offset) chosen JOIN article a ON a.number = chosen.number ORDER BY chosen.place",
        {"newest": newest, "limit": request.limit, "offset": request.offset},
    ).fetchall()


def _hit(row: tuple[str, ...], plan: Plan, folding: Folding) -> Hit:
    id, url, outlet, title, rank, story, form = row
    told = orjson.loads(form)
    published = datetime.fromisoformat(told["published"]) if told["published"] else None
    return Hit(
        id, url, outlet, title, published, float(rank), snippet(told["text"], plan.query, folding), story,
        mark(title, spans(title, plan.query, folding)),
    )  # fmt: skip


def _facets(db: sqlite3.Connection) -> dict[str, dict[str, int]]:
    counted: dict[str, dict[str, int]] = {name: {} for name in FACETS}
    counted["outlet"] = dict(
        db.execute("SELECT outlet, count(*) n FROM temp.found GROUP BY 1 ORDER BY n DESC, 1 LIMIT ?", (FACET_VALUES,))
    )
    counted["month"] = dict(
        db.execute(
            "SELECT substr(day, 1, 7), count(*) FROM temp.found WHERE day IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT ?",
            (MONTHS,),
        )
    )
    for kind, value, count in db.execute(
        "SELECT v.kind, v.value, sum(t.n) n FROM "
        "(SELECT t.value AS key, count(*) AS n FROM temp.found f CROSS JOIN tag t ON t.number = f.number GROUP BY t.value) t "
        "JOIN value v ON v.key = t.key GROUP BY 1, 2 ORDER BY n DESC, 2"
    ):
        if kind in counted and len(counted[kind]) < FACET_VALUES:
            counted[kind][value] = count
    return counted
