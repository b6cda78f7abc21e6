"""People in public office: roles, names and the gazetteer brought together; one person is one entity in an article."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from rapidfuzz import fuzz, process
from spacy.language import Language
from spacy.tokens import Doc

from config.gazetteer import Gazetteer
from extract.tagging.linking import Known, Linker, RoleNames
from extract.tagging.name_finding import NameFinder, begins_sentence
from extract.tagging.names import Name, NameReader, Spoken
from extract.tagging.names_written import WrittenOut
from extract.tagging.namings import Naming, Pairing
from extract.tagging.persons import Holder, People
from extract.tagging.phrases import Phrases
from extract.tagging.places import PROVINCE, dominant
from extract.tagging.quotes import Named
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Source, Span
from extract.tagging.roles import RoleReader
from extract.tagging.serving import Bodies, Served, Serving
from extract.tagging.tokens import Tokens

_ABBREVIATION = re.compile(r"(?:[A-Z]{3,}|Kem[A-Za-z]{3,})\b")
# Letters from which on a word is long enough to be told for the misprint of another, and likeness in percent.
MISPRINTED, MISPRINT = 7, 86.0
# Parts of a name that a headline gives.
LONGEST_IN_TITLE = 4


@dataclass(slots=True)
class _Reading:
    """One article while it is read."""

    source: Source
    tokens: Tokens
    bodies: Bodies
    context: str | None
    places: set[str]
    people: People

    def surface(self, name: Name) -> str:
        """The name as printed, without titles and degrees."""
        printed = self.source.full[self.tokens.start[name.first] : self.tokens.end[name.last - 1]]
        return " ".join(printed.split()).rstrip(".")

    def in_title(self, name: Name) -> bool:
        return self.tokens.start[name.first] < self.source.shift


class OfficialFinder:
    """Grammar, gazetteer and the merging of namings into persons."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        words = gazetteer.names
        places = _place_words(gazetteer)
        fields = frozenset(
            w.lower().strip(",") for t in gazetteer.agency_types for f in (t.name, *t.forms) for w in f.split() if len(w) > 2
        )  # fmt: skip
        initials = frozenset(s for p in gazetteer.persons for s in p.short if s.isupper())
        heads = frozenset(f for r in gazetteer.roles.roles for f in r.forms if " " not in f)
        self.reader = NameReader(words, places, frozenset(gazetteer.roles.tail) | fields, heads, initials)
        bodies = frozenset(
            re.split(r"[\s/-]", f)[0].lower() for a in gazetteer.agencies for f in a.forms if _ABBREVIATION.match(f)
        )
        self.roles = RoleReader(nlp, gazetteer.roles, self.reader, places, fields, bodies)
        self.pairing = Pairing(self.reader, words, gazetteer.roles)
        regencies = frozenset(r.name.lower() for r in gazetteer.regencies)
        self.finder = NameFinder(self.reader, words, self.pairing.saying, frozenset(nlp.Defaults.stop_words), regencies)
        self.spoken = Spoken(words)
        self.written = WrittenOut(words)
        self.role_names = RoleNames(gazetteer.roles)
        self.linker = Linker(gazetteer, self.spoken, self.role_names)
        self.serving = Serving(gazetteer)
        self.known: Phrases[str] = Phrases(
            nlp, ((s, p.id) for p in gazetteer.persons for s in (p.name, *p.spellings) if len(s.split()) > 1)
        )
        self._units = [u for u in self.reader.units if len(u) >= MISPRINTED]
        self._misprint = lru_cache(maxsize=1024)(self._is_misprint)
        self.common, self.ranks = frozenset(words.common), frozenset(words.ranks)
        self.addressing = frozenset(words.honours) | self.pairing.saying | {"menurut"}

    def find(self, doc: Doc, places: list[PlaceFind], agencies: list[AgencyFind]) -> list[OfficialFind]:
        tokens: Tokens = doc._.tokens
        doc._.roles = self.roles.find(doc)
        names = self.finder.find(doc, doc._.roles, self.known, agencies)
        reading = _Reading(
            doc._.source, tokens, Bodies(agencies), dominant(places, doc._.source), {p.name for p in places},
            People(self.spoken),
        )  # fmt: skip
        doc._.people = self._named(reading, names)
        namings = self.pairing.pair(tokens, doc._.roles, names, agencies)
        # Long namings first: "Sekda Susila" belongs to the "I Gede Susila" that may follow. A headline comes last, it adds
        # nobody whom neither the text nor the gazetteer knows.
        for naming in sorted(namings, key=lambda n: (reading.in_title(n.name), n.name.parts < 2, n.name.first)):
            self._in_office(reading, naming)
        in_office = {n.name.first for n in namings}
        for name in names:
            if name.first not in in_office:
                self._known_by_spelling(reading, name)
        for name in names:
            if name.first not in in_office and not self._short_form(reading, name):
                self._part_of_run(reading, name)
        found: dict[tuple[str, str | None], OfficialFind] = {}
        for find in (self._find(p, tokens) for p in reading.people.all if p.spans):
            same = found.setdefault((find.name, find.id), find)
            if same is not find:  # two spellings that are written out alike
                same.spans = sorted({*same.spans, *find.spans}, key=lambda s: s.start)
                same.surfaces |= find.surfaces
        return sorted(found.values(), key=lambda f: f.spans[0].start)

    def _named(self, reading: _Reading, names: list[Name]) -> list[Named]:
        """All who are named in the text, in office or not: one of them may be the speaker of a quotation."""
        tokens, shift = reading.tokens, reading.source.shift
        return [
            Named(tokens.start[n.first] - shift, tokens.end[n.last - 1] - shift, reading.surface(n))
            for n in names
            if (n.strong or tokens.low[n.begin - 1] in self.pairing.saying) and not reading.in_title(n)
        ]

    def _in_office(self, reading: _Reading, naming: Naming) -> None:
        """One naming with its office."""
        name, role, people = naming.name, naming.role, reading.people
        surface = reading.surface(name)
        served = Served()
        if naming.body is not None:
            served = Served(naming.body.regency, naming.body.name, True)
        elif role is not None:
            served = self.serving.of(role, reading.tokens, reading.bodies, reading.context)
        if role is not None and role.kind.id == "bawahan" and served.agency is None:
            return
        plain = self.role_names.plain(role.text) if role else None
        known = self._known(surface, role.text if role else None, served, reading)
        home = self._home(people, surface, plain, known)
        if home is None:
            former = role is not None and role.former
            if known is None and (reading.in_title(name) or former or not self._likely(reading, naming)):
                return
            home = people.found(surface)
        if known is not None and home.id is None:
            self._know(people, home, known)
        if role is not None and home.role is None:
            home.role, home.plain = role.text, plain
            if (
                served.told or known is None or known.term is None
            ):  # else the term of office knows better than the context
                home.agency, home.regency = served.agency or home.agency, served.regency or home.regency
        elif home.agency is None:
            home.agency, home.regency = served.agency, served.regency
        people.add(home, surface, name.first, name.last)
        if home.id is None and len(surface) > len(home.name) and not reading.in_title(name):
            home.name = surface

    def _known(self, surface: str, role: str | None, served: Served, reading: _Reading) -> Known | None:
        day = reading.source.published
        known = self.linker.link(surface, role, served.regency, served.agency, day)
        if known is None and role is not None and not served.told:
            # the context only guessed whose office it is
            guess = self.linker.link(surface, role, None, served.agency, day)
            known = guess if guess is not None and guess.witnessed else None
        return known

    @staticmethod
    def _home(people: People, surface: str, plain: str | None, known: Known | None) -> Holder | None:
        """The person of the article whom the naming means."""
        if known is not None:
            same = next((p for p in people.all if p.id == known.person.id), None)
            if same is not None:
                return same
        fitting = people.fitting(surface, plain) or people.ending(surface)
        if known is not None:
            fitting = [p for p in fitting if p.id is None]
        if len(fitting) > 1 and plain is not None:
            fitting = [p for p in fitting if p.plain == plain] or fitting
        return fitting[0] if fitting else None

    def _know(self, people: People, home: Holder, known: Known) -> None:
        home.id, home.name = known.person.id, known.person.name
        for spelling in (known.person.name, *known.person.spellings):
            home.learn(spelling, self.spoken)
        home.shorts |= {self.spoken.words(s) for s in known.person.short}
        people.index(home)
        if known.term is not None:
            home.agency, home.regency = known.term.agency, known.term.regency

    def _likely(self, reading: _Reading, naming: Naming) -> bool:
        """An unknown name beside an office: does it read as a name? Words that the article also has in small letters don't."""
        name, low = naming.name, reading.tokens.low
        if name.strong:
            return True
        words = low[name.first : name.last]
        plain = [w for w in words if w in reading.tokens.small or w in self.reader.units or w in self.reader.places]
        if name.parts > 1:
            return 2 * len(plain) <= len(words) and words[0] not in plain
        if plain or self._misprint(words[0]):
            return False
        return len(words[0]) > 2 and words[0] not in self.common and not naming.comma and bool(naming.role)

    def _is_misprint(self, word: str) -> bool:
        """A word of offices, mistyped: "Menteri Koorinator …"."""
        near = process.extractOne(word, self._units, scorer=fuzz.ratio, score_cutoff=MISPRINT)
        return len(word) >= MISPRINTED and near is not None

    def _known_by_spelling(self, reading: _Reading, name: Name) -> None:
        """A person of the gazetteer named without an office: only where the article speaks of where he serves."""
        surface = reading.surface(name)
        if reading.people.fitting(surface):
            return
        day = reading.source.published
        known = self.linker.link(surface, None, None, None, day) if name.parts > 1 else None
        known = known or self._by_short(surface, day, reading.bodies.names)
        if known is None and self._ranked(reading.tokens, name):
            reading.people.add(reading.people.found(surface), surface, name.first, name.last)
            return
        if known is None or not known.person.terms:
            return
        served = {t.regency for t in known.person.terms}
        if served & reading.places or served & {None, PROVINCE}:
            home = reading.people.found(surface)
            self._know(reading.people, home, known)
            reading.people.add(home, surface, name.first, name.last)

    def _ranked(self, tokens: Tokens, name: Name) -> bool:
        """ "AKBP Ni Luh …": an officer, unless retired."""
        titles = set(tokens.low[name.begin : name.first])
        return name.parts > 1 and bool(titles & self.ranks) and "purn" not in titles

    def _part_of_run(self, reading: _Reading, name: Name) -> None:
        """A headline capitalises verbs too, and so does the beginning of a sentence: "Sedana Arta Buka Forum", "Lanjut Umar"."""
        if not reading.in_title(name):
            if not begins_sentence(reading.tokens, name.begin):
                return
            pieces = [replace(name, begin=name.first + 1, first=name.first + 1, parts=name.parts - 1)]
        else:
            size = name.last - name.first
            pieces = [
                replace(name, begin=k, first=k, last=k + length, parts=length)
                for length in range(min(size - 1, LONGEST_IN_TITLE), 0, -1)
                for k in range(name.first, name.last - length + 1)
            ]
        for piece in pieces:
            if piece.parts > 0 and self._short_form(reading, piece):
                return

    def _by_short(self, surface: str, day: date | None, bodies: frozenset[str]) -> Known | None:
        """A name that is enough for one person while he is in office: "Koster"."""
        return None if surface.lower() in self.common else self.linker.by_short(surface, day, bodies)

    def _short_form(self, reading: _Reading, name: Name) -> bool:
        """Later namings by a part of the name: "Sanjaya", "Ni Nyoman", "Umar"; only where they can mean one person."""
        surface, tokens = reading.surface(name), reading.tokens
        if any(w in ("ny", "nyonya") for w in tokens.low[name.begin : name.first]):
            return False  # his wife
        if not self.spoken.telling(surface):
            fitting = [p for p in reading.people.all if _front_of(surface, p)]
            if not fitting and self._addressed(tokens, name):
                fitting = reading.people.ending(surface)
        else:
            fitting = reading.people.fitting(surface)
            common = name.parts == 1 and not name.strong and tokens.low[name.first] in self.common
            if common and not self._addressed(tokens, name):
                words = self.spoken.words(surface)
                fitting = [p for p in fitting if words in p.shorts]
        if len(fitting) != 1:
            return False
        reading.people.add(fitting[0], surface, name.first, name.last)
        if fitting[0].id is None and name.parts > len(fitting[0].name.split()) and not reading.in_title(name):
            fitting[0].name = surface
        return True

    def _addressed(self, tokens: Tokens, name: Name) -> bool:
        """A verb of saying or a form of address before a name part that is also a word."""
        return name.begin < name.first or (name.begin > 0 and tokens.low[name.begin - 1] in self.addressing)

    def _find(self, person: Holder, tokens: Tokens) -> OfficialFind:
        name = person.name
        if person.id is None:
            if name.isupper():
                name = " ".join(w if "." in w or (len(w) <= 2 and w != "NI") else w.capitalize() for w in name.split())
            name = self.written(name)
        spans = sorted({Span(tokens.start[a], tokens.end[b - 1]) for a, b in person.spans}, key=lambda s: s.start)
        return OfficialFind(
            name, person.id, person.role, person.agency, person.regency, spans=spans, surfaces=set(person.surfaces)
        )


def _place_words(gazetteer: Gazetteer) -> frozenset[str]:
    """Words of places, as they stand in roles."""
    inside = {
        w.lower() for r in gazetteer.regencies for f in (r.name, r.capital, *r.typos, *r.kecamatan) for w in f.split()
    }
    outside = {w.lower() for p in gazetteer.outside for f in (p.name, *p.forms) for w in f.split() if len(w) > 3}
    more = {"bali", "lombok", "barat", "timur", "selatan", "utara", "tengah", "ntb", "ntt"}
    levels = {"kota", "kabupaten", "provinsi", "nusa", "kepulauan", "daerah", "pusat"}
    return frozenset((inside | outside | more | set(gazetteer.place_words.elsewhere)) - levels)


def _front_of(surface: str, person: Holder) -> bool:
    """ "Ni Nyoman" for "Ni Nyoman Sri Widhiyanti": two parts that nothing else in the article begins with."""
    begin = surface.lower() + " "
    return len(surface.split()) >= 2 and any(s.lower().startswith(begin) for s in (*person.surfaces, person.name))
