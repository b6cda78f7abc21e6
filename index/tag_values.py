"""The values of an article by which indexes filter, count and compare: one truth for both."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from extract.article import Article
from index.cutting import folded

WITA = ZoneInfo("Asia/Makassar")
FACETS = ("outlet", "month", "regency", "official", "agency", "event", "rating")
KINDS = ("regency", "official", "official_id", "agency", "agency_id", "event", "rating")
LONGEST_KEY = 2_000  # characters of an id or address


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag by which articles are filtered and counted; `folded` is what its words are looked for in."""

    kind: str
    value: str
    folded: str


@dataclass(frozen=True, slots=True)
class Claim:
    """A rating claimed: `rating` and `words` (of subject and regency) folded."""

    rating: str
    year: int | None
    words: str


def day_of(article: Article) -> date | None:
    """The day of publication in WITA."""
    try:
        return article.published.astimezone(WITA).date() if article.published else None
    except OverflowError:  # the first and last hours of the calendar
        return article.published.date() if article.published else None


def moment_of(article: Article) -> datetime | None:
    """The second of publication in UTC, by which hits are ordered."""
    try:
        return article.published.astimezone(UTC).replace(microsecond=0) if article.published else None
    except OverflowError:
        return article.published.replace(microsecond=0, tzinfo=UTC) if article.published else None


def fault_of(article: Article) -> str | None:
    """Why an article can't be indexed at all."""
    if not article.title.strip():
        return "no title"
    if not article.text.strip():
        return "no text"
    if not article.id or len(article.id) > 200:
        return "no id" if not article.id else "the id is longer than 200 characters"
    if len(article.url) > LONGEST_KEY:
        return f"the address is longer than {LONGEST_KEY} characters"
    return None


def tags(article: Article) -> Iterator[Tag]:
    """Each (kind, value) once. Definitions of a rating are nobody's; events merely mentioned count as tags."""
    found: dict[tuple[str, str], str] = {}
    for place in article.places:
        if not place.outside_bali:
            found[("regency", place.name)] = place.name
    for zone in article.zones:
        if zone.status != "definition":
            found[("rating", zone.rating)] = zone.rating
        if zone.regency:
            found[("regency", zone.regency)] = zone.regency
    for event in article.events:
        found[("event", event.type)] = event.type
        if event.regency and not event.regency.startswith("luar:"):
            found[("regency", event.regency)] = event.regency
    for official in article.officials:
        found.setdefault(("official", official.name), f"{official.name} {official.role or ''}")
        if official.id:
            found[("official_id", official.id)] = ""
    for agency in article.agencies:
        found[("agency", agency.name)] = agency.name
        if agency.id:
            found[("agency_id", agency.id)] = ""
    for (kind, value), words in found.items():
        yield Tag(kind, value, folded(words) if words else "")


def claims(article: Article) -> Iterator[Claim]:
    """The ratings claimed, each once."""
    yield from dict.fromkeys(
        Claim(folded(z.rating), z.year, folded(f"{z.subject or ''} {z.regency or ''}"))
        for z in article.zones
        if z.status != "definition"
    )


def content_hash(article: Article) -> str:
    """Equal for two states of an article that say the same; the fetch time and the story don't count."""
    same = article.model_copy(update={"fetched": None, "story": None})
    return hashlib.sha256(same.to_json().encode()).hexdigest()[:32]
