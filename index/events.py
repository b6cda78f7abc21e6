"""Events across articles: one event however many outlets tell it, also where a later text looks back.

Two tellings are one event when type and regency agree and the days do: equal, or one of them unknown and the texts
belong to one story or were published within three days of the other's day. An event of several days is told by its
first; tellings a day or two apart that share a giver or a topic word are one.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from extract.article import Article, Event
from index.cutting import words_of
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
    _words: set[str] = field(default_factory=set, repr=False)
    _stories: set[str] = field(default_factory=set, repr=False)
    _published: set[date] = field(default_factory=set, repr=False)


def gather(articles: Iterable[Article], event_type: str, statuses: tuple[str, ...] = ("held",)) -> list[EventCluster]:
    """The distinct events of a type, by day; tellings with a day first, so that those without can join them."""
    tellings = [
        (a, e)
        for a in articles
        for e in a.events
        if e.type == event_type and e.status in statuses and e.regency and not e.regency.startswith("luar:")
    ]
    tellings.sort(key=lambda t: (t[1].date is None, t[1].date or day_of(t[0]) or date.max, t[0].id))
    clusters: list[EventCluster] = []
    near = _Near()
    for article, event in tellings:
        words = _words(event)
        home = next((c for n in near.to(article, event) if _same(c := clusters[n], article, event, words)), None)
        if home is None:
            home = EventCluster(
                "", event_type, event.regency or "", event.date, event.organiser, event.topic, event.status
            )
            clusters.append(home)
        home.articles = tuple(dict.fromkeys([*home.articles, article.id]))
        home.giver = home.giver or event.organiser
        home.topic = home.topic or event.topic
        home._words |= words
        home._stories.add(article.story or article.id)
        if published := day_of(article):
            home._published.add(published)
        near.add(home, article, clusters)
    twins = Counter((c.regency, c.day) for c in clusters)
    for cluster in clusters:
        # The id hangs on what the event is; several of one kind on one day are told apart by their first article.
        alone = twins[cluster.regency, cluster.day] == 1 and cluster.day is not None
        key = f"{event_type}|{cluster.regency}|{cluster.day}" + ("" if alone else f"|{min(cluster.articles)}")
        cluster.id = hashlib.sha256(key.encode()).hexdigest()[:12]
    return sorted(clusters, key=lambda c: (c.day is None, c.day or date.max, c.regency, c.id))


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
        if cluster.day:
            self._place(("day", cluster.regency, cluster.day.toordinal()), number)
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
        apart = abs((cluster.day - event.date).days)
        if apart == 0:
            return True
        return apart <= 2 and len(words & cluster._words) >= 2 and (article.story or article.id) not in cluster._stories
    if (article.story or article.id) in cluster._stories:
        # One text that tells two events keeps them apart: the second has other words.
        return article.id not in cluster.articles
    published = day_of(article)
    if cluster.day and published:
        return timedelta(0) <= published - cluster.day <= timedelta(days=3) and len(words & cluster._words) >= 2
    return bool(
        published
        and any(abs(published - p) <= timedelta(days=3) for p in cluster._published)
        and len(words & cluster._words) >= 2
    )
