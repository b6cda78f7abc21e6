"""Government bodies: composed of type, own name and place; abbreviations, misprints; the place lent by the context where it is not told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process
from spacy.language import Language
from spacy.tokens import Doc

from config.gazetteer import AgencyType, Gazetteer
from extract.tagging.bodies import BodyLists, BodyNames
from extract.tagging.bodies_defined import explained
from extract.tagging.bodies_headed import HeadedBodies
from extract.tagging.ombudsman import find_ombudsman
from extract.tagging.phrases import Match
from extract.tagging.places import PROVINCE, dominant, only_venue, without_surnames
from extract.tagging.placing import Placing, Where
from extract.tagging.records import AgencyFind, PlaceFind, Source
from extract.tagging.tokens import Tokens

# Likeness in percent of a mistyped abbreviation to the right one.
MISPRINT = 82.0
# Words of fields joined to an abbreviation, and of the field of a unit behind its head.
JOINED, UNIT = 3, 6
# Before "Pemkab" these make several of it.
_MANY = frozenset(
    "dua tiga empat lima enam tujuh delapan sembilan semua seluruh setiap tiap para sejumlah beberapa antar".split()
)
_LEVELS = {"pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi"}


class Taken:
    """Namings by the tokens they take: the longer wins, at equal length the first; the Ombudsman's stay."""

    def __init__(self, tokens: Tokens) -> None:
        self._tokens = tokens
        self._owner: dict[int, AgencyFind] = {}

    def __contains__(self, token: int) -> bool:
        return token in self._owner

    def offer(self, find: AgencyFind) -> None:
        first, last = self._tokens.at_char(find.span.start), self._tokens.at_char(find.span.end - 1) + 1
        rivals = {id(o): o for k in range(first, last) if (o := self._owner.get(k)) is not None}
        length = find.span.end - find.span.start
        if any(o.name.startswith("Ombudsman") or o.span.end - o.span.start >= length for o in rivals.values()):
            return
        for rival in rivals.values():
            for k in range(self._tokens.at_char(rival.span.start), self._tokens.at_char(rival.span.end - 1) + 1):
                self._owner.pop(k, None)
        for k in range(first, last):
            self._owner[k] = find

    def finds(self) -> list[AgencyFind]:
        return sorted({id(f): f for f in self._owner.values()}.values(), key=lambda f: f.span.start)


