"""Those who are named beside the rated one: as good as it, already where it wants to be, or only better and worse.

"Seperti halnya X dan Y, kabupaten itu masih kuning" tells of all three; "menarget zona hijau, menyamai X" tells what X has;
"lebih baik dari X yang merah" tells of X what its own relative clause says.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term

JOINT = re.compile(r"\s*(?:\([^)]{0,30}\)\s*)?(?:,|dan|serta|,\s*dan|,\s*serta|&|maupun|atau)\s*", re.IGNORECASE)
_COMPANY = re.compile(
    r"\b(?:seperti(?:\s+halnya)?|bersama(?:\s+dengan)?|beserta|sebagaimana|sejajar\s+dengan|setara\s+dengan|bareng|sama\s+(?:dengan|seperti)|selevel\s+dengan|sekelompok\s+dengan)\s+$",
    re.IGNORECASE,
)
_EQUAL = re.compile(
    r"\b(?:menyamai|menyusul(?:\s+jejak|\s+langkah)?|mengikuti(?:\s+jejak|\s+langkah)|menyaingi|bergabung\s+(?:dengan|bersama)|sejajar\s+dengan|setara\s+dengan|seperti(?:\s+halnya)?|sama\s+(?:dengan|seperti)|sebagaimana)\s+$",
    re.IGNORECASE,
)
# "bersama X yang sekarang sudah di sana"
_THERE = re.compile(r"\s+yang\s+(?:\w+\s+){0,2}(?:sudah|telah|lebih|duluan)\b", re.IGNORECASE)
# "kalah dari X yang …", "belajar ke X yang …": X and what it has is another matter than the rest of the sentence.
_TOWARDS = re.compile(
    r"\b(?:dari|ke|kepada|daripada|dengan|menyamai|mengejar|menyusul|mengikuti|menyaingi|jejak|seperti|oleh|terhadap|atas|bawah|belakang|menyalip|mengungguli|mengalahkan|melampaui|menggeser|membuntuti|menempel|ketimbang)\s+$",
    re.IGNORECASE,
)
_HELD_BY = re.compile(
    r"\s+(?:[\w-]+\s+){0,6}?yang\s+(?:\w+\s+){0,2}di(?:raih|peroleh|sandang|terima|kantongi|capai|miliki|dapat|genggam|pegang|sabet|rengkuh)\w*\s+(?:oleh\s+)?",
    re.IGNORECASE,
)
_OUT_OF = re.compile(
    r"\b(?:satu\s+(?:dari|di\s?antara)|(?:termasuk|masuk)(?:\s+(?:dalam|di\s?antara))?|bagian\s+dari)\s+$",
    re.IGNORECASE,
)
_SHORT = re.compile(r"\s*(?:\([^)]{1,20}\)\s*)?yang\s+(?:[\w-]+\s+){0,3}", re.IGNORECASE)
_LONG = re.compile(
    r"\s*(?:\([^)]{1,20}\)\s*)?(?:,\s*(?:kabupaten|kota|daerah|unit|instansi)\s+)?yang\s+(?:(?!(?:akan|ingin|hendak|meminta|menargetkan|berharap|belum|tidak)\b)(?:[\w-]+|\d+[.,]\d+),?\s+){0,10}",
    re.IGNORECASE,
)


def _joined(text: str, first: Subject, second: Subject) -> bool:
    """In one list, or taken up by one pronoun."""
    return first.start == second.start or JOINT.fullmatch(text[first.end : second.start]) is not None


def _lists(text: str, subjects: Sequence[Subject]) -> list[list[Subject]]:
    found: list[list[Subject]] = []
    for subject in subjects:
        if found and _joined(text, found[-1][-1], subject):
            found[-1].append(subject)
        else:
            found.append([subject])
    return found


def _behind(pattern: re.Pattern[str], text: str, subjects: Sequence[Subject]) -> list[list[Subject]]:
    """The lists that stand right behind such words."""
    return [several for several in _lists(text, subjects) if pattern.search(text[: several[0].start][-40:])]


def companions(text: str, subjects: Sequence[Subject]) -> list[Subject]:
    """Those who share what is told of another."""
    return [s for several in _behind(_COMPANY, text, subjects) for s in several]


def equalled(text: str, subjects: Sequence[Subject]) -> list[Subject]:
    """Those whom somebody is wished to draw level with: they have the rating that is wished for."""
    equals = _behind(_EQUAL, text, subjects)
    equals += [e for e in _behind(_COMPANY, text, subjects) if e not in equals and _THERE.match(text, e[-1].end)]
    return [s for several in equals for s in several]


def held_by(text: str, term: Term, subjects: Sequence[Subject]) -> list[Subject]:
    """ "X dan Y membahas zona hijau yang diraih Z": told of whom its own relative clause names."""
    behind = [s for s in subjects if s.start >= term.end]
    if not behind or not _HELD_BY.fullmatch(text[term.end : behind[0].start]):
        return []
    held = _lists(text, behind)[0]
    if re.search(r"\bjuga\b", text[term.end : behind[0].start]):
        held = [*(s for s in subjects if s.end <= term.start and s.weight > 0), *held]
    return held


def clinging(text: str, term: Term, subjects: Sequence[Subject]) -> list[Subject]:
    """ "… minimal menyamai Badung yang sudah hijau": told of the names that its relative clause hangs on."""
    before = [s for s in subjects if s.end <= term.start]
    if not before:
        return []
    between = text[before[-1].end : term.start]
    short = _SHORT.fullmatch(between)
    if not short and not _LONG.fullmatch(between):
        return []
    *earlier, several = _lists(text, before)
    if several[-1].kind == "count" and _OUT_OF.search(text[: several[0].start][-30:]):
        # "X menjadi satu dari empat kabupaten yang hijau"
        return [s for s in earlier[-1] if s.kind in ("regency", "agency")] if earlier else []
    if not short and (
        several[-1].kind not in ("regency", "agency") or not _TOWARDS.search(text[: several[0].start][-20:])
    ):
        return []
    return several
