"""Events: the one that the article is about, every bimtek beside it; and the days that contradict themselves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from config.gazetteer import Gazetteer
from extract.article import Event, EventStatus, EventType, Warning_
from extract.tagging.dates import Days, law_warnings
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_bimtek import READ_ALL, BimtekFinder
from extract.tagging.events_days import DayChooser
from extract.tagging.events_frames import TO_BE
from extract.tagging.events_lasting import held_on
from extract.tagging.events_main import MainType
from extract.tagging.events_nearness import takes_place
from extract.tagging.events_parties import Parties
from extract.tagging.events_regencies import recipients, theirs
from extract.tagging.events_several import Bimtek
from extract.tagging.events_told import busy, by_sentence_of, named
from extract.tagging.events_types import (
    HINT,
    READ,
    Hit,
    TypeFinder,
    strongest,
)
from extract.tagging.events_voice import is_column
from extract.tagging.events_waves import further_waves, waves
from extract.tagging.places import dominant
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Sentence, Source
from extract.tagging.stretches import bounded
from extract.tagging.wording import any_of

# What a day that stands by a bimtek told in passing is worth to another event.
NOT_OWN = -2.0
EVIDENCE = 600
# Types whose own word is followed by what it was about: "bimtek standar pelayanan".
TOPICAL = frozenset({"bimtek", "sosialisasi", "pembinaan", "rapat", "penyerahan_hasil", "pengaduan"})
# Sentences that speak of a bimtek, and mentions in one, that are read; the press has a dozen and two.
MOST_TOLD, MOST_HITS = 60, 4
# Sentences in which a further wave may be told.
WAVES = 22


class EventFinder:
    """Built once, used for many articles of one thread."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        words = gazetteer.event_words
        self.days = Days(gazetteer.calendar)
        self.types = TypeFinder(gazetteer.events, words)
        self.bimtek = BimtekFinder(words)
        self.chooser = DayChooser(words)
        self.parties = Parties(words)
        self.persons = {p.id: p for p in gazetteer.persons}
        self.ahead = any_of(words.ahead)
        self.off = any_of(words.off)

    def find(
        self,
        source: Source,
        sentences: Sequence[Sentence],
        places: Sequence[PlaceFind],
        agencies: Sequence[AgencyFind],
        officials: Sequence[OfficialFind] = (),
    ) -> tuple[list[Event], list[Warning_]]:
        full, sentences = source.full, bounded(sentences)
        since, until = self._terms(officials) if source.published is None else (None, None)
        days = self.days.find(full, source.published, since, until)
        warnings = [d.warning for d in days if d.warning] + law_warnings(full)
        by_sentence = by_sentence_of(sentences, days)
        hits = {s.number: found for s in sentences if (found := self.types.hits(s))}
        told = [(n, [h for h in found if h.type == "bimtek"][:MOST_HITS]) for n, found in hits.items()]
        if any(own for _, own in told):
            behind = {n + 1 for n, own in told if own}
            first = min(behind)
            told = [
                (n, [*own, *further_waves(sentences[n], own)] if own else waves(sentences[n], hits[n]))
                for n, own in told
                if own or n >= first
            ] + [
                (s.number, found)
                for s in sentences[first : WAVES + 1]
                if s.number not in hits and (found := waves(s, behind=s.number in behind))
            ]
            told.sort(key=lambda t: t[0])
        bimtek_hits = dict([(n, own) for n, own in told if own][:MOST_TOLD])
        column = is_column(source)
        bimteks = self.bimtek.find(
            sentences,
            bimtek_hits,
            by_sentence,
            source.published,
            column=column,
            regencies=named(sentences, places),
            busy=busy(hits),
            places=places,
        )
        reading = _Reading(self, source, sentences, places, agencies, days, by_sentence, hits, column)
        return reading.events(bimteks), _distinct(warnings)

    def _terms(self, officials: Sequence[OfficialFind]) -> tuple[date | None, date | None]:
        """When the people who act in the article held the offices that it tells: the year must lie in all of them."""
        since: date | None = None
        until: date | None = None
        for official in officials:
            person = self.persons.get(official.id or "")
            role = (official.role or "").lower()
            terms = [t for t in person.terms if role and t.role.lower().split()[0] in role] if person else []
            if not terms:
                continue
            first, last = [t.since for t in terms], [t.until for t in terms]
            if all(first):
                start = min(d for d in first if d)
                since = start if since is None or start > since else since
            if all(last):
                end = max(d for d in last if d)
                until = end if until is None or end < until else until
        return (since, until) if since is None or until is None or since <= until else (None, None)


