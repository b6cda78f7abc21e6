"""Several named before and taken up as one: "keduanya masuk zona hijau", "ketiga kabupaten itulah yang menghuni zona hijau"."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace

from extract.tagging.places import PROVINCE
from extract.tagging.records import Sentence
from extract.tagging.wording import NUMBERS
from extract.tagging.zones_claims import leading, trailing
from extract.tagging.zones_subjects import Subject

_N = "|".join(NUMBERS)
_UNIT = r"(?:kabupaten(?:/kota)?|kota|daerah|pemda|pemkab|pemkot|pemerintah(?:an)?(?:\s+(?:daerah|kabupaten|kota))?|wilayah|instansi|dinas|OPD|SKPD|unit(?:\s+(?:layanan|kerja|pelayanan))?|puskesmas|polres(?:ta)?|kantor(?:\s+pertanahan)?|lembaga|rumah\s+sakit|RSUD|satuan\s+kerja|perangkat\s+daerah)"
TOGETHER = re.compile(
    rf"\bke(?P<them>{_N})(?:nya|-\w+nya)(?!\w)|\b(?P<both>{_N})-(?P=both)nya\b"
    rf"|(?<!peringkat )(?<!urutan )(?<!posisi )(?<!ranking )(?<!rangking )(?<!terbaik )(?<!nomor )(?<!tempat )\bke(?P<units>{_N})\s+{_UNIT}(?!\w|\s+(?-i:[A-Z]))"
    r"|\b(?P<pair>(?:baik\s+)?yang\s+pertama\s+(?:maupun|dan)\s+(?:yang\s+)?kedua)\b"
    r"|\b(?P<trio>trio|duo|duet|kuartet|kwartet)\s+(?:(?:kabupaten|daerah)\s+)?(?:ini|itu|tersebut)(?:lah)?\b"
    r"|(?:(?<=[,;]\s)|(?<=\bsedangkan\s)|(?<=\bsementara\s)|^)(?P<one>yang\s+(?:(?P<final>terakhir)|pertama))\b(?!\s+(?:maupun|dan|kali))"
    rf"|\b(?P<of>{_N})\s+(?:yang\s+)?(?:pertama|(?P<end>terakhir))\b(?!\s+(?:kali|tahun|ini))"
    rf"|\b(?P<those>{_N})\s+(?:{_UNIT}\s+|tetangga(?:nya)?\s+(?:(?-i:[A-Z])\w+\s+)?)?(?:tersebut|itu|ini|tadi)(?:lah)?\b"
    rf"|\b(?:seluruh|semua|segenap)\s+(?P<every>{_UNIT})\s+(?:tersebut|itu|ini|tadi)\b"
    r"|\b(?P<kinds>daerah-daerah|kabupaten-kabupaten|unit-unit|dinas-dinas|puskesmas-puskesmas|instansi-instansi|polres-polres)\s+(?:tersebut|itu|ini|tadi)\b"
    rf"|\b(?P<left>{_N})\s+(?:{_UNIT}\s+)?(?:sisanya|lainnya|selebihnya|yang\s+lain)\b"
    r"|^\W*(?P<they>semuanya|seluruhnya|kesemuanya)\b",
    re.IGNORECASE,
)
_OFFICES = re.compile(
    r"(?:instansi|dinas|OPD|SKPD|unit|puskesmas|polres|kantor|lembaga|rumah|RSUD|satuan|perangkat)", re.IGNORECASE
)
# "kepada bupati dan wali kota se-Bali. Seluruhnya …"
_OF_BALI = re.compile(
    r"\b(?:pemda|pemkab|pemerintah\s+daerah|kabupaten|kota|kabupaten/kota|daerah|bupati|wali\s?kota)\s+(?:se-?\s?Bali|di\s+(?:seluruh\s+|se-?)?(?:Bali|Pulau\s+Dewata))\b",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:\s+\w+){0,2},?\s*(?:yaitu|yakni|ialah|adalah|:|\()\s*$", re.IGNORECASE)
_GOES_ON = re.compile(
    r"\W*(?:setelah\s+itu|menyusul|disusul|diikuti|berikutnya|kemudian|lalu|di\s+(?:bawah|belakang)nya|selanjutnya)\b",
    re.IGNORECASE,
)
_SOME = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|tujuh|delapan|[2-8]|beberapa|sejumlah|sebagian)\s+(?:\w+\s+)?$", re.IGNORECASE
)
# Sentences looked back.
BACK = 3


def together(
    sentences: Sequence[Sentence], number: int, own: Sequence[Subject], of: Callable[[int], Sequence[Subject]]
) -> list[Subject]:
    """Those taken up in the sentence, each at the place of the pronoun; `own`: whom the sentence names, `of`: whom another does."""
    text = sentences[number].text
    found: list[Subject] = []
    for match in TOGETHER.finditer(text):
        count = counted(match)
        behind = next((s for s in own if s.start >= match.end() and s.kind in ("regency", "agency")), None)
        if behind and _LISTED.fullmatch(text[match.end() : behind.start]):
            continue  # "ketiganya, yaitu A, B dan C"
        before = [s for s in own if s.end <= match.start()]
        # "dua tetangga X itu": not X
        inside = {s.name for s in own if match.start() <= s.start < match.end() and s.kind == "regency"}
        others = _without(of, inside) if inside else of
        if match["they"]:
            meant = _all_of_them(sentences, number, of)
        elif kind := match["every"] or match["kinds"]:
            meant = _every(sentences, number, before, of, offices=_OFFICES.match(kind) is not None)
        elif match["left"]:
            meant = _left_over(sentences, number, own, count, of)
        elif match["one"]:
            meant = _ends(sentences, number, 1, of, last=match["final"] is not None)
        elif match["of"]:
            meant = _ends(sentences, number, count, of, last=match["end"] is not None)
        else:
            meant = _several(text, before, count) or _earlier(sentences, number, before, count, others)
        found += [replace(s, start=match.start(), end=match.end(), weight=2) for s in meant]
    return found


def _without(of: Callable[[int], Sequence[Subject]], names: Collection[str]) -> Callable[[int], Sequence[Subject]]:
    return lambda number: [s for s in of(number) if s.name not in names]


def counted(match: re.Match[str]) -> int:
    """How many a match of TOGETHER takes up; 0 where it tells no number."""
    if match["trio"]:
        return {"t": 3, "d": 2, "k": 4}[match["trio"][0].lower()]
    if match["pair"]:
        return 2
    number = match["of"] or match["them"] or match["both"] or match["units"] or match["those"] or match["left"]
    return NUMBERS[number.lower()] if number else 0


def _named(subjects: Sequence[Subject]) -> list[Subject]:
    """Each name once, as mere places only where nothing else is named."""
    named = [s for s in subjects if s.kind in ("regency", "agency")]
    strong = [s for s in named if s.weight > 0] or named
    return list({s.name: s for s in strong}.values())


def _several(text: str, subjects: Sequence[Subject], count: int) -> list[Subject]:
    named = _named(subjects)
    # "sumbangan datang dari X dan Y": both, though the first is told as a place
    every = list({s.name: s for s in subjects if s.kind in ("regency", "agency")}.values())
    for several in (named, trailing(text, named), leading(text, named), every):
        if len(several) == count:
            return several
    return []


def _every(
    sentences: Sequence[Sentence],
    number: int,
    before: Sequence[Subject],
    of: Callable[[int], Sequence[Subject]],
    *,
    offices: bool,
) -> list[Subject]:
    """ "Seluruh unit tersebut": all offices, or all regencies, that its paragraph named up to there."""
    gathered = [s for s in _named(before) if (s.kind == "agency") is offices]
    for back in range(number - 1, max(0, number - 1 - BACK), -1):
        if sentences[back].paragraph != sentences[number].paragraph:
            break
        gathered = [*(s for s in _named(of(back)) if (s.kind == "agency") is offices), *gathered]
    several = list({s.name: s for s in gathered}.values())
    return several if len(several) > 1 else []


def _all_of_them(sentences: Sequence[Sentence], number: int, of: Callable[[int], Sequence[Subject]]) -> list[Subject]:
    """ "Semuanya", as the first word: those whom the sentence before names, or all of Bali's where it speaks of these."""
    before = sentences[number - 1]
    if number < 2 or before.paragraph != sentences[number].paragraph:
        return []
    named = _named(of(number - 1))
    first = number - 1
    while first > 1 and _GOES_ON.match(sentences[first].text) and sentences[first - 1].paragraph == before.paragraph:
        first -= 1  # "Tertinggi X 93,80. Setelah itu Y 93,55 dan Z 93,27."
        named = list({s.name: s for s in (*_named(of(first)), *named)}.values())
    if len(named) > 1:
        return named
    bali = None if named else _OF_BALI.search(before.text)
    if bali and not _SOME.search(before.text[: bali.start()]):
        return [Subject(0, 0, PROVINCE, PROVINCE, "all")]
    return []


