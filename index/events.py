"""Events across articles: one event however many outlets tell it, also where a later text looks back.

Two tellings are one event when type and regency agree and the days do: equal, or one of them unknown and the texts
belong to one story or were published within three days of the other's day. An event of several days is told by its
first; tellings a day or two apart that share a giver or a topic word are one. What people decided goes before all that.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from extract.article import Article, Event
from index.cutting import words_of
from index.event_mending import EventMending
from index.mending import Decision, about
from index.tag_values import day_of
from index.words import STOP, stem


@dataclass
class EventCluster:
    """One event: `articles` are the ids of all that tell it, oldest first."""

    id: str
    type: str
    regency: str
    day: date | None
    giver: str | None
    topic: str | None
    status: str
    articles: tuple[str, ...] = ()
    tellings: list[tuple[Article, Event]] = field(default_factory=list, repr=False)
    _words: set[str] = field(default_factory=set, repr=False)
    _stories: set[str] = field(default_factory=set, repr=False)
    _published: set[date] = field(default_factory=set, repr=False)
    _days: set[date] = field(default_factory=set, repr=False)  # more than one only where people joined tellings
    _places: list[int] = field(default_factory=list, repr=False)


def gather(
    articles: Iterable[Article],
    event_type: str,
    statuses: tuple[str, ...] = ("held",),
    decisions: Iterable[Decision] = (),
) -> list[EventCluster]:
    """The distinct events of a type, by day; tellings with a day first, so that those without can join them.

    `decisions` are those of the index, whatever they are about.
    """
    tellings = sorted(tellings_of(articles, event_type, statuses), key=_order)
    mending = EventMending(about(decisions, event_type), tellings)
    clusters: list[EventCluster] = []
    near = _Near()
    placed: set[int] = set()
    for unit in mending.units():
        home = _begun(event_type, tellings[unit[0]])
        home._days = {e.date for _, e in (tellings[place] for place in unit) if e.date}
        clusters.append(home)
        for place in unit:
            _add(home, place, tellings[place])
            near.add(home, tellings[place][0], clusters)
        placed.update(unit)
    parted = mending.parted
    # what was parted first, so that all others find both sides to choose from
    for place in sorted(set(range(len(tellings))) - placed, key=lambda p: (p not in parted, p)):
        article, event = tellings[place]
        words = _words(event)
        homes = (c for n in near.to(article, event) if _same(c := clusters[n], article, event, words))
        found = _chosen(homes, place, words, mending) if parted else next(homes, None)
        if found is None:
            found = _begun(event_type, tellings[place])
            clusters.append(found)
        _add(found, place, tellings[place])
        near.add(found, article, clusters)
    twins = Counter((c.regency, c.day) for c in clusters)
    for cluster in clusters:
        # The id hangs on what the event is; several of one kind on one day are told apart by their first article.
        alone = twins[cluster.regency, cluster.day] == 1 and cluster.day is not None
        key = f"{event_type}|{cluster.regency}|{cluster.day}" + ("" if alone else f"|{min(cluster.articles)}")
        cluster.id = hashlib.sha256(key.encode()).hexdigest()[:12]
    return sorted(clusters, key=lambda c: (c.day is None, c.day or date.max, c.regency, c.id))


def tellings_of(
    articles: Iterable[Article], event_type: str, statuses: tuple[str, ...] = ("held",)
) -> list[tuple[Article, Event]]:
    """Every telling of an event of this type in Bali."""
    return [
        (a, e)
        for a in articles
        for e in a.events
        if e.type == event_type and e.status in statuses and e.regency and not e.regency.startswith("luar:")
    ]


def _order(telling: tuple[Article, Event]) -> tuple[bool, date, str]:
    article, event = telling
    return event.date is None, event.date or day_of(article) or date.max, article.id


def _begun(event_type: str, telling: tuple[Article, Event]) -> EventCluster:
    _, event = telling
    days = {event.date} if event.date else set()
    return EventCluster(
        "", event_type, event.regency or "", event.date, event.organiser, event.topic, event.status, _days=days
    )


def _add(home: EventCluster, place: int, telling: tuple[Article, Event]) -> None:
    article, event = telling
    home.articles = tuple(dict.fromkeys([*home.articles, article.id]))
    home.giver = home.giver or event.organiser
    home.topic = home.topic or event.topic
    home._words |= _words(event)
    home._stories.add(article.story or article.id)
    home._places.append(place)
    home.tellings.append(telling)
    if published := day_of(article):
        home._published.add(published)


def _chosen(homes: Iterable[EventCluster], place: int, words: set[str], mending: EventMending) -> EventCluster | None:
    """Of several events that a telling may be of once some were parted, the one that it has most words in common with;
    before one that was itself parted from another."""
    allowed = [c for c in homes if not mending.forbids(place, c._places)]
    return max(allowed, key=lambda c: (len(words & c._words), -mending.outcasts(c._places)), default=None)


class _Near:
    """Which clusters a telling may belong to at all, found by day and story: a year's rapat are thousands, and comparing
    each with each would take minutes. Keys are days as ordinals, so that no sum leaves the calendar."""

    def __init__(self) -> None:
        self._places: dict[tuple[str, str, int | str], list[int]] = {}
        self._numbers: dict[int, int] = {}  # id(cluster) → its place in the list

    def to(self, article: Article, event: Event) -> list[int]:
        """Places of clusters, oldest first; `_same` decides among them."""
        regency, published = event.regency or "", day_of(article)
        keys: list[tuple[str, str, int | str]] = []
        if event.date:
            keys += [("day", regency, event.date.toordinal() + n) for n in range(-2, 3)]
        else:
            keys.append(("story", regency, article.story or article.id))
            if published:
                keys += [("day", regency, published.toordinal() - n) for n in range(4)]
                keys += [("printed", regency, published.toordinal() + n) for n in range(-3, 4)]
        return sorted({number for key in keys for number in self._places.get(key, ())})

    def add(self, cluster: EventCluster, article: Article, clusters: list[EventCluster]) -> None:
        """The cluster has a new telling; a new cluster is the last of the list."""
        number = self._numbers.setdefault(id(cluster), len(clusters) - 1)
        published = day_of(article)
        self._place(("story", cluster.regency, article.story or article.id), number)
        if cluster._days:
            for day in cluster._days:
                self._place(("day", cluster.regency, day.toordinal()), number)
        elif published:
            self._place(("printed", cluster.regency, published.toordinal()), number)

    def _place(self, key: tuple[str, str, int | str], number: int) -> None:
        numbers = self._places.setdefault(key, [])
        if number not in numbers:
            numbers.append(number)


def _words(event: Event) -> set[str]:
    return {stem(w) for w in words_of(f"{event.topic or ''} {event.organiser or ''}") if w not in STOP and len(w) > 3}


def _same(cluster: EventCluster, article: Article, event: Event, words: set[str]) -> bool:
    if cluster.regency != event.regency:
        return False
    if cluster.day and event.date:
        apart = min(abs((day - event.date).days) for day in cluster._days)
        if apart == 0:
            return True
        return apart <= 2 and len(words & cluster._words) >= 2 and (article.story or article.id) not in cluster._stories
    if (article.story or article.id) in cluster._stories:
        # One text that tells two events keeps them apart: the second has other words.
        return article.id not in cluster.articles
    published = day_of(article)
    if cluster.day and published:
        soon = any(timedelta(0) <= published - day <= timedelta(days=3) for day in cluster._days)
        return soon and len(words & cluster._words) >= 2
    return bool(
        published
        and any(abs(published - p) <= timedelta(days=3) for p in cluster._published)
        and len(words & cluster._words) >= 2
    )
