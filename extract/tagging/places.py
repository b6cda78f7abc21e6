"""Places: the nine and the province by every name that singles them out, places elsewhere marked as such."""

from __future__ import annotations

import re
from collections import Counter

from config.gazetteer import Gazetteer
from extract.tagging.records import PlaceFind, Sentence, Source, Span

PROVINCE = "Provinsi Bali"
# Names that are words, parts of person names or places elsewhere: they count only behind a word that says "district".
_DISTRICT_ONLY = frozenset(
    {
        "Petang",
        "Marga",
        "Selat",
        "Rendang",
        "Manggis",
        "Abang",
        "Kubu",
        "Susut",
        "Banjar",
        "Kediri",
        "Sawan",
        "Kuta",
        "Negara",
        "Dawan",
        "Renon",
        "Serangan",
    }
)
_DISTRICT = re.compile(
    r"(?:Kecamatan|Kec\.|Camat|Polsek|Puskesmas(?: [IVX]+)?|Pasar|Pantai|Kota|Kelurahan|Desa|UPTD)\s+$"
)
# "Selat Badung" is a strait, "Pasar Badung" a market in Denpasar, "Sungai/Tukad Badung" a river there.
_NOT_BADUNG = re.compile(r"(?:Selat|Pasar|Sungai|Tukad|Catus Pata)\s+$")
_NEGARA = re.compile(r"(?:\b(?:di|ke|dari|kota|Kota|Kecamatan|Kec\.|Polsek|RSUD?|Pasar|Kelurahan|asal)\s+)$")
_OF_OUTLET = re.compile(r"(?:Antara|Tribun|Radar|Metro|Kilas|Pos|Warta|Kabar|Nusa|Bisnis)\s+$")


class PlaceFinder:
    """One automaton over all forms; built once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.forms: dict[str, tuple[str, str, bool]] = {}
        for regency in gazetteer.regencies:
            for form, how in (
                *((f, "kecamatan") for f in regency.kecamatan),
                *((f, "town") for f in regency.places),
                *((f, "form") for f in (*regency.forms, *regency.typos)),
                (regency.capital, "capital"),
                (regency.name, "name"),
            ):
                if regency.name == PROVINCE and how == "capital":
                    continue
                self.forms[form.lower()] = (regency.name, how, False)
        for place in gazetteer.outside:
            for form in (*place.forms, place.name):
                self.forms.setdefault(form.lower(), (place.name, "outside", True))
        self.names = {r.name: r for r in gazetteer.regencies}
        self._nine = {r.name.lower() for r in gazetteer.regencies if r.name != PROVINCE}
        ordered = sorted(self.forms, key=len, reverse=True)
        self._regex = re.compile(
            r"(?<![\w-])(?:" + "|".join(re.escape(f).replace(r"\ ", r"\s+") for f in ordered) + r")(?![\w])",
            re.IGNORECASE,
        )

    def find(self, source: Source, sentences: list[Sentence]) -> list[PlaceFind]:
        full = source.full
        found = []
        first = sentences[1].start if len(sentences) > 1 else len(full)
        for match in self._regex.finditer(full):
            text = match[0]
            name, how, outside = self.forms[" ".join(text.lower().split())]
            before = full[max(0, match.start() - 30) : match.start()]
            if not self._counts(text, name, how, before, full[match.end() : match.end() + 20]):
                continue
            dateline = first <= match.start() < first + 60 and _in_dateline(
                full[first : first + 90], match.start() - first
            )
            found.append(PlaceFind(name, Span(match.start(), match.end()), how, outside, dateline))
        return found

    def _counts(self, text: str, name: str, how: str, before: str, after: str) -> bool:
        titled = text.title() if text.isupper() else text
        if text[0].islower():
            # typed carelessly: only the nine themselves, behind a preposition or "kabupaten"
            return (
                text in self._nine
                and text not in ("bangli",)
                and bool(re.search(r"\b(?:di|ke|dari|kabupaten|kota|pemkab|se-?)\s*$", before))
            )
        if titled == "Negara":
            return (
                bool(_NEGARA.search(before))
                and not re.match(r"\s+(?:Republik|Kesatuan|Indonesia|lain|[A-Z]\w+)", after)
            ) or (text.isupper() and bool(re.search(r"^\s*[,–—-]", after)) and not before.strip())
        if titled in _DISTRICT_ONLY and how in ("kecamatan", "town"):
            return bool(_DISTRICT.search(before))
        if name == "Badung" and _NOT_BADUNG.search(before):
            return False
        if name == PROVINCE and titled == "Bali":
            return not _OF_OUTLET.search(before) and not re.match(
                r"\s+(?:Post|Express|Tribune|Travel|TV|Portal|United|Mandara)\b", after
            )
        return True


def _in_dateline(head: str, offset: int) -> bool:
    match = re.match(r"^[^\n.!?]{2,60}?(?:\s[-–—|]\s?|[-–—]\s)", head)
    return bool(match and offset < match.end())


def dominant(places: list[PlaceFind], source: Source, *, upto: int | None = None) -> str | None:
    """The regency that the article is about: by namings, those in the headline and the lead counting more.

    The bare "Bali" doesn't count: every body here is of Bali.
    """
    scores: Counter[str] = Counter()
    for place in places:
        if place.outside or (upto is not None and place.span.start > upto):
            continue
        word = source.full[place.span.start : place.span.end]
        if place.name == PROVINCE and word == "Bali":
            continue
        weight = 3.0 if place.span.end <= len(source.title) else 1.5 if place.span.start < source.shift + 400 else 1.0
        scores[place.name] += weight * (0.4 if place.dateline else 1.0)  # type: ignore[assignment]
    if not scores:
        return None
    return max(scores, key=lambda name: (scores[name], name))
