"""The years of a claim: told with the rating, in the words before it, in the article."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from extract.tagging.records import Sentence
from extract.tagging.wording import last_place
from extract.tagging.zones_claims import Clause
from extract.tagging.zones_meaning import Meaning
from extract.tagging.zones_rows import RATED, Rows
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term
from extract.tagging.zones_years import Years

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
_AT_LAST = re.compile(r"\b(?:akhirnya|naik\s+kelas|naik\s+panggung|bangkit)\b", re.IGNORECASE)
_ITS = re.compile(r"\W*(?:nilai|skor|angka|warna|rapor|hasil)nya\b", re.IGNORECASE)
# A wish for no certain year.
_SOME_DAY = re.compile(
    r"\b(?:kelak|nanti(?:nya)?|suatu\s+(?:saat|hari|ketika)|ke\s?depan|begitu\s+\w+|tahun-tahun|selanjutnya|seterusnya|hasil\s+berikutnya)\b",
    re.IGNORECASE,
)
# "Harapannya bertahan di zona hijau. Ternyata …": what came of the wish is told.
_TURNED_OUT = re.compile(r"\W*(?:ternyata|nyatanya|kenyataannya|hasilnya|rupanya)\b", re.IGNORECASE)
# "Itu hasil penilaian 2021."
_THAT_IS = re.compile(
    r"\W*(?:itu|hal\s+itu|(?:angka|nilai|rapor|predikat|warna)\s+(?:itu|tersebut))(?:lah)?\s+(?:(?:adalah|merupakan|untuk|pada|dari)\s+)?(?:hasil|nilai|rapor|potret|penilaian|survei|capaian|cerita|tahun)\b[^.;,]{0,40}?(?P<year>20[0-3]\d)\b",
    re.IGNORECASE,
)
# "Tahun lalu kita dapat 65,73."
_PAST_SCORE = re.compile(
    r"\W*(?:(?:se)?tahun\s+(?:lalu|sebelumnya)|(?:pada|dalam)\s+(?:(?:tahun|penilaian|survei)\s+)*20[0-3]\d)\b[^.;]{0,40}?\b\d{2}[.,]\d{1,2}\b(?![^.;]*\b(?:hijau|kuning|merah)\b)",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:kini|sekarang)\b", re.IGNORECASE)
_AS_OF_NOW = re.compile(r"\W*(?:(?:namun|tetapi|tapi)\s+)?(?:kini|sekarang|saat\s+ini|akhirnya)\b", re.IGNORECASE)


class Dating:
    """Of one article."""

    def __init__(
        self, sentences: Sequence[Sentence], years: Years, subjects: Callable[[int], Sequence[Subject]]
    ) -> None:
        self.sentences, self.years, self.subjects = sentences, years, subjects
        self.rows = Rows(sentences, years, subjects)
        self.known: dict[tuple[int, int, int, Meaning], list[int | None]] = {}
        self.claims: list[tuple[int, int]] = []  # sentence and year of the claims so far

    def note(self, number: int, year: int | None) -> None:
        """Remembers the year of a claim: "setahun sebelumnya" in the next sentence counts from it."""
        if year is not None:
            self.claims.append((number, year))

    def told_in(self, number: int) -> list[int]:
        """The years that a sentence tells of assessments, each once."""
        sentence = self.sentences[number]
        told = [t for t in self.years.between(sentence.start, sentence.end) if not t.ahead]
        return list(dict.fromkeys(y for t in told if (y := self.years.value(t, None)) is not None))

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
        row = self.rows.length(sentence.text, clause.start, front)
        if not row or behind is None:
            return [None]
        return [behind - n for n in range(1, row + 1)]

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
        if anchor is None and meaning == "previous":
            # "pada penilaian 2022 X keluar dari zona kuning yang disandang setahun sebelumnya"
            told = [t for t in years.between(sentence.start, at) if not t.before]
            anchor = told[-1].year if told else None
        if anchor is None:
            anchor = self._anchor(number) or self._foretold(number)
        if (front := self.fronted(number, clause, term)) is not None:
            return self._fronted(number, clause, term, front, anchor)
        same = self.rows.same(sentence.text, clause)
        others = [sentence.start + t.at for t in clause.terms if t.at != term.at]
        if meaning == "achieved" and (several := self.rows.taken_up(number, clause)):
            return list(several)
        if meaning in ("achieved", "previous") and (row := self.rows.before(number, clause, term, anchor)):
            return list(row)
        if meaning == "previous":
            end = self._relative_end(number, term, clause)
            end = min([end] + [sentence.start + t.start for t in clause.terms if t.start > term.end])
        if (
            meaning == "previous"
            and (left := last_place(_BEHIND, sentence.text[clause.start : term.start])) is not None
        ):
            start += left  # "pada 2018 naik dari zona kuning": the year is that of the new rating
        if meaning != "target" and years.vague(start, end, at):
            return [None]
        own = years.nearest(start, sentence.start + same.start() if same else end, at, anchor, others)
        if own is not None and meaning == "previous" and years.published and own >= years.published.year:
            return [None]  # "menargetkan keluar dari zona merah tahun ini"
        if own is not None and meaning == "achieved" and years.unknown(own) and years.wished(start, end):
            own = years.default  # "predikat hijau yang disandang X tidak lepas pada penilaian tahun ini"
        if own is not None:
            listed = years.listed(start, end, own)
            if meaning == "target" and own < years.latest and len(listed) == 1:
                return [self._aimed(number)]
            if meaning == "achieved" and len(listed) == 1:
                listed = self._several(number, clause, term, own, anchor, alone=not others) or listed
            return list(dict.fromkeys([*listed, *self.rows.alike(same, own)]))
        if meaning == "previous":
            return [self._left_in(number, term)]
        if not same and (head := self._heading(number, clause, term, meaning)) is not None:
            return [head]
        year = self._year_before(number, clause, at, meaning)
        if meaning != "achieved" or year is None:
            return [year]
        several = self._several(number, clause, term, year, anchor, alone=not others) or [year]
        return list(dict.fromkeys([*several, *self.rows.alike(same, year)]))

    def _several(
        self, number: int, clause: Clause, term: Term, own: int, anchor: int | None, *, alone: bool
    ) -> list[int]:
        """All years of a result of that year, where the words around it tell more than that one."""
        since = [
            t
            for t in self.years.between(self.sentences[number].start + term.end, self.sentences[number].end)
            if t.since
        ]
        if since and since[0].year == own and self.rows.keeping(number, clause, term):
            return [y for y in (self.years.default,) if y is not None and y > own] + [own]
        if alone and (scored := self.rows.each_scored(number, clause, term, own)):
            return scored
        if row := self.rows.in_a_row(number, clause, term, own, anchor):
            return row
        kept = self.rows.kept(number, clause, term, own)
        return [own, *kept] if kept else []

    def _relative_end(self, number: int, term: Term, clause: Clause) -> int:
        """ "X, yang semula kuning, mencatat 88,35 pada 2018": where what is told of the earlier rating ends."""
        sentence = self.sentences[number]
        opened = sentence.text.rfind(", yang ", clause.start, term.start)
        closed = sentence.text.find(", ", term.end, clause.end)
        inside = opened >= 0 and closed >= 0 and "," not in sentence.text[opened + 1 : term.start]
        return sentence.start + (closed if inside else clause.end)

    def _left_in(self, number: int, term: Term) -> int | None:
        """The year of a rating left behind, told of its score: "keluar dari zona kuning. Nilainya melonjak dari 73,36 pada 2021 …"."""
        years = self.years
        if (of := self._explained(number)) is not None:
            return of
        following = self.sentences[number + 1] if number + 1 < len(self.sentences) else None
        if following and (match := _PAST_SCORE.match(following.text)):
            told = years.between(following.start, following.start + match.end())
            year = years.value(told[0], None) if told else None
            return year if year is not None and year <= years.latest else None
        return self.rows.compared_with(number, term, years.default) if years.default is not None else None

    def _explained(self, number: int) -> int | None:
        """ "… pernah kuning. Itu hasil penilaian 2021.": the year that the next sentence tells of it."""
        following = self.sentences[number + 1] if number + 1 < len(self.sentences) else None
        match = _THAT_IS.match(following.text) if following else None
        return int(match["year"]) if match else None

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
            all_told = [t for t in years.between(before.start, before.end) if not t.ahead and (t.year or t.before)]
            if len(all_told) == 1 and all_told[0].before and _ITS.match(sentence.text):
                # "Setahun sebelumnya nasibnya berbeda. Nilainya 46,37 dan warnanya merah."
                return years.value(all_told[0], self.claims[-1][1] if self.claims else None)
            # "yang tahun lalu merah sekarang …": what follows is of now
            told = [
                t for t in all_told if not t.before and not (t.relative and _NOW.search(years.full[t.end : before.end]))
            ]
            told = [t for t in told if not years.compared(t, before.start) and not years.early(t)]
            if told and not told[-1].relative and _NOW.search(years.full[told[-1].end : before.end]):
                # "Jika pada 2016 semua hijau, kini hanya X. Selebihnya kuning.": as the last told
                claimed = [y for n, y in self.claims if n == number - 1]
                return claimed[-1] if claimed else years.default
            far = before.paragraph != sentence.paragraph
            if told and not (far and (not told[-1].relative or told[-1].then or RATED.search(before.text))):
                return years.value(told[-1], None)
        return years.default

    def _aimed(self, number: int) -> int | None:
        """The year aimed at: told in the sentence before, if it is no past one."""
        before = self.sentences[number - 1]
        told = [y for t in self.years.between(before.start, before.end) if (y := self.years.value(t, None)) is not None]
        limit = self.years.latest
        if told and told[-1] >= limit and number > 1:
            return told[-1]
        following = self.sentences[number + 1].text if number + 1 < len(self.sentences) else ""
        if _TURNED_OUT.match(following):
            return self.years.default
        return None if _SOME_DAY.search(self.sentences[number].text) else self.years.coming
