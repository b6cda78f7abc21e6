"""What a sentence is about: compliance, or zones of something else."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from config.ratings import RatingWords
from extract.tagging.records import Sentence
from extract.tagging.wording import alternatives, any_of
from extract.tagging.zones_terms import Term

# "nilai 91,70": where no word tells of compliance and none of anything else, a score beside a colour does.
_SCORED = re.compile(
    r"\b(?:nilai|skor|angka)\w*\b[^.;]{0,40}\b\d{2}[.,]\d|\brapo[rt]t?\s+(?:hijau|kuning)\b", re.IGNORECASE
)
_WHEN = re.compile(
    r"\b(?:di\s+tengah|selama|saat|ketika|semasa|masa|akibat|karena|jeda|sesudah|setelah|usai|pasca|sebelum|sejak)\s+"
    r"(?:masa\s+)?pandemi(?:\s+(?:covid(?:-19)?|corona|virus\s+corona))?\b",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"[,;:–—]|(?<!di )(?<!kawasan )(?<!wilayah )(?-i:\b[A-Z])|\b(?:tetapi|tapi|namun|sedangkan|sementara|meski|walau|saat|ketika|kita|kami|agar|supaya|membuat|karena)\b",
    re.IGNORECASE,
)
# So many characters from a trap a zone is the trap's.
BESIDE = 25
# Sentences over which zones of something else go on being meant.
SPELL = 6


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a sentence has traps and cues; `cued`: it speaks of compliance itself; `carried`: those before it do."""

    traps: tuple[tuple[int, int], ...]
    cues: tuple[tuple[int, int], ...]
    cued: bool
    carried: bool
    continued: bool = False  # the last zones told were of compliance
    text: str = ""

    def compliance(self, term: Term) -> bool:
        """The rating is one of compliance, and not of the trap that stands nearer."""
        if not self.traps:
            # other zones have colours and no letters or opinions
            return self.cued or self.carried or (self.continued and term.kind in ("letter", "opinion"))
        near = min(_gap(start, end, term) for start, end in self.traps)
        last = max(end for _, end in self.traps)
        if any(last < start and end <= term.start for start, end in self.cues):
            return True  # "keuangan kita WTP, pelayanan publik kita hijau"
        if not self.cues and any(end <= term.start and _told_of(self.text[end : term.start]) for _, end in self.traps):
            return False  # "kemacetan di kawasan pasar menurutnya masih zona merah"
        if near < BESIDE or not (self.cued or self.continued):
            return False
        return not self.cues or min(_gap(start, end, term) for start, end in self.cues) <= near + 40


class Context:
    """Built once."""

    def __init__(self, words: RatingWords) -> None:
        # the office's name in any typing: "Ombusman", "Ombudman", "Ombusdman"
        self.cue = re.compile(rf"(?<!\w)(?:omb?u\w{{1,5}}m[ae]?n|{alternatives(words.cues)})(?!\w)", re.IGNORECASE)
        self._ori = re.compile(r"\bORI\b")
        self.trap = any_of(words.traps)
        self._aside = any_of((*words.traps, *words.asides))
        self._assessing = any_of(words.assessing)
        self._strong = any_of(
            (*words.assessing, "kepatuhan", "maladministrasi", "rapor", "opini", "predikat", "dinilai", "menilai")
        )
        self._defining = any_of(words.defining)
        # the sentences before one are looked at again for the next
        self.spoken_of = lru_cache(maxsize=32)(self._spoken_of)
        self.trapped = lru_cache(maxsize=32)(self._trapped)

    def _spoken_of(self, text: str) -> bool:
        """The text has a cue at all."""
        return self.cue.search(text) is not None or self._ori.search(text) is not None

    def _trapped(self, text: str) -> bool:
        """The text speaks of what has zones of its own."""
        return bool(_timeless(text, self.trap))

    def assessed(self, text: str) -> bool:
        """The text speaks of an assessment, and not only of the office."""
        return self._strong.search(text) is not None or _SCORED.search(text) is not None

    def concerns(self, text: str) -> bool:
        """A whole article may tell ratings of compliance."""
        if self.spoken_of(text):
            return True
        told = self._assessing.search(text) or _SCORED.search(text)
        return told is not None and not self.trapped(text)

    def surroundings(
        self, sentences: Sequence[Sentence], number: int, last: tuple[int, bool] | None = None
    ) -> Surroundings:
        """What the sentence and those around it speak of, read once for all its ratings.

        `last`: the number of the sentence before that tells zones, and whether they were of compliance."""
        text = sentences[number].text
        traps = _timeless(text, self._aside)
        cues = tuple((m.start(), m.end()) for m in self.cue.finditer(text)) if traps else ()
        cued = bool(cues) or self.spoken_of(text)
        carried = cued or bool(traps) or self._around(sentences, number)
        if not cued and not traps and last and number - last[0] <= SPELL:
            between = [sentences[n].text for n in range(last[0] + 1, number + 1)]
            if last[1]:
                # and of these
                carried = carried or not any(self.trapped(t) for t in between)
            else:
                # talk of other zones goes on until an assessment is spoken of
                carried = carried and any(self._strong.search(t) for t in between)
        continued = last is not None and last[1] and number - last[0] <= SPELL
        return Surroundings(traps, cues, cued, carried, continued, text)

    def _around(self, sentences: Sequence[Sentence], number: int) -> bool:
        """The nearest sentence before that has a cue or a trap has a cue; where there is none, the next has no trap."""
        for back in range(number - 1, max(-1, number - 4), -1):
            before = sentences[back].text
            trap, cue = self.trapped(before), self.spoken_of(before)
            if trap or cue:
                # both in one sentence: what it ends with is what goes on
                return cue if not trap else cue and _last(self.cue, before) >= _last(self.trap, before)
        after = sentences[number + 1].text if number + 1 < len(sentences) else ""
        return not self.trapped(after) or self.spoken_of(after) or self._assessing.search(after) is not None

    def describes(self, text: str) -> bool:
        """The sentence tells the scale."""
        return self._defining.search(text) is not None


def _timeless(text: str, traps: re.Pattern[str]) -> tuple[tuple[int, int], ...]:
    """Where traps stand; "di tengah pandemi" only tells the time and is none."""
    found = tuple((m.start(), m.end()) for m in traps.finditer(text))
    if found and (times := [(m.start(), m.end()) for m in _WHEN.finditer(text)]):
        return tuple(f for f in found if not any(a <= f[0] < b for a, b in times))
    return found


def _told_of(between: str) -> bool:
    """No pause, no "but" and nobody by name between the trap and the colour: told of it."""
    return not _ANOTHER.search(between)


def _gap(start: int, end: int, term: Term) -> int:
    return max(term.start - end, start - term.end, 0)


def _last(expression: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in expression.finditer(text)), default=-1)
