"""The ledger of Ombudsman ratings: every claim kept, conflicts between outlets marked."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from index.base import ArticleIndex


@dataclass(frozen=True, slots=True)
class ZoneClaim:
    """What one article says of one rating; `conflict` where another outlet says otherwise of the same subject and year."""

    subject: str | None
    regency: str | None
    year: int | None
    instrument: str | None
    rating: str
    score: float | None
    status: str
    evidence: str
    article: str
    outlet: str
    published: datetime | None
    conflict: bool = False


def zone_ledger(index: ArticleIndex, regency: str | None = None, year: int | None = None) -> list[ZoneClaim]:
    """Every claim, by subject and year. Results of one subject and year that differ between outlets are in conflict, in
    rating or in score; a colour and the grade that goes with it ("hijau", "tertinggi") are not, nor a rounded score."""
    claims = [
        ZoneClaim(
            z.subject,
            z.regency,
            z.year,
            z.instrument,
            z.rating,
            z.score,
            z.status,
            z.evidence,
            a.id,
            a.outlet,
            a.published,
        )
        for a in index.tagged("rating")
        for z in a.zones
        if z.status != "definition"
    ]
    results: dict[tuple[str | None, int, str], list[ZoneClaim]] = {}
    for claim in claims:
        if claim.status == "achieved" and claim.year:
            results.setdefault((claim.subject, claim.year, scale_of(claim.rating)), []).append(claim)
    marked = []
    for claim in claims:
        if (regency and regency not in (claim.regency, claim.subject)) or (year and claim.year != year):
            continue
        told = results.get((claim.subject, claim.year or 0, scale_of(claim.rating)), [])
        conflict = claim.status == "achieved" and any(differ(claim, other) for other in told)
        marked.append(replace(claim, conflict=conflict))
    return sorted(
        marked, key=lambda c: (c.regency or "~", c.subject or "~", c.year or 0, c.status, c.rating, c.outlet, c.article)
    )


def differ(one: ZoneClaim, other: ZoneClaim) -> bool:
    """Whether two outlets say different things; 73.3 for 73.36 is rounded or cut, not different."""
    if one.outlet == other.outlet:
        return False
    if one.rating != other.rating:
        return True
    if one.score is None or other.score is None:
        return False
    places = min(len(f"{score:g}".partition(".")[2]) for score in (one.score, other.score))
    return round(abs(one.score - other.score), 6) >= 10.0**-places


def scale_of(rating: str) -> str:
    """Which scale a rating belongs to: only ratings of one scale contradict each other."""
    if rating.split()[0] in ("merah", "kuning", "hijau"):
        return "warna"
    if rating in ("tertinggi", "tinggi", "sedang", "rendah", "terendah"):
        return "kelas"
    return "kategori" if rating.startswith("kategori") else "opini"
