"""Bodies by the gazetteer: the automata over their forms, and the one canonical name of a type in its place."""

from __future__ import annotations

from spacy.language import Language

from config.gazetteer import AgencyBody, AgencyType, Gazetteer
from extract.tagging.phrases import Phrases
from extract.tagging.places import PROVINCE
from extract.tagging.tokens import Tokens


class BodyNames:
    """Types by id and how each regency calls its own."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.types = {t.id: t for t in gazetteer.agency_types}
        self.official = {r.name: r.official for r in gazetteer.regencies}
        self.kinds = {r.name: r.kind for r in gazetteer.regencies}

    def compose(self, kind: AgencyType, regency: str) -> str:
        """ "Dinas Sosial Kabupaten Badung", or the name that the regency gives to the type."""
        variant = next((v.name for v in kind.variants if v.regency == regency), None)
        if variant:
            return variant
        short = "Bali" if regency == PROVINCE else regency
        return kind.pattern.format(name=kind.name, place=self.official[regency], short=short)

    def of(self, type_id: str, regency: str) -> str | None:
        """None where the list has no such type, or the level no such body ("Polres" of the province)."""
        kind = self.types.get(type_id)
        if kind is None or (regency == PROVINCE and "provinsi" not in kind.levels):
            return None
        return self.compose(kind, regency)


class BodyLists:
    """Types, single bodies and the heads that make a name of one, as automata; the words that end such a name."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        words = gazetteer.agency_words
        self.types: Phrases[AgencyType] = Phrases(
            nlp, ((form, kind) for kind in gazetteer.agency_types for form in (kind.name, *kind.forms))
        )
        self.single: Phrases[AgencyBody] = Phrases(
            nlp, ((form, body) for body in gazetteer.agencies for form in (body.name, *body.forms))
        )
        self.own: Phrases[str] = Phrases(nlp, ((h, h) for h in words.own))
        self.field: Phrases[str] = Phrases(nlp, ((h, h) for h in words.field))
        self.national, self.titles, self.written = frozenset(words.national), frozenset(words.titles), words.written
        self.long_types = {f: v for f, v in self.types.values.items() if " " in f}
        self.short_types = {f: v for f, v in self.types.values.items() if " " not in f and len(f) >= 6}
        self.field_words = frozenset(w for f in self.long_types for w in f.replace(",", " ").split()[1:]) - {
            "dan",
            "di",
        }
        self.tail = frozenset(gazetteer.roles.tail) | self.field_words
        self.abbreviations = words.abbreviations
        self.not_field = frozenset(words.not_field)
        names = gazetteer.names
        # what ends the name of a body: a person, an office, a day, a verb of headlines
        self.stop = (
            frozenset(names.openers) | frozenset(names.birth) | frozenset(names.titles) | frozenset(words.stop)
            | frozenset(f for r in gazetteer.roles.roles for f in r.forms if " " not in f)
        ) - frozenset(words.not_stop)  # fmt: skip

    def begins(self, tokens: Tokens, at: int) -> bool:
        """Another body begins: "Dinas Kesehatan dan Bappeda"."""
        forms = (tokens.low[at], " ".join(tokens.low[at : at + 2]))
        return any(
            index.get(form) is not None for index in (self.field, self.own, self.types, self.single) for form in forms
        )
