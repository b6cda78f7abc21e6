"""Who the counted ones are: "… empat kabupaten yang hijau. Bangli salah satunya. Tiga lainnya adalah A, B dan C."."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from extract.tagging.records import Sentence
from extract.tagging.wording import NUMBERS
from extract.tagging.zones_claims import Clause, leading
from extract.tagging.zones_compared import companions
from extract.tagging.zones_scores import numbers_of
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term

_ONE_OF = re.compile(
    r"\b(?:(?:salah\s+)?satu(?:nya)?\s+(?:di\s?antara|dari)|salah\s+satu(?:nya)?|termasuk|di\s?antaranya|dalam\s+daftar|di\s+dalamnya)\b",
    re.IGNORECASE,
)
_ARE = re.compile(
    r"\bke(?P<number>\w+)\s+(?:kabupaten|daerah|pemda|instansi|unit|kota|dinas|polres)\w*(?:\s+(?:itu|tersebut|ini))?\s+(?:ialah|adalah|yakni|yaitu)\s+",
    re.IGNORECASE,
)
# "Mereka adalah X, Y dan Z", "Selain X, ada Y dan Z": who the counted ones are.
_THEY_ARE = re.compile(
    r"\W*(?:mereka|itu|yang\s+dimaksud|ke\w+nya)\s+(?:adalah|ialah|yakni|yaitu)\b|\W*(?:kabupaten|kota|daerah|instansi|unit|dinas|polres|puskesmas)\s+(?:yang\s+)?dimaksud\b|\W*(?:yakni|yaitu|masing-masing)\b|\b(?:misalnya|contohnya)\b|\W*selain\s+[^,.]{3,60},\s+(?:ada|juga|terdapat|dua|yang)\b",
    re.IGNORECASE,
)
_OTHERS_ARE = re.compile(
    r"\W*(?:\w+\s+)?(?:lainnya|yang\s+lain(?:nya)?|selebihnya|sisanya)\b(?!\s+(?:tidak|belum|masih))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Who:
    """Those named; where the sentence ends that names them, and whether a score told beside the rating may be theirs."""

    subjects: Sequence[Subject]
    end: int
    scored: bool = False


class Counted:
    """`told`: the terms of each sentence that has any; `named`: whom a sentence names."""

    def __init__(
        self,
        sentences: Sequence[Sentence],
        told: Mapping[int, Sequence[Term]],
        named: Callable[[int], Sequence[Subject]],
    ) -> None:
        self.sentences, self.told, self.named = sentences, told, named

    def who(self, number: int, clause: Clause, term: Term, *, known: bool) -> Iterator[Who]:
        """Whom the sentences that follow name; `known`: the clause names some itself."""
        text = self.sentences[number].text
        if number + 1 >= len(self.sentences):
            return
        if known:
            if self.before(text, clause, term) > 1:
                yield from self._others(number + 1)
            return
        following = self.sentences[number + 1]
        match = _ARE.search(following.text)
        if match and match["number"].lower() in text[clause.start : term.start].lower().split():
            # "… keempat kabupaten itu ialah A, B, C dan D"
            chosen = [s for s in self.named(number + 1) if s.start >= match.end()]
            yield Who(leading(following.text, chosen), following.end)
            return
        if clause.end < len(text) or term is not clause.terms[-1]:
            return
        if several := self._listed(number, self.before(text, clause, term)):
            yield Who(several, following.end)
            return
        named = self.named(number + 1)
        if number + 1 in self.told or not named or following.paragraph != self.sentences[number].paragraph:
            return
        if _THEY_ARE.search(following.text):
            yield Who(named, following.end)
        elif _ONE_OF.search(following.text):
            yield Who(self._one_of(following.text, named), following.end, scored=True)
            yield from self._others(number + 2)

    @staticmethod
    def _one_of(text: str, named: Sequence[Subject]) -> Sequence[Subject]:
        """ "X salah satunya", "termasuk X dan Y", "X termasuk di dalamnya bersama Y dan Z"."""
        if re.search(r"\b(?:termasuk|di\s?antaranya)\b", text, re.IGNORECASE):
            return [*leading(text, named), *companions(text, named)]
        return named[:1]

    def _others(self, near: int) -> Iterator[Who]:
        """ "Tiga lainnya adalah A, B, dan C."."""
        if near < len(self.sentences) and near not in self.told and _OTHERS_ARE.match(self.sentences[near].text):
            yield Who(self.named(near), self.sentences[near].end)

    def _listed(self, number: int, count: int) -> list[Subject]:
        """ "Empat lainnya kuning. A 71,24, disusul B 65,73 dan C 60,86. D nyaris tergelincir dengan 54,16.": so many, told
        with their scores over the next sentences, or all in the next."""
        gathered: dict[str, Subject] = {}
        for near in range(number + 1, min(number + 4, len(self.sentences)) if count > 1 else 0):
            sentence = self.sentences[near]
            rated = any(t.kind == "colour" for t in self.told.get(near, ()))
            if sentence.paragraph != self.sentences[number].paragraph or rated:
                break
            gathered |= {s.name: s for s in self.named(near)}
            if len(gathered) == count:
                return list(gathered.values())
            if not numbers_of(sentence.text):
                break
        return []

    @staticmethod
    def before(text: str, clause: Clause, term: Term) -> int:
        """How many the clause counts, before its rating or else behind it, at least two; else -1."""
        counts = [s for s in clause.subjects if s.kind == "count"]
        for side in ([s for s in counts if s.end <= term.at], [s for s in counts if s.start >= term.end]):
            told = [text[s.start : s.end].split()[0].lower() for s in side]
            numbers = [NUMBERS[t] for t in told if t in NUMBERS]
            if numbers:
                return numbers[0] if len(numbers) == 1 else -1
        return -1
