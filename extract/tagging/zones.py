"""Ratings: claims about the Ombudsman's assessments of compliance, with subject, year, score and how they are meant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from config.gazetteer import Gazetteer
from config.ratings import Instrument
from extract.article import Zone
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Sentence, Source
from extract.tagging.stretches import bounded
from extract.tagging.zones_context import Context
from extract.tagging.zones_meaning import Meanings
from extract.tagging.zones_merging import Claim, merge
from extract.tagging.zones_reading import Reading
from extract.tagging.zones_scale import EVIDENCE
from extract.tagging.zones_subjects import SubjectFinder
from extract.tagging.zones_terms import Term, TermFinder
from extract.tagging.zones_whom import Whom
from extract.tagging.zones_years import Years

# Sentences with ratings, and ratings in them, that are read; a press article has a dozen of the one and thirty of the other.
MOST, MOST_RATINGS = 120, 600


class ZoneFinder:
    """Built once, used for many articles of one thread."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.words = gazetteer.ratings
        self.terms = TermFinder(self.words)
        self.context = Context(self.words)
        self.meanings = Meanings(self.words)
        self.subjects = SubjectFinder(gazetteer)

    def find(
        self,
        source: Source,
        sentences: Sequence[Sentence],
        places: Sequence[PlaceFind],
        agencies: Sequence[AgencyFind],
        officials: Sequence[OfficialFind] = (),
    ) -> list[Zone]:
        if not self.context.concerns(source.full):
            return []
        sentences = bounded(sentences)
        told = {
            s.number: found for s in sentences[1:] if self.terms.here(s.text) and (found := self.terms.find(s.text))
        }
        headline = self.terms.here(source.title)
        if not (told or headline):
            return []
        told = _bounded(told)
        whom = Whom(self.subjects, source, sentences, places, agencies, officials)
        years = Years(source, self.words, self.meanings.target)
        claims = merge(Reading(self.context, self.meanings, whom, years, sentences, told).claims())
        if headline and not told:
            terms = self.terms.find(source.title)
            reading = Reading(self.context, self.meanings, whom, years, sentences, {0: terms})
            claims = self._of_the_headline(sentences, merge(reading.claims()))
        named = self._instruments(source)
        return [self._zone(source, claim, named) for claim in claims]

    def _of_the_headline(self, sentences: Sequence[Sentence], claims: Sequence[Claim]) -> list[Claim]:
        """ "X Raih Zona Hijau" over a text that tells the assessment and no rating: its evidence is where the text does."""
        told = next((s for s in sentences[1:] if self.context.assessed(s.text)), None)
        if told is None or "?" in sentences[0].text:
            return []
        start, end = told.start, min(told.end, told.start + EVIDENCE)
        return [replace(c, start=start, end=end) for c in claims if c.status == "achieved" and c.subject]

    def _zone(self, source: Source, claim: Claim, named: Sequence[Instrument]) -> Zone:
        start, end = claim.start - source.shift, claim.end - source.shift
        fitting = [
            i
            for i in named
            if claim.year is None or (i.since <= claim.year and (i.until is None or claim.year <= i.until))
        ]
        return Zone(
            subject=claim.subject, regency=claim.regency, instrument=fitting[0].name if fitting else None,
            rating=claim.rating, category=claim.category, scope=claim.scope, score=claim.score, year=claim.year,
            status=claim.status, evidence=source.text[start:end], start=start, end=end,
        )  # fmt: skip

    def _instruments(self, source: Source) -> list[Instrument]:
        low = source.full.lower()
        return [i for i in self.words.instruments if any(t in low for t in i.told)]


def _bounded(told: dict[int, list[Term]]) -> dict[int, list[Term]]:
    """The first sentences, as long as neither they nor their ratings are too many."""
    kept: dict[int, list[Term]] = {}
    ratings = 0
    for number, terms in told.items():
        ratings += len(terms)
        if kept and (len(kept) == MOST or ratings > MOST_RATINGS):
            break
        kept[number] = terms
    return kept
