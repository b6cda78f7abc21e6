"""Claims told more than once become one; the colour is the rating, a class told beside it the category."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from extract.article import ZoneStatus
from extract.tagging.zones_terms import ORDER, Kind


@dataclass(frozen=True, slots=True)
class Claim:
    """One telling; `start`/`end` of its evidence in the full string. `earlier`: an earlier rating told without a year."""

    subject: str | None
    regency: str | None
    rating: str
    kind: Kind
    status: ZoneStatus
    year: int | None
    score: float | None
    start: int
    end: int
    scope: Literal["all", "rest"] | None = None
    earlier: bool = False
    category: str | None = None


def merge(claims: Sequence[Claim]) -> list[Claim]:
    """In the order of their first telling."""
    return _primary(_once(claims))


def _once(claims: Sequence[Claim]) -> list[Claim]:
    """One claim a subject, rating, status and year; one without a year joins one that has it."""
    kept: dict[tuple[object, ...], dict[int | None, Claim]] = {}
    for claim in sorted(claims, key=lambda c: (c.earlier, c.year is None)):
        years = kept.setdefault((claim.subject, claim.rating, claim.status, claim.scope), {})
        twin = years.get(claim.year) if claim.year is not None else next(iter(years.values()), None)
        if twin is None:
            years[claim.year] = claim
        elif twin.score is None and claim.score is not None and claim.year == twin.year:
            years[claim.year] = replace(twin, score=claim.score)
    found = [claim for years in kept.values() for claim in years.values()]
    # the province by name, and for all its regencies: one
    own = {(c.subject, c.rating, c.status, c.year) for c in found if c.scope is None}
    found = [c for c in found if c.scope is None or (c.subject, c.rating, c.status, c.year) not in own]
    return sorted(found, key=lambda c: (c.start, c.subject or "", ORDER[c.kind]))


def _primary(claims: Sequence[Claim]) -> list[Claim]:
    found = []
    for claim in claims:
        if claim.status == "definition":
            found.append(claim)
            continue
        beside = [
            c
            for c in claims
            if (c.subject, c.status, c.scope) == (claim.subject, claim.status, claim.scope)
            and (c.year == claim.year or (c.earlier == claim.earlier and None in (c.year, claim.year)))
        ]
        best = min(ORDER[c.kind] for c in beside)
        if ORDER[claim.kind] > best:
            continue
        others = [c for c in beside if ORDER[c.kind] > best]
        score = claim.score if claim.score is not None else next((c.score for c in others if c.score is not None), None)
        category = next((c.rating for c in others), None)
        found.append(replace(claim, category=category, score=score))
    return found
