"""What each sentence of an article tells: its days, the regencies that it names, an event of another type."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_types import STRONG, Hit
from extract.tagging.records import PlaceFind, Sentence


def by_sentence_of(sentences: Sequence[Sentence], days: Sequence[Resolved]) -> dict[int, list[Resolved]]:
    """Sentence → the days told in it."""
    found: dict[int, list[Resolved]] = {}
    for day in days:
        at = bisect_left(sentences, day.told.start + 1, key=lambda s: s.start) - 1
        if at >= 0:
            found.setdefault(sentences[at].number, []).append(day)
    return found


def named(sentences: Sequence[Sentence], places: Sequence[PlaceFind]) -> dict[int, frozenset[str]]:
    """The regencies that each sentence names, not by a town in them."""
    found: dict[int, set[str]] = {}
    for place in places:
        if not place.outside and place.how not in ("town", "kecamatan"):
            at = bisect_left(sentences, place.span.start + 1, key=lambda s: s.start) - 1
            if at >= 0:
                found.setdefault(sentences[at].number, set()).add(place.name)
    return {n: frozenset(names) for n, names in found.items()}


def busy(hits: dict[int, list[Hit]]) -> frozenset[int]:
    """Sentences that tell an event of another type in so many words."""
    return frozenset(
        n
        for n, found in hits.items()
        if any(h.weight >= STRONG and h.type not in ("bimtek", "pembinaan") for h in found)
    )
