"""Of which type an event is: by the words of the headline, the lead and what follows, each weighing less than the one before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from config.events import EventKind
from extract.tagging.records import Sentence
from extract.tagging.wording import alternatives

# A headline says what the paper thinks it is about; the lead what happened. Measured on the labelled articles.
TITLE, PLACES = 3.0, (2.2, 1.4, 1.0, 0.7, 0.5, 0.5)
LATER = 0.12
DATED = {0: 3.0, 1: 1.0, 2: 0.7}
STRONG, WORD, HINT = 1.8, 1.0, 0.4
# Sentences read; what comes later is background.
READ = 14
# "Ruang Rapat", "rapat virtual": a room, a screen.
_NOT_RAPAT = re.compile(r"(?:ruang|aula|gedung|layar)\s+$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Hit:
    """A word of a type; offsets into the sentence."""

    type: str
    weight: float
    start: int
    end: int


class TypeFinder:
    """One expression over all words; built once."""

    def __init__(self, kinds: Sequence[EventKind]) -> None:
        self.weights: dict[str, tuple[str, float]] = {}
        stems: list[tuple[str, str, float]] = []
        words: list[str] = []
        for kind in kinds:
            for forms, weight in ((kind.strong, STRONG), (kind.words, WORD), (kind.hints, HINT)):
                for form in forms:
                    words.append(form)
                    if form.endswith("*"):
                        stems.append((form[:-1], kind.type, weight))
                    else:
                        self.weights.setdefault(form, (kind.type, weight))
        self.stems = stems
        self._regex = re.compile(rf"(?<![\w-])(?:{alternatives(words)})(?![\w])", re.IGNORECASE)

    def hits(self, text: str) -> list[Hit]:
        found = []
        for match in self._regex.finditer(text):
            word = " ".join(match[0].lower().split())
            entry = self.weights.get(word) or next(((t, w) for stem, t, w in self.stems if word.startswith(stem)), None)
            if entry is None or (
                entry[0] == "rapat" and _NOT_RAPAT.search(text[max(0, match.start() - 12) : match.start()])
            ):
                continue
            found.append(Hit(*entry, match.start(), match.end()))
        return found

    def scores(self, sentences: Sequence[Sentence], dated: int | None = None) -> dict[str, float]:
        """Type → weight; of one sentence only the strongest word of a type counts. `dated`: the sentence that tells the day."""
        total: dict[str, float] = defaultdict(float)
        for sentence in sentences[: READ + 1]:
            place = (
                TITLE
                if sentence.number == 0
                else PLACES[sentence.number - 1]
                if sentence.number <= len(PLACES)
                else LATER
            )
            best: dict[str, float] = {}
            for hit in self.hits(sentence.text):
                # strength counts where it is news, in headline and lead
                weight = hit.weight if sentence.number in (0, 1, 2, dated) else min(hit.weight, WORD)
                best[hit.type] = max(best.get(hit.type, 0.0), weight)
            if dated is not None and sentence.number > 0:
                # what took place on that day is told with the day
                place += DATED.get(abs(sentence.number - dated), 0.0)
            for kind, weight in best.items():
                total[kind] += place * weight
        return total
