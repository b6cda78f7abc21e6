"""A bimtek that was put on another day: when it is to be held now, or was held then."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_cues import AFTER_ALL
from extract.tagging.events_frames import MOVED, TO_BE, spoken
from extract.tagging.events_mentions import Context
from extract.tagging.events_several import Bimtek, Told
from extract.tagging.events_when import MONTHS
from extract.tagging.records import Sentence

# Characters between the word and its being moved; sentences in which the new day may stand.
MOVE, READ = 90, 8
# Sentences of the lead; characters from the word for its being moved to the new day.
LEAD, NEAR = 2, 70
_TO_MONTH = re.compile(
    rf"[^.;]{{0,30}}?\b(?:{MONTHS}|(?:pekan|minggu|bulan|tahun)\s+(?:depan|mendatang))\b",
    re.IGNORECASE,
)
# It could not go on as set.
_FAILED = re.compile(
    r"\b(?:urung|batal|gagal|terhenti|terpaksa\s+(?:di\w+|tidak|tak)|tidak\s+(?:jadi|jalan|bisa\s+digelar|terlaksana|berlangsung)|tak\s+(?:jadi|jalan|terlaksana)|ditunda|penundaan|tertunda)\b",
    re.IGNORECASE,
)
# It had been set for another day.
_SET = re.compile(r"\b(?:semula|sedianya|semestinya|mestinya|seharusnya|seyogi?anya|tadinya|awalnya)\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:kini|akhirnya|baru|jadinya)\s+(?:akan\s+|bisa\s+)?(?:di\w{4,}|berlangsung)\b", re.IGNORECASE)
# What the new day is told with.
_ANEW = re.compile(
    r"\b(?:kembali|ulang|pengganti\w*|baru|penjadwalan|(?:peng)?ganti(?:nya)?|akhirnya|menjadi|sepakat|disepakati|diputuskan|memutuskan|ditetapkan|menetapkan|dijadwalkan|digelar|dilanjutkan|dikumpulkan|dipasang|dimulai|menunggu\s+sampai|susulan)\b",
    re.IGNORECASE,
)


def moved(
    context: Context, told: Sequence[Told], regencies: Mapping[int, frozenset[str]] | None = None
) -> list[Bimtek]:
    """Nothing where it was not moved, or no new day or month is told. `regencies`: those that each sentence names."""
    lead = [t for t in told if t.sentence.number <= 2]
    title = context.sentences[0]
    for t in lead:
        near = t.sentence.text[max(0, t.hit.start - MOVE) : t.hit.end + MOVE]
        named = (
            MOVED.search(near)
            or any(MOVED.search(s.text) for s in t.frame)
            or MOVED.search(title.text)
            or _SET.search(near)
        )
        failed = t.status == "cancelled" or _FAILED.search(near)
        if not named and not failed:
            continue
        found = _anew(context, lead, regencies or {}, sure=named is not None)
        if found:
            return found
    return []


def _anew(
    context: Context, lead: Sequence[Told], regencies: Mapping[int, frozenset[str]], *, sure: bool
) -> list[Bimtek]:
    published = context.published
    own = {s.number for u in lead for s in (u.sentence, *u.frame)}
    if not sure and any(u.status == "held" and u.days for u in lead):
        return []
    whose = frozenset[str]().union(*(regencies.get(n, frozenset()) for n in own))
    new: list[tuple[Sentence, Resolved]] = []
    for number in sorted(n for n in context.days if n <= READ):
        sentence = context.sentences[number]
        if (
            number not in own
            and whose
            and (met := regencies.get(number) or regencies.get(number - 1))
            and not whose & met
        ):
            continue  # another regency's
        if number not in own and (
            number in context.busy or not (MOVED.search(sentence.text) or _ANEW.search(sentence.text))
        ):
            continue
        new += [(sentence, d) for d in context.days[number] if _fresh(sentence, d)]
    later = [d for _, d in new if d.day and (published is None or d.day > published)]
    after = [d for s, d in new for m in AFTER_ALL.finditer(s.text) if 0 < d.told.start - s.start - m.start() < 70] or [
        d for s, d in new for m in MOVED.finditer(s.text) if -5 < d.told.start - s.start - m.end() < 60
    ]
    if published is None and after:
        return [Bimtek("held", tuple(lead), True, after[-1])]
    if later:
        return [Bimtek("planned", tuple(lead), True, later[-1])]
    if after:
        return [Bimtek("held", tuple(lead), True, after[-1])]
    read = [context.sentences[n] for n in sorted(own)]
    if any((m := MOVED.search(s.text)) and _TO_MONTH.match(s.text[m.end() :]) for s in read):
        return [Bimtek("planned", tuple(lead), True, undated=True)]
    return []


def set_anew(told: Told, days: Sequence[Resolved], published: date | None) -> Told:
    """A further one that was put on another day: "yang sedianya di A kini digelar di B, Kamis (20/3)". `days`: its sentence's."""
    if told.status != "cancelled" or told.sentence.number <= LEAD:
        return told
    sentence = told.sentence
    for pattern in (MOVED, _NOW):
        for mark in pattern.finditer(sentence.text, told.hit.end):
            for day in days:
                if -5 < day.told.start - sentence.start - mark.end() < NEAR and _fresh(sentence, day):
                    later = published is not None and day.day is not None and day.day > published
                    return replace(told, status="planned" if later else "held", days=(day,), another=True)
    return told


def _fresh(sentence: Sentence, day: Resolved) -> bool:
    """No day on which it was to be, and none of an interview."""
    before = sentence.text[: day.told.start - sentence.start]
    after = sentence.text[day.told.end - sentence.start : day.told.end - sentence.start + 70]
    if day.told.form == "relative" or day.day is None or TO_BE.search(before) or spoken(before):
        return False
    return not re.match(
        r"[^.;]{0,40}\b(?:kini\s+(?:tanpa|tak|belum|batal)|urung|batal|gagal|terpaksa\s+tidak|tidak\s+ja(?:di|lan)|tak\s+ja(?:di|lan))\b",
        after,
    )
