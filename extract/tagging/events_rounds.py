"""One bimtek that goes from regency to regency: "Bangli menjadi pembuka, Senin (11/5); Rabu (13/5) giliran Karangasem"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from extract.article import EventStatus
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_frames import TO_BE, first_part, in_parts, parted_days, spoken
from extract.tagging.events_mentions import Context
from extract.tagging.events_regencies import runs
from extract.tagging.events_several import Bimtek, Told
from extract.tagging.events_when import Vague, vague_times
from extract.tagging.records import PlaceFind, Sentence

# Sentences read for stops of the round: of a text whose news it is, and behind a word for it further down.
READ, BEHIND = 9, 4
_ROUND = re.compile(
    r"\b(?:ber|di)?gilir(?:an)?\b|\bbergiliran\b|\b(?:ber)?keliling\b|\bsafari\b|\broadshow\b|\bmaraton\b|\bsecara\s+bertahap\b|\bdisusul\b|\bmenyusul\b|"
    r"\b(?:berlanjut|bergeser|beranjak|bertolak|berpindah|bergerak)\s+ke\b",
    re.IGNORECASE,
)
# "Bimtek di tiga kabupaten": told with the word itself.
_IN_SEVERAL = re.compile(
    r"\b(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)\s+(?:kabupaten|daerah|pemkab|kota)\b", re.IGNORECASE
)
# Between a recipient and its day, one by one: "kepada Pemkab A pada 9 Agustus dan Pemkab B pada 6 September".
_TIGHT = re.compile(
    r"[\s,(:-]*(?:(?:baru|akan|bisa|dapat|sudah|telah|juga|kini|kembali)\s+){0,3}"
    r"(?:(?:dibuka|memulai|dimulai|digelar|menggelar|mengikuti(?:nya)?|mendapat(?:kan)?(?:nya)?|memperoleh(?:nya)?|menerima(?:nya)?|kebagian|giliran|"
    r"dilayani|dilatih|dijadwalkan|disambangi|didatangi|diberi(?:kan)?|berlangsung|dilaksanakan|diadakan)\s*,?\s*){0,2}(?:(?:pada|hari|tanggal|mulai|sejak)\s+){0,2}",
    re.IGNORECASE,
)
# A sentence that sets another recipient beside the one before.
_BESIDE = re.compile(
    r"\W*(?:Sementara|Sedangkan|Adapun|Sebaliknya|Di|Bagi|Untuk|Giliran|Kemudian|Lalu|Selanjutnya|Berikutnya|Setelah\s+itu)\b"
)
# "Bangli dan Klungkung … masing-masing pada 8 Mei dan 15 Mei": in the order named.
_IN_ORDER = re.compile(r"\b(?:masing-masing|berturut-turut|berurutan)\b", re.IGNORECASE)
# What else a list of stops begins with, where another event is the news.
_SCHEDULE = re.compile(
    r"\b(?:jadwal\w*|dijadwalkan|diagendakan|rangkaian|beberapa\s+(?:daerah|kabupaten)|kemudian|lalu)\b", re.IGNORECASE
)
# Behind a day, whose turn it is: "Rabu (13/5), giliran Karangasem".
_TURN = re.compile(
    r"^[^.;]{0,60}?\b(?:giliran|untuk|di|bagi|kepada|ke|jajaran|Pemkab|Pemkot|Kabupaten|Kota)\s+(?:[\w-]+\s+){0,3}$",
    re.IGNORECASE,
)
_NOT_HERE = re.compile(
    r"\b(?:hotel|resort|resor|jalan|jl|museum|asal|biasanya\s+dipusatkan\s+di|narasumber\s+dari|tim\s+dari)\s+(?:\w+\s+){0,2}$",
    re.IGNORECASE,
)


def rounds(context: Context, found: Sequence[Bimtek], places: Sequence[PlaceFind]) -> list[Bimtek]:
    """Each stop one of its own, with its day and regency; nothing where no two regencies have each a day."""
    first = next((b for b in found if b.first), None)
    if first is None or first.status == "cancelled":
        return []
    lead = min(first.own) <= 2 and first.status in ("held", "planned")
    words = {n for n in context.hits if n > 0}
    read = {n + k for n in words for k in range(BEHIND + 1)} | (set(range(1, READ + 1)) if lead else set())
    sentences = [
        s
        for s in context.sentences
        # "Yang pertama disambangi X pada …" is a stop, whatever else a visit may be
        if s.number in read and (s.number not in context.busy or s.number in words or first_part(s))
    ]
    told_so = any(
        _ROUND.search(s.text)
        or (s.number in context.hits and _IN_SEVERAL.search(s.text))
        or (not lead and _SCHEDULE.search(s.text))
        for s in sentences
    )
    stops = _stops(context, sentences, places)
    if not told_so:
        # no word for a round: one sentence pairs recipients and days
        pairs = [_stops(context, _together(s, sentences), places) for s in sentences if s.number in words]
        stops = next((p for p in pairs if _several(p) and all(stop.tight for stop in p.values())), {})
        if not stops:
            return _by_months(context, first, places)
    if len(stops) < 2 or len({stop.day.day for stop in stops.values()}) < 2:
        return []
    if not lead and min(first.own) <= 2:
        return []  # blamed, wished for, only spoken of
    published = context.published
    return [
        Bimtek(
            "planned" if published and stop.day.day and stop.day.day > published else "held",
            first.told,
            n == 0,
            stop.day,
            regency=name,
        )
        for n, (name, stop) in enumerate(sorted(stops.items(), key=lambda s: s[1].day.told.start))
    ]


@dataclass(frozen=True, slots=True)
class _Stop:
    """`tight`: nothing stands between the regency and the day."""

    day: Resolved
    tight: bool


def _several(stops: Mapping[str, _Stop]) -> bool:
    return len({stop.day.day for stop in stops.values()}) > 1


def _by_months(context: Context, first: Bimtek, places: Sequence[PlaceFind]) -> list[Bimtek]:
    """ "Untuk A akan digelar Maret, sedangkan B pada 3 April": regencies each with its time, not all of them days."""
    for told in first.told:
        sentence = told.sentence
        if told.status not in ("held", "planned") or sentence.number == 0:
            continue
        text, start = sentence.text, sentence.start
        named = _stopping(sentence, places)
        times: list[tuple[int, Resolved | Vague]] = [
            *((d.told.start - start, d) for d in context.days.get(sentence.number, []) if _of_a_stop(text, start, d)),
            *((v.start, v) for v in vague_times(text, context.published)),
        ]
        found: dict[str, Resolved | Vague] = {}
        for n, place in enumerate(named):
            end, until = place.span.end - start, named[n + 1].span.start - start if n + 1 < len(named) else len(text)
            at, time = min((t for t in times if end <= t[0] < until), key=lambda t: t[0], default=(0, None))
            if time is not None and _TIGHT.fullmatch(text, end, at):
                found.setdefault(place.name, time)
        if len(found) > 1 and any(isinstance(t, Vague) for t in found.values()):
            return [
                Bimtek(_status(told, time, context.published), (told,), n == 0, regency=name,
                       on=time if isinstance(time, Resolved) else None, undated=isinstance(time, Vague))
                for n, (name, time) in enumerate(found.items())
            ]  # fmt: skip
    return []


def _status(told: Told, time: Resolved | Vague, published: date | None) -> EventStatus:
    if isinstance(time, Vague):
        return told.status if time.ahead is None else "planned" if time.ahead else "held"
    return "planned" if published and time.day and time.day > published else "held"


def _stopping(sentence: Sentence, places: Sequence[PlaceFind]) -> list[PlaceFind]:
    """The regencies that a sentence names, as which a round can stop."""
    return [
        p
        for p in places
        if sentence.start <= p.span.start < sentence.end and not p.outside and not p.dateline
        and p.how not in ("town", "kecamatan") and p.name != "Provinsi Bali"
        and not _NOT_HERE.search(sentence.text[: p.span.start - sentence.start])
        and not sentence.text.startswith("Puspem", p.span.start - sentence.start)  # a seat of government, as a hall
    ]  # fmt: skip


def _together(sentence: Sentence, sentences: Sequence[Sentence]) -> list[Sentence]:
    """A sentence and the next, where that sets another recipient beside it, or tells of a further part."""
    after = next((s for s in sentences if s.number == sentence.number + 1), None)
    more = after is not None and (_BESIDE.match(after.text) or (in_parts(sentence) and in_parts(after)))
    return [sentence, after] if after is not None and more else [sentence]


def _in_order(sentence: Sentence, named: Sequence[PlaceFind], days: Sequence[Resolved]) -> dict[str, _Stop]:
    """As many regencies as days, paired in their order."""
    mark = _IN_ORDER.search(sentence.text)
    if mark is None:
        return {}
    own = [p for d in days if d.told.start - sentence.start > mark.start() for p in parted_days(sentence, d)]
    for run in runs(sentence, [p for p in named if p.span.end - sentence.start <= mark.start()]):
        names = list(dict.fromkeys(p.name for p in run))
        if 1 < len(names) == len(own):
            return {name: _Stop(day, True) for name, day in zip(names, own, strict=True)}
    return {}


def _stops(context: Context, sentences: Sequence[Sentence], places: Sequence[PlaceFind]) -> dict[str, _Stop]:
    """Regency → the first day that is told of it."""
    stops: dict[str, _Stop] = {}
    current: str | None = None
    for sentence in sentences:
        named = _stopping(sentence, places)
        days = [d for d in context.days.get(sentence.number, []) if _of_a_stop(sentence.text, sentence.start, d)]
        start = sentence.start
        if ordered := _in_order(sentence, named, days):
            stops = {**ordered, **stops}
            continue
        for place, day in enumerate(days):
            until = days[place + 1].told.start if place + 1 < len(days) else sentence.end
            before = [p for p in named if start <= p.span.start < day.told.start]
            after = [
                p
                for p in named
                if day.told.end <= p.span.start < until
                and _TURN.match(sentence.text[day.told.end - sentence.start : p.span.start - sentence.start])
            ]
            own = before[-1] if before else after[0] if after else None
            name = own.name if own else current if place == 0 else None
            if name is not None:
                tight = own is not None and (
                    not before
                    or _TIGHT.fullmatch(sentence.text, own.span.end - sentence.start, day.told.start - sentence.start)
                    is not None
                )
                near = before or [p for p in named if day.told.end <= p.span.start < until]
                others = next((r for r in runs(sentence, near) if own in r), [])
                for each in dict.fromkeys([*(p.name for p in others), name]):
                    stops.setdefault(each, _Stop(day, tight))
            start = day.told.end if not after or own is not after[0] else own.span.end
        if named:
            current = named[-1].name
    return stops


def _of_a_stop(text: str, shift: int, day: Resolved) -> bool:
    before = text[: day.told.start - shift]
    return (
        (day.told.form in ("full", "yearless") or day.told.after)
        and day.day is not None
        and not (spoken(before) or TO_BE.search(before))
    )
