"""Places: the nine and the province by every name that singles them out, places elsewhere marked as such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from config.gazetteer import Gazetteer
from extract.tagging.phrases import Match, Phrases
from extract.tagging.records import PlaceFind, Sentence, Source, Span
from extract.tagging.tokens import Tokens

PROVINCE = "Provinsi Bali"
_SMALL = frozenset({"di", "ke", "dari", "kabupaten", "kota", "pemkab", "pemkot", "pemerintahan", "pemda", "se"})
_PROVINCE = re.compile(r"\b(?:pemprov|pemerintah provinsi|pemprop)\s$", re.IGNORECASE)
# The island meets in Denpasar.
_VENUE = re.compile(r"\b[Dd]i\s$")
_MAYOR = re.compile(r"\b(?:wali ?kota|pemkot|wawali)", re.IGNORECASE)
_DATELINE = re.compile(r"^[^\n.!?]{2,60}?(?:\s[-–—|]\s?|[-–—]\s)")


@dataclass(frozen=True, slots=True)
class Form:
    """A way to name a place. `how`: "name", "capital", "kecamatan", "town", "form", "outside"."""

    place: str
    how: str


class PlaceFinder:
    """One automaton over all forms; built once."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        words = gazetteer.place_words
        self.phrases: Phrases[Form] = Phrases(nlp, self._forms(gazetteer))
        self._nine = {r.name.lower() for r in gazetteer.regencies if r.name != PROVINCE}
        self.ambiguous, self.district = frozenset(words.ambiguous), frozenset(words.district)
        self.town, self.buildings = frozenset(words.town), frozenset(words.buildings)
        self.not_behind = {k: frozenset(v) for k, v in words.not_behind.items()}
        self.not_before = {k: frozenset(v) for k, v in words.not_before.items()}
        self.namers = frozenset(gazetteer.names.openers) | frozenset(gazetteer.names.birth)

    @staticmethod
    def _forms(gazetteer: Gazetteer) -> Iterator[tuple[str, Form]]:
        """The strongest way first: "Gianyar" is the regency before it is the kecamatan."""
        for regency in gazetteer.regencies:
            yield regency.name, Form(regency.name, "name")
            if regency.name != PROVINCE:
                yield regency.capital, Form(regency.name, "capital")
        for regency in gazetteer.regencies:
            for how, forms in (
                ("form", (*regency.forms, *regency.typos)),
                ("town", regency.places),
                ("kecamatan", regency.kecamatan),
            ):
                for form in forms:
                    yield form, Form(regency.name, how)
        for place in gazetteer.outside:
            for form in (place.name, *place.forms):
                yield form, Form(place.name, "outside")

    def find(self, doc: Doc) -> list[PlaceFind]:
        source: Source = doc._.source
        tokens: Tokens = doc._.tokens
        sentences: list[Sentence] = doc._.sentences
        first = sentences[1].start if len(sentences) > 1 else len(source.full)
        head = _DATELINE.match(source.full[first : first + 90])
        dateline = first + head.end() if head else first
        outlet = _spans_of(source.outlet, source.full) if " " in source.outlet else []
        return [
            PlaceFind(
                match.value.place,
                Span(tokens.start[match.first], tokens.end[match.last - 1]),
                match.value.how,
                match.value.how == "outside",
                first <= tokens.start[match.first] < dateline,
            )
            for match in self.phrases.find(doc)
            if self._counts(tokens, match)
            and not (first <= tokens.start[match.first] < dateline and self._in_name(tokens, match.first))
            and not any(start <= tokens.start[match.first] < end for start, end in outlet)
        ]

    def _in_name(self, tokens: Tokens, at: int) -> bool:
        """In a dateline, behind another name: "AMLAPURA, Warta Karangasem –", an outlet's."""
        before = tokens.low[at - 1] if at else ""
        return (
            before.isalpha()
            and tokens.capital[at - 1]
            and self.phrases.get(before) is None
            and before not in self.district | _SMALL | {"provinsi", "kabupaten", "kota"}
        )

    def _counts(self, tokens: Tokens, match: Match[Form]) -> bool:
        first, last, form = match.first, match.last, match.value
        low = tokens.low
        word = " ".join(low[first:last])
        before = low[first - 1] if first else ""
        if before == "." and first > 1:
            before = low[first - 2]
        after = low[last] if last < len(tokens) else ""
        if not tokens.big(first):
            # typed carelessly: only the nine themselves, behind a preposition or "kabupaten"
            return (
                word in self._nine
                and word != "bangli"
                and (before in _SMALL or (before == "-" and first > 1 and low[first - 2] == "se"))
            )
        if before in self.not_behind.get(word, ()) or after in self.not_before.get(word, ()):
            return False
        if word == "negara":
            return self._town_of_negara(tokens, first, before, after)
        if form.how in ("kecamatan", "town") and word in self.ambiguous:
            if before in ("desa", "perbekel", "lurah", "kelurahan") and last < len(tokens) and tokens.capital[last]:
                return False  # "Perbekel Manggis Sari": a village that begins so
            return before in self.district or (
                before in ("i", "ii", "iii", "iv") and first > 1 and low[first - 2] in self.district
            )
        if form.how in ("kecamatan", "town") and self._in_building(tokens, first):
            return False
        if form.how == "outside" and len(word) < 4 and not tokens.upper[first]:
            return False
        # "I Made Bali": a name goes on
        return not (
            form.how != "name" and before in self.namers and tokens.capital[first - 1] and form.how != "capital"
        )

    def _town_of_negara(self, tokens: Tokens, first: int, before: str, after: str) -> bool:
        if before in self.town:
            follows = first + 1 < len(tokens) and tokens.capital[first + 1] and after not in ("", ",", "(")
            return not follows and after not in ("lain", "republik", "kesatuan", "ini", "kita")
        begins = first == 0 or tokens.breaks(first - 1)
        return tokens.upper[first] and begins and after in (",", "-", "–", "—", "|", "(")

    def _in_building(self, tokens: Tokens, first: int) -> bool:
        """A hotel, a street is called so: "Hotel Grand Sanur"."""
        k = first - 1
        while k >= 0 and k > first - 4 and (tokens.capital[k] or tokens.low[k] in (".", "jl", "jalan", "hotel")):
            if tokens.low[k] in self.buildings:
                return True
            k -= 1
        return False


