"""The spaCy pipeline that config/tagging.cfg declares: a blank Indonesian language, our tokeniser and our components.

A component reads what those before it left in the Doc's extensions and leaves its own there (`ASSIGNS`); each can be left
out or measured alone: `Tagger(gazetteer, components=("pantau_sentences", "pantau_places"))`. Its factory is named in the
config; what it knows comes from the gazetteer, which `build` hands over once the pipeline stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import spacy
from spacy.language import Language
from spacy.tokens import Doc
from thinc.api import Config

from config.gazetteer import Gazetteer
from extract.tagging.agencies import AgencyFinder
from extract.tagging.centrality import weigh
from extract.tagging.events import EventFinder
from extract.tagging.officials import OfficialFinder
from extract.tagging.places import PlaceFinder
from extract.tagging.quotes import QuoteFinder
from extract.tagging.records import Source
from extract.tagging.sentences import Splitter
from extract.tagging.tokens import Tokeniser
from extract.tagging.zones import ZoneFinder

Step = Callable[[Doc], Doc]
# Longest text in characters; what is longer is no article.
LONGEST = 20_000_000
PLAIN = ("source", "tokens", "roles", "ordinary", "people")
ASSIGNS = {
    "pantau_sentences": ("sentences",),
    "pantau_places": ("places",),
    "pantau_agencies": ("agencies",),
    "pantau_officials": ("officials",),
    "pantau_quotes": ("quotes",),
    "pantau_zones": ("zones",),
    "pantau_events": ("events", "warnings"),
    "pantau_centrality": ("centrality",),
}


class Component:
    """A step of the pipeline: made by its factory with its settings, given the gazetteer before its first document."""

    def __init__(
        self, name: str, make: Callable[[Language, Gazetteer, Mapping[str, Any]], Step], settings: Any
    ) -> None:
        self.name = name
        self._make, self._settings = make, settings
        self._step: Step | None = None

    def prepare(self, nlp: Language, gazetteer: Gazetteer) -> None:
        self._step = self._make(nlp, gazetteer, self._settings)

    def __call__(self, doc: Doc) -> Doc:
        if self._step is None:
            raise RuntimeError(
                f"{self.name} has no gazetteer yet: build the pipeline with extract.tagging.pipeline.build"
            )
        return self._step(doc)


def _sentences(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    splitter = Splitter(gazetteer.names.abbreviations)

    def step(doc: Doc) -> Doc:
        doc._.sentences = splitter.split(doc._.source)
        return doc

    return step


def _places(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    finder = PlaceFinder(nlp, gazetteer)

    def step(doc: Doc) -> Doc:
        doc._.places = finder.find(doc)
        return doc

    return step


def _agencies(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    finder = AgencyFinder(nlp, gazetteer)

    def step(doc: Doc) -> Doc:
        doc._.agencies = finder.find(doc, doc._.places)
        return doc

    return step


def _officials(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    finder = OfficialFinder(nlp, gazetteer)

    def step(doc: Doc) -> Doc:
        doc._.officials = finder.find(doc, doc._.places, doc._.agencies)
        spans = [s for o in doc._.officials for s in o.spans]
        # "Bupati Bangli I Made Gianyar": the second is a surname
        doc._.places = [p for p in doc._.places if not any(p.span.overlaps(s) for s in spans)]
        return doc

    return step


def _quotes(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    finder = QuoteFinder(gazetteer.roles.saying, shortest=settings["shortest"])

    def step(doc: Doc) -> Doc:
        doc._.quotes = finder.find(doc._.source, doc._.officials, doc._.people)
        return doc

    return step


def _zones(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    finder = ZoneFinder(gazetteer)

    def step(doc: Doc) -> Doc:
        doc._.zones = finder.find(doc._.source, doc._.sentences, doc._.places, doc._.agencies)
        return doc

    return step


def _events(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    finder = EventFinder(gazetteer)

    def step(doc: Doc) -> Doc:
        doc._.events, doc._.warnings = finder.find(
            doc._.source, doc._.sentences, doc._.places, doc._.agencies, doc._.officials
        )
        return doc

    return step


def _centrality(nlp: Language, gazetteer: Gazetteer, settings: Mapping[str, Any]) -> Step:
    def step(doc: Doc) -> Doc:
        found = doc._
        found.centrality = weigh(
            found.source,
            found.officials,
            found.agencies,
            found.places,
            found.quotes,
            lead=settings["lead"],
            often=settings["often"],
        )
        return doc

    return step


_MAKERS = {
    "pantau_sentences": (_sentences, {}),
    "pantau_places": (_places, {}),
    "pantau_agencies": (_agencies, {}),
    "pantau_officials": (_officials, {}),
    "pantau_quotes": (_quotes, {"shortest": 4}),
    "pantau_zones": (_zones, {}),
    "pantau_events": (_events, {}),
    "pantau_centrality": (_centrality, {"lead": 350, "often": 3}),
}


def register() -> None:
    """Makes the extensions, the tokeniser and the factories known to spaCy; may be called again."""
    for name in (*PLAIN, *(x for names in ASSIGNS.values() for x in names)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not spacy.registry.has("tokenizers", "pantau.officialese.v1"):
        spacy.registry.tokenizers("pantau.officialese.v1", func=lambda: lambda nlp: Tokeniser(nlp.vocab))
    for name, (make, defaults) in _MAKERS.items():
        if not Language.has_factory(name):
            Language.factory(
                name,
                default_config=defaults,
                assigns=[f"doc._.{x}" for x in ASSIGNS[name]],
                func=_factory(make, defaults),
            )


def _factory(make: Callable[..., Step], defaults: Mapping[str, Any]) -> Callable[..., Component]:
    """A factory as spaCy wants one: its settings are arguments by name, with the types that the config is checked for."""
    if set(defaults) == {"shortest"}:

        def quotes(nlp: Language, name: str, shortest: int) -> Component:
            return Component(name, make, {"shortest": shortest})

        return quotes
    if set(defaults) == {"lead", "often"}:

        def centrality(nlp: Language, name: str, lead: int, often: int) -> Component:
            return Component(name, make, {"lead": lead, "often": often})

        return centrality

    def plain(nlp: Language, name: str) -> Component:
        return Component(name, make, {})

    return plain


def build(gazetteer: Gazetteer, components: Sequence[str] | None = None) -> Language:
    """The pipeline of `gazetteer.pipeline`, or only the named components of it, ready for documents."""
    register()
    config = Config().from_str(gazetteer.pipeline)
    nlp = (
        Language.from_config(config, auto_fill=True, exclude=())
        if False
        else spacy.util.load_model_from_config(config, auto_fill=True)
    )
    nlp.max_length = LONGEST
    if components is not None:
        for name in [n for n in nlp.pipe_names if n not in components]:
            nlp.remove_pipe(name)
    for _, component in nlp.pipeline:
        if isinstance(component, Component):
            component.prepare(nlp, gazetteer)
    return nlp


def document(nlp: Language, source: Source) -> Doc:
    """The article as a Doc whose tags are still empty."""
    doc = nlp.make_doc(source.full)
    doc._.source = source
    doc._.people = []
    for names in ASSIGNS.values():
        for name in names:
            setattr(doc._, name, [] if name != "centrality" else {})
    return doc
