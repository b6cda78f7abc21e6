"""Labelled articles, read from JSON lines and checked: what a tagger should have found.

One object a line, in the form that tests/gold/README.md describes. Keys that only people read (notes, traps) are
ignored here; a line that lacks a label, or has one of the wrong kind, is told with its number.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, Literal

import orjson
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from config.errors import InputError
from extract.article import Day, EventStatus, EventType

SHOWN = 8  # mistakes of a file told one by one

Filled = Annotated[str, Field(min_length=1)]


def _listed(value: Any) -> Any:
    """Alternatives may be written bare or as a list."""
    if value is None:
        return ()
    return (value,) if isinstance(value, str) else value


class _Label(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class _Leniency(_Label):
    """Labels that an expert may or may not give: neither asked for nor held against a tagger."""

    optional: bool = False
    secondary: bool = False
    implied: bool = False
    scope: str | None = None

    @property
    def lenient(self) -> bool:
        return self.optional or self.secondary or self.implied or self.scope is not None


class GoldEntity(_Leniency):
    """A person in public office or a public body; `surfaces` are the forms in title or text."""

    canonical: Filled
    surfaces: tuple[Filled, ...]
    role: str | None = None
    agency: str | None = None


class GoldZone(_Leniency):
    """A claim about a rating; a body outside Bali has "luar:" before its name. `year` is the assessment's."""

    subject: str | None
    rating: Filled
    score: float | None = None
    year: int | None
    status: Literal["achieved", "previous", "target", "definition"]
    colour_or_category_surface: str | None = None
    evidence: str | None = None
    evidence2: str | None = None


class GoldBimtek(_Leniency):
    """A bimtek told as held or planned, with the regency whose people took part."""

    regency: str | None
    date: Day | None
    status: Literal["held", "planned"]
    regency_alt: Annotated[tuple[str | None, ...], BeforeValidator(_listed)] = ()
    date_alt: Annotated[tuple[Day | None, ...], BeforeValidator(_listed)] = ()


class GoldEvent(_Label):
    """The main event; the `…_alt` fields hold the other answers that are right too."""

    type: EventType
    status: EventStatus | None = None
    regency: str | None = None
    date: Day | None = None
    date_surface: str | None = None
    alt_types: Annotated[tuple[EventType, ...], BeforeValidator(_listed)] = ()
    date_alt: Annotated[tuple[Day | None, ...], BeforeValidator(_listed)] = ()


class GoldQuote(_Label):
    """Direct speech without its marks; `speaker` is an official's canonical name, or a name as printed, or null."""

    speaker: str | None
    text: Filled


class GoldArticle(_Label):
    """One labelled article. `quotes` is null where nobody labelled the quotes."""

    id: Filled
    title: str
    text: Filled
    published: str | None = None
    outlet: str = ""
    officials: tuple[GoldEntity, ...]
    agencies: tuple[GoldEntity, ...]
    places: tuple[Filled, ...]
    zones: tuple[GoldZone, ...]
    event: GoldEvent
    bimtek: tuple[GoldBimtek, ...]
    quotes: tuple[GoldQuote, ...] | None = None


def read_gold(lines: Iterable[bytes], *, name: str) -> list[GoldArticle]:
    """The labelled articles of a file; blank lines are skipped.

    InputError tells the bad lines (the first few) with their numbers and what is wrong with each; `name` is the file's.
    """
    articles: list[GoldArticle] = []
    first: dict[str, int] = {}
    mistakes: list[str] = []
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            article = GoldArticle.model_validate(orjson.loads(line))
        except orjson.JSONDecodeError as error:
            mistakes.append(f"line {number}: no JSON: {error.msg} at column {error.colno}")
        except ValidationError as error:
            mistakes += [f"line {number}: {_told(e)}" for e in error.errors(include_url=False, include_context=False)]
        else:
            if article.id in first:
                mistakes.append(f"line {number}: id {article.id!r} stands in line {first[article.id]} already")
            first.setdefault(article.id, number)
            articles.append(article)
    if mistakes:
        more = [f"and {len(mistakes) - SHOWN} more"] if len(mistakes) > SHOWN else []
        told = ", ".join([*mistakes[:SHOWN], *more])
        raise InputError(told, on=name, todo="tests/gold/README.md describes the form")
    if not articles:
        raise InputError("holds no labelled article", on=name)
    return articles


def _told(error: Any) -> str:
    where = ".".join(str(part) for part in error["loc"]) or "the line"
    return f"{where}: {error['msg'][0].lower()}{error['msg'][1:]}"
