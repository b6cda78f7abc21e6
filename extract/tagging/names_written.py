"""Writes out what the press shortens in Balinese names: "I Gst. Ngr. Suweda" is "I Gusti Ngurah Suweda", "A.A. Raka" "Anak Agung Raka"."""

from __future__ import annotations

import re

from config.lexicon import NameWords

_DOTTED = re.compile(r"^(?:[A-Z]\.\s?){2,}(?=[A-Z][a-z])")


class WrittenOut:
    """`written` of names.toml: whole words of a name, in small letters and without full stops → what they stand for."""

    def __init__(self, words: NameWords) -> None:
        self._full = {old: entry.new for entry in words.written for old in entry.old}

    def __call__(self, name: str) -> str:
        dotted = _DOTTED.match(name)
        if dotted:
            letters = re.sub(r"[.\s]", "", dotted[0])
            if letters.lower() in self._full:
                name = f"{letters} {name[dotted.end() :]}"
        parts = [self._full.get(part.lower().rstrip("."), part) for part in name.split()]
        return " ".join(parts)
