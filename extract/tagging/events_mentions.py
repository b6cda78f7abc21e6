"""What is said of a bimtek where its word stands: held, planned, called off, only spoken of; and when, of whom."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from config.events import EventWords
from extract.article import EventStatus
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_frames import clause, closing, dayless, spoken, tail
from extract.tagging.events_nearness import LEAD, in_lead, parted, quoted, settled, undated
from extract.tagging.events_several import READ, Told, apt, led_to
from extract.tagging.events_types import Hit
from extract.tagging.events_when import Vague, beside, vague_times
from extract.tagging.records import Sentence
from extract.tagging.wording import any_of

# How far, in characters, a word may stand from the bimtek that it speaks of.
BEFORE, AFTER = 75, 80
# A time that names no day and the word of what was held then.
FAR = 110
# Whoever tells of a training of so many years ago tells a life's course.
YEARS = 3
_SPAN = re.compile(
    r"\b(?:pekan|minggu|bulan|hari|tahun)\s+(?:lalu|sebelumnya|kemarin)\b|\bsebelumnya\b|\bbaru-baru ini\b|\bbelum lama ini\b",
    re.IGNORECASE,
)
_SETTING = re.compile(
    r"\b(?:tanggal|jadwal\w*|dijadwalkan|digelar|dilaksanakan|diadakan|disepakati|ancer-ancer)\b", re.IGNORECASE
)
_THIS_TIME = re.compile(r"^\W*(?:Kali ini|Yang kedua|Bimtek kedua|Kegiatan kedua|Kedua)\b")
# "Bimtek pengelolaan kas tersebut": the one that the article is about.
_DEFINITE = re.compile(r"\b(?:tersebut|itu|ini)\b", re.IGNORECASE)
AFTER_ALL = re.compile(
    r"\bakhirnya\s+(?!(?:di)?(?:batal|tunda|urung|coret|geser|hapus|mem\w+kan|memutuskan))|(?<!tidak )(?<!tak )(?<!urung )(?<!belum )\bterlaksana\b|\bjadi\s+juga\b|\btetap\s+(?:digelar|berjalan|berlangsung|dilaksanakan)\b|\bkesampaian\b",
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
# "Meminta Ombudsman kembali memberi bimtek".
_ASKED = re.compile(
    r"\b(?:meminta|minta|mengusulkan|menyarankan|mengharapkan|memohon|mendesak|berharap)\b[^.;,]{0,60}\b(?:memberi(?:kan)?|menggelar|mengadakan|melaksanakan|menyelenggarakan|mengisi)\s+(?:kegiatan\s+)?$",
    re.IGNORECASE,
)
_AFTER_IT = re.compile(
    r"\b(?:(?:se)?pulang\s+dari|setelah|seusai|usai|sesudah|selepas|pasca)\s+(?:mengikuti\s+)?$", re.IGNORECASE
)
_SUCH = re.compile(r"^\s*(?:semacam|seperti)\s+ini\b", re.IGNORECASE)
_ONCE_AFTER = re.compile(r"^[^.;,]{0,25}\bpernah\b", re.IGNORECASE)
_COUNTED_AFTER = re.compile(r"^(?:\s+\w+){0,3}\s+(?:sudah|telah|pernah)\s+(?:\w+\s+)?\w+\s+kali\b", re.IGNORECASE)
# "Menindaklanjuti bimtek …", "hasil bimtek": what it led to is the news, and the day that stands further on is that news's.
_LED = re.compile(
    r"\b(?:menindaklanjuti|tindak\s+lanjut(?:\s+(?:dari|atas))?|buah(?:\s+(?:dari|manis))?|hasil(?:\s+(?:dari|nyata))?|berkat|berbekal(?:\s+\w+)?|(?:se)?pulang(?:\s+(?:dari|mengikuti))?|"
    r"(?:belum|baru)\s+(?:genap\s+)?(?:se|\w+\s+)(?:hari|pekan|minggu|bulan)\s+(?:pulang\s+dari|mengikuti|ikut|usai|setelah|seusai|lepas\s+dari)|sekembalinya\s+dari|kembali\s+dari|pasca|menyusul|bermula\s+dari|berawal\s+dari|bermodal(?:kan)?(?:\s+\w+)?|lanjutan(?:\s+dari)?|evaluasi|rekomendasi|catatan)"
    r"\s+(?:mengikuti\s+|kegiatan\s+|acara\s+|sebuah\s+)?$",
    re.IGNORECASE,
)
_BYGONE = re.compile(r"^(?:\s+\w+){0,2}\s+(?:pekan|minggu|bulan|tahun)\s+(?:lalu|silam|kemarin)\b", re.IGNORECASE)
_ALIKE = re.compile(r"\b(?:sejenis|serupa|sama)\b", re.IGNORECASE)
_FROM = re.compile(r"\b(?:mulai|target(?:nya)?|untuk)\s+(?:bulan\s+)?$", re.IGNORECASE)
# "Bimtek saja tidak akan menolong": of bimtek as such.
_AS_SUCH = re.compile(
    r"^[^.;,]{0,12}\bselama\s+ini\b|^\s*(?:saja|melulu|rutin|berkala|terus-menerus|sebanyak apa ?pun)\b|^[^.;]{0,40}\btidak\s+(?:akan\s+)?(?:cukup|menolong|menjamin|berguna)\b",
    re.I,
)
_NEVER = re.compile(r"\b(?:belum|tidak|tak|bukan)\s+(?:pernah\s+|sempat\s+|juga\s+)?(?:\w+\s+)?$", re.IGNORECASE)
_NOT_AHEAD = re.compile(r"\b(?:tidak|tak|takkan|bukan)\s+$", re.IGNORECASE)
_ONCE = re.compile(r"\b(?:pernah|semasa|bertahun-tahun\s+lalu|puluhan\s+tahun)\b", re.IGNORECASE)
_YEARS_AGO = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|sepuluh|beberapa|belasan|\d+)\s+tahun\s+(?:yang\s+)?(?:silam|lalu)\b", re.IGNORECASE
)
_OPENED = re.compile(r"\b(?:dibuka|dimulai|bermula|membuka)\b", re.IGNORECASE)
# Money set aside for one that is to come; not money that is cut, asked about or spent.
_BUDGETED = re.compile(
    r"\b(?:meng|di|ter)?anggarkan(?:nya)?\b|\b(?:meng|di|ter)alokasi(?:kan)?\b|\b(?:me|di)?masuk(?:kan)?\s+(?:dalam\s+|ke\s+)?(?:APBD|RKA|anggaran|program|rencana)\b|\b(?:disetujui|menyetujui|disepakati|menyepakati)\b",
    re.IGNORECASE,
)
# What an agreement or a plan of work lists.
_AGREED = re.compile(
    r"\b(?:salah\s+satu\s+(?:isinya|poinnya|butirnya|klausulnya|programnya)|isinya|pasal(?:nya)?|butir|klausul|naskah|ruang\s+lingkup(?:nya)?|(?:nota\s+kesepahaman|kesepakatan|perjanjian|MoU)\s+(?:itu|tersebut|ini))\b[^.;]{0,110}$",
    re.IGNORECASE,
)
_LATER_WAVE = re.compile(
    r"\b(?:bimtek|bintek|teknis|gelombang|angkatan|tahap|sesi|kloter)\s+(?:kedua|ketiga|keempat|kelima|terakhir|berikutnya|lanjutan|susulan)\b",
    re.IGNORECASE,
)
# "Bimtek yang diberikan …", "bimtek pelayanan yang diadakan Bangli": it took place.
_GIVEN = re.compile(
    r"^(?:\s+[\w/-]+){0,6}?\s+yang\s+(?:di(?:ikuti|beri|berikan|gelar|adakan|lakukan|laksanakan|selenggarakan|terima|peroleh|dapat|dapatkan|jalani|helat|buka|pandu|isi|bawakan|fasilitasi)|mereka\s+ikuti|kami\s+\w+|berlangsung|telah|sudah|baru)\b",
    re.IGNORECASE,
)


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
        return self._blamed.search(text) is not None

    def read(self, context: Context, number: int) -> list[Told]:
        """The mentions of a sentence; one that only repeats the other is left out."""
        hits = context.hits[number]
        frame = tail(context.sentences, number, context.hits) if number <= READ else []
        found: list[Told] = []
        for place in range(len(hits)):
            found.append(self._one(context, number, place, frame, further=bool(found)))
        order = {"cancelled": 0, "held": 1, "planned": 2, "mentioned": 3}
        best = min(found, key=lambda t: order[t.status])
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
        hit, text = hits[place], sentence.text
        before, after = text[max(0, hit.start - BEFORE) : hit.start], text[hit.end : hit.end + AFTER]
        here = self._days_by(sentence, hits, place, days.get(number, []))
        another = self._also.search(before[-45:]) is not None or self._also.search(after[:16]) is not None
        another = another or (any(d.told.after for d in here) and not _OPENED.search(text))
        another = another or _LATER_WAVE.search(text, hit.start, hit.end + 16) is not None
        another = another or _ALIKE.search(text, hit.start, hit.end) is not None
        another = another and (number > 1 or further)
        if (
            another
            and not here
            and number + 1 < len(context.sentences)
            and _THIS_TIME.search(context.sentences[number + 1].text)
        ):
            here = tuple(days.get(number + 1, []))
        led = _LED.search(before) is not None or (number == 0 and _BYGONE.match(after) is not None)
        if led:
            here = tuple(d for d in here if not parted(sentence, hit, d))
        spurned = self._spurned(before, after)
        status = self._status(sentence, hit, before, after, number, here, another)
        of_its_day = settled(sentence, hit, here, published, strict=spurned)
        if of_its_day and status in ("mentioned", "planned") and not self._blamed.search(before + after):
            status = of_its_day
        if not spurned and not another and in_lead(sentence):
            status, here = self._with_frame(status, before + after, here, frame, days, published)
            open_ = status == "mentioned" or (status == "planned" and not here and _PREPARED.search(after))
            if open_ and number > 0 and led_to(context.sentences, number, days, published, context.busy):
                status = "held"
        if status == "held" and not here and (_ONCE.search(text, 0, hit.start) or _YEARS_AGO.search(text, hit.end)):
            status = "mentioned"  # a life's course
        asked = spurned or (status in ("mentioned", "planned") and not here)
        if asked and (
            fixed := self._fixed(context, number, [s.number for s in frame] + [number + 1, number + 2] * spurned)
        ):
            status, here = "planned", here or fixed
        if status == "planned" and published and here and all(d.day and d.day <= published for d in here):
            status = "held"
        near = [d for d in here if -AFTER < d.told.start - sentence.start - hit.start < 50 and not closing(sentence, d)]
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
            and _ALIKE.search(text, hit.start, hit.end)
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
            or _AS_SUCH.search(after)
            or _COUNTED_AFTER.search(after)
            or (_AFTER_IT.search(before) and when.ahead is not False)
        ):
            return status
        wide = text[max(0, hit.start - FAR) : hit.end + AFTER]
        between = text[when.end : hit.start] if when.end <= hit.start else text[hit.end : when.start]
        joined = re.search(r"[,;:]", between.lstrip(", ")) is None
        ahead = self._ahead.search(wide) is not None
        if when.ahead is not False and status in ("mentioned", "planned"):
            asked = self._spurned(before, after)
            money = _BUDGETED.search(wide) is not None
            if money and when.ahead and not self._blamed.search(_BUDGETED.sub(" ", wide)):
                return "planned"
            sure = ahead or _FROM.search(text, 0, when.start) or (when.first and self._held.search(wide))
            if when.ahead and not asked and joined and sure:
                return "planned"
            return status
        if when.ahead is False and status == "mentioned" and (joined or when.first is not None):
            if published and when.last and published.year - when.last.year >= YEARS:
                return status
            alike = _ALIKE.search(before[-30:] + after[:30]) or _ALIKE.search(text, hit.start, hit.end)
            if another and alike and when.first is not None and not self._spurned(before, after):
                return "held"
            if (
                self._blamed.search(before)
                or self._blamed.search(after)
                or _ONCE.search(text)
                or _YEARS_AGO.search(text)
                or _COUNTED.search(before)
            ):
                return status
            verb = self._held.search(before) or _GIVEN.search(after) or self._held.search(after[:45])
            if verb and not _NEVER.search(text, 0, hit.start):
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
        near: str,
        here: tuple[Resolved, ...],
        frame: Sequence[Sentence],
        days: Mapping[int, list[Resolved]],
        published: date | None,
    ) -> tuple[EventStatus, tuple[Resolved, ...]]:
        """What the sentences that go on about it say of its being held."""
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
            weak = not here and not self._held.search(near)
            if weak and not past and self._ahead.search(sentence.text):
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
            if n < len(sentences) and not (n > number and n in context.hits) and _SETTING.search(sentences[n].text):
                found = tuple(d for d in context.days.get(n, []) if d.day and d.day > published)
                if found:
                    return found
        return ()

    def _spurned(self, before: str, after: str) -> bool:
        near = (
            self._blamed.search(before)
            or self._blamed.search(after)
            or self._aside.search(_without_names(before)[-32:])
            or _COUNTED.search(before)
            or _ABOUT.search(before)
            or _AS_SUCH.search(after)
            or _COUNTED_AFTER.search(after)
            or (_ONCE_AFTER.search(after) and not _ALIKE.search(after))
            or _ASKED.search(before)
        )
        return near is not None

    def _planned(self, before: str, after: str) -> bool:
        """A word of what is to come, by it, and not denied."""
        for text in (before[-60:], after[:60]):
            for match in self._ahead.finditer(text):
                if not _NOT_AHEAD.search(text, 0, match.start()):
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
        if self._planned(before, "" if _AFTER_IT.search(before) else after):
            return "planned"
        core = self._held.search(before) or self._held.search(after)
        if number == 0:
            return "held"
        if not days and number > 1 and _AGREED.search(sentence.text, 0, hit.start):
            return "planned"
        dated = any(
            (d.told.form != "relative" or d.told.after) and not spoken(sentence.text[: d.told.start - sentence.start])
            for d in days
        )
        if number > LEAD and not dated and quoted(sentence.text, hit.start):
            return "mentioned"
        if in_lead(sentence):
            nearly = number <= LEAD and self._nearly.search(before[-40:] + " " + after[:40])
            return "held" if core or dated or nearly else "mentioned"
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
