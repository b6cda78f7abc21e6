"""Which language a text is in, by its commonest words; and a theme's English beside an Indonesian article."""

from __future__ import annotations

import re
from collections.abc import Iterable

COMMON_INDONESIAN = frozenset(
    """
    yang dan di dengan untuk pada dari ini itu dalam tidak akan oleh sebagai juga ke kata para telah
    bisa ada adalah masyarakat saat karena
    """.split()
)
COMMON_ENGLISH = frozenset(
    """
    the of and to in is for that on with as was by at from are this be has it have said will
    """.split()
)
# What themes say besides: "you might also like", "read more".
THEME_ENGLISH = COMMON_ENGLISH | frozenset(
    """
    you your our us we more read might also post story here sign up not
    """.split()
)
# Without words that English headlines share.
PLAIN_INDONESIAN = frozenset(
    """
    yang dan di dengan untuk pada dari ini itu dalam tidak akan oleh sebagai juga ke kata para telah
    bisa ada karena warga saat kami
    """.split()
)


def language(text: str) -> str | None:
    """By the commonest words: "id", "en", or null where neither shows."""
    words = list(re.findall(r"[a-z]+", text.lower()))[:600]
    if len(words) < 8:
        return None
    indonesian = sum(w in COMMON_INDONESIAN for w in words) / len(words)
    english = sum(w in COMMON_ENGLISH for w in words) / len(words)
    if max(indonesian, english) < 0.03:
        return None
    return "id" if indonesian >= english else "en"


_ENGLISH_WORD = re.compile(rf"\b(?:{'|'.join(sorted(THEME_ENGLISH))})\b", re.IGNORECASE)


def speaks_english(text: str) -> bool:
    """Short, English, and nobody's words: the theme's own where the article is Indonesian."""
    # Most paragraphs are Indonesian, and through here.
    if len(text) > 200 or "“" in text or '"' in text or not _ENGLISH_WORD.search(text):
        return False
    words = [w for w in (piece.strip(":.,?!()") for piece in text.lower().split()) if w.isascii() and w.isalpha()]
    return (
        len(words) >= 3
        and not PLAIN_INDONESIAN & set(words)
        and sum(w in THEME_ENGLISH for w in words) >= max(2, 0.3 * len(words))
    )


def mostly_indonesian(texts: Iterable[str]) -> bool:
    words = [w for text in texts for w in text.lower().split()]
    return sum(w in PLAIN_INDONESIAN for w in words) > sum(w in THEME_ENGLISH for w in words)
