"""The week's bimtek and what is planned next: events, not articles."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from config.loader import Config
from desk.digest.form import EventItem, RegencyEvents
from desk.digest.reading import sources, tagged_between
from desk.digest.relevance import THRESHOLD, relevance
from desk.digest.week import Week
from desk.plain import one_line
from desk.wording import event_names
from extract.article import Article
from index.base import ArticleIndex
from index.coverage import REGENCIES
from index.events import EventCluster, gather
from index.tag_values import day_of

# A bimtek of up to four weeks ago that is first told now was in no earlier mail; older ones are looking back.
LATE = timedelta(days=28)
# What is planned is taken from so many days of articles before the week's end, what was held also from those after it.
ANNOUNCED = timedelta(days=42)
# Types of event that a reader would note in a diary.
PLANNABLE = ("bimtek", "sosialisasi", "pembinaan", "penilaian", "penyerahan_hasil", "kerja_sama", "rapat")
TEXT = 160


def bimtek_items(index: ArticleIndex, week: Week, seen: date, config: Config) -> tuple[EventItem, ...]:
    """Held in the week, planned within it (and not told as held), or held shortly before and first told in it.

    `seen` is the day on which the mail is made: later articles of the week's events are read, too.
    """
    until = max(min(seen, week.sunday + LATE), week.sunday)
    told = list(tagged_between(index, week.monday - ANNOUNCED, until, events=("bimtek",)))
    decisions = index.decisions()
    held = gather(told, "bimtek", decisions=decisions)
    cancelled = gather(told, "bimtek", ("cancelled",), decisions)
    by_id = {a.id: a for a in told}
    items = [_item(c, by_id, config, late=late) for c in held if (late := _of_week(c, by_id, week)) is not None]
    for plan in gather(told, "bimtek", ("planned",), decisions):
        if plan.day and plan.day in week and not _overtaken(plan, held + cancelled):
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


def _overtaken(plan: EventCluster, others: list[EventCluster]) -> bool:
    """A plan is done with when the same regency had one, or called one off, within a day of it."""
    return any(o.regency == plan.regency and o.day and plan.day and abs((o.day - plan.day).days) <= 1 for o in others)


def by_regency(items: tuple[EventItem, ...]) -> tuple[RegencyEvents, ...]:
    """In the usual order of the regencies."""
    order = {name: n for n, name in enumerate(REGENCIES)}
    names = sorted({i.regency for i in items}, key=lambda r: (order.get(r, len(order)), r))
    return tuple(RegencyEvents(name, tuple(i for i in items if i.regency == name)) for name in names)


def planned_items(index: ArticleIndex, week: Week, config: Config) -> tuple[EventItem, ...]:
    """What was announced by the week's end for after it, soonest first; without a day only where it was announced in the
    week itself."""
    told = [
        a
        for a in tagged_between(index, week.sunday - ANNOUNCED, week.sunday, events=PLANNABLE)
        if relevance(a) >= THRESHOLD
    ]
    by_id, decisions = {a.id: a for a in told}, index.decisions()
    items = []
    for kind in PLANNABLE:
        others = gather(told, kind, ("held", "cancelled"), decisions)
        for plan in gather(told, kind, ("planned",), decisions):
            in_week = any((d := day_of(by_id[a])) and d in week for a in plan.articles)
            ahead = plan.day > week.sunday if plan.day else in_week
            if ahead and not _overtaken(plan, others):
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
