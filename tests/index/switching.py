"""An index that can be switched off and on, and a clock that is moved by hand."""

from __future__ import annotations

from config.errors import IndexUnavailableError
from extract.article import Article
from index.base import ArticleIndex

AWAY = IndexUnavailableError("away", on="the node")


class Clock:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


class Switch:
    """A real index before which a switch stands; counts how often it was asked."""

    def __init__(self, index: ArticleIndex) -> None:
        self.index, self.fault, self.asked = index, None, 0  # type: ignore[var-annotated]

    def put(self, articles: list[Article]) -> object:
        self.asked += 1
        if self.fault is not None:
            raise self.fault
        return self.index.put(articles)

    def __getattr__(self, name: str) -> object:
        if self.fault is not None and name not in ("close",):
            raise self.fault
        return getattr(self.index, name)
