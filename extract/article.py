"""The article form of the contract, as frozen models; JSON both ways.

`Article.model_validate_json(line)` and `article.to_json()` are inverse. Offsets are characters into the field that
they name: `article.text[m.start:m.end] == m.text`.
"""

from __future__ import annotations

from datetime import date as Day  # noqa: N812 - Event has a field called date
from typing import Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

EventType = Literal[
    "bimtek", "sosialisasi", "pembinaan", "penilaian", "penyerahan_hasil", "kerja_sama",
    "kunjungan", "pengaduan", "sidak", "rapat", "lainnya",
]  # fmt: skip
EventStatus = Literal["held", "planned", "mentioned", "cancelled"]
ZoneStatus = Literal["achieved", "target", "definition"]
Centrality = Literal["subject", "quoted", "passing"]
PublishedFrom = Literal["json-ld", "meta", "time", "text", "feed", "url"]


class _Form(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Mention(_Form):
    """Where a name stands: `field` ("in" in JSON) is "title" or "text"."""

    text: str
    field: Literal["title", "text"] = Field(alias="in")
    start: int
    end: int


class Official(_Form):
    """A named person in public office; `name` without titles and degrees, `id` null for one not in config/."""

    name: str
    id: str | None = None
    role: str | None = None  # as first told
    agency: str | None = None  # canonical name of the body served
    mentions: tuple[Mention, ...] = ()
    centrality: Centrality = "passing"


class Agency(_Form):
    """A named government body under its one canonical name."""

    name: str
    id: str | None = None
    mentions: tuple[Mention, ...] = ()
    centrality: Centrality = "passing"


class Place(_Form):
    """One of the nine ("Tabanan"), "Provinsi Bali", or a place elsewhere with `outside_bali`."""

    name: str
    outside_bali: bool = False
    mentions: tuple[Mention, ...] = ()
    centrality: Centrality = "passing"


class Zone(_Form):
    """A claim about an Ombudsman rating of public-service compliance.

    `subject` is the body or regency rated (null for definitions), `regency` the one of the nine (or "Provinsi Bali")
    that it belongs to, `year` the assessment's. `category` is the class told beside a colour ("tertinggi", "kategori A").
    `scope`: "all" or "rest" where the province stands for all regencies, or for those that aren't named.
    `start`/`end` are the evidence's offsets in the text. The subject of a body outside Bali begins with "luar:".
    """

    subject: str | None
    regency: str | None = None
    instrument: str | None = None  # "survei kepatuhan" | "predikat kepatuhan" | "opini ombudsman" …
    rating: str
    category: str | None = None
    scope: Literal["all", "rest"] | None = None
    score: float | None = None
    year: int | None = None
    status: ZoneStatus
    evidence: str
    start: int
    end: int


class Event(_Form):
    """Something that happened or will; `date` is the day it took place, `date_text` the words that told it."""

    type: EventType
    status: EventStatus
    main: bool = False
    regency: str | None = None  # whose officials received it
    date: Day | None = None
    date_text: str | None = None
    organiser: str | None = None
    topic: str | None = None
    evidence: str
    start: int | None = None
    end: int | None = None


class Quote(_Form):
    """Direct speech; `speaker` is the name in officials where it is one."""

    speaker: str | None
    text: str
    start: int
    end: int


class Warning_(_Form):  # noqa: N801 - Warning is a builtin
    """Something a reader should doubt: kind such as date-contradiction, law-number, short-text, future-date."""

    kind: str
    text: str
    detail: str | None = None


class Article(_Form):
    """One article, cleaned and (once tagged) with its tags."""

    id: str
    url: str
    outlet: str
    outlet_name: str
    title: str
    text: str  # paragraphs joined by "\n\n"
    lead: str | None = None
    section: str | None = None
    author: str | None = None
    credit: str | None = None
    dateline: str | None = None
    image: str | None = None
    caption: str | None = None
    published: AwareDatetime | None = None
    published_from: PublishedFrom | None = None
    modified: AwareDatetime | None = None
    fetched: AwareDatetime | None = None
    language: str | None = None
    words: int = 0
    story: str | None = None
    officials: tuple[Official, ...] = ()
    agencies: tuple[Agency, ...] = ()
    places: tuple[Place, ...] = ()
    zones: tuple[Zone, ...] = ()
    events: tuple[Event, ...] = ()
    quotes: tuple[Quote, ...] = ()
    warnings: tuple[Warning_, ...] = ()

    @property
    def published_day(self) -> Day | None:
        """The day in the article's own time zone."""
        return self.published.date() if self.published else None

    def to_json(self) -> str:
        """One line of JSON in the contract's names."""
        return self.model_dump_json(by_alias=True)


class Rejected(_Form):
    """A page that is no article, with the reason: `fate` is the ledger's word, `reason` one line for people."""

    url: str
    fate: Literal["not_article", "no_text", "no_title", "wrong_language", "unreadable"]
    reason: str


__all__ = [
    "Agency", "Article", "Centrality", "Day", "Event", "EventStatus", "EventType", "Mention", "Official", "Place",
    "PublishedFrom", "Quote", "Rejected", "Warning_", "Zone", "ZoneStatus",
]  # fmt: skip
