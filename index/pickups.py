"""Who told a story first, what the others took from it, and what became of press releases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from extract.article import Article
from index.base import ArticleIndex, SearchRequest
from index.stories import copied
from index.tag_values import WITA

_MOST = 200  # members of a story looked at
_PAGE = 200


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story; `taken` is the share of its text, 0 to 1, that stands in the first telling too."""

    article: str
    outlet: str
    published: datetime | None
    first: bool
    taken: float
    title: str = ""


@dataclass(frozen=True, slots=True)
class Pickup:
    """An outlet that ran a press release: `taken` as in Telling. `after` is null where a time is not known, and whole
    days (`by_day`) where one of the two pages tells its day alone; it is negative for an outlet that was earlier."""

    release: str
    issuer: str
    article: str
    outlet: str
    taken: float
    after: timedelta | None
    title: str = ""
    published: datetime | None = None
    by_day: bool = False

    @property
    def hours(self) -> float | None:
        return round(self.after / timedelta(hours=1), 1) if self.after is not None else None

    def form(self) -> dict[str, Any]:
        return {
            "outlet": self.outlet, "article": self.article, "title": self.title, "published": self.published,
            "hours_after": self.hours, "by_day": self.by_day, "taken": round(self.taken, 3),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Release:
    """A press release with the outlets that ran it, the soonest first. `earlier` are those of its story that had it
    before the issuer published it: handed round by other ways, or the other way about; they are no pickups."""

    article: str
    issuer: str
    title: str
    published: datetime | None
    story: str
    pickups: tuple[Pickup, ...]
    earlier: tuple[Pickup, ...]

    @property
    def outlets(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(p.outlet for p in self.pickups))

    def form(self) -> dict[str, Any]:
        """For JSON: hours and shares as numbers."""
        return {
            "release": self.article, "issuer": self.issuer, "title": self.title, "published": self.published,
            "story": self.story, "pickups": [p.form() for p in self.pickups], "earlier": [p.form() for p in self.earlier],
        }  # fmt: skip


def tellings(index: ArticleIndex, story: str) -> list[Telling]:
    """The articles of a story, the first publisher first; those without a date last."""
    members = _members(index, story)
    return [
        Telling(a.id, a.outlet, a.published, n == 0, 1.0 if n == 0 else copied(a.text, members[0].text), a.title)
        for n, a in enumerate(members)
    ]


def releases(
    index: ArticleIndex, issuers: Collection[str], since: date | None = None, until: date | None = None
) -> Iterator[Release]:
    """Every press release published in these days by an outlet that issues them, the newest first, also those that
    nobody ran."""
    if not issuers:
        return
    offset = 0
    while True:
        request = SearchRequest(
            outlets=tuple(sorted(issuers)), since=since, until=until, sort="newest", limit=_PAGE, offset=offset,
            facets=False,
        )  # fmt: skip
        result = index.search(request)
        for hit in result.hits:
            members = _members(index, hit.story or hit.id)
            release = next((a for a in members if a.id == hit.id), None) or index.get(hit.id)
            if release:
                yield _told(release, members, issuers)
        offset += len(result.hits)
        if not result.hits or offset >= result.total:
            return


def releases_of(index: ArticleIndex, story: str, issuers: Collection[str]) -> list[Release]:
    """The press releases in a story, the oldest first."""
    members = _members(index, story) if issuers else []
    return [_told(a, members, issuers) for a in members if a.outlet in issuers]


def pickups(
    index: ArticleIndex, issuers: Collection[str], since: date | None = None, until: date | None = None
) -> Iterator[Pickup]:
    """Every outlet that ran a press release published in these days.

    A telling published before the release was not taken from it; where a time is missing it may have been.
    """
    for release in releases(index, issuers, since, until):
        yield from release.pickups


def _told(release: Article, members: list[Article], issuers: Collection[str]) -> Release:
    ran = [_pickup(release, a) for a in members if a.outlet not in issuers]
    ran.sort(key=lambda p: (p.after is None, p.after, p.article))
    late = [p for p in ran if p.after is None or p.after >= timedelta(0)]
    return Release(
        release.id, release.outlet, release.title, release.published, release.story or release.id, tuple(late),
        tuple(p for p in ran if p not in late),
    )  # fmt: skip


def _pickup(release: Article, article: Article) -> Pickup:
    after, by_day = None, False
    if article.published and release.published:
        by_day = _day_alone(article.published) or _day_alone(release.published)
        after = article.published - release.published
        if by_day:
            after = article.published.astimezone(WITA).date() - release.published.astimezone(WITA).date()
    return Pickup(
        release.id, release.outlet, article.id, article.outlet, copied(article.text, release.text), after,
        article.title, article.published, by_day,
    )  # fmt: skip


def _day_alone(moment: datetime) -> bool:
    """Midnight sharp stands for a page that tells its day and no time."""
    return moment.astimezone(WITA).time() == time()


def _members(index: ArticleIndex, story: str) -> list[Article]:
    request = SearchRequest(stories=(story,), sort="oldest", limit=_MOST, facets=False)
    found = (index.get(hit.id) for hit in index.search(request).hits)
    return [article for article in found if article is not None]
