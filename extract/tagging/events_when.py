"""Times that name no day: a month, a year, "pekan lalu". What they say: whether it is past, and between which days it lies."""

from __future__ import annotations

import calendar
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

_MONTHS = "januari februari maret april mei juni juli agustus september oktober november desember".split()
MONTHS = "|".join(m.title() for m in _MONTHS)
_NUMBERS = {"pebruari": 2, "nopember": 11} | {m: n for n, m in enumerate(_MONTHS, 1)}
_COUNT = r"(?:se|dua|tiga|empat|lima|enam|beberapa|\d{1,2})"
_BEHIND = r"lalu|silam|kemarin|sebelumnya|yang\s+lalu|belakangan"
_TO_COME = r"depan|mendatang|nanti|berikutnya|yang\s+akan\s+datang"
_VAGUE = re.compile(
    rf"(?<![\w/(-])(?:(?P<part>awal|akhir|pertengahan|medio)\s+)?(?:bulan\s+)?(?P<month>{'|'.join(_NUMBERS)})\b"
    rf"(?:\s+(?:tahun\s+)?(?:(?P<year>20\d\d)(?!\d)|(?P<ago>tahun\s+lalu|{_BEHIND})|(?P<next>tahun\s+depan|{_TO_COME})|(?P<now>ini|tahun\s+ini)))?"
    rf"|(?<!\w)(?:(?P<part2>awal|akhir|pertengahan)\s+)?(?P<unit>hari|pekan|minggu|bulan|tahun|semester|triwulan|kuartal)\s+(?:(?P<ago2>{_BEHIND})|(?P<next2>{_TO_COME}))(?!\w)"
    rf"|(?<!\w){_COUNT}\s*(?P<unit3>hari|pekan|minggu|bulan|tahun|semester)\s+(?:yang\s+)?(?P<ago3>lalu|silam|sebelumnya)(?!\w)"
    r"|(?<!\w)(?:(?:pada|di|selama|sepanjang|untuk|awal|akhir|pertengahan)\s+(?:tahun\s+|awal\s+|akhir\s+|pertengahan\s+)?|tahun\s+(?:anggaran\s+)?)(?P<year4>20\d\d)(?![\d/])"
    r"|(?<!\w)(?P<ago5>belum\s+lama\s+ini|baru-baru\s+ini|beberapa\s+waktu\s+(?:yang\s+)?lalu|waktu\s+itu|kala\s+itu|saat\s+itu|ketika\s+itu)(?!\w)"
    r"|(?<!\w)(?P<part6>awal|akhir|pertengahan)\s+(?:tahun|bulan|pekan|semester)(?:\s+ini)?(?!\s+(?:\d|ini))(?!\w)"
    r"|(?<!\w)(?P<next5>dalam\s+waktu\s+dekat|(?:APBD|anggaran)\s+perubahan)(?!\w)",
    re.IGNORECASE,
)
# The number of a day before a month: a day is told. What stands so is none.
_DAY = re.compile(r"\d{1,2}\s*$")
# Names of the months that are words or persons too.
_UNSURE = frozenset({"mei"})
# A month named alone is meant of this year where it lies so near.
NEAR = 6
_UNITS = {"hari": 1, "pekan": 7, "minggu": 7, "bulan": 31, "tahun": 366, "semester": 190, "triwulan": 95, "kuartal": 95}


@dataclass(frozen=True, slots=True)
class Vague:
    """A time without a day; offsets into what was read. `ahead`: to come, past, or not told; `first` and `last` bound it
    where the words and the published day allow that."""

    start: int
    end: int
    ahead: bool | None
    first: date | None = None
    last: date | None = None

    def holds(self, day: date) -> bool:
        """The day may be meant."""
        return (self.first is None or self.first <= day) and (self.last is None or day <= self.last)


def vague_times(text: str, published: date | None) -> list[Vague]:
    """In order of place."""
    found = []
    for match in _VAGUE.finditer(text):
        if match["month"]:
            if _DAY.search(text, max(0, match.start() - 4), match.start()):
                continue
            if match["month"].lower() in _UNSURE and not match["month"][0].isupper():
                continue
            found.append(_month(match, published))
        elif match["year4"]:
            year = int(match["year4"])
            ahead = None if published is None or year == published.year else year > published.year
            found.append(Vague(match.start(), match.end(), ahead, date(year, 1, 1), date(year, 12, 31)))
        elif match["part6"]:
            ahead = {"awal": False, "akhir": True}.get(match["part6"].lower())
            found.append(Vague(match.start(), match.end(), ahead))
        elif match["ago5"] or match["next5"]:
            found.append(Vague(match.start(), match.end(), match["next5"] is not None, None, None))
        else:
            found.append(_unit(match, published))
    return found


def _month(match: re.Match[str], published: date | None) -> Vague:
    number = _NUMBERS[match["month"].lower()]
    ahead: bool | None = True if match["next"] else False if match["ago"] else None
    year = int(match["year"]) if match["year"] else None
    if year is None and published is not None:
        year = published.year
        if "tahun" in (match["ago"] or ""):
            year -= 1
        elif "tahun" in (match["next"] or ""):
            year += 1
        elif ahead is False and number >= published.month and match["ago"] is not None:
            year -= number > published.month
        elif ahead is True and number < published.month:
            year += 1
    if year is None:
        return Vague(match.start(), match.end(), ahead)
    first = date(year, number, 1)
    last = date(year, number, calendar.monthrange(year, number)[1])
    if ahead is None and published is not None and match["year"]:
        ahead = True if first > published else False if last < published else None
    if ahead is None and not match["year"]:
        # which year's month, the verb says, unless it is one of the next or the last few
        steps = number - published.month if published is not None else 0
        if 0 < abs(steps) <= NEAR and not match["now"]:
            return Vague(match.start(), match.end(), steps > 0)
        return Vague(match.start(), match.end(), None)
    return Vague(match.start(), match.end(), ahead, first, last)


def _unit(match: re.Match[str], published: date | None) -> Vague:
    unit = (match["unit"] or match["unit3"]).lower()
    ahead = match["next2"] is not None
    if published is None:
        return Vague(match.start(), match.end(), ahead)
    if match["unit3"]:
        return Vague(match.start(), match.end(), False, None, published)
    if unit == "tahun":
        year = published.year + (1 if ahead else -1)
        return Vague(match.start(), match.end(), ahead, date(year, 1, 1), date(year, 12, 31))
    reach = timedelta(days=2 * _UNITS[unit])
    if ahead:
        return Vague(match.start(), match.end(), True, published, published + reach)
    return Vague(match.start(), match.end(), False, published - reach, published)


def beside(times: Sequence[Vague], start: int, end: int, span: tuple[int, int]) -> Vague | None:
    """The time that stands nearest to a word within a clause (`span`)."""
    near = [t for t in times if span[0] <= t.start < span[1]]
    return min(near, key=lambda t: max(t.start - end, start - t.end), default=None)
