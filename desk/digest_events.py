"""The week's bimtek, what is planned next, and the ratings told: events and claims, not articles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from config.loader import Config
from config.outlets import Outlet
from desk.digest_form import EventItem, RatingItem, RegencyEvents
from desk.digest_reading import sources, tagged_between
from desk.plain import one_line
from desk.relevance import THRESHOLD, relevance
from desk.week import Week
from desk.wording import event_names
from extract.article import Article
from index.base import ArticleIndex
from index.coverage import REGENCIES
from index.events import EventCluster, gather
from index.tag_values import WITA, day_of
from index.zones import ZoneClaim, scale_of, zone_ledger

# A bimtek of up to four weeks ago that is first told now was in no earlier mail; older ones are looking back.
LATE = timedelta(days=28)
# What is planned is taken from so many days of articles before the week's end.
ANNOUNCED = timedelta(days=42)
# Types of event that a reader would note in a diary.
PLANNABLE = ("bimtek", "sosialisasi", "pembinaan", "penilaian", "penyerahan_hasil", "kerja_sama", "rapat")
TEXT = 160


def bimtek_items(index: ArticleIndex, week: Week, seen: date, config: Config) -> tuple[EventItem, ...]:
    """Held in the week, planned within it (and not told as held), or held shortly before and first told in it.

    `seen` is the day on which the mail is made: later articles of the week's events are read, too.
    """
    told = list(tagged_between(index, week.monday - ANNOUNCED, max(seen, week.sunday), events=("bimtek",)))
    held = gather(told, "bimtek")
    by_id = {a.id: a for a in told}
    items = [_item(c, by_id, config, late=late) for c in held if (late := _of_week(c, by_id, week)) is not None]
    for plan in gather(told, "bimtek", ("planned",)):
        if plan.day and plan.day in week and not _took_place(plan, held):
            items.append(_item(plan, by_id, config))
    return tuple(sorted(items, key=lambda i: (i.day is None, i.day or date.max, i.regency, i.topic)))


def _of_week(cluster: EventCluster, by_id: Mapping[str, Article], week: Week) -> bool | None:
    """None: not this week's; True: late news."""
    if cluster.day and cluster.day in week:
        return False
    published = [d for a in cluster.articles if (d := day_of(by_id[a]))]
    first_now = bool(published) and min(published) in week
    if cluster.day is None:
        return False if first_now else None
    return True if first_now and week.monday - LATE <= cluster.day < week.monday else None


def _took_place(plan: EventCluster, held: list[EventCluster]) -> bool:
    """A plan is done with when the same regency had one within a day of it."""
    return any(h.regency == plan.regency and h.day and plan.day and abs((h.day - plan.day).days) <= 1 for h in held)


def by_regency(items: tuple[EventItem, ...]) -> tuple[RegencyEvents, ...]:
    """In the usual order of the regencies."""
    order = {name: n for n, name in enumerate(REGENCIES)}
    names = sorted({i.regency for i in items}, key=lambda r: (order.get(r, len(order)), r))
    return tuple(RegencyEvents(name, tuple(i for i in items if i.regency == name)) for name in names)


def planned_items(index: ArticleIndex, week: Week, today: date, config: Config) -> tuple[EventItem, ...]:
    """What is announced for after the week, soonest first; without a day only where it was announced in the week itself."""
    until = max(today, week.sunday)
    told = [
        a for a in tagged_between(index, week.sunday - ANNOUNCED, until, events=PLANNABLE) if relevance(a) >= THRESHOLD
    ]
    by_id = {a.id: a for a in told}
    items = []
    for kind in PLANNABLE:
        held = gather(told, kind)
        for plan in gather(told, kind, ("planned",)):
            in_week = any((d := day_of(by_id[a])) and d in week for a in plan.articles)
            ahead = plan.day > week.sunday if plan.day else in_week
            if ahead and not _took_place(plan, held):
                items.append(_item(plan, by_id, config))
    return tuple(sorted(items, key=lambda i: (i.day is None, i.day or date.max, i.regency, i.type, i.topic)))


def _item(cluster: EventCluster, by_id: Mapping[str, Article], config: Config, *, late: bool = False) -> EventItem:
    names = event_names(config.gazetteer)
    return EventItem(
        cluster.type,
        names.get(cluster.type, cluster.type),
        "planned" if cluster.status == "planned" else "held",
        cluster.regency,
        cluster.day,
        one_line(cluster.giver, TEXT),
        one_line(cluster.topic, TEXT),
        sources((by_id[a] for a in cluster.articles), config.outlets),
        late,
    )


def rating_items(index: ArticleIndex, week: Week, outlets: Mapping[str, Outlet]) -> tuple[RatingItem, ...]:
    """The claims published in the week, one line for all outlets that say the same; results first, conflicts at the top."""
    claims = zone_ledger(index)
    groups: dict[tuple[str, int, str, str], list[ZoneClaim]] = {}
    for claim in claims:
        if claim.subject and claim.published and claim.published.astimezone(WITA).date() in week:
            groups.setdefault((claim.subject, claim.year or 0, claim.rating, claim.status), []).append(claim)
    items = []
    for (subject, year, rating, status), members in groups.items():
        articles = {m.article: a for m in members if (a := index.get(m.article))}
        first = members[0]
        against = _against(first, claims, outlets) if any(m.conflict for m in members) else ()
        items.append(
            RatingItem(
                one_line(subject, TEXT), year or None, one_line(first.instrument, TEXT), one_line(rating, TEXT),
                next((m.score for m in members if m.score is not None), None), status,
                one_line(first.evidence, TEXT * 2), sources(articles.values(), outlets), against,
            )
        )  # fmt: skip
    return tuple(
        sorted(items, key=lambda i: (not i.against, i.status != "achieved", i.subject, -(i.year or 0), i.rating))
    )


def _against(claim: ZoneClaim, claims: list[ZoneClaim], outlets: Mapping[str, Outlet]) -> tuple[tuple[str, str], ...]:
    """The other results told of the same subject and year on the same scale."""
    found = {
        (c.rating, c.outlet)
        for c in claims
        if (c.subject, c.year, c.status) == (claim.subject, claim.year, "achieved")
        and scale_of(c.rating) == scale_of(claim.rating)
        and c.rating != claim.rating
        and c.outlet != claim.outlet
    }
    return tuple((one_line(r, TEXT), outlets[o].name if o in outlets else o) for r, o in sorted(found))
