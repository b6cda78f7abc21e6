"""The ratings told in the week: claims with who said them, what contradicts them, and what was told of the year before."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from config.outlets import Outlet
from desk.digest.form import Claim, RatingItem
from desk.digest.reading import sources
from desk.digest.week import Week
from desk.plain import one_line
from index.base import ArticleIndex
from index.tag_values import WITA
from index.zones import ZoneClaim, differ, scale_of, zone_ledger

TEXT = 160


def rating_items(index: ArticleIndex, week: Week, outlets: Mapping[str, Outlet]) -> tuple[RatingItem, ...]:
    """One line for all outlets that say the same; what is contradicted comes first, then results, then targets."""
    claims = zone_ledger(index)
    of_week = [c for c in claims if c.subject and c.published and c.published.astimezone(WITA).date() in week]
    items = [_item(members, claims, index, outlets) for members in _agreeing(of_week)]
    return tuple(
        sorted(items, key=lambda i: (not i.against, i.status != "achieved", i.subject, -(i.year or 0), i.rating, i.score or 0))
    )  # fmt: skip


def _agreeing(claims: list[ZoneClaim]) -> Iterator[list[ZoneClaim]]:
    """Claims that say the same; one without a score goes with the first that has one."""
    groups: dict[tuple[object, ...], list[list[ZoneClaim]]] = {}
    for claim in sorted(claims, key=lambda c: (c.score is None, str(c.published), c.article)):
        parts = groups.setdefault((claim.subject, claim.year, claim.rating, claim.status), [])
        home = next((p for p in parts if _one_score(p[0], claim)), None)
        if home is None:
            parts.append([claim])
        else:
            home.append(claim)
    for parts in groups.values():
        yield from parts


def _one_score(one: ZoneClaim, other: ZoneClaim) -> bool:
    """Unknown, equal, or the same but for rounding (which only another outlet would do)."""
    if one.score is None or other.score is None or one.score == other.score:
        return True
    return one.outlet != other.outlet and not differ(one, other)


def _item(
    members: list[ZoneClaim], claims: list[ZoneClaim], index: ArticleIndex, outlets: Mapping[str, Outlet]
) -> RatingItem:
    first = members[0]
    articles = {m.article: a for m in members if (a := index.get(m.article))}
    against = {
        (c.rating, c.score, c.outlet)
        for c in claims
        if first.status == "achieved" and _beside(first, c) and c.year == first.year and differ(first, c)
    }
    return RatingItem(
        one_line(first.subject, TEXT),
        first.year,
        one_line(first.instrument, TEXT),
        one_line(first.rating, TEXT),
        first.score,
        first.status,
        one_line(first.evidence, TEXT * 2),
        sources(articles.values(), outlets),
        tuple(
            Claim(one_line(r, TEXT), s, one_line(outlets[o].name if o in outlets else o, 80))
            for r, s, o in sorted(against, key=lambda x: (x[0], x[1] or 0, x[2]))
        ),
        *_before(first, claims),
    )


def _beside(one: ZoneClaim, other: ZoneClaim) -> bool:
    """A result of the same subject on the same scale."""
    return (
        other.status == "achieved" and other.subject == one.subject and scale_of(other.rating) == scale_of(one.rating)
    )


def _before(claim: ZoneClaim, claims: list[ZoneClaim]) -> tuple[int | None, tuple[str, ...]]:
    """(the newest earlier year with a result, what was told of it: more than one where outlets differ)."""
    if claim.year is None:
        return None, ()
    earlier = [c for c in claims if _beside(claim, c) and c.year and c.year < claim.year]
    if not earlier:
        return None, ()
    year = max(c.year for c in earlier if c.year)
    return year, tuple(sorted({one_line(c.rating, TEXT) for c in earlier if c.year == year}))
