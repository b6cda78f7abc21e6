"""Bodies that a sentence names only through who heads or serves them: "Direktur RSUD X mengaku lega", "Asisten Setda X"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from extract.tagging.records import AgencyFind, Sentence, Source
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

    def headed(self, number: int) -> Subject | None:
        """The office whose head was told of by his office alone: "Kepala Kantor Pertanahan X mengakui …"."""
        for back in range(number, max(0, number - 3), -1):
            sentence = self.sentences[back]
            for agency in self.agencies:
                if not sentence.start <= agency.span.start < sentence.end:
                    continue
                before = self.source.full[sentence.start : agency.span.start]
                if agency.name.lower().startswith(self.finder.rated) and self.finder.role(before):
                    return Subject(0, 0, agency.name, agency.regency, "agency")
        return None

    def introduced(self, number: int, *, quoted: bool) -> Subject | None:
        """ "Asisten Setda X menyatakan … “Kami pasang target hijau,” katanya.": the regency of an unnamed speaker."""
        before = self.sentences[number - 1]
        if before.paragraph != self.sentences[number].paragraph or not quoted:
            return None
        for agency in self.agencies:
            if before.start < agency.span.start < before.start + OPENING and agency.regency in self.finder.official:
                lead = self.source.full[before.start : agency.span.start]
                if _OFFICIAL.match(lead) and not agency.name.lower().startswith(self.finder.rated):
                    return Subject(0, 0, agency.regency, agency.regency, "regency")
        return None

    def led(self, number: int) -> Subject | None:
        """ "Direktur RSUD X mengaku lega.": whose head opens the sentence."""
        sentence = self.sentences[number]
        for agency in self.agencies:
            if sentence.start < agency.span.start < sentence.start + OPENING + 20:
                before = self.source.full[sentence.start : agency.span.start]
                if agency.name.lower().startswith(OF_THEIR_OWN) and self.finder.role(before):
                    return Subject(0, 0, agency.name, agency.regency, "agency")
        return None

    def receiving(self, number: int) -> Subject | None:
        """ "… diserahkan kepada Kepala Kantor Pertanahan X": the office of whom something is handed to."""
        sentence = self.sentences[number]
        for agency in self.agencies:
            if sentence.start <= agency.span.start < sentence.end and agency.name.lower().startswith(OF_THEIR_OWN):
                before = self.source.full[sentence.start : agency.span.start]
                if self.finder.role(before) and _HANDED.search(before):
                    return Subject(0, 0, agency.name, agency.regency, "agency")
        return None

    def office_of(self, number: int, rated: Collection[str]) -> Subject | None:
        """The rated office whose head the sentence names: what he wishes for is his office's."""
        sentence = self.sentences[number]
        for agency in self.agencies:
            if sentence.start <= agency.span.start < sentence.end and agency.name in rated:
                return Subject(0, 0, agency.name, agency.regency, "agency")
        return None

    def regency_of(self, number: int) -> str | None:
        """The one regency that the offices of a sentence belong to: the speaker's."""
        sentence = self.sentences[number]
        found = {
            a.regency
            for a in self.agencies
            if sentence.start <= a.span.start < sentence.end
            and a.regency
            and not a.bare
            and not a.name.startswith("Ombudsman")
        }
        return next(iter(found)) if len(found) == 1 else None
