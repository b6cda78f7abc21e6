"""Loads the folder of TOML files in one go and lists every mistake with file, key, value and what is allowed."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from config.calendar import Calendar
from config.errors import ConfigError
from config.events import EventKind, EventWords
from config.gazetteer import (
    AgencyBody,
    AgencyType,
    AgencyWords,
    Gazetteer,
    OutsidePlace,
    Person,
    PlaceWords,
    Regency,
)
from config.lexicon import NameWords, RoleWords
from config.outlets import Outlet
from config.ratings import RatingWords
from config.settings import Settings

SHIPPED = Path(__file__).resolve().parent
FILES = (
    "outlets.toml", "officials.toml", "agencies.toml", "places.toml", "events.toml", "ratings.toml", "calendar.toml", "settings.toml",
    "names.toml", "roles.toml", "tagging.cfg",
)  # fmt: skip
M = TypeVar("M", bound=BaseModel)


@dataclass(frozen=True, slots=True)
class Config:
    """Everything that the folder says, checked. Picklable: worker processes get a copy."""

    folder: Path
    outlets: dict[str, Outlet]
    gazetteer: Gazetteer
    settings: Settings


@dataclass
class _Reading:
    """One pass over the folder; `mistakes` collects a line each."""

    folder: Path
    mistakes: list[str] = field(default_factory=list)

    def table(self, name: str, path: Path | None = None) -> dict[str, Any]:
        path = path or self.folder / name
        try:
            return tomllib.loads(path.read_text(encoding="utf-8"))
        except FileNotFoundError:
            self.mistakes.append(f"{path}: no such file; put it there or name another folder with --config")
        except UnicodeDecodeError as error:
            self.mistakes.append(f"{path}: not UTF-8 at byte {error.start}")
        except (OSError, tomllib.TOMLDecodeError) as error:
            self.mistakes.append(f"{path}: {error}")
        return {}

    def entries(self, name: str, table: Mapping[str, Any], key: str, model: type[M]) -> list[M]:
        """The entries of [[key]], each checked by itself, so that one mistake hides no other."""
        raw = table.get(key, [])
        if not isinstance(raw, list):
            self.mistakes.append(f"{name}: {key}: write [[{key}]], not [{key}]")
            return []
        found = []
        for number, entry in enumerate(raw, 1):
            label = (
                entry.get("key") or entry.get("id") or entry.get("name") or entry.get("type")
                if isinstance(entry, dict)
                else None
            )
            try:
                found.append(model.model_validate(entry))
            except ValidationError as error:
                self.mistakes += [f"{name}: {key}[{label or number}]{line}" for line in _lines(error, model)]
        return found

    def whole(self, name: str, model: type[M], *, missing: M) -> M:
        """A file that is one entry; what is wrong in it is noted, and `missing` stands in."""
        before = len(self.mistakes)
        table = self.table(name)
        return missing if len(self.mistakes) > before else self._one(name, "", table, model, missing)

    def part(self, name: str, table: Mapping[str, Any], key: str, model: type[M], *, missing: M) -> M:
        """The [key] of a file, which must be there unless the file itself could not be read."""
        return self._one(name, key, table.get(key, {}), model, missing) if table else missing

    def _one(self, name: str, key: str, table: object, model: type[M], missing: M) -> M:
        try:
            return model.model_validate(table)
        except ValidationError as error:
            self.mistakes += [f"{name}: {f'{key}{line}'.removeprefix('.')}" for line in _lines(error, model)]
            return missing

    def text(self, name: str) -> str:
        path = self.folder / name
        try:
            return path.read_text(encoding="utf-8")
        except FileNotFoundError:
            self.mistakes.append(f"{path}: no such file; put it there or name another folder with --config")
        except UnicodeDecodeError as error:
            self.mistakes.append(f"{path}: not UTF-8 at byte {error.start}")
        return ""

    def unknown_keys(self, name: str, table: Mapping[str, Any], allowed: tuple[str, ...]) -> None:
        self.mistakes += [
            f"{name}: {key}: unknown table; allowed: {', '.join(allowed)}" for key in table if key not in allowed
        ]

    def unique(self, name: str, what: str, keys: list[str]) -> None:
        seen: set[str] = set()
        for key in keys:
            if key in seen:
                self.mistakes.append(f"{name}: {what} {key!r} occurs twice; each may occur once")
            seen.add(key)


def _names(model: type[BaseModel]) -> list[str]:
    return [info.alias or name for name, info in model.model_fields.items()]


def _lines(error: ValidationError, model: type[BaseModel]) -> list[str]:
    lines = []
    for problem in error.errors(include_url=False):
        where = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in problem["loc"])
        value = problem.get("input")
        shown = f" {value!r}" if isinstance(value, str | int | float | bool) else ""
        message = problem["msg"].removeprefix("Value error, ")
        if problem["type"] == "extra_forbidden":
            wrong = str(problem["loc"][-1])
            near = process.extractOne(wrong, _names(model), score_cutoff=70)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            message, shown = f"unknown key{hint} allowed: {', '.join(_names(model))}", ""
        elif problem["type"] == "missing":
            message, shown = "required, but absent", ""
        lines.append(f"{where}:{shown} {message}")
    return lines


def load_outlets(path: Path, reading: _Reading | None = None) -> dict[str, Outlet]:
    """The outlets of one file; raises ConfigError with every mistake unless a reading collects them."""
    own = reading or _Reading(path.parent)
    table = own.table(path.name, path)
    if table or not own.mistakes:
        own.unknown_keys(path.name, table, ("outlet",))
    outlets = own.entries(path.name, table, "outlet", Outlet)
    own.unique(
        path.name, "key", [str(o.get("key")) for o in table.get("outlet", []) if isinstance(o, dict) and "key" in o]
    )
    if reading is None and own.mistakes:
        raise ConfigError(own.mistakes)
    return {o.key: o for o in outlets}


def load_config(folder: Path = SHIPPED, *, outlets_file: Path | None = None) -> Config:
    """Reads the folder; `outlets_file` stands in for its outlets.toml. Raises ConfigError with every mistake found."""
    if not folder.is_dir():
        raise ConfigError([f"{folder}: no such folder; --config names the folder of {', '.join(FILES)}"])
    reading = _Reading(folder)
    outlets = load_outlets(outlets_file or folder / "outlets.toml", reading)
    officials, agencies = reading.table("officials.toml"), reading.table("agencies.toml")
    places, events = reading.table("places.toml"), reading.table("events.toml")
    reading.unknown_keys("officials.toml", officials, ("person",))
    reading.unknown_keys("agencies.toml", agencies, ("words", "type", "agency"))
    reading.unknown_keys("places.toml", places, ("words", "regency", "outside"))
    reading.unknown_keys("events.toml", events, ("event", "wording"))
    place_words = reading.part(
        "places.toml", places, "words", PlaceWords, missing=PlaceWords(ambiguous=(), district=(), town=())
    )
    outside = reading.entries("places.toml", places, "outside", OutsidePlace)
    gazetteer = Gazetteer(
        persons=tuple(reading.entries("officials.toml", officials, "person", Person)),
        agency_types=tuple(reading.entries("agencies.toml", agencies, "type", AgencyType)),
        agencies=tuple(reading.entries("agencies.toml", agencies, "agency", AgencyBody)),
        regencies=tuple(reading.entries("places.toml", places, "regency", Regency)),
        outside=(*outside, *place_words.outside(outside)),
        events=tuple(reading.entries("events.toml", events, "event", EventKind)),
        event_words=reading.part("events.toml", events, "wording", EventWords, missing=EventWords.empty()),
        calendar=reading.whole("calendar.toml", Calendar, missing=Calendar.empty()),
        ratings=reading.whole("ratings.toml", RatingWords, missing=RatingWords.empty()),
        agency_words=reading.part(
            "agencies.toml",
            agencies,
            "words",
            AgencyWords,
            missing=AgencyWords(field=(), own=(), national=(), place=(), titles=()),
        ),
        place_words=place_words,
        names=reading.whole("names.toml", NameWords, missing=NameWords.empty()),
        roles=reading.whole("roles.toml", RoleWords, missing=RoleWords.empty()),
        pipeline=reading.text("tagging.cfg"),
    )
    _cross_check(gazetteer, reading, complete=bool(places))
    settings = Settings()
    try:
        settings = Settings.model_validate(reading.table("settings.toml"))
    except ValidationError as error:
        reading.mistakes += [f"settings.toml: {line.removeprefix('.')}" for line in _lines(error, Settings)]
    if reading.mistakes:
        raise ConfigError(reading.mistakes)
    return Config(folder, outlets, gazetteer, settings)


def _cross_check(gazetteer: Gazetteer, reading: _Reading, *, complete: bool) -> None:
    """What no single entry can tell: ids that occur twice, regencies that places.toml doesn't know."""
    reading.unique("officials.toml", "id", [p.id for p in gazetteer.persons])
    reading.unique("agencies.toml", "id", [a.id for a in gazetteer.agency_types] + [a.id for a in gazetteer.agencies])
    reading.unique("places.toml", "name", [r.name for r in gazetteer.regencies])
    if not complete:
        return
    known = {r.name for r in gazetteer.regencies}
    for person in gazetteer.persons:
        for term in person.terms:
            if term.regency is not None and term.regency not in known:
                reading.mistakes.append(
                    f"officials.toml: person[{person.id}].term.regency: {term.regency!r} is not in places.toml; allowed: {', '.join(sorted(known))}"
                )
    for body in gazetteer.agencies:
        if body.regency is not None and body.regency not in known:
            reading.mistakes.append(
                f"agencies.toml: agency[{body.id}].regency: {body.regency!r} is not in places.toml; allowed: {', '.join(sorted(known))}"
            )
