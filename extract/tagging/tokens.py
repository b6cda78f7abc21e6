"""The pipeline's tokeniser: words, numbers, single signs; degrees and initials fall apart into letters and full stops.

The components read `Tokens`, plain lists beside the Doc and as long as it: reading spaCy's own token objects in Python
costs more than all the rules together.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from extract.tagging.records import Span

_TOKEN = re.compile(r"[^\W\d_](?:\w|['’`](?=[^\W\d_]))*|\d+(?:[.,:/]\d+)*|[^\s]|\n\s*")
# A line in which this share of the letters is capital is all capitals: there, capitals tell nothing.
SHOUTED = 0.7
# Words from which on a text without any capital was typed so on purpose.
FLAT = 12


@dataclass(frozen=True, slots=True)
class Tokens:
    """`start` and `end` are characters; `capital`: begins with a capital letter; `upper`: all capitals, two letters or more."""

    text: list[str]
    low: list[str]
    start: list[int]
    end: list[int]
    capital: list[bool]
    upper: list[bool]
    shouted: list[bool]  # stands in a line of capitals
    small: frozenset[str]  # the words that the text has in small letters: ordinary ones
    flat: bool  # the whole text is typed without capitals: there, only what the lists know is told

    def __len__(self) -> int:
        return len(self.text)

    def glued(self, at: int) -> bool:
        """No blank before it."""
        return at > 0 and self.start[at] == self.end[at - 1]

    def breaks(self, at: int) -> bool:
        """A blank that holds a new line."""
        return "\n" in self.text[at]

    def big(self, at: int) -> bool:
        """Begins with a capital letter, or nothing does."""
        return self.capital[at] or self.flat

    def printed(self, first: int, last: int) -> str:
        """The tokens as they stand, any blank between them as one."""
        pieces = []
        for n in range(first, last):
            if n > first and self.start[n] > self.end[n - 1]:
                pieces.append(" ")
            pieces.append(self.text[n])
        return "".join(pieces)

    def span(self, first: int, last: int) -> Span:
        return Span(self.start[first], self.end[last - 1])

    def at_char(self, offset: int) -> int:
        """The first token that ends behind a character."""
        low, high = 0, len(self.end)
        while low < high:
            middle = (low + high) // 2
            if self.end[middle] <= offset:
                low = middle + 1
            else:
                high = middle
        return low


def tokenise(text: str) -> tuple[Tokens, list[bool]]:
    """The tokens and, for each, whether a blank follows; blanks with a new line in them are tokens of their own."""
    matches = list(_TOKEN.finditer(text))
    words = [m[0] for m in matches]
    start = [m.start() for m in matches]
    end = [m.end() for m in matches]
    spaces = [b > a for a, b in zip(end, start[1:], strict=False)] + [text[-1:].isspace() and bool(words)]
    tokens = Tokens(
        words,
        [w.lower() for w in words],
        start,
        end,
        [w[0].isupper() for w in words],
        [len(w) > 1 and w.isupper() for w in words],
        _shouted(text, start),
        frozenset(w for w in words if w[0].islower()),
        len(words) >= FLAT and not any(map(str.isupper, text)),
    )
    return tokens, spaces[: len(words)]


def _shouted(text: str, start: list[int]) -> list[bool]:
    """Whether each token stands in a line of capitals."""
    found = [False] * len(start)
    at = 0
    for line in text.split("\n"):
        head = line[:400]
        letters = sum(map(str.isalpha, head[:40]))
        if letters > 12 and sum(map(str.isupper, head[:40])) > SHOUTED * letters:
            letters = sum(map(str.isalpha, head))
            if sum(map(str.isupper, head)) > SHOUTED * letters:
                first, last = bisect_left(start, at), bisect_left(start, at + len(line))
                found[first:last] = [True] * (last - first)
        at += len(line) + 1
    return found


class Tokeniser:
    """spaCy's tokeniser of this pipeline: `Doc` with `doc._.tokens` beside it."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        tokens, spaces = tokenise(text)
        doc = Doc(self.vocab, words=tokens.text, spaces=spaces)
        doc._.tokens = tokens
        return doc
