"""Ratings: claims about the Ombudsman's assessments of compliance, with subject, year, score and how they are meant."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from config.gazetteer import Gazetteer
from config.ratings import Instrument
from extract.article import Zone, ZoneStatus
from extract.tagging.places import PROVINCE
from extract.tagging.records import AgencyFind, PlaceFind, Sentence, Source
from extract.tagging.zones_claims import Clause, clauses, counted, numbers_of, pairs, score_near, scores
from extract.tagging.zones_context import Context, Meaning
from extract.tagging.zones_merging import Claim, merge
from extract.tagging.zones_subjects import Subject, SubjectFinder
from extract.tagging.zones_terms import Term, TermFinder
from extract.tagging.zones_years import Years

_ONE_OF = re.compile(
    r"\b(?:(?:salah\s+)?satu(?:nya)?\s+(?:di\s?antara|dari)|salah\s+satu(?:nya)?|termasuk|di\s?antaranya)\b",
    re.IGNORECASE,
)
_WITHIN = re.compile(r"\b(?:termasuk|tergolong|masuk|berada)\b", re.IGNORECASE)
_EVERY = re.compile(r"\b(?:seluruhnya|semuanya|semua|kesemuanya|masing-masing)\b", re.IGNORECASE)
_THEY = re.compile(
    r"\b(?:ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?:nya)?|mereka|semuanya|seluruhnya)\b", re.IGNORECASE
)
_SAME = re.compile(
    r"\b(?:sama|serupa)\s+(?:seperti|dengan)\s+(?:hasil\s+)?(?:tahun\s+(?:sebelumnya|lalu)|setahun\s+sebelumnya)",
    re.IGNORECASE,
)
_SCORED = re.compile(r"^\W*(?:dengan\s+)?(?:nilai|skor|angka)(?:nya)?\b", re.IGNORECASE)
# A claim's evidence is its sentence; longer ones (a text without full stops) are cut around the rating.
EVIDENCE = 600


class ZoneFinder:
    """Built once, used for many articles of one thread."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.words = gazetteer.ratings
        self.terms = TermFinder(self.words)
        self.context = Context(self.words)
        self.subjects = SubjectFinder(gazetteer)

    def find(
        self, source: Source, sentences: Sequence[Sentence], places: Sequence[PlaceFind], agencies: Sequence[AgencyFind]
    ) -> list[Zone]:
        if not self.context.spoken_of(source.full):
            return []
        told = {
            s.number: found for s in sentences[1:] if self.terms.here(s.text) and (found := self.terms.find(s.text))
        }
        if not told:
            return []
        reading = _Reading(self, source, sentences, places, agencies, told)
        claims = merge(reading.claims())
        instrument = self._instrument(source)
        return [self._zone(source, c, instrument) for c in claims]

    def _zone(self, source: Source, claim: Claim, named: Sequence[Instrument]) -> Zone:
        start, end = claim.start - source.shift, claim.end - source.shift
        fitting = [
            i for i in named
            if claim.year is None or (i.since <= claim.year and (i.until is None or claim.year <= i.until))
        ]  # fmt: skip
        return Zone(
            subject=claim.subject, regency=claim.regency, instrument=fitting[0].name if fitting else None,
            rating=claim.rating, category=claim.category, scope=claim.scope, score=claim.score, year=claim.year,
            status=claim.status, evidence=source.text[start:end], start=start, end=end,
        )  # fmt: skip

    def _instrument(self, source: Source) -> list[Instrument]:
        low = source.full.lower()
        return [i for i in self.words.instruments if any(t in low for t in i.told)]


