"""Whom a pronoun or an epithet right before a rating means: "kita kuning", "dinasnya merah", "kabupaten di ujung barat itu hijau".

"We" is the speaker's body: the office that he heads, or the regency that he governs. An office "itu" is the last one spoken of.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from extract.tagging.places import PROVINCE
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Sentence
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term

_OFFICE = r"dinas|satuan|instansi|kantor|unit(?:\s+(?:kerja|layanan))?|lembaga|badan|rumah\s+sakit|puskesmas|polres(?:ta)?|kepolisian|RSUD|OPD|SKPD|satker"
_REGENCY = r"daerah|kabupaten|kota|pemkab|pemkot|pemda|wilayah"
_THIS = r"(?:ini|itu|tersebut)"
_PRONOUN = re.compile(
    rf"\b(?:(?P<we>kami|kita|pihaknya|(?:{_REGENCY})\s+yang\s+di\w+nya)|(?P<office>(?:{_OFFICE})(?:nya|ku|(?:\s+(?!di\b|yang\b|dan\b|di\w+\b|me[mn]\w+\b)\w+){{0,3}}?(?:\s+di(?:\s+(?-i:[A-Z])\w+){{1,2}})?\s+{_THIS}|\s+yang\s+di\w+nya))"
    rf"|(?P<regency>(?:{_REGENCY})(?:nya|ku|\s+(?:kami|kita))|(?:kabupaten|kota|daerah|pemkab|pemkot|pemda|bumi)\s+(?:[\w/]+\s+){{0,6}}?{_THIS}|(?<!sakit )(?:kabupaten|kota|daerah)\s+yang\s+(?:dipimpin|dinakhodai|dikomandoi|dikenal|berjuluk|dijuluki|berhawa|berslogan|bermoto)\w*))(?!\w)",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"\b(?:lain|setiap|tiap|semua|antara|ucapkan|lihat|tahu|harap|minta|ingin\s+melihat)\b", re.IGNORECASE
)
_DEPARTMENT = re.compile(
    r"^(?:(?:Plt|Plh|Pj)\.?\s+)?(?:Kadis|Kepala\s+Dinas|Sekdis|Sekretaris\s+Dinas)\s+(?P<name>[A-Z][\w, ]*)"
)
_RULES = re.compile(r"^(?:Pemerintah|Sekretariat\s+Daerah|Bagian|Inspektorat|DPRD|Sekretariat\s+DPRD)\b")
# "di kabupaten ini", "siapa yang dinasnya": nobody singled out.
_PLACED = re.compile(r"\b(?:di|dari|ke|oleh|bagi|untuk|siapa\s+yang|yang|setiap|tiap)\s+$", re.IGNORECASE)
_NAMELY = re.compile(r",\s*(?:yakni|yaitu|ialah)\b")
_ASIDE = re.compile(
    r",\s*(?:bukan|seperti(?:\s+halnya)?|bersama|beserta|sebagaimana|sama\s+seperti)\s[^,;]{1,60},", re.IGNORECASE
)
_TOLD = re.compile(
    r",\s*(?:kata|ujar|sambung|lanjut|menurut|imbuh|jelas|terang|papar|tutur|sebut|akui?|tegas)(?:nya)?(?:\s+\w+){0,2},",
    re.IGNORECASE,
)
# "nilai kami 65,73, masih kuning"
_AFTER_SCORE = re.compile(r"\d{1,3}[.,]\d{1,2}\s*(?:\([^)]*\)\s*)?,")
_BEHIND = re.compile(
    rf"\s+(?:yang\s+(?:\w+\s+)?(?:di|me)\w+|bagi|untuk|milik|kepada)\s+(?:kami|kita|pihaknya|\w+nya|(?:{_OFFICE}|{_REGENCY})\s+(?:ini|itu|tersebut))(?!\w)",
    re.IGNORECASE,
)
# Characters before a rating in which its pronoun stands.
WINDOW = 240
# Characters before the name with which a sentence begins.
OPENING = 30
# Sentences looked back for a speaker or an office.
BACK = 3


_TO = re.compile(r"\b(?:kepada|diterima(?:\s+oleh)?)\s+(?:[\w.]+\s+){1,5}$", re.IGNORECASE)


def _open(text: str) -> bool:
    """A quotation goes on where it ends."""
    return text.rfind("“") > text.rfind("”") or text.count('"') % 2 == 1


class Speaking:
    """One article's speakers. `official`: official names of the regencies; `rated`: how names of rated bodies begin."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        agencies: Sequence[AgencyFind],
        officials: Sequence[OfficialFind],
        places: Sequence[PlaceFind],
        official: Mapping[str, str],
        rated: tuple[str, ...],
    ) -> None:
        self.sentences, self.agencies, self.official, self.rated = sentences, agencies, official, rated
        self.spans = sorted(((s.start, o) for o in officials for s in o.spans), key=lambda e: e[0])
        self.places = places

    _KINDS = re.compile(r"puskesmas|polres|dinas|badan|rsud|rumah sakit|kantor", re.IGNORECASE)

    def quoted(self, number: int) -> bool:
        """The sentence is direct speech, or begins with it."""
        return self.sentences[number].text.startswith(("“", '"')) or _open(self._paragraph(number))

    def _paragraph(self, number: int) -> str:
        """What its paragraph says before the sentence."""
        first = number
        while first > 1 and self.sentences[first - 1].paragraph == self.sentences[number].paragraph:
            first -= 1
        return " ".join(s.text for s in self.sentences[first:number])

    def meant(self, number: int, start: int, end: int) -> tuple[str, int] | None:
        """The last pronoun of that stretch of the sentence that nothing divides from its end: its kind and place."""
        text = self.sentences[number].text
        last = None
        for match in _PRONOUN.finditer(text, max(start, end - WINDOW), end):
            last = match
        if last is None:
            return None
        between = _AFTER_SCORE.sub(" ", _NAMELY.sub(" ", _TOLD.sub(" ", _ASIDE.sub(" ", text[last.end() : end]))))
        own = re.match(r"\s+sendiri\b", text[last.end() :])  # "di dinasnya sendiri"
        if not own and _PLACED.search(text[max(0, last.start() - 30) : last.start()]):
            return None
        if len(between) > 80 or re.search(r"[,;:](?!\d)", between) or _OTHER.search(between):
            return None
        return str(last.lastgroup), last.start()

    def noun(self, number: int, term: Term) -> tuple[str, int] | None:
        """ "daerahnya sudah hijau", "daerah ini kuning": the rating's noun is the pronoun."""
        match = _PRONOUN.match(self.sentences[number].text, term.start, term.at)
        return (str(match.lastgroup), match.start()) if match else None

    def owner_behind(self, number: int, end: int) -> tuple[str, int] | None:
        """ "rapor kuning yang diterima kantornya", "zona hijau bagi daerahnya"."""
        match = _BEHIND.match(self.sentences[number].text, end)
        found = _PRONOUN.search(match[0]) if match else None
        return (str(found.lastgroup), end + found.start()) if found else None

    def resolve(self, number: int, kind: str, at: int) -> Subject | None:
        """The body meant, or None where nobody tells it."""
        position = self.sentences[number].start + at
        if kind == "office":
            return self._office(number, position)
        speaker = self.speaker(number)
        if speaker is None:
            return None
        office = self.office_of(speaker) if kind == "we" else None
        if office is not None:
            return office
        regency = self._regency_of(speaker)
        return Subject.regency_meant(regency) if regency else None

    def _office(self, number: int, position: int) -> Subject | None:
        low = self.sentences[max(1, number - BACK)].start
        named = [a for a in self.agencies if low <= a.span.start < position and a.name.lower().startswith(self.rated)]
        word = self._KINDS.match(self.sentences[number].text, position - self.sentences[number].start)
        # "puskesmas itu": the last puskesmas, whatever was spoken of since
        alike = [a for a in named if word and a.name.lower().startswith(word[0].lower())]
        named = alike or named
        if named:
            return Subject.body_meant(named[-1].name, named[-1].regency)
        speaker = self.speaker(number)
        if speaker and (office := self.office_of(speaker)):
            return office
        earlier = {a.name: a for a in self.agencies if a.span.start < low and a.name.lower().startswith(self.rated)}
        if len(earlier) != 1:
            return None
        only = next(iter(earlier.values()))
        return Subject.body_meant(only.name, only.regency)

    def speaker(self, number: int) -> OfficialFind | None:
        """Who speaks: named in the sentence, behind a quotation that goes on, or before."""
        sentence = self.sentences[number]
        around = [number]
        if _open(f"{self._paragraph(number)} {sentence.text}"):  # a quotation goes on: who says it, stands behind
            around += [n for n in (number + 1, number + 2) if n < len(self.sentences)]
        around += list(range(number - 1, max(0, number - 1 - BACK), -1))
        for near in around:
            other = self.sentences[near]
            if abs(other.paragraph - sentence.paragraph) > (0 if near > number else 1):
                continue
            named = [
                o
                for at, o in self.spans
                if other.start <= at < other.end
                and not (o.agency or "").startswith("Ombudsman")
                and (o.agency or o.regency)
            ]
            if named:
                return named[-1] if near == number else named[0]
        return None

    def opening(self, number: int) -> Subject | None:
        """The body of the official with whose name the sentence begins."""
        start = self.sentences[number].start
        named = [o for at, o in self.spans if start <= at < start + OPENING]
        if not named or (named[0].agency or "").startswith("Ombudsman"):
            return None
        office, regency = self.office_of(named[0]), self._regency_of(named[0])
        return office or (Subject.regency_meant(regency) if regency else None)

    def receiving(self, number: int) -> Subject | None:
        """ "… kepada Kapolres AKBP X": the office of whom something is handed to."""
        sentence = self.sentences[number]
        for at, official in self.spans:
            if sentence.start <= at < sentence.end and _TO.search(sentence.text[: at - sentence.start]):
                return self.office_of(official)
        return None

    def office_of(self, speaker: OfficialFind) -> Subject | None:
        if speaker.agency and not _RULES.match(speaker.agency):
            if speaker.agency.lower().startswith(self.rated):
                regency = speaker.regency if speaker.regency in self.official else None
                return Subject.body_meant(speaker.agency, regency)
            return None
        if speaker.agency is None and speaker.regency in self.official and (m := _DEPARTMENT.match(speaker.role or "")):
            regency = str(speaker.regency)
            core = m["name"].removesuffix(regency).strip().removesuffix("Kabupaten").removesuffix("Kota").strip()
            stem = f"Dinas {core}"
            told = next((a.name for a in self.agencies if a.name.startswith(stem) and a.regency == regency), None)
            return Subject.body_meant(told or f"{stem} {self.official[regency]}", regency) if core else None
        return None

    def _regency_of(self, speaker: OfficialFind) -> str | None:
        if speaker.regency in self.official or speaker.regency == PROVINCE:
            return speaker.regency
        place = re.match(
            r"(?:Pemerintah|Sekretariat Daerah)\s+(?:Kabupaten\s+|Kota\s+)?(?P<name>[A-Z][\w ]+)$", speaker.agency or ""
        )
        if place is None:
            return None
        return place["name"] if place["name"] in self.official else f"luar:{place['name']}"
