"""Gazetteers as automata (spaCy's PhraseMatcher over small letters, the longest match kept), and short lists asked at one place."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

V = TypeVar("V")


@dataclass(frozen=True, slots=True)
class Match(Generic[V]):
    """Tokens `first` up to, not with, `last`."""

    first: int
    last: int
    value: V


class Phrases(Generic[V]):
    """Phrase → value; of two values for one phrase the first stays."""

    def __init__(self, nlp: Language, entries: Iterable[tuple[str, V]]) -> None:
        self.values: dict[str, V] = {}
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._keys: dict[int, V] = {}
        for phrase, value in entries:
            for form in {phrase, phrase.replace(",", "")}:
                key = " ".join(form.lower().split())
                if not key or key in self.values:
                    continue
                self.values[key] = value
                self._keys[nlp.vocab.strings.add(f"phrase:{key}")] = value
                self._matcher.add(f"phrase:{key}", [nlp.make_doc(form)])

    def find(self, doc: Doc) -> list[Match[V]]:
        """Matches in order; where two overlap, the one that begins first, and of these the longest."""
        found: list[Match[V]] = []
        reached = 0
        for key, first, last in sorted(self._matcher(doc), key=lambda m: (m[1], -m[2])):
            if first >= reached:
                found.append(Match(first, last, self._keys[key]))
                reached = last
        return found

    def get(self, phrase: str) -> V | None:
        return self.values.get(" ".join(phrase.lower().split()))


class Sequences:
    """A short list of phrases, asked whether one begins at a token of small letters."""

    def __init__(self, phrases: Iterable[str]) -> None:
        self._all: set[tuple[str, ...]] = set()
        self._by_first: dict[str, list[tuple[str, ...]]] = {}
        for phrase in phrases:
            words = tuple(re.findall(r"\w+|[^\w\s]", phrase.lower()))
            if words and words not in self._all:
                self._all.add(words)
                self._by_first.setdefault(words[0], []).append(words)

    def __contains__(self, words: tuple[str, ...]) -> bool:
        return words in self._all

    def ends(self, low: list[str], at: int) -> int:
        """How many tokens a phrase has that ends right before one; 0 for none."""
        return next((n for n in range(min(5, at), 0, -1) if tuple(low[at - n : at]) in self._all), 0)

    def longest(self, low: list[str], at: int) -> int:
        """How many tokens the longest phrase that begins here has; 0 for none."""
        if at >= len(low):
            return 0
        return max((len(w) for w in self._by_first.get(low[at], ()) if tuple(low[at : at + len(w)]) == w), default=0)
