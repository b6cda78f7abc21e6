"""The words of the trade: how names are built and how offices are called, as names.toml and roles.toml tell them."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

Key = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
Words = tuple[str, ...]


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)


class Drift(_Entry):
    """Two ways of writing one sound or one part of a name: `old` is told as `new` when names are compared."""

    old: Words
    new: str


class NameWords(_Entry):
    """What names of persons are made of; every list is in small letters unless its line says otherwise."""

    openers: Words  # a name begins here: "i", "ni", "ida", "ign"
    birth: Words  # birth-order and caste names, which single nobody out: "wayan", "gede", "ngurah"
    inner: Words  # birth names and marks of caste that as often stand inside a name
    particles: Words  # written small inside a name: "bin", "al"
    prefixes: Words  # joined to the next part by a hyphen or a blank: "al", "nur"
    shortened: Words  # name parts that are cut with a full stop: "gst", "ngr"
    titles: Words  # before a name: "dr", "drs", "akbp", "bapak"
    ranks: Words  # of these titles, those that make an officer of whom they stand before
    corps: Words  # after a rank: "pol", "inf", "purn"
    degrees: Words  # after a name, each part divided by a full stop: "S.Sos"
    not_names: Words  # capitalised words that are no part of a name
    also_names: Words  # … unless a name goes on behind them
    common: Words  # parts of names that are words too: alone they name nobody
    past: Words  # persons of history, whom the press names with their office
    things: Words  # before a name: a street, a hall, a hospital bears it
    honours: Words  # before a short form of a name: "Pak Koster"
    abbreviations: Words  # end in a full stop that ends no sentence
    written: tuple[Drift, ...] = ()  # what shortened words of names are written out as
    drift: tuple[Drift, ...] = ()  # whole words of names
    sounds: tuple[Drift, ...] = ()  # letters

    @classmethod
    def empty(cls) -> NameWords:
        return cls(**dict.fromkeys(cls.model_fields, ()))


class RoleKind(_Entry):
    """A kind of office.

    `form`: "whole" stands alone ("Bupati"); "headed" is an office only of a public body ("Kepala", "Ketua", "Anggota").
    `names_place`: the place behind it may be a village that no list has ("Perbekel Kukuh"); `village`: one word is. `national`: the context lends it no regency.
    `serves`: id of the agency type whose body it serves, where the role doesn't name one. `plural`: said of several in one list.
    """

    id: Key
    form: Literal["whole", "headed"] = "whole"
    forms: Words
    names_place: bool = False
    village: bool = False
    national: bool = False
    plural: bool = False
    serves: str | None = None


class RoleAlias(_Entry):
    """Names of one office: all are compared as `name`."""

    name: str
    forms: Words


class RoleWords(_Entry):
    """Offices, and the words that may stand in one behind its head."""

    roles: tuple[RoleKind, ...] = Field(alias="role")
    aliases: tuple[RoleAlias, ...] = Field(default=(), alias="alias")
    acting: Words
    former: Words
    candidate: Words
    public: Words  # a "headed" role is an office if one of these follows: "dinas", "dprd", "ombudsman"
    private: Words  # and none if one of these does: "panitia", "partai"
    tail: Words  # fields and units in a role; the words of agencies.toml are added
    units: Words  # words that belong to the role whatever unknown word stands before them: "Bina Bangda Kemendagri"
    joiners: Words  # small words inside a role: "dan", "bidang"
    presenting: Words  # between a role and its holder: "yakni", "dijabat"
    holding: Words  # between a person and the role, phrases: "selaku", "yang menjabat"
    appointed: Words  # between the one appointed, early in the sentence, and the office
    led: Words  # between a body and the person who heads it
    generic: Words  # words for a body that may stand before these
    leading: Words  # between a person and the body that he heads
    saying: Words  # verbs of saying, without "-nya"

    @classmethod
    def empty(cls) -> RoleWords:
        return cls(**dict.fromkeys(cls.model_fields, ()))
