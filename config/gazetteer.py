"""The gazetteers: people with terms of office, agencies, places, events, as the TOML files tell them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, model_validator

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]


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


class EventKind(_Entry):
    """Words that tell an event of one type. `words` decide by themselves, `hints` only beside others."""

    type: str
    name: str  # Indonesian name shown to readers
    words: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()


class Gazetteer(_Entry):
    """All of it, checked: ids unique, agencies and regencies named by people exist."""

    persons: tuple[Person, ...]
    agency_types: tuple[AgencyType, ...]
    agencies: tuple[AgencyBody, ...]
    regencies: tuple[Regency, ...]
    outside: tuple[OutsidePlace, ...]
    events: tuple[EventKind, ...]

    def regency(self, name: str) -> Regency | None:
        return next((r for r in self.regencies if r.name == name), None)


AgencyType.model_rebuild()
