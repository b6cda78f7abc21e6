"""The pipeline's components, one class a step: each takes what the steps before it left in the Doc and leaves its own there.

spaCy makes them from config/tagging.cfg with their settings; what they know comes from the gazetteer, which `prepare` hands
over once the pipeline stands.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from bisect import bisect_right

from spacy.language import Language
from spacy.tokens import Doc

from config.gazetteer import Gazetteer
from extract.tagging.agencies import AgencyFinder
from extract.tagging.centrality import weigh
from extract.tagging.events import EventFinder
from extract.tagging.officials import OfficialFinder
from extract.tagging.places import PlaceFinder
from extract.tagging.quotes import QuoteFinder
from extract.tagging.sentences import Splitter
from extract.tagging.zones import ZoneFinder


class Component(ABC):
    """A step. `prepare` must have been called before the first document: `extract.tagging.pipeline.build` does."""

    def __init__(self, nlp: Language, name: str) -> None:
        self.nlp, self.name = nlp, name

    @abstractmethod
    def prepare(self, gazetteer: Gazetteer) -> None: ...

    @abstractmethod
    def __call__(self, doc: Doc) -> Doc: ...


class Sentences(Component):
    def prepare(self, gazetteer: Gazetteer) -> None:
        self.splitter = Splitter(gazetteer.names.abbreviations)

    def __call__(self, doc: Doc) -> Doc:
        doc._.sentences = self.splitter.split(doc._.source)
        return doc


class Places(Component):
    def prepare(self, gazetteer: Gazetteer) -> None:
        self.finder = PlaceFinder(self.nlp, gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        doc._.places = self.finder.find(doc)
        return doc


class Agencies(Component):
    def prepare(self, gazetteer: Gazetteer) -> None:
        self.finder = AgencyFinder(self.nlp, gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        doc._.agencies = self.finder.find(doc, doc._.places)
        return doc


class Officials(Component):
    """Takes back the places that turn out to be names: "Bupati Bangli I Made Gianyar"."""

    def prepare(self, gazetteer: Gazetteer) -> None:
        self.finder = OfficialFinder(self.nlp, gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        doc._.officials = self.finder.find(doc, doc._.places, doc._.agencies)
        spans = sorted(((s.start, s.end) for o in doc._.officials for s in o.spans), key=lambda s: s[1])
        ends = [end for _, end in spans]
        doc._.places = [
            p
            for p in doc._.places
            if (at := bisect_right(ends, p.span.start)) == len(spans) or spans[at][0] >= p.span.end
        ]
        return doc


class Quotes(Component):
    def __init__(self, nlp: Language, name: str, shortest: int) -> None:
        super().__init__(nlp, name)
        self.shortest = shortest

    def prepare(self, gazetteer: Gazetteer) -> None:
        self.finder = QuoteFinder(gazetteer.roles.saying, shortest=self.shortest)

    def __call__(self, doc: Doc) -> Doc:
        doc._.quotes = self.finder.find(doc._.source, doc._.officials, doc._.people)
        return doc


class Zones(Component):
    def prepare(self, gazetteer: Gazetteer) -> None:
        self.finder = ZoneFinder(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        found = doc._
        found.zones = self.finder.find(
            found.source, found.sentences, found.places, found.agencies, found.officials or ()
        )
        return doc


class Events(Component):
    def prepare(self, gazetteer: Gazetteer) -> None:
        self.finder = EventFinder(gazetteer)

    def __call__(self, doc: Doc) -> Doc:
        found = doc._
        found.events, found.warnings = self.finder.find(
            found.source, found.sentences, found.places, found.agencies, found.officials
        )
        return doc


class Centrality(Component):
    def __init__(self, nlp: Language, name: str, lead: int, often: int) -> None:
        super().__init__(nlp, name)
        self.lead, self.often = lead, often

    def prepare(self, gazetteer: Gazetteer) -> None:
        """It knows nothing."""

    def __call__(self, doc: Doc) -> Doc:
        found = doc._
        found.centrality = weigh(
            found.source,
            found.officials,
            found.agencies,
            found.places,
            found.quotes,
            lead=self.lead,
            often=self.often,
        )
        return doc


# Factory → (class, what it leaves in the Doc); the names that config/tagging.cfg may use.
COMPONENTS: dict[str, tuple[type[Component], tuple[str, ...]]] = {
    "pantau_sentences": (Sentences, ("sentences",)),
    "pantau_places": (Places, ("places",)),
    "pantau_agencies": (Agencies, ("agencies",)),
    "pantau_officials": (Officials, ("officials", "roles", "people")),
    "pantau_quotes": (Quotes, ("quotes",)),
    "pantau_zones": (Zones, ("zones",)),
    "pantau_events": (Events, ("events", "warnings")),
    "pantau_centrality": (Centrality, ("centrality",)),
}
