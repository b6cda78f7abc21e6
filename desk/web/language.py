"""The two languages of the pages: written in Indonesian, turned into English by a catalogue (english.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Literal

Language = Literal["id", "en"]
LANGUAGES: tuple[Language, ...] = ("id", "en")
CATALOGUE = Path(__file__).resolve().parent / "english.toml"


@cache
def english() -> dict[str, str]:
    """Indonesian text → English text; a test holds the catalogue complete and free of leftovers."""
    return tomllib.loads(CATALOGUE.read_text(encoding="utf-8"))


def say(text: str, language: Language) -> str:
    """The text in the language asked for; one that the catalogue lacks stays Indonesian."""
    return english().get(text, text) if language == "en" else text


def language_of(asked: str | None) -> Language | None:
    """The language named by a parameter, a cookie or the settings; None where it is none of ours."""
    return next((known for known in LANGUAGES if known == asked), None)
