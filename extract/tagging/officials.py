"""People in public office: role and name in either order, lists, brackets; one person is one entity in an article."""

from __future__ import annotations

import re
from dataclasses import dataclass

from rapidfuzz import fuzz

from config.gazetteer import Gazetteer
from extract.tagging.linking import Linker, plain_role
from extract.tagging.names import DEGREES, FIRST, read_name, sounding, telling
from extract.tagging.places import PROVINCE, dominant
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Sentence, Source, Span
from extract.tagging.roles import HEAD, LOWER_HEAD, Role, read_role

# Between a name and the role told after it.
_APPOSITION = re.compile(
    r"^\s*(?:,\s*(?:selaku\s+|sebagai\s+|yang\s+(?:juga\s+)?(?:menjabat\s+|kini\s+|juga\s+)?(?:sebagai\s+|selaku\s+)?|yakni\s+|yaitu\s+)?|\(\s*|\s+(?:selaku|sebagai|yang\s+(?:juga\s+|kini\s+|saat\s+ini\s+)?(?:menjabat|memangku|memegang|memimpin)(?:\s+(?:sebagai|jabatan|selaku))*|yang\s+(?:juga|kini|merupakan))\s+|\s+[-–—]\s+)(?:salah\s+seorang\s+|seorang\s+)?"
)
# Between a role and the name after it: nothing, a comma, "yakni", the office's second name.
_BRIDGE = re.compile(r"^\s*(?:,|:|\bbernama\b|\byakni\b|\byaitu\b|\bdijabat(?: oleh)?\b)?\s*(?:yakni\s+|yaitu\s+)?")
# Words after a name that say: no person here.
_PLACES_BEFORE = re.compile(
    r"(?:Jalan|Jl\.?|Gedung|Lapangan|RSUD|RSU|Rumah Sakit|Stadion|Patung|Taman Makam|Universitas|Bandara|Pasar|Balai Budaya|GOR|Kesenian|Hotel|Pura|Kawasan)\s+$"
)
_SPEECH = r"(?:ujar|kata|tegas|jelas|papar|ungkap|tutur|imbuh|tandas|ucap|terang|beber|sebut|cetus|pinta|harap|pesan|tambah|aku|lanjut|tekan|pungkas)(?:nya)?"


@dataclass(slots=True)
class _Naming:
    """One naming with what was told beside it."""

    span: Span
    name: str
    role: Role | None


