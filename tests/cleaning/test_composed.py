"""Pages composed by chance: head, headline, day, body, boxes and foot in any combination give the story, nothing else."""

from __future__ import annotations

from datetime import datetime
from urllib.parse import urlsplit

import pytest

from config.outlets import Outlet
from extract.article import Article
from extract.cleaning import clean
from extract.page import RawPage
from tests.pages.composing import composed
from tests.pages.make import FETCHED


@pytest.mark.parametrize("seed", range(120))
def test_composed_page(seed: int) -> None:
    done = composed(seed)
    parts = urlsplit(done.url)
    outlet = Outlet(key="a", name=done.outlet, home=f"{parts.scheme}://{parts.netloc}/", timezone=done.timezone)
    found = clean(RawPage(done.url, "a", done.pages[0], datetime.fromisoformat(FETCHED), headers=done.headers), outlet)
    assert isinstance(found, Article), found.reason
    assert found.text.split("\n\n") == done.expect["text"].split("\n\n")
    assert found.title == done.expect["title"]
    assert found.published == datetime.fromisoformat(done.expect["published"])
    assert (found.dateline, found.credit) == (done.expect["dateline"], done.expect["credit"])
