"""Government bodies: composed of type, own name and place; abbreviations, typos; the place lent by the context where it is not told."""

from __future__ import annotations

import re
from collections.abc import Iterable

from rapidfuzz import fuzz, process

from config.gazetteer import AgencyType, Gazetteer
from extract.tagging.places import PROVINCE, dominant
from extract.tagging.records import AgencyFind, PlaceFind, Source, Span

BRANCH, NATIONAL = "Ombudsman RI Perwakilan Bali", "Ombudsman RI"
_OMBUDSMAN = re.compile(
    r"(?P<front>Perwakilan\s+)?\b(?P<head>[Oo][Mm][Bb](?:[Uu]|[Oo])\w{2,7}|ORI)\b(?P<ri>\s+(?:Republik\s+Indonesia|RI\b|R\.I\.?))?(?P<abbr>\s*\((?:ORI|RI|Ombudsman)\))?"
    r"(?P<branch>\s*,?\s*(?:Kantor\s+)?(?:[Pp]erwakilan|[Pp]wk\.?)\s*(?:Wilayah\s+|[Pp]rovinsi\s+|[Pp]ropinsi\s+|Prov\.?\s+|Daerah\s+)?(?P<where>[A-Z]\w+(?:\s[A-Z]\w+)?)|\s+(?:[Pp]rovinsi\s+)?(?P<where2>Bali|NTB|NTT)\b|\s+(?P<centre>Pusat)\b)?"
)
_PLACE_WORD = r"(?:Kabupaten|Kab\.?|Kota|Provinsi|Propinsi|Prov\.?|Pemkab|Pemkot|Pemprov|Pemerintah\s+(?:Kabupaten|Kota|Provinsi)|Pemerintahan\s+(?:Kabupaten|Kota|Provinsi)|Setda(?:\s+(?:Kabupaten|Kota|Provinsi))?|Daerah(?:\s+(?:Kabupaten|Kota|Provinsi))?|Resor(?:t)?)"
_GENERAL = re.compile(
    r"\b(?P<head>Dinas|Badan|Bagian|bagian|Biro|UPTD|UPT|Satgas|Kantor\s+(?:Pertanahan|Imigrasi|Kementerian\s+Agama|Pajak|Pelayanan\s+Pajak)|Balai(?:\s+Besar)?|Direktorat\s+Jenderal|Ditjen|Kementerian|Komisi|Lembaga|Pengadilan\s+(?:Negeri|Tinggi|Agama)|Kejaksaan\s+(?:Negeri|Negri|Tinggi)|"
    r"Kejari|Kejati|Puskesmas|RSUD|RSU|RSD|RSUP|RSJ|BRSUD?|Rumah\s+Sakit(?:\s+(?:Umum|Jiwa|Pratama))?(?:\s+(?:Daerah|Pusat))?|Polresta|Polres|Polsek|Polda|Kodim|Korem|Kodam|Lapas|Rutan|Panwaslu|Panwascam|Akademi)\s+"
)
# Words in a body's own name that are not capitalised.
_JOINER = re.compile(r"(?:dan|serta|&|/|di|untuk)\b|[,/&-]")
_NAME_STOP = frozenset(
    [
        "Bupati",
        "Wakil",
        "Wali",
        "Walikota",
        "Gubernur",
        "Sekda",
        "Kepala",
        "Ketua",
        "Camat",
        "Kabupaten",
        "Kota",
        "Provinsi",
        "Senin",
        "Selasa",
        "Rabu",
        "Kamis",
        "Jumat",
        "Sabtu",
        "Minggu",
        "Plt",
        "Pj",
        "Dr",
        "Drs",
        "Ir",
        "I",
        "Ni",
        "Ida",
        "Anak",
        "Cok",
        "Tjok",
        "Gusti",
        "Dewa",
        "Sang",
        "AA",
        "IB",
        "IGN",
        "Made",
        "Wayan",
        "Nyoman",
        "Ketut",
        "Putu",
        "Kadek",
        "Komang",
        "Gede",
        "Luh",
        "Hari",
        "Kamis",
        "Jalan",
        "Jl",
        "Tahun",
    ]
)
_GENERIC_HEADS = frozenset(
    {"Komisi", "Lembaga", "Badan", "Bagian", "bagian", "Dinas", "Biro", "Balai", "Balai Besar", "UPT", "UPTD"}
)
_NATIONAL_KINDS = ("Kementerian", "Direktorat Jenderal", "Ditjen")


