"""The years that a text tells: as numbers, by their distance from the article's day, from the assessment spoken of, or
from the year told last ("saat itu", "dua tahun kemudian")."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from extract.tagging.dates import LAW, PUBLIC_SERVICE
from extract.tagging.wording import NUMBERS, number_of

_SEVERAL = "|".join(NUMBERS)
# A day told with its year is no assessment's; nor is the part of a year in which a report was handed over; nor is "sejak 2015".
_DATED = re.compile(
    r"\d{1,2}\s*[/.-]\s*\d{1,2}\s*[/.-]\s*(?P<a>(?:19|20)\d{2})|\d{1,2}\s+(?:Jan|[FP]eb|Mar|Apr|Me?i|Ma[iy]|Jun|Jul|A[gu]|Sep|O[kc]t|No[vp]|De[sc])\w*\.?,?\s+(?P<b>(?:19|20)\d{2})",
    re.IGNORECASE,
)
_HANDED = re.compile(
    r"\b(?:diterima|diserahkan|diumumkan|dibuka|dirilis|dibacakan|dibagikan)\w*\s+(?:pada\s+)?(?:awal|pertengahan|akhir|penghujung)\s+(?:tahun\s+)?(?P<year>20\d\d)",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"(?<![\d/.,-])(?P<year>20[0-3]\d)(?![\d/-]|[.,]\d)"
    rf"|(?<![\w-])(?<!beberapa )(?<!sekian )(?P<word>tahun ini|tahun lalu|tahun kemarin|setahun (?:sebelumnya|lalu|silam|lebih (?:awal|dulu))|(?:penilaian|survei) (?:sebelumnya|terdahulu)|tahun silam|tahun sebelumnya|tahun (?:yang )?lalu|(?:{_SEVERAL}) tahun (?:(?:yang )?(?:lalu|silam)|sebelumnya)|tahun depan|tahun mendatang)\b"
    rf"|\b(?P<later>(?:(?P<one>setahun|tahun)|(?P<count>{_SEVERAL}) tahun) (?:kemudian|berselang|setelahnya|sesudahnya|(?:setelah|sesudah) itu|berikutnya))\b"
    r"|\b(?P<vague>(?:tahun-|beberapa )tahun (?:sebelumnya|lalu|silam))\b"
    r"|\b(?P<then>(?:saat|ketika|waktu|kala) itu|(?:pada |di )?tahun (?:itu|tersebut|(?:yang )?sama))\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\b(?:sejak|mulai|periode|APBD|anggaran|RPJMD|pemilu|pilkada)\s+(?:tahun\s+)?(?:anggaran\s+)?$|\b(?:dimulai|bermula|berawal|dirintis)\s+(?:(?:pada|sejak|dari|tahun)\s+)*$",
    re.IGNORECASE,
)
# "bertahan untuk kedua kalinya sejak 2019": told of the last of them.
_TIMES_SINCE = re.compile(r"\bkali(?:nya)?\s+sejak\s+(?:tahun\s+)?$", re.IGNORECASE)
_COLOURED = r"(?:hijau|kuning|merah)\b"
_NEVER = (
    r"(?:tak|tidak|belum)\s+(?:pernah\s+)?(?:lagi\s+)?(?:keluar|lepas|beranjak|bergeser|turun|lengser|berubah|goyah)"
)
# "sejak 2016 sudah hijau", "hijau sejak 2016": the first of its years is a year all the same.
_HELD = re.compile(
    rf"\s+(?:(?:sudah|telah|selalu|tetap|bertahan|masuk|berada|di|zona|berzona|warna(?:nya)?|zonanya|rapor(?:nya)?|(?-i:[A-Z])\w+|pernah|lagi|tidak|tak|belum|berubah|beranjak|bergeser|berpindah|goyah|keluar|lepas|turun|dari|terus)\s+){{0,9}}{_COLOURED}",
    re.IGNORECASE,
)
_HOLDING = re.compile(
    rf"\b(?:hijau|kuning|merah|tertinggi|tinggi|sedang|rendah)\b(?:[^,;.]{{0,40}}|[^;.]{{0,30}}\b{_NEVER})\s+sejak\s+(?:tahun\s+)?$",
    re.IGNORECASE,
)
_RELATIVE = {
    "tahun ini": 0, "tahun lalu": -1, "tahun yang lalu": -1, "tahun kemarin": -1, "tahun silam": -1,
    "tahun depan": 1, "tahun mendatang": 1,
} | {f"{n} tahun {w}": -at for n, at in NUMBERS.items() for w in ("lalu", "silam", "yang lalu", "yang silam")}  # fmt: skip
# Told by its distance from the assessment spoken of, not from the published day.
_BEFORE = dict.fromkeys(
    (
        "setahun sebelumnya", "setahun lebih awal", "setahun lebih dulu", "tahun sebelumnya", "penilaian sebelumnya",
        "survei sebelumnya", "penilaian terdahulu", "survei terdahulu", "setahun lalu", "setahun silam",
    ),
    1,
) | {f"{n} tahun sebelumnya": at for n, at in NUMBERS.items()}  # fmt: skip
NEAR = 300  # characters back to the year that "saat itu" or "setahun kemudian" counts from


@dataclass(frozen=True, slots=True)
class YearTold:
    """`at` in the full string. `relative`: told by words. `since`: the first of the years that go on from it. One without a
    year that is neither `before` nor `ahead` is some earlier one ("beberapa tahun sebelumnya")."""

    at: int
    end: int
    year: int | None
    before: bool = False
    relative: bool = False
    ahead: bool = False
    back: int = 1  # years, of one told by `before`
    since: bool = False
    then: bool = False  # "saat itu": another telling's year again

    def later(self, years: int) -> YearTold:
        """So many years behind it."""
        if self.before:
            left = self.back - years
            return replace(self, back=left) if left >= 0 else replace(self, year=None, before=False, ahead=True)
        return replace(self, year=None if self.year is None else self.year + years)


def years_told(full: str, published: date | None) -> Iterator[tuple[YearTold, re.Match[str]]]:
    """In the order of the text, with what tells it; neither laws' years nor days'."""
    barred = {m.start("year") for m in LAW.finditer(full)} | {m.start("year") for m in PUBLIC_SERVICE.finditer(full)}
    barred |= {m.start(m.lastgroup) for m in _DATED.finditer(full) if m.lastgroup}
    handed = {m.start("year") for m in _HANDED.finditer(full)}
    last: YearTold | None = None
    for match in _TOLD.finditer(full):
        told = _read(full, match, published, last)
        if told is None or match.start() in barred or (published and (told.year or 0) > published.year + 2):
            continue
        if match.start() in handed:
            told = replace(told, year=None)
        last = told
        if match["year"] and (_TIMES_SINCE.search(full, max(0, told.at - 40), told.at) or not _goes_on(full, told)):
            continue
        yield told, match


def _read(full: str, match: re.Match[str], published: date | None, last: YearTold | None) -> YearTold | None:
    at, end = match.span()
    if match["year"]:
        since = _SINCE.search(full, max(0, at - 80), at) is not None
        return YearTold(at, end, int(match["year"]), since=since)
    near = last if last and at - last.at < NEAR else None
    if match["then"]:
        # a year ahead is nobody's yet, and what is told of now is told without it
        return replace(near, at=at, end=end, since=False, then=True) if near and not near.ahead else None
    if match["vague"]:
        return YearTold(at, end, None)
    if match["later"]:
        counted = 1 if match["one"] else number_of(match["count"])
        if near is None or near.ahead or (near.relative and not near.before):
            return YearTold(at, end, None, relative=True, ahead=True) if match["one"] else None
        return replace(near.later(counted), at=at, end=end, since=False)
    word = " ".join(match["word"].lower().split())
    if word in _BEFORE:
        return YearTold(at, end, None, before=True, relative=True, back=_BEFORE[word])
    if published is None:
        return None
    return YearTold(at, end, published.year + _RELATIVE[word], relative=True, ahead=_RELATIVE[word] > 0)


def _goes_on(full: str, told: YearTold) -> bool:
    """ "sejak 2015": only where a rating is what goes on since then."""
    if not told.since:
        return True
    return _HELD.match(full, told.end) is not None or _HOLDING.search(full, max(0, told.at - 80), told.at) is not None
