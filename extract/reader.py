"""The whole of `extract/` behind one call: a page in, an article with its tags out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from urllib.parse import urlsplit

from config.loader import Config
from config.outlets import Outlet
from extract.article import Article, Rejected
from extract.cleaning import clean
from extract.page import RawPage
from extract.tagging import Tagger


class Reader:
    """Cleans and tags. Building one costs about a second (gazetteer, pipeline); it is not shared between threads."""

    def __init__(self, config: Config) -> None:
        self.outlets = config.outlets
        self.tagger = Tagger(config.gazetteer)

    def outlet_of(self, page: RawPage) -> Outlet:
        """The outlet of a page; one that no file names (a page added by hand) is known by its address alone."""
        return self.outlets.get(page.outlet) or Outlet(
            key=page.outlet, name=urlsplit(page.url).hostname or page.outlet, home=page.url
        )

    def key_for(self, url: str) -> str:
        """The outlet whose hosts the address is on; without one, the host itself."""
        return self.key_of(self.outlets, url)

    @staticmethod
    def key_of(outlets: Mapping[str, Outlet], url: str) -> str:
        """See `key_for`; without building a reader."""
        for outlet in outlets.values():
            if outlet.owns(url):
                return outlet.key
        host = (urlsplit(url).hostname or "").removeprefix("www.")
        return re.sub(r"[^a-z0-9]+", "-", host.lower()).strip("-") or "unknown"

    def read(self, page: RawPage, *, now: datetime | None = None) -> Article | Rejected:
        found = clean(page, self.outlet_of(page), now=now)
        return found if isinstance(found, Rejected) else self.tagger.tag(found)

    def tag(self, article: Article) -> Article:
        return self.tagger.tag(article)
