"""The rated of one sentence, and the groups among them that no name singles out: so many, every one, the rest."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from config.ratings import RatingWords
from extract.tagging.places import PROVINCE
from extract.tagging.wording import alternatives

# "regency" and "agency" by name; "count": so many of them; "units": every body of a regency; "all"/"rest": every regency.
Kind = Literal["regency", "agency", "count", "units", "all", "rest"]


@dataclass(frozen=True, slots=True)
class Subject:
    """Offsets into the sentence. `weight`: 2 named as a body, 1 through its head's office, 0 only as a place."""

    start: int
    end: int
    name: str
    regency: str | None
    kind: Kind
    weight: int = 2

    @classmethod
    def regency_meant(cls, name: str) -> Subject:
        """One that the sentence does not name."""
        return cls(0, 0, name, name, "regency")

    @classmethod
    def body_meant(cls, name: str, regency: str | None) -> Subject:
        """Likewise, of a regency's body."""
        return cls(0, 0, name, regency, "agency")


# Bali has nine; "dari sembilan kabupaten/kota" tells out of how many.
_NINE = ("sembilan", "9", "kesembilan")
_OUT_OF = re.compile(
    r"\b(?:dari|antara|di|ke|pada|kepada|terhadap|atas|untuk|bagi|oleh|dengan|dan|ada)\s+$", re.IGNORECASE
)
# With the province ten: "sepuluh pemda di Bali".
_TEN = ("sepuluh", "10", "kesepuluh")
_IN_BALI = re.compile(r"\s+(?:di\s+(?:seluruh\s+)?|se-?\s?)(?:Bali|Pulau\s+Dewata)\b", re.IGNORECASE)
_SOME = ("lain", "tetangga", "tetangganya", "sekitar", "sekitarnya")
_NEARLY = re.compile(r"\b(?:hampir|nyaris|tidak|tak|bukan|belum)\s+$", re.IGNORECASE)
_AMONG = re.compile(
    r"\b(?:di\s?antara|dari|dibanding(?:kan)?(?:\s+dengan)?|ketimbang|mengungguli|mengalahkan|melampaui)\s+$",
    re.IGNORECASE,
)
# "zona hijau ini hasil kerja semua OPD": whose merit it is
_THANKED = re.compile(
    r"\b(?:(?:hasil|buah)\s+(?:dari\s+)?(?:kerja(?:\s+\w+)?|keroyokan|jerih\s+payah|keringat|perjuangan|usaha|upaya)|kerja(?:\s+keras|\s+sama|\s+bersama)?|berkat|dukungan|peran|kontribusi|sumbangsih|kekompakan|komitmen|partisipasi|keringat)\s+(?:dari\s+)?$",
    re.IGNORECASE,
)
_REGENCIES = re.compile(r"pem|kabupaten|kota|provinsi|daerah|entitas|instansi|penyelenggara", re.IGNORECASE)
# "…, sementara kabupaten lain": all that are left, where "kabupaten lain" alone are some.
_CONTRAST = re.compile(r"\b(?:sedangkan|sementara|adapun)\s+(?:itu,?\s+)?$", re.IGNORECASE)
_NATIONAL = re.compile(r"\b(?:nasional|Indonesia|Nusantara|Tanah Air|negeri ini)\b", re.IGNORECASE)
# "puskesmas di Gianyar": offices that nothing counts and no name singles out
_UNNAMED = re.compile(
    r"\b(?P<unit>puskesmas|sekolah|OPD|SKPD|unit\s+layanan|dinas|instansi|loket|polsek|kelurahan)\s+(?:di|milik)\s+(?=[A-Z])"
)
# "tidak ada pemda di Bali yang berada di luar zona hijau": all of them
_NONE_OUTSIDE = re.compile(
    r"\b(?:tidak|tak)\s+(?:ada|satu)(?:\s+(?:satu|lagi))?(?:\s*pun)?\s+(?:pemda|pemerintah\s+daerah|kabupaten(?:/kota)?|daerah|pemkab|pemerintah\s+kabupaten)\b(?=[^.;,]{0,40}\bdi\s+luar\b)",
    re.IGNORECASE,
)


def _beside(before: str, named: Sequence[Subject]) -> bool:
    """ "Bangli dan", "Badung bersama": a number of others is told with them, fewer than are left."""
    last = max((s for s in named if s.kind == "regency" and s.end <= len(before)), key=lambda s: s.end, default=None)
    return (
        last is not None
        and re.fullmatch(r"\s*(?:,\s*)?(?:dan|serta|bersama|beserta|maupun)\s+", before[last.end :]) is not None
    )


