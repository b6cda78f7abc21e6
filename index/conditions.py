"""What a request asks of an article, as conditions that both engines render: synonyms in, words stemmed, tags folded.

Everything that could be understood in two ways is settled here, so that the renderers only spell it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from config.errors import BadQueryError
from index.base import SearchRequest
from index.cutting import folded, words_of
from index.query import And, Field, Node, Not, Or, Phrase, Word, clean, parse
from index.words import STOP, Folding, expand

# Ratings as the Ombudsman prints them; the longest is taken, so that "hijau tua" is not "hijau".
RATINGS = ("hijau tua", "hijau muda", "hijau", "kuning", "merah", "tertinggi", "tinggi", "sedang", "rendah", "terendah")


@dataclass(frozen=True, slots=True)
class Stem:
    """A word in any inflection, in the headline or (unless `title`) the text."""

    word: str
    stem: str
    title: bool


@dataclass(frozen=True, slots=True)
class Exact:
    """Words side by side as printed."""

    words: tuple[str, ...]
    title: bool


@dataclass(frozen=True, slots=True)
class Prefix:
    text: str
    title: bool


@dataclass(frozen=True, slots=True)
class Near:
    """Two or more different words in any order: from the first to the last at most `slop` words lie between.

    `words` are stems, or (`exact`) words as printed.
    """

    words: tuple[str, ...]
    slop: int
    title: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Outlet:
    key: str


@dataclass(frozen=True, slots=True)
class Story:
    id: str


@dataclass(frozen=True, slots=True)
class Days:
    """Published in WITA from `since` to `until`, both inclusive and ISO days; never true of an article without a date."""

    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Tagged:
    """Has the tag whose folded value is this."""

    kind: Literal["regency", "event"]
    folded: str


@dataclass(frozen=True, slots=True)
class Named:
    """Names one official (all `words` in name and role) or one agency (all in its name), or the one with this id."""

    kind: Literal["official", "agency"]
    words: tuple[str, ...]
    id: str


@dataclass(frozen=True, slots=True)
class Rated:
    """Holds one claim with this rating, of this year, whose subject and regency have all `words`."""

    rating: str | None  # folded
    year: int | None
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Un:
    condition: Condition


@dataclass(frozen=True, slots=True)
class All:
    conditions: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class Any:
    conditions: tuple[Condition, ...]


Words = Stem | Exact | Prefix | Near
Condition = Words | Outlet | Story | Days | Tagged | Named | Rated | Un | All | Any


@dataclass(frozen=True, slots=True)
class Plan:
    """`ranking` conditions hold words only and order the hits; `filters` don't. All must be met."""

    ranking: tuple[Condition, ...]
    filters: tuple[Condition, ...]
    query: Node | None  # for highlights


def plan(request: SearchRequest, folding: Folding) -> Plan:
    """Raises BadQueryError."""
    node = parse(request.query)
    filters: list[Condition] = []
    ranking: list[Condition] = []
    if node is not None:
        condition = _condition(expand(node), folding)
        for part in condition.conditions if isinstance(condition, All) else (condition,):
            (ranking if _only_words(part) else filters).append(part)
    for name, values in (
        ("outlet", request.outlets), ("regency", request.regencies), ("official", request.officials), ("agency", request.agencies),
        ("event", request.events), ("zone", request.zones),
    ):  # fmt: skip
        if values:
            filters.append(_any(_field(name, clean(value)) for value in values))
    if request.stories:
        filters.append(_any(Story(story) for story in request.stories))
    if request.since or request.until:
        filters.append(
            Days(
                request.since.isoformat() if request.since else None,
                request.until.isoformat() if request.until else None,
            )
        )
    return Plan(tuple(ranking), tuple(filters), node)


def _condition(node: Node, folding: Folding) -> Condition:
    match node:
        case Word(text, True, title):
            return Prefix(text, title)
        case Word(text, _, title):
            return Exact((text,), title) if text in STOP else Stem(text, folding.stem(text), title)
        case Phrase(words, None, title):
            return Exact(words, title)
        case Phrase(words, int(slop), title):
            return _near(words, slop, title, folding)
        case Not(inner):
            return _not(_condition(inner, folding))
        case And(nodes):
            return _all(_condition(n, folding) for n in nodes)
        case Or(nodes):
            return _any(_condition(n, folding) for n in nodes)
        case Field(name, value):
            return _field(name, value)
        case _:  # pragma: no cover - every node has its case
            raise TypeError(node)


def _near(words: tuple[str, ...], slop: int, title: bool, folding: Folding) -> Condition:
    telling = [word for word in words if word not in STOP]
    exact = not telling
    chosen = tuple(dict.fromkeys(words if exact else (folding.stem(word) for word in telling)))
    if len(chosen) > 1:
        return Near(chosen, slop, title, exact)
    return Exact((words[0],), title) if exact else Stem(telling[0], chosen[0], title)


def _field(name: str, value: str) -> Condition:
    words = tuple(words_of(value))
    if name == "outlet":
        return Outlet(value.strip().lower())
    if name == "since":
        return Days(value, None)
    if name == "until":
        return Days(None, value)
    if name == "year":
        return Days(f"{value}-01-01", f"{value}-12-31")
    if not words:
        raise BadQueryError("no word to look for in a tag", query=value, position=0)
    if name == "regency":
        # "Kabupaten Tabanan" and "Tabanan" are one
        return Tagged("regency", folded(" ".join([w for w in words if w not in ("kabupaten", "kota", "kab")] or words)))
    if name == "event":
        return Tagged("event", folded(value))
    if name == "official":
        return Named("official", words, value.strip())
    if name == "agency":
        return Named("agency", words, value.strip())
    if name == "zone":
        return _rated(words)
    raise BadQueryError(f"unknown field {name!r}", query=value, position=0)


def _rated(words: tuple[str, ...]) -> Rated:
    """A rating, a year and words of the subject, in any order; what holds no rating of the scales is one in full."""
    years = [w for w in words if re.fullmatch(r"20\d\d", w)]
    rest = " ".join(w for w in words if w not in years)
    for rating in RATINGS:
        if f" {rating} " in f" {rest} ":
            subject = tuple(f" {rest} ".replace(f" {rating} ", " ", 1).split())
            return Rated(folded(rating), int(years[0]) if years else None, subject)
    if years:
        return Rated(None, int(years[0]), tuple(rest.split()))
    return Rated(folded(rest), None, ())


def _not(condition: Condition) -> Condition:
    """Negations stand at the leaves only: no deeper a tree than was written."""
    match condition:
        case Un(inner):
            return inner
        case All(parts):
            return _any(_not(part) for part in parts)
        case Any(parts):
            return _all(_not(part) for part in parts)
        case _:
            return Un(condition)


def _all(parts: Iterable[Condition]) -> Condition:
    flat = tuple(inner for part in parts for inner in (part.conditions if isinstance(part, All) else (part,)))
    return flat[0] if len(flat) == 1 else All(flat)


def _any(parts: Iterable[Condition]) -> Condition:
    flat = tuple(inner for part in parts for inner in (part.conditions if isinstance(part, Any) else (part,)))
    return flat[0] if len(flat) == 1 else Any(flat)


def _only_words(condition: Condition) -> bool:
    if isinstance(condition, All | Any):
        return all(map(_only_words, condition.conditions))
    return isinstance(condition, Stem | Exact | Prefix | Near)