class OfficialFinder:
    """Grammar, gazetteer and the merging of namings into persons."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.linker = Linker(gazetteer)
        self.persons = {p.id: p for p in gazetteer.persons}
        self.place_words = frozenset(
            {w.lower() for r in gazetteer.regencies for form in (r.name, r.capital, *r.kecamatan) for w in form.split()}
            | {w.lower() for p in gazetteer.outside for w in (p.name, *p.forms) if " " not in w}
            | {"bali", "lombok", "barat", "timur", "selatan", "utara", "tengah"}
        ) - {"gianyar banget"}
        spellings = sorted(
            {s for p in gazetteer.persons for s in (p.name, *p.spellings) if len(s.split()) >= 2}, key=len, reverse=True
        )
        self._known = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(s) for s in spellings) + r")(?![\w])")
        self.regency_of = {
            form.lower(): r.name for r in gazetteer.regencies for form in (r.name, r.capital, *r.typos)
        } | {"bali": PROVINCE}

    def find(
        self, source: Source, sentences: list[Sentence], places: list[PlaceFind], agencies: list[AgencyFind]
    ) -> list[OfficialFind]:
        full = source.full
        context = dominant(places, source)
        namings = self._by_role(full) + self._before_role(full)
        namings += self._by_spelling(full, namings)
        namings = self._without_overlap(namings, source)
        people: list[OfficialFind] = []
        in_text = [n for n in namings if n.span.start >= source.shift]
        in_title = [n for n in namings if n.span.start < source.shift]
        for naming in in_text:
            self._add(people, naming, source, agencies, context)
        for naming in in_title:
            # A headline capitalises everything: it adds nobody whom neither the text nor the gazetteer knows.
            self._add(people, naming, source, agencies, context, only_known=True)
        self._short_forms(people, source)
        return [p for p in people if p.spans]

    # grammar

    def _by_role(self, full: str) -> list[_Naming]:
        """Role, then name: "Sekda Badung I Wayan …", "Bupati Jembrana, I Nengah …"."""
        found = []
        for match in HEAD.finditer(full):
            role = read_role(full, match, self.place_words)
            if role is None:
                continue
            bridge = _BRIDGE.match(full[role.end : role.end + 30])
            at = role.end + (bridge.end() if bridge else 0)
            comma = "," in full[role.end : at]
            name = read_name(full, at, places=self.place_words)
            if name is None or "\n" in full[role.end : at] or not self._is_name(full, name, comma):
                continue
            found.append(_Naming(Span(name[0], name[1]), full[name[0] : name[1]], role))
            found += self._listed(full, name[2], role)
        return found

    def _listed(self, full: str, at: int, role: Role) -> list[_Naming]:
        """Nothing is lent to the next name of a list: each has its own role or is none. Kept for "dan Wakilnya …"."""
        match = re.match(r"\s+(?:dan|bersama|beserta)\s+(?:[Ww]akilnya|wakil(?:nya)?)\s*,?\s*", full[at : at + 40])
        if not match:
            return []
        name = read_name(full, at + match.end(), places=self.place_words)
        if name is None:
            return []
        return [
            _Naming(
                Span(name[0], name[1]),
                full[name[0] : name[1]],
                Role(role.start, role.end, f"Wakil {role.text}", "Wakil"),
            )
        ]

    def _is_name(self, full: str, name: tuple[int, int, int], comma: bool) -> bool:
        text = full[name[0] : name[1]]
        words = text.split()
        first = words[0].rstrip(".").lower()
        if _PLACES_BEFORE.search(full[max(0, name[0] - 24) : name[0]]):
            return False
        opener = (
            first.replace(".", "") in {f.replace(".", "") for f in FIRST}
            or name[1] != name[2]
            or full[name[0] - 1 : name[0]] == "."
        )
        if comma and not opener and len(words) < 2:
            return False
        if len(words) == 1 and first in self.place_words:
            return False
        # "Kepala Desa Adat", "Bupati Menang": a single ordinary word after a bare role wants to be known or look like a name
        return not (len(words) == 1 and len(text) < 4 and not opener)

    def _before_role(self, full: str) -> list[_Naming]:
        """Name, then role: "X selaku Kepala …", "X (Kabag Umum)", "…, kata X, anggota Ombudsman RI"."""
        found = []
        for match in LOWER_HEAD.finditer(full):
            begin = max(0, match.start() - 110)
            before = full[begin : match.start()]
            cut = max(before.rfind("\n"), -1)
            before, begin = before[cut + 1 :], begin + cut + 1
            for start in [m.start() for m in re.finditer(r"(?<![\w.])(?=[A-Z])", before)]:
                absolute = begin + start
                name = read_name(full, absolute, places=self.place_words)
                if name is None or name[2] > match.start():
                    continue
                apposition = _APPOSITION.match(full[name[2] : match.start()])
                if not apposition or apposition.end() != match.start() - name[2]:
                    continue
                between = full[name[2] : match.start()].strip()
                words = full[name[0] : name[1]].split()
                if not self._is_name(full, name, True) or HEAD.match(full, name[0]):
                    continue
                if between in (",", "-", "–", "—") and (
                    len(words) < 2 and not re.search(rf"{_SPEECH}\s+$", full[max(0, name[0] - 14) : name[0]])
                ):
                    continue
                if between == "," and self._in_list(full, name, match):
                    continue
                role = read_role(full, match, self.place_words)
                if role is None:
                    continue
                # "Bupati X, Sekda Y": the role belongs to the name that follows it, unless it ends the phrase
                follows = read_name(
                    full, role.end + len(re.match(r"\s*", full[role.end : role.end + 3])[0]), places=self.place_words
                )  # type: ignore[index]
                if (
                    between == ","
                    and follows
                    and self._is_name(full, follows, False)
                    and full[role.end : role.end + 1] == " "
                ):
                    continue
                found.append(_Naming(Span(name[0], name[1]), full[name[0] : name[1]], role))
                break
        return found

    def _in_list(self, full: str, name: tuple[int, int, int], match: re.Match[str]) -> bool:
        """The name ends an item of a list whose role stands before it: "Bupati A, Sekda B serta …"."""
        before = full[max(0, name[0] - 80) : name[0]]
        heads = list(HEAD.finditer(before))
        return bool(heads) and not re.search(r"[,.;]", before[heads[-1].end() :])

    def _by_spelling(self, full: str, namings: list[_Naming]) -> list[_Naming]:
        """Persons of the gazetteer named without a role."""
        found = []
        for match in self._known.finditer(full):
            span = Span(match.start(), match.end())
            if any(span.overlaps(n.span) for n in namings) or _PLACES_BEFORE.search(
                full[max(0, span.start - 24) : span.start]
            ):
                continue
            found.append(_Naming(span, match[0], None))
        return found

    @staticmethod
    def _without_overlap(namings: list[_Naming], source: Source) -> list[_Naming]:
        kept: list[_Naming] = []
        for naming in sorted(namings, key=lambda n: (n.role is None, -(n.span.end - n.span.start))):
            clash = next((k for k in kept if k.span.overlaps(naming.span)), None)
            if clash is None:
                kept.append(naming)
        del source
        return sorted(kept, key=lambda n: n.span.start)

    # persons

    def _add(
        self,
        people: list[OfficialFind],
        naming: _Naming,
        source: Source,
        agencies: list[AgencyFind],
        context: str | None,
        *,
        only_known: bool = False,
    ) -> None:
        full = source.full
        name = _trimmed(naming.name)
        role_text = naming.role.text if naming.role else None
        regency, agency = self._served(naming.role, agencies, context) if naming.role else (None, None)
        plain = plain_role(role_text) if role_text else None
        home = next((p for p in people if _same_person(p, name, plain)), None)
        known = self.linker.link(name, role=role_text, regency=regency, agency=agency, day=source.published)
        if known is None and role_text and regency and source.published is None:
            known = self.linker.link(name, role=role_text, regency=regency, agency=agency, day=None)
        if home is None and known is not None:
            home = next((p for p in people if p.id == known.person.id), None)
        if home is None:
            if only_known and known is None:
                return
            if naming.role is None and known is None:
                return
            if naming.role is None and known is not None and not known.person.terms:
                return
            home = OfficialFind(name, None, role_text, agency, regency)
            people.append(home)
        if known is not None and home.id is None:
            home.id, home.name = known.person.id, known.person.name
            if home.agency is None and known.term:
                home.agency, home.regency = known.term.agency, known.term.regency
            if home.role is None and known.term:
                home.role = None
        if home.role is None and role_text:
            home.role, home.agency, home.regency = role_text, home.agency or agency, home.regency or regency
        if home.id is None and len(name) > len(home.name):
            home.name = name
        start = naming.span.start + (full[naming.span.start : naming.span.end].find(name) if name in naming.name else 0)
        home.spans.append(Span(start, start + len(name)))
        home.surfaces.add(name)

    def _served(self, role: Role, agencies: list[AgencyFind], context: str | None) -> tuple[str | None, str | None]:
        """(regency, body) that the role is of: a body named inside it, else the place in it, else the context's government."""
        span = Span(role.start, role.end)
        inside = [a for a in agencies if a.span.overlaps(span) and a.name]
        if inside:
            chosen = max(inside, key=lambda a: a.span.end - a.span.start)
            return chosen.regency, chosen.name
        words = re.findall(r"[A-Z]\w+", role.text)
        told = next(
            (
                self.regency_of[w.lower()]
                for w in reversed(words)
                if w.lower() in self.regency_of and w.lower() != "negara"
            ),
            None,
        )
        return told or (context if self._local(role) else None), None

    @staticmethod
    def _local(role: Role) -> bool:
        return not re.match(
            r"(?:Wakil\s+)?(?:Menteri|Menko|Presiden|Dirjen|Deputi|Direktur Jenderal|[Aa]nggota|Komisioner)", role.head
        )

    # short forms

    def _short_forms(self, people: list[OfficialFind], source: Source) -> None:
        """Later namings by a part of the name: "Sanjaya", "Bupati Eka", "Ni Nyoman"."""
        full = source.full
        taken = [s for p in people for s in p.spans]
        forms: dict[str, OfficialFind | None] = {}
        for person in people:
            for form in self._forms(person):
                forms[form] = None if form in forms and forms[form] is not person else person
        usable = sorted((f for f, p in forms.items() if p), key=len, reverse=True)
        if not usable:
            return
        pattern = re.compile(r"(?<![\w-])(?:" + "|".join(re.escape(f) for f in usable) + r")(?![\w-])")
        for match in pattern.finditer(full):
            span = Span(match.start(), match.end())
            if any(span.overlaps(t) for t in taken) or self._other(full, match):
                continue
            person = forms[match[0]]
            assert person is not None
            person.spans.append(span)
            person.surfaces.add(match[0])
            taken.append(span)
        for person in people:
            person.spans.sort(key=lambda s: s.start)

    def _forms(self, person: OfficialFind) -> set[str]:
        found: set[str] = set()
        for surface in set(person.surfaces):
            words = surface.split()
            for number in range(len(words)):
                tail = " ".join(words[number:])
                if telling(tail) and (number == 0 or len(tail) > 3):
                    found.add(tail)
            main = telling(surface)
            found |= {w for w in main if len(w) >= 4}
            # "Ni Nyoman", "Umar": the front part, where it is more than an opener
            if len(words) >= 3 and words[0] in ("Ni", "I", "Sang", "Dewa", "Ida") and len(words[1]) > 3:
                found.add(f"{words[0]} {words[1]}")
            if words and words[0].lower().rstrip(".") not in FIRST and len(words[0]) >= 3:
                found.add(words[0])
        if person.id:
            found |= set(self.persons[person.id].short)
        return {
            f for f in found if f.lower() not in self.place_words and f not in _COMMON and f not in person.surfaces
        } | {s for s in person.surfaces}

    def _other(self, full: str, match: re.Match[str]) -> bool:
        """The word stands in another name or in the name of a thing: "Desa Dana", "Jaya Abadi", "Kembang Api"."""
        before, after = full[max(0, match.start() - 24) : match.start()], full[match.end() : match.end() + 16]
        if _PLACES_BEFORE.search(before):
            return True
        # preceded by another capitalised name word that is neither role nor title, or followed by one
        previous = re.search(r"([A-Z][\w'’-]*)\.?\s$", before)
        role_before = bool(
            previous
            and (
                HEAD.search(before.rstrip() + " ")
                or previous[1] in _MAY_PRECEDE
                or previous[1].lower() in self.place_words
            )
        )
        sentence_start = bool(re.search(r"(?:^|[.!?”\"\n])\s*$", before))
        if (
            previous
            and not role_before
            and not sentence_start
            and not re.search(r"[.!?:;,]\s*[A-Z][\w'’-]*\.?\s$", before)
            and match[0].count(" ") == 0
        ):
            return True
        following = re.match(r"\s([A-Z][\w'’]+)", after)
        return bool(
            following
            and match[0].count(" ") == 0
            and following[1] not in ("RI", "SE", "SH", "MM")
            and not following[1].isupper()
            and match.start() > 0
            and following[1].lower() not in self.place_words
            and full[max(0, match.start() - 200) : match.start()].count("\n\n") > 0
        )


