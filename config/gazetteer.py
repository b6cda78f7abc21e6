"""The gazetteers: people with terms of office, agencies, places, events, as the TOML files tell them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

from config.calendar import Calendar
from config.events import EventKind, EventWords
from config.lexicon import Key, NameWords, RoleWords
from config.ratings import RatingWords


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Term(_Entry):
    """An office held for a time; `since` and `until` are days, either may be unknown.

    `role` is the Indonesian title without place ("Bupati", "Sekretaris Daerah", "Kepala"), `regency` one of the nine
    or "Provinsi Bali" where the office is of one, `agency` the canonical name of the body served.
    """

    role: str
    regency: str | None = None
    agency: str
    since: date | None = None
    until: date | None = None
    acting: Literal["Plt", "Plh", "Pj", "Pjs"] | None = None

    @model_validator(mode="after")
    def _ordered(self) -> Term:
        if self.since and self.until and self.since > self.until:
            raise ValueError(f"since {self.since} is after until {self.until}")
        return self

    def held_on(self, day: date) -> bool:
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


class Person(_Entry):
    """A person known by name: `name` is the spelling shown, `spellings` others met in print, `short` forms used alone."""

    id: Key
    name: str
    spellings: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    terms: tuple[Term, ...] = Field(default=(), alias="term")

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class AgencyType(_Entry):
    """A kind of body that every regency (or each level in `levels`) has: composed with the place into a name.

    `name` is the canonical type ("Dinas Kependudukan dan Pencatatan Sipil"), `forms` abbreviations and other names.
    `pattern` makes the canonical name of one body; "{place}" is "Kabupaten Badung", "Kota Denpasar", "Provinsi Bali",
    "{short}" is "Badung".
    """

    id: Key
    name: str
    forms: tuple[str, ...] = ()
    pattern: str = "{name} {place}"
    levels: tuple[Literal["kabupaten", "provinsi", "kecamatan", "desa"], ...] = ("kabupaten", "provinsi")
    variants: tuple[AgencyVariant, ...] = Field(default=(), alias="variant")
    bare: bool = True  # named without its place it is the context's; false: it may be any, or the national one

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class AgencyVariant(_Entry):
    """The name that one regency gives to the type, where it is not the usual one."""

    regency: str
    name: str


class AgencyBody(_Entry):
    """A single named body: a ministry, a hospital, the Ombudsman and its branches. `name` is canonical."""

    id: Key
    name: str
    forms: tuple[str, ...] = ()
    regency: str | None = None


class AgencyWords(_Entry):
    """Words that make a name of a body, in small letters.

    `field` heads are followed by their field ("Dinas Pertanian"), `own` heads by a name or number of their own ("Puskesmas II
    Susut"); `national` ones of these serve the state. `place` words stand before a place ("Kabupaten", "Setda").
    `titles` before a unit name its head, not the unit ("Kabag Organisasi").
    """

    field: tuple[str, ...]
    own: tuple[str, ...]
    national: tuple[str, ...]
    place: tuple[str, ...]
    titles: tuple[str, ...]
    stop: tuple[str, ...] = ()  # words that end a name, beside offices and parts of persons' names …
    not_field: tuple[str, ...] = ()  # words behind a field head that make no body of it: "Balai Desa", "Dinas terkait"
    not_stop: tuple[str, ...] = ()  # … and those of them that don't
    abbreviations: dict[str, str] = Field(default_factory=dict)  # in a field: "Dinas Sosial P3A"
    written: dict[str, str] = Field(default_factory=dict)  # heads whose canonical spelling is another


class Regency(_Entry):
    """One of the nine, or the province. `name` is the short one used everywhere ("Tabanan", "Provinsi Bali")."""

    name: str
    kind: Literal["kabupaten", "kota", "provinsi"]
    capital: str
    forms: tuple[str, ...] = ()  # nicknames and other forms that single it out ("Gumi Keris")
    kecamatan: tuple[str, ...] = ()
    places: tuple[str, ...] = ()  # towns, islands, halls that lie there ("Nusa Penida", "Ubud")
    typos: tuple[str, ...] = ()

    @property
    def official(self) -> str:
        """ "Kabupaten Tabanan", "Kota Denpasar", "Provinsi Bali"."""
        return self.name if self.kind == "provinsi" else f"{self.kind.capitalize()} {self.name}"


class OutsidePlace(_Entry):
    """A place elsewhere that the press of Bali names; `name` as shown ("Jakarta", "Provinsi NTB")."""

    name: str
    forms: tuple[str, ...] = ()


class PlaceWords(_Entry):
    """How a place's name is told from a word: all in small letters.

    `ambiguous` names count only behind one of `district`; `not_behind`/`not_before` are words that make another thing of a name
    ("Selat Badung", "Bali Post"), by the name; `buildings` bear the names of places where nobody is told to be.
    """

    ambiguous: tuple[str, ...]
    district: tuple[str, ...]
    town: tuple[str, ...]  # before "Negara", which is also the state
    not_behind: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    not_before: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    buildings: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()  # kabupaten and kota of other provinces: behind an office they are its place
    kabupaten: tuple[str, ...] = ()  # places elsewhere by their names without that word …
    kota: tuple[str, ...] = ()
    announced: tuple[str, ...] = ()  # … and those of them that count only with it

    def outside(self, listed: Iterable[OutsidePlace]) -> Iterator[OutsidePlace]:
        """The kabupaten and kota that are not `listed` already, with the names by which they are found."""
        known = {name for place in listed for name in (place.name, *place.forms)}
        for level, names in (("Kabupaten", self.kabupaten), ("Kota", self.kota)):
            for name in names:
                if f"{level} {name}" not in known and name not in known:
                    forms = () if name in self.announced else (name,)
                    yield OutsidePlace(name=f"{level} {name}", forms=forms)


class Gazetteer(_Entry):
    """All of it, checked: ids unique, agencies and regencies named by people exist. `pipeline` is tagging.cfg's text."""

    persons: tuple[Person, ...]
    agency_types: tuple[AgencyType, ...]
    agencies: tuple[AgencyBody, ...]
    regencies: tuple[Regency, ...]
    outside: tuple[OutsidePlace, ...]
    events: tuple[EventKind, ...]
    event_words: EventWords
    calendar: Calendar
    ratings: RatingWords
    agency_words: AgencyWords
    place_words: PlaceWords
    names: NameWords
    roles: RoleWords
    pipeline: str

    def regency(self, name: str) -> Regency | None:
        return next((r for r in self.regencies if r.name == name), None)


AgencyType.model_rebuild()
