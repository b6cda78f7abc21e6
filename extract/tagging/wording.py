"""Lists of words as expressions."""

from __future__ import annotations

import re
from collections.abc import Iterable


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