class GroupFinder:
    """Built once; `official`: the official names of the regencies."""

    def __init__(self, words: RatingWords, official: Mapping[str, str]) -> None:
        self.official = official
        units, numbers = alternatives(words.units), alternatives(words.numbers)
        others = alternatives((*words.rest, "lain", "tetangga", "tetangganya", "sekitar", "sekitarnya"))
        ordinals = alternatives(f"ke{n}" for n in words.numbers if len(n) < 9)
        self._group = re.compile(
            rf"(?<![\w.,-])(?:(?P<all>{alternatives(words.all)})(?:\s+(?:\d+|{numbers}))?\s+(?P<allunit>{units})(?:nya)?(?!\w|\s+(?-i:[A-Z]))"
            rf"|(?P<share>\d[\d.,]*)\s*(?:persen|%)\s+(?:dari\s+)?(?:\d[\d.]*\s+)?(?P<shareunit>{units})"
            rf"|(?P<number>\d{{1,3}}(?!\d)|{numbers}|{ordinals})\s+(?P<unit>{units})(?:nya)?(?P<rest>\s+(?:{alternatives(words.rest)}))?(?![\w/])"
            rf"|(?P<unit2>{units})(?:nya)?\s+(?P<rest2>{others})(?!\w)|(?P<rest3>selebihnya|sisanya|(?:{numbers}|\d{{1,2}})\s+(?:yang\s+)?(?:lainnya|lain)|(?P<among>(?:{numbers}|\d{{1,2}})\s+di\s?antara(?:nya)?)|^\W*yang\s+lain(?:nya)?(?=\s+(?:kuning|hijau|merah|masih|sudah|berada|masuk|di)\b)|(?:(?<=[,;]\s)|(?<=\bdan\s)|(?<=\bsementara\s)|(?<=\bsedangkan\s))(?:yang\s+)?lainnya)(?!\w))",
            re.IGNORECASE,
        )
        self._offices = re.compile(r"(?:OPD|SKPD|perangkat\s+daerah|unit|dinas|instansi|puskesmas)", re.IGNORECASE)

    def find(self, text: str, named: Sequence[Subject], main: str | None, home: bool) -> list[Subject]:
        """The groups of a sentence besides whom it names; `home`: the article is of Bali."""
        found = [
            Subject(m.start(), m.end(), PROVINCE, PROVINCE, "all")
            for m in _NONE_OUTSIDE.finditer(text)
            if home and not _NATIONAL.search(text)
        ]
        found += [Subject(*m.span("unit"), PROVINCE, PROVINCE, "count") for m in _UNNAMED.finditer(text)]
        for match in self._group.finditer(text):
            start, end = match.span()
            if any(s.start < end and start < s.end for s in named):
                continue
            if _THANKED.search(text[:start]):
                continue
            unit = match["allunit"] or match["unit"] or match["unit2"] or match["shareunit"] or ""
            if (match["rest"] or match["rest2"] or match["rest3"]) and not match["among"]:
                kind: Kind = "rest"
            elif (
                (match["number"] or "").lower() in (*_NINE, *(_TEN if _IN_BALI.match(text, end) else ()))
                and _REGENCIES.match(unit)
                and not _OUT_OF.search(text[:start])
            ):
                kind = "all"
            elif match["all"]:
                kind = "units" if self._offices.match(unit) else "all"
            else:
                kind = "count"
            if kind in ("all", "units") and (_NEARLY.search(text[:start]) or _AMONG.search(text[:start])):
                kind = "count"  # "hampir semua unit", "terbaik di antara seluruh kabupaten"
            if kind == "rest" and match["number"] and _beside(text[:start], named):
                kind = "count"  # "X dan tiga kabupaten lainnya": some others
            if kind == "all" and not _REGENCIES.match(unit):
                kind = "count"  # "semua polres": of no regency
            if kind in ("all", "rest") and (not home or _NATIONAL.search(text)):
                kind = "count"
            if kind == "units" and main is None:
                kind = "count"
            word = (match["rest2"] or "").lower()
            others = word in _SOME and not (word == "lain" and _CONTRAST.search(text[:start]))
            if kind == "rest" and (others or self._offices.match(unit)):
                kind = "count"
            what = "unit layanan" if unit.lower().startswith(("unit", "puskesmas")) else "OPD"
            name, regency = (
                (f"{what} {self.official[main]}", main) if kind == "units" and main else (PROVINCE, PROVINCE)
            )
            found.append(Subject(start, end, name, regency, kind))
        return found
