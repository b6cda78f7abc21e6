"""The sentences that go on about a bimtek without its word: what they add on its being held, its day, its waves."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_types import Hit
from extract.tagging.records import Sentence

# How many sentences behind the word may go on about it.
REACH = 2
_NOUN = (
    r"(?:kegiatan|acara|jadwal|pelatihan|latihan|uji|workshop|kelas|ajang|agenda|program|materi|peserta|narasumber|pemateri|pengajar|instruktur|"
    r"pelatih|fasilitator|tempat|lokasi|pelaksanaan|pembukaan|penutupan|penyelenggara|panitia|pertemuan|pembekalan|hari)"
)
# "Kegiatan itu", "Acaranya", "Kegiatan bagi 60 kasubag itu", "Mereka": the sentence before goes on.
_GOES_ON = re.compile(
    rf"\b{_NOUN}(?:-{_NOUN})?nya\b|\b(?:hari|tanggal|jadwal)\s+(?:baru|pengganti)\w*|\b{_NOUN}\s+(?:[\w.-]+\s+){{0,6}}?(?:itu|tersebut|ini)\b|^[^.;]{{0,60}}\bmereka\b|^\W*(?:\w+\s+hari|Sehari|Sepekan)\s+sebelumnya\b|^\W*(?:Rencananya|Semuanya|Selama\s+\w+\s+hari|Seluruh\s+peserta|"
    rf"Para\s+peserta|Sejak|{_NOUN}|Peserta|Narasumber|Pemateri|Materi|Instruktur|Acara|Kegiatan|Pembukaan|Tepat|Yang\s+(?:pertama|kedua|ketiga|keempat|terakhir|lain))\b",
    re.IGNORECASE,
)
# One that is told in parts: each day of a list is one of its own.
_PARTS = re.compile(
    r"\b(?:angkatan|gelombang|tahap|sesi|kloter|kelompok|putaran|bergiliran|bergantian|digilir|berturut-turut|"
    r"(?:dua|tiga|empat|lima|enam|\d)\s+kali|(?:dua|tiga|empat|lima|enam)\s+(?:kecamatan|tempat|lokasi|wilayah|zona|kelas|kelompok|bagian|hari\s+berbeda))\b",
    re.IGNORECASE,
)
_SAID = re.compile(r"\b(?:kata|ujar|ucap|jelas|terang|tutur|sebut|imbuh|papar)\w*\b[^.,;]{0,60},?\s*$", re.IGNORECASE)
_FIRST_PART = re.compile(r"\W*(?:Yang\s+pertama|Pertama|Satu\s+di\s+antaranya)\b", re.IGNORECASE)
_FURTHER = re.compile(
    r"^\W*(?:Yang|Bimtek|Kegiatan)\s+kedua\b|\b(?:ketiga|keempat|kelima|terakhir|sisanya|berikutnya|selanjutnya|lainnya)\b",
    re.IGNORECASE,
)
_AND = re.compile(r"\s*(?:dan|serta|,)\s", re.IGNORECASE)
# Two mentions in one sentence: here the second one's clause begins.
_CLAUSE = re.compile(r"[,;]|\b(?:sedangkan|sementara|lalu|kemudian|disusul)\b", re.IGNORECASE)
# A month, or a span without a day, right by the word: on what day it was isn't told.
_DAYLESS = re.compile(
    r"\b(?:Januari|Februari|Pebruari|Maret|April|Mei|Juni|Juli|Agustus|September|Oktober|November|Nopember|Desember|tahun|bulan|pekan|minggu)"
    r"\s+(?:(?:yang\s+)?(?:lalu|silam|kemarin)|tahun\s+lalu)\b|\b(?:awal|akhir|pertengahan)\s+(?:bulan|tahun|pekan)\s+(?:ini\s+|yang\s+)?(?:lalu|kemarin)\b",
    re.IGNORECASE,
)
# Before a day: the one on which it was to be, and was not.
TO_BE = re.compile(
    r"\b(?:semestinya|mestinya|seharusnya|seyogi?anya|sedianya|semula|tadinya|awalnya|sebelumnya\s+dijadwalkan|rencana\s+awal|batal\s+digelar)\b(?:(?!\b(?:akhirnya|tetapi|tapi|namun|kini|baru|lalu|diundur\w*|digeser|dipindah\w*|dimajukan)\b)[^.;,]){0,70}(?:,\s*)?$"
    r"|\bdari\s+(?:jadwal\s+|tanggal\s+)?(?:semula\s+)?$",
    re.IGNORECASE,
)
MOVED = re.compile(
    r"\b(?:di|meng|ter)?(?:geser|undur)(?:kan|nya)?\b|\b(?:di|me)?mundur(?:kan)?\b|\bmaju(?:kan)?\b|\b(?:di|me)majukan\b|\b(?:di|men)jadwal(?:kan)?\s+ulang\b|"
    r"\bpenjadwalan\s+ulang\b|\b(?:hari|tanggal|jadwal)\s*(?:-?nya)?\s+(?:baru|pengganti)(?:nya)?\b|\b(?:di|me)?(?:pindah|mindah)(?:kan)?\s+(?:hari|tanggal|jadwal|waktu)\b|\b(?:di|me)?(?:pindah|mindah)(?:kan)?\s+(?:[\w-]+\s+){0,3}?(?:ke|menjadi)\s+(?:hari|tanggal|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\b"
    r"|\b(?:di|me)?(?:tunda|nunda)\s+(?:ke|hingga|sampai|menjadi)\s+(?=[\w(]*\s*[\d(])",
    re.IGNORECASE,
)


def tail(sentences: Sequence[Sentence], number: int, hits: Mapping[int, list[Hit]]) -> list[Sentence]:
    """The sentences behind one that go on about what it told; none that has the word itself."""
    found = []
    for after in sentences[number + 1 : number + 1 + REACH]:
        if after.number in hits or not _GOES_ON.search(after.text[:160]):
            break
        found.append(after)
    return found


def goes_on_in_parts(sentence: Sentence) -> bool:
    """ "Yang ketiga direncanakan Senin (28/3)": a further part of what the sentence before listed."""
    return _FURTHER.search(sentence.text[:80]) is not None


def in_parts(sentence: Sentence) -> bool:
    """ "Dalam dua gelombang": it is told in parts."""
    return _PARTS.search(sentence.text) is not None


def first_part(sentence: Sentence) -> bool:
    """ "Yang pertama digelar Senin (2/12)": the first of several that the sentence before counted."""
    return _FIRST_PART.match(sentence.text) is not None


def clause(text: str, hits: Sequence[Hit], place: int) -> tuple[int, int]:
    """Where the clause of one of several mentions begins and ends in the sentence."""

    def border(k: int) -> int:
        if k == 0:
            return 0
        if k == len(hits):
            return len(text)
        breaks = [m.start() for m in _CLAUSE.finditer(text, hits[k - 1].end, hits[k].start)]
        return breaks[-1] if breaks else hits[k].start

    return border(place), border(place + 1)


def spoken(before: str) -> bool:
    """What stands before a day says that somebody spoke then."""
    return _SAID.search(before) is not None


# "Denpasar, 8 Februari 2018": where and when a release was written.
DATELINE = re.compile(
    r"\W*(?:[A-Z][\w-]+\s+){0,2}[A-Z][\w-]+(?:,\s*|\s*\()(?P<day>\d{1,2}(?:\s*/\s*\d{1,2}\s*/\s*|\s+[A-Z][a-z]+\s+)20\d\d)\)?\W*(?:$|[-–—])"
)
_CLOSING = re.compile(
    r"\b(?:sampai|hingga|berakhir|ditutup|penutupan\w*|selesai|rampung|tuntas)(?:\s+(?:dengan|pada|hari|tanggal))*\s+(?:(?:Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu)\s+)?$",
    re.IGNORECASE,
)


def closing(sentence: Sentence, day: Resolved) -> bool:
    """The day on which it ended, not the one on which it began."""
    return _CLOSING.search(sentence.text[: day.told.start - sentence.start]) is not None


def dayless(before: str, after: str) -> bool:
    """A month or a span told by the word, and no day."""
    return bool(_DAYLESS.search(before[-40:]) or _DAYLESS.search(after[:60]))


def listed(sentence: Sentence, days: Sequence[Resolved], of: Sentence) -> list[Resolved]:
    """The days of a list of waves, each one day of its own; none where one event is told. `of`: where its word stands."""
    dated = [
        d
        for d in days
        if (d.told.form in ("full", "yearless") or d.told.after)
        and d.day
        and not _SAID.search(sentence.text[: d.told.start - sentence.start])
    ]
    if not dated or not (_PARTS.search(sentence.text) or _PARTS.search(of.text) or len({d.day for d in dated}) > 2):
        return []
    kept: dict[object, Resolved] = {}
    for day in (part for d in dated for part in parted_days(sentence, d)):
        if not TO_BE.search(sentence.text[: day.told.start - sentence.start]):
            kept.setdefault(day.day, day)
    return list(kept.values()) if len(kept) > 1 else []


def parted_days(sentence: Sentence, day: Resolved) -> list[Resolved]:
    """ "Selasa (7/3) dan Kamis (9/3)" is read as a span; of waves it tells two days."""
    until = day.told.until
    if until is None or day.day is None or until <= day.day.day + 1:
        return [day]
    if not _AND.match(sentence.text[day.told.end - sentence.start :]):
        return [day]
    try:
        return [day, replace(day, day=day.day.replace(day=until))]
    except ValueError:  # no such day in the month
        return [day]
