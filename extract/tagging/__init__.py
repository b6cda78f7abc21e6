"""The tags of an article: a spaCy pipeline of named components, each with one job."""

from __future__ import annotations

from collections.abc import Sequence

from config.gazetteer import Gazetteer
from extract.article import Article


class Tagger:
    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer

    def tag(self, article: Article) -> Article:
        return article

    def tag_batch(self, articles: Sequence[Article]) -> list[Article]:
        return [self.tag(a) for a in articles]
