"""Lists of words as expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable

NUMBERS = {w: n for n, w in enumerate("dua tiga empat lima enam tujuh delapan sembilan sepuluh".split(), 2)}


def number_of(word: str) -> int:
    """Of a word of NUMBERS, also as "ketiga"."""
    return NUMBERS[word.lower().removeprefix("ke")]


def last_place(expression: re.Pattern[str], text: str) -> int | None:
    """Where the last match begins."""
    return max((m.start() for m in expression.finditer(text)), default=None)


def alternatives(words: Iterable[str]) -> str:
    """The words as one alternation, the longest first; any blanks between words, a star ends a stem ("menarget*")."""
    forms = []
    for word in sorted(set(words), key=lambda w: (-len(w), w)):
        stem = word.removesuffix("*")
        forms.append(r"\s+".join(re.escape(part) for part in stem.split()) + (r"\w*" if stem != word else ""))
    return "|".join(forms)


def any_of(words: Iterable[str]) -> re.Pattern[str]:
    """One expression for whole words, in any case."""
    return re.compile(rf"(?<![\w])(?:{alternatives(words)})(?![\w])", re.IGNORECASE)


def ends_with(words: Iterable[str]) -> re.Pattern[str]:
    """Matches a string whose last words are one of these, blanks behind it allowed."""
    return re.compile(rf"(?<![\w])(?:{alternatives(words)})\s*$", re.IGNORECASE)


class Phrases:
    """Many words and phrases at once, by the first word of each: one look-up a word of the text instead of an alternation.

    A phrase is words divided by one blank; a star at its end ends a stem. Words of a text are letters, digits, and the
    hyphens and slashes between them.
    """

    _WORD = re.compile(r"[^\W_][\w/-]*")

    def __init__(self, phrases: Iterable[str]) -> None:
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        self._stems: dict[str, list[str]] = {}
        for phrase in phrases:
            if phrase.endswith("*"):
                self._stems.setdefault(phrase[:3], []).append(phrase[:-1])
            else:
                words = tuple(phrase.split())
                self._by_first.setdefault(words[0], []).append(words)
        for entries in self._by_first.values():
            entries.sort(key=len, reverse=True)

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, phrase as listed) of each, the longest at each place, none overlapping another."""
        words = [(m[0].rstrip("-/"), m.start()) for m in self._WORD.finditer(text.lower())]
        found = []
        at = 0
        while at < len(words):
            word, start = words[at]
            step = 1
            for phrase in self._by_first.get(word, ()):
                if len(phrase) == 1 or tuple(w for w, _ in words[at : at + len(phrase)]) == phrase:
                    step = len(phrase)
                    last, last_start = words[at + step - 1]
                    found.append((start, last_start + len(last), " ".join(phrase)))
                    break
            else:
                for stem in self._stems.get(word[:3], ()):
                    if word.startswith(stem):
                        found.append((start, start + len(word), f"{stem}*"))
                        break
            at += step
        return found
