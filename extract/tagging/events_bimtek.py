"""The bimtek of an article: held, planned, called off, or only spoken of; several where it tells of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from config.events import EventWords
from extract.article import EventStatus
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_types import Hit
from extract.tagging.records import Sentence
from extract.tagging.wording import alternatives

# How far, in characters, a word may stand from the bimtek that it speaks of.
NEAR_BEFORE, NEAR_AFTER = 75, 80


@dataclass(frozen=True, slots=True)
class Told:
    """One sentence that speaks of a bimtek."""

    sentence: Sentence
    hit: Hit
    status: EventStatus
    another: bool = False


@dataclass(frozen=True, slots=True)
class Bimtek:
    """One bimtek with the sentences that tell it; `own` are their numbers. `day`: where its own words tell one."""

    status: EventStatus
    told: tuple[Told, ...]
    first: bool  # the article's own, not another told in passing

    @property
    def own(self) -> set[int]:
        return {t.sentence.number for t in self.told}


class BimtekFinder:
    """Built once."""

    def __init__(self, words: EventWords) -> None:
        def near(forms: Sequence[str]) -> re.Pattern[str]:
            return re.compile(rf"(?<!\w)(?:{alternatives(forms)})(?!\w)", re.IGNORECASE)

        self._held, self._ahead, self._off = near(words.held), near(words.ahead), near(words.off)
        self._aside, self._blamed, self._also = near(words.aside), near(words.blamed), near(words.also)

    def find(
        self,
        sentences: Sequence[Sentence],
        hits: dict[int, list[Hit]],
        days: dict[int, list[Resolved]],
        published: date | None,
    ) -> list[Bimtek]:
        """`hits`: the bimtek words of each sentence that has any; `days`: the days told in each sentence."""
        told = [self._told(sentences[n], hits[n], days.get(n, []), published) for n in sorted(hits)]
        if not told:
            return []
        lead = [t for t in told if t.sentence.number <= 2]
        blamed = any(self._blamed.search(t.sentence.text) for t in lead) and not any(t.status == "held" for t in lead)
        if blamed:
            return [Bimtek("mentioned" if lead[0].status != "cancelled" else "cancelled", tuple(told), True)]
        found: list[Bimtek] = []
        own = [t for t in told if t.status == "held" and not t.another]
        others = [t for t in told if t.status == "held" and t.another]
        if own:
            found.append(Bimtek("held", tuple(own), True))
            found += [Bimtek("held", (t,), False) for t in others]
            found += [
                Bimtek("planned", (t,), False)
                for t in told
                if t.status == "planned" and self._later(t, days, published)
            ]
            found += [
                Bimtek("cancelled", (t,), False) for t in told if t.status == "cancelled" and t.sentence.number > 2
            ]
            return found
        for status in ("cancelled", "planned", "held", "mentioned"):
            group = [t for t in told if t.status == status]
            if group:
                if status == "held" and all(t.sentence.number > 4 and not days.get(t.sentence.number) for t in group):
                    status = "mentioned"
                return [Bimtek(status, tuple(group), True)]
        return []

    def _later(self, told: Told, days: dict[int, list[Resolved]], published: date | None) -> bool:
        """Beside the one that was held: another is announced with words or a day of its own."""
        if published and any(d.day and d.day > published for d in days.get(told.sentence.number, [])):
            return True
        return told.another

    def _told(self, sentence: Sentence, hits: Sequence[Hit], days: Sequence[Resolved], published: date | None) -> Told:
        """The sentence's most telling mention."""
        ranked: list[tuple[int, Told]] = []
        order = {"cancelled": 0, "held": 1, "planned": 2, "mentioned": 3}
        for hit in hits:
            before = sentence.text[max(0, hit.start - NEAR_BEFORE) : hit.start]
            after = sentence.text[hit.end : hit.end + NEAR_AFTER]
            status = self._status(before, after, sentence.number == 0)
            if status == "planned" and published and days and all(d.day and d.day <= published for d in days):
                status = "held"
            near = [d for d in days if -NEAR_AFTER < d.told.start - sentence.start - hit.start < 50]
            if status == "held" and published and near and all(d.day and d.day > published for d in near):
                status = "planned"
            another = sentence.number > 2 and (
                self._also.search(before[-45:]) is not None or self._also.search(after[:16]) is not None
            )
            ranked.append((order[status], Told(sentence, hit, status, another)))
        return min(ranked, key=lambda r: r[0])[1]

    def _status(self, before: str, after: str, title: bool) -> EventStatus:
        if self._off.search(before[-50:]) or self._off.search(after[:50]):
            return "cancelled"
        if self._blamed.search(before) or self._blamed.search(after):
            return "mentioned"
        if self._aside.search(before[-32:]):
            return "mentioned"
        if self._ahead.search(before[-60:]) or self._ahead.search(after[:45]):
            return "planned"
        if title or self._held.search(before) or self._held.search(after):
            return "held"
        return "mentioned"
