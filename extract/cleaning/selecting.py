"""CSS selectors of an outlet's layout, translated once."""

from __future__ import annotations

from functools import lru_cache

from lxml.cssselect import CSSSelector
from lxml.html import HtmlElement


@lru_cache(maxsize=1024)
def _compiled(selector: str) -> CSSSelector:
    return CSSSelector(selector, translator="html")


def select(root: HtmlElement, selector: str) -> list[HtmlElement]:
    """The elements below `root`, in the page's order. Selectors are checked when outlets.toml is loaded."""
    return list(_compiled(selector)(root))
