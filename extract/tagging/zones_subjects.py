"""Who is rated: the nine and the province, and named bodies."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from config.gazetteer import Gazetteer
from extract.tagging.places import PROVINCE
from extract.tagging.records import AgencyFind, PlaceFind, Sentence, within
from extract.tagging.wording import alternatives, ends_with
from extract.tagging.zones_groups import GroupFinder, Subject

__all__ = ["Subject", "SubjectFinder"]

_GOVERNMENT = re.compile(
    r"(?:\b(?:Pemerintah(?:an)?\s+(?:Daerah\s+)?(?:Kabupaten|Kota|Provinsi|Propinsi|Kab\.?)?|Pem(?:kab|kot|prov|da)|Kabupaten|Kab\.?|(?<!wali )Kota|Provinsi|Propinsi|Prov\.?)\s+)$",
    re.IGNORECASE,
)
# Governments and offices that no list has: "Kabupaten Lombok Timur", "Kantor Camat Rendang".
_UNLISTED = re.compile(
    r"(?<!Wali )\b(?:(?P<far>(?:Kabupaten|Kab\.|Kota|Pemkab|Pemkot|Provinsi|Pemprov)\s+(?P<name>(?!Bali\b|Layak|Sehat|Kreatif|Seni|Adat|Lama|Tua)[A-Z][a-z]+(?:\s+(?:Timur|Barat|Utara|Selatan|Tengah|Besar|[A-Z][a-z]+))?))|Kantor\s+Camat\s+(?P<camat>[A-Z][a-z]+(?:\s+(?:Barat|Timur|Utara|Selatan))?))"
)
_FAR = re.compile(r"Pemerintah (?:Kabupaten|Kota|Provinsi) (?P<name>[A-Z].*)$")
# "di lingkungan Pemkot X, Disdukcapil …": where its offices are.
_INSIDE = re.compile(r"\b(?:lingkungan|lingkup|jajaran|internal)\s+$", re.IGNORECASE)
_SEAT = re.compile(r"\bibu\s?kota\s+$", re.IGNORECASE)
_HELD_BY = re.compile(
    r"\bdi(?:raih|peroleh|sandang|pegang|huni|tempati|dapat|terima|capai|rebut|duduki|isi)\w*\b[^,;.]{0,60}\boleh\s+$",
    re.IGNORECASE,
)
# "rumah sakit milik Pemkot X": the owner is not the rated.
_OWNER = re.compile(
    r"\b(?:rumah\s+sakit|RSUD|puskesmas|unit|kantor|lembaga|instansi|dinas)\s+(?:\w+\s+)?milik\s+$", re.IGNORECASE
)
_RIVAL = re.compile(
    r"\b(?:menyalip|mengungguli|mengalahkan|melampaui|melewati|menggeser|membuntuti|menguntit|menempel|membayangi|di\s+(?:atas|bawah|belakang)|dibanding(?:kan)?|ketimbang|unggul\s+atas)\s+$",
    re.IGNORECASE,
)
_BARE_PROVINCE = re.compile(r"\b[Pp]emerintah\s+[Pp]rovinsi(?:nya)?\b(?!\s+[A-Z])")
# "provinsi sudah hijau", "zona hijau yang diterima provinsi"
_PROVINCE = re.compile(
    r"\b[Pp]emprov\b(?!\s+(?:[A-Z]|lain|se))|\b[Pp]rovinsi\b(?=\s+(?:sudah|masih|juga|kini|tetap|pun|sendiri|turut|ikut|merupakan)\b)|(?<=\bdiikuti )provinsi\b(?!\s+[A-Z])|(?<=\bditerima )provinsi\b(?!\s+[A-Z])|(?<=\bdisusul )provinsi\b(?!\s+[A-Z])"
)
# "DENPASAR, Pos Anu —", "Denpasar (Kantor Berita) -", "pos.co.id, Amlapura -"
_DATELINE = re.compile(r"(?:(?:[A-Z][\w&’']*\.?|\w+(?:\.\w+)+|\([^)]{2,40}\))(?:\s*[,/|]\s*|\s+)){1,7}[-–—|]+\s")
_EPITHET = re.compile(r"\b(?:kabupaten|kota|daerah|pemkab|pemkot|bumi)\s+(?:\w+\s+){1,5}$", re.IGNORECASE)
_THAT = re.compile(r"\s+(?:itu|ini|tersebut)\b", re.IGNORECASE)
_CLAUSE_START = re.compile(r"(?:^|;\s*|\b(?:sementara|sedangkan|tetapi|namun|adapun|bahwa)\s+)$", re.IGNORECASE)


_OFFICES = re.compile(r"(?:OPD|SKPD|perangkat\s+daerah|unit(?:\s+\w+)?|dinas|instansi|puskesmas)\W*$", re.IGNORECASE)
_IN_TOWN = re.compile(r"(?<=\w )(?:ke|di|dari)\s+(?!Bali\b)(?P<town>(?!Pulau)[A-Z]\w+(?:\s+[A-Z]\w+){0,5}),\s+$")
# "Kantor Gubernur Bali", "ruang kerja Bupati Tabanan": a place
_BUILDING = re.compile(
    r"\b(?:kantor|rumah\s+(?:jabatan|dinas)|ruang\s+(?:\w+\s+)?|halaman|aula|gedung|lobi|pendopo|lapangan)\s*(?:bupati|gubernur|wali\s?kota|sekda)\s+$",
    re.IGNORECASE,
)
# ", kata Kadis X,"
_SAID = re.compile(
    r",\s*(?:kata|ujar|menurut|sebut|lanjut|ungkap|tutur|jelas|imbuh|tambah|terang|papar|ucap|tegas|sambung)\w*\s[^,]*,",
    re.IGNORECASE,
)
_WHOEVER = re.compile(
    r"(?<!satunya )(?<!satu )(?<!menjadi )(?<!adalah )\b(?:daerah|kabupaten|kota|kabupaten/kota|pemda|pemkab|pemkot|instansi|unit|dinas|OPD|puskesmas|polres)\s+(?:lain\s+)?yang\s+(?:(?:sudah|telah|masih|belum|nanti|berada|di|masuk|mendapat|zona|berzona|berwarna)\s+)*$",
    re.IGNORECASE,
)
_OWNING = re.compile(r"\s+(?:(?:di|milik|pada)\s+(?:lingkungan\s+)?)?", re.IGNORECASE)


_LIST_END = re.compile(r"\s*,?\s+(?:dan|serta|maupun)\s+", re.IGNORECASE)
_AND = re.compile(r"\s*(?P<comma>,)?\s*(?P<last>dan|serta|maupun|&)?\s*", re.IGNORECASE)


def _levelled(text: str, subjects: list[Subject]) -> list[Subject]:
    """ "kalah dari X dan Y": what stands before the first of a list is said of all."""
    found = list(subjects)
    for number in range(len(found) - 1, 0, -1):
        first = number
        while (
            first > 0
            and (m := _AND.fullmatch(text[found[first - 1].end : found[first].start]))
            and (m["comma"] or m["last"])
        ):
            if first == number and not m["last"]:
                break
            first -= 1
        listed = found[first : number + 1]
        if len(listed) > 1 and found[first].weight == 0 and all(s.kind == "regency" for s in listed):
            for at in range(first + 1, number + 1):
                if found[at].end - found[at].start == len(text[found[at].start : found[at].end].split()[-1]):
                    found[at] = replace(found[at], weight=0)
    return found


def _far(printed: str) -> str:
    """The name of a body outside Bali is what is printed."""
    return f"luar:{' '.join(printed.split())}"


def _owns(text: str, group: Subject, regency: Subject) -> bool:
    return bool(
        group.end <= regency.start
        and _OFFICES.search(text[group.start : group.end])
        and _OWNING.fullmatch(text[group.end : regency.start])
    )


class SubjectFinder:
    """Built once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        words = gazetteer.ratings
        self.official = {r.name: r.official for r in gazetteer.regencies}
        self.nine = frozenset(self.official)
        self.rated = words.rated
        self.groups = GroupFinder(words, self.official)
        self._head = ends_with(words.heads)
        self._role = ends_with(words.roles)
        self._where = re.compile(rf"(?<!\w)(?:{alternatives(words.where)})\s*$", re.IGNORECASE)
        self._se = re.compile(r"\bse-?\s?$", re.IGNORECASE)
        self._number = re.compile(
            rf"(?<![\w.,])(?:(?!20\d\d\b)\d[\d.]*|{alternatives((*words.numbers, *words.all))})\s+$", re.IGNORECASE
        )
        self._general = re.compile(
            r"\b(?:pemerintah\s+daerah|instansi|lembaga|entitas|penyelenggara|daerah|kabupaten/kota|pemda)\s+(?:yang\s+)?$"
            r"|\b(?:kecamatan|puskesmas|sekolah|desa|kelurahan)\s+(?:cukup|masih|sudah|harus|wajib|minimal)\s+$"
            r"|(?:^|[.,:;“\"]\s*|\b(?:bahwa|setiap|tiap|semua)\s+)(?:daerah|kabupaten|kota|pemda|pemkab|pemkot|instansi|unit|dinas|OPD)\s+yang\s+(?:(?:sudah|telah|masih|belum|nanti|berada|di|masuk|mendapat|zona|berzona)\s+)*$"
            r"|\b(?:daerah|kabupaten|kota|kabupaten/kota|pemda|pemkab|instansi)\s+yang\s+(?!(?:tadi|sebelum|dulu|awal|semula)nya)\w+nya\s+(?:(?:sudah|telah|masih|belum)\s+)?$"
            r"|\b(?:ada|beberapa|sejumlah|banyak|setiap|para)\s+(?:\w+\s+){1,2}yang\s+(?:masih\s+|sudah\s+)?$",
            re.IGNORECASE,
        )

    def find(
        self,
        sentence: Sentence,
        places: Sequence[PlaceFind],
        agencies: Sequence[AgencyFind],
        main: str | None,
        home: bool = True,
    ) -> list[Subject]:
        """The subjects of one sentence in order; `places` and `agencies` are sorted by their start.

        `home`: the article is of Bali, so that "kabupaten lainnya" are those of Bali.
        """
        text, shift = sentence.text, sentence.start
        found: list[Subject] = []
        barred: list[tuple[int, int]] = []
        if sentence.number == 1 and (dateline := _DATELINE.match(text)):
            barred.append(dateline.span())
        for agency in within(agencies, sentence):
            start, end = agency.span.start - shift, agency.span.end - shift
            before = text[max(0, start - 40) : start]
            if (
                agency.bare
                and home
                and text[start:end].lower() in ("pemprov", "pemerintah provinsi")
                and not self._number.search(before)
            ):
                found.append(Subject(start, end, PROVINCE, PROVINCE, "regency"))
                barred.append((start, end))
                continue
            if agency.bare and (agency.id == "pemerintah" or self._number.search(before)):
                continue  # "186 pemkab" are so many of them, "pemkab" alone is whoever was spoken of
            if agency.id == "pemerintah" and agency.regency:
                inside = self._role.search(before) or _INSIDE.search(before) or _OWNER.search(before)
                weight = 1 if self._head.search(before) else 0 if inside else 2
                found.append(Subject(start, end, agency.regency, agency.regency, "regency", weight))
            elif agency.regency is None and not agency.bare and _FAR.match(agency.name):
                weight = 1 if self._head.search(before) else 2
                found.append(Subject(start, end, _far(text[start:end]), None, "regency", weight))
            elif agency.name.startswith("Ombudsman"):
                pass
            elif (
                agency.name.lower().startswith(self.rated)
                and not self._role.search(before)
                and not self._head.search(before)
            ):
                outside = self._outside(agency)
                name = _far(text[start:end]) if outside else agency.name
                weight = 0 if self._where.search(before) else 2
                found.append(Subject(start, end, name, None if outside else agency.regency, "agency", weight))
            barred.append((start, end))
        for place in within(places, sentence):
            start, end = place.span.start - shift, place.span.end - shift
            if place.dateline or any(a < end and start < b for a, b in barred):
                continue
            subject = self._place(text, start, end, place)
            if subject:
                found.append(subject)
        for match in _UNLISTED.finditer(text):
            if any(s.start < match.end() and match.start() < s.end for s in found) or any(
                a < match.end() and match.start() < b for a, b in barred
            ):
                continue
            if self._role.search(text[: match.start()]) or self._head.search(text[: match.start()]):
                continue
            weight = 0 if self._where.search(text[max(0, match.start() - 40) : match.start()]) else 2
            if match["camat"] and weight:
                found.append(Subject(match.start(), match.end(), f"Kecamatan {match['camat']}", main, "agency"))
            elif match["name"] and match["name"] not in self.nine:
                found.append(Subject(match.start(), match.end(), _far(match[0]), None, "regency", weight))
        if home:
            found += [
                Subject(m.start(), m.end(), PROVINCE, PROVINCE, "regency")
                for m in (*_BARE_PROVINCE.finditer(text), *_PROVINCE.finditer(text))
                if not any(a < m.end() and m.start() < b for a, b in barred)
                and not any(s.start < m.end() and m.start() < s.end for s in found)
                and not self._role.search(text[: m.start()])
            ]
        groups = self.groups.find(text, found, main, home)
        # "dua SKPD Gianyar", "18 OPD di Pemkab Tabanan": so many of its offices
        owned: list[Subject] = []
        for subject in sorted((s for s in found if s.kind == "regency"), key=lambda s: s.start):
            if any(_owns(text, g, subject) for g in groups if g.kind == "count") or (
                owned and _AND.fullmatch(text[owned[-1].end : subject.start])
            ):
                owned.append(subject)
        found += self._beside(text, shift, within(places, sentence), found)
        asides = [m.span() for m in _SAID.finditer(text)]
        clear = sum(s.weight > 0 for s in found) > 1
        found = [
            replace(s, weight=0)
            if s.kind == "regency"
            and (
                any(a <= s.start < b for a, b in asides)
                or (clear and s.weight == 1 and _BUILDING.search(text[: s.start]))
            )
            else s
            for s in found
            if s not in owned
        ]
        return _levelled(text, sorted(found + groups, key=lambda s: s.start))

    def _place(self, text: str, start: int, end: int, place: PlaceFind) -> Subject | None:
        before = text[max(0, start - 40) : start]
        if _SEAT.search(before):
            return None  # "ibu kota Provinsi Bali ini"
        if place.name == PROVINCE and _EPITHET.search(before) and _THAT.match(text, end):
            return None  # "kabupaten di ujung barat Pulau Dewata itu"
        government = _GOVERNMENT.search(before)
        if place.outside:
            if not government:
                # "sementara Lombok Utara masih kuning"
                clear = _CLAUSE_START.search(text[:start])
                return Subject(start, end, _far(text[start:end]), None, "regency") if clear else None
            begin = start - len(government[0].lstrip())
            return Subject(begin, end, _far(text[begin:end]), None, "regency")
        if place.how in ("kecamatan", "town", "capital") and not (
            government and text[start:end].lower() == place.name.lower()
        ):
            return None
        if place.name == PROVINCE:
            named = text[start:end].lower() != "bali" or (
                government and not re.search(r"kab|kota", government[0], re.IGNORECASE)
            )
            if not named and not re.search(
                r"\b(?:gubernur|wagub|sekda|sekretaris\s+daerah|sekprov)\s+$", before, re.IGNORECASE
            ):
                return None
        outer = before[: government.start()] if government else before
        if self._se.search(outer) or self._se.search(before):
            return None
        if not government and self._role.search(outer):
            return None
        weight = 1 if self._head.search(outer) else 0 if self._where.search(outer) or self._role.search(outer) else 2
        if weight == 2 and (town := _IN_TOWN.search(before)) and town["town"] not in self.nine and not government:
            weight = 0  # "ke Sanur, Denpasar"
        if weight == 2 and _RIVAL.search(outer):
            weight = 0
        if weight == 0 and _HELD_BY.search(text[:start]):
            weight = 2  # "predikat yang diraih oleh X"
        if place.name == PROVINCE and weight == 0:
            return None
        begin = start - (len(before) - government.start()) if government else start
        return Subject(begin, end, place.name, place.name, "regency", weight)

    @staticmethod
    def _beside(text: str, shift: int, places: Iterable[PlaceFind], found: Sequence[Subject]) -> list[Subject]:
        """ "Denpasar dan Mataram": a place elsewhere, in a list with one of the nine."""
        beside = []
        for place in places:
            start, end = place.span.start - shift, place.span.end - shift
            if not place.outside or any(s.start < end and start < s.end for s in found):
                continue
            near = [
                s
                for s in found
                if s.kind == "regency"
                and s.weight == 2
                and (_LIST_END.fullmatch(text[s.end : start]) or _LIST_END.fullmatch(text[end : s.start]))
            ]
            if near:
                beside.append(Subject(start, end, _far(text[start:end]), None, "regency"))
        return beside

    def _outside(self, agency: AgencyFind) -> bool:
        """Of no regency of Bali: its name ends with a place elsewhere, or the article is of elsewhere."""
        if agency.regency in self.nine:
            return False
        return not any(name in agency.name for name in (*self.nine, "Bali"))

    def role(self, before: str) -> bool:
        """An office stands there: what follows is only where it is held."""
        return self._role.search(before) is not None or self._head.search(before) is not None

    def unnamed(self, before: str) -> bool:
        """ "kabupaten/kota yang masih kuning": those who have it, whoever they are."""
        return _WHOEVER.search(before) is not None

    def generic(self, before: str) -> bool:
        """ "pemerintah daerah berpredikat …": bodies in general, told right before a rating."""
        return self._general.search(before) is not None

    def offices_of(self, subject: Subject, text: str, main: str | None) -> Subject | None:
        """ "lima OPD …, seluruhnya hijau": a count whose every member is meant."""
        if main and re.search(r"OPD|SKPD|perangkat\s+daerah|dinas", text[subject.start : subject.end], re.IGNORECASE):
            return Subject(subject.start, subject.end, f"OPD {self.official[main]}", main, "units")
        return None
