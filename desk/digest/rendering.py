"""The digest as HTML for mail programs and as text that also reads well pasted into WhatsApp."""

from __future__ import annotations

from dataclasses import replace
from functools import cache, lru_cache
from itertools import groupby
from pathlib import Path

import css_inline
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from desk.digest.form import Digest, RatingItem
from desk.digest.wording import ZONES, Wording
from desk.web.rendering import rating_class

TEMPLATES = Path(__file__).resolve().parent / "templates"
# Gmail cuts a mail off at 102 kB of HTML.
LARGEST = 100_000
WITH_LEAD = 3  # stories at the top that show their first sentence
MOST_SOURCES = 8  # outlets named with an item; the others are counted
MOST_OUTLETS = 12  # named in a group of outlets that were not read


@cache
def _environment(html: bool) -> Environment:
    """Strict; HTML escaped throughout: every title is a stranger's."""
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=html,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


@lru_cache(maxsize=1)
def _inliner() -> css_inline.CSSInliner:
    return css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=False)


def render_html(digest: Digest, *, unsubscribe: str | None = None) -> str:
    """One self-contained page below LARGEST bytes: rules inlined, no picture, nothing loaded from anywhere."""
    while True:
        page = _environment(True).get_template("digest.html").render(_names(digest, unsubscribe))
        made = _inliner().inline(page)
        shorter = _shorter(digest)
        if len(made.encode()) <= LARGEST or shorter == digest:
            return made
        digest = shorter


def render_text(digest: Digest, *, unsubscribe: str | None = None) -> str:
    text = _environment(False).get_template("digest.txt").render(_names(digest, unsubscribe))
    return text.strip() + "\n"


def _names(digest: Digest, unsubscribe: str | None) -> dict[str, object]:
    words = Wording(digest.language)

    def conflicts(item: RatingItem) -> str:
        told = (
            (f"{c.rating} {words.score(c.score)}" if c.score is not None else c.rating, c.outlet) for c in item.against
        )
        return "; ".join(words.say("conflict_one", rating=rating, outlet=outlet) for rating, outlet in told)

    return {
        "d": digest,
        "w": words,
        "chip": rating_class,
        "conflicts": conflicts,
        "groups": _groups(digest, words),
        "most": MOST_SOURCES,
        "with_lead": WITH_LEAD,
        "unsubscribe": unsubscribe,
        "zone": ZONES.get(str(digest.made.tzinfo), str(digest.made.tzinfo)),
    }


def _groups(digest: Digest, words: Wording) -> list[tuple[str, str]]:
    """(state, the outlets in one sentence): names that share a reason stand together."""
    told = []
    for state, items in groupby(digest.outlets, key=lambda i: i.state):
        by_reason: dict[str, list[str]] = {}
        for item in items:
            by_reason.setdefault(item.told, []).append(item.name)
        parts = [f"{_named(names, words)} — {reason}" for reason, names in by_reason.items()]
        told.append((state, "; ".join(parts) + "."))
    return told


def _named(names: list[str], words: Wording) -> str:
    if len(names) > MOST_OUTLETS:
        return ", ".join(names[:MOST_OUTLETS]) + f" +{len(names) - MOST_OUTLETS}"
    return words.listed(names)


def _shorter(digest: Digest) -> Digest:
    """Half of each list goes, and the mail says so. One event a regency stays: ten of them always fit."""
    kept = len(digest.stories) // 2
    return replace(
        digest,
        stories=digest.stories[:kept],
        more_stories=digest.more_stories + len(digest.stories) - kept,
        ratings=digest.ratings[: len(digest.ratings) // 2],
        planned=digest.planned[: len(digest.planned) // 2],
        people=digest.people[: len(digest.people) // 2],
        bimtek=tuple(replace(g, events=g.events[: max(len(g.events) // 2, 1)]) for g in digest.bimtek),
        outlets=digest.outlets[: len(digest.outlets) // 2],
        shortened=True,
    )