class _Reading:
    """One pass over one article."""

    def __init__(
        self,
        finder: EventFinder,
        source: Source,
        sentences: Sequence[Sentence],
        places: Sequence[PlaceFind],
        agencies: Sequence[AgencyFind],
        days: Sequence[Resolved],
        by_sentence: dict[int, list[Resolved]],
        hits: dict[int, list[Hit]],
        column: bool,
    ) -> None:
        self.finder, self.source, self.sentences = finder, source, sentences
        self.places, self.agencies, self.days = places, agencies, days
        self.by_sentence, self.hits, self.column = by_sentence, hits, column
        self.context = dominant(list(places), source)

    def events(self, bimteks: Sequence[Bimtek]) -> list[Event]:
        aside = [d for b in bimteks if min(b.own) > 2 or b.background or b.criticised for d in b.days]
        kind = MainType(
            self.finder.types,
            self.source.full,
            self.sentences,
            self.hits,
            self.by_sentence,
            self._dated(aside),
            self.column,
        ).choose(bimteks)
        own = next((b for b in bimteks if b.first), None)
        if kind == "bimtek" and own is not None:
            others = [e for b in bimteks if b is not own for e in self._bimteks(b, main=False)]
            return _once([*self._bimteks(own, main=True), *others])
        main_event = self._main(kind, aside)
        return _once([main_event, *(e for b in bimteks for e in self._bimteks(b, main=False))])

    def _dated(self, aside: Sequence[Resolved]) -> int | None:
        """The sentence that tells on which day it was; `aside`: days of a bimtek told in passing."""
        liked = {id(d): NOT_OWN for d in aside}
        chosen = self.finder.chooser.choose(
            self.source.full, self.sentences, self.days, {}, self.source.published, liked=liked
        )
        if chosen is None or chosen.told.form == "relative":
            return None
        return next((n for n, days in self.by_sentence.items() if any(d is chosen for d in days)), None)

    def _main(self, kind: EventType, others: Sequence[Resolved]) -> Event:
        """`others`: days that stand by a bimtek told in passing."""
        weights = {n: strongest(found, kind) for n, found in self.hits.items()}
        own = {n: weight for n, weight in weights.items() if weight > HINT}
        spots = [
            self.sentences[n].start + h.start for n in own for h in self.hits[n] if h.type == kind and h.weight > HINT
        ]
        published = self.source.published
        lead = self.sentences[: min(len(self.sentences), 3)]
        ahead = any(self.finder.ahead.search(s.text) for s in lead)
        chosen = self.finder.chooser.choose(
            self.source.full, self.sentences, self.days, own, published, ahead=ahead, spots=spots,
            liked={id(d): NOT_OWN for d in others},
        )  # fmt: skip
        day = chosen.day if chosen else None
        title = self.sentences[0].text
        later = (day is not None and published is not None and day > published) or (
            chosen is not None and chosen.told.ahead and day is None
        )
        status: EventStatus = "held"
        named = [h.end for h in self.hits.get(0, []) if h.type == kind]
        off = self.finder.off.search(title)
        if off and "," not in title[max(named, default=off.start()) : off.start()]:
            status = "cancelled"
        elif later or (chosen is None and self.finder.ahead.search(title)):
            status = "planned"
        numbers = sorted(own) or [0]
        hit = next((h for n in numbers for h in self.hits.get(n, []) if h.type == kind), None)
        return self._event(kind, status, True, chosen, numbers, hit)

    def _bimteks(self, bimtek: Bimtek, *, main: bool) -> list[Event]:
        """One for each regency that received it, alike in all else; only the first of them can be the main event."""
        event = self._bimtek(bimtek, main=main)
        if bimtek.regency is not None or event.status not in ("held", "planned"):
            return [event]
        if event.regency is not None and event.regency.startswith("luar:"):
            return [event]
        names = recipients(self.sentences, self.places, bimtek)
        if not names:
            return [event]
        return [event.model_copy(update={"regency": name, "main": main and n == 0}) for n, name in enumerate(names)]

    def _bimtek(self, bimtek: Bimtek, *, main: bool) -> Event:
        published = self.source.published
        own = bimtek.own
        chosen: Resolved | None = bimtek.on
        if chosen is not None or bimtek.undated:
            pass  # settled by the telling itself
        elif bimtek.first and bimtek.status == "held":
            chosen = held_on(
                self.finder.chooser, self.source.full, self.sentences, self.days, self.by_sentence, bimtek, published
            )
        elif bimtek.status in ("planned", "cancelled"):
            near = sorted({m for n in own for m in (n, n + 1, n - 1)})
            off = bimtek.status == "cancelled"
            later = [
                d
                for n in near
                for d in self.by_sentence.get(n, [])
                if off or not (published and d.day and d.day <= published) or (d.told.ahead and d.day == published)
            ]
            set_for = [
                d for n, days in sorted(self.by_sentence.items()) if n <= READ for d in days if self._to_be(n, d)
            ]
            if off and set_for:
                later = set_for
            elif not off and (own_days := [d for d in bimtek.days if d.day and published and d.day > published]):
                later = own_days
            chosen = self.finder.chooser.choose(
                self.source.full, self.sentences, later, dict.fromkeys(own, 1.0), published, ahead=True, called_off=off
            )
        else:
            chosen = next((d for d in bimtek.days if d.told.form != "relative" or d.told.after), None)
            chosen = chosen or next((d for t in bimtek.told for d in t.days if takes_place(t.sentence, d)), None)
        status = bimtek.status
        if status == "held" and published and chosen and chosen.day and chosen.day > published:
            status = "planned"
        first = bimtek.told[0]
        if bimtek.regency is None:
            return self._event("bimtek", status, main, chosen, sorted(own), first.hit, self._by(bimtek))
        # a stop of a round: its day may stand in a sentence without the word, which tells the topic
        own = own | {n for n, days in self.by_sentence.items() if any(d is chosen for d in days)}
        event = self._event("bimtek", status, main, chosen, sorted(own), first.hit, self._by(bimtek))
        topic = event.topic or self.finder.parties.topic(first.sentence.text, first.hit.end)
        return event.model_copy(update={"regency": bimtek.regency, "topic": topic})

    def _to_be(self, number: int, day: Resolved) -> bool:
        """The day on which it was to be held."""
        sentence = self.sentences[number]
        # a comma may part the day from how long it was to take: "sedianya berangkat selama empat hari, 19 sampai 22 Mei"
        before = sentence.text[: day.told.start - sentence.start].rstrip(" ,")
        return day.told.form != "relative" and TO_BE.search(f"{before} ") is not None

    def _by(self, bimtek: Bimtek) -> Sequence[PlaceFind]:
        """The places that tell whose it is: those of its clause, of its sentence for a further one; else all."""
        told = bimtek.told[0]
        spans = [(told.sentence.start, told.sentence.end)]
        if len(bimtek.told) == 1 and told.clause is not None:
            spans.insert(0, told.clause)
        elif (bimtek.first and min(bimtek.own) <= READ_ALL) or bimtek.on is not None:
            return self.places
        for start, end in spans:
            near = [p for p in self.places if start <= p.span.start < end and not p.outside and p.how != "town"]
            if near:
                near = theirs(told.sentence, near)
                return near if len({p.name for p in near}) == 1 else self.places
        before = self._just_before(told.sentence)
        near = [p for p in self.places if before and before.start <= p.span.start < before.end and not p.outside]
        whole = len({p.name for p in near}) == 1 and all(p.how != "town" and not p.dateline for p in near)
        return near if whole else self.places

    def _just_before(self, sentence: Sentence) -> Sentence | None:
        """The sentence before it in its paragraph, which may tell whose it is."""
        before = self.sentences[sentence.number - 1] if sentence.number > 1 else None
        return before if before is not None and before.paragraph == sentence.paragraph else None

    def _event(
        self,
        kind: EventType,
        status: EventStatus,
        main: bool,
        chosen: Resolved | None,
        own: Sequence[int],
        hit: Hit | None,
        places: Sequence[PlaceFind] | None = None,
    ) -> Event:
        source = self.source
        numbers = [n for n in own if n > 0]
        told = next((n for n in numbers if chosen and any(d is chosen for d in self.by_sentence.get(n, []))), None)
        number = told or (numbers[0] if numbers else min(1, len(self.sentences) - 1))
        sentence = self.sentences[number]
        start, end = sentence.start, min(sentence.end, sentence.start + EVIDENCE)
        inside = number > 0
        own_hit = next((h for h in self.hits.get(number, []) if hit and h.type == hit.type), None)
        regency = self.finder.parties.regency(
            source,
            self.sentences,
            self.places if places is None else places,
            self.agencies,
            set(own),
            self.context,
            alone=places is not None and places is not self.places,
        )
        return Event(
            type=kind, status=status, main=main, regency=regency,
            date=chosen.day if chosen else None,
            date_text=chosen.told.text if chosen else None,
            organiser=self.finder.parties.organiser(source, self.sentences, self.agencies, numbers[:3] or [number], kind),
            topic=self.finder.parties.topic(sentence.text, own_hit.end) if own_hit and kind in TOPICAL else None,
            evidence=source.full[start:end],
            start=start - source.shift if inside else None,
            end=end - source.shift if inside else None,
        )  # fmt: skip


def _once(events: Sequence[Event]) -> list[Event]:
    """Of several bimtek of one regency and day the first; what only repeats it goes."""
    kept: list[Event] = []
    seen: set[tuple[str | None, date | None, str]] = set()
    for event in events:
        # one without a day may be held and another planned; one day has one
        key = (event.regency, event.date, event.status if event.date is None else "")
        if event.type == "bimtek":
            if key in seen:
                continue
            seen.add(key)
        kept.append(event)
    return kept


def _distinct(warnings: Sequence[Warning_]) -> list[Warning_]:
    return list({(w.kind, w.text): w for w in warnings}.values())
