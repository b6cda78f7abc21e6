"""A page's template uses the fields that its context declares, no more and no fewer; every text has its English."""

from __future__ import annotations

from dataclasses import fields
from typing import get_args

import pytest
from jinja2 import meta, nodes

from config.loader import Config
from crawler.fates import Fate
from desk import wording
from desk.web.faults import HEADINGS
from desk.web.language import english
from desk.web.pages import PAGES
from desk.web.rendering import TEMPLATES, environment
from desk.web.zones_view import ELSEWHERE
from extract.article import Centrality, EventStatus, EventType, PublishedFrom, ZoneStatus
from index.tag_values import FACETS

ENVIRONMENT = environment("id", "Asia/Makassar")
ASIDE = {"Triwulan", "tanpa tanggal", "tanggal terbit tidak diketahui", "di luar Bali", "Sejak", "Sampai"}


def family(name: str) -> set[str]:
    """A template with those that it extends and takes macros from."""
    tree = ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))
    return {name}.union(*(family(other) for other in meta.find_referenced_templates(tree) if other))


def names_in(template: str) -> set[str]:
    found: set[str] = set()
    for name in family(template):
        tree = ENVIRONMENT.parse((TEMPLATES / name).read_text(encoding="utf-8"))
        # Macros are names of the templates' own.
        made = {macro.name for macro in tree.find_all(nodes.Macro)}
        taken = {name for taking in tree.find_all(nodes.FromImport) for name in taking.names}
        found |= meta.find_undeclared_variables(tree) - made - taken
    return found - set(ENVIRONMENT.globals)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_a_template_uses_exactly_what_its_page_declares(page: type) -> None:
    assert names_in(page.template) == {field.name for field in fields(page)}  # type: ignore[attr-defined]


def said(config: Config) -> set[str]:
    """Every text that the pages may want in English."""
    found = set(ASIDE)
    for name in {t for page in PAGES for t in family(page.template)}:
        for _, _, message in ENVIRONMENT.extract_translations((TEMPLATES / name).read_text(encoding="utf-8")):
            found |= {m for m in (message if isinstance(message, tuple) else (message,)) if m}
    for table in (wording.EVENT_STATUS, wording.ZONE_STATUS, wording.CENTRALITY, wording.PUBLISHED_FROM, wording.WARNING,
                  wording.FACET, wording.FATE, wording.MARK, wording.PERIOD, wording.PICKUPS, wording.SORT):  # fmt: skip
        found |= set(table.values())
    found |= {text for pair in HEADINGS.values() for text in pair}
    found |= {ELSEWHERE, *wording.RATINGS, *wording.fault_sentences(), *wording.event_names(config.gazetteer).values()}
    return found - {"{0}"}


def test_the_english_catalogue_is_complete_and_has_no_leftovers(config: Config) -> None:
    assert set(english()) == said(config)


def test_what_is_filled_in_is_the_same_in_both_languages() -> None:
    import re

    for indonesian, text in english().items():
        assert sorted(re.findall(r"%\(\w+\)s|\{\d\}", indonesian)) == sorted(re.findall(r"%\(\w+\)s|\{\d\}", text)), (
            indonesian
        )


def test_every_fate_of_a_page_has_its_words() -> None:
    assert set(wording.FATE) == {str(fate) for fate in Fate}


def test_every_event_type_status_and_centrality_has_its_words(config: Config) -> None:
    assert set(wording.event_names(config.gazetteer)) == set(get_args(EventType))
    assert set(wording.EVENT_STATUS) == set(get_args(EventStatus))
    assert set(wording.ZONE_STATUS) == set(get_args(ZoneStatus))
    assert set(wording.CENTRALITY) == set(get_args(Centrality))
    assert set(wording.PUBLISHED_FROM) == set(get_args(PublishedFrom))
    assert set(wording.FACET) == set(FACETS)
