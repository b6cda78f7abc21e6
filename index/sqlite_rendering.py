"""Conditions → SQL over the embedded index."""

from __future__ import annotations

from index.conditions import (
    All,
    Any,
    Condition,
    Days,
    Exact,
    Named,
    Near,
    Outlet,
    Prefix,
    Rated,
    Stem,
    Story,
    Tagged,
    Un,
)


def fts(condition: Condition) -> str | None:
    """An FTS5 expression, or None where the condition asks for more than words.

    Words are letters and digits only (index/cutting.py), so nothing in them is syntax.
    """
    match condition:
        case Stem(_, stem, title):
            return f'{_columns(title)} : "{stem}"'
        case Exact(words, title):
            return f'{_columns(title, exact=True)} : "{" ".join(words)}"'
        case Prefix(text, title):
            return f'{_columns(title, exact=True)} : "{text}" *'
        case Near(words, slop, title, exact):
            near = " ".join(f'"{word}"' for word in words)
            return f"{_columns(title, exact=exact)} : NEAR({near}, {slop})"
        case All(parts) | Any(parts):
            texts = [fts(part) for part in parts]
            told = [text for text in texts if text is not None]
            if len(told) < len(texts):
                return None
            return (" AND " if isinstance(condition, All) else " OR ").join(f"({text})" for text in told)
        case _:
            return None


def _columns(title: bool, *, exact: bool = False) -> str:
    suffix = "_exact" if exact else ""
    return f"{{title{suffix}}}" if title else f"{{title{suffix} text{suffix}}}"


def sql(condition: Condition) -> tuple[str, list[object]]:
    """A condition on `article a` and its values."""
    text = fts(condition)
    if text is not None:
        return "a.number IN (SELECT rowid FROM words WHERE words MATCH ?)", [text]
    match condition:
        case Un(inner):
            clause, values = sql(inner)
            return f"NOT ({clause})", values
        case All(parts) | Any(parts):
            pieces = [sql(part) for part in parts]
            glue = " AND " if isinstance(condition, All) else " OR "
            return f"({glue.join(clause for clause, _ in pieces)})", [v for _, values in pieces for v in values]
        case Outlet(key):
            return "a.outlet = ?", [key]
        case Story(id):
            return "a.story = ?", [id]
        case Days(since, until):
            bounds = [("a.day >= ?", since), ("a.day <= ?", until)]
            asked = [(clause, value) for clause, value in bounds if value is not None]
            return f"(a.day IS NOT NULL AND {' AND '.join(c for c, _ in asked)})", [v for _, v in asked]
        case Tagged(kind, value):
            return _tag("kind = ? AND folded = ?"), [kind, value]
        case Named(kind, words, id):
            likes = " AND ".join("folded LIKE ?" for _ in words)
            return (
                _tag(f"(kind = ? AND {likes}) OR (kind = ? AND value = ?)"),
                [kind, *(f"% {word} %" for word in words), f"{kind}_id", id],
            )
        case Rated(rating, year, words):
            claimed: list[tuple[str, object]] = [("words LIKE ?", f"% {word} %") for word in words]
            claimed += [(clause, value) for clause, value in (("rating = ?", rating), ("year = ?", year)) if value]
            where = " AND ".join(clause for clause, _ in claimed)
            return f"a.number IN (SELECT number FROM claim WHERE {where})", [value for _, value in claimed]
        case _:  # pragma: no cover - words are FTS5's
            raise TypeError(condition)


def _tag(where: str) -> str:
    return f"a.number IN (SELECT number FROM tag WHERE value IN (SELECT key FROM value WHERE {where}))"
