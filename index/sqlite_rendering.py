"""The query tree and the filters → SQL over the embedded index."""

from __future__ import annotations

from dataclasses import dataclass, field

from config.errors import BadQueryError
from index.base import SearchRequest
from index.query import And, Field, Node, Not, Or, Phrase, Word, parse
from index.words import expand, folded, stem, words_of

_TAGS = {"regency": "regency", "official": "official", "agency": "agency", "zone": "rating", "event": "event"}


@dataclass(frozen=True, slots=True)
class Rendered:
    """`match` is one FTS5 expression that also ranks (null: no words asked for); `where` further conditions."""

    match: str | None
    where: tuple[str, ...]
    values: tuple[object, ...] = field(default=())


def render(request: SearchRequest) -> tuple[Rendered, Node | None]:
    """SQL for a request, and the parsed query (for highlights)."""
    node = parse(request.query)
    conditions: list[str] = []
    values: list[object] = []
    match = None
    if node is not None:
        tree = expand(node)
        parts = tree.nodes if isinstance(tree, And) else (tree,)
        texts = [fts(part) for part in parts]
        told = [t for t in texts if t is not None]
        match = " AND ".join(f"({t})" for t in told) or None
        for part, text in zip(parts, texts, strict=True):
            if text is None:
                sql, bound = _condition(part)
                conditions.append(sql)
                values += bound
    for name, wanted in (
        ("outlet", request.outlets), ("regency", request.regencies), ("official", request.officials), ("agency", request.agencies),
        ("event", request.events), ("zone", request.zones),
    ):  # fmt: skip
        if wanted:
            pieces = [_condition(Field(name, value)) for value in wanted]
            conditions.append("(" + " OR ".join(sql for sql, _ in pieces) + ")")
            values += [v for _, bound in pieces for v in bound]
    if request.stories:
        conditions.append(f"a.story IN ({','.join('?' * len(request.stories))})")
        values += request.stories
    if request.since:
        conditions.append("a.day >= ?")
        values.append(request.since.isoformat())
    if request.until:
        conditions.append("a.day <= ?")
        values.append(request.until.isoformat())
    return Rendered(match, tuple(conditions), tuple(values)), node


def fts(node: Node) -> str | None:
    """An FTS5 expression, or None where the node holds a field or a negation."""
    if isinstance(node, Word):
        if node.prefix:
            return f'{{{"title_exact" if node.title else "title_exact text_exact"}}} : "{node.text}" *'
        return f'{{{"title" if node.title else "title text"}}} : "{stem(node.text)}"'
    if isinstance(node, Phrase):
        if node.slop is None:
            return f'{{{"title_exact" if node.title else "title_exact text_exact"}}} : "{" ".join(node.words)}"'
        near = " ".join(f'"{stem(w)}"' for w in node.words)
        return f"{{{'title' if node.title else 'title text'}}} : NEAR({near}, {node.slop})"
    if isinstance(node, And | Or):
        parts = [fts(n) for n in node.nodes]
        told = [p for p in parts if p is not None]
        if len(told) < len(parts):
            return None
        return (" AND " if isinstance(node, And) else " OR ").join(f"({p})" for p in told)
    return None


def _condition(node: Node) -> tuple[str, list[object]]:
    text = fts(node)
    if text is not None:
        return "a.number IN (SELECT rowid FROM words WHERE words MATCH ?)", [text]
    if isinstance(node, Not):
        sql, bound = _condition(node.node)
        return f"NOT ({sql})", bound
    if isinstance(node, And | Or):
        pieces = [_condition(n) for n in node.nodes]
        glue = " AND " if isinstance(node, And) else " OR "
        return "(" + glue.join(sql for sql, _ in pieces) + ")", [v for _, bound in pieces for v in bound]
    assert isinstance(node, Field)
    return _field(node)


def _field(node: Field) -> tuple[str, list[object]]:
    if node.name == "outlet":
        return "a.outlet = ?", [node.value.strip().lower()]
    if node.name == "since":
        return "COALESCE(a.day, '') >= ?", [node.value]
    if node.name == "until":
        return "COALESCE(a.day, '9999') <= ?", [node.value]
    if node.name == "year":
        return "COALESCE(substr(a.day, 1, 4), '') = ?", [node.value]
    kind = _TAGS.get(node.name)
    if kind is None:
        raise BadQueryError(f"unknown field {node.name!r}", query=node.value, position=0)
    if kind in ("rating", "event"):
        return f"a.number IN (SELECT number FROM tag WHERE kind = '{kind}' AND folded = ?)", [
            folded(node.value.replace("_", " "))
        ]
    words = words_of(node.value)
    if kind == "regency":
        # "Kabupaten Tabanan" and "Tabanan" are one
        words = [w for w in words if w not in ("kabupaten", "kota", "kab")] or words
        return "a.number IN (SELECT number FROM tag WHERE kind = 'regency' AND folded = ?)", [f" {' '.join(words)} "]
    likes = " AND ".join("folded LIKE ?" for _ in words) or "1"
    bound: list[object] = [f"% {w} %" for w in words]
    return (
        f"a.number IN (SELECT number FROM tag WHERE (kind = '{kind}' AND {likes}) OR (kind = '{kind}_id' AND value = ?))",
        [*bound, node.value],
    )
