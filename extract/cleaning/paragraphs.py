"""Blocks → the article's paragraphs: what the press sets into its bodies and is no sentence of the article goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from extract.cleaning.blocks import Block
from extract.cleaning.furniture import sentence_like
from extract.cleaning.margins import take_credit, take_dateline
from extract.cleaning.shapes import BYLINE, key
from extract.cleaning.sifting import Sieve


def paragraphs(
    found: Sequence[Block], *, title: str, caption: str | None, names: Sequence[str], junk: Sequence[str] = (),
    author: str | None = None, linked: Callable[[], frozenset[str]] = frozenset,
) -> list[str]:  # fmt: skip
    """The article's paragraphs. `names` are the outlet's own (name, host); `junk` its own expressions for whole paragraphs.

    `linked` gives the keys of all headlines that the page links to; it is asked only where a paragraph may be one.
    """
    named = [key(n) for n in names]
    furniture = {key(title), *(n + tail for n in named for tail in ("", "com", "coid", "id"))}
    furniture |= {key(t) for t in (caption, author) if t}
    sieve = Sieve(
        _after_title(found, key(title)), named=named, furniture=frozenset(furniture),
        junk=[re.compile(pattern, re.IGNORECASE) for pattern in junk], linked=cache(linked),
    )  # fmt: skip
    return _without_copies([text for text, _ in _trimmed(sieve.kept(), names)])


def _after_title(found: Sequence[Block], title: str) -> Sequence[Block]:
    """Without what stands above the headline, where the headline stands in the piece."""
    for number, block in enumerate(found[:40]):
        if _is_title(block, title):
            above = sum(len(b.text) for b in found[:number] if sentence_like(b.text) and len(b.text) > 60)
            return found[number + 1 :] if above < 300 else found
    return found


def _is_title(block: Block, title: str) -> bool:
    """The headline, alone, with a deck in the same heading, or with the page's own line behind it (who posted it, when)."""
    text = block.text
    if len(text) > len(title) * 2 + 200:
        return False
    mine = key(text)
    if block.heading and mine.endswith(title) and len(mine) < len(title) + 25:
        return True
    return mine == title or (mine.startswith(title) and len(title) > 20 and len(mine) < len(title) + 110 and (block.heading or bool(_POSTED.search(text))))  # fmt: skip


_POSTED = re.compile(
    r"\b(?:posted|oleh|ditulis|diposting|dibaca|read|views?|dilihat|\d{1,2}[:.]\d{2})\b", re.IGNORECASE
)


def _trimmed(kept: list[tuple[str, Block]], names: Sequence[str]) -> list[tuple[str, Block]]:
    """Without bylines, sections and counters left before the first sentence, and stray words behind the last."""
    first = next((n for n, (text, _) in enumerate(kept) if _is_running(text)), None)
    if first is None:
        return kept
    head = [pair for pair in kept[:first] if _belongs_above(pair[0], names)]
    kept = head + kept[first:]
    last = len(kept)
    for number in range(len(kept) - 1, max(len(head), 1), -1):
        text, block = kept[number]
        if block.tag in ("li", "td", "th", "dd") or sentence_like(text) or len(text.split()) >= 8:
            break
        if kept[number - 1][0].endswith(":"):
            break
        if take_credit(["Selesai.", text])[0] is not None:
            continue
        kept[number] = ("", block)
        last = number
    return [pair for pair in kept if pair[0]] if last < len(kept) else kept


# Who and when, as one line above the text.
_STAMP = re.compile(r"\b(?:19|20)\d{2}\b.{0,12}\d{1,2}[:.]\d{2}")


def _is_running(text: str) -> bool:
    words = len(text.split())
    if words < 16 and _STAMP.search(text) and not sentence_like(text):
        return False
    return (words >= 9 and not (BYLINE.match(text) and words < 18)) or (sentence_like(text) and words > 4)


def _belongs_above(text: str, names: Sequence[str]) -> bool:
    return take_dateline([text, "Selesai."], names)[0] is not None


def _without_copies(kept: list[str]) -> list[str]:
    """Drops a paragraph that stands inside another: a teaser of the first lines, a quotation pulled out."""
    keys = [key(text) for text in kept]
    result = []
    for number, text in enumerate(kept):
        mine = keys[number]
        if len(mine) > 40 and any(
            len(other) > len(mine) and (mine in other) for n, other in enumerate(keys) if n != number
        ):
            continue
        result.append(text)
    return result
