"""What is said of a bimtek where its word stands: held, planned, called off, only spoken of; and when, of whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.events import EventWords
from extract.article import EventStatus
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_cues import (
    ABOUT,
    AFTER_ALL,
    AFTER_IT,
    AGAIN,
    AGREED,
    ALIKE,
    AS_SUCH,
    ASKED,
    BUDGETED,
    BYGONE,
    COUNTED,
    COUNTED_AFTER,
    DEFINITE,
    FROM,
    GIVEN,
    LATER_WAVE,
    LED,
    NAME,
    NEVER,
    NOT_AHEAD,
    ONCE,
    ONCE_AFTER,
    OPEN_DAY,
    OPENED,
    PREPARED,
    PROMISED,
    SENT_OFF,
    SETTING,
    SHORTENED,
    SOME_PEOPLE,
    SPAN,
    THIS_TIME,
    TURN,
    UNREAL,
    YEARS_AGO,
)
from extract.tagging.events_frames import clause, closing, dayless, spoken, tail
from extract.tagging.events_nearness import (
    LEAD,
    in_lead,
    one_breath,
    parted,
    quoted,
    settled,
    taken_up,
    takes_place,
    undated,
)
from extract.tagging.events_several import READ, Told, apt, led_to
from extract.tagging.events_types import HINT, Hit
from extract.tagging.events_when import Vague, beside, vague_times
from extract.tagging.records import Sentence
from extract.tagging.wording import any_of

# How far, in characters, a word may stand from the bimtek that it speaks of.
BEFORE, AFTER = 75, 80
# A time that names no day and the word of what was held then.
FAR = 110
# Whoever tells of a training of so many years ago tells a life's course.
YEARS = 3


@dataclass(frozen=True, slots=True)
class Context:
    """What a mention is read in. `busy`: sentences that tell an event of another type."""

    sentences: Sequence[Sentence]
    hits: Mapping[int, list[Hit]]
    days: Mapping[int, list[Resolved]]
    published: date | None
    busy: frozenset[int]


class MentionReader:
    """Built once."""

    def __init__(self, words: EventWords) -> None:
        self._held, self._nearly, self._ahead, self._off = map(
            any_of, (words.held, words.nearly, words.ahead, words.off)
        )
        self._aside, self._blamed, self._also = map(any_of, (words.aside, words.blamed, words.also))
        self._earlier = any_of(words.earlier)

    def blamed(self, text: str) -> bool:
        return self._blamed.search(_held_short(text)) is not None

    def read(self, context: Context, number: int) -> list[Told]:
        """The mentions of a sentence; one that only repeats the other is left out."""
        hits = context.hits[number]
        frame = tail(context.sentences, number, context.hits) if number <= READ else []
        found: list[Told] = []
        for place in range(len(hits)):
            found.append(self._one(context, number, place, frame, further=bool(found)))
        order = {"cancelled": 0, "held": 1, "planned": 2, "mentioned": 3}
        best = min(found, key=lambda t: (order[t.status], not t.days))
        further = [
            t
            for t in found
            if t is not best and t.days and t.days != best.days and (t.another or t.status == "planned")
            and t.status in ("held", "planned")
        ]  # fmt: skip
        return [best, *further]

    def _one(self, context: Context, number: int, place: int, frame: Sequence[Sentence], *, further: bool) -> Told:
        sentence, hits, days, published = (
            context.sentences[number],
            context.hits[number],
            context.days,
            context.published,
        )
        hit, text = hits[place], _held_short(sentence.text)
        before, after = text[max(0, hit.start - BEFORE) : hit.start], text[hit.end : hit.end + AFTER]
        here = self._days_by(sentence, hits, place, days.get(number, []))
        another = self._also.search(before[-45:]) is not None or self._also.search(after[:16]) is not None
        another = another or (any(d.told.after for d in here) and not OPENED.search(text))
        another = another or LATER_WAVE.search(text, hit.start, hit.end + 16) is not None
        another = another or ALIKE.search(text, hit.start, hit.end) is not None
        another = another or (PROMISED.search(before) is not None and AGAIN.match(after) is not None)
        another = (another and (number > 1 or further)) or (further and hit.weight == HINT)
        if (
            another
            and not here
            and number + 1 < len(context.sentences)
            and THIS_TIME.search(context.sentences[number + 1].text)
        ):
            here = tuple(days.get(number + 1, []))
        led = LED.search(before) is not None or (number == 0 and BYGONE.match(after) is not None)
        if led:
            here = tuple(d for d in here if not parted(sentence, hit, d) and not taken_up(sentence, hit, d))
        if here and published and SENT_OFF.search(text, 0, hit.start):
            here = tuple(d for d in here if d.day and d.day > published)  # they were seen off on another
        spurned = self._spurned(before, after)
        status = self._status(sentence, hit, before, after, number, here, another)
        of_its_day = settled(sentence, hit, here, published, strict=spurned)
        if of_its_day and status in ("mentioned", "planned") and not UNREAL.search(before + after):
            status = of_its_day
        if not spurned and not another and in_lead(sentence):
            scene = number > 0 and led_to(context.sentences, number, days, published, context.busy)
            sure = here != () or (scene and hit.occasion) or self._held.search(before + after) is not None
            status, here = self._with_frame(status, here, frame, days, published, sure=sure)
            if scene and (status == "mentioned" or (status == "planned" and not here and PREPARED.search(after))):
                status = "held"
        if status == "held" and not here and (ONCE.search(text, 0, hit.start) or YEARS_AGO.search(text, hit.end)):
            status = "mentioned"  # a life's course
        asked = spurned or (status in ("mentioned", "planned") and not here)
        if asked and (
            fixed := self._fixed(context, number, [s.number for s in frame] + [number + 1, number + 2] * spurned)
        ):
            status, here = "planned", here or fixed
        if status == "mentioned" and not here and number > 0 and OPEN_DAY.search(text, hit.end):
            status = "planned"
        begun = tuple(d for d in here if not closing(sentence, d))
        if status == "planned" and published and begun and all(d.day and d.day <= published for d in begun):
            status = "held"
        near = [
            d
            for d in here
            if -AFTER < d.told.start - sentence.start - hit.start < (AFTER if one_breath(sentence, hit, d) else 50)
            and not closing(sentence, d)
        ]
        if status == "held" and published and near and all(d.day and d.day > published for d in near):
            status = "planned"
        if number > 0 and here and status == "planned" and all(closing(sentence, d) for d in here):
            status, here = "held", ()  # it is still going on
        bare = number == 0 and not (self._held.search(before.rsplit(",")[-1]) or self._held.search(after.split(",")[0]))
        span = clause(text, hits, place) if len(hits) > 1 else None
        when = (
            None
            if here or number == 0
            else beside(vague_times(text, published), hit.start, hit.end, span or (0, len(text)))
        )
        if when is not None:
            status = self._at_some_time(status, when, sentence, hit, frame, published, another)
        if (
            not here
            and ALIKE.search(text, hit.start, hit.end)
            and not (status == "held" and when is not None and when.ahead is False and when.first is not None)
        ):
            status = "mentioned"  # "kegiatan serupa" without a time of its own
        earlier = (
            not here and number > 0 and status == "held" and self._earlier.search(before[-60:]) is not None
        ) and not (when is not None and when.ahead is False and when.first is not None)
        unsaid = not here and number > 0 and (led or dayless(before, after) or undated(status, when, sentence))
        inside = (sentence.start + span[0], sentence.start + span[1]) if span else None
        return Told(
            sentence, hit, status, another, here, spurned, earlier, bare, unsaid, inside, tuple(frame), when, led
        )

    def _at_some_time(
        self,
        status: EventStatus,
        when: Vague,
        sentence: Sentence,
        hit: Hit,
        frame: Sequence[Sentence],
        published: date | None,
        another: bool,
    ) -> EventStatus:
        """What a month or a year by it adds."""
        text = sentence.text
        if when.start - hit.end > FAR or (hit.start - when.end > FAR and when.start > 12):
            return status
        before, after = text[max(0, hit.start - BEFORE) : hit.start], text[hit.end : hit.end + AFTER]
        if (
            self._off.search(before)
            or self._off.search(after)
            or AS_SUCH.search(after)
            or COUNTED_AFTER.search(after)
            or ((AFTER_IT.search(before) or LED.search(before)) and when.ahead is not False)
        ):
            return status
        wide = text[max(0, hit.start - FAR) : hit.end + AFTER]
        between = text[when.end : hit.start] if when.end <= hit.start else text[hit.end : when.start]
        joined = re.search(r"[,;:]", between.lstrip(", ")) is None
        ahead = self._ahead.search(wide) is not None
        if when.ahead and status == "held" and TURN.fullmatch(text, hit.start, hit.end):
            return "planned"
        if when.ahead is not False and status in ("mentioned", "planned"):
            asked = self._spurned(before, after)
            money = BUDGETED.search(wide) is not None
            if money and when.ahead and not self._blamed.search(BUDGETED.sub(" ", wide)):
                return "planned"
            sure = (
                ahead
                or TURN.fullmatch(text, hit.start, hit.end)
                or FROM.search(text, 0, when.start)
                or (when.first and self._held.search(wide))
            )
            if when.ahead and not asked and joined and sure:
                return "planned"
            return status
        if when.ahead is False and status == "mentioned" and (joined or when.first is not None):
            if published and when.last and published.year - when.last.year >= YEARS:
                return status
            alike = ALIKE.search(before[-30:] + after[:30]) or ALIKE.search(text, hit.start, hit.end)
            if another and alike and when.first is not None and not self._spurned(before, after):
                return "held"
            if (
                self._blamed.search(before)
                or self._blamed.search(after)
                or ONCE.search(text)
                or YEARS_AGO.search(text)
                or COUNTED.search(before)
            ):
                return status
            verb = self._held.search(before) or GIVEN.search(after) or self._held.search(after[:45])
            if verb and not NEVER.search(text, 0, hit.start):
                return "held"
            if any(self._held.search(s.text) for s in frame):
                return "held"
        return status

    @staticmethod
    def _days_by(sentence: Sentence, hits: Sequence[Hit], place: int, days: Sequence[Resolved]) -> tuple[Resolved, ...]:
        """The days of a sentence with one mention; of several mentions, the days from each to the next."""
        if len(hits) == 1:
            return tuple(days)
        start, end = clause(sentence.text, hits, place)
        return tuple(d for d in days if start <= d.told.start - sentence.start < end)

    def _with_frame(
        self,
        status: EventStatus,
        here: tuple[Resolved, ...],
        frame: Sequence[Sentence],
        days: Mapping[int, list[Resolved]],
        published: date | None,
        *,
        sure: bool,
    ) -> tuple[EventStatus, tuple[Resolved, ...]]:
        """What the sentences that go on about it say of its being held; `sure`: its own, or the scene before, told that it was."""
        if status not in ("held", "mentioned"):
            return status, here
        for sentence in frame:
            past = [
                d
                for d in days.get(sentence.number, [])
                if d.told.form != "relative"
                and not (published and d.day and d.day > published)
                and not spoken(sentence.text[: d.told.start - sentence.start])
            ]
            if self._off.search(sentence.text[:120]) and not past:
                return "cancelled", here
            if not sure and not past and self._ahead.search(sentence.text):
                return "planned", tuple(days.get(sentence.number, []))
            if past and not here:
                here = tuple(past)
            if status == "mentioned" and (past or self._held.search(sentence.text)):
                return "held", here
        return status, here

    @staticmethod
    def _fixed(context: Context, number: int, further: Sequence[int]) -> tuple[Resolved, ...]:
        """The day that what was only asked for has got, in the same breath or the next."""
        published, sentences = context.published, context.sentences
        if published is None:
            return ()
        for n in (number, *further):
            if n < len(sentences) and not (n > number and n in context.hits) and SETTING.search(sentences[n].text):
                found = tuple(d for d in context.days.get(n, []) if d.day and d.day > published)
                if found:
                    return found
        return ()

    def _spurned(self, before: str, after: str) -> bool:
        near = (
            self._blamed.search(before)
            or self._blamed.search(after)
            or self._aside.search(_without_names(before)[-32:])
            or COUNTED.search(before)
            or ABOUT.search(before)
            or AS_SUCH.search(after)
            or COUNTED_AFTER.search(after)
            or (ONCE_AFTER.search(after) and not ALIKE.search(after))
            or ASKED.search(before)
        )
        return near is not None

    def _planned(self, before: str, after: str) -> bool:
        """A word of what is to come, by it, and not denied."""
        for text in (before[-60:], after[:60]):
            for match in self._ahead.finditer(text):
                if not NOT_AHEAD.search(text, 0, match.start()):
                    return True
        return False

    def _status(
        self,
        sentence: Sentence,
        hit: Hit,
        before: str,
        after: str,
        number: int,
        days: Sequence[Resolved],
        another: bool,
    ) -> EventStatus:
        clause = re.split(r"[.;]", sentence.text[hit.end : hit.end + 130], maxsplit=1)[0]
        off = self._off.search(before[-50:]) or self._off.search(clause)
        if off and not AFTER_ALL.search(sentence.text):
            return "cancelled"
        if off and any(d.day for d in days):
            return "held"
        if self._spurned(before, after):
            return "mentioned"
        if self._planned(before, "" if AFTER_IT.search(before) or LED.search(before) else after):
            return "planned"
        if number > 0 and PROMISED.search(before) and AGAIN.match(after):
            return "planned"
        core = self._held.search(before) or self._held.search(after)
        if number == 0:
            return "held"
        if not days and number > 1 and AGREED.search(sentence.text, 0, hit.start):
            return "planned"
        dated = any(
            (d.told.form != "relative" or d.told.after or takes_place(sentence, d))
            and not spoken(sentence.text[: d.told.start - sentence.start])
            for d in days
        )
        if number > LEAD and not dated and quoted(sentence.text, hit.start):
            return "mentioned"
        if in_lead(sentence):
            nearly = number <= LEAD and self._nearly.search(before[-40:] + " " + after[:40])
            return "held" if core or dated or nearly else "mentioned"
        definite = DEFINITE.search(sentence.text, hit.end, hit.end + 60) is not None
        if (core or (definite and dated)) and (dated or another or SPAN.search(sentence.text)):
            return "held"
        if number <= READ and any(apt(sentence, hit, d) for d in days):
            return "held"
        # further words on the article's own bimtek count where the lead has told of it; alone they tell none
        return "mentioned"


def _held_short(text: str) -> str:
    """The text with "memangkas … menjadi dua jam" told as held; offsets stay."""
    return SHORTENED.sub(lambda m: "gelar".ljust(len(m[0])), text)


def _without_names(text: str) -> str:
    """The text with persons named like money ("Gede Dana") and "sejumlah" before people blotted out."""
    text = SOME_PEOPLE.sub(lambda m: "_" * len(m[0]), text)
    return NAME.sub(lambda m: "_" * len(m[0]), text)
