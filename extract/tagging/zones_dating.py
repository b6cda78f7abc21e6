"""The years of a claim: told with the rating, in the words before it, in the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extract.tagging.records import Sentence
from extract.tagging.zones_claims import Clause
from extract.tagging.zones_meaning import Meaning
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term
from extract.tagging.zones_together import TOGETHER, counted
from extract.tagging.zones_years import Years

_SAME = re.compile(
    r"\b(?:sama|serupa)\s+(?:seperti|dengan)\s+(?:hasil\s+)?(?:tahun\s+(?:sebelumnya|lalu)|setahun\s+sebelumnya)",
    re.IGNORECASE,
)
# "Untuk 2019, karena sudah hijau, …": the year is not the reason's.
_CAUSE = re.compile(r"\W*(?:karena|lantaran|sebab|mengingat)\b", re.IGNORECASE)
_BEHIND = re.compile(r"\b(?:dari|meninggalkan)\b", re.IGNORECASE)
# What is told behind it is of another time.
_TURN = re.compile(
    r"\b(?:kini|sekarang|lalu|kemudian|akhirnya|berikutnya|sebelumnya\s+\w|naik|turun|menjadi)\b", re.IGNORECASE
)
_FRONT = re.compile(
    r"(?:[^.,–—]{2,30}(?:,[^.,–—]{2,30})?\s[-–—]+\s)?\W*(?:setelah|sesudah|usai|seusai|sempat|semula|dari|(?:dua|tiga|empat)\s+(?:tahun|kali)\s+(?:berturut-turut|beruntun))\b[^,]*,(?!\d)(?:\s*(?:ya[kt]ni|yaitu)?\s*(?:pada\s+)?(?:tahun\s+)?20\d\d(?:\s*(?:,|dan|serta)\s*20\d\d)*,)?",
    re.IGNORECASE,
)
_UNASSESSED = re.compile(
    r"\b(?:tidak|tak|belum)\s+(?:lagi\s+|ikut\s+)*(?:disurvei|dinilai|diundang|diikutkan|masuk)", re.IGNORECASE
)
_KEPT = re.compile(
    r"\s+yang\b[^,;.]{0,60}?20\d\d[^,;.]{0,40}\b(?:dipertahankan|bertahan|kembali|terulang|berlanjut|diraih)\b",
    re.IGNORECASE,
)
_AT_LAST = re.compile(r"\b(?:akhirnya|naik\s+kelas|naik\s+panggung|bangkit)\b", re.IGNORECASE)
_ITS = re.compile(r"\W*(?:nilai|skor|angka|warna|rapor|hasil)nya\b", re.IGNORECASE)
_NOW = re.compile(r"\b(?:kini|sekarang)\b", re.IGNORECASE)
_AS_OF_NOW = re.compile(r"\W*(?:(?:namun|tetapi|tapi)\s+)?(?:kini|sekarang|saat\s+ini|akhirnya)\b", re.IGNORECASE)
# "tiga tahun berturut-turut"
_ROW = re.compile(
    r"\b(?P<count>dua|tiga|empat)\s+(?:tahun|kali)\s+(?:berturut-turut|beruntun|berturutan)\b", re.IGNORECASE
)
_EACH_SCORED = re.compile(
    r"\b\d{2}[.,]\d{1,2}\s+(?:pada|di)\s+(?:tahun\s+)?20\d\d\s+(?:dan|serta)\s+\d{2}[.,]\d{1,2}\s+(?:pada|di)\s+(?:tahun\s+)?20\d\d\b"
)
# "Pada dua tahun itu": those told right before.
_THOSE_YEARS = re.compile(
    r"\b(?:(?P<count>dua|tiga|empat)\s+tahun\s+(?:itu|tersebut)|ke(?P<these>dua|tiga|empat)\s+tahun)\b", re.IGNORECASE
)
_COUNT = {"dua": 2, "tiga": 3, "empat": 4}


def _final(expression: re.Pattern[str], text: str) -> int | None:
    return max((m.start() for m in expression.finditer(text)), default=None)


class Dating:
    """Of one article."""

    def __init__(
        self, sentences: Sequence[Sentence], years: Years, subjects: Callable[[int], Sequence[Subject]]
    ) -> None:
        self.sentences, self.years, self.subjects = sentences, years, subjects
        self.known: dict[tuple[int, int, int, Meaning], list[int | None]] = {}
        self.claims: list[tuple[int, int]] = []  # sentence and year of the claims so far

    def note(self, number: int, year: int | None) -> None:
        """Remembers the year of a claim: "setahun sebelumnya" in the next sentence counts from it."""
        if year is not None:
            self.claims.append((number, year))

    def _anchor(self, number: int) -> int | None:
        """The year of the last claim of an earlier sentence of the paragraph: "Pada 2024 97,93. Setahun sebelumnya …"."""
        for claimed, year in reversed(self.claims):
            if claimed < number:
                return year if self.sentences[claimed].paragraph == self.sentences[number].paragraph else None
        return None

    def _foretold(self, number: int) -> int | None:
        """The only year that the sentence before tells, in its paragraph: "… menghadapi penilaian 2024. Tahun sebelumnya …"."""
        before = self.sentences[number - 1]
        if number < 2 or before.paragraph != self.sentences[number].paragraph:
            return None
        told = {t.year for t in self.years.between(before.start, before.end) if not t.relative}
        return told.pop() if len(told) == 1 else None

    def fronted(self, number: int, clause: Clause, term: Term) -> int | None:
        """ "Setelah dua kali kuning, X kini hijau": where the front part ends, if the rating stands in it and another behind."""
        match = _FRONT.match(self.sentences[number].text, clause.start, clause.end)
        if not match or term.at > match.end():
            return None
        rest = self.sentences[number].text[match.end() : clause.end]
        if not any(t.at > match.end() for t in clause.terms) and not _AT_LAST.search(rest):
            return None
        return match.end()

    def _fronted(self, number: int, clause: Clause, term: Term, front: int, anchor: int | None) -> list[int | None]:
        sentence, years = self.sentences[number], self.years
        start, at = sentence.start + clause.start, sentence.start + term.at
        own = years.nearest(start, sentence.start + front, at, anchor)
        if own is not None:
            return list(years.listed(start, sentence.start + front, own))
        behind = years.nearest(sentence.start + front, sentence.start + clause.end, at, anchor) or years.default
        row = _ROW.search(sentence.text, clause.start, front)
        if row is None or behind is None:
            return [None]
        return [behind - n for n in range(1, _COUNT[row["count"].lower()] + 1)]

    def years_of(self, number: int, clause: Clause, term: Term, meaning: Meaning) -> list[int | None]:
        """The years of a claim, at least one entry, null where none is told; the same for all whom the rating is told of."""
        key = (number, clause.start, term.at, meaning)
        if key not in self.known:
            self.known[key] = self._years_of(number, clause, term, meaning)
        return self.known[key]

    def _years_of(self, number: int, clause: Clause, term: Term, meaning: Meaning) -> list[int | None]:
        """The years of a claim, at least one entry, null where none is told."""
        sentence, years = self.sentences[number], self.years
        at = sentence.start + term.at
        start, end = sentence.start + clause.start, sentence.start + clause.end
        anchor = years.nearest(sentence.start, start, at, None) if clause.start else None
        if anchor is None:
            anchor = self._anchor(number) or self._foretold(number)
        if (front := self.fronted(number, clause, term)) is not None:
            return self._fronted(number, clause, term, front, anchor)
        same = _SAME.search(sentence.text, clause.start, clause.end)
        others = [sentence.start + t.at for t in clause.terms if t.at != term.at]
        if meaning == "achieved" and (several := self._both(number, clause)):
            return list(several)
        if meaning == "previous":
            end = min([end] + [sentence.start + t.start for t in clause.terms if t.start > term.end])
        if meaning == "previous" and (left := _final(_BEHIND, sentence.text[clause.start : term.start])) is not None:
            start += left  # "pada 2018 naik dari zona kuning": the year is that of the new rating
        own = years.nearest(start, sentence.start + same.start() if same else end, at, anchor, others)
        if own is not None and meaning == "previous" and years.published and own >= years.published.year:
            return [None]  # "menargetkan keluar dari zona merah tahun ini"
        if own is not None:
            listed = years.listed(start, end, own)
            if meaning == "target" and own < years.latest and len(listed) == 1:
                return [self._aimed(number)]
            row = _ROW.search(sentence.text, clause.start, clause.end)
            if row:
                # told of the rating that follows it, or else of the last before it
                of = next((t for t in clause.terms if t.at > row.start()), clause.terms[-1])
                row = row if of.rating == term.rating else None
            if row and meaning == "achieved" and len(listed) == 1:
                listed = [own - n for n in range(_COUNT[row["count"].lower()])]
            if meaning == "achieved" and len(listed) == 1 and not others:
                listed = self._each_scored(sentence.text, clause, term, own) or listed
            again = self._again(number, clause, term, own) if meaning == "achieved" and len(listed) == 1 else []
            return [*listed, *again, *([own - 1] if same else [])]
        if (head := self._heading(number, clause, term, meaning)) is not None:
            return [head]
        year = self._year_before(number, clause, at, meaning)
        return [year, year - 1] if same and year is not None and meaning == "achieved" else [year]

    @staticmethod
    def _each_scored(text: str, clause: Clause, term: Term, own: int) -> list[int]:
        """ "74,11 pada 2016 dan 60,86 pada 2017 membuatnya kuning": a year with each score."""
        match = _EACH_SCORED.search(text, clause.start, term.start)
        found = [int(y) for y in re.findall(r"\b20[0-3]\d\b", match[0])] if match else []
        return found if own in found else []

    def _again(self, number: int, clause: Clause, term: Term, own: int) -> list[int]:
        """ "Zona hijau yang diraih pada 2018 kembali dipertahankan pada 2024": the year behind its relative clause."""
        text = self.sentences[number].text
        if not _KEPT.match(text, term.end) or any(t.at > term.at for t in clause.terms):
            return []
        start = self.sentences[number].start
        told = self.years.between(start + term.end, start + clause.end)
        return [t.year for t in told if t.year is not None and t.year > own and not t.relative][-1:]

    def _both(self, number: int, clause: Clause) -> list[int]:
        """ "Pada 2024 nilainya 96,54. Tahun 2023, 96,13. Dua-duanya …": of as many years as were told, where one body is."""
        text = self.sentences[number].text
        if match := _THOSE_YEARS.search(text, clause.start, clause.end):
            count = _COUNT[(match["count"] or match["these"]).lower()]
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

    def _heading(self, number: int, clause: Clause, term: Term, meaning: Meaning) -> int | None:
        """ "Setahun sebelumnya X merah dan Y kuning": the only year, told before anybody, is that of all its ratings."""
        sentence, years = self.sentences[number], self.years
        told = years.between(sentence.start + clause.start, sentence.start + clause.end)
        first = min([s.start for s in clause.subjects] + [t.start for t in clause.terms]) + sentence.start
        if len(told) != 1 or (meaning == "previous" and not told[0].before):
            return None
        if told[0].at >= first or _TURN.search(sentence.text, clause.start, term.start):
            return None
        earlier = [t for t in years.between(0, told[0].at) if t.year is not None and not t.ahead]
        return years.value(told[0], earlier[-1].year if earlier else None)

    def _year_before(self, number: int, clause: Clause, at: int, meaning: Meaning) -> int | None:
        sentence, years = self.sentences[number], self.years
        if meaning == "previous":
            return None
        cause = _CAUSE.match(sentence.text, clause.start) and not (
            # "tahun lalu X kecewa karena mendapat rapor merah": the year is the whole sentence's
            any(s.end <= clause.start for s in self.subjects(number))
            and not _UNASSESSED.search(sentence.text, 0, clause.start)
        )
        if clause.start and meaning == "achieved" and not cause:
            earlier = years.nearest(sentence.start, sentence.start + clause.start, at, None)
            if earlier is not None and _AS_OF_NOW.match(sentence.text, clause.start):
                return years.after(earlier) or earlier  # "tahun lalu hijau, tetapi sekarang kualitasnya tertinggi"
            if earlier is not None:
                return earlier
        if meaning == "target":
            earlier = years.nearest(sentence.start, sentence.start + clause.start, at, None) if clause.start else None
            return earlier if earlier is not None and earlier >= years.latest else self._aimed(number)
        before = self.sentences[number - 1]
        if _AS_OF_NOW.match(sentence.text):
            return years.default  # "Tahun lalu X merah. Kini, dengan 91,04, hijau."
        if number > 1 and not cause and before.paragraph >= sentence.paragraph - 1:
            all_told = [t for t in years.between(before.start, before.end) if not t.ahead]
            if len(all_told) == 1 and all_told[0].before and _ITS.match(sentence.text):
                # "Setahun sebelumnya nasibnya berbeda. Nilainya 46,37 dan warnanya merah."
                return years.value(all_told[0], self.claims[-1][1] if self.claims else None)
            # "yang tahun lalu merah sekarang …": what follows is of now
            told = [
                t for t in all_told if not t.before and not (t.relative and _NOW.search(years.full[t.end : before.end]))
            ]
            told = [t for t in told if not years.compared(t, before.start) and not years.early(t)]
            if told and (told[-1].relative or before.paragraph == sentence.paragraph):
                return years.value(told[-1], None)
        return years.default

    def _aimed(self, number: int) -> int | None:
        """The year aimed at: told in the sentence before, if it is no past one."""
        before = self.sentences[number - 1]
        told = [y for t in self.years.between(before.start, before.end) if (y := self.years.value(t, None)) is not None]
        limit = self.years.latest
        if told and told[-1] >= limit and number > 1:
            return told[-1]
        published = self.years.published
        # the year's assessment begins in spring
        aimed = published and published.month > 2 and any(t.year == published.year for t in self.years.told)
        return published.year if published and aimed else None
