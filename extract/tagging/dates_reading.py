"""Days as they are printed: where the words stand and what they say, before anyone asks which day that is.

Day comes first, always: "3/11" is the third of November. A span ("8-11 Agustus") is told by its first day.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from config.calendar import Calendar

Form = Literal["full", "yearless", "weekday", "relative"]


@dataclass(frozen=True, slots=True)
class DayTold:
    """`start`/`end` in the string that was read. `year` as printed, two digits made four. `until`: the last day of a span.

    `ahead`/`behind`: words beside it say that the day is to come, or is past. `distance`: days from the published day.
    """

    start: int
    end: int
    text: str
    form: Form
    weekday: int | None = None
    day: int | None = None
    month: int | None = None
    year: int | None = None
    until: int | None = None
    distance: int | None = None
    ahead: bool = False
    behind: bool = False
    balinese: bool = False
    after: bool = False  # counted from the day told before


class DayReader:
    """One expression over a text; built once."""

    def __init__(self, calendar: Calendar) -> None:
        self.weekdays = {f: w.number for w in calendar.weekdays for f in w.forms}
        self.balinese = {f: w.number for w in calendar.weekdays for f in w.balinese}
        self.months = {f: m.number for m in calendar.months for f in m.forms}
        self.relatives = {f: (r.days, r.after) for r in calendar.relatives for f in r.forms}
        until = _any(calendar.until)
        parts = _any((*calendar.parts, *calendar.weeks, "kemarin", "lalu", "ini", "depan"))
        weekday, month = _any(self.weekdays), _any(self.months)
        numeric = (
            rf"(?P<d>\d{{1,2}})(?:\s*(?:{until})\s*(?P<d2>\d{{1,2}}))?\s*/\s*(?P<m>\d{{1,2}})(?!\d)"
            r"(?:\s*/\s*(?P<y>(?:19|20)\d{2}|\d{2})(?!\d))?"
            r"|(?P<da>\d{1,2})(?P<sep>[-.])(?P<ma>\d{1,2})(?P=sep)(?P<ya>(?:19|20)\d{2})(?!\d)"
        )
        spelt = (
            rf"(?P<dn>\d{{1,2}})(?:\s*(?:{until})\s*(?P<dn2>\d{{1,2}}))?\s+(?P<mon>{month})\b\.?"
            r"(?:\s*,?\s*(?:tahun\s+)?(?P<yn>(?:19|20)\d{2})(?!\d))?"
        )
        self._dated = re.compile(
            rf"(?<![\w/.,-])(?:(?P<wd>{weekday})(?:\s+(?:{parts}))?(?:\s*,)?\s*(?:pada\s+)?)?"
            rf"(?P<open>\(\s*)?(?:(?:tanggal|tgl\.?)\s+)?(?:{numeric}|{spelt})(?:\s*(?P<close>\)))?",
            re.IGNORECASE,
        )
        self._spanned = re.compile(
            rf"{_first(self.weekdays)}(?<!\w)(?P<wd>{weekday})\s*(?:{until})\s*(?:{weekday})\s*,?\s*(?=\(?\s*\d)",
            re.IGNORECASE,
        )
        self._alone = re.compile(rf"{_first(self.weekdays)}(?<![\w-])(?P<wd>{weekday})(?![\w-])", re.IGNORECASE)
        heralds, five = _any(calendar.heralds), _any(calendar.pancawara)
        self._balinese = re.compile(
            rf"{_first((*self.balinese, *calendar.heralds))}(?<!\w)(?:(?P<herald>{heralds})\s+)?(?P<bal>{_any(self.balinese)})(?:\s+(?P<five>{five}))?"
            r"(?:\s+\w+)?\s*,?\s*(?P<date>\(\s*\d{1,2}\s*/\s*\d{1,2}(?:\s*/\s*\d{2,4})?\s*\))?",
            re.IGNORECASE,
        )
        self._near = re.compile(
            rf"{_first(self.relatives)}(?<![\w-])(?:{_any(self.relatives)})(?![\w-])", re.IGNORECASE
        )
        self._ahead_after = re.compile(r"\s*(?:mendatang|nanti|depan|yang\s+akan\s+datang)\b", re.IGNORECASE)
        self._ahead_before = re.compile(rf"(?<!\w)(?:{_any(calendar.coming)})(?!\w)[^.!?\n]{{0,70}}$", re.IGNORECASE)
        self._behind_after = re.compile(r"\s*(?:(?:yang\s+)?lalu|kemarin|silam|tadi)\b", re.IGNORECASE)
        self._repeated = re.compile(rf"(?<!\w)(?:{_any(calendar.repeated)})\s+$", re.IGNORECASE)
        self._other_day = re.compile(rf"\s*(?:{until}|,|dan|atau|/)\s*(?:{weekday})\b", re.IGNORECASE)
        self._other_before = re.compile(rf"(?:{weekday})\s*(?:{until}|,|dan|atau|/)\s*$", re.IGNORECASE)
        self._joined = re.compile(rf"\)?\s*(?:{until})\s*\(?$", re.IGNORECASE)

    def read(self, text: str) -> list[DayTold]:
        """All days told in `text`, in order, none overlapping another."""
        dates = self._dates(text)
        found = self._spans_joined(text, dates)
        # "Senin (29/4) kemarin" tells one day: what stands right behind a date belongs to it
        taken = [(d.start, d.end + 2) for d in dates]
        for told in (*self._days_alone(text), *self._balinese_days(text), *self._distances(text)):
            if not any(told.start < end and start < told.end for start, end in _around(taken, told.start)):
                found.append(told)
        found.sort(key=lambda d: d.start)
        return found

    def _dates(self, text: str) -> list[DayTold]:
        found = []
        spanned = {m.end(): m for m in self._spanned.finditer(text)}
        for match in self._dated.finditer(text):
            day = int(match["d"] or match["da"] or match["dn"])
            month = self.months[match["mon"].lower()] if match["mon"] else int(match["m"] or match["ma"])
            printed = match["y"] or match["ya"] or match["yn"]
            year = int(printed) if printed else None
            if year is not None and year < 100:
                year += 2000
            if not 1 <= day <= 31 or not 1 <= month <= 12:
                continue
            bare = match["mon"] is None and match["wd"] is None and year is None
            before = text[max(0, match.start() - 90) : match.start()]
            if bare and not (match["open"] and match["close"]) and not re.search(r"(?:tanggal|tgl)", match[0], re.I):
                continue
            if (
                re.search(r"(?:\bnomor|\bno\.?|\bpasal|\bayat|:)\s*$", before, re.IGNORECASE)
                and match["mon"] is None
                and match["wd"] is None
            ):
                continue
            weekday = self.weekdays[_plain(match["wd"])] if match["wd"] else None
            start = match.start()
            if match["wd"] and re.search(r"(?:hingga|sampai|s\.d\.?|[-–])\s*$", before) and (at := spanned.get(start)):
                start = at.start()
            if weekday is None or match["wd"]:
                lead = spanned.get(match.start()) or spanned.get(match.start() + len(match["wd"] or ""))
                if lead and match["wd"] is None:
                    weekday, start = self.weekdays[_plain(lead["wd"])], lead.start()
            until = match["d2"] or match["dn2"]
            found.append(self._beside(text, DayTold(
                start, match.end(), text[start : match.end()].strip(), "full" if year else "yearless",
                weekday, day, month, year, int(until) if until else None,
            )))  # fmt: skip
        for match in self._spanned.finditer(text):
            # "Senin hingga Rabu (3-5/10)": the second weekday was read with the date; the first is meant
            for number, told in enumerate(found):
                if told.start > match.start() and told.start < match.end() and told.weekday is not None:
                    found[number] = replace(
                        told, start=match.start(), text=text[match.start() : told.end].strip(),
                        weekday=self.weekdays[_plain(match["wd"])] if told.until else told.weekday,
                    )  # fmt: skip
        return found

    def _beside(self, text: str, told: DayTold) -> DayTold:
        after = text[told.end : told.end + 24]
        behind = self._behind_after.match(after)
        ahead = bool(self._ahead_after.match(after)) or (
            not behind and bool(self._ahead_before.search(text[max(0, told.start - 90) : told.start]))
        )
        return replace(told, ahead=ahead, behind=bool(behind))

    def _spans_joined(self, text: str, found: list[DayTold]) -> list[DayTold]:
        """ "28 Juli - 1 Agustus 2025", "Senin (3/10) hingga Kamis (6/10)": one span, its year told at the end."""
        joined: list[DayTold] = []
        for told in found:
            last = joined[-1] if joined else None
            if last and told.start - last.end < 24 and self._joined.fullmatch(text[last.end : told.start]):
                joined[-1] = replace(last, year=last.year or told.year, until=last.until or told.day,
                                     form="full" if last.year or told.year else "yearless")  # fmt: skip
                if told.weekday is None or last.weekday is not None:
                    continue
            joined.append(told)
        return joined

    def _days_alone(self, text: str) -> list[DayTold]:
        found = []
        for match in self._alone.finditer(text):
            before, after = text[max(0, match.start() - 24) : match.start()], text[match.end() : match.end() + 30]
            if self._repeated.search(before) or self._other_day.match(after) or self._other_before.search(before):
                continue
            told = self._beside(text, DayTold(match.start(), match.end(), match[0], "weekday", self.weekdays[_plain(match[0])]))  # fmt: skip
            opened = re.search(
                r"(?:,|\(|\bhari|\bpada|\bsejak|\bmulai|\bhingga|\bsampai|\bini|\bdigelar|\bdilaksanakan|\bdiadakan|\bberlangsung|\bdihelat|\bdibuka|\bditutup)\s*$",
                before,
                re.IGNORECASE,
            )
            part = re.match(
                r"\s+(?:pagi|siang|sore|malam|petang|lalu|kemarin|mendatang|depan|nanti)\b", after, re.IGNORECASE
            )
            ends = re.match(r"\s*(?:[.;)]|,|$)", after) and re.search(r"[a-z]{4,}\s+$", before)
            if not opened and not part and not ends:
                continue
            if not told.behind and re.search(r"\b[Mm]ulai\s+(?:hari\s+)?$", before):
                told = replace(told, ahead=True)  # "mulai Senin" without a date is the coming one
            if _plain(match[0]) == "minggu" and (
                re.match(r"\s+(?:ini|lalu|depan|yang|ke\b|ke-|pertama|kedua|ketiga|keempat|terakhir|[IV]+\b)", after)
                or re.search(
                    r"(?:\d|\b(?:dua|tiga|empat|satu|beberapa|akhir|awal|setiap|per))\s*$", before, re.IGNORECASE
                )
                or not match[0][0].isupper()
            ):
                continue
            found.append(told)
        return found

    def _balinese_days(self, text: str) -> list[DayTold]:
        found = []
        for match in self._balinese.finditer(text):
            if not (match["five"] or match["date"] or match["herald"]):
                continue  # Sukra Negara, I Made Soma: persons
            weekday = self.balinese[match["bal"].lower()]
            numbers = [int(n) for n in re.findall(r"\d+", match["date"] or "")]
            year = numbers[2] + (2000 if numbers[2] < 100 else 0) if len(numbers) > 2 else None
            end = match.end() if match["date"] else match.end("five") if match["five"] else match.end("bal")
            if numbers and not (1 <= numbers[0] <= 31 and 1 <= numbers[1] <= 12):
                continue
            found.append(DayTold(
                match.start(), end, text[match.start() : end],
                "weekday" if not numbers else "full" if year else "yearless", weekday,
                numbers[0] if numbers else None, numbers[1] if numbers else None, year, balinese=True,
            ))  # fmt: skip
        return found

    def _distances(self, text: str) -> list[DayTold]:
        found = []
        for match in self._near.finditer(text):
            days, after = self.relatives[_plain(match[0])]
            found.append(DayTold(match.start(), match.end(), match[0], "relative", distance=days, after=after))
        return found


def _around(taken: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The spans near an offset: they are in order, so two neighbours are enough."""
    place = bisect(taken, (at, at))
    return taken[max(0, place - 1) : place + 1]


def _plain(word: str) -> str:
    return " ".join(word.lower().split())


def _first(forms: Iterable[str]) -> str:
    """Looks ahead for a first letter: cheaper, at most places of a text, than the words themselves."""
    return f"(?=[{''.join(sorted({f[0] for f in forms}))}])"


def _any(forms: object) -> str:
    """Alternatives, the longest first, any blanks between words."""
    words = sorted(forms, key=len, reverse=True)  # type: ignore[call-overload]
    return "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words)
