"""The pipeline is what tagging.cfg declares, and each component can be left out."""

from __future__ import annotations

import pickle
import re

import pytest

from config.loader import Config
from extract.tagging import Tagger
from extract.tagging.components import COMPONENTS, Component
from extract.tagging.pipeline import build, document
from extract.tagging.records import Source
from tests.tagging.conftest import article_of

TEXT = "Bupati Tabanan I Komang Gede Sanjaya hadir. “Kami siap melayani warga,” ujarnya kepada Ombudsman Bali."


def test_the_declared_components_run_in_order(config: Config) -> None:
    nlp = build(config.gazetteer)
    assert nlp.lang == "id"
    assert set(nlp.pipe_names) == set(COMPONENTS)
    assert (
        nlp.pipe_names.index("pantau_places")
        < nlp.pipe_names.index("pantau_agencies")
        < nlp.pipe_names.index("pantau_officials")
    )


def test_settings_come_from_the_config(config: Config) -> None:
    stricter = config.gazetteer.model_copy(
        update={"pipeline": config.gazetteer.pipeline.replace("shortest = 4", "shortest = 9")}
    )
    text = "Sanjaya menulis “kerja keras kita semua” di papan."
    assert [len(Tagger(g).tag(article_of(text)).quotes) for g in (config.gazetteer, stricter)] == [1, 0]


def test_a_component_alone(config: Config) -> None:
    alone = Tagger(config.gazetteer, components=("pantau_sentences", "pantau_places")).tag(article_of(TEXT))
    assert [p.name for p in alone.places] == ["Tabanan", "Provinsi Bali"]
    assert alone.officials == alone.agencies == alone.quotes == ()


def test_a_document_spells_its_text_with_blanks_as_one(config: Config) -> None:
    nlp = build(config.gazetteer)
    for text in ("a  b\n\nc ", "Drs.I Made,MM", "“x”–y", "a\u00a0b", "a \t b"):
        made = document(nlp, Source("t", text, None, ""))
        assert made.text == "t\n\n" + re.sub(r"[^\S\n]+", " ", text)
        tokens = made._.tokens
        assert [made._.source.full[a:b] for a, b in zip(tokens.start, tokens.end, strict=True)] == tokens.text


def test_a_component_without_gazetteer_says_so(config: Config) -> None:
    nlp = build(config.gazetteer)
    raw = COMPONENTS["pantau_places"][0](nlp, "pantau_places")
    assert isinstance(raw, Component)
    with pytest.raises(AttributeError):
        raw(document(nlp, Source("t", "Tabanan", None, "")))


def test_tagging_twice_changes_nothing(tagger: Tagger) -> None:
    once = tagger.tag(article_of(TEXT, day="2022-01-04"))
    assert tagger.tag(once) == once
    assert tagger.tag_batch([once, once]) == [once, once]


def test_the_gazetteer_travels_to_worker_processes(config: Config) -> None:
    again = pickle.loads(pickle.dumps(config.gazetteer))
    assert Tagger(again).tag(article_of(TEXT)) == Tagger(config.gazetteer).tag(article_of(TEXT))
