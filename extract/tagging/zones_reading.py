"""One pass over the sentences of an article that tell ratings: who, which, of which year, how meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extract.article import ZoneStatus
from extract.tagging.records import Sentence
from extract.tagging.zones_claims import (
    Clause,
    clauses,
    clinging,
    counted,
    leading,
    listing,
    of_crowd,
    pairs,
    trailing,
)
from extract.tagging.zones_context import Context
from extract.tagging.zones_dating import Dating
from extract.tagging.zones_meaning import Meaning, Meanings
from extract.tagging.zones_merging import Claim
from extract.tagging.zones_scores import Marks, numbers_of, score_near, scores
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import SAME, Term
from extract.tagging.zones_whom import Whom
from extract.tagging.zones_years import Years

_ONE_OF = re.compile(
    r"\b(?:(?:salah\s+)?satu(?:nya)?\s+(?:di\s?antara|dari)|salah\s+satu(?:nya)?|termasuk|di\s?antaranya)\b",
    re.IGNORECASE,
)
# "Mereka adalah X, Y dan Z", "Selain X, ada Y dan Z": who the counted ones are.
_THEY_ARE = re.compile(
    r"\W*(?:mereka|itu|yang\s+dimaksud|ke\w+nya)\s+(?:adalah|ialah|yakni|yaitu)\b|\W*(?:yakni|yaitu|masing-masing)\b|\W*selain\s+[^,.]{3,60},\s+(?:ada|juga|terdapat|dua|yang)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:termasuk|tergolong|masuk|berada)\b", re.IGNORECASE)
_SCORED = re.compile(r"^\W*(?:dengan\s+)?(?:nilai|skor|angka)(?:nya)?\b", re.IGNORECASE)
_HANDED = re.compile(r"\b(?:diterima|diserahkan|digelar|berlangsung|diumumkan|dibagikan|kata|ujar)\b", re.IGNORECASE)
_LETTERS = re.compile(r"\b[A-E]\b")
_LIMITS = re.compile(r"\b(?:sampai|hingga)\s+\d{2}\s+(?:zona\s+)?(?:merah|kuning|hijau)\b", re.IGNORECASE)
_THRESHOLD = re.compile(
    r"\b(?:sampai|hingga|mulai|dari|di\s+bawah|di\s+atas|kurang\s+dari|lebih\s+dari|minimal|maksimal|nilai)\s+\d{2,3}(?:[.,]\d+)?(?!\d|\s+(?:OPD|SKPD|unit|kabupaten|kota|pem|instansi|dinas))",
    re.IGNORECASE,
)
_LIKEWISE = re.compile(
    r"\W*(?:(?:hal|nasib|kondisi|prestasi|capaian|predikat|hasil|warna|keadaan|pengalaman)(?:\s+yang)?\s+(?:serupa|sama|senada)|(?:begitu|demikian)\s+(?:pula|juga))\b",
    re.IGNORECASE,
)
# "dikepung daerah berzona hijau": of others, unnamed.
_AMONG = re.compile(
    r"\b(?:dikepung|dikelilingi|diapit|oleh|antara|menyusul|mengejar|menyamai|melihat|banyak|para|sejumlah|beberapa|jejak)\s+(?:\w+\s+){0,2}?(?:daerah|kabupaten|kota|pemda|instansi|unit|kabupaten/kota)\s+(?:lain\s+)?(?:yang\s+)?(?:(?:sudah|telah|masih|lebih|dulu|berada|di|masuk|berzona|zona|berwarna|berpredikat)\s+)*$",
    re.IGNORECASE,
)
_LEFT_OVER = re.compile(r"\b(?:sisanya|selebihnya)\b", re.IGNORECASE)
# "lebih banyak merahnya": of a crowd.
_MOSTLY = re.compile(r"\b(?:lebih|paling|makin|kian)\s+(?:banyak|sedikit)\s+(?:yang\s+)?$", re.IGNORECASE)
_TALKED = re.compile(r"\W*(?:itu|ini|bukan|hanya|cuma)\b", re.IGNORECASE)
# A claim's evidence is its sentence; longer ones (a text without full stops) are cut around the rating.
EVIDENCE = 600


class Reading:
    """`told`: the terms of each sentence that has any."""

    def __init__(
        self,
        context: Context,
        meanings: Meanings,
        whom: Whom,
        years: Years,
        sentences: Sequence[Sentence],
        told: dict[int, list[Term]],
    ) -> None:
        self.context, self.meanings, self.whom, self.years = context, meanings, whom, years
        self.sentences, self.told = sentences, told
        self.dating = Dating(sentences, years, whom.subjects)
        self.colour = ""  # the last one claimed: "zona yang sama"

    def claims(self) -> list[Claim]:
        found: list[Claim] = []
        last: tuple[int, bool] | None = None
        for number, terms in self.told.items():
            terms = [
                t if t.rating != SAME else replace(t, rating=self.colour)
                for t in terms
                if t.rating != SAME or self.colour
            ]
            around = self.context.surroundings(self.sentences, number, last)
            terms = [t for t in terms if around.compliance(t)]
            last = (number, bool(terms))
            if terms:
                found += self._sentence(number, terms)
        return found

    def _sentence(self, number: int, terms: Sequence[Term]) -> list[Claim]:
        sentence = self.sentences[number]
        text = sentence.text
        subjects = self.whom.subjects(number)
        named = [s for s in subjects if s.kind in ("regency", "agency")]
        listed = Counter(t.listed for t in terms if t.listed is not None and t.kind == "colour")
        if not named and self._scale(text, terms, listed, subjects):
            return self._definitions(sentence, terms)
        if not named:
            terms = [t for t in terms if not self._open(text, t, terms)]
        if not named and len({t.rating for t in terms if t.kind == "colour"}) >= 3:
            terms = [t for t in terms if t.noun]  # "apakah hijau, kuning, atau merah": of nobody
        marks = scores(text, subjects)
        found: list[Claim] = []
        last: list[Subject] = []
        ratings: list[tuple[Term, Meaning]] = []
        for clause in clauses(text, terms, subjects):
            if not clause.terms:
                if clause.joins and ratings and clause.subjects:
                    for term, meaning in ratings:
                        for subject in clause.subjects:
                            found += self._claim(number, clause, term, subject, meaning, marks)
                elif clause.subjects:
                    last = _carried(text, clause)
                continue
            scaled: list[Term] = []
            ratings = []
            for term, own in pairs(text, clause):
                meaning = self._meaning(text, clause, term, own)
                if meaning == "definition":
                    found += self._definitions(sentence, [term])
                    scaled.append(term)
                    continue
                if (
                    _MOSTLY.search(text[max(clause.start, term.start - 40) : term.start])
                    or meaning == "denied"
                    or (meaning == "target" and text[: term.start].endswith("yang "))
                ):
                    continue
                ratings.append((term, meaning))
                wished = meaning == "target"
                if wished:
                    own = self._wished_of(text, clause, term, own)
                if of_crowd(text, term, own) or _AMONG.search(text[clause.start : term.at]):
                    continue
                if (
                    own
                    and all(s.start > term.end for s in own)
                    and self.whom.finder.generic(text[max(clause.start, term.start - 80) : term.start])
                    and not listing(text[term.end : own[0].start])
                ):
                    continue  # "masih ada puskesmas yang merah,” ucap Bupati X"
                if pronoun := self.whom.pronoun(number, clause, term):
                    own = [pronoun]
                if not own and not (counted(text, term) or self._talk(number, term)):
                    own = list(self.whom.inherited(number, clause, term, last, wished=wished))
                elif own and all(s.weight == 0 and not _clings(text, term, s) for s in own):
                    # "diterima di Denpasar": a place is only rated where nobody else is spoken of
                    own = list(self.whom.inherited(number, clause, term, last, wished=wished)) or own
                whom = own
                for subject in self.whom.members(text, clause, whom):
                    found += self._claim(number, clause, term, subject, meaning, marks)
                if meaning == "achieved" and (not whom or all(s.kind == "count" for s in whom)):
                    found += self._one_of(number, clause, term)
            found += self._within_scale(number, text, clause, scaled, subjects, marks)
            last = _carried(text, clause) or last
        return found + self._likewise(number, ratings)

    def _meaning(self, text: str, clause: Clause, term: Term, own: Sequence[Subject]) -> Meaning:
        """Of a relative clause ("mengikuti jejak X yang sudah hijau") by its own words alone."""
        start = clause.start
        if own and clinging(text, term, own):
            start = own[-1].end
            text = " " * start + text[start:]
        return self.meanings.meaning(text[start : clause.end], term, subjects=bool(own), sentence=text, offset=start)

    @staticmethod
    def _open(text: str, term: Term, terms: Sequence[Term]) -> bool:
        """ "Hijau atau kuning bukan urusan saya": either of two."""
        beside = [t for t in terms if t is not term and t.listed is not None and t.listed == term.listed]
        return any(re.search(r"\batau\b", text[min(t.end, term.end) : max(t.at, term.at)]) for t in beside)

    def _wished_of(self, text: str, clause: Clause, term: Term, own: list[Subject]) -> list[Subject]:
        """ "Polda berharap semua polres …", "Pemprov menargetkan Bangli …": of whom it is wished, not who wishes."""
        cues = list(self.meanings.target.finditer(text, clause.start, term.start))
        inner = [s for s in clause.subjects if cues and cues[-1].end() <= s.start < term.start]
        outer = [s for s in own if cues and s.end <= cues[-1].start()]
        if not inner or not outer or any(s.kind == "units" for s in outer):
            return own
        return [s for s in inner if s.weight > 0] or own

    def _talk(self, number: int, term: Term) -> bool:
        """ "Zona hijau itu bonus": talk of the zone, told of nobody and of no year."""
        sentence = self.sentences[number]
        if re.search(r"\w", sentence.text[: term.start]) or not _TALKED.match(sentence.text, term.end):
            return False
        return not self.years.between(sentence.start, sentence.end)

    def _likewise(self, number: int, ratings: Sequence[tuple[Term, Meaning]]) -> list[Claim]:
        """ "X terlempar ke zona kuning. Nasib serupa dialami Y dan Z.": the last rating told goes on."""
        if not ratings or number + 1 >= len(self.sentences) or number + 1 in self.told:
            return []
        following = self.sentences[number + 1]
        if following.paragraph != self.sentences[number].paragraph or not _LIKEWISE.match(following.text):
            return []
        term, meaning = ratings[-1]
        clause = Clause(term.start, len(self.sentences[number].text), (term,), (), False)
        claims = [c for s in self.whom.named(number + 1) for c in self._claim(number, clause, term, s, meaning, {})]
        return [replace(c, score=None, start=following.start, end=following.end) for c in claims]

    def _one_of(self, number: int, clause: Clause, term: Term) -> list[Claim]:
        """ "… hanya sepuluh pemkab. Pemkab X satu di antaranya": told over two sentences."""
        if number + 1 >= len(self.sentences) or number + 1 in self.told:
            return []
        if clause.end < len(self.sentences[number].text) or len(clause.terms) > 1:
            return []
        following = self.sentences[number + 1]
        named = self.whom.named(number + 1)
        if not named or following.paragraph != self.sentences[number].paragraph:
            return []
        if _THEY_ARE.match(following.text):
            claims = [c for s in named for c in self._claim(number, clause, term, s, "achieved", {})]
            return [replace(c, score=None, end=following.end) for c in claims]
        if not _ONE_OF.search(following.text):
            return []
        several = re.search(r"\b(?:termasuk|di\s?antaranya)\b", following.text, re.IGNORECASE)
        chosen = leading(following.text, named) if several else named[:1]
        claims = [c for s in chosen for c in self._claim(number, clause, term, s, "achieved", {})]
        return [replace(c, end=following.end) for c in claims]

    def _within_scale(
        self,
        number: int,
        text: str,
        clause: Clause,
        scaled: Sequence[Term],
        subjects: Sequence[Subject],
        marks: Marks,
    ) -> list[Claim]:
        """ "rentang hijau 81-100, maka Polres X termasuk di dalamnya": the scale and who stands in it."""
        if len(scaled) != 1 or not _WITHIN.search(text[scaled[0].end :]):
            return []
        behind = [s for s in subjects if s.start > scaled[0].end and s.kind in ("regency", "agency")]
        return [c for s in behind[:1] for c in self._claim(number, clause, scaled[0], s, "achieved", marks)]

    def _scale(self, text: str, terms: Sequence[Term], listed: Counter[int], subjects: Sequence[Subject]) -> bool:
        """The scale is told: three classes, three colours in one list or with letters or limits, or two with a word that
        says so; nobody is counted."""
        if len({t.rating for t in terms if t.kind == "class"}) >= 3 or _LIMITS.search(text):
            return True
        if len({t.rating for t in terms if t.kind == "colour"}) >= 3 and len(_THRESHOLD.findall(text)) >= 2:
            return True
        if self.meanings.conditional.search(text) or _LEFT_OVER.search(text):
            return False
        if any(s.kind in ("all", "rest", "units") for s in subjects) or any(counted(text, t) for t in terms):
            return False
        longest = max(listed.values(), default=0)
        open_ = re.search(r"\batau\b", text) and not self.context.describes(text)
        if (longest >= 3 and not open_) or (longest >= 2 and self.context.describes(text)):
            return True
        three = len({t.rating for t in terms if t.kind == "colour"}) >= 3
        if three and self.context.describes(text):
            return True
        lettered = len(_LETTERS.findall(text)) >= 3
        return three and lettered and not any(s.kind == "count" for s in subjects)

    @staticmethod
    def _definitions(sentence: Sentence, terms: Sequence[Term]) -> list[Claim]:
        """A colour each where a noun of ratings stands before the list; a bare list tells the scale as one."""
        chosen: list[Term] = []
        lists: set[int] = set()
        for term in terms:
            if term.listed is not None and not term.noun:
                if term.listed in lists:
                    continue
                lists.add(term.listed)
            chosen.append(term)
        start, end = _evidence(sentence, terms[0])
        return [
            Claim(None, None, t.rating, t.kind, "definition", None, None, start, end)
            for t in chosen
            if t.kind != "opinion"
        ]

    def _claim(
        self, number: int, clause: Clause, term: Term, subject: Subject, meaning: Meaning, marks: Marks
    ) -> list[Claim]:
        """One claim, or one a year where the clause tells several ("2017 dan 2018")."""
        if subject.kind == "count":
            return []
        sentence = self.sentences[number]
        years = self.dating.years_of(number, clause, term, meaning)
        before = meaning == "previous" or self.dating.fronted(number, clause, term) is not None
        if meaning == "achieved":
            self.colour = term.rating if term.kind == "colour" else self.colour
            if not before:
                self.dating.note(number, years[0])
        status: ZoneStatus = "target" if meaning == "target" else "achieved"
        score = marks.get((subject.start, subject.name))
        if not marks and meaning != "target":
            score = score_near(sentence.text, term, [t for t in self.told[number] if t is not term])
            if score is None and meaning == "achieved":
                score = self._score_beside(number, subject)
        start, end = _evidence(sentence, term)
        if subject.kind in ("regency", "agency"):
            self.whom.rate(subject, term.rating)
        first = Claim(
            subject.name, subject.regency, term.rating, term.kind, status, years[0],
            score if meaning != "target" else None, start, end,
            _scope(subject), earlier=before and years[0] is None,
        )  # fmt: skip
        return [first, *(replace(first, year=y, score=None) for y in years[1:])]

    def _score_beside(self, number: int, subject: Subject) -> float | None:
        """ "Skornya 97,93" in the next sentence, or the score in the one before, where nobody else is named."""
        for near in (number + 1, number - 1):
            if not 0 < near < len(self.sentences) or near in self.told:
                continue
            other = self.whom.subjects(near)
            text = self.sentences[near].text
            if any(s.name != subject.name for s in other) or (near > number and not other and not _SCORED.search(text)):
                continue
            found = numbers_of(text)
            if found:
                return found[0][1]
        return None


def _scope(subject: Subject) -> Literal["all", "rest"] | None:
    return "all" if subject.kind == "all" else "rest" if subject.kind == "rest" else None


def _clings(text: str, term: Term, subject: Subject) -> bool:
    """ "zona kuning masih melekat di X": the place right behind its rating, and nothing was handed over there."""
    between = text[term.end : subject.start]
    return 0 < len(between) < 30 and "," not in between and not _HANDED.search(between)


def _carried(text: str, clause: Clause) -> list[Subject]:
    """Whom the next clause goes on about."""
    named = [s for s in clause.subjects if s.kind != "count"] or list(clause.subjects)
    weight = max((s.weight for s in named), default=0)
    return trailing(text, [s for s in named if s.weight == weight])


def _evidence(sentence: Sentence, term: Term) -> tuple[int, int]:
    if sentence.end - sentence.start <= EVIDENCE:
        return sentence.start, sentence.end
    start = max(0, term.start - EVIDENCE // 2)
    return sentence.start + start, sentence.start + min(len(sentence.text), start + EVIDENCE)
