"""Cuts the text into sentences, as Indonesian officialese writes them: degrees, initials and numbers hold no full stop."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.tagging.records import Sentence, Source

_LAST_WORD = re.compile(r"([\w.]+)$")
_GRADES = frozenset("ABCDEIVX")
# "kategori A.", "Puskesmas Susut I.": a grade or a number, no initial.
_LETTERED = re.compile(
    r"(?:(?i:kategori|berkategori|predikat|grade|kelas|golongan|tipe|huruf|zona)\s+[\"“'(]?[A-E]|(?i:puskesmas)\s+(?:\w+\s+){1,3}[IVX]{1,3}|(?i:kelas|asisten|tahap|triwulan|semester|bab|komisi)\s+[IVX]{1,3})$"
)
_END = re.compile(r"[.!?…]{1,9}[”\"’')\]]{0,4}(?=\s{1,9}[“\"‘'(\[]{0,4}[A-Z0-9])|[.!?…]{1,9}[”\"’')\]]{0,4}$")


class Splitter:
    """`abbreviations` (names.toml) end in a full stop that ends no sentence."""

    def __init__(self, abbreviations: Iterable[str]) -> None:
        self.abbreviations = frozenset(abbreviations)

    def split(self, source: Source) -> list[Sentence]:
        """Sentences in order; the title is the first."""
        return _split(source, self.abbreviations)


def _split(source: Source, abbreviations: frozenset[str]) -> list[Sentence]:
    found = [Sentence(0, len(source.title), source.title, 0, 0)]
    start = source.shift
    paragraph = 0
    for piece in source.text.split("\n"):
        if piece.strip():
            paragraph += 1
            for begin, end in _cut(piece, abbreviations):
                text = piece[begin:end]
                found.append(Sentence(start + begin, start + end, text, len(found), paragraph))
        start += len(piece) + 1
    return found


def _cut(text: str, abbreviations: frozenset[str]) -> list[tuple[int, int]]:
    spans, begin = [], 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and match[0][1:2] not in (".", "…") and _holds(text, match.start(), abbreviations):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    if text[begin:].strip():
        spans.append((begin, len(text)))
    trimmed = []
    for begin, end in spans:
        while begin < end and text[begin].isspace():
            begin += 1
        if begin < end:
            trimmed.append((begin, end))
    return trimmed


def _holds(text: str, at: int, abbreviations: frozenset[str]) -> bool:
    """The full stop belongs to an abbreviation or an initial."""
    if text[at - 1 : at] in _GRADES and _LETTERED.search(text, max(0, at - 40), at):
        return False
    word = _LAST_WORD.search(text, max(0, at - 24), at)
    if not word:
        return False
    last = word[1].rsplit(".", 1)[-1]
    return (
        last.lower() in abbreviations
        or (len(last) == 1 and last.isupper())
        or bool(re.fullmatch(r"(?:\w{1,4}\.)+\w{1,4}", word[1]))
    )