class AgencyFinder:
    """Forms and types, once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.types = {t.id: t for t in gazetteer.agency_types}
        self.bodies = {b.name: b for b in gazetteer.agencies}
        self.official = {r.name: r.official for r in gazetteer.regencies}
        self.kinds = {r.name: r.kind for r in gazetteer.regencies}
        self.forms: dict[str, AgencyType] = {}
        for kind in gazetteer.agency_types:
            for form in (kind.name, *kind.forms):
                self.forms.setdefault(_fold(form), kind)
        self.single: dict[str, str] = {}
        for body in gazetteer.agencies:
            for form in (body.name, *body.forms):
                self.single[_fold(form)] = body.name
        self.long_forms = [f for f in self.forms if " " in f]
        self.short_forms = [f for f in self.forms if " " not in f and len(f) >= 6]
        self.place_of = {}
        for regency in gazetteer.regencies:
            for form in (regency.name, *regency.typos, "Bali" if regency.name == PROVINCE else regency.capital):
                self.place_of[form.lower()] = regency.name
        self.kecamatan = {k.lower(): r.name for r in gazetteer.regencies for k in r.kecamatan}
        self.outside = {f.lower(): p.name for p in gazetteer.outside for f in (p.name, *p.forms)}
        places = sorted((*self.place_of, *self.outside), key=len, reverse=True)
        self._place = re.compile(
            rf"\s*(?:\((?P<abbr>[A-Z][\w.-]*(?:\s[A-Z]\w*)?)\))?\s*(?:(?P<word>{_PLACE_WORD})\s+)?(?P<name>{'|'.join(re.escape(p) for p in places)})\b(?!\s+(?:Barat|Timur|Selatan|Utara|Tengah)\b)",
            re.IGNORECASE,
        )
        kinds = sorted((f for f in self.forms), key=len, reverse=True)
        self._typed = re.compile(r"(?<![\w-])(?:" + "|".join(_loose(f) for f in kinds) + r")(?![\w])", re.IGNORECASE)
        bodies = sorted(self.single, key=len, reverse=True)
        self._named = re.compile(r"(?<![\w-])(?:" + "|".join(_loose(f) for f in bodies) + r")(?![\w])", re.IGNORECASE)

    def find(self, source: Source, places: list[PlaceFind]) -> list[AgencyFind]:
        full = source.full
        context = dominant(places, source)
        found: list[AgencyFind] = [*self._ombudsman(full)]
        for finder in (self._known_bodies, self._composed, self._general):
            for find in finder(full, context, places):
                if not any(find.span.overlaps(f.span) and not self._better(find, f) for f in found):
                    found = [f for f in found if not f.span.overlaps(find.span)]
                    found.append(find)
        found += list(self._misspelt(full, found))
        return sorted(self._settled(found), key=lambda f: f.span.start)

    @staticmethod
    def _better(new: AgencyFind, old: AgencyFind) -> bool:
        """The longer naming wins; at equal length the first."""
        return new.span.end - new.span.start > old.span.end - old.span.start and not old.name.startswith("Ombudsman")

    def _settled(self, found: list[AgencyFind]) -> list[AgencyFind]:
        """A bare naming belongs to the body named in full elsewhere; one that only the context lends a place stays so."""
        full_names: dict[str, str] = {}
        for find in found:
            if not find.bare and find.id:
                full_names.setdefault(find.id, find.name)
        for find in found:
            if find.bare and find.id in full_names:
                find.name = full_names[find.id]
        return [f for f in found if f.name]

    # Ombudsman: the branch, the national office, and the bare word

    def _ombudsman(self, full: str) -> Iterable[AgencyFind]:
        hits = []
        for match in _OMBUDSMAN.finditer(full):
            head = match["head"]
            if head != "ORI" and fuzz.ratio(head.lower(), "ombudsman") < 78:
                continue
            where = match["where"] or match["where2"]
            start = match.start()
            end = match.end() if where or match["centre"] or not match["branch"] else match.start("branch")
            if (
                where
                and where.split()[0] not in ("Bali", "Provinsi")
                and where not in ("NTB", "NTT")
                and where.lower() not in self.outside
            ):
                end, where = match.start("branch"), None
            if match["front"] and not where:
                after = re.match(r"\s+(?:[Pp]rovinsi\s+)?(Bali)\b", full[end:])
                where = after[1] if after else None
                end += after.end() if after else 0
            text = full[start:end].rstrip()
            name = None
            if where:
                short = where.split()[0] if where.startswith("Bali") else where
                name = BRANCH if short == "Bali" else f"Ombudsman RI Perwakilan {short}"
            elif match["ri"] or match["centre"] or match["abbr"]:
                name = NATIONAL
            hits.append((Span(start, start + len(text)), name, head))
        branches = [n for _, n, _ in hits if n and n != NATIONAL]
        acting = max(set(branches), key=branches.count) if branches else NATIONAL
        for span, name, head in hits:
            if (
                name is None
                and re.search(r"(?:Opini|Peraturan|Perwakilan)\s+$", full[max(0, span.start - 12) : span.start])
                and "Perwakilan" not in full[span.start - 12 : span.start]
            ):
                yield AgencyFind(NATIONAL, "ombudsman-ri", span)
                continue
            chosen = name or acting
            yield AgencyFind(
                chosen,
                "ombudsman-bali" if chosen == BRANCH else "ombudsman-ri" if chosen == NATIONAL else None,
                span,
                PROVINCE if chosen == BRANCH else None,
                bare=name is None,
            )
            del head

    # bodies of the list

    def _known_bodies(self, full: str, context: str | None, places: list[PlaceFind]) -> Iterable[AgencyFind]:
        for match in self._named.finditer(full):
            text = match[0]
            if text.isupper() is False and " " not in text and text[0].islower():
                continue
            name = self.single[_fold(text)]
            body = self.bodies[name]
            if len(text) <= 4 and not text.isupper():
                continue
            yield AgencyFind(name, body.id, Span(match.start(), match.end()), body.regency)

    # type + place

    def _composed(self, full: str, context: str | None, places: list[PlaceFind]) -> Iterable[AgencyFind]:
        for match in self._typed.finditer(full):
            kind = self.forms[_fold(match[0])]
            text = match[0]
            place = self._place.match(full, match.end())
            if place and "\n" in place[0]:
                place = None
            if place is None:
                find = self._bare(full, match, kind, context, places)
                if find:
                    yield find
                continue
            if text.islower() and kind.id not in ("pemerintah",):
                continue
            where = place["name"].lower()
            regency = self.place_of.get(where)
            # "bagian Ortal Tabanan" and "Dinas pertanian" are typed in lower case; a lone lower-case word is no name
            end = place.end()
            if place["name"][0].islower() and not place["name"].isupper():
                continue
            if regency is None:
                yield AgencyFind(f"{kind.name} {place['name']}", None, Span(match.start(), end))
                continue
            if kind.id == "pemerintah" and regency == PROVINCE and _fold(text) in ("pemkab", "pemkot"):
                continue
            yield AgencyFind(self.compose(kind, regency), kind.id, Span(match.start(), end), regency)

    def compose(self, kind: AgencyType, regency: str) -> str:
        """The one canonical name of a type's body in a regency."""
        variant = next((v.name for v in kind.variants if v.regency == regency), None)
        if variant:
            return variant
        official = self.official[regency]
        short = "Bali" if regency == PROVINCE else regency
        return kind.pattern.format(name=kind.name, place=official, short=short)

    def _bare(
        self, full: str, match: re.Match[str], kind: AgencyType, context: str | None, places: list[PlaceFind]
    ) -> AgencyFind | None:
        """A type named without its place: lent by the context, unless the word is generic."""
        text = match[0]
        if kind.id == "pemerintah" or text.islower() or (text[0].islower() and " " not in text):
            return None
        if kind.id in (
            "kpu",
            "bawaslu",
            "bnnk",
            "kemenag-daerah",
            "kantor-pertanahan",
            "polres",
            "polresta",
            "polsek",
            "kodim",
            "sekretariat-daerah",
            "saber-pungli",
            "panwaslu-kecamatan",
            "pengadilan-negeri",
        ):
            return AgencyFind("", kind.id, Span(match.start(), match.end()), context, bare=True)
        abbr = re.match(r"\s*\(([A-Z][\w.-]*)\)", full[match.end() : match.end() + 30])
        end = match.end() + (abbr.end() if abbr else 0)
        if context is None or (kind.id in ("pupr",) and text == "PUPR"):
            return None
        if context == PROVINCE and "provinsi" not in kind.levels:
            return None
        return AgencyFind(self.compose(kind, context), kind.id, Span(match.start(), end), context, bare=True)

    # head word + own name + place

    def _general(self, full: str, context: str | None, places: list[PlaceFind]) -> Iterable[AgencyFind]:
        for match in _GENERAL.finditer(full):
            head = " ".join(match["head"].split())
            end, words = self._own_name(full, match.end())
            if not words:
                continue
            name_text = full[match.end() : end].strip()
            if head == "bagian" or (
                head in ("Komisi", "Lembaga")
                and not re.search(
                    r"\b(?:Pemilihan|Pemberantasan|Penyiaran|Informasi|Perlindungan|Layanan|Pemasyarakatan)\b",
                    name_text,
                )
            ):
                continue
            if head in ("Komisi",) and re.match(r"^[IVX]+$", words[0]):
                continue
            place = self._place.match(full, end)
            place = None if place and "\n" in place[0] else place
            tail = next((w for w in reversed(words)), "")
            inner = self.place_of.get(tail.lower()) if len(words) >= 1 else None
            kind_form = _fold(f"{head} {name_text}")
            known = self.forms.get(kind_form)
            if known is None and head in ("Dinas", "Badan", "Bagian"):
                near = process.extractOne(kind_form, self.long_forms, scorer=fuzz.ratio, score_cutoff=90)
                known = self.forms[near[0]] if near else None
            if place is not None:
                regency = self.place_of.get(place["name"].lower())
                span = Span(match.start(), place.end())
                if known and regency:
                    yield AgencyFind(self.compose(known, regency), known.id, span, regency)
                else:
                    yield AgencyFind(self._as_printed(head, name_text, regency, place["name"]), None, span, regency)
                continue
            span = Span(match.start(), end)
            if known and context:
                yield AgencyFind(self.compose(known, context), known.id, span, context, bare=True)
            elif head in (
                "Polres",
                "Polresta",
                "Polsek",
                "Polda",
                "Kodim",
                "Puskesmas",
                "RSUD",
                "RSU",
                "RSD",
                "RSUP",
                "RSJ",
                "Lapas",
                "Rutan",
                "Kejari",
                "Kejati",
            ) or head.startswith(("Kantor", "Kejaksaan", "Pengadilan", "Rumah Sakit", *_NATIONAL_KINDS)):
                yield AgencyFind(
                    self._fixed(head, name_text), None, span, inner or self.kecamatan.get(name_text.lower())
                )
            elif head in ("Dinas", "Badan", "Satgas", "UPTD") and context and len(words) >= 1 and head != "Badan":
                yield AgencyFind(f"{head} {name_text} {self.official[context]}", None, span, context, bare=True)

    def _own_name(self, full: str, at: int) -> tuple[int, list[str]]:
        """The capitalised words that follow a head word, joiners between them, up to a place or a person."""
        words: list[str] = []
        end = at
        while len(words) < 9:
            if words and self._place.match(full, end) and not re.match(r"\s*[IVX]+\b", full[end:]):
                place = self._place.match(full, end)
                if place and "\n" not in place[0]:
                    break
            token = re.match(r"\s*([A-Z][\w.'-]*|\d{1,2}(?=\s))", full[end : end + 40])
            if token and "\n" not in token[0]:
                word = token[1].rstrip(".")
                if word in _NAME_STOP or (word.lower() in self.place_of and words):
                    break
                words.append(word)
                end += token.end() - (1 if token[1].endswith(".") else 0)
                if token[1].endswith("."):
                    break
                continue
            joiner = re.match(r"\s*(dan|serta|&|/|,)\s+(?=[A-Z])", full[end : end + 12])
            if not joiner or not words:
                break
            following = re.match(r"([A-Z][\w-]*)", full[end + joiner.end() :])
            if following and (
                following[1] in _NAME_STOP
                or following[1]
                in ("Dinas", "Badan", "Bagian", "Kantor", "Polres", "Puskesmas", "Inspektorat", "RSUD", "Bappeda")
                or following[1].lower() in self.place_of
            ):
                break
            if joiner[1] == "," and not self._list_inside(full, end):
                break
            end += joiner.end()
        # a joiner must not end the name
        text = re.sub(r"\s*(?:dan|serta|&|/|,)\s*$", "", full[at:end])
        return at + len(text), words

    @staticmethod
    def _list_inside(full: str, end: int) -> bool:
        """A comma inside one name ("Dinas Sosial, Pemberdayaan Perempuan dan …"): an "and" and a place follow soon."""
        return bool(
            re.match(
                r",\s+[A-Z]\w+(?:\s+[A-Z]\w+){0,3}(?:,\s+[A-Z]\w+){0,2}\s+dan\s+[A-Z]\w+(?:\s+[A-Z]\w+){0,4}\s+(?:Kabupaten|Kab\.|Kota|Provinsi)\b",
                full[end : end + 160],
            )
        )

    def _as_printed(self, head: str, name: str, regency: str | None, place: str) -> str:
        head = self._fixed(head, "").strip()
        if regency is None:
            return f"{head} {name} {place}".replace("  ", " ")
        if head in ("Puskesmas", "RSUD", "RSU", "RSD", "Polsek"):
            return f"{head} {name} {place}"
        return f"{head} {name} {self.official[regency]}"

    @staticmethod
    def _fixed(head: str, name: str) -> str:
        head = (
            head.replace("Kejaksaan Negri", "Kejaksaan Negeri")
            .replace("Kejari", "Kejaksaan Negeri")
            .replace("Kejati", "Kejaksaan Tinggi")
            .replace("Ditjen", "Direktorat Jenderal")
        )
        return f"{head} {name}".strip()

    # an abbreviation mistyped, with its place behind it

    def _misspelt(self, full: str, found: list[AgencyFind]) -> Iterable[AgencyFind]:
        for match in re.finditer(r"\b([A-Z][a-z]{5,}|[A-Z]{6,})\s+(?=[A-Z])", full):
            span = Span(match.start(1), match.end(1))
            if any(span.overlaps(f.span) for f in found) or _fold(match[1]) in self.forms:
                continue
            place = self._place.match(full, match.end(1))
            if not place or "\n" in place[0]:
                continue
            regency = self.place_of.get(place["name"].lower())
            near = process.extractOne(match[1].lower(), self.short_forms, scorer=fuzz.ratio, score_cutoff=84)
            if near and regency:
                kind = self.forms[near[0]]
                yield AgencyFind(self.compose(kind, regency), kind.id, Span(match.start(), place.end()), regency)


def _fold(text: str) -> str:
    return " ".join(re.sub(r"[,]", "", text).lower().split())


def _loose(form: str) -> str:
    """A form as expression: any blanks, commas where a list may have them."""
    return r",?\s+".join(re.escape(word) for word in form.split())
