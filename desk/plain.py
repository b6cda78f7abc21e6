"""Text of strangers made fit for a line of a mail or a log: one line, no control characters, no reversal of direction."""

from __future__ import annotations

import unicodedata
from urllib.parse import urlsplit

# Marks that turn the reading direction or hide: a headline needs none, and with them a link can look like another.
_HIDDEN = dict.fromkeys(map(ord, "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"), " ")  # fmt: skip
LONGEST_ADDRESS = 500


def one_line(text: str | None, limit: int = 300) -> str:
    """Cut at a word's end with "…" where it is longer than `limit` characters."""
    if not text:
        return ""
    # Four times the limit is enough to fill a line; the rest of a hostile title isn't looked at.
    head = text[: limit * 4].translate(_HIDDEN)
    clean = " ".join("".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in head).split())
    if len(clean) <= limit and len(text) <= limit * 4:
        return clean
    cut = clean[: limit - 1]
    if " " in cut[limit // 2 :]:
        cut = cut[: cut.rindex(" ")]
    return cut.rstrip(" ,;:-–") + "…"


def link(url: str) -> str | None:
    """The address where a mail may point at it: http or https, one that a mail program can take whole."""
    clean = url.strip()
    if len(clean) > LONGEST_ADDRESS or any(c.isspace() or ord(c) < 33 or c in "<>\"'`\\" for c in clean):
        return None
    try:
        parts = urlsplit(clean)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    return clean if parts.scheme in ("http", "https") and host and "@" not in parts.netloc else None
