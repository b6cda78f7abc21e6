"""The values of an article by which indexes filter and count: one truth for both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from zoneinfo import ZoneInfo

from extract.article import Article

WITA = ZoneInfo("Asia/Makassar")
FACETS = ("outlet", "month", "regency", "official", "agency", "event", "rating")


def day_of(article: Article) -> date | None:
    """The day of publication in WITA."""
    return article.published.astimezone(WITA).date() if article.published else None


def tags(article: Article) -> Iterator[tuple[str, str]]:
    """(kind, value), each once. Definitions of a rating are nobody's; events merely mentioned count as tags."""
    found: dict[tuple[str, str], None] = {}
    for place in article.places:
        if not place.outside_bali:
            found[("regency", place.name)] = None
    for zone in article.zones:
        if zone.status != "definition":
            found[("rating", zone.rating)] = None
        if zone.regency:
            found[("regency", zone.regency)] = None
    for event in article.events:
        found[("event", event.type)] = None
        if event.regency and not event.regency.startswith("luar:"):
            found[("regency", event.regency)] = None
    for official in article.officials:
        found[("official", official.name)] = None
        if official.id:
            found[("official_id", official.id)] = None
    for agency in article.agencies:
        found[("agency", agency.name)] = None
        if agency.id:
            found[("agency_id", agency.id)] = None
    yield from found


def content_hash(article: Article) -> str:
    """Equal for two states of an article that say the same; the fetch time and the story don't count."""
    return hashlib.sha256(article.model_copy(update={"fetched": None, "story": None}).to_json().encode()).hexdigest()[
        :32
    ]
