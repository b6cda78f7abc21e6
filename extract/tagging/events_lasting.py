"""On which day a bimtek that was held began: of the days that stand by its word, else of those that the article tells."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_days import LONGEST, DayChooser
from extract.tagging.events_frames import TO_BE, closing, spoken
from extract.tagging.events_nearness import in_lead, parted
from extract.tagging.events_several import Bimtek, Told
from extract.tagging.records import Sentence
from extract.tagging.wording import NUMBERS

# What a day in the very clause of the word is worth more than another.
CLEAN = 0.8
_STARTS = re.compile(
    r"\b(?:sejak|mulai|dimulai|dibuka|terhitung|bergulir|diawali|pembukaan)(?:\s+(?:pada|hari|tanggal|sejak))*\s+$",
    re.IGNORECASE,
)
# "Dari Selasa (17/3) hingga Jumat (20/3)": no day that it was put off from.
_FROM = re.compile(r"\b(?:dari|sejak|mulai)(?:\s+(?:pada|hari|tanggal))*\s+$", re.IGNORECASE)
_UNTIL = re.compile(r"\s*,?\s*(?:hingga|sampai(?:\s+dengan)?|s/d|s\.d\.?)\s", re.IGNORECASE)
_OPENS = re.compile(r"[^.;]{0,60}\b(?:membuka\w*|dibuka|dimulai|memulai\w*)\b", re.IGNORECASE)
_CLOSES = re.compile(
    r"\b(?:menutup|penutupan|ditutupnya)\s+(?:secara\s+resmi\s+)?(?:kegiatan\s+|acara\s+)?$", re.IGNORECASE
)
_CLOSED_BY = re.compile(r"\bditutup\s+(?:secara\s+resmi\s+)?(?:oleh\s+)?(?:[A-Z][\w.,’']*\s+){1,9}$")
_COUNTS = {"sehari": 1, "sepekan": 5} | NUMBERS
_LASTS = re.compile(
    r"\b(?:(?P<word>dua|tiga|empat|lima|enam)|(?P<number>[2-9]))\s+hari\b(?!\s+(?:lalu|silam|sebelum|kemudian|setelah|sesudah|kerja|pulang|yang\s+lalu))|\b(?P<whole>sepekan)\s+(?:itu|penuh)\b",
    re.IGNORECASE,
)


def held_on(
    chooser: DayChooser,
    text: str,
    sentences: Sequence[Sentence],
    days: Sequence[Resolved],
    by_sentence: Mapping[int, Sequence[Resolved]],
    bimtek: Bimtek,
    published: date | None,
) -> Resolved | None:
    """`text` is the full string; `days` all that it tells, in order."""
    spots = [t.sentence.start + t.hit.start for t in bimtek.told]
    own = dict.fromkeys(bimtek.own, 1.0)
    beside = [
        d
        for t in bimtek.told
        for d in t.days
        if d.day and (d.told.form in ("full", "yearless", "weekday")) and _its_own(sentences, d, published)
    ]
    clean = {id(d): CLEAN for d in beside if any(_same_clause(t, d) for t in bimtek.told)}
    late = bimtek.background or not any(in_lead(t.sentence) for t in bimtek.told)
    if beside and late:
        chosen = chooser.choose(text, sentences, beside, own, published, spots=spots, bygone=True, liked=clean)
    elif late and not any(t.days for t in bimtek.told):
        return None
    else:
        chosen = chooser.choose(text, sentences, days, own, published, spots=spots, liked=clean)
    return began(bimtek, chosen, by_sentence) if chosen else None


def _closed(bimtek: Bimtek, sentence: Sentence, day: Resolved) -> bool:
    """ "Wakil Bupati, Kamis (22/9), menutup bimtek", "ditutup Bupati X, Rabu (17/4)": its last day."""
    if _CLOSED_BY.search(sentence.text[: day.told.start - sentence.start]):
        return True
    return any(
        _CLOSES.search(t.sentence.text, 0, t.hit.start) is not None for t in bimtek.told if t.sentence is sentence
    )


def _same_clause(told: Told, day: Resolved) -> bool:
    """No further verb stands between the word and the day."""
    return told.sentence.start <= day.told.start < told.sentence.end and not parted(told.sentence, told.hit, day)


def _its_own(sentences: Sequence[Sentence], day: Resolved, published: date | None) -> bool:
    sentence = next(s for s in reversed(sentences) if s.start <= day.told.start)
    before = sentence.text[: day.told.start - sentence.start]
    return not (TO_BE.search(before) or spoken(before)) and not (published and day.day and day.day > published)


def began(bimtek: Bimtek, chosen: Resolved, days: Mapping[int, Sequence[Resolved]]) -> Resolved:
    """The day on which it began, where the sentences about it tell that beside the chosen one, or how long it took."""
    read = {s.number: s for t in bimtek.told for s in (t.sentence, *t.frame)}
    last: Sentence | None = None
    for number, sentence in sorted(read.items()):
        for day in days.get(number, []):
            if day is chosen:
                last = sentence
            if day.day is None or chosen.day is None or not 0 < (chosen.day - day.day).days <= LONGEST:
                continue
            before = sentence.text[: day.told.start - sentence.start]
            if _FROM.search(before) and _UNTIL.match(sentence.text[day.told.end - sentence.start :]):
                return day
            if day.told.after and _OPENS.match(sentence.text[day.told.end - sentence.start :]):
                return day
            if _STARTS.search(before) and not TO_BE.search(before) and not spoken(before):
                return day
    if last is not None and chosen.day is not None and (closing(last, chosen) or _closed(bimtek, last, chosen)):
        told = next((m for s in read.values() if (m := _LASTS.search(s.text))), None)
        if told is not None:
            count = int(told["number"]) if told["number"] else _COUNTS[(told["word"] or told["whole"]).lower()]
            return replace(chosen, day=chosen.day - timedelta(days=count - 1))
    return chosen
