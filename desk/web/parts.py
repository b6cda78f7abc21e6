"""What the pages are made of: small records, each shown by one piece of a template."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from markupsafe import Markup

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
class Change:
    """What a revision changed: `parts` are the title and paragraphs that differ, with <del> and <ins>."""

    seen: datetime | None
    parts: tuple[Markup, ...]


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
class EventRow:
    """One event with the articles that tell of it."""

    day: date | None
    giver: str | None
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True)
class RunRow:
    """An outlet that ran a press release. `unit` and `count` tell how much later (or `earlier`) in words: minutes, hours,
    days, same-day, unknown. `taken`: percent of its text that stands in the release."""

    article: str
    outlet: str
    title: str
    unit: str
    count: float
    earlier: bool
    taken: int


@dataclass(frozen=True, slots=True)
class ReleaseRow:
    """A press release with who ran it. `address`: the page of releases, at its place."""

    id: str
    title: str
    issuer: str
    published: datetime | None
    address: str
    runs: tuple[RunRow, ...]
    earlier: tuple[RunRow, ...]
    outlets: int  # that ran it, each counted once


@dataclass(frozen=True, slots=True)
class RunnerRow:
    """What an outlet took of the releases listed: how many, percent of its texts on average, hours on the median."""

    outlet: str
    key: str
    releases: int
    taken: int
    hours: float | None


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
