"""Who told a story first, what the others took from it, and what became of press releases."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from extract.article import Article
from index.base import ArticleIndex, SearchRequest
from index.stories import copied

_MOST = 200  # members of a story looked at


@dataclass(frozen=True, slots=True)
class Telling:
    """One article of a story; `taken` is the share of its text, 0 to 1, that stands in the first telling too."""

    article: str
    outlet: str
    published: datetime | None
    first: bool
    taken: float


@dataclass(frozen=True, slots=True)
class Pickup:
    """An outlet that ran a press release: `taken` as in Telling, `after` null where a time is not known."""

    release: str
    issuer: str
    article: str
    outlet: str
    taken: float
    after: timedelta | None


def tellings(index: ArticleIndex, story: str) -> list[Telling]:
    """The articles of a story, the first publisher first; those without a date last."""
    members = _members(index, story)
    return [
        Telling(a.id, a.outlet, a.published, n == 0, 1.0 if n == 0 else copied(a.text, members[0].text))
        for n, a in enumerate(members)
    ]


def pickups(
    index: ArticleIndex, issuers: Collection[str], since: date | None = None, until: date | None = None
) -> Iterator[Pickup]:
    """Every press release published in these days by an outlet that issues them, with each other outlet that ran it.

    A telling published before the release was not taken from it; where a time is missing it may have been.
    """
    for release in index.articles(since, until):
        if release.outlet not in issuers:
            continue
        for article in _members(index, release.story or release.id):
            if article.outlet in issuers:
                continue
            after = article.published - release.published if article.published and release.published else None
            if after is None or after >= timedelta(0):
                yield Pickup(
                    release.id, release.outlet, article.id, article.outlet, copied(article.text, release.text), after
                )


def _members(index: ArticleIndex, story: str) -> list[Article]:
    request = SearchRequest(stories=(story,), sort="oldest", limit=_MOST, facets=False)
    found = (index.get(hit.id) for hit in index.search(request).hits)
    return [article for article in found if article is not None]
