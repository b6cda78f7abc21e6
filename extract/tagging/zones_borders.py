"""Where a clause tells the scale: ranges and borders of scores, what a colour means, what is needed for it."""

from __future__ import annotations

import re

from extract.tagging.zones_scores import score_of
from extract.tagging.zones_terms import Term

# "nilai 81-100", "0 sampai 50", "51,00 hingga 80,99": a range of scores is a scale.
RANGE = re.compile(
    r"(?<![\d/.,-])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:-|–|—|hingga|sampai(?:\s+dengan)?|s\.?\s?d\.?|s/d|ke)\s*(\d{1,3}(?:[.,]\d{1,2})?)(?![\d/-]|[.,]\d)"
)
_BOUND = re.compile(
    r"(?:di\s+atas|di\s+bawah|lebih\s+dari|kurang\s+dari|minimal|maksimal|>|<)\s*\d{2,3}|\b\d{2,3}(?:[.,]\d+)?\s+ke\s+(?:atas|bawah)",
    re.IGNORECASE,
)
# "batas bawah zona kuning adalah 51"
_LIMIT = re.compile(
    r"\b(?:batas|ambang)\s+(?:(?:bawah|atas|minimal|terendah|nilai|skor)\s+)*(?:untuk\s+)?(?:\w+\s+)?$", re.IGNORECASE
)
# "angka 78 menjadi batas bawah zona hijau"
_NUMBER_BEFORE = re.compile(r"(?<![\d.,])\d{2}(?:[.,]\d{1,2})?\s+(?:\w+\s+){0,3}$")
# "Rentang 88 hingga 100, jelasnya, tergolong …"
_ASIDE = re.compile(r",\s+\w+nya,")
_FROM_ON = re.compile(
    r"\s+(?:itu\s+)?(?:dimulai|mulai|berlaku)\s+(?:dari\s+|pada\s+|untuk\s+)?(?:nilai\s+|angka\s+)?\d{2}", re.IGNORECASE
)
_IS = re.compile(
    r"\s+(?:(?:itu|adalah|ialah|yakni|yaitu|berada\s+di|ada\s+di|dipatok|ditetapkan)\s+){0,2}(?:(?:angka|nilai|skor)\s+)?\d{2}",
    re.IGNORECASE,
)
# "kualitas tertinggi hingga terendah": the scale from end to end.
_ENDS = re.compile(
    r"\s*(?:,\s*)?(?:hingga|sampai(?:\s+(?:dengan|ke))?|s/d|-)\s+(?:ke\s*)?(?:(?:zona|kualitas|kepatuhan|kategori)\s+)?(?:terendah|rendah|merah|E\b|D\b|bawah)",
    re.IGNORECASE,
)
# "Zona hijau berarti kualitas layanan tinggi"
_MEANS = re.compile(
    r"\s+(?:itu\s+|sendiri\s+)?(?:berarti|artinya|bermakna|menandakan|menunjukkan|(?:untuk|adalah|diberikan\s+(?:bagi|untuk|kepada)|bagi)\s+(?:unit|instansi|daerah|pemda|yang)?\s*(?:nilai|skor|kualitas|kepatuhan))\w*",
    re.IGNORECASE,
)
_OPENING = re.compile(r"(?:^\W*|[,:“\"]\s*|\bbahwa\s+)$")
# "nilai di bawah 78 membuat sebuah daerah jatuh ke zona kuning"
_BELOW = re.compile(
    r"\b(?:nilai|skor|angka)\s+(?:di\s+bawah|di\s+atas|kurang\s+dari|lebih\s+dari)\s+\d{2}(?![\d.,]\d)[^,;.]{0,70}$",
    re.IGNORECASE,
)
# "Nilai di atas 90 disebut hijau tua", "hijau tua, sebutan untuk nilai di atas 90"
_NAME_OF = re.compile(
    r"\s*,\s*(?:yakni\s+|yaitu\s+)?(?:sebutan|istilah|julukan|label|predikat|warna)\s+(?:untuk|bagi|buat)\s+(?:mereka\s+|daerah\s+|yang\s+)*(?:ber)?(?:nilai|skor|angka)\b",
    re.IGNORECASE,
)
# "untuk masuk zona hijau sebuah daerah harus mengumpulkan minimal 78"
_TO_ENTER = re.compile(r"\b(?:untuk|agar|supaya|syarat)\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_AT_LEAST = re.compile(
    r"[^.;]{0,90}?\b(?:minimal|(?:di\s+)?atas|sekurang-kurangnya|paling\s+(?:sedikit|rendah|tidak)|setidaknya)\s+(?:nilai\s+|skor\s+|angka\s+)?\d{2}\b",
    re.IGNORECASE,
)


def scaled(clause: str, term: Term, offset: int, *, subjects: bool) -> bool:
    """The clause, which begins at `offset` of the sentence, says what the rating stands for; `subjects`: and names somebody."""
    at, end = term.at - offset, term.end - offset
    if _NAME_OF.match(clause, end):
        return True
    if not subjects and _OPENING.search(clause[: term.start - offset]) and _MEANS.match(clause, end):
        return True
    if not subjects and (_ENDS.match(clause, end) or _FROM_ON.match(clause, end)):
        return True
    limit = _LIMIT.search(clause[:at])
    if limit and (_IS.match(clause, end) or (not subjects and _NUMBER_BEFORE.search(clause[: limit.start()]))):
        return True
    clause = _ASIDE.sub(lambda m: " " * len(m[0]), clause)
    left, right = max(clause.rfind(", ", 0, at), clause.rfind("; ", 0, at)) + 1, end + 45
    for match in RANGE.finditer(clause):
        low, high = score_of(match[1]), score_of(match[2])
        if not low < high <= 100:
            continue
        if match.end() <= at and match.start() >= left - 4 and at - match.end() < 60:
            return True
        if (
            match.start() >= end
            and match.start() < right
            and not re.search(r"[;]|\bdan\b", clause[end : match.start()])
        ):
            return True
    if subjects:
        return False
    return _BOUND.search(clause[max(0, at - 40) : end + 60]) is not None or _BELOW.search(clause[:at]) is not None


def entering(before: str, sentence: str, term: Term) -> bool:
    """ "Untuk masuk zona hijau sebuah daerah harus mengumpulkan minimal 78"; `before`: what the clause says before it."""
    return _TO_ENTER.search(before) is not None and _AT_LEAST.match(sentence, term.end) is not None
