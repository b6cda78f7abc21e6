"""The scale itself: when a sentence tells it, and what it says of nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from extract.tagging.records import Sentence
from extract.tagging.zones_borders import RANGE
from extract.tagging.zones_claims import counted
from extract.tagging.zones_context import Context
from extract.tagging.zones_meaning import Meanings
from extract.tagging.zones_merging import Claim
from extract.tagging.zones_scores import score_of
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term

_LETTERS = re.compile(r"\b[A-E]\b")
_LIMITS = re.compile(r"\b(?:sampai|hingga)\s+\d{2}\s+(?:zona\s+)?(?:merah|kuning|hijau)\b", re.IGNORECASE)
_THRESHOLD = re.compile(
    r"\b(?:sampai|hingga|mulai|dari|di\s+bawah|di\s+atas|kurang\s+dari|lebih\s+dari|minimal|maksimal|nilai)\s+\d{2,3}(?:[.,]\d+)?(?!\d|\s+(?:OPD|SKPD|unit|kabupaten|kota|pem|instansi|dinas))",
    re.IGNORECASE,
)
# "mulai 2025 hasil tidak lagi dinyatakan dengan hijau, kuning atau merah"
_ABOLISHED = re.compile(
    r"\b(?:tidak|tak)\s+lagi\s+(?:\w+\s+){0,2}?(?:di(?:bahasa|nyata|sebut|gambar|pakai|guna|tuang|wujud|kelompok|ungkap)\w*|memakai|menggunakan|mengenal|berupa|berbentuk|dengan)\b",
    re.IGNORECASE,
)
# Behind a sentence that tells the scale: "Di bawahnya kualitas sedang dengan warna kuning", "Keduanya berwarna hijau".
_GOES_ON = re.compile(
    r"\bdi\s+(?:bawah|atas)(?:nya|\s+(?:itu|angka\s+itu|nilai\s+itu))\b|\b(?:lebih\s+(?:rendah|tinggi)|kurang|lebih)\s+dari\s+itu\b|^\W*(?:selebihnya|sisanya|keduanya|ketiganya|semuanya|dua-duanya|kepatuhannya|artinya|maknanya)\b",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"\b(?:sisanya|selebihnya)\b", re.IGNORECASE)
_ALIAS = re.compile(
    r"\s*(?:,\s*)?(?:yang\s+)?(?:atau|alias|artinya|berarti|yakni|yaitu|/|\(|,)?\s*(?:disebut\s+|predikat\s+)?[\"“(]?",
    re.IGNORECASE,
)
# A claim's evidence is its sentence; longer ones (a text without full stops) are cut around the rating.
EVIDENCE = 600


class Scale:
    """Built once an article."""

    def __init__(self, context: Context, meanings: Meanings, sentences: Sequence[Sentence]) -> None:
        self.context, self.meanings, self.sentences = context, meanings, sentences
        self._last = -1  # the number of the last sentence that told it

    def note(self, number: int) -> None:
        """Remembers a sentence that told the scale, or a part of it."""
        self._last = number

    def goes_on(self, number: int) -> bool:
        """The sentence before told the scale, and this one tells the rest."""
        if number < 2 or self._last != number - 1:
            return False
        sentence, before = self.sentences[number], self.sentences[number - 1]
        return sentence.paragraph == before.paragraph and _GOES_ON.search(sentence.text) is not None

    def told(self, text: str, terms: Sequence[Term], subjects: Sequence[Subject]) -> bool:
        """The scale is told: three classes, three colours in one list or with letters or limits, or two with a word that
        says so; nobody is counted."""
        listed = Counter(t.listed for t in terms if t.listed is not None and t.kind == "colour")
        if len({t.rating for t in terms if t.kind == "class"}) >= 3 or _LIMITS.search(text):
            return True
        if len(ranges(text)) >= 2:
            return True
        if len({t.rating for t in terms if t.kind == "colour"}) >= 3 and len(_THRESHOLD.findall(text)) >= 2:
            return True
        if self.meanings.conditional.search(text) or _LEFT_OVER.search(text):
            return False
        if any(s.kind in ("all", "rest", "units") for s in subjects) or any(counted(text, t) for t in terms):
            return False
        longest = max(listed.values(), default=0)
        if longest >= 3 and _ABOLISHED.search(text):
            return True
        open_ = re.search(r"\batau\b", text) and not self.context.describes(text)
        if (longest >= 3 and not open_) or (longest >= 2 and self.context.describes(text)):
            return True
        three = len({t.rating for t in terms if t.kind == "colour"}) >= 3
        if three and self.context.describes(text):
            return True
        lettered = len(_LETTERS.findall(text)) >= 3
        return three and lettered and not any(s.kind == "count" for s in subjects)


def ranges(text: str) -> list[re.Match[str]]:
    """The ranges of scores that a text tells."""
    return [m for m in RANGE.finditer(text) if score_of(m[1]) < score_of(m[2]) <= 100 and (score_of(m[2]) >= 30)]


def definitions(sentence: Sentence, terms: Sequence[Term], beside: Sequence[Term]) -> list[Claim]:
    """A colour each where a noun of ratings stands before the list; a bare list tells the scale as one. A class told
    as another word for a colour `beside` it is none of its own."""
    chosen: list[Term] = []
    lists: set[int] = set()
    for term in terms:
        if term.listed is not None and not term.noun:
            if term.listed in lists:
                continue
            lists.add(term.listed)
        chosen.append(term)
    start, end = evidence(sentence, terms[0])
    return [
        Claim(None, None, t.rating, t.kind, "definition", None, None, start, end)
        for t in chosen
        if t.kind == "colour"
        or (t.kind != "opinion" and not any(_alias(sentence.text, o, t) for o in beside if o.kind != t.kind))
    ]


def _alias(text: str, colour: Term, other: Term) -> bool:
    """ "zona hijau atau kepatuhan tinggi", "hijau (tinggi)": another word for the colour's own class."""
    first, second = sorted((colour, other), key=lambda t: t.at)
    return _ALIAS.fullmatch(text[first.end : second.start]) is not None


def evidence(sentence: Sentence, term: Term) -> tuple[int, int]:
    if sentence.end - sentence.start <= EVIDENCE:
        return sentence.start, sentence.end
    start = max(0, term.start - EVIDENCE // 2)
    return sentence.start + start, sentence.start + min(len(sentence.text), start + EVIDENCE)
