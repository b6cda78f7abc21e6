"""The spaCy pipeline: a blank Indonesian language and components of ours, each named, each with one job.

`PIPELINE` is the order. A component reads what those before it left in the Doc's extensions and leaves its own there;
each can be left out or measured alone: `Tagger(gazetteer, components=("pantau_sentences", "pantau_places"))`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from config.gazetteer import Gazetteer
from extract.tagging.agencies import AgencyFinder
from extract.tagging.centrality import weigh
from extract.tagging.events import EventFinder
from extract.tagging.officials import OfficialFinder
from extract.tagging.places import PlaceFinder
from extract.tagging.quotes import find_quotes
from extract.tagging.records import Source
from extract.tagging.sentences import split
from extract.tagging.zones import ZoneFinder

PIPELINE = (
    "pantau_sentences",
    "pantau_places",
    "pantau_agencies",
    "pantau_officials",
    "pantau_quotes",
    "pantau_zones",
    "pantau_events",
    "pantau_centrality",
)
EXTENSIONS = (
    "source",
    "sentences",
    "places",
    "agencies",
    "officials",
    "quotes",
    "zones",
    "events",
    "warnings",
    "centrality",
)


def _register(gazetteer: Gazetteer) -> dict[str, Callable[[Doc], Doc]]:
    """Name → component. A finder is built once and shared by all documents."""
    places, agencies, officials = PlaceFinder(gazetteer), AgencyFinder(gazetteer), OfficialFinder(gazetteer)
    zones, events = ZoneFinder(gazetteer), EventFinder(gazetteer)

    def sentences_(doc: Doc) -> Doc:
        doc._.sentences = split(doc._.source)
        return doc

    def places_(doc: Doc) -> Doc:
        doc._.places = places.find(doc._.source, doc._.sentences)
        return doc

    def agencies_(doc: Doc) -> Doc:
        doc._.agencies = agencies.find(doc._.source, doc._.places)
        return doc

    def officials_(doc: Doc) -> Doc:
        doc._.officials = officials.find(doc._.source, doc._.sentences, doc._.places, doc._.agencies)
        spans = [s for o in doc._.officials for s in o.spans]
        # "Bupati Bangli I Made Gianyar": the second is a surname
        doc._.places = [p for p in doc._.places if not any(p.span.overlaps(s) for s in spans)]
        return doc

    def quotes_(doc: Doc) -> Doc:
        doc._.quotes = find_quotes(doc._.source, doc._.officials)
        return doc

    def zones_(doc: Doc) -> Doc:
        doc._.zones = zones.find(doc._.source, doc._.sentences, doc._.places, doc._.agencies)
        return doc

    def events_(doc: Doc) -> Doc:
        doc._.events, doc._.warnings = events.find(doc._.source, doc._.sentences, doc._.places, doc._.agencies)
        return doc

    def centrality_(doc: Doc) -> Doc:
        doc._.centrality = weigh(doc._.source, doc._.officials, doc._.agencies, doc._.places, doc._.quotes)
        return doc

    return dict(
        zip(PIPELINE, (sentences_, places_, agencies_, officials_, quotes_, zones_, events_, centrality_), strict=True)
    )


def build(gazetteer: Gazetteer, components: Sequence[str] = PIPELINE) -> Language:
    """spacy.blank("id") with the components, declared under their names."""
    import spacy

    for name in EXTENSIONS:
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    nlp = spacy.blank("id")
    functions = _register(gazetteer)
    for name in components:
        # A component holds a gazetteer, so its factory is made for this pipeline, not at import time.
        Language.component(name, func=functions[name])
        nlp.add_pipe(name)
    return nlp


def document(vocab: Vocab, source: Source) -> Doc:
    """A Doc for the components: they read the source's string, so one token a word between blanks is enough."""
    full = source.full
    words = full.split(" ")
    doc = (
        Doc(vocab, words=[w or " " for w in words], spaces=[True] * (len(words) - 1) + [False]) if words else Doc(vocab)
    )
    doc._.source = source
    for name in EXTENSIONS[1:]:
        setattr(doc._, name, [] if name != "centrality" else {})
    return doc
