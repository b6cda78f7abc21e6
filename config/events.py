"""How events are told, as events.toml tells it."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict

Words = tuple[str, ...]


class EventKind(BaseModel):
    """Words that tell an event of one type. `strong` decide in headline and lead, `hints` only beside others."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    type: str
    name: str  # Indonesian name shown to readers
    strong: Words = ()
    words: Words = ()
    hints: Words = ()


class EventWords(BaseModel):
    """Small letters; what each list is for stands beside it in the file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    getting: Words
    reaching: Words
    prizes: Words
    occasion: Words
    held: Words
    nearly: Words
    ahead: Words
    off: Words
    aside: Words
    blamed: Words
    also: Words
    earlier: Words
    next: Words
    said: Words
    past: Words
    limits: Words
    receiving: Words
    venue: Words
    island: Words

    @classmethod
    def empty(cls) -> EventWords:
        """Stands in for a file that can't be read; unchecked."""
        nothing: dict[str, Any] = dict.fromkeys(cls.model_fields, ())
        return cls.model_construct(**nothing)