_COMMON = frozenset(
    [
        "Dana",
        "Negara",
        "Putra",
        "Jaya",
        "Utama",
        "Satria",
        "Bagus",
        "Agung",
        "Sari",
        "Tri",
        "Dwi",
        "Eka",
        "Suka",
        "Karya",
        "Bali",
        "Desa",
        "Jaksa",
        "Raka",
        "Alit",
        "Oka",
        "Rai",
        "Anom",
        "Gede",
        "Made",
        "Surya",
        "Merta",
        "Arta",
        "Artha",
        "Adi",
        "Sri",
        "Ayu",
        "Kembang",
        "Mas",
        "Muda",
        "Madya",
        "Yoga",
        "Budi",
        "Dharma",
        "Krisna",
        "Candra",
        "Indra",
        "Wijaya",
        "Widya",
        "Kuta",
        "Rama",
    ]
)
_MAY_PRECEDE = frozenset(
    [
        "Bupati",
        "Wabup",
        "Sekda",
        "Gubernur",
        "Wagub",
        "Walikota",
        "Kota",
        "Kapolres",
        "Kapolda",
        "Kajari",
        "Pak",
        "Bapak",
        "Ibu",
        "Bu",
        "Dr",
        "Drs",
        "Ir",
        "Prof",
        "Kadis",
        "Kabag",
        "Camat",
        "Lurah",
        "Perbekel",
        "Pj",
        "Plt",
        "Plh",
        "Pjs",
        "Ketua",
        "Kepala",
        "Wakil",
        "Menurut",
        "Namun",
        "Sementara",
        "Kata",
        "Ujar",
        "Lanjut",
        "Adapun",
        "Bagi",
        "Untuk",
        "Dalam",
        "Saat",
        "Ketika",
        "Sebelumnya",
        "Kepada",
        "Selain",
        "Bersama",
        "Oleh",
        "Menko",
        "AKBP",
        "Kompol",
        "Jika",
        "Karena",
        "Sedangkan",
        "Gus",
        "Gung",
        "Cok",
        "Tjok",
        "Nyoman",
    ]
)


def _trimmed(name: str) -> str:
    """Without degrees that stuck to it and a trailing comma."""
    match = next((m for m in re.finditer(r"[.,]\s*|\s+", name) if DEGREES.fullmatch(name[m.start() :])), None)
    return (name[: match.start()] if match else name).strip(" ,")


def _same_person(person: OfficialFind, name: str, role: str | None) -> bool:
    """Another spelling or a part of the same name."""
    spoken = sounding(name)
    words = set(spoken.split())
    for surface in (*person.surfaces, person.name):
        other = sounding(surface)
        if spoken == other or (fuzz.ratio(spoken, other) >= 88 and len(words) == len(other.split())):
            return True
        others = set(other.split())
        if (
            telling(name)
            and (words <= others or others <= words)
            and (len(words & others) >= 2 or len(telling(name)) >= 1)
        ):
            mine, theirs = {sounding(t) for t in telling(name)}, {sounding(t) for t in telling(surface)}
            if mine and (mine <= theirs or theirs <= mine) and (mine & theirs):
                return True
        if role and person.role and plain_role(person.role) == role and fuzz.ratio(spoken, other) >= 80:
            return True
    return False
