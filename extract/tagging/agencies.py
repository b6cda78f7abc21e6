"""Government bodies: composed of type, own name and place; abbreviations, misprints; the place lent by the context where it is not told."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process
from spacy.language import Language
from spacy.tokens import Doc

from config.gazetteer import AgencyBody, AgencyType, Gazetteer
from extract.tagging.bodies import BodyNames
from extract.tagging.ombudsman import find_ombudsman
from extract.tagging.phrases import Match, Phrases
from extract.tagging.placing import Placing, Where
from extract.tagging.places import PROVINCE, dominant
from extract.tagging.records import AgencyFind, PlaceFind, Source, Span
from extract.tagging.tokens import Tokens

# Likeness in percent: of a field told in other words to a type of the list, of a misprinted abbreviation to the right one.
FIELD, MISPRINT = 90.0, 82.0
_LEVELS = {"pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi"}
_NUMERAL = re.compile(r"[IVX]{1,4}$|\d{1,2}$")
LONGEST_FIELD, LONGEST_OWN = 10, 4


class AgencyFinder:
    """Forms and types, once."""

    def __init__(self, nlp: Language, gazetteer: Gazetteer) -> None:
        words = gazetteer.agency_words
        self.bodies = BodyNames(gazetteer)
        self.placing = Placing(gazetteer)
        self.types: Phrases[AgencyType] = Phrases(
            nlp, ((form, kind) for kind in gazetteer.agency_types for form in (kind.name, *kind.forms))
        )
        self.single: Phrases[AgencyBody] = Phrases(
            nlp, ((form, body) for body in gazetteer.agencies for form in (body.name, *body.forms))
        )
        self.heads: Phrases[str] = Phrases(nlp, ((h, "own") for h in words.own))
        self.fields: Phrases[str] = Phrases(nlp, ((h, "field") for h in words.field))
        self.national, self.titles, self.written = frozenset(words.national), frozenset(words.titles), words.written
        self._long = {f: v for f, v in self.types.values.items() if " " in f}
        self._short = {f: v for f, v in self.types.values.items() if " " not in f and len(f) >= 5}
        names = gazetteer.names
        # what ends the name of a body: a person, an office, a day
        self.stop = (
            frozenset(names.openers) | frozenset(names.birth) | frozenset(names.titles)
            | frozenset(f for r in gazetteer.roles.roles for f in r.forms if " " not in f)
            | frozenset("senin selasa rabu kamis jumat sabtu minggu hari tahun jalan jl menjadi raih dapat gelar terima".split())
        ) - {"pol", "inf", "ka", "oka", "si", "sang"}  # fmt: skip

    def find(self, doc: Doc, places: list[PlaceFind]) -> list[AgencyFind]:
        source: Source = doc._.source
        tokens: Tokens = doc._.tokens
        context = dominant(places, source)
        found = find_ombudsman(tokens, self.placing.outside)
        for finds in (
            self._known_bodies(doc),
            self._typed(doc, context),
            self._named(doc, context),
            self._fielded(doc, context),
        ):
            for find in finds:
                rivals = [f for f in found if f.span.overlaps(find.span)]
                if all(self._longer(find, f) for f in rivals):
                    found = [f for f in found if f not in rivals]
                    found.append(find)
        found += list(self._misprinted(tokens, found))
        return sorted(self._settled(found, context), key=lambda f: f.span.start)

    @staticmethod
    def _longer(new: AgencyFind, old: AgencyFind) -> bool:
        """The longer naming wins; at equal length the first."""
        return new.span.end - new.span.start > old.span.end - old.span.start and not old.name.startswith("Ombudsman")

    @staticmethod
    def _settled(found: list[AgencyFind], context: str | None) -> list[AgencyFind]:
        """A bare naming belongs to the body named in full: the context's, else the first."""
        told: dict[str, dict[str | None, str]] = {}
        for find in found:
            if not find.bare and find.id:
                told.setdefault(find.id, {}).setdefault(find.regency, find.name)
        for find in found:
            if find.bare and find.id in told:
                names = told[find.id]
                find.name = names.get(context) or next(iter(names.values()))
        return [f for f in found if f.name]

    def _known_bodies(self, doc: Doc) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        for match in self.single.find(doc):
            length = match.last - match.first
            if not tokens.capital[match.first] or (
                length == 1 and len(tokens.text[match.first]) <= 4 and not tokens.upper[match.first]
            ):
                continue
            if length == 1 and not tokens.upper[match.first] and tokens.low[match.first] in ("bin", "lan"):
                continue
            yield AgencyFind(
                match.value.name, match.value.id, _span(tokens, match.first, match.last), match.value.regency
            )

    # type + place

    def _typed(self, doc: Doc, context: str | None) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        for match in self.types.find(doc):
            kind = match.value
            if match.first and tokens.low[match.first - 1] in self.titles:
                continue
            small = not any(tokens.capital[match.first : match.last])
            where = self.placing.after(tokens, match.last)
            if where is None:
                if not small or kind.id == "pemerintah":
                    yield from self._bare(tokens, match, context)
                continue
            if small and kind.id != "pemerintah":
                continue
            span = _span(tokens, match.first, where.last)
            if where.regency is None:
                yield AgencyFind(self._elsewhere(tokens, match, where), None, span)
            elif not (
                kind.id == "pemerintah"
                and where.regency == PROVINCE
                and tokens.low[match.first] in ("pemkab", "pemkot")
            ):
                yield AgencyFind(self.bodies.compose(kind, where.regency), kind.id, span, where.regency)

    def _elsewhere(self, tokens: Tokens, match: Match[AgencyType], where: Where) -> str:
        level = _LEVELS.get(tokens.low[match.first], where.level or "")
        place = re.sub(r"^(?:Kota|Kabupaten|Provinsi) ", "", where.printed)
        return " ".join(x for x in (match.value.name, level.capitalize(), place) if x)

    def _bare(self, tokens: Tokens, match: Match[AgencyType], context: str | None) -> Iterator[AgencyFind]:
        """A type named without its place: the context lends it, unless the word says too little."""
        kind, word = match.value, tokens.low[match.first]
        span = _span(tokens, match.first, self.placing.bracket(tokens, match.last))
        after = tokens.low[match.last] if match.last < len(tokens) else ""
        if kind.id == "pemerintah":
            level = _LEVELS.get(word)
            if (
                level
                and context
                and self.bodies.kinds[context] == level
                and after not in ("se", "/", "di", "lain", "lainnya", "-")
            ):
                yield AgencyFind(self.bodies.compose(kind, context), kind.id, span, context, bare=True)
            return
        if not kind.bare:
            yield AgencyFind("", kind.id, span, context, bare=True)
            return
        if context is None or (context == PROVINCE and "provinsi" not in kind.levels) or word == "pupr":
            return
        if after in ("se", "kabupaten", "kota", "masing") or (after == "/" and match.last - match.first == 1):
            return
        yield AgencyFind(self.bodies.compose(kind, context), kind.id, span, context, bare=True)

    # head + name of its own: "Puskesmas II Denpasar Barat"

    def _named(self, doc: Doc, context: str | None) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        source: Source = doc._.source
        for match in self.heads.find(doc):
            if not tokens.capital[match.first]:
                continue
            head = " ".join(tokens.low[match.first : match.last])
            in_title = tokens.start[match.first] < source.shift
            last = self._own_name(tokens, match.last, in_title, national=head in self.national)
            if last == match.last:
                continue
            printed = " ".join(tokens.text[match.first : match.last])
            name = _text(tokens, match.last, last)
            span = _span(tokens, match.first, last)
            words = tuple(tokens.low[match.last : last])
            inner = self.placing.regency_within(words)
            yield AgencyFind(f"{self.written.get(head, printed)} {name}", None, span, inner)

    def _own_name(self, tokens: Tokens, at: int, in_title: bool, *, national: bool) -> int:
        """The token behind a body's own name: words and numbers in capitals, a place with its points of the compass."""
        low, k, count = tokens.low, at, 0
        longest = LONGEST_FIELD if national else 2 if in_title else LONGEST_OWN
        while k < len(tokens) and count < longest:
            if _NUMERAL.match(tokens.text[k]):
                k += 1
                continue
            step = self.placing.name_at(tokens, k)
            if not step and low[k] in ("kota", "kabupaten") and k + 1 < len(tokens) and tokens.capital[k + 1]:
                step = k + 2
            if step:
                k = step
                count += 1
                if k < len(tokens) and _NUMERAL.match(tokens.text[k]) and tokens.text[k] != "I":
                    k += 1
                elif k < len(tokens) and tokens.text[k] == "I" and not (k + 1 < len(tokens) and tokens.capital[k + 1]):
                    k += 1
                break
            if (
                tokens.capital[k]
                and tokens.text[k][0].isalpha()
                and low[k] not in self.stop
                and not (in_title and count)
            ):
                k += 1
                count += 1
                continue
            if (
                national
                and count
                and low[k] in ("dan", ",", "/")
                and k + 1 < len(tokens)
                and tokens.capital[k + 1]
                and low[k] != ","
                and low[k + 1] not in self.stop
                and not self._head_at(tokens, k + 1)
            ):
                k += 1
                continue
            break
        if k > at and _NUMERAL.match(tokens.text[k - 1]) and count == 0:
            return at
        return k

    # head + field: "Dinas Pertanian", with or without its place

    def _fielded(self, doc: Doc, context: str | None) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        source: Source = doc._.source
        for match in self.fields.find(doc):
            head = " ".join(tokens.low[match.first : match.last])
            if not tokens.capital[match.first] or (match.first and tokens.low[match.first - 1] in self.titles):
                continue
            last = self._field(tokens, match.last, tokens.start[match.first] < source.shift)
            if last == match.last:
                continue
            field = _text(tokens, match.last, last)
            if head in ("lembaga", "komisi") and not re.match(
                r"(?:Pemilihan|Pemberantasan|Penyiaran|Informasi|Perlindungan|Layanan|Pemasyarakatan|Kebijakan|Administrasi|Ketahanan)\b",
                field,
            ):
                continue
            printed = _text(tokens, match.first, match.last)
            kind = self._kind(f"{head} {' '.join(tokens.low[match.last : last])}", head)
            where = self.placing.after(tokens, last)
            if where is not None:
                span = _span(tokens, match.first, where.last)
                if kind and where.regency:
                    yield AgencyFind(self.bodies.compose(kind, where.regency), kind.id, span, where.regency)
                elif where.regency:
                    yield AgencyFind(
                        f"{printed} {_titled(field)} {self.bodies.official[where.regency]}", None, span, where.regency
                    )
                else:
                    yield AgencyFind(f"{printed} {field} {where.printed}", None, span)
                continue
            span = _span(tokens, match.first, last)
            if kind and context:
                yield AgencyFind(self.bodies.compose(kind, context), kind.id, span, context, bare=True)
            elif head in ("dinas", "uptd", "upt") and context:
                yield AgencyFind(
                    f"{printed} {_titled(field)} {self.bodies.official[context]}", None, span, context, bare=True
                )
            elif head in ("komisi", "lembaga", "balai", "balai besar") or (head == "badan" and last - match.last >= 2):
                yield AgencyFind(f"{printed} {field}", None, span)

    def _kind(self, form: str, head: str) -> AgencyType | None:
        kind = self.types.get(form)
        if kind is None and head in ("dinas", "badan", "bagian", "biro"):
            near = process.extractOne(form, self._long.keys(), scorer=fuzz.ratio, score_cutoff=FIELD)
            kind = self._long[near[0]] if near else None
        return kind

    def _field(self, tokens: Tokens, at: int, in_title: bool) -> int:
        """The token behind the field: capitalised words, "dan" and commas between them, up to a place, a person, another body."""
        low, size, k = tokens.low, len(tokens), at
        while k < size and k < at + LONGEST_FIELD:
            if k > at and self.placing.after(tokens, k):
                break
            if tokens.capital[k] and tokens.text[k][0].isalpha():
                if low[k] in self.stop or (k > at and self._head_at(tokens, k)) or self.placing.name_at(tokens, k):
                    break
                if in_title and k > at and not self._is_field_word(low[k]):
                    break
                k += 1
                continue
            if k == at and low[k] in self._field_words:
                k += 1
                continue
            if (
                k > at
                and low[k] in ("dan", "&", "/", ",", "-")
                and k + 1 < size
                and (tokens.capital[k + 1] or low[k + 1] == "dan")
            ):
                n = k + 1 if low[k + 1] != "dan" else k + 2
                if (
                    n >= size
                    or not tokens.capital[n]
                    or low[n] in self.stop
                    or self._head_at(tokens, n)
                    or self.placing.name_at(tokens, n)
                ):
                    break
                if low[k] == "," and low[k + 1] != "dan" and not self._list_closes(tokens, n):
                    break
                if low[k] in ("dan", ",") and not self._is_field_word(low[n]):
                    break
                k = n
                continue
            break
        while k > at and low[k - 1] in ("dan", ",", "&", "/", "-"):
            k -= 1
        return k

    @property
    def _field_words(self) -> frozenset[str]:
        if not hasattr(self, "_cached_field_words"):
            words = {w for f in self._long for w in f.replace(",", " ").split()[1:]} - {"dan", "di"}
            self._cached_field_words = frozenset(words)
        return self._cached_field_words

    def _is_field_word(self, word: str) -> bool:
        return word in self._field_words

    def _head_at(self, tokens: Tokens, k: int) -> bool:
        """Another body begins: "Dinas Kesehatan dan Bappeda"."""
        word = tokens.low[k]
        pair = f"{word} {tokens.low[k + 1]}" if k + 1 < len(tokens) else word
        return any(
            index.get(form) is not None
            for index in (self.fields, self.heads, self.types, self.single)
            for form in (word, pair)
        )

    def _list_closes(self, tokens: Tokens, n: int) -> bool:
        """A comma inside one name ("Dinas Sosial, Pemberdayaan Perempuan dan …"): words of fields and an "dan" follow."""
        for k in range(n, min(n + 9, len(tokens))):
            if tokens.low[k] == "dan":
                return k + 1 < len(tokens) and self._is_field_word(tokens.low[k + 1])
            if tokens.low[k] != "," and not self._is_field_word(tokens.low[k]):
                return False
        return False

    def _misprinted(self, tokens: Tokens, found: list[AgencyFind]) -> Iterator[AgencyFind]:
        """An abbreviation mistyped, with its place behind it: "Bawalsu Gianyar"."""
        covered = sorted((f.span.start, f.span.end) for f in found)
        for k, word in enumerate(tokens.text):
            if (
                len(word) < 6
                or not tokens.capital[k]
                or tokens.low[k] in self.types.values
                or tokens.low[k] in self.stop
            ):
                continue
            if k + 1 >= len(tokens) or not tokens.capital[k + 1]:
                continue
            where = self.placing.after(tokens, k + 1)
            if where is None or where.regency is None or any(a <= tokens.start[k] < b for a, b in covered):
                continue
            near = process.extractOne(tokens.low[k], self._short.keys(), scorer=fuzz.ratio, score_cutoff=MISPRINT)
            if near and len(near[0]) >= 6:
                kind = self._short[near[0]]
                yield AgencyFind(
                    self.bodies.compose(kind, where.regency), kind.id, _span(tokens, k, where.last), where.regency
                )


def _span(tokens: Tokens, first: int, last: int) -> Span:
    return Span(tokens.start[first], tokens.end[last - 1])


def _text(tokens: Tokens, first: int, last: int) -> str:
    pieces = []
    for n in range(first, last):
        if n > first and not tokens.glued(n):
            pieces.append(" ")
        pieces.append(tokens.text[n])
    return "".join(pieces)


def _titled(field: str) -> str:
    return field if any(c.isupper() for c in field) else field.title()
