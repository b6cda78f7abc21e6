"""Bodies that a sentence names only through who heads or serves them: "Direktur RSUD X mengaku lega", "Asisten Setda X"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from extract.tagging.records import AgencyFind, Sentence, Source, within
from extract.tagging.zones_subjects import Subject, SubjectFinder

# Bodies whose head speaks for them alone, where a Kepala Dinas may speak for his regency.
OF_THEIR_OWN = (
    "kantor pertanahan",
    "kantor imigrasi",
    "polres",
    "rumah sakit",
    "rsu",
    "rsud",
    "puskesmas",
    "lapas",
    "rutan",
)
_OFFICIAL = re.compile(r"(?:Asisten|Staf|Kabag|Kepala|Sekretaris|Pejabat|Inspektur|Plt|Pj|Pelaksana)\b")
_HANDED = re.compile(r"\b(?:kepada|diterima(?:\s+oleh)?|diraih(?:\s+oleh)?)\s+(?:\w+\s+){1,2}$", re.IGNORECASE)
# Characters before the subject of a sentence.
OPENING = 40


class Heads:
    """One article's bodies; `agencies` are sorted by their start."""

    def __init__(
        self, finder: SubjectFinder, source: Source, sentences: Sequence[Sentence], agencies: Sequence[AgencyFind]
    ) -> None:
        self.finder, self.source, self.sentences, self.agencies = finder, source, sentences, agencies

    def _led_by(self, number: int) -> Iterator[AgencyFind]:
        """The sentence's bodies that are told through who heads them."""
        sentence = self.sentences[number]
        for agency in within(self.agencies, sentence):
            if self.finder.role(self.source.full[sentence.start : agency.span.start]):
                yield agency

    def headed(self, number: int) -> Subject | None:
        """The office whose head was told of by his office alone: "Kepala Kantor Pertanahan X mengakui …"."""
        near = (a for back in range(number, max(0, number - 3), -1) for a in self._led_by(back))
        return _first(a for a in near if a.name.lower().startswith(self.finder.rated))

    def introduced(self, number: int, *, quoted: bool) -> Subject | None:
        """ "Asisten Setda X menyatakan … “Kami pasang target hijau,” katanya.": the regency of an unnamed speaker."""
        before = self.sentences[number - 1]
        if before.paragraph != self.sentences[number].paragraph or not quoted:
            return None
        for agency in within(self.agencies, before):
            if before.start < agency.span.start < before.start + OPENING and agency.regency in self.finder.official:
                lead = self.source.full[before.start : agency.span.start]
                if _OFFICIAL.match(lead) and not agency.name.lower().startswith(self.finder.rated):
                    return Subject.regency_meant(agency.regency)
        return None

    def led(self, number: int) -> Subject | None:
        """ "Direktur RSUD X mengaku lega.": whose head opens the sentence."""
        start = self.sentences[number].start
        opening = (a for a in self._led_by(number) if start < a.span.start < start + OPENING + 20)
        return _first(a for a in opening if a.name.lower().startswith(OF_THEIR_OWN))

    def receiving(self, number: int) -> Subject | None:
        """ "… diserahkan kepada Kepala Kantor Pertanahan X": the office of whom something is handed to."""
        start = self.sentences[number].start
        own = (a for a in self._led_by(number) if a.name.lower().startswith(OF_THEIR_OWN))
        return _first(a for a in own if _HANDED.search(self.source.full[start : a.span.start]))

    def office_of(self, number: int, rated: Collection[str]) -> Subject | None:
        """The rated office whose head the sentence names: what he wishes for is his office's."""
        return _first(a for a in within(self.agencies, self.sentences[number]) if a.name in rated)

    def regency_of(self, number: int) -> str | None:
        """The one regency that the offices of a sentence belong to: the speaker's."""
        found = {
            a.regency
            for a in within(self.agencies, self.sentences[number])
            if a.regency and not a.bare and not a.name.startswith("Ombudsman")
        }
        return next(iter(found)) if len(found) == 1 else None


def _first(agencies: Iterable[AgencyFind]) -> Subject | None:
    return next((Subject.body_meant(a.name, a.regency) for a in agencies), None)
