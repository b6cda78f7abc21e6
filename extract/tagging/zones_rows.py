"""Several years of one rating: in a row, taken up together, kept, repeated or alike in two."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extract.tagging.records import Sentence
from extract.tagging.wording import number_of
from extract.tagging.zones_claims import Clause
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term
from extract.tagging.zones_together import TOGETHER, counted
from extract.tagging.zones_years import Years

INFERRED = 3  # years in a row that are counted back where the text doesn't tell them
_N, _NTH = "dua|tiga|empat|lima", "kedua|ketiga|keempat|kelima"
_ON_END = r"(?:secara\s+)?(?:berturut-turut|beruntun|berturutan)"
# "tiga tahun berturut-turut", "untuk kedua kalinya secara beruntun"; `past`: those before the assessment spoken of
_ROW = re.compile(
    rf"\b(?:(?P<count>{_N})\s+(?:tahun|kali)(?:\s+(?:penilaian|survei))?\s+{_ON_END}(?P<past>\s+sebelumnya)?"
    rf"|(?P<recent>{_N})\s+(?:tahun|penilaian|survei)\s+(?:terakhir|belakangan)"
    rf"|(?P<nth>{_NTH})\s+kali(?:nya)?\s+{_ON_END}|tahun\s+(?P<year>{_NTH})\s+{_ON_END}"
    rf"|sejak\s+(?P<from>20[0-3]\d)\s*,?\s*(?:sudah\s+|telah\s+)?(?P<times>{_N})\s+(?:kali|tahun)|selama\s+(?P<before>{_N})\s+tahun\s+(?:sebelumnya|terakhir\s+sebelumnya))\b",
    re.IGNORECASE,
)
_STEADY = re.compile(r"\b(?:selalu|terus|konsisten|berturut-turut)\b", re.IGNORECASE)
# "masih kuning, sama seperti tahun 2022", "mengulang prestasi 2018"
_SAME = re.compile(
    r"\b(?:(?P<surely>(?:sama|serupa)\s+(?:seperti|dengan|halnya)|(?:mengulang|menyamai)\w*)|seperti|sebagaimana(?:\s+halnya)?)\s+(?:(?:pada|hasil|prestasi|capaian|sukses|raihan|catatan|torehan|predikat|posisi|nasib|penilaian|survei)\s+)*"
    r"(?:tahun\s+(?:sebelumnya|lalu)|setahun\s+sebelumnya|(?P<several>(?:dua|tiga|empat)\s+tahun\s+(?:sebelumnya|terakhir))|(?:tahun\s+)?(?P<year>20[0-3]\d))",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:tidak|tak|jangan|enggan|ogah|bukan)\b", re.IGNORECASE)
_EACH_SCORED = re.compile(
    r"\b\d{2}[.,]\d{1,2}\s+\(?(?:(?:pada|di|untuk|tahun)\s+){0,2}20\d\d\)?,?\s+(?:dan|serta|lalu|kemudian)\s+\d{2}[.,]\d{1,2}\s+\(?(?:(?:pada|di|untuk|tahun)\s+){0,2}20\d\d\b"
)
# "Pada dua tahun itu", "pada dua penilaian itu": those told right before.
_THOSE_YEARS = re.compile(
    rf"\b(?:(?P<count>{_N})\s+(?:tahun|penilaian|survei)\s+(?:itu|tersebut)|ke(?P<these>{_N})\s+(?:tahun|penilaian|survei))\b",
    re.IGNORECASE,
)
_KEPT_BY = re.compile(
    r"\s+yang\b[^,;.]{0,60}?20\d\d[^,;.]{0,40}\b(?:dipertahankan|bertahan|kembali|terulang|berlanjut|diraih)\b"
    r"|[^,;.\d]{0,25}\s+(?:pada|tahun)\s+(?:tahun\s+|penilaian\s+)?20\d\d,?\s+(?:dan|lalu|serta|kemudian)\s+(?:\w+\s+){0,2}?(?:bertahan|dipertahankan|berlanjut|terulang|diulang\w*)\b"
    r"|[^;.]{0,40}\bsejak\s+(?:penilaian|survei)?\s*(?:tahun\s+)?20\d\d[^;]{0,40}\b(?:berlanjut|diteruskan|terulang|dipertahankan|bertahan|mengulang\w*)\b",
    re.IGNORECASE,
)
_KEEPING = re.compile(r"\b(?:tetap|masih|bertahan|mempertahankan|dipertahankan|pertahankan)\b", re.IGNORECASE)
# "tetap di zona hijau, naik dari 93,23 pada 2022"
_ROSE_FROM = re.compile(
    r"\b(?:naik|turun|meningkat|menurun|bertambah|melonjak|merosot)\w*\s+(?:\w+\s+){0,3}?(?:dari|dibanding(?:kan)?|ketimbang)\s+(?:nilai\s+|skor\s+|angka\s+)?\d{2}[.,]\d{1,2}[^,;.]{0,30}$",
    re.IGNORECASE,
)
# "Nilainya turun dari 71,24 menjadi 68,15.", "Skornya 92,86, naik dari 86,28 pada tahun sebelumnya."
_COMPARED = re.compile(
    r"\b(?:naik|turun|meningkat|menurun|melonjak|merosot|bergerak|beranjak)\w*\s*,?\s+(?:\w+\s+){0,2}?dari\s+(?:nilai\s+|skor\s+|angka\s+)?\d{2}[.,]\d{1,2}(?!\s*(?:persen|%))"
    r"(?:\s+\(?(?:pada|di|untuk|tahun)\s+(?:tahun\s+|penilaian\s+|survei\s+)*(?P<year>20[0-3]\d))?|\bdari\s+\d{2}[.,]\d{1,2}\s+(?:\w+\s+){0,3}?(?:menjadi|ke)\s+\d{2}[.,]\d",
    re.IGNORECASE,
)
_UNCHANGED = re.compile(
    r"\b(?:warna|zona|rapor|kategori|predikat|status)nya\b[^.;]{0,30}\b(?:tetap|(?:tidak|tak)\s+berubah)\b[^.;]{0,20}$",
    re.IGNORECASE,
)
_SCORED = re.compile(r"\b\d{2}[.,]\d{1,2}\b")
RATED = re.compile(r"\b(?:hijau|kuning|merah|tertinggi|kualitas|kategori)\b", re.IGNORECASE)


class Rows:
    """Of one article."""

    def __init__(
        self, sentences: Sequence[Sentence], years: Years, subjects: Callable[[int], Sequence[Subject]]
    ) -> None:
        self.sentences, self.years, self.subjects = sentences, years, subjects

    @staticmethod
    def same(text: str, clause: Clause) -> re.Match[str] | None:
        """Where the clause says that the rating is that of another year too."""
        match = _SAME.search(text, clause.start, clause.end)
        if match and not match["surely"] and _NOT.search(text, clause.start, match.start()):
            return None  # "tidak ingin merah seperti tahun 2017"
        return match

    def alike(self, same: re.Match[str] | None, year: int) -> list[int]:
        """The other year of a rating of that year."""
        if same is None or same["several"]:
            return []
        return [int(same["year"])] if same["year"] else [year - 1]

    @staticmethod
    def length(text: str, start: int, end: int) -> int:
        """How many years in a row are told there, or none."""
        row = _ROW.search(text, start, end)
        told = (
            next((t for t in row.group("count", "recent", "nth", "year", "before", "times") if t), None)
            if row
            else None
        )
        return number_of(told) if told else 0

    def before(self, number: int, clause: Clause, term: Term, anchor: int | None) -> list[int]:
        """ "dua tahun berturut-turut sebelumnya"."""
        row = _ROW.search(self.sentences[number].text, clause.start, clause.end)
        return self.in_a_row(number, clause, term, None, anchor) if row and (row["past"] or row["before"]) else []

    def in_a_row(self, number: int, clause: Clause, term: Term, last: int | None, anchor: int | None) -> list[int]:
        """ "tiga tahun berturut-turut": as many years, the last first; those told right behind, where they are told."""
        text = self.sentences[number].text
        row = _ROW.search(text, clause.start, clause.end)
        if row is None:
            return []
        # told of the rating that follows it, or else of the last before it
        of = next((t for t in clause.terms if t.at > row.start()), clause.terms[-1])
        low, high = sorted((row.start(), term.end))
        if of.rating != term.rating or re.search(r"[.!?]\s", text[low:high]):
            return []
        count = self.length(text, clause.start, clause.end)
        if row["from"]:
            return [int(row["from"]) + n for n in range(count) if count <= INFERRED]
        if row["past"] or row["before"]:
            last = anchor - 1 if anchor is not None else self.years.default and self.years.default - 1
        if not last:
            return []
        steady = row["recent"] is None or _STEADY.search(text, clause.start, clause.end)
        return self._told_behind(number, count) or [last - n for n in range(count) if steady and count <= INFERRED]

    def _told_behind(self, number: int, count: int) -> list[int]:
        """ "Tiga kali berturut-turut hijau. Tahun 2022 nilainya 90,47, tahun 2023 naik 94,84.": in that order."""
        told = self._scored_years(number + 1)
        return told if 2 <= len(told) <= count and max(told) - min(told) == len(told) - 1 else []

    def _scored_years(self, number: int) -> list[int]:
        """The years that a sentence without ratings of its own tells, a score with each."""
        if number >= len(self.sentences) or self.sentences[number].paragraph != self.sentences[number - 1].paragraph:
            return []
        sentence = self.sentences[number]
        told = [t.year for t in self.years.between(sentence.start, sentence.end) if t.year is not None]
        if RATED.search(sentence.text) or len(_SCORED.findall(sentence.text)) < len(told):
            return []
        return list(dict.fromkeys(told))

    def each_scored(self, number: int, clause: Clause, term: Term, own: int) -> list[int]:
        """ "74,11 pada 2016 dan 60,86 pada 2017 membuatnya kuning": a year with each score."""
        text = self.sentences[number].text
        match = _EACH_SCORED.search(text, clause.start, clause.end)
        if match is None or (match.start() > term.at and not _ROW.search(text, clause.start, clause.end)):
            return []
        found = [int(y) for y in re.findall(r"\b20[0-3]\d\b", match[0])]
        return found if own in found else []

    def keeping(self, number: int, clause: Clause, term: Term) -> bool:
        """The rating is told as one that was had before."""
        return _KEEPING.search(self.sentences[number].text, clause.start, term.at) is not None

    def kept(self, number: int, clause: Clause, term: Term, own: int | None) -> list[int]:
        """Other years of a rating that was kept: told behind it, or those of the scores compared."""
        text, start = self.sentences[number].text, self.sentences[number].start
        if any(t.at > term.at for t in clause.terms):
            return []
        behind = self.years.between(start + term.end, start + clause.end)
        if _KEPT_BY.match(text, term.end):
            later = [t.year for t in behind if t.year is not None and own and t.year > own and not t.relative]
            return later[-1:]
        if own is None or not self.keeping(number, clause, term):
            return []
        rose = [t for t in behind if _ROSE_FROM.search(text[: t.at - start])]
        earlier = [y for t in rose if (y := self.years.value(t, own)) is not None and y < own]
        if earlier:
            return earlier[:1]
        if _UNCHANGED.search(text, clause.start, term.at):
            return [y for y in [self.compared_with(number, term, own)] if y is not None]
        if len(clause.terms) == 1 and not behind:
            return [y for y in self._scored_years(number + 1) if y < own]
        return []

    def compared_with(self, number: int, term: Term, year: int) -> int | None:
        """The year before, where one of the sentences around compares that year's score with an earlier one."""
        for near in (number, number + 1, number - 1, number - 2, number + 2):
            if not 0 < near < len(self.sentences) or not self._of_the_same(number, term, near):
                continue
            match = _COMPARED.search(self.sentences[near].text)
            if match and match.lastgroup == "year":
                told = int(match["year"])
                return told if told < year else None
            if match:
                return self.years.assessed_before(year)
        return None

    def _of_the_same(self, number: int, term: Term, near: int) -> bool:
        """Nobody is named before the rating or in the other sentence, or the same in both."""
        one = {s.name for s in self.subjects(number) if s.end <= term.start}
        other = {s.name for s in self.subjects(near)}
        return not one or not other or bool(one & other)

    def taken_up(self, number: int, clause: Clause) -> list[int]:
        """ "Pada 2024 nilainya 96,54. Tahun 2023, 96,13. Dua-duanya …": of as many years as were told, where one body is."""
        text = self.sentences[number].text
        if match := _THOSE_YEARS.search(text, clause.start, clause.end):
            count = number_of(match["count"] or match["these"])
        else:
            match = TOGETHER.search(text, clause.start, clause.end)
            if not match or any(s.start == match.start() for s in clause.subjects):
                return []
            count = counted(match)
        at = self.sentences[number].start + match.start()
        for back in range(number, max(0, number - 4), -1):
            told = self.years.between(self.sentences[back].start, at)
            years: list[int] = []
            for t in told:
                # "Pada 2017 71,24, setahun kemudian 68,15": the second counts from the first
                year = self.years.value(t, years[-1] if years else None)
                years += [year] if year is not None and year not in years else []
            if len(years) >= count:
                return years if len(years) == count else []
        return []
