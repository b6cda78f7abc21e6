"""The days that an article tells, each resolved; and the years that it tells of itself."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from config.calendar import Calendar
from extract.article import Warning_
from extract.tagging.dates_reading import DayReader, DayTold
from extract.tagging.dates_resolving import DayResolver, Resolved

# A law's year is no year of the article: "UU Nomor 25 Tahun 2009", "Perda No 4/2019", "Permendagri 19 Tahun 2020".
LAW = re.compile(
    r"\b(?:Undang-?\s?[Uu]ndang|UU|Peraturan|Perda|Perbup|Perwali|Pergub|Perpres|Permen\w*|Inpres|Instruksi|Keppres|PP|Kepmen\w*|Keputusan|"
    r"Surat\s+Edaran|SE|SK|MoU|Qanun|Pasal)\b[^.;\n]{0,60}?\b(?:[Nn]o(?:mor|mer)?\b\.?\s*[\w./-]+(?:\s+\((?:\w+\s?)+\))?\s*)?(?:/|[Tt]ahun\s*|\bth\.?\s*)(?P<year>(?:19|20)\d{2})"
)
# The law on public service is UU 25/2009; the press gives it other years.
PUBLIC_SERVICE = re.compile(
    r"\b(?:Undang-?\s?[Uu]ndang|UU)(?:\s*\(UU\))?(?:\s+RI)?\s*(?:[Nn]o(?:mor|mer)?\.?\s*)?25\s*(?:/|,?\s*[Tt]ahun\s*)(?P<year>(?:19|20)\d{2})"
)
_YEAR = re.compile(r"(?<![\d/.,])(?:19|20)\d{2}(?![\d/]|[.,]\d)")


class Days:
    """Reads and resolves; built once."""

    def __init__(self, calendar: Calendar) -> None:
        self.reader = DayReader(calendar)
        self.resolver = DayResolver(calendar)

    def find(
        self,
        text: str,
        published: date | None,
        since: date | None = None,
        until: date | None = None,
    ) -> list[Resolved]:
        """The days in order of their place in `text`; `since`/`until` bound the years where nothing else does."""
        told = self.reader.read(text)
        years = own_years(text, told) if published is None else ()
        found = _same_day([self.resolver.resolve(t, published, years, since, until) for t in told])
        for number, resolved in enumerate(found):
            if resolved.told.after:
                before = next((r.day for r in reversed(found[max(0, number - 3) : number]) if r.day), None)
                day = before + timedelta(days=resolved.told.distance or 0) if before else None
                found[number] = replace(resolved, day=day)
        return found


def _same_day(found: list[Resolved]) -> list[Resolved]:
    """ "1 s.d. 4 Desember" is of the year that "Rabu (1/12)" was found to be of."""
    known: dict[tuple[int | None, int | None], date] = {
        (r.told.day, r.told.month): r.day for r in found if r.day and r.told.day
    }
    return [
        replace(r, day=known.get((r.told.day, r.told.month))) if r.day is None and r.warning is None else r
        for r in found
    ]


def own_years(text: str, told: Sequence[DayTold]) -> list[int]:
    """Years that the text tells of its own matter, the laws' left out; a date with its year counts."""
    laws = {m.start("year") for m in LAW.finditer(text)} | {m.start("year") for m in PUBLIC_SERVICE.finditer(text)}
    found = {int(m[0]) for m in _YEAR.finditer(text) if m.start() not in laws}
    return sorted(found | {t.year for t in told if t.year})


def law_warnings(text: str) -> list[Warning_]:
    """ "UU 25/2019": the law on public service is of 2009."""
    found: dict[str, Warning_] = {}
    for match in PUBLIC_SERVICE.finditer(text):
        if match["year"] != "2009":
            found.setdefault(
                match[0],
                Warning_(kind="law-number", text=match[0], detail="undang-undang pelayanan publik ialah UU 25/2009"),
            )
    return list(found.values())
