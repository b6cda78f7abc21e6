"""Events across articles: one event however many outlets tell it, also where a later text looks back.

Two tellings are one event when type and regency agree and the days do: equal, or one of them unknown and the texts
belong to one story or were published within three days of the other's day. An event of several days is told by its
first; tellings a day or two apart that share a giver or a topic word are one.
"""

from __future__ import annotations

import hashlib
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
    for article, event in tellings:
        words = _words(event)
        home = next((c for c in clusters if _same(c, article, event, words)), None)
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
    for cluster in clusters:
        # The id hangs on what the event is; several of one kind on one day are told apart by their first article.
        twins = [c for c in clusters if (c.regency, c.day) == (cluster.regency, cluster.day)]
        key = f"{event_type}|{cluster.regency}|{cluster.day}" + (
            f"|{min(cluster.articles)}" if len(twins) > 1 or cluster.day is None else ""
        )
        cluster.id = hashlib.sha256(key.encode()).hexdigest()[:12]
    return sorted(clusters, key=lambda c: (c.day is None, c.day or date.max, c.regency, c.id))


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