def _left_over(
    sentences: Sequence[Sentence],
    number: int,
    own: Sequence[Subject],
    count: int,
    of: Callable[[int], Sequence[Subject]],
) -> list[Subject]:
    """ "… lima kabupaten, yakni A, B, C, D dan E. A merah, empat sisanya kuning.": the list less whom the sentence names."""
    here = {s.name for s in _named(own)}
    if number < 2 or not here or sentences[number - 1].paragraph != sentences[number].paragraph:
        return []
    listed = _named(of(number - 1))
    left = [s for s in listed if s.name not in here]
    return left if len(left) == count and len(listed) == count + len(here) else []


def _ends(
    sentences: Sequence[Sentence],
    number: int,
    count: int,
    of: Callable[[int], Sequence[Subject]],
    *,
    last: bool,
) -> list[Subject]:
    """ "Dua yang pertama", "tiga terakhir": of the list that the sentence before gives."""
    if number < 2 or sentences[number - 1].paragraph != sentences[number].paragraph:
        return []
    named = _named(of(number - 1))
    return [] if len(named) <= count else named[-count:] if last else named[:count]


def _earlier(
    sentences: Sequence[Sentence],
    number: int,
    own: Sequence[Subject],
    count: int,
    of: Callable[[int], Sequence[Subject]],
) -> list[Subject]:
    """The nearest sentence that names so many, or else the nearest ones that do so taken together."""
    gathered = {s.name: s for s in _named(own)}
    for back in range(number - 1, max(0, number - 1 - BACK), -1):
        if sentences[back].paragraph < sentences[number].paragraph - 1:
            break
        subjects = of(back)
        if several := _several(sentences[back].text, subjects, count):
            return several
        for subject in _named(subjects):
            gathered.setdefault(subject.name, subject)
        if len(gathered) == count:
            return list(gathered.values())
    return []
