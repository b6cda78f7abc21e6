"""How a text is cut into words: once, for the parser, for both indexes, for highlights and for near-duplicates.

A word is a run of letters and digits. The `pattern` tokenizer of elastic_mapping.json makes the same cut, Lucene's
lower-casing the same lower case: a character at a time, whatever stands around it.
"""

from __future__ import annotations

import re

LONGEST = 100  # characters kept of a word; more is a key or a picture in base64, and Lucene refuses terms of 32 kB
_WORD = re.compile(r"[^\W_]+")
# The two characters that Python lowers otherwise than one for one.
_SINGLE = str.maketrans({"İ": "i", "Σ": "σ"})


def lower(text: str) -> str:
    """Lower case of the same length."""
    return text.translate(_SINGLE).lower() if "İ" in text or "Σ" in text else text.lower()


def words_of(text: str) -> list[str]:
    """The words of a text in lower case, in order."""
    return [word if len(word) <= LONGEST else word[:LONGEST] for word in _WORD.findall(lower(text))]


def tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word in lower case) of every word of a text."""
    return [(m.start(), m.end(), m[0][:LONGEST]) for m in _WORD.finditer(lower(text))]


def folded(text: str) -> str:
    """The words of a name in lower case between blanks, so that whole words can be looked for: " i made contoh "."""
    return f" {' '.join(words_of(text))} "
