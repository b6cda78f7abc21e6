"""One pass over the sentences of an article that tell ratings: who, which, of which year, how meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from extract.article import ZoneStatus
from extract.tagging.records import Sentence
from extract.tagging.zones_borders import RANGE
from extract.tagging.zones_claims import (
    Clause,
    apart,
    clauses,
    counted,
    fronted,
    listing,
    of_crowd,
    one_of_those,
    pairs,
    trailing,
)
from extract.tagging.zones_compared import clinging, companions, equalled
from extract.tagging.zones_context import Context
from extract.tagging.zones_counted import Counted
from extract.tagging.zones_dating import Dating
from extract.tagging.zones_likewise import likewise
from extract.tagging.zones_meaning import Meaning, Meanings
from extract.tagging.zones_merging import Claim
from extract.tagging.zones_scale import Scale, definitions, evidence
from extract.tagging.zones_scores import Marks, numbers_of, score_near, scores
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import SAME, Term
from extract.tagging.zones_whom import Whom
from extract.tagging.zones_years import Years

_WITHIN = re.compile(r"\b(?:termasuk|tergolong|masuk|berada)\b", re.IGNORECASE)
_SCORED = re.compile(r"^\W*(?:dengan\s+)?(?:nilai|skor|angka)(?:nya)?\b", re.IGNORECASE)
_HANDED = re.compile(r"\b(?:diterima|diserahkan|digelar|berlangsung|diumumkan|dibagikan|kata|ujar)\b", re.IGNORECASE)
_TOGETHER_WITH = re.compile(r"\b(?:bersama|beserta|dan|serta|seperti\s+halnya)\b", re.IGNORECASE)
# "Targetnya tidak tanggung-tanggung. “Langsung ke hijau.”": what was told to be a target.
_ANNOUNCED = re.compile(r"\b(?:target|sasaran|harapan|ambisi|tekad|permintaan)(?:nya)?\b", re.IGNORECASE)
# "dikepung daerah berzona hijau": of others, unnamed.
_AMONG = re.compile(
    r"\b(?:dikepung|dikelilingi|diapit|oleh|antara|menyusul|mengejar|menyamai|melihat|banyak|para|sejumlah|beberapa|jejak)\s+(?:\w+\s+){0,2}?(?:daerah|kabupaten|kota|pemda|instansi|unit|kabupaten/kota|dinas|OPD|puskesmas|polres|kantor)\s+(?:lain\s+)?(?:yang\s+)?(?:(?:sudah|telah|masih|lebih|dulu|berada|di|masuk|berzona|zona|berwarna|berpredikat)\s+)*$",
    re.IGNORECASE,
)
# "lebih banyak merahnya": of a crowd.
_MOSTLY = re.compile(r"\b(?:lebih|paling|makin|kian)\s+(?:banyak|sedikit)\s+(?:yang\s+)?$", re.IGNORECASE)
# "berharap daerah yang sudah hijau tidak lengah": those that have it, whoever they are
_WHICH = re.compile(
    r"\b(?:daerah|kabupaten|kota|pemda|instansi|unit|OPD|dinas|puskesmas)\s+yang\s+(?:sudah|telah|masih)\s+$",
    re.IGNORECASE,
)
# "warna merah itu": the one told before
_THAT = re.compile(r"\s+(?:itu|tersebut|tadi)\b", re.IGNORECASE)
_THIS = re.compile(r"\W*ini\b", re.IGNORECASE)
# "…; tahun 2018 kepada X dan Y": the rating goes on
_ELLIPTIC = re.compile(r";\s*(?:dan\s+|lalu\s+|kemudian\s+)?(?:pada\s+)?(?:tahun\s+)?20[0-3]\d\b", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:hanya|cuma|tinggal|baru|ada|ialah|adalah)\b", re.IGNORECASE)
_BOTH = re.compile(r"\bsama-sama\s+(?:\w+\s+){0,3}$", re.IGNORECASE)
_TALKED = re.compile(r"\W*(?:itu|bukan|hanya|cuma)\b", re.IGNORECASE)


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
        self.counted = Counted(sentences, told, whom.named)
        self.scale = Scale(context, meanings, sentences)
        self.colour: Term | None = None  # the last ones claimed: "zona yang sama", "kategorinya sama"
        self.grade: Term | None = None
        self.dated: dict[tuple[str | None, str], int] = {}  # who has which rating of which year, told last

    def claims(self) -> list[Claim]:
        found: list[Claim] = []
        last: tuple[int, bool] | None = None
        for number, terms in self.told.items():
            terms = [term for t in terms if (term := self._as_before(t))]
            around = self.context.surroundings(self.sentences, number, last)
            terms = [t for t in terms if around.compliance(t)]
            if not (
                around.cued
                or (last and last[1])
                or self._placed(number, terms)
                or self._assessed()
                or self._zoned(terms)
            ):
                # colours in an article that only names the office
                last = (number, False) if around.traps else last
                continue
            last = (number, bool(terms))
            if terms:
                found += self._sentence(number, terms)
        wished = self.meanings.target
        return [*found, *likewise(self.sentences, self.told, found, self.whom.named, wished, self.dating.told_in)]

    def _as_before(self, term: Term) -> Term | None:
        """The term, with the rating that "zona yang sama" means."""
        if term.rating != SAME:
            return term
        meant = self.colour if term.kind == "colour" else self.grade
        return replace(term, rating=meant.rating, kind=meant.kind) if meant else None

    def _assessed(self) -> bool:
        """The article speaks of an assessment at all."""
        return any(self.context.assessed(s.text) for s in self.sentences)

    def _zoned(self, terms: Sequence[Term]) -> bool:
        """A zone by its noun, and nothing in the article has zones of its own."""
        return any(t.noun for t in terms) and not any(self.context.trapped(s.text) for s in self.sentences)

    def _placed(self, number: int, terms: Sequence[Term]) -> bool:
        """Somebody who can be rated, a year, or a whole scale is told in the sentence."""
        sentence = self.sentences[number]
        if len({t.rating for t in terms}) >= 3 or RANGE.search(sentence.text):
            return True
        return bool(self.whom.named(number) or self.years.between(sentence.start, sentence.end))

    def _sentence(self, number: int, terms: Sequence[Term]) -> list[Claim]:
        sentence = self.sentences[number]
        text = sentence.text
        subjects = self.whom.subjects(number)
        named = [s for s in subjects if s.kind in ("regency", "agency")]
        if not named and (self.scale.goes_on(number) or self.scale.told(text, terms, subjects)):
            self.scale.note(number)
            return definitions(sentence, terms, terms)
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
                if ratings and clause.subjects and (clause.joins or _ELLIPTIC.match(text, clause.start)):
                    for term, meaning in ratings:
                        for subject in clause.subjects:
                            found += self._claim(number, clause, term, subject, meaning, marks)
                elif clause.subjects:
                    last = _carried(text, clause)
                continue
            scaled: list[Term] = []
            ratings = []
            for term, own in pairs(text, clause):
                meaning = self._meaning(number, text, clause, term, own)
                if meaning == "definition":
                    self.scale.note(number)
                    found += definitions(sentence, [term], terms)
                    scaled.append(term)
                    continue
                if (
                    _MOSTLY.search(text[max(clause.start, term.start - 40) : term.start])
                    or meaning == "denied"
                    or (
                        meaning == "target" and (text[: term.start].endswith("yang ") or _WHICH.search(text[: term.at]))
                    )
                ):
                    continue
                ratings.append((term, meaning))
                wished = meaning == "target"
                if wished:
                    equals = equalled(text, clause.subjects)
                    found += self._equals(number, clause, term, equals)
                    own = self._wished_of(text, clause, term, [s for s in own if s not in equals])
                if of_crowd(text, term, own) or _AMONG.search(text[clause.start : term.at]):
                    found += self._one_of(number, clause, term) if meaning == "achieved" else []
                    continue
                if (
                    own
                    and all(s.start > term.end for s in own)
                    and self._of_whoever(text, clause, term, own)
                    and not listing(text[term.end : own[0].start])
                    and not (one_of_those(text, term, own) or fronted(text, term, own))
                ):
                    continue  # "masih ada puskesmas yang merah,” ucap Bupati X"
                if own and apart(text, term, own):
                    own = []
                if not term.noun and own and all(s.weight == 1 and s.start > term.end for s in own):
                    office = self.whom.just_rated(number, term)  # "“… tetap kuning,” ujar Bupati X"
                    own = [office] if office else own
                if pronoun := self.whom.pronoun(number, clause, term):
                    # "menempatkan kota ini di zona kuning bersama X dan Y"
                    behind = [s for s in own if s.start > term.end]
                    if behind and not _TOGETHER_WITH.search(text[term.end : behind[0].start]):
                        behind = []
                    own = [pronoun, *behind, *(s for s in companions(text, own) if s.start < term.start)]
                    last = last or [pronoun]
                own = self._alike(text, clause, term, own, subjects)
                if not own and not (counted(text, term) or self._talk(number, term)):
                    own = list(self.whom.inherited(number, clause, term, last, wished=wished))
                elif (
                    own
                    and all(s.weight == 0 and not _clings(text, term, s) for s in own)
                    and not clinging(text, term, own)
                ):
                    # "diterima di Denpasar": a place is only rated where nobody else is spoken of
                    own = list(self.whom.inherited(number, clause, term, last, wished=wished)) or own
                whom = own
                for subject in self.whom.members(text, clause, whom):
                    if wished and subject.kind == "units":
                        continue  # of every office: a wish for nobody named
                    found += self._claim(number, clause, term, subject, meaning, marks)
                if meaning == "achieved":
                    found += self._one_of(number, clause, term, known=any(s.kind != "count" for s in whom))
            found += self._within_scale(number, text, clause, scaled, subjects, marks)
            last = _carried(text, clause) or last
        return found

    def _meaning(self, number: int, text: str, clause: Clause, term: Term, own: Sequence[Subject]) -> Meaning:
        """Of a relative clause ("mengikuti jejak X yang sudah hijau") by its own words alone."""
        start = clause.start
        if own and clinging(text, term, own):
            start = own[-1].end
            text = " " * start + text[start:]
        meaning = self.meanings.meaning(text[start : clause.end], term, subjects=bool(own), sentence=text, offset=start)
        if meaning == "achieved" and not own and self._announced(number):
            return "target"
        return meaning

    def _announced(self, number: int) -> bool:
        """The sentence is a quotation that names nobody, and the one before it speaks of a target."""
        sentence, before = self.sentences[number], self.sentences[number - 1]
        if number < 2 or sentence.paragraph != before.paragraph or not re.match(r"[“\"]", sentence.text):
            return False
        if re.search(r"\b(?:sudah|telah|masih|memang|tetap)\b", sentence.text):
            return False
        return not self.whom.named(number) and _ANNOUNCED.search(before.text) is not None

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

    def _of_whoever(self, text: str, clause: Clause, term: Term, own: Sequence[Subject]) -> bool:
        """ "pemda berpredikat …", "kabupaten yang masih kuning": told of bodies in general, not of whom is named behind."""
        before = text[max(clause.start, term.start - 80) : term.start]
        if self.whom.finder.generic(before):
            return True
        return self.whom.finder.unnamed(before) and not _ONLY.search(text[term.end : own[0].start])

    @staticmethod
    def _alike(text: str, clause: Clause, term: Term, own: list[Subject], subjects: Sequence[Subject]) -> list[Subject]:
        """ "X yang dulu hijau, Y yang dulu merah, kini sama-sama kuning": both."""
        match = _BOTH.search(text[clause.start : term.start])
        if (
            not match
            or len({s.name for s in own}) != 1
            or text[: clause.start + match.start()].rstrip().endswith("yang")
        ):
            return own
        before = [s for s in subjects if s.kind in ("regency", "agency") and s.weight > 0 and s.end <= term.start]
        return before if len({s.name for s in before}) > 1 else own

    def _equals(self, number: int, clause: Clause, term: Term, equals: Sequence[Subject]) -> list[Claim]:
        """ "… meraih zona hijau, menyamai X dan Y": what is wished they have, of the year that is told with them."""
        if not equals:
            return []
        behind = replace(term, start=equals[-1].end, at=equals[-1].end, end=equals[-1].end)
        part = Clause(equals[0].start, clause.end, (behind,), tuple(equals), False)
        named = [s for s in equals if s.kind in ("regency", "agency")]
        claims = [c for s in named for c in self._claim(number, part, behind, s, "achieved", {})]
        at = self.sentences[number].start
        if equals[0].start > term.end and self.years.between(at + equals[-1].end, at + clause.end):
            return claims
        # "menyusul X ke zona hijau pada penilaian 2022": told of the wish; they have it of the assessment before
        aimed = self.dating.years_of(number, clause, term, "target")[0]
        return [replace(c, year=aimed - 1 if aimed else None) for c in claims]

    def _talk(self, number: int, term: Term) -> bool:
        """ "Zona hijau itu bonus": talk of the zone, told of nobody and of no year."""
        sentence = self.sentences[number]
        if re.search(r"\w", sentence.text[: term.start]) or not _TALKED.match(sentence.text, term.end):
            return (
                not re.search(r"\w", sentence.text[: term.start])
                and _THIS.match(sentence.text, term.end) is not None
                and not term.noun
            )
        return not self.years.between(sentence.start, sentence.end)

    def _one_of(self, number: int, clause: Clause, term: Term, *, known: bool = False) -> list[Claim]:
        """Who the counted ones are, told in the sentences that follow."""
        found = []
        for who in self.counted.who(number, clause, term, known=known):
            claims = [c for s in who.subjects for c in self._claim(number, clause, term, s, "achieved", {})]
            found += [replace(c, end=who.end, score=c.score if who.scored else None) for c in claims]
        return found

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

    def _claim(
        self, number: int, clause: Clause, term: Term, subject: Subject, meaning: Meaning, marks: Marks
    ) -> list[Claim]:
        """One claim, or one a year where the clause tells several ("2017 dan 2018")."""
        if subject.kind == "count":
            return []
        sentence = self.sentences[number]
        years = self.dating.years_of(number, clause, term, meaning)
        if meaning == "achieved" and _THAT.match(sentence.text, term.end):
            known = self.dated.get((subject.name, term.rating))
            if known and not self.years.between(sentence.start, sentence.end):
                years = [known]
        before = meaning == "previous" or self.dating.fronted(number, clause, term) is not None
        if meaning == "achieved":
            if term.kind == "colour":
                self.colour = term
            else:
                self.grade = term
            if not before:
                self.dating.note(number, years[0])
        if meaning != "target" and years[0] is not None:
            self.dated[subject.name, term.rating] = years[0]
        status: ZoneStatus = "target" if meaning == "target" else "achieved"
        score = marks.get((subject.start, subject.name))
        if not marks and meaning != "target":
            score = score_near(sentence.text, term, [t for t in self.told[number] if t is not term])
            if score is None and meaning == "achieved":
                score = self._score_beside(number, subject)
        start, end = evidence(sentence, term)
        if subject.kind in ("regency", "agency"):
            self.whom.rate(subject, term.rating, number)
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
