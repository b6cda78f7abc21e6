"""Every golden page, field by field. New truth is written only by `python -m tests.pages.make`."""

from __future__ import annotations

from datetime import datetime
from functools import cache

import pytest

from extract.article import Article
from extract.cleaning import clean
from tests.pages.loading import Golden, goldens

GOLDENS = {golden.name: golden for golden in goldens()}
CASES = [(name, field) for name, golden in GOLDENS.items() for field in golden.expected]


@cache
def article(name: str) -> Article:
    golden: Golden = GOLDENS[name]
    found = clean(golden.page, golden.outlet)
    assert isinstance(found, Article), f"{name} was refused: {found.reason}"
    return found


@pytest.mark.parametrize(("name", "field"), CASES, ids=[f"{name}/{field}" for name, field in CASES])
def test_field(name: str, field: str) -> None:
    wanted, got = GOLDENS[name].expected[field], getattr(article(name), field)
    if isinstance(got, datetime):
        wanted = datetime.fromisoformat(wanted)
    if field == "text":
        # Paragraph by paragraph: a difference is read in one line.
        assert got.split("\n\n") == wanted.split("\n\n"), "if the page itself changed: python -m tests.pages.make"
    assert got == wanted, "if the page itself changed: python -m tests.pages.make"


def test_enough_manners() -> None:
    assert len(GOLDENS) >= 40
    assert len({name.split("/")[0] for name in GOLDENS}) >= 20