# Birth-order names: a regency's name behind one is a surname ("I Made Gianyar"). "Gede" and "Agung" are left out, they stand
# before places too ("Puri Gede Buleleng").
_ORDER = frozenset("putu wayan made nyoman ketut komang kadek nengah kt nym wy md kdk".split())
# What stands before a place, and not before a surname.
_TO_PLACE = _SMALL | frozenset("bupati provinsi polres dprd kec kecamatan kab asal warga wabup sekda".split())


def without_surnames(tokens: Tokens, places: list[PlaceFind]) -> list[PlaceFind]:
    """Without those that are the surname of somebody in the article, there and wherever nothing says that the place is meant."""
    at = [tokens.at_char(p.span.start) for p in places]
    borne = {p.name for k, p in zip(at, places, strict=True) if p.how == "name" and k and tokens.low[k - 1] in _ORDER and tokens.capital[k - 1]}  # fmt: skip
    if not borne:
        return places
    return [p for k, p in zip(at, places, strict=True) if p.name not in borne or (k and tokens.low[k - 1] in _TO_PLACE)]


def only_venue(places: list[PlaceFind], source: Source) -> bool:
    """Denpasar is told only as where it was written or where people met, its government not at all."""
    here = [p for p in places if p.name == "Denpasar"]
    venue = all(p.dateline or _VENUE.search(source.full, max(0, p.span.start - 4), p.span.start) for p in here)
    return venue and _MAYOR.search(source.full) is None


def _spans_of(name: str, text: str) -> list[tuple[int, int]]:
    return [m.span() for m in re.finditer(re.escape(name), text)]


def dominant(places: list[PlaceFind], source: Source, *, upto: int | None = None) -> str | None:
    """The regency that the article is about: by namings, those in the headline and the lead counting more.

    The bare "Bali" doesn't count: every body here is of Bali; its government does.
    """
    scores: Counter[str] = Counter()
    for place in places:
        if place.outside or (upto is not None and place.span.start > upto):
            continue
        word = source.full[place.span.start : place.span.end]
        if (
            place.name == PROVINCE
            and word == "Bali"
            and not _PROVINCE.search(source.full, max(0, place.span.start - 24), place.span.start)
        ):
            continue
        if word == "Denpasar" and _VENUE.search(source.full, max(0, place.span.start - 4), place.span.start):
            scores[place.name] += 0.75  # type: ignore[assignment]
            continue
        weight = 3.0 if place.span.end <= len(source.title) else 1.5 if place.span.start < source.shift + 400 else 1.0
        scores[place.name] += weight * (0.4 if place.dateline else 1.0)  # type: ignore[assignment]
    if not scores:
        return None
    return max(scores, key=lambda name: (scores[name], name))
