"""A search in the embedded index.

What matches goes into a table of this connection, with its score, and is counted and cut there. A search that finds
more than BROAD articles is not scored: words that so many articles hold tell them apart little, so time decides; and
its counts come from the columns in memory.
"""

from __future__ import annotations

import sqlite3
from datetime import date, datetime

import numpy as np
import orjson

from index.base import RECENCY_BONUS, RECENCY_DAYS, Hit, SearchRequest, SearchResult
from index.conditions import Plan, Un
from index.highlight import mark, snippet, spans
from index.sqlite_columns import Columns, Numbers
from index.sqlite_rendering import fts, sql
from index.sqlite_schema import UNDATED
from index.tag_values import FACETS
from index.words import Folding

BROAD = 10_000  # articles found; scoring so many takes some 20 ms
COUNTED = 500  # articles found from which on the columns, once loaded, count faster than SQL
FACET_VALUES = 50
MONTHS = 240
# A word in the headline counts six times one in the text; the exact columns are asked by phrases and prefixes.
_SCORE = "-bm25(words, 6.0, 1.0, 6.0, 1.0)"
_KEPT = "a.number, a.published, a.id, a.day, a.story, a.outlet"
Row = tuple[str, str, str, str, float, str, str]


def search(
    db: sqlite3.Connection, request: SearchRequest, plan: Plan, folding: Folding, columns: Columns, broad: int = BROAD
) -> SearchResult:
    """Columns are loaded when they pay: for facets of a broad search."""
    if db.in_transaction:  # left by a search that was broken off
        db.execute("ROLLBACK")
    db.execute("BEGIN")  # all that follows sees one state
    try:
        answer = None
        if columns.loaded and columns.was_broad(plan.ranking, plan.filters):
            answer = _broadly(db, request, plan, columns, broad)
        if answer is None:
            total = _find(db, plan, broad)
            if total > broad and (columns.loaded or request.facets):
                answer = _broadly(db, request, plan, columns, broad)
            elif total > broad:
                total = _find(db, plan, None)
            answer = answer or (total, *_narrowly(db, request, total, columns))
        total, stories, rows, facets = answer
    finally:
        db.execute("COMMIT")
    return SearchResult(total, tuple(_hit(row, plan, folding) for row in rows), facets, stories)


def _clauses(plan: Plan) -> tuple[str, str, list[object]]:
    """(tables, where, values) of all articles that match."""
    match = " AND ".join(f"({fts(part)})" for part in plan.ranking)
    clauses = ["words MATCH ?"] if match else []
    values: list[object] = [match] if match else []
    for part in plan.filters:
        if match and isinstance(part, Un) and (unwanted := fts(part.condition)):
            match = f"({match}) NOT ({unwanted})"  # cheaper inside FTS5 than as a set of its own
            values[0] = match
            continue
        clause, bound = sql(part)
        # the row of `words` is at hand, that of `article` has to be looked up; "+" keeps SQLite from asking FTS5 for each row
        clauses.append(clause.replace("a.number", "+w.rowid") if match else clause)
        values += bound
    tables = "words w JOIN article a ON a.number = w.rowid" if match else "article a"
    return tables, f"WHERE {' AND '.join(clauses)}" if clauses else "", values


def _find(db: sqlite3.Connection, plan: Plan, most: int | None) -> int:
    """Fills the table `found`, with scores while there are at most so many. Returns how many it holds."""
    tables, where, values = _clauses(plan)
    score = _SCORE if plan.ranking and most is not None else "0.0"
    limit = "" if most is None else f"LIMIT {most + 1}"
    db.execute("DROP TABLE IF EXISTS temp.found")
    db.execute(f"CREATE TEMP TABLE found AS SELECT {_KEPT}, {score} AS score FROM {tables} {where} {limit}", values)
    count: int = db.execute("SELECT count(*) FROM temp.found").fetchone()[0]
    return count


