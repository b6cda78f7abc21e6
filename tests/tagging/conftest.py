"""One tagger a process, and articles made of a title and a text."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from config.loader import Config
from extract.article import Article
from extract.tagging import Tagger

Tag = Callable[..., Article]


@pytest.fixture(scope="session")
def tagger(config: Config) -> Tagger:
    return Tagger(config.gazetteer)


def article_of(text: str, title: str = "Berita", day: str | None = None) -> Article:
    published = datetime.combine(date.fromisoformat(day), time(8), ZoneInfo("Asia/Makassar")) if day else None
    return Article(id="a", url="", outlet="", outlet_name="", title=title, text=text, published=published)


@pytest.fixture
def tag(tagger: Tagger) -> Tag:
    def tagged(text: str, title: str = "Berita", day: str | None = None) -> Article:
        return tagger.tag(article_of(text, title, day))

    return tagged
