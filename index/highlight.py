"""Marks what was found in the article's own words: the same marks whichever index found it."""

from __future__ import annotations

from index.cutting import tokens
from index.query import Node, Phrase, Word, leaves
from index.words import STOP, Folding, expand

START, END = "\x02", "\x03"
WIDTH = 240  # characters of a snippet


_PLAIN = Folding()


def spans(text: str, query: Node | None, folding: Folding = _PLAIN) -> list[tuple[int, int]]:
    """Where the query's words and phrases stand, in order, not overlapping; `folding` is the index's."""
    if query is None:
        return []
    wanted = list(leaves(expand(query)))
    words_asked = {w.text for w in wanted if isinstance(w, Word) and not w.prefix}
    words_asked |= {w for p in wanted if isinstance(p, Phrase) and p.slop is not None for w in p.words}
    stems, exact = {folding.stem(w) for w in words_asked - STOP}, words_asked & STOP
    prefixes = tuple(w.text for w in wanted if isinstance(w, Word) and w.prefix)
    phrases = [p.words for p in wanted if isinstance(p, Phrase) and p.slop is None]
    found = tokens(text)
    marked: list[tuple[int, int]] = []
    for start, end, word in found:
        if folding.stem(word) in stems or word in exact or (prefixes and word.startswith(prefixes)):
            marked.append((start, end))
    words = [w for _, _, w in found]
    for phrase in phrases:
        length = len(phrase)
        for at in range(len(words) - length + 1):
            if words[at] == phrase[0] and tuple(words[at : at + length]) == phrase:
                marked.append((found[at][0], found[at + length - 1][1]))
    merged: list[tuple[int, int]] = []
    for start, end in sorted(marked):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def mark(text: str, found: list[tuple[int, int]]) -> str:
    parts, last = [], 0
    for start, end in found:
        parts += [text[last:start], START, text[start:end], END]
        last = end
    return "".join([*parts, text[last:]])


def snippet(text: str, query: Node | None, folding: Folding = _PLAIN) -> str:
    """The stretch of the text that holds most of what was looked for; its beginning where nothing was."""
    found = spans(text, query, folding)
    begin = 0
    if found:
        counts = [(sum(1 for s, e in found if begin <= s and e <= begin + WIDTH), -begin) for begin, _ in found]
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
