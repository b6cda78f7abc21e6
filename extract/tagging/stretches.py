"""Sentences of bounded length: a text without full stops is read in stretches, so that no step grows with its square."""

from __future__ import annotations

from collections.abc import Sequence

from extract.tagging.records import Sentence

# The longest sentence of a press article has some 700 characters.
LONGEST = 1200
# Stretches read; what comes later is no press article.
MOST = 4000


def bounded(sentences: Sequence[Sentence]) -> Sequence[Sentence]:
    """The same sentences, long ones cut at a blank, numbered anew; the very sequence where none is long."""
    if len(sentences) <= MOST and all(s.end - s.start <= LONGEST for s in sentences):
        return sentences
    found: list[Sentence] = []
    for sentence in sentences:
        start = 0
        while len(sentence.text) - start > LONGEST:
            cut = sentence.text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = cut if cut > 0 else start + LONGEST
            found.append(_part(sentence, start, cut, len(found)))
            start = cut
        found.append(_part(sentence, start, len(sentence.text), len(found)))
        if len(found) >= MOST:
            break
    return found


def _part(sentence: Sentence, start: int, end: int, number: int) -> Sentence:
    begin = sentence.start + start
    return Sentence(begin, sentence.start + end, sentence.text[start:end], number, sentence.paragraph)
