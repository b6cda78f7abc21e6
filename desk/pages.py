"""What each page shows: a template's names are the fields of its page, no more and no fewer (tested)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import ClassVar

from markupsafe import Markup

from desk.charts import Bars
from extract.article import Article
from index.base import IndexStatus
from index.health import OutletHealth
from index.zones import ZoneClaim


@dataclass(frozen=True, slots=True)
class Frame:
    """Around every page: the office's name, the section in the menu, the same page in the other language."""

    office: str
    section: str
    other_language: str  # address


@dataclass(frozen=True, slots=True)
class Link:
    """A link with a count beside it, where it has one."""

    text: str
    address: str
    count: int | None = None


@dataclass(frozen=True, slots=True)
class QueryProblem:
    """A query that can't be understood: the sentence, the query cut at the fault, a query that would do."""

    sentence: str
    values: tuple[str, ...]
    before: str
    at: str
    after: str
    proposal: Link | None


@dataclass(frozen=True, slots=True)
class Choice:
    """An option of a select."""

    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Filter:
    """A field of the filter form; `choices` empty: typed freely, with `proposals` from what was found.

    Further values of a filter that has several travel as hidden fields.
    """

    name: str
    label: str
    value: str
    choices: tuple[Choice, ...] = ()
    proposals: tuple[str, ...] = ()
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facet:
    """The values of one kind among the results, each a link that narrows to it."""

    label: str
    links: tuple[Link, ...]
    more: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Telling:
    """One outlet's article of a story."""

    id: str
    outlet: str
    title: str
    published: datetime | None


@dataclass(frozen=True, slots=True)
class StoryRow:
    """One line a story: the article that matches best, and who else ran it. `title`, `snippet` carry the index's marks."""

    id: str
    url: str
    outlet: str
    title: str
    snippet: str
    published: datetime | None
    others: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class Pager:
    """Where one is among the pages of results."""

    page: int
    pages: int
    first: int
    last: int
    earlier: str | None
    later: str | None


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

    @property
    def http_status(self) -> int:
        return 400 if self.problem or self.mistake else 200


@dataclass(frozen=True, slots=True)
class Change:
    """What a revision changed: `parts` are the title and paragraphs that differ, with <del> and <ins>."""

    seen: datetime | None
    parts: tuple[Markup, ...]


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
class Cell:
    """Regency × period: `read` articles of any kind; without one, a zero means nothing."""

    events: int
    articles: int
    read: int
    address: str


@dataclass(frozen=True, slots=True)
class CoverageRow:
    """A regency, its cells in the order of the periods, its sum of events."""

    regency: str
    cells: tuple[Cell, ...]
    total: int


@dataclass(frozen=True, slots=True)
class PlannedRow:
    """An event announced for a day to come, or for no day told."""

    regency: str
    day: date | None
    giver: str | None
    tellings: tuple[Telling, ...]


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
class EventRow:
    """One event with the articles that tell of it."""

    day: date | None
    giver: str | None
    tellings: tuple[Telling, ...]


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
class ClaimRow:
    """A claim with its article's address and the outlet's name."""

    claim: ZoneClaim
    outlet: str
    address: str


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims of one subject and year that contradict each other."""

    subject: str
    year: int
    claims: tuple[ClaimRow, ...]


@dataclass(frozen=True, slots=True)
class MatrixEntry:
    """What is claimed in one cell of the matrix: a rating, of whom where not of the regency itself, by how many articles."""

    rating: str
    subject: str | None
    status: str
    articles: int
    conflict: bool
    address: str  # of the claims themselves


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A regency's cells, in the order of the years."""

    regency: str
    cells: tuple[tuple[MatrixEntry, ...], ...]


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


PAGES = (SearchPage, ArticlePage, ArticleFile, CoveragePage, EvidencePage, ZonesPage, StatusPage, ErrorPage)
