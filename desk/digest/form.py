"""The weekly digest as data: what the two templates show, and nothing else. Every text in it is one clean line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Literal

from desk.digest.week import Week
from desk.web.language import Language


@dataclass(frozen=True, slots=True)
class Source:
    """An article that tells of something; `url` is null where its address is none that a mail may link to."""

    outlet: str  # name for readers
    url: str | None


@dataclass(frozen=True, slots=True)
class StoryItem:
    """One story, however many outlets ran it; `weight` is its closeness to the Ombudsman and public service."""

    title: str
    lead: str
    day: date | None
    regencies: tuple[str, ...]
    sources: tuple[Source, ...]
    weight: int


@dataclass(frozen=True, slots=True)
class EventItem:
    """One event. `late`: held before the week, but told first within it."""

    type: str
    name: str  # of the type, for readers
    status: Literal["held", "planned"]
    regency: str
    day: date | None
    organiser: str
    topic: str
    sources: tuple[Source, ...]
    late: bool = False


@dataclass(frozen=True, slots=True)
class RegencyEvents:
    """The bimtek of one regency in that week."""

    regency: str
    events: tuple[EventItem, ...]


@dataclass(frozen=True, slots=True)
class Claim:
    """What another outlet says of the same rating."""

    rating: str
    score: float | None
    outlet: str


@dataclass(frozen=True, slots=True)
class RatingItem:
    """A claim told this week; `against` are other outlets' results for the same subject, year and scale, `before` those
    of the newest earlier year (`year_before`)."""

    subject: str
    year: int | None
    instrument: str
    rating: str
    score: float | None
    status: str
    evidence: str
    sources: tuple[Source, ...]
    against: tuple[Claim, ...] = ()
    year_before: int | None = None
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PersonItem:
    """An official named in `stories` of the week's stories, in `quoted` of them with their own words."""

    name: str
    role: str
    stories: int
    quoted: int


@dataclass(frozen=True, slots=True)
class Figure:
    """A count of this week beside that of the week before."""

    name: Literal["stories", "bimtek", "ratings", "articles", "outlets"]
    now: int
    before: int

    @property
    def change(self) -> int:
        return self.now - self.before


@dataclass(frozen=True, slots=True)
class OutletItem:
    """An outlet that the week can't vouch for, and why."""

    name: str
    state: Literal["uncrawled", "silent", "alarm"]
    told: str


@dataclass(frozen=True, slots=True)
class Digest:
    """One week. `quiet`: outlets were read and none wrote of the Ombudsman or public service; `blind`: none was read."""

    week: Week
    language: Language
    office: str
    made: datetime  # in the zone of the settings
    subject: str
    summary: str
    quiet: bool
    blind: bool
    stories: tuple[StoryItem, ...]
    more_stories: int  # of the week's stories, beyond those listed
    bimtek: tuple[RegencyEvents, ...]
    no_bimtek: tuple[str, ...]  # regencies without a bimtek held or planned that week
    ratings: tuple[RatingItem, ...]
    people: tuple[PersonItem, ...]
    planned: tuple[EventItem, ...]
    figures: tuple[Figure, ...]
    changes: tuple[str, ...]
    outlets: tuple[OutletItem, ...]
    outlets_known: int
    shortened: bool = False  # lists were cut to keep the mail small

    def figure(self, name: str) -> Figure:
        return next(f for f in self.figures if f.name == name)

    @property
    def bimtek_count(self) -> int:
        return sum(len(group.events) for group in self.bimtek)
