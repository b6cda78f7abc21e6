"""The bimtek of an article: held, planned, called off, or only spoken of; several where it tells of several."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date

from config.events import EventWords
from extract.article import EventStatus
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_frames import clause, dayless, tail
from extract.tagging.events_several import READ, Bimtek, Told, apart, apt, led_to, moved, waves_of
from extract.tagging.events_types import Hit
from extract.tagging.records import Sentence
from extract.tagging.wording import any_of

# How far, in characters, a word may stand from the bimtek that it speaks of.
BEFORE, AFTER = 75, 80
# Sentences in which a bimtek is the news; later ones must tell a day.
LEAD = 3
_SPAN = re.compile(
    r"\b(?:pekan|minggu|bulan|hari|tahun)\s+(?:lalu|sebelumnya|kemarin)\b|\bsebelumnya\b|\bbaru-baru ini\b|\bbelum lama ini\b",
    re.IGNORECASE,
)
_SETTING = re.compile(r"\b(?:tanggal|jadwal\w*|dijadwalkan|digelar|dilaksanakan|diadakan|disepakati)\b", re.IGNORECASE)
_THIS_TIME = re.compile(r"^\W*(?:Kali ini|Yang kedua|Bimtek kedua|Kegiatan kedua|Kedua)\b")


# "Bimtek pengelolaan kas tersebut": the one that the article is about.
_DEFINITE = re.compile(r"\b(?:tersebut|itu|ini)\b", re.IGNORECASE)
_AFTER_ALL = re.compile(
    r"\bakhirnya\s+(?!(?:di)?(?:batal|tunda|urung|coret|geser|hapus))|(?<!tidak )(?<!tak )(?<!urung )\bterlaksana\b|\bjadi\s+juga\b|\btetap\s+(?:digelar|berjalan|berlangsung|dilaksanakan)\b|\bkesampaian\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"\b(?:Gede|Gde|Bupati|Wabup|Made|Putu|Wayan|Ketut|Nyoman|Pak)\s+Dana\b")
_ABOUT = re.compile(r"\b(?:soal|terkait|mengenai|tentang|ihwal)\s+(?:\w+\s+)?$", re.IGNORECASE)
# "Bimtek yang disiapkan Kemendagri", behind a day that is past: prepared, and held.
_PREPARED = re.compile(r"^[^.;]{0,60}\byang\s+(?:disiapkan|disusun|dirancang|dipersiapkan)\b", re.IGNORECASE)
# "Sudah lima kali menjalani bimtek", "sebelas bimtek dalam setahun", "dulu disebut bimtek": a habit, a name.
_COUNTED = re.compile(
    r"\b(?:[4-9]|\d{2,3}|puluhan|belasan|ratusan|sebelas|(?:\w+\s+)?(?:puluh|belas)|banyak)\s+(?:kegiatan\s+)?$|\b(?:sudah|telah|pernah|sampai|\w+)\s+kali\s+(?:[\w/-]+\s+){0,3}$|\b(?:dulu|dahulu|biasa|lazim)(?:nya)?\b[^,;.]{0,40}\b(?:disebut|dinamai|bernama|dikenal)\s+(?:\w+\s+){0,2}$|\bdulu\s+disebut\s+$",
    re.IGNORECASE,
)
_ONCE = re.compile(r"\b(?:pernah|semasa|bertahun-tahun\s+lalu|puluhan\s+tahun)\b", re.IGNORECASE)
_YEARS_AGO = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|sepuluh|beberapa|belasan|\d+)\s+tahun\s+(?:yang\s+)?(?:silam|lalu)\b", re.IGNORECASE
)
_OPENED = re.compile(r"\b(?:dibuka|dimulai|bermula|membuka)\b", re.IGNORECASE)


class BimtekFinder:
    """Built once."""

    def __init__(self, words: EventWords) -> None:
        self._held, self._nearly, self._ahead, self._off = map(
            any_of, (words.held, words.nearly, words.ahead, words.off)
        )
        self._aside, self._blamed, self._also, self._next = map(
            any_of, (words.aside, words.blamed, words.also, words.next)
        )
        self._earlier = any_of(words.earlier)

    def find(
        self,
        sentences: Sequence[Sentence],
        hits: dict[int, list[Hit]],
        days: dict[int, list[Resolved]],
        published: date | None,
        *,
        column: bool = False,
        regencies: Mapping[int, frozenset[str]] | None = None,
        busy: frozenset[int] = frozenset(),
    ) -> list[Bimtek]:
        """`hits`: the bimtek words of each sentence that has any; `days`: the days told in each sentence; `column`: the
        writer gives an opinion; `regencies`: those that each sentence names; `busy`: sentences that
        tell an event of another type."""
        told = [t for n in sorted(hits) for t in self._mentions(sentences, n, hits, days, published, busy)]
        if not told:
            return []
        if column and not any(t.days for t in told):
            return [Bimtek("mentioned", tuple(told), True)]
        found = moved(told, days, published) or self._found(apart(told, regencies or {}), published)
        return [*found, *waves_of(found, days, published)]

    def _found(self, told: Sequence[Told], published: date | None) -> list[Bimtek]:
        lead = [t for t in told if t.sentence.number <= 2]
        if any(self._blamed.search(t.sentence.text) for t in lead) and not any(t.status == "held" for t in lead):
            return [Bimtek("cancelled" if lead[0].status == "cancelled" else "mentioned", tuple(told), True)]
        own = [t for t in told if t.status == "held" and not t.another and not t.earlier]
        if told[0].sentence.number == 0 and told[0].status == "mentioned":
            # the headline only speaks of it: what was held must tell its day
            own = [t for t in own if t.days]
        if own and all(t.bare for t in own) and any(t.spurned for t in told if t.sentence.number <= 2):
            own = []  # the headline names it, and the text only speaks of it
        if own and all(t.bare for t in own) and any(t.status == "held" and t.another and t.days for t in told):
            own = []  # the headline names the other one
        off = [t for t in told if t.status == "cancelled"]
        planned = [t for t in told if t.status == "planned"]
        others = [Bimtek("held", (t,), False) for t in told if t.status == "held" and t.another]
        if (
            off
            and not self._dated(own, published)
            and (not own or min(t.sentence.number for t in off) <= min(t.sentence.number for t in own))
        ):
            # called off: what else is said of it says it too
            return [Bimtek("cancelled", (*off, *own), True), *others, *self._announced(planned, published)]
        titled = planned and (planned[0].sentence.number == 0 or all(t.bare for t in own))
        if own and not (titled and not self._dated(own, published)):
            return [
                Bimtek("held", tuple(own), True, undated=not any(t.days for t in own) and any(t.undated for t in own)),
                *others,
                *self._announced(planned, published),
                *(Bimtek("cancelled", (t,), False) for t in off),
            ]
        if planned:
            return [Bimtek("planned", (*planned, *own), True), *others]
        others = [b for b in others if not b.told[0].earlier]
        if others:
            day = next((d for d in others[0].days if d.told.after), None)
            return [Bimtek("held", others[0].told, True, day), *others[1:]]
        return [Bimtek("mentioned", tuple(told), True)]

    @staticmethod
    def _dated(told: Sequence[Told], published: date | None) -> bool:
        return any(d.day and (published is None or d.day <= published) for t in told for d in t.days)

    def _announced(self, planned: Sequence[Told], published: date | None) -> list[Bimtek]:
        """Beside the one that was held: another, announced with words or a day of its own."""
        found = []
        for told in planned:
            later = published is not None and any(d.day and d.day > published for d in told.days)
            text = told.sentence.text
            if later or told.another or self._next.search(text[max(0, told.hit.start - BEFORE) : told.hit.end + 40]):
                found.append(Bimtek("planned", (told,), False))
        return found[:1]

    def _mentions(
        self,
        sentences: Sequence[Sentence],
        number: int,
        all_hits: dict[int, list[Hit]],
        days: dict[int, list[Resolved]],
        published: date | None,
        busy: frozenset[int],
    ) -> list[Told]:
        """The mentions of a sentence; one that only repeats the other is left out."""
        sentence, hits = sentences[number], all_hits[number]
        found: list[Told] = []
        frame = tail(sentences, number, all_hits) if number <= READ else []
        for place, hit in enumerate(hits):
            before = sentence.text[max(0, hit.start - BEFORE) : hit.start]
            after = sentence.text[hit.end : hit.end + AFTER]
            here = self._days_by(sentence, hits, place, days.get(number, []))
            another = self._also.search(before[-45:]) is not None or self._also.search(after[:16]) is not None
            another = another or (any(d.told.after for d in here) and not _OPENED.search(sentence.text))
            another = another and (number > 1 or bool(found))
            if another and not here and number + 1 < len(sentences) and _THIS_TIME.search(sentences[number + 1].text):
                here = tuple(days.get(number + 1, []))
            spurned = self._spurned(before, after)
            status = self._status(sentence, hit, before, after, number, here, another)
            if not spurned and not another and number <= LEAD:
                status, here = self._with_frame(status, before + after, here, frame, days, published)
                open_ = status == "mentioned" or (status == "planned" and not here and _PREPARED.search(after))
                if open_ and number > 0 and led_to(sentences, number, days, published, busy):
                    status = "held"
            if (
                status == "held"
                and not here
                and (_ONCE.search(sentence.text, 0, hit.start) or _YEARS_AGO.search(sentence.text, hit.end))
            ):
                status = "mentioned"  # a life's course
            if spurned and self._fixed(sentences, number, days, published):
                status = "planned"
            if status == "planned" and published and here and all(d.day and d.day <= published for d in here):
                status = "held"
            near = [d for d in here if -AFTER < d.told.start - sentence.start - hit.start < 50]
            if status == "held" and published and near and all(d.day and d.day > published for d in near):
                status = "planned"
            bare = number == 0 and not (self._held.search(before) or self._held.search(after))
            earlier = not here and number > 0 and status == "held" and self._earlier.search(before[-60:]) is not None
            undated = not here and number > 0 and dayless(before, after)
            span = clause(sentence.text, hits, place) if len(hits) > 1 else None
            inside = (sentence.start + span[0], sentence.start + span[1]) if span else None
            found.append(
                Told(sentence, hit, status, another, here, spurned, earlier, bare, undated, inside, tuple(frame))
            )
        order = {"cancelled": 0, "held": 1, "planned": 2, "mentioned": 3}
        best = min(found, key=lambda t: order[t.status])
        further = [
            t
            for t in found
            if t is not best and t.days and t.days != best.days and (t.another or t.status == "planned")
            and t.status in ("held", "planned")
        ]  # fmt: skip
        return [best, *further]

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
        near: str,
        here: tuple[Resolved, ...],
        frame: Sequence[Sentence],
        days: dict[int, list[Resolved]],
        published: date | None,
    ) -> tuple[EventStatus, tuple[Resolved, ...]]:
        """What the sentences that go on about it say of its being held."""
        if status not in ("held", "mentioned"):
            return status, here
        for sentence in frame:
            past = [
                d
                for d in days.get(sentence.number, [])
                if d.told.form != "relative" and not (published and d.day and d.day > published)
            ]
            if self._off.search(sentence.text[:120]) and not past:
                return "cancelled", here
            weak = not here and not self._held.search(near)
            if weak and not past and self._ahead.search(sentence.text):
                return "planned", tuple(days.get(sentence.number, []))
            if past and not here:
                here = tuple(past)
            if status == "mentioned" and (past or self._held.search(sentence.text)):
                return "held", here
        return status, here

    @staticmethod
    def _fixed(
        sentences: Sequence[Sentence], number: int, days: dict[int, list[Resolved]], published: date | None
    ) -> bool:
        """What was only asked for has got its day, in the same breath or the next."""
        if published is None:
            return False
        return any(
            _SETTING.search(sentences[n].text) and any(d.day and d.day > published for d in days.get(n, []))
            for n in (number, number + 1)
            if n < len(sentences)
        )

    def _spurned(self, before: str, after: str) -> bool:
        near = (
            self._blamed.search(before)
            or self._blamed.search(after)
            or self._aside.search(_without_names(before)[-32:])
            or _COUNTED.search(before)
            or _ABOUT.search(before)
        )
        return near is not None

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
        if off and not _AFTER_ALL.search(sentence.text):
            return "cancelled"
        if off and any(d.day for d in days):
            return "held"
        if self._spurned(before, after):
            return "mentioned"
        if self._ahead.search(before[-60:]) or self._ahead.search(after[:60]):
            return "planned"
        core = self._held.search(before) or self._held.search(after)
        if number == 0:
            return "held"
        dated = any(d.told.form != "relative" or d.told.after for d in days)
        if number <= LEAD:
            return "held" if core or dated or self._nearly.search(before[-40:] + " " + after[:40]) else "mentioned"
        definite = _DEFINITE.search(sentence.text, hit.end, hit.end + 60) is not None
        if (core or (definite and dated)) and (dated or another or _SPAN.search(sentence.text)):
            return "held"
        if number <= READ and any(apt(sentence, hit, d) for d in days):
            return "held"
        # further words on the article's own bimtek count where the lead has told of it; alone they tell none
        return "mentioned"


def _without_names(text: str) -> str:
    """The text with persons named like money ("Gede Dana") blotted out."""
    return _NAME.sub(lambda m: "_" * len(m[0]), text)
