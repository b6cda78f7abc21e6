"""The zone ledger: every claim, regency × year, and the claims that contradict each other side by side."""

from __future__ import annotations

from urllib.parse import quote

from config.errors import UsageError
from config.loader import Config
from desk.web.asking import ZoneParameters
from desk.web.language import Language, say
from desk.web.pages import ZonesPage
from desk.web.parts import Choice, ClaimRow, Conflict, Frame, MatrixEntry, MatrixRow
from index.base import ArticleIndex
from index.zones import ZoneClaim, scale_of, zone_ledger

ELSEWHERE = "Lainnya"
# What a page lists at most; a regency or a year narrows to the rest.
MOST_CLAIMS, MOST_CONFLICTS = 300, 60


def regency_named(config: Config, asked: str | None) -> str | None:
    """The short name that the data use; raises UsageError for one that is none of the ten."""
    if asked is None:
        return None
    short = asked.strip().lower().removeprefix("kabupaten ").removeprefix("kota ")
    for regency in config.gazetteer.regencies:
        if short in (regency.name.lower(), regency.official.lower()):
            return regency.name
    allowed = ", ".join(regency.name for regency in config.gazetteer.regencies)
    raise UsageError(f"unknown regency {asked!r}", allowed=allowed)


def zones_page(
    index: ArticleIndex, config: Config, asked: ZoneParameters, frame: Frame, language: Language
) -> ZonesPage:
    regency = regency_named(config, asked.regency)
    everything = zone_ledger(index)
    years = sorted({claim.year for claim in everything if claim.year}, reverse=True)
    claims = [
        claim
        for claim in everything
        if (regency is None or regency in (claim.regency, claim.subject)) and (asked.year in (None, claim.year))
    ]
    # Within a year the ledger's own order stays: by regency and subject.
    latest_first = sorted(claims, key=lambda claim: -(claim.year or 0))
    columns = tuple(sorted({c.year for c in claims}, key=lambda year: (year is None, year or 0)))
    known = frozenset(r.name for r in config.gazetteer.regencies)
    names = [r.name for r in config.gazetteer.regencies if regency in (None, r.name)]
    if any(claim.regency not in names for claim in claims):
        names.append(ELSEWHERE)
    return ZonesPage(
        frame=frame,
        regencies=tuple(Choice(r.name, r.name, r.name == regency) for r in config.gazetteer.regencies),
        years=tuple(Choice(str(year), str(year), year == asked.year) for year in years),
        columns=columns,
        matrix=tuple(
            MatrixRow(
                say(name, language),
                tuple(
                    _entries([c for c in claims if _row_of(c, names) == name and c.year == year], known)
                    for year in columns
                ),
            )
            for name in names
        ),
        conflicts=_conflicts(config, claims)[:MOST_CONFLICTS],
        claims=tuple(_row(config, claim) for claim in latest_first[:MOST_CLAIMS]),
        total=len(claims),
    )


def _row_of(claim: ZoneClaim, names: list[str]) -> str:
    return claim.regency if claim.regency in names else ELSEWHERE


def _entries(claims: list[ZoneClaim], known: frozenset[str]) -> tuple[MatrixEntry, ...]:
    """One entry for each rating, subject and status; results before targets, the regency's own before its bodies'."""
    groups: dict[tuple[str, str | None, str], list[ZoneClaim]] = {}
    for claim in claims:
        own = claim.subject is None or (
            claim.regency is not None and claim.subject.endswith(claim.regency) and _is_regency(claim)
        )
        groups.setdefault((claim.rating, None if own else claim.subject, claim.status), []).append(claim)
    made = [
        MatrixEntry(
            rating,
            subject,
            status,
            len({c.article for c in group}),
            any(c.conflict for c in group),
            _claims_of(group[0], known),
        )
        for (rating, subject, status), group in groups.items()
    ]
    return tuple(sorted(made, key=lambda e: (e.status != "achieved", e.subject or "", e.rating)))


def _claims_of(claim: ZoneClaim, known: frozenset[str]) -> str:
    """The ledger narrowed to the claim's regency (where it is one of the ten) and year."""
    regency = claim.regency if claim.regency in known else None
    return ZoneParameters(regency=regency, year=claim.year).address("/zona") + "#semua"


def _is_regency(claim: ZoneClaim) -> bool:
    words = (claim.subject or "").lower().replace((claim.regency or "").lower(), "").split()
    return set(words) <= {"kabupaten", "kota", "pemkab", "pemkot", "pemprov", "provinsi", "pemerintah", "kab."}


def _conflicts(config: Config, claims: list[ZoneClaim]) -> tuple[Conflict, ...]:
    groups: dict[tuple[str, int, str], list[ZoneClaim]] = {}
    for claim in claims:
        if claim.conflict and claim.subject and claim.year:
            groups.setdefault((claim.subject, claim.year, scale_of(claim.rating)), []).append(claim)
    return tuple(
        Conflict(subject, year, tuple(_row(config, c) for c in group)) for (subject, year, _), group in groups.items()
    )


def _row(config: Config, claim: ZoneClaim) -> ClaimRow:
    outlet = config.outlets.get(claim.outlet)
    return ClaimRow(claim, outlet.name if outlet else claim.outlet, f"/artikel/{quote(claim.article, safe='')}")