class AgencyFinder:
    """Forms and types, once."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self.lists = BodyLists(nlp, gazetteer)
        self.bodies = BodyNames(gazetteer)
        self.placing = Placing(gazetteer)
        self.headed = HeadedBodies(self.lists, self.bodies, self.placing)

    def find(self, doc: Doc, places: list[PlaceFind]) -> list[AgencyFind]:
        source: Source = doc._.source
        tokens: Tokens = doc._.tokens
        context = dominant(without_surnames(tokens, places), source)
        if context == "Denpasar" and only_venue(places, source):
            context = None
        taken = Taken(tokens)
        for find in find_ombudsman(tokens, self.placing.outside):
            taken.offer(find)
        for finds in (
            self._known_bodies(doc),
            self._typed(doc, context),
            self.headed.named(doc),
            self.headed.subdistricts(tokens),
            self.headed.fielded(doc, context),
        ):
            for find in finds:
                taken.offer(find)
        for find in self._misprinted(tokens, taken):
            taken.offer(find)
        self._of_the_bracket(tokens, taken.finds())
        return self._settled(explained(tokens, taken.finds(), self.placing), context, len(source.title))

    def _of_the_bracket(self, tokens: Tokens, found: list[AgencyFind]) -> None:
        """ "Pemerintah Kabupaten Klungkung diwakili I Made Sara (Dinas Sosial)": a body that a bracket names is the government's told
        before it in the sentence."""
        for number, find in enumerate(found):
            at = tokens.at_char(find.span.start)
            if not (find.bare and find.name and find.regency and at and tokens.low[at - 1] == "("):
                continue
            told = next(
                (f for f in reversed(found[:number]) if f.id == "pemerintah" and f.regency and not f.bare), None
            )
            if told is None or any(map(tokens.breaks, range(tokens.at_char(told.span.end), at))):
                continue
            mine, other = (self.bodies.official[r] for r in (find.regency, str(told.regency)))
            if find.name.endswith(mine):
                find.name, find.regency = find.name.removesuffix(mine) + other, told.regency

    def _settled(self, found: list[AgencyFind], context: str | None, title: int) -> list[AgencyFind]:
        """A bare naming belongs to the body named in full: the context's, else the first."""
        told: dict[str, dict[str | None, str]] = {}
        for find in found:
            if not find.bare and find.id:
                told.setdefault(find.id, {}).setdefault(find.regency, find.name)
        full = list(dict.fromkeys((f.regency, f.name) for f in found if not f.bare))
        for find in found:
            if not find.bare:
                continue
            if find.id in told:
                names = told[find.id]
                find.name = names.get(context) or next(iter(names.values()))
            elif find.name:
                # "Dinsos" where "Dinas Sosial PPPA Karangasem" was told
                begin = find.name.removesuffix(f" {self.bodies.official.get(find.regency or '', '')}")
                longer = [name for regency, name in full if regency == find.regency and name.startswith(begin)]
                find.name = longer[0] if longer else find.name
        for find in found:
            # a headline shortens "Puskesmas Kuta I", and leaves out of "DPRD Kabupaten Bantul" what it is
            if find.name and not find.id and find.span.end <= title:
                fuller = {
                    f.name
                    for f in found
                    if f.span.start > title and f.name != find.name and _shortens(find.name, f.name)
                }
                find.name = fuller.pop() if len(fuller) == 1 else find.name
        return [f for f in found if f.name]

    def _known_bodies(self, doc: Doc) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        for match in self.lists.single.find(doc):
            length = match.last - match.first
            if not tokens.big(match.first) or (
                length == 1 and len(tokens.text[match.first]) <= 4 and not tokens.upper[match.first]
            ):
                continue
            if length == 1 and not tokens.upper[match.first] and tokens.low[match.first] in ("bin", "lan"):
                continue
            yield AgencyFind(
                match.value.name, match.value.id, tokens.span(match.first, match.last), match.value.regency
            )

    # type + place

    def _typed(self, doc: Doc, context: str | None) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        for match in self.lists.types.find(doc):
            kind = match.value
            if match.first and tokens.low[match.first - 1] in self.lists.titles:
                continue
            behind = tokens.low[match.last] if match.last < len(tokens) else ""
            if kind.id == "pemerintah" and (
                behind in ("setda", "desa", "umum")
                or tokens.text[match.first - 1 : match.first] in (["Bagian"], ["Biro"], ["Pusat"])
            ):
                continue  # "Bagian Pemerintahan Setda" is a unit, "Pusat Pemerintahan Badung" are grounds
            small = not any(tokens.capital[match.first : match.last])
            at = match.last
            if kind.id == "kodim" and at < len(tokens) and tokens.text[at].isdigit():
                at += 2 if tokens.low[at + 1 : at + 2] == ["/"] else 1  # "Kodim 1617/Jembrana"
            where = self.placing.after(tokens, at, _LEVELS.get(tokens.low[match.first]))
            more = None if where or kind.id == "pemerintah" else self._joined(tokens, match.last)
            if more is not None:
                last, where = more
                whole = self.headed.kind(" ".join(tokens.low[match.first : last]), "dinas")
                if whole is not None and where.regency is not None:
                    span = tokens.span(match.first, where.last)
                    yield AgencyFind(self.bodies.compose(whole, where.regency), whole.id, span, where.regency)
                    continue
                name = f"{kind.name} {tokens.printed(match.last, last)}"
                place = self.bodies.official[where.regency] if where.regency else where.printed
                yield AgencyFind(f"{name} {place}", None, tokens.span(match.first, where.last), where.regency)
                continue
            of_province = tokens.low[match.last : match.last + 1] in (["provinsi"], ["propinsi"])
            if where is None and of_province and kind.id != "pemerintah" and "provinsi" in kind.levels:
                span = tokens.span(match.first, match.last + 1)  # "BPSDM provinsi"
                yield AgencyFind(self.bodies.compose(kind, PROVINCE), kind.id, span, PROVINCE)
                continue
            if where is None:
                if not small or kind.id == "pemerintah":
                    yield from self._bare(tokens, match, context)
                continue
            if small and kind.id != "pemerintah":
                continue
            span = tokens.span(match.first, where.last)
            if kind.id == "sekretariat-daerah" and self._in_unit(tokens, match.first):
                continue  # "Kabag Organisasi Setda Bangli" tells a person's office, and neither of the bodies
            if where.regency is None:
                yield AgencyFind(self._elsewhere(tokens, match, where), None, span)
            elif not (
                kind.id == "pemerintah"
                and where.regency == PROVINCE
                and tokens.low[match.first] in ("pemkab", "pemkot")
            ):
                yield AgencyFind(self.bodies.compose(kind, where.regency), kind.id, span, where.regency)

    @staticmethod
    def _in_unit(tokens: Tokens, at: int) -> bool:
        """Behind "Kabag" and the field of a unit."""
        k = at
        while k and at - k < UNIT and (tokens.capital[k - 1] or tokens.low[k - 1] == "dan"):
            if tokens.low[k - 1] in ("kabag", "kasubag", "kasubbag"):
                return True
            k -= 1
        return False

    def _joined(self, tokens: Tokens, at: int) -> tuple[int, Where] | None:
        """Further fields joined to a type before its place: "DPMPTSP dan Naker Jembrana", "Bappeda Litbang Provinsi Bali"."""
        k = at + (1 if at < len(tokens) and tokens.low[at] == "dan" else 0)
        last = k
        while last < min(k + JOINED, len(tokens)) and tokens.capital[last] and tokens.low[last] in self.lists.tail:
            if (
                tokens.low[last] in self.lists.stop
                or self.lists.begins(tokens, last)
                or self.placing.after(tokens, last)
            ):
                break
            last += 1
        where = self.placing.after(tokens, last) if last > k else None
        return (last, where) if where else None

    def _elsewhere(self, tokens: Tokens, match: Match[AgencyType], where: Where) -> str:
        if where.official and match.value.bare and "{short}" not in match.value.pattern:
            return f"{match.value.name} {where.official}"
        level = _LEVELS.get(tokens.low[match.first], where.level or "")
        place = re.sub(r"^(?:Kota|Kabupaten|Provinsi) ", "", where.printed)
        return " ".join(x for x in (match.value.name, level.capitalize(), place) if x)

    def _bare(self, tokens: Tokens, match: Match[AgencyType], context: str | None) -> Iterator[AgencyFind]:
        """A type named without its place: the context lends it, unless the word says too little."""
        kind, word = match.value, tokens.low[match.first]
        span = tokens.span(match.first, self.placing.bracket(tokens, match.last))
        after = tokens.low[match.last] if match.last < len(tokens) else ""
        if kind.id == "pemerintah":
            level = _LEVELS.get(word)
            if (
                level
                and context
                and self.bodies.kinds[context] == level
                and after not in ("se", "/", "di", "lain", "lainnya", "-")
                and not (
                    match.first and (tokens.text[match.first - 1][0].isdigit() or tokens.low[match.first - 1] in _MANY)
                )
            ):
                yield AgencyFind(self.bodies.compose(kind, context), kind.id, span, context, bare=True)
            return
        if not kind.bare or (context != PROVINCE and "kabupaten" not in kind.levels):
            yield AgencyFind("", kind.id, span, context, bare=True)
            return
        if context is None or (context == PROVINCE and "provinsi" not in kind.levels) or word == "pupr":
            return
        if after in ("se", "kabupaten", "kota", "masing") or (after == "/" and match.last - match.first == 1):
            return
        yield AgencyFind(self.bodies.compose(kind, context), kind.id, span, context, bare=True)

    # head + name of its own: "Puskesmas II Denpasar Barat"

    # head + field: "Dinas Pertanian", with or without its place

    def _misprinted(self, tokens: Tokens, taken: Taken) -> Iterator[AgencyFind]:
        """An abbreviation mistyped, with its place behind it: "Bawalsu Gianyar"."""
        for k, word in enumerate(tokens.text):
            if (
                len(word) < 6
                or not tokens.capital[k]
                or tokens.low[k] in self.lists.types.values
                or tokens.low[k] in self.lists.stop
            ):
                continue
            if k + 1 >= len(tokens) or not tokens.capital[k + 1]:
                continue
            where = self.placing.after(tokens, k + 1)
            if where is None or where.regency is None or k in taken:
                continue
            near = process.extractOne(
                tokens.low[k], self.lists.short_types.keys(), scorer=fuzz.ratio, score_cutoff=MISPRINT
            )
            if near and len(near[0]) >= 6:
                kind = self.lists.short_types[near[0]]
                yield AgencyFind(
                    self.bodies.compose(kind, where.regency), kind.id, tokens.span(k, where.last), where.regency
                )


def _shortens(name: str, full: str) -> bool:
    return full.startswith(f"{name} ") or re.sub(r" (?:Kabupaten|Kota|Provinsi)\b", "", full) == name
