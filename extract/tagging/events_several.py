"""One bimtek or several: the mentions of one, the day that it was moved to, the waves that it came in."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from extract.article import EventStatus
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_cues import DEFINITE
from extract.tagging.events_frames import first_part, goes_on_in_parts, in_parts, listed, spoken
from extract.tagging.events_types import Hit
from extract.tagging.events_when import Vague
from extract.tagging.records import Sentence

# Sentences whose further words (waves, what goes on) are read.
READ = 8
# Characters between the word and a day that stand together.
BESIDE = 80


# "Bagi Badung sendiri, bimtek …", "Di Nusa Penida, bimtek …": set beside the one told before.
_ELSEWHERE = re.compile(
    r"\W*(?:(?:Sementara|Sedangkan|Adapun)\s+)?(?:[Bb]agi|[Uu]ntuk|[Dd]i)\s+(?:[a-z]+\s+)?(?:[A-Z]\w+\s+){0,2}[A-Z]\w+(?:\s+sendiri)?,\s"
)


@dataclass(frozen=True, slots=True)
class Told:
    """One mention. `another`: told as a further one of its kind. `days`: those that stand by it."""

    sentence: Sentence
    hit: Hit
    status: EventStatus
    another: bool = False
    days: tuple[Resolved, ...] = ()
    spurned: bool = False  # money, blame, a wish: no lack of words on its being held
    earlier: bool = False  # an earlier one, told without a day
    bare: bool = False  # a headline that names it and says no more
    undated: bool = False  # a month or a span by it, and no day
    clause: tuple[int, int] | None = None  # in the full string, where its sentence has several
    frame: tuple[Sentence, ...] = ()  # sentences that go on about it
    when: Vague | None = None  # a time by it that names no day
    led: bool = False  # it led to what is the news


@dataclass(frozen=True, slots=True)
class Bimtek:
    """One bimtek with its mentions. `first`: the article's own, not another told in passing."""

    status: EventStatus
    told: tuple[Told, ...]
    first: bool
    on: Resolved | None = None  # its day, where the telling itself settles it
    undated: bool = False  # no day is told, whatever else the article dates
    criticised: bool = False  # the headline finds fault with it
    regency: str | None = None  # whose it was, where the telling itself settles it

    @property
    def own(self) -> set[int]:
        """The numbers of its sentences."""
        return {t.sentence.number for t in self.told}

    @property
    def background(self) -> bool:
        """What it led to is the news."""
        lead = [t for t in self.told if t.sentence.number <= 1]
        taken_up = len(lead) > 1 and all(t.led for t in lead)
        return taken_up or (any(t.led for t in self.told) and all(t.led or t.bare or t.undated for t in self.told))

    @property
    def days(self) -> list[Resolved]:
        return [d for t in self.told for d in t.days]


def waves_of(found: Sequence[Bimtek], days: Mapping[int, Sequence[Resolved]], published: date | None) -> list[Bimtek]:
    """ "Tiga angkatan: Selasa (17/2), Kamis (19/2) …": each day one of its own; the first is the article's."""
    first = next((b for b in found if b.first and b.status in ("held", "planned") and b.on is None), None)
    of = next((t.sentence for t in first.told if in_parts(t.sentence)), None) if first else None
    for t in first.told if first else ():
        parts: dict[date | None, Resolved] = {}
        for sentence in (t.sentence, *t.frame):
            told = days.get(sentence.number, [])
            more = (parts and goes_on_in_parts(sentence)) or (sentence is not t.sentence and first_part(sentence))
            for day in listed(sentence, told, of or t.sentence) or ([d for d in told if d.day] if more else []):
                parts.setdefault(day.day, day)
        if len(parts) > 1 and t.sentence.number <= READ:
            return [
                Bimtek("planned" if published and d.day and d.day > published else "held", (t,), False, d)
                for d in parts.values()
            ]
    return []


def apt(sentence: Sentence, hit: Hit, day: Resolved) -> bool:
    """A day that stands by the word and is no interview's."""
    at = day.told.start - sentence.start
    return day.told.form != "relative" and abs(at - hit.end) < BESIDE and not spoken(sentence.text[:at])


def led_to(
    sentences: Sequence[Sentence],
    number: int,
    days: Mapping[int, Sequence[Resolved]],
    published: date | None,
    busy: frozenset[int],
) -> bool:
    """The scene before it has told a day: the sentence says what it was. `busy`: sentences that tell another event."""
    return any(
        day.told.form != "relative"
        and not (published and day.day and day.day > published)
        and not spoken(sentences[n].text[: day.told.start - sentences[n].start])
        for n in range(max(1, number - 2), number)
        if n not in busy
        for day in days.get(n, [])
    )


def elsewhere(told: Sequence[Told], regencies: Mapping[int, frozenset[str]], settled: Bimtek) -> list[Bimtek]:
    """Beside one that was moved or called off: those of another regency, each with a day of its own."""
    lead = min(n for n in settled.own if n > 0) if max(settled.own) > 0 else 0
    whose = regencies.get(0, frozenset()) & regencies.get(lead, frozenset()) or regencies.get(lead, frozenset())
    days = {d.day for t in settled.told for d in t.days} | ({settled.on.day} if settled.on else set())
    return [
        Bimtek(t.status, (t,), False)
        for t in told
        if t.sentence.number > lead
        and (settled.status == "cancelled" or t.sentence.number not in settled.own)
        and t.status in ("held", "planned")
        and any(d.day not in days for d in t.days)
        and whose
        and (own := regencies.get(t.sentence.number) or regencies.get(t.sentence.number - 1))
        and not whose & own
    ]


def apart(told: Sequence[Told], regencies: Mapping[int, frozenset[str]]) -> list[Told]:
    """Held on another day and of another regency than the one told before: another one; likewise what a sentence on
    another goes on to date ("Sebelumnya, kegiatan serupa diberikan kepada lurah. Bimtek untuk lurah itu …")."""
    told = [
        replace(t, another=True)
        if k and told[k - 1].another and not told[k - 1].days and t.days and not t.another
        and t.sentence.number == told[k - 1].sentence.number + 1 and DEFINITE.search(t.sentence.text, t.hit.end, t.hit.end + 60)
        else t
        for k, t in enumerate(told)
    ]  # fmt: skip
    first = next((t for t in told if t.status == "held" and t.days and not t.another), None)
    if first is None:
        return list(told)
    whose, when = regencies.get(first.sentence.number, frozenset()), {d.day for d in first.days}
    return [
        replace(t, another=True)
        if t is not first and t.status == "held" and t.days and t.sentence.number > first.sentence.number
        and not when & {d.day for d in t.days}
        and (
            (whose and (own := regencies.get(t.sentence.number)) and not whose & own)
            or _ELSEWHERE.match(t.sentence.text, 0, t.hit.start)
        )
        else t
        for t in told
    ]  # fmt: skip
