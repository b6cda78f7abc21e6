"""Blocks → the article's paragraphs: what the press sets into its bodies and is no sentence of the article goes out."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import cache

from lxml.html import HtmlElement

from extract.cleaning.blocks import Block
from extract.cleaning.furniture import (
    COMMENTS,
    END,
    is_furniture,
    marks_advertisement,
    sentence_like,
)
from extract.cleaning.languages import mostly_indonesian, speaks_english
from extract.cleaning.margins import take_credit, take_dateline
from extract.cleaning.related import is_label, without_related
from extract.cleaning.shapes import (
    BYLINE,
    announced,
    box_of,
    heads_links,
    inside,
    is_caption,
    is_headline,
    is_link,
    key,
    nothing_more,
)
from extract.cleaning.voice import addressed, is_own_voice, is_question


def paragraphs(
    found: Sequence[Block], *, title: str, caption: str | None, names: Sequence[str], junk: Sequence[str] = (),
    author: str | None = None, linked: Callable[[], frozenset[str]] = frozenset,
) -> list[str]:  # fmt: skip
    """The article's paragraphs. `names` are the outlet's own (name, host); `junk` its own expressions for whole paragraphs.

    `linked` gives the keys of all headlines that the page links to; it is asked only where a paragraph may be one.
    """
    linked = cache(linked)
    own = [re.compile(pattern, re.IGNORECASE) for pattern in junk]
    named = [key(n) for n in names]
    furniture = {key(title), *(n + tail for n in named for tail in ("", "com", "coid", "id"))}
    furniture |= {key(t) for t in (caption, author) if t}
    found = _after_title(found, key(title))
    kept: list[tuple[str, Block]] = []
    seen: set[str] = set()
    after_label: Block | None = None
    total = sum(len(b.text) for b in found)
    passed = 0
    copying = False
    advice: bool | None = None
    asked = False
    box: tuple[HtmlElement, bool] | None = None
    for number, block in enumerate(found):
        whole = block.text
        passed += len(whole)
        if block.heading and COMMENTS.match(whole) and sum(len(t) for t, _ in kept) > 300:
            # What readers wrote may be longer than the article, and reads like one.
            break
        if kept and END.match(whole) and (block.heading or block.all_bold or len(whole) < 40):
            # Halfway through it is a box inside the article; near the end it is the end.
            if passed > total * 0.5 and sum(len(t) for t, _ in kept) > 300 and nothing_more(found[number + 1 :], kept):
                break
            after_label = block
            continue
        if box is not None and inside(block, box[0]) and (box[1] or not sentence_like(whole) or len(whole) < 100):
            continue
        box = None
        if marks_advertisement(whole):
            # What is paid for goes with its mark, where both stand in a box.
            box = (home, True) if (home := box_of(block)) is not None else None
            continue
        if is_label(whole) or (kept and heads_links(block, whole, found, number)):
            after_label = block
            box = (home, False) if (home := box_of(block)) is not None else None
            continue
        if after_label is not None and announced(block, whole, after_label):
            # A list of headlines goes whole, a single one alone.
            after_label = block if block.tag == "li" else None
            continue
        if block.caption or is_caption(block, whole) or is_link(block, whole) or is_headline(block, whole, linked):
            continue
        after_label = None
        text = without_related(block)
        if asked and len(text.split()) <= 6 and not sentence_like(text):
            continue
        asked = False
        if is_own_voice(text, named):
            advice = addressed([b.text for b in found]) if advice is None else advice
            if not advice:
                if kept and _is_stray(kept[-1]) and (home := box_of(kept[-1][1])) is not None and inside(block, home):
                    # What headed the same box.
                    kept.pop()
                asked = is_question(text)
                continue
        if speaks_english(text) and not block.heading and block.tag not in ("li", "td") and mostly_indonesian(b.text for b in found):  # fmt: skip
            continue
        if not text or is_furniture(text, named) or any(pattern.fullmatch(text) for pattern in own):
            continue
        mark = key(text)
        if not mark or mark in furniture:
            continue
        if mark in seen and (len(mark) > 20 or block.heading or copying):
            if block.tag == "p" and (listed := [n for n, (_, b) in enumerate(kept) if b.tag == "li" and key(b.text) == mark]):  # fmt: skip
                # A summary above the body repeats its sentences; these stay where the body has them.
                at = listed[0]
                del kept[at]
                if at and (at == len(kept) or kept[at][1].tag != "li") and _is_stray(kept[at - 1]):
                    # The last of them: their heading goes too.
                    del kept[at - 1]
                kept.append((text, block))
                continue
            # Once inside a second copy of the body, short items repeat as well.
            copying = True
            continue
        copying = False
        seen.add(mark)
        kept.append((text, block))
    return _without_copies([text for text, _ in _trimmed(kept, names)])


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


def _is_stray(pair: tuple[str, Block]) -> bool:
    """A few words that are no sentence."""
    text, block = pair
    return len(text.split()) <= 4 and not sentence_like(text) and block.tag not in ("li", "td", "th", "dd")


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
