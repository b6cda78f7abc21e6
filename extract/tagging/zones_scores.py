"""The scores told in a sentence, and whose they are."""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term

SCORE = re.compile(r"(?<![\d/.,])(?P<number>\d{1,3}[.,]\d{1,3})(?![\d/]|[.,]\d)")
_MARKED = re.compile(r"\b(?:nilai|skor|persentase|angka)(?:nya)?\b[^,.;]{0,14}$", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:nilai|skor|angka|poin|indeks)(?:nya)?\s+(?:\w+\s+)?(?P<number>\d{2,3})(?![\d/]|[.,]\d|\s*(?:-|–|hingga|sampai))",
    re.IGNORECASE,
)


def numbers_of(text: str) -> list[tuple[int, float]]:
    """Place and value of each score; a percentage is one only where it is called so and there is nothing else."""
    told = [(m, re.match(r"\s*(?:persen|%)", text[m.end() :]) is not None) for m in SCORE.finditer(text)]
    plain = [(m.start("number"), score_of(m["number"])) for m, percent in told if not percent]
    plain += [(m.start("number"), score_of(m["number"])) for m in _WHOLE.finditer(text)]
    shares = [
        (m.start("number"), score_of(m["number"]))
        for m, percent in told
        if percent and _MARKED.search(text[max(0, m.start() - 30) : m.start()])
    ]
    return sorted({n for n in (plain or shares) if 0 < n[1] <= 100})


Marks = dict[tuple[int, str], float]


def scores(text: str, subjects: Sequence[Subject]) -> Marks:
    """Start and name of a subject → its score, where several are named: the number that follows it before the next one,
    or those behind the last in the same order."""
    numbers = numbers_of(text)
    named = [s for s in subjects if s.kind in ("regency", "agency", "units")]
    if not numbers or len({s.name for s in named}) < 2:
        return {}
    found: Marks = {}
    for number, subject in enumerate(named):
        limit = named[number + 1].start if number + 1 < len(named) else len(text)
        own = [v for at, v in numbers if subject.end <= at < limit]
        if own:
            found[subject.start, subject.name] = own[0]
    behind = [v for at, v in numbers if at > named[-1].end]
    if len(behind) == len(named) > len(found):
        return {(s.start, s.name): v for s, v in zip(named, behind, strict=True)}
    return found


def score_near(text: str, term: Term, others: Sequence[Term]) -> float | None:
    """The score of a sentence's only subject that stands nearest to its rating, no other rating between them."""
    ranked = []
    for at, value in numbers_of(text):
        low, high = sorted((at, term.at))
        ranked.append((sum(low < o.at < high and o.kind == term.kind for o in others), high - low, value))
    best = min(ranked, default=None)
    return best[2] if best and best[0] == 0 else None


def score_of(text: str) -> float:
    """A score as it is written, with a comma or a point."""
    return float(text.replace(",", "."))
