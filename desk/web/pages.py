"""What each page shows: a template's names are the fields of its page, no more and no fewer (tested)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from markupsafe import Markup

from desk.web.charts import Bars
from desk.web.parts import (
    Change,
    Choice,
    ClaimRow,
    Conflict,
    CoverageRow,
    EventRow,
    Facet,
    Filter,
    Frame,
    Link,
    MatrixRow,
    Pager,
    PlannedRow,
    QueryProblem,
    ReleaseRow,
    RunnerRow,
    StoryRow,
    Telling,
)
from extract.article import Article
from index.base import IndexStatus
from index.health import OutletHealth


@dataclass(frozen=True, slots=True)
class SearchPage:
    """/"""

    template: ClassVar[str] = "search.html"
    frame: Frame
    query: str
    filters: tuple[Filter, ...]
    since: str
    until: str
    orders: tuple[Choice, ...]
    chips: tuple[Link, ...]
    problem: QueryProblem | None
    mistake: str | None  # parameters other than the query that can't be read
    total: int
    stories: int
    rows: tuple[StoryRow, ...]
    facets: tuple[Facet, ...]
    pager: Pager | None
    csv: str
    xlsx: str
    articles_in_index: int
    alarms: tuple[str, ...]  # names of outlets whose health wants a look; only on the first page without a question

    @property
    def http_status(self) -> int:
        return 400 if self.problem or self.mistake else 200


@dataclass(frozen=True, slots=True)
class ArticlePage:
    """/artikel/{id}"""

    template: ClassVar[str] = "article.html"
    frame: Frame
    article: Article
    title: Markup
    paragraphs: tuple[Markup, ...]
    anchors: frozenset[str]  # of the tags that stand somewhere in title or text
    kinds: tuple[str, ...]  # of the marks there are, for the legend
    event_names: dict[str, str]
    tellings: tuple[Telling, ...]
    releases: tuple[ReleaseRow, ...]  # of its story
    changes: tuple[Change, ...]
    http_status: ClassVar[int] = 200


@dataclass(frozen=True, slots=True)
class ArticleFile:
    """An article as one file that stands by itself (`pantau show --html`)."""

    template: ClassVar[str] = "article_file.html"
    article: Article
    title: Markup
    paragraphs: tuple[Markup, ...]
    anchors: frozenset[str]
    kinds: tuple[str, ...]
    event_names: dict[str, str]
    style: Markup


@dataclass(frozen=True, slots=True)
class CoveragePage:
    """/bimtek"""

    template: ClassVar[str] = "coverage.html"
    frame: Frame
    event_name: str
    events: tuple[Choice, ...]
    periods_by: tuple[Choice, ...]
    since: str
    until: str
    periods: tuple[str, ...]
    rows: tuple[CoverageRow, ...]
    totals: tuple[int, ...]
    read: tuple[int, ...]
    total: int
    planned: tuple[PlannedRow, ...]
    never: tuple[str, ...]  # regencies without any event though something was read
    chart: Bars | None
    http_status: ClassVar[int] = 200


@dataclass(frozen=True, slots=True)
class EvidencePage:
    """/bimtek/{regency}/{period}"""

    template: ClassVar[str] = "evidence.html"
    frame: Frame
    event_name: str
    regency: str
    period: str
    read: int
    events: tuple[EventRow, ...]
    back: str
    search: str | None  # all articles of the regency in the period
    http_status: ClassVar[int] = 200


@dataclass(frozen=True, slots=True)
class ZonesPage:
    """/zona"""

    template: ClassVar[str] = "zones.html"
    frame: Frame
    regencies: tuple[Choice, ...]
    years: tuple[Choice, ...]
    columns: tuple[int | None, ...]
    matrix: tuple[MatrixRow, ...]
    conflicts: tuple[Conflict, ...]
    claims: tuple[ClaimRow, ...]
    total: int  # of claims, of which the page lists the latest assessments' first
    http_status: ClassVar[int] = 200


@dataclass(frozen=True, slots=True)
class PickupsPage:
    """/siaran-pers"""

    template: ClassVar[str] = "pickups.html"
    frame: Frame
    issuers: tuple[Choice, ...]
    shows: tuple[Choice, ...]
    since: str
    until: str
    rows: tuple[ReleaseRow, ...]
    counted: int  # releases looked at, the newest of the choice
    total: int  # of the choice
    taken: int  # of those counted: run by somebody
    hours: float | None  # on the median, from a release to the first outlet that ran it
    runners: tuple[RunnerRow, ...]
    http_status: ClassVar[int] = 200


@dataclass(frozen=True, slots=True)
class StatusPage:
    """/status"""

    template: ClassVar[str] = "status.html"
    frame: Frame
    index: IndexStatus
    outlets: tuple[OutletHealth, ...]
    alarms: int
    now: datetime
    http_status: ClassVar[int] = 200


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """Whatever can't be shown: `heading` and `advice` in the page's language, `detail` the error's own line."""

    template: ClassVar[str] = "error.html"
    frame: Frame
    http_status: int
    heading: str
    advice: str
    detail: str | None


PAGES = (
    SearchPage,
    ArticlePage,
    ArticleFile,
    CoveragePage,
    EvidencePage,
    ZonesPage,
    PickupsPage,
    StatusPage,
    ErrorPage,
)