class _Reading:
    """One pass over one article's sentences that have ratings."""

    def __init__(
        self,
        finder: ZoneFinder,
        source: Source,
        sentences: Sequence[Sentence],
        places: Sequence[PlaceFind],
        agencies: Sequence[AgencyFind],
        told: dict[int, list[Term]],
    ) -> None:
        self.finder, self.source, self.sentences, self.told = finder, source, sentences, told
        self.places = sorted(places, key=lambda p: p.span.start)
        self.agencies = sorted(agencies, key=lambda a: a.span.start)
        self.years = Years(source, finder.words, finder.context.target)
        self.main = self._main()
        inside = sum(not p.outside for p in places)
        self.home = inside > sum(p.outside for p in places) or inside >= 3
        self._known: dict[int, list[Subject]] = {}
        self.latest: tuple[Subject, str] | None = None

    def _main(self) -> str | None:
        """The regency that the article is about: named in the headline alone, or by far most."""
        counts: Counter[str] = Counter()
        titled: set[str] = set()
        for place in self.places:
            text = self.source.full[place.span.start : place.span.end]
            if place.outside or (place.name == PROVINCE and text.lower() == "bali"):
                continue
            if place.span.end <= len(self.source.title):
                titled.add(place.name)
            counts[place.name] += 1 if not place.dateline else 0
        for agency in self.agencies:
            if agency.id == "pemerintah" and agency.regency:
                counts[agency.regency] += 1
                if agency.span.end <= len(self.source.title):
                    titled.add(agency.regency)
        if len(titled) == 1:
            return next(iter(titled))
        ranked = counts.most_common(2)
        if not ranked or len(titled) > 1:
            return None
        if len(ranked) == 1 or ranked[0][1] >= 3 * ranked[1][1]:
            return ranked[0][0]
        return None

    def subjects(self, number: int) -> list[Subject]:
        if number not in self._known:
            self._known[number] = self.finder.subjects.find(
                self.source, self.sentences[number], self.places, self.agencies, self.main, self.home
            )
        return self._known[number]

    def claims(self) -> list[Claim]:
        found: list[Claim] = []
        for number, terms in self.told.items():
            terms = [t for t in terms if self.finder.context.compliance(self.sentences, number, t)]
            if terms:
                found += self._sentence(number, terms)
        return found

    def _sentence(self, number: int, terms: Sequence[Term]) -> list[Claim]:
        sentence, context = self.sentences[number], self.finder.context
        text = sentence.text
        subjects = self.subjects(number)
        named = [s for s in subjects if s.kind in ("regency", "agency")]
        listed = Counter(t.listed for t in terms if t.listed is not None and t.kind == "colour")
        if not named and self._scale(text, terms, listed, subjects):
            return self._definitions(sentence, terms)
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
                    last = self._carried(clause)
                continue
            scaled: list[Term] = []
            ratings = []
            for term, own in pairs(text, clause):
                meaning = context.meaning(
                    text[clause.start : clause.end], term, subjects=bool(own), sentence=text, offset=clause.start
                )
                if meaning == "definition":
                    found += self._definitions(sentence, [term])
                    scaled.append(term)
                    continue
                if meaning == "denied":
                    continue
                ratings.append((term, meaning))
                counted_off = counted(text, term) and not own
                subjects_of = own or ([] if counted_off else self._inherited(number, clause, term, last))
                for subject in self._those(text, clause, subjects_of):
                    found += self._claim(number, clause, term, subject, meaning, marks)
                if meaning == "achieved" and (not subjects_of or all(s.kind == "count" for s in subjects_of)):
                    found += self._one_of(number, clause, term)
            found += self._within_scale(number, text, clause, scaled, subjects, marks)
            last = self._carried(clause) or last
        return found

    # who is meant

    @staticmethod
    def _carried(clause: Clause) -> list[Subject]:
        strong = max((s.weight for s in clause.subjects), default=0)
        return [s for s in clause.subjects if s.weight == strong]

    def _those(self, text: str, clause: Clause, subjects: Sequence[Subject]) -> list[Subject]:
        """A count is nobody, unless every one of a regency's offices is meant."""
        found = []
        for subject in subjects:
            if subject.kind != "count":
                found.append(subject)
            elif _EVERY.search(text[clause.start : clause.end]):
                offices = self.finder.subjects.offices_of(subject, text, self.main)
                found += [offices] if offices else []
        return found

    def _inherited(self, number: int, clause: Clause, term: Term, last: Sequence[Subject]) -> Sequence[Subject]:
        """A clause that names nobody goes on about whom the words before it told."""
        if last:
            return last
        if not term.noun:
            return []
        text = self.sentences[number].text
        if _THEY.search(text[clause.start : clause.end]):
            for back in (number - 1, number - 2):
                several = [s for s in self.subjects(back) if s.kind == "regency"] if back > 0 else []
                if len({s.name for s in several}) > 1:
                    return several
            return []
        paragraph = self.sentences[number].paragraph
        for back in (number - 1, number - 2):
            if back < 1 or self.sentences[back].paragraph < paragraph - 1:
                break
            before = [s for s in self.subjects(back) if s.kind in ("regency", "agency") and s.weight > 0]
            if any(s.kind == "count" for s in self.subjects(back)) and not before:
                return []
            if before:
                return before[-1:] if len({s.name for s in before}) == 1 else []
        if self.latest and self.latest[1] == term.rating:
            return [self.latest[0]]
        if self.main:
            return [Subject(0, 0, self.main, self.main, "regency")]
        return []

    def _one_of(self, number: int, clause: Clause, term: Term) -> list[Claim]:
        """ "… hanya sepuluh pemkab. Pemkab X satu di antaranya": told over two sentences."""
        if number + 1 >= len(self.sentences) or number + 1 in self.told:
            return []
        if clause.end < len(self.sentences[number].text) or len(clause.terms) > 1:
            return []
        following = self.sentences[number + 1]
        named = [s for s in self.subjects(number + 1) if s.kind in ("regency", "agency") and s.weight > 0]
        if not named or not _ONE_OF.search(following.text) or following.paragraph != self.sentences[number].paragraph:
            return []
        claims = self._claim(number, clause, term, named[0], "achieved", {})
        return [replace(c, end=following.end) for c in claims]

    def _within_scale(
        self,
        number: int,
        text: str,
        clause: Clause,
        scaled: Sequence[Term],
        subjects: Sequence[Subject],
        marks: dict[int, float],
    ) -> list[Claim]:
        """ "rentang hijau 81-100, maka Polres X termasuk di dalamnya": the scale and who stands in it."""
        if len(scaled) != 1 or not _WITHIN.search(text[scaled[0].end :]):
            return []
        behind = [s for s in subjects if s.start > scaled[0].end and s.kind in ("regency", "agency")]
        return [c for s in behind[:1] for c in self._claim(number, clause, scaled[0], s, "achieved", marks)]

    # the scale

    def _scale(
        self, text: str, terms: Sequence[Term], listed: Counter[int], subjects: Sequence[Subject]
    ) -> bool:
        """The scale is told: three colours in one list, or two with a word that says so; nobody is counted."""
        if (
            not listed
            or any(s.kind in ("all", "rest", "units") for s in subjects)
            or any(counted(text, t) for t in terms)
        ):
            return False
        longest = max(listed.values())
        return longest >= 3 or (longest >= 2 and self.finder.context.describes(text))

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

    # the claim

    def _claim(
        self, number: int, clause: Clause, term: Term, subject: Subject, meaning: Meaning, marks: dict[int, float]
    ) -> list[Claim]:
        if subject.kind == "count":
            return []
        sentence = self.sentences[number]
        year = self._year(number, clause, term, meaning)
        status: ZoneStatus = "target" if meaning == "target" else "achieved"
        score = marks.get(subject.start)
        if not marks and meaning in ("achieved", "previous"):
            terms = self.told[number]
            score = score_near(sentence.text, term, [t for t in terms if t is not term])
            if score is None and meaning == "achieved":
                score = self._score_beside(number, subject)
        start, end = _evidence(sentence, term)
        claim = Claim(
            subject.name, subject.regency, term.rating, term.kind, status, year,
            score if meaning != "target" else None, start, end,
            subject.kind if subject.kind in ("all", "rest") else None, earlier=meaning == "previous",
        )  # fmt: skip
        if subject.kind in ("regency", "agency"):
            self.latest = (replace(subject, start=0, end=0), term.rating)
        claims = [claim]
        if meaning == "achieved" and year is not None and _SAME.search(sentence.text[term.at :]):
            claims.append(replace(claim, year=year - 1, score=None))
        return claims

    def _score_beside(self, number: int, subject: Subject) -> float | None:
        """ "Skornya 97,93" in the next sentence, or the score in the one before, where nobody else is named."""
        for near in (number + 1, number - 1):
            if not 0 < near < len(self.sentences) or (near in self.told and near < number):
                continue
            other = self.subjects(near)
            text = self.sentences[near].text
            if any(s.name != subject.name for s in other):
                continue
            if near > number and not other and not _SCORED.search(text):
                continue
            found = numbers_of(text)
            if found and near not in self.told:
                return found[0][1]
        return None

    def _year(self, number: int, clause: Clause, term: Term, meaning: Meaning) -> int | None:
        sentence, years = self.sentences[number], self.years
        at = sentence.start + term.at
        anchor = years.nearest(sentence.start, sentence.start + clause.start, at, None) if clause.start else None
        same = _SAME.search(sentence.text, clause.start, clause.end)
        own = years.nearest(
            sentence.start + clause.start, sentence.start + (same.start() if same else clause.end), at, anchor,
            [sentence.start + t.at for t in clause.terms if t.at != term.at],
        )
        if own is not None:
            return own
        if meaning == "previous":
            return None
        if clause.start and meaning == "achieved":
            earlier = years.nearest(sentence.start, sentence.start + clause.start, at, None)
            if earlier is not None:
                return earlier
        if meaning == "target":
            return self._target_year(number)
        before = self.sentences[number - 1]
        if number > 1 and before.paragraph >= sentence.paragraph - 1:
            told = [t for t in years.between(before.start, before.end) if not t.before and not t.ahead]
            if told and (told[-1].relative or before.paragraph == sentence.paragraph):
                return years.value(told[-1], None)
        return years.default

    def _target_year(self, number: int) -> int | None:
        """The year aimed at: told in the sentence before, if it is no past one."""
        before, sentence = self.sentences[number - 1], self.sentences[number]
        if number < 2 or before.paragraph != sentence.paragraph:
            return None
        told = [y for t in self.years.between(before.start, before.end) if (y := self.years.value(t, None)) is not None]
        limit = (
            self.source.published.year
            if self.source.published
            else max((t.year or 0 for t in self.years.told), default=0)
        )
        return told[-1] if told and told[-1] >= limit else None


def _evidence(sentence: Sentence, term: Term) -> tuple[int, int]:
    if sentence.end - sentence.start <= EVIDENCE:
        return sentence.start, sentence.end
    start = max(0, term.start - EVIDENCE // 2)
    return sentence.start + start, sentence.start + min(len(sentence.text), start + EVIDENCE)
