"""On which day it took place: of all days that the text tells, the one that belongs to the event."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from config.events import EventWords
from extract.tagging.dates_reading import DayTold
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_frames import DATELINE, TO_BE, spoken
from extract.tagging.records import Sentence
from extract.tagging.wording import alternatives, any_of

_FORM = {"full": 3.0, "yearless": 3.0, "weekday": 2.2, "relative": 1.0}
# A step down a sentence costs this; a sentence with the event's own word is worth that.
STEP, OWN = 0.22, 1.5
FURTHEST = 30
# Characters between a word and a day that stand together.
BY = 60
# Below this a day is background, not the event's.
FLOOR = -0.5
# "Berlangsung mulai keesokan harinya".
BEGUN = 1.6
# A day on which somebody spoke of it; the one that the text itself was written on, told at its head.
SPOKEN, WRITTEN, LEAD = 1.0, 1.5, 3


# An event lasts no longer than so many days.
LONGEST = 12
# "Seusai rakor, Selasa (19/10), …": the day is that of what was over.
_OVER = re.compile(r"\b(?:seusai|usai|setelah|sesudah)\s+[^,.;]{3,50},\s*$", re.IGNORECASE)


# Who sets out arrives first.
_LEAVES = re.compile(
    r"\b(?:bertolak|berangkat|diberangkatkan|terbang|keberangkatan\w*|meninggalkan\s+\w+)\s+(?:\w+\s+){0,3}$",
    re.IGNORECASE,
)

_BEGINS = re.compile(r"\b(?:mulai|dimulai|berlangsung|digelar|dibuka|diikuti)\s+(?:pada\s+)?$", re.IGNORECASE)
_RETURNS = re.compile(
    r"\b(?:kembali|pulang|balik|tiba\s+kembali)\s+(?:ke\s+\w+\s+|di\s+\w+\s+)?(?:\w+\s+){0,2}$", re.IGNORECASE
)


def _short(told: DayTold) -> bool:
    """A span of days as an event takes them; "19 Juni sampai 8 Juli" is the time over which something was counted."""
    return told.until is not None and told.day is not None and (told.until - told.day) % 30 <= LONGEST


class DayChooser:
    """Built once."""

    def __init__(self, words: EventWords) -> None:
        self._said = re.compile(rf"(?<!\w)(?:{alternatives(words.said)})(?!\w)", re.IGNORECASE)
        self._past = any_of(words.past)
        self._limit = re.compile(
            rf"(?<!\w)(?:{alternatives(words.limits)})\s+(?:tanggal\s+|pada\s+|hari\s+)*$", re.IGNORECASE
        )

    def choose(
        self,
        text: str,
        sentences: Sequence[Sentence],
        days: Sequence[Resolved],
        own: Mapping[int, float],
        published: date | None,
        *,
        ahead: bool = False,
        spots: Sequence[int] = (),
        bygone: bool = False,
        liked: Mapping[int, float] | None = None,
        called_off: bool = False,
    ) -> Resolved | None:
        """`text` is the full string; `own`: sentences that have the event's word, and its weight; `ahead`: it is to come;
        `spots`: where its word stands; `bygone`: it may lie far back;
        `liked`: what single days (by identity) are worth more;
        `called_off`: the day on which it was to be is asked for."""
        best: tuple[float, Resolved] | None = None
        at = 0
        for resolved in days:
            while at + 1 < len(sentences) and sentences[at + 1].start <= resolved.told.start:
                at += 1
            number = sentences[at].number
            if number > FURTHEST:
                break
            score = self._score(text, sentences[at], resolved, None if bygone else published, ahead)
            if not called_off and TO_BE.search(
                text[max(sentences[at].start, resolved.told.start - 110) : resolved.told.start]
            ):
                score -= 1.5
            score += max(own.get(number, 0.0), own.get(number + 1, 0.0) / 2, own.get(number - 1, 0.0) / 2) * OWN
            if resolved.told.after:
                # as sure as the day that it is counted from, where it is the event's
                later = (resolved.told.distance or 0) > 0
                score += 1.2 if later and (not own or own.get(number) or own.get(number - 1)) else -0.5
                if later and _BEGINS.search(text[max(0, resolved.told.start - 30) : resolved.told.start]):
                    score += BEGUN
            elif _OVER.search(
                text[max(sentences[at].start, resolved.told.start - 70) : resolved.told.start]
            ) and not any(
                max(sentences[at].start, resolved.told.start - 70) <= spot < resolved.told.start for spot in spots
            ):
                score -= 1.8
            if any(-10 < resolved.told.start - spot < BY or -10 < spot - resolved.told.end < BY for spot in spots):
                score += 0.8
            score += liked.get(id(resolved), 0.0) if liked else 0.0
            if score > FLOOR and spoken(
                text[max(sentences[at].start, resolved.told.start - 110) : resolved.told.start]
            ):
                score = max(score - SPOKEN, FLOOR + 0.01)  # the only day is better than none
            if best is None or score > best[0]:
                best = (score, resolved)
        return best[1] if best and best[0] > FLOOR else None

    def _score(self, text: str, sentence: Sentence, resolved: Resolved, published: date | None, ahead: bool) -> float:
        told = resolved.told
        score = _FORM[told.form] - STEP * max(0, sentence.number - 1)
        if self._said.search(text[max(sentence.start, told.start - 70) : min(sentence.end, told.end + 50)]):
            score -= 1.2
        before = text[max(sentence.start, told.start - 30) : told.start]
        if self._limit.search(before) and not _short(told) and not re.search(r"(?:mulai|terhitung)\s+$", before):
            score -= 1.5
        if sentence.number <= LEAD and (written := DATELINE.match(sentence.text)):
            score -= WRITTEN * (told.start - sentence.start <= written.start("day") < told.end - sentence.start)
        if self._past.search(text[max(sentence.start, told.start - 60) : told.start]):
            score -= 0.9
        if told.ahead and not ahead:
            score -= 1.2
        if _LEAVES.search(before):
            score -= 0.5
        if _RETURNS.search(before):
            score -= 1.5

        if resolved.day is None:
            return score - 1.0
        if published:
            lag = (published - resolved.day).days
            if lag > 45:
                score -= 2.5 if lag < 365 else 3.5
            elif lag > 14:
                score -= 0.6
            elif lag < 0 and not ahead:
                score -= 1.2
        return score
