"""People in public office: roles, names and the gazetteer brought together; one person is one entity in an article."""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from config.gazetteer import Gazetteer
from extract.tagging.bodies import BodyNames
from extract.tagging.linking import Known, Linker, RoleNames
from extract.tagging.names import Name, NameReader, Spoken
from extract.tagging.namings import Naming, Pairing
from extract.tagging.persons import Holder, same_person
from extract.tagging.phrases import Phrases
from extract.tagging.places import PROVINCE, dominant
from extract.tagging.quotes import Named
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Source, Span
from extract.tagging.roles import Role, RoleReader
from extract.tagging.tokens import Tokens


class OfficialFinder:
    """Grammar, gazetteer and the merging of namings into persons."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        words = gazetteer.names
        places = frozenset(
            {w.lower() for r in gazetteer.regencies for f in (r.name, r.capital, *r.typos, *r.kecamatan) for w in f.split()}
            | {w.lower() for p in gazetteer.outside for f in (p.name, *p.forms) for w in f.split() if len(w) > 3}
            | frozenset(gazetteer.place_words.elsewhere)
            | {"bali", "lombok", "barat", "timur", "selatan", "utara", "tengah", "ntb", "ntt"}
        ) - {"kota", "kabupaten", "provinsi", "nusa", "kepulauan", "daerah", "pusat"}  # fmt: skip
        fields = frozenset(
            w.lower().strip(",")
            for t in gazetteer.agency_types
            for f in (t.name, *t.forms)
            for w in f.split()
            if len(w) > 2
        )
        self.reader = NameReader(words, places, frozenset(gazetteer.roles.tail) | fields)
        self.roles = RoleReader(nlp, gazetteer.roles, self.reader, places, fields)
        self.pairing = Pairing(self.reader, words, gazetteer.roles, frozenset(nlp.Defaults.stop_words))
        self.spoken = Spoken(words)
        self.role_names = RoleNames(gazetteer.roles)
        self.linker = Linker(gazetteer, self.spoken, self.role_names)
        self.bodies = BodyNames(gazetteer)
        self.persons = {p.id: p for p in gazetteer.persons}
        self.known: Phrases[str] = Phrases(
            nlp, ((s, p.id) for p in gazetteer.persons for s in (p.name, *p.spellings) if len(s.split()) > 1)
        )
        self.elsewhere = frozenset(gazetteer.place_words.elsewhere) | {
            w.lower() for p in gazetteer.outside for f in (p.name, *p.forms) for w in f.split() if len(w) > 4
        } - {"barat", "timur", "selatan", "utara", "tengah", "provinsi", "kabupaten", "pusat", "daerah", "kepulauan"}
        self.common, self.honours = frozenset(words.common), frozenset(words.honours)
        self.openers = frozenset(words.openers)
        self.regency_of = {
            form.lower(): r.name
            for r in gazetteer.regencies
            for form in (r.name, r.capital, *r.typos)
            if r.name != PROVINCE
        } | {"bali": PROVINCE}
        self.kecamatan = {k.lower(): r.name for r in gazetteer.regencies for k in r.kecamatan}

    def find(self, doc: Doc, places: list[PlaceFind], agencies: list[AgencyFind]) -> list[OfficialFind]:
        source: Source = doc._.source
        tokens: Tokens = doc._.tokens
        context = dominant(places, source)
        roles = self.roles.find(doc)
        doc._.roles = roles
        names = self.pairing.names_in(doc, roles, self.known, agencies)
        doc._.people = self._people(names, source, tokens)
        namings = self.pairing.pair(tokens, roles, names, agencies)
        named = {n.name.first for n in namings}
        people: list[Holder] = []
        # Long namings first: "Sekda Susila" belongs to the "I Gede Susila" that may follow. A headline comes last, it adds nobody
        # whom neither the text nor the gazetteer knows.
        order = sorted(
            namings, key=lambda n: (tokens.start[n.name.first] < source.shift, n.name.parts < 2, n.name.first)
        )
        for naming in order:
            self._place_naming(people, naming, doc, agencies, context)
        for name in names:
            if name.first not in named:
                self._known_by_spelling(people, name, doc, places)
        for name in names:
            if name.first not in named:
                self._short_form(people, name, tokens)
        return sorted((self._find(p, tokens) for p in people if p.spans), key=lambda f: f.spans[0].start)

    @staticmethod
    def _people(names: list[Name], source: Source, tokens: Tokens) -> list[Named]:
        """All who are named in the text, in office or not: one of them may be the speaker of a quotation."""
        return [
            Named(
                tokens.start[n.first] - source.shift, tokens.end[n.last - 1] - source.shift, _surface(source, tokens, n)
            )
            for n in names
            if (n.strong or n.parts > 1) and tokens.start[n.first] >= source.shift
        ]

    # one naming with its office

    def _place_naming(
        self, people: list[Holder], naming: Naming, doc: Doc, agencies: list[AgencyFind], context: str | None
    ) -> None:
        source: Source = doc._.source
        tokens: Tokens = doc._.tokens
        name, role = naming.name, naming.role
        surface = _surface(source, tokens, name)
        words, telling = self.spoken.words(surface), self.spoken.telling(surface)
        if naming.body is not None:
            regency, agency, told = naming.body.regency, naming.body.name, True
        else:
            regency, agency, told = self._served(role, tokens, agencies, context) if role else (None, None, False)
        plain = self.role_names.plain(role.text) if role else None
        known = self.linker.link(surface, role.text if role else None, regency, agency, source.published)
        if known is None and role is not None and not told:
            # the context only guessed whose office it is
            guess = self.linker.link(surface, role.text, None, agency, source.published)
            known = guess if guess is not None and guess.witnessed else None
        home = self._home(people, words, telling, plain, known)
        in_title = tokens.start[name.first] < source.shift
        if home is None:
            if known is None and (in_title or (role is not None and role.former) or not self._likely(doc, naming)):
                return
            home = Holder(surface)
            people.append(home)
        if known is not None and home.id is None:
            self._know(home, known)
        if role is not None and home.role is None:
            home.role, home.plain = role.text, plain
            home.agency, home.regency = agency or home.agency, regency or home.regency
        elif naming.body is not None and home.agency is None:
            home.agency, home.regency = agency, regency
        home.add(surface, name.first, name.last, self.spoken)
        if home.id is None and len(surface) > len(home.name):
            home.name = surface

    @staticmethod
    def _home(
        people: list[Holder], words: tuple[str, ...], telling: tuple[str, ...], plain: str | None, known: Known | None
    ) -> Holder | None:
        if known is not None:
            for person in people:
                if person.id == known.person.id:
                    return person
        fitting = [p for p in people if same_person(p, words, telling, plain)]
        if known is not None:
            fitting = [p for p in fitting if p.id is None]
        if len(fitting) > 1 and plain is not None:
            fitting = [p for p in fitting if p.plain == plain] or fitting
        return fitting[0] if fitting else None

    def _know(self, home: Holder, known: Known) -> None:
        home.id, home.name = known.person.id, known.person.name
        for spelling in (known.person.name, *known.person.spellings):
            home.learn(spelling, self.spoken)
        home.shorts |= {self.spoken.words(s) for s in known.person.short}
        if known.term is not None:
            home.agency, home.regency = known.term.agency, known.term.regency

    def _likely(self, doc: Doc, naming: Naming) -> bool:
        """An unknown name beside an office: does it read as a name at all? Words of the article that it also has in small letters don't."""
        tokens: Tokens = doc._.tokens
        name = naming.name
        if name.strong:
            return True
        words = tokens.low[name.first : name.last]
        plain = [w for w in words if w in doc._.ordinary or w in self.reader.units or w in self.reader.places]
        if name.parts > 1:
            return 2 * len(plain) <= len(words) and words[0] not in plain
        if plain:
            return False
        word = tokens.low[name.first]
        return len(word) > 2 and word not in self.common and not naming.comma and naming.role is not None

    def _served(
        self, role: Role, tokens: Tokens, agencies: list[AgencyFind], context: str | None
    ) -> tuple[str | None, str | None, bool]:
        """(regency, body, told) that the role is of: a body named inside it, else the place in it, else the context's (not told)."""
        span = Span(role.start, role.end)
        inside = [a for a in agencies if a.span.overlaps(span) and a.name]
        told = self._place_in(role, tokens)
        if inside:
            chosen = max(inside, key=lambda a: a.span.end - a.span.start)
            return chosen.regency or told, chosen.name, not chosen.bare or told is not None
        if told is None and any(w in self.elsewhere for w in tokens.low[role.head : role.last]):
            return None, None, True
        regency = told or (None if role.kind.national else context)
        if role.kind.serves and regency:
            return regency, self.bodies.of(role.kind.serves, regency), told is not None
        return regency, None, told is not None

    def _place_in(self, role: Role, tokens: Tokens) -> str | None:
        found: str | None = None
        for k in range(role.head, role.last):
            if tokens.capital[k] and tokens.low[k] != "negara":
                found = self.regency_of.get(tokens.low[k]) or found
        if found is None and role.last - role.head >= 2:
            found = self.kecamatan.get(" ".join(tokens.low[role.head + 1 : role.last]))
        return found

    # names without office

    def _known_by_spelling(self, people: list[Holder], name: Name, doc: Doc, places: list[PlaceFind]) -> None:
        """A person of the gazetteer named without an office: only where the article speaks of where he serves."""
        source: Source = doc._.source
        tokens: Tokens = doc._.tokens
        if name.parts < 2:
            return
        surface = _surface(source, tokens, name)
        if any(same_person(p, self.spoken.words(surface), self.spoken.telling(surface), None) for p in people):
            return
        known = self.linker.link(surface, None, None, None, source.published)
        if known is None or not known.person.terms:
            return
        served = {t.regency for t in known.person.terms}
        near = {p.name for p in places}
        if not (served & near or None in served or PROVINCE in served):
            return
        home = Holder(surface)
        self._know(home, known)
        people.append(home)
        home.add(surface, name.first, name.last, self.spoken)

    def _short_form(self, people: list[Holder], name: Name, tokens: Tokens) -> None:
        """Later namings by a part of the name: "Sanjaya", "Ni Nyoman", "Umar"."""
        surface = " ".join(tokens.text[name.first : name.last]).replace(" .", ".").rstrip(".")
        words, telling = self.spoken.words(surface), self.spoken.telling(surface)
        if not telling:
            fitting = [p for p in people if self._front_of(surface, p)]
        else:
            fitting = [p for p in people if same_person(p, words, telling, None)]
            if name.parts == 1 and tokens.low[name.first] in self.common and not self._addressed(tokens, name):
                fitting = [p for p in fitting if words in p.shorts]
        if len(fitting) != 1:
            return
        fitting[0].add(surface, name.first, name.last, self.spoken)
        if fitting[0].id is None and name.parts > len(fitting[0].name.split()):
            fitting[0].name = surface

    def _addressed(self, tokens: Tokens, name: Name) -> bool:
        """A saying verb or a form of address before a name part that is also a word."""
        before = tokens.low[name.begin - 1] if name.begin else ""
        return (
            name.begin < name.first or before in self.pairing.saying or before in self.honours or before in ("menurut",)
        )

    def _front_of(self, surface: str, person: Holder) -> bool:
        """ "Ni Nyoman" for "Ni Nyoman Sri Widhiyanti": two parts that nothing else in the article begins with."""
        return len(surface.split()) >= 2 and any(
            s.lower().startswith(surface.lower() + " ") for s in (*person.surfaces, person.name)
        )

    @staticmethod
    def _find(person: Holder, tokens: Tokens) -> OfficialFind:
        name = person.name
        if person.id is None and name.isupper():
            name = " ".join(w if "." in w or len(w) <= 2 and w != "NI" else w.capitalize() for w in name.split())
        spans = sorted({Span(tokens.start[a], tokens.end[b - 1]) for a, b in person.spans}, key=lambda s: s.start)
        return OfficialFind(
            name, person.id, person.role, person.agency, person.regency, spans=spans, surfaces=set(person.surfaces)
        )


def _surface(source: Source, tokens: Tokens, name: Name) -> str:
    """The name as printed, without titles and degrees."""
    return source.full[tokens.start[name.first] : tokens.end[name.last - 1]].rstrip(".")
