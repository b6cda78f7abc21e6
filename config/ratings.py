"""The words of the Ombudsman's ratings, as ratings.toml tells them."""

from __future__ import annotations

from datetime import date
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

Words = tuple[str, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Instrument(_Entry):
    """A kind of assessment: `told` are the words that name it, `since` and `until` the years assessed by it."""

    name: str
    told: Words
    since: int
    until: int | None = None


class Release(_Entry):
    """The day on which the results of a year were made known."""

    year: int
    day: date


class RatingWords(_Entry):
    """All lists in small letters; a star ends a stem. What each list is for stands beside it in the file."""

    colours: Words
    classes: Words
    letters: Words
    opinions: Words
    colour_nouns: Words
    between: Words
    leaning: Words
    class_nouns: Words
    letter_nouns: Words
    opinion_nouns: Words
    cues: Words
    assessing: Words
    traps: Words
    asides: Words
    not_before: Words
    not_behind: Words
    worn: Words
    targets: Words
    resigned: Words
    leaving: Words
    failing: Words
    escaping: Words
    hopes: Words
    dashed: Words
    granted: Words
    fulfilling: Words
    reached: Words
    denied: Words
    not_only: Words
    conditional: Words
    former: Words
    defining: Words
    units: Words
    numbers: Words
    all: Words
    rest: Words
    rated: Words
    heads: Words
    roles: Words
    where: Words
    papers: Words
    received: Words
    instruments: tuple[Instrument, ...] = Field(alias="instrument")
    releases: tuple[Release, ...] = Field(alias="release")
    unassessed: tuple[int, ...]  # years without any assessment

    @classmethod
    def empty(cls) -> RatingWords:
        """Stands in for a file that can't be read; unchecked."""
        nothing: dict[str, Any] = dict.fromkeys(cls.model_fields, ())
        return cls.model_construct(**nothing)
