"""Marks what was found in the article's own words: the same marks whichever index found it."""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

from index.cutting import tokens
from index.query import Node, Phrase, Word, leaves
from index.words import STOP, Folding, expand

START, END = "\x02", "\x03"
WIDTH = 240  # characters of a snippet
_PLAIN = Folding()


def spans(text: str, query: Node | None, folding: Folding = _PLAIN) -> list[tuple[int, int]]:
    """Where the query's words and phrases stand, in order, not overlapping; `folding` is the index's."""
    return [] if query is None else _marker(query, folding).spans(text)


@lru_cache(maxsize=32)
def _marker(query: Node, folding: Folding) -> _Marker:
    """One for all hits of a search: its verdicts on words are the same in each."""
    return _Marker(query, folding)


class _Marker:
    def __init__(self, query: Node, folding: Folding) -> None:
        wanted = list(leaves(expand(query)))
        words = {w.text for w in wanted if isinstance(w, Word) and not w.prefix}
        words |= {w for p in wanted if isinstance(p, Phrase) and p.slop is not None for w in p.words}
        self._folding = folding
        self._stems, self._exact = {folding.stem(w) for w in words - STOP}, words & STOP
        self._prefixes = tuple(w.text for w in wanted if isinstance(w, Word) and w.prefix)
        self._phrases = [p.words for p in wanted if isinstance(p, Phrase) and p.slop is None]
        self._known: dict[str, bool] = {}

    def _asked(self, word: str) -> bool:
        verdict = self._known.get(word)
        if verdict is None:
            verdict = self._folding.stem(word) in self._stems or word in self._exact or word.startswith(self._prefixes)
            if len(self._known) > 100_000:
                self._known.clear()
            self._known[word] = verdict
        return verdict

    def spans(self, text: str) -> list[tuple[int, int]]:
        found = tokens(text)
        marked = [(start, end) for start, end, word in found if self._asked(word)]
        if self._phrases:
            words = [word for _, _, word in found]
            for phrase in self._phrases:
                length = len(phrase)
                for at in range(len(words) - length + 1):
                    if words[at] == phrase[0] and tuple(words[at : at + length]) == phrase:
                        marked.append((found[at][0], found[at + length - 1][1]))
            marked.sort()
        merged: list[tuple[int, int]] = []
        for start, end in marked:
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged


def mark(text: str, found: list[tuple[int, int]]) -> str:
    """The text with marks; marks that stand in the text itself are left out."""
    parts, last = [], 0
    for start, end in found:
        parts += [_bare(text[last:start]), START, _bare(text[start:end]), END]
        last = end
    return "".join([*parts, _bare(text[last:])])


def _bare(text: str) -> str:
    return text.replace(START, "").replace(END, "") if START in text or END in text else text


def snippet(text: str, query: Node | None, folding: Folding = _PLAIN) -> str:
    """The stretch of the text that holds most of what was looked for; its beginning where nothing was."""
    found = spans(text, query, folding)
    begin = 0
    if found:
        ends = [end for _, end in found]
        counts = [(bisect_right(ends, start + WIDTH) - n, -start) for n, (start, _) in enumerate(found)]
        begin = -max(counts)[1]
        begin = max(0, min(begin - 40, len(text) - WIDTH))
    if begin > 0:
        blank = text.find(" ", begin)
        begin = blank + 1 if 0 <= blank < begin + 30 else begin
    finish = min(len(text), begin + WIDTH)
    if finish < len(text):
        blank = text.rfind(" ", begin, finish)
        finish = blank if blank > begin + WIDTH // 2 else finish
    inside = [(s - begin, e - begin) for s, e in found if begin <= s and e <= finish]
    return ("… " if begin else "") + mark(text[begin:finish], inside) + (" …" if finish < len(text) else "")
