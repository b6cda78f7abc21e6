"""The spaCy pipeline that config/tagging.cfg declares: a blank Indonesian language, our tokeniser and our components.

Each component can be left out or measured alone: `Tagger(gazetteer, components=("pantau_sentences", "pantau_places"))`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import load_model_from_config, registry
from thinc.api import Config

from config.gazetteer import Gazetteer
from extract.tagging.components import COMPONENTS, Component
from extract.tagging.records import Source
from extract.tagging.tokens import Tokeniser

TOKENISER = "pantau.officialese.v1"
# Longest text in characters; what is longer is no article.
LONGEST = 20_000_000
MAPPINGS = ("centrality",)


def register() -> None:
    """Makes the extensions, the tokeniser and the factories known to spaCy; may be called again."""
    for name in ("source", "tokens", *(x for _, names in COMPONENTS.values() for x in names)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=None)
    if not registry.has("tokenizers", TOKENISER):
        registry.tokenizers(TOKENISER, func=_tokeniser)
    for name, (component, assigns) in COMPONENTS.items():
        if not Language.has_factory(name):
            Language.factory(name, assigns=[f"doc._.{x}" for x in assigns], func=component)


def _tokeniser() -> Callable[[Language], Tokeniser]:
    return lambda nlp: Tokeniser(nlp.vocab)


def build(gazetteer: Gazetteer, components: Sequence[str] | None = None) -> Language:
    """The pipeline of `gazetteer.pipeline`, or only the named components of it, ready for documents."""
    register()
    nlp = load_model_from_config(Config().from_str(gazetteer.pipeline), auto_fill=True)
    nlp.max_length = LONGEST
    if components is not None:
        for name in [n for n in nlp.pipe_names if n not in components]:
            nlp.remove_pipe(name)
    for _, component in nlp.pipeline:
        if isinstance(component, Component):
            component.prepare(gazetteer)
    return nlp


def document(nlp: Language, source: Source) -> Doc:
    """The article as a Doc whose tags are still empty."""
    doc = nlp.make_doc(source.full)
    doc._.source = source
    for _, names in COMPONENTS.values():
        for name in names:
            setattr(doc._, name, {} if name in MAPPINGS else [])
    return doc