def _narrowly(
    db: sqlite3.Connection, request: SearchRequest, total: int, columns: Columns
) -> tuple[int | None, list[Row], dict[str, dict[str, int]]]:
    newest = db.execute("SELECT max(day) FROM temp.found").fetchone()[0]
    stories = None
    if request.collapse:
        stories = db.execute("SELECT count(DISTINCT story) FROM temp.found").fetchone()[0]
    rows = _hits(db, request, newest)
    facets: dict[str, dict[str, int]] = {}
    if request.facets and columns.loaded and total > COUNTED:
        with columns.lock:
            found = _numbers(db.execute("SELECT number FROM temp.found"))
            facets = columns.current(db).facets(found, FACET_VALUES, MONTHS)
    elif request.facets:
        facets = _facets(db)
    return stories, rows, facets


def _broadly(
    db: sqlite3.Connection, request: SearchRequest, plan: Plan, columns: Columns, broad: int
) -> tuple[int, int | None, list[Row], dict[str, dict[str, int]]] | None:
    """None where so few articles are found now that the search is not broad."""
    with columns.lock:
        return _from_columns(db, request, plan, columns.current(db), broad)


def _from_columns(
    db: sqlite3.Connection, request: SearchRequest, plan: Plan, columns: Columns, broad: int
) -> tuple[int, int | None, list[Row], dict[str, dict[str, int]]] | None:
    if not plan.ranking and not plan.filters:
        found = columns.all()
    else:
        tables, where, values = _clauses(plan)
        if plan.ranking and not plan.filters:
            found = _numbers(db.execute(f"SELECT rowid FROM words {where}", values))
        else:
            found = _numbers(db.execute(f"SELECT a.number FROM {tables} {where}", values))
    columns.note_broad(plan.ranking, plan.filters, broad=len(found) > broad)
    if len(found) <= broad:
        return None
    newest = columns.newest_day(found)
    page = columns.ordered(
        found, oldest=request.sort == "oldest", collapse=request.collapse, offset=request.offset, limit=request.limit
    )
    rows: list[Row] = []
    for number in page:
        id, url, outlet, title, story, form = db.execute(
            "SELECT id, url, outlet, title, story, form FROM article JOIN body USING (number) WHERE number = ?",
            (number,),
        ).fetchone()
        rows.append((id, url, outlet, title, round(_recency(newest, columns.day(number)), 4), story, form))
    facets = columns.facets(found, FACET_VALUES, MONTHS) if request.facets else {}
    return len(found), columns.stories(found) if request.collapse else None, rows, facets


def _recency(newest: date | None, day: date | None) -> float:
    if newest is None or day is None:
        return 0.0
    return RECENCY_BONUS * RECENCY_DAYS / (RECENCY_DAYS + (newest - day).days)


def _numbers(cursor: sqlite3.Cursor) -> Numbers:
    return np.fromiter((row[0] for row in cursor), dtype=np.int64)


def _hits(db: sqlite3.Connection, request: SearchRequest, newest: str | None) -> list[Row]:
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
        f"SELECT a.id, a.url, a.outlet, a.title, chosen.rank, a.story, b.form FROM "
        f"(SELECT f.number, round({rank}, 4) AS rank, row_number() OVER (ORDER BY {order}) AS place FROM {source} {first} "
        f"ORDER BY {order} LIMIT :limit OFFSET :offset) chosen JOIN article a ON a.number = chosen.number JOIN body b ON b.number = a.number ORDER BY chosen.place",
        {"newest": newest, "limit": request.limit, "offset": request.offset},
    ).fetchall()


def _hit(row: Row, plan: Plan, folding: Folding) -> Hit:
    id, url, outlet, title, rank, story, form = row
    told = orjson.loads(form)
    published = datetime.fromisoformat(told["published"]) if told["published"] else None
    return Hit(
        id, url, outlet, title, published, rank, snippet(told["text"], plan.query, folding), story,
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
