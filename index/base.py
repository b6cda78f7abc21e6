"""The interface that both indexes keep, and the records that pass through it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from extract.article import Article
from index.mending import Decision

Sort = Literal["relevance", "newest", "oldest"]
PutOutcome = Literal["new", "changed", "unchanged", "rejected", "waiting"]  # waiting: in the spool
# Recency as a part of relevance: today's article gets this much on top of its score, one a year older half of it.
RECENCY_BONUS, RECENCY_DAYS = 1.5, 365.0


@dataclass(frozen=True, slots=True)
class SearchRequest:
    """A query with its filters; each filter narrows, several values of one filter widen it.

    `since` and `until` are days in WITA, both inclusive. `query` is in pantau's query language; empty finds all.
    With `collapse` there is one hit a story, the first in the order asked for; `limit` and `offset` then count stories.
    """

    query: str = ""
    outlets: tuple[str, ...] = ()
    regencies: tuple[str, ...] = ()
    officials: tuple[str, ...] = ()  # id, or words of name and role
    agencies: tuple[str, ...] = ()
    events: tuple[str, ...] = ()  # event types
    zones: tuple[str, ...] = ()  # ratings, with year and words of the subject where these matter
    stories: tuple[str, ...] = ()  # ids of stories
    since: date | None = None
    until: date | None = None
    sort: Sort = "relevance"
    limit: int = 20
    offset: int = 0
    facets: bool = True
    collapse: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """One article found. `snippet` marks the words found with \\x02 … \\x03; the reader turns these into its own marks."""

    id: str
    url: str
    outlet: str
    title: str
    published: datetime | None
    score: float
    snippet: str
    story: str | None
    title_marked: str = ""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """`total` counts all articles that match; `facets` maps a facet (outlet, month, regency, official, agency, event,
    rating) to counts of articles; `stories` counts the stories among them, known only where the request collapses."""

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    stories: int | None = None


@dataclass(frozen=True, slots=True)
class PutResult:
    """The fate of one article put: `reason` where it was rejected; `story` the story it now belongs to."""

    id: str
    outcome: PutOutcome
    reason: str | None = None
    story: str | None = None


@dataclass(frozen=True, slots=True)
class Revision:
    """A former state of an article, kept when its title or text changed; `seen` is when that state was fetched."""

    seen: datetime | None
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class IndexStatus:
    """What `pantau status` shows of an index."""

    kind: Literal["sqlite", "elasticsearch"]
    where: str
    articles: int
    size_bytes: int
    waiting: int = 0  # articles in the spool
    refused: int = 0  # articles that the index would not take from the spool; kept there
    reachable: bool = True  # False: `articles` and `size_bytes` are not known now
    trouble: str = ""  # why not


class ArticleIndex(Protocol):
    """An index of articles. Every method may raise IndexUnavailableError; search raises BadQueryError too.

    Writing the same article again changes nothing ("unchanged"); a changed title or text keeps the former as a Revision.
    What was put is found by the next search of the same object.
    """

    def put(self, articles: Sequence[Article]) -> list[PutResult]: ...

    def get(self, article_id: str) -> Article | None: ...

    def by_url(self, url: str) -> Article | None: ...

    def revisions(self, article_id: str) -> list[Revision]: ...

    def search(self, request: SearchRequest) -> SearchResult: ...

    def articles(self, since: date | None = None, until: date | None = None) -> Iterator[Article]:
        """All articles, oldest first, those without a date last; days in WITA, inclusive."""
        ...

    def ids(self) -> Iterable[str]: ...

    def hashes(self) -> Iterator[tuple[str, str]]:
        """(id, content hash as stored) of every article, in the order of ids."""
        ...

    def keep_revisions(self, article_id: str, revisions: Sequence[Revision]) -> None:
        """Former states known elsewhere (a copy of an index), put before those kept here; ones already here stay once."""
        ...

    def tagged(self, kind: str, value: str | None = None) -> Iterator[Article]:
        """Articles with a tag of a kind (event, rating, regency …), oldest first."""
        ...

    def read_counts(self, since: date | None = None, until: date | None = None) -> dict[str, int]:
        """Articles of any kind a month ("2024-05")."""
        ...

    def delete(self, article_id: str) -> bool:
        """Forgets an article and its revisions; False where there was none."""
        ...

    def decisions(self) -> list[Decision]:
        """What people decided about stories and events, the oldest first."""
        ...

    def decide(self, decision: Decision) -> bool:
        """Keeps a decision and mends the stories that it is about; it holds for whatever is put later. False where the
        same stands already; UsageError where it contradicts one that stands."""
        ...

    def undo(self, decision_id: str) -> Decision | None:
        """Takes a decision back, with what followed from it; None where there is none of that id."""
        ...

    def status(self) -> IndexStatus: ...

    def refresh(self) -> None: ...

    def close(self) -> None: ...
