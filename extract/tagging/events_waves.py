"""Waves of an event that was named before: "gelombang kedua", "giliran", once more for others."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tagging.events_types import HINT, WORD, Hit
from extract.tagging.events_when import MONTHS
from extract.tagging.records import Sentence

_WAVE = re.compile(
    r"\b(?:gelombang|angkatan|tahap|kloter)\s+(?:pertama|kedua|ketiga|keempat|kelima|terakhir|berikutnya|I{1,3}|IV|[1-5])\b|\bgiliran\b|\b(?:kegiatan|acara|materi|pelatihan|pembekalan|program)\s+(?:yang\s+)?(?:sama|serupa|sejenis)\b",
    re.IGNORECASE,
)
# "… dan diulang untuk PPS", "lalu digelar lagi bagi guru SMP": once more, for others.
_ONCE_MORE = (
    r"\b(?:diulang(?:i)?|(?:digelar|diadakan|diberikan|dilaksanakan|berlanjut|dilanjutkan)(?:\s+(?:lagi|kembali))?|(?:kembali|lagi)\s+(?:digelar|diadakan|diberikan|dilaksanakan))"
    r"\s+(?:untuk|bagi|kepada)\b"
)
_WAVE_OR_MORE = re.compile(
    rf"{_WAVE.pattern}|(?<=dan ){_ONCE_MORE}|(?<=lalu ){_ONCE_MORE}|(?<=serta ){_ONCE_MORE}", re.IGNORECASE
)
# "Gianyar dan Klungkung menyusul pada Agustus": who is next, in a sentence that tells no other event.
_LATER = re.compile(
    rf"(?<=[a-z])\s(?:akan\s+|baru\s+)?menyusul\s+(?=(?:pada|bulan|pekan|minggu|hari|tanggal|Senin|Selasa|Rabu|Kamis|Jumat|Sabtu|Minggu|{MONTHS})\b)"
)


def waves(sentence: Sentence, told: Sequence[Hit] = (), *, behind: bool = False) -> list[Hit]:
    """ "gelombang pertama … gelombang kedua …": further tellings of an event that was named before. "Giliran" tells one
    only where the sentence tells no event of another type (`told`), "menyusul" only right `behind` one."""
    if sentence.number == 0:
        return []
    busy = any(h.weight >= WORD for h in told)
    later = _LATER.search(sentence.text) if behind and not told else None
    return [
        Hit("bimtek", HINT, m.start(), m.end())
        for m in _WAVE.finditer(sentence.text)
        if not (busy and m[0].lower() == "giliran")
    ] or ([Hit("bimtek", HINT, later.start() + 1, later.end())] if later else [])


def further_waves(sentence: Sentence, told: Sequence[Hit]) -> list[Hit]:
    """ "Bimtek dibagi dua gelombang, gelombang kedua Kamis (22/5)": a later wave beside the word itself, further on."""
    last = max((h.end for h in told), default=0)
    return [
        Hit("bimtek", HINT, m.start(), m.end())
        for m in _WAVE_OR_MORE.finditer(sentence.text, last + 20)
        if sentence.number > 0 and not re.search(r"pertama|\bI\b|1|giliran", m[0], re.IGNORECASE)
    ]
