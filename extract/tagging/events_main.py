"""Of which type the main event is: the words' weights, and what weighs against them: results that are handed over were assessed
before, a bimtek of some months ago is background, who assesses comes unannounced."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from extract.article import EventType
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_frames import tail
from extract.tagging.events_several import Bimtek
from extract.tagging.events_types import (
    DATED,
    GATHERINGS,
    HINT,
    INSPECTS,
    LEAD,
    OCCASION,
    READ,
    SPOKEN,
    STRONG,
    TITLE,
    WORD,
    Hit,
    TypeFinder,
    strongest,
)
from extract.tagging.records import Sentence

# Below this no type is told: "lainnya".
ENOUGH = 1.2
# A bimtek that was held weighs more than what surrounds it, a planned one less.
HELD, ANNOUNCED, PLANNED, BACKGROUND, MENTIONED = 1.8, 1.2, 0.45, 0.2, 0.15
CRITICISED = 0.5
# Days before the news from which on a bimtek told after it is background.
LONG_AGO = 30
_OMBUDSMAN = re.compile(r"\b(?:om(?:bu|u)\w*sm\w*|ORI)\b", re.IGNORECASE)
# A score or a rank, and the classes that it stands for; other zones than those of an assessment.
_SCORES = re.compile(
    r"\b\d{2}[,.]\d{1,2}\b|\b(?:dinilai|disurvei|diobservasi|nilainya|skor(?:nya)?|peringkat)\b", re.IGNORECASE
)
_COLOURS = re.compile(r"\b(?:zona\s+)?(?:hijau|kuning|merah)\b|\bkualitas\s+(?:ter)?tinggi\b", re.IGNORECASE)
_OTHER_ZONES = re.compile(
    r"\b(?:covid\w*|corona|pandemi|parkir\w*|ppkm|rabies|gempa|tsunami|erupsi|gunung|longsor|banjir|pilkada|pemilu|pedagang|wisata)\b",
    re.IGNORECASE,
)
READ_RATED = 4
# Sentences in which a gathering is named as the day's; what names it so.
NAMED = 5
_NAMES = re.compile(r"^\W*(?:Kegiatan|Acara|Pertemuan|Agenda|Forum|Ajang)\b[^.;,]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class MainType:
    """`full` is the full string; `dated`: the sentence that tells the day; `column`: the writer gives an opinion."""

    types: TypeFinder
    full: str
    sentences: Sequence[Sentence]
    hits: dict[int, list[Hit]]
    by_sentence: Mapping[int, Sequence[Resolved]]
    dated: int | None
    column: bool

    def choose(self, bimteks: Sequence[Bimtek]) -> EventType:
        """`bimteks`: those that the article tells of, its own one first."""
        own = next((b for b in bimteks if b.first), None)
        # headline and lead announce it for a day: what was over when somebody told of it is no news
        told_ahead = own is not None and own.status == "planned" and {0, 1} <= own.own and any(d.day for d in own.days)
        announced = frozenset({1}) if told_ahead else frozenset[int]()
        scores = dict(self.types.scores(self.sentences, self.hits, self._same_day(announced)))
        for kind in GATHERINGS & scores.keys():
            scores[kind] += self._told_on(kind)
        if "bimtek" in scores:
            status = own.status if own else "mentioned"
            if own and own.criticised:
                # what is said of it is the news; of one held further down, only as an example
                scores["bimtek"] *= CRITICISED if min(own.own) <= LEAD else BACKGROUND
            if own and status == "held" and own.background:
                scores["bimtek"] *= BACKGROUND
            elif own and status == "held" and (own.undated or self._earlier(own)):
                scores["bimtek"] *= (
                    BACKGROUND if self._earlier(own, LONG_AGO) else PLANNED
                )  # what it led to is the news
            elif own and status == "held":
                scores["bimtek"] *= HELD
                # what the article calls pelatihan or kelas as well is the same event
                if min(own.own) <= 4 and scores["bimtek"] >= ENOUGH:
                    scores["bimtek"] += 0.7 * scores.pop("pembinaan", 0.0)
            else:
                scores["bimtek"] *= PLANNED if status in ("planned", "cancelled") else MENTIONED
                told = own is not None and 1 in own.own and (0 in own.own or own.days or own.on)
                if told and status == "planned":
                    scores["bimtek"] *= ANNOUNCED / PLANNED  # the lead announces it
                elif own and own.on is not None and own.regency is None and min(own.own) <= 2:
                    scores["bimtek"] = scores["bimtek"] * ANNOUNCED / PLANNED + scores.pop("pembinaan", 0.0)  # moved
        by_ombudsman = any(_OMBUDSMAN.search(s.text) for s in self.sentences[: LEAD + 1])
        handed = by_ombudsman and any(
            h.handed for n, found in self.hits.items() if n <= LEAD or n == self.dated for h in found
        )
        if own and own.status == "held" and min(own.own) <= 4 and not own.background and self._only_called():
            scores["rapat"] = 0.4 * scores.get("rapat", 0.0)  # they were called together for it
        if scores.get("penyerahan_hasil", 0.0) > 2 * TITLE or handed:
            # results that are handed over were assessed before
            scores["penilaian"] = 0.5 * scores.get("penilaian", 0.0)
        if handed:
            scores["kunjungan"] = 0.7 * scores.get("kunjungan", 0.0)  # who hands it over comes for that
        inspected = self.dated is not None and INSPECTS.search(self.sentences[self.dated].text) is not None
        if (
            by_ombudsman
            and not inspected
            and max(scores.get("penilaian", 0.0), scores.get("penyerahan_hasil", 0.0)) >= ENOUGH
        ):
            # who assesses comes unannounced
            scores["sidak"] = 0.4 * scores.get("sidak", 0.0)
        if not any(
            (weight := strongest(found, "penilaian")) >= WORD or (weight and _OMBUDSMAN.search(self.sentences[n].text))
            for n, found in self.hits.items()
        ):
            scores["penilaian"] = 0.0  # colours and figures alone assess nobody
        if self.column and not (own and own.status == "held"):
            return "lainnya"
        if strongest(self.hits.get(0, []), "lainnya") == 0.0:
            # an office taken up, a lawsuit: told in the text alone it is mostly background
            scores["lainnya"] = 0.65 * scores.get("lainnya", 0.0)
        if not _OMBUDSMAN.search(self.full):
            # ratings and their handing over are the Ombudsman's; other awards are other events
            for kind, part in (("penyerahan_hasil", 0.6), ("penilaian", 0.25)):
                scores[kind] = part * scores.get(kind, 0.0)
        best = max(scores, key=lambda k: (scores[k], k), default="lainnya")
        if scores.get(best, 0.0) < ENOUGH and self._rated():
            return "penilaian"  # nothing but results
        if (
            best == "kunjungan"
            and not by_ombudsman
            and any(strongest(self.hits.get(n, []), "sidak") >= STRONG for n in range(READ))
        ):
            best = "sidak"  # a visit that nobody was told of
        return best if scores.get(best, 0.0) >= ENOUGH else "lainnya"  # type: ignore[return-value]

    def _same_day(self, announced: frozenset[int] = frozenset()) -> frozenset[int]:
        """The sentences that tell the very day on which it was, or for which it is `announced`."""
        if announced:
            return announced
        if self.dated is None:
            return frozenset()
        days = {d.day for d in self.by_sentence.get(self.dated, []) if d.day}
        return frozenset({self.dated, *(n for n, told in self.by_sentence.items() if days & {d.day for d in told})})

    def _told_on(self, kind: str) -> float:
        """What a gathering weighs more where its own sentence and the one that tells the day speak of one thing: "Acara itu
        digelar Senin (2/3)" behind it, or "Kegiatan bertajuk sosialisasi X itu berlangsung di Y" behind the day."""
        own = {n: found for n, found in self.hits.items() if 0 < n <= NAMED and strongest(found, kind) >= WORD}
        dated = self.dated or 0
        if not own or not dated or dated in own:
            return 0.0
        gap = min(abs(dated - n) for n in own)
        behind = any(s.number == dated for n in own for s in tail(self.sentences, n, own))
        if any(
            h.type == kind and _NAMES.search(self.sentences[dated + 1].text, 0, h.start) for h in own.get(dated + 1, [])
        ):
            return DATED[0] * OCCASION
        return (DATED[0] - DATED.get(gap, 0.0)) * max(strongest(f, kind) for f in own.values()) if behind else 0.0

    def _rated(self) -> bool:
        """The first sentences tell scores or ranks of places, in the colours or classes of an assessment."""
        lead = " ".join(s.text for s in self.sentences[:READ_RATED])
        return _SCORES.search(lead) is not None and _COLOURS.search(lead) is not None and not _OTHER_ZONES.search(lead)

    def _only_called(self) -> bool:
        """No word for a meeting but that people were called together."""
        return all(h.weight in (HINT, SPOKEN) for found in self.hits.values() for h in found if h.type == "rapat")

    def _earlier(self, bimtek: Bimtek, gap: int = 3) -> bool:
        """Told after the news, and of a day more than `gap` days before it."""
        news = self.by_sentence.get(self.dated or -1, [])
        if min(bimtek.own) <= 2 or (self.dated or 0) >= min(bimtek.own) or not bimtek.days:
            return False
        last = max((d.day for d in bimtek.days if d.day), default=None)
        return last is not None and any(d.day is not None and (d.day - last).days > gap for d in news)
