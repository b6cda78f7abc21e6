"""What the components hand to each other: finds in one string, the title, a blank line, the text.

`Source.full` is that string; offsets are into it. `Source.mention` turns them into the article form's.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

from extract.article import Mention


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Sentence:
    """`start`/`end` in the full string; `number` counts from 0, the title is number 0; `paragraph` likewise."""

    start: int
    end: int
    text: str
    number: int
    paragraph: int


@dataclass(frozen=True, slots=True)
class Source:
    """The article as the components see it."""

    title: str
    text: str
    published: date | None
    outlet: str
    # Title and text, put together once: asked for thousands of times, of texts of a megabyte too.
    full: str = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "full", f"{self.title}\n\n{self.text}")

    @property
    def shift(self) -> int:
        """Where the text begins in the full string."""
        return len(self.title) + 2

    def mention(self, span: Span) -> Mention:
        if span.end <= len(self.title):
            return Mention(text=self.title[span.start : span.end], field="title", start=span.start, end=span.end)
        start, end = span.start - self.shift, span.end - self.shift
        return Mention(text=self.text[start:end], field="text", start=start, end=end)


@dataclass(slots=True)
class PlaceFind:
    """One naming of a place; `how`: "name", "capital", "kecamatan", "town", "form", "outside"; `dateline`: only where it was written."""

    name: str
    span: Span
    how: str
    outside: bool = False
    dateline: bool = False


@dataclass(slots=True)
class AgencyFind:
    """One naming of a body. `regency`: whose it is, where that is known."""

    name: str
    id: str | None
    span: Span
    regency: str | None = None
    bare: bool = False  # named without its place: the context lent it


@dataclass(slots=True)
class OfficialFind:
    """One person with all namings. `surfaces` are the distinct name strings."""

    name: str
    id: str | None
    role: str | None
    agency: str | None
    regency: str | None
    spans: list[Span] = field(default_factory=list)
    surfaces: set[str] = field(default_factory=set)


F = TypeVar("F", AgencyFind, PlaceFind)


def within(finds: Sequence[F], sentence: Sentence) -> Iterator[F]:
    """Those that stand in the sentence; `finds` are sorted by their start."""
    at = bisect_left(finds, sentence.start, key=lambda f: f.span.start)
    while at < len(finds) and finds[at].span.start < sentence.end:
        if finds[at].span.end <= sentence.end:
            yield finds[at]
        at += 1
