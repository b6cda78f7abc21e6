"""Short texts around the headline: where a date stands that no tag tells."""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml.html import HtmlElement

from extract.cleaning.decoding import tidy
from extract.cleaning.moments import parse

_DIGIT = re.compile(r"\d")
_NO_TEXT = frozenset(
    {"script", "style", "option", "head", "title", "meta", "html", "body", "noscript", "template", "textarea"}
)


def near(root: HtmlElement, shown: HtmlElement | None, fetched: datetime, zone: ZoneInfo) -> list[str]:
    """Nearest after the headline first, then those before it, upwards.

    Each with its parent's whole text where that is short too: outlets set day and hour into elements of their own.
    The day of the fetch before the headline is the site's own clock, and waits until nothing else tells a day.
    A date beside the linked headline of another article is that article's, and comes last.
    """
    after: list[str] = []
    before: list[str] = []
    others: list[str] = []
    passed = False
    for element in root.iter():
        if element is shown:
            passed = True
            continue
        if not isinstance(element.tag, str) or element.tag in _NO_TEXT:
            continue
        own = element.text or ""
        for child in element:
            if child.tail:
                own = f"{own} {child.tail}"
        if not 3 < len(own) < 400 or not _DIGIT.search(own):
            continue
        own = tidy(own)
        if len(own) >= 120:
            continue
        place = others if _beside_other(element, shown) else after if passed else before
        place.append(own)
        parent = element.getparent()
        if parent is not None and len(whole := tidy(" ".join(parent.itertext()))) < 160 and whole != own:
            place.append(whole)
        if len(after) > 24:
            break
    before = before[-10:][::-1] if shown is not None else before[:40]
    today = fetched.astimezone(zone).date()
    clocks = [text for text in before if (moment := parse(text, zone)) and moment.date() == today]
    return after + [text for text in before if text not in clocks] + clocks + others[:10]


def _beside_other(element: HtmlElement, shown: HtmlElement | None) -> bool:
    """In a card of its own with another article's linked headline."""
    card = element
    for _ in range(3):
        parent = card.getparent()
        if parent is None or parent.tag in ("body", "html", "article", "main") or len(parent.text_content()) > 400:
            return False
        card = parent
        for link in card.iter("a"):
            if link.get("href") and len(link.text_content().split()) >= 4:
                return shown is None or not any(inner is shown for inner in card.iter())
    return False
