"""One page of any site, asked for by hand; robots.txt is honoured here too."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

from config.errors import PantauError
from crawler.fetching import Fetcher
from crawler.spiders.base import OutletSpider


class SingleSpider(OutletSpider):
    name = "single"

    def __init__(self, *args: Any, url: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url = url

    async def start(self) -> AsyncIterator[Any]:
        hosts = frozenset(h.removeprefix("www.") for h in (self.work.outlet.host, *self.work.outlet.hosts))
        self.fetcher = Fetcher(self.crawler, hosts=hosts, allow_private=self.work.outlet.allow_private)
        address = self.work.ledger.address(self.url)
        try:
            if address is not None:
                await self._visit(address)
        except PantauError as error:
            self.work.errors.append(error)
        return
        yield  # pragma: no cover - makes this an asynchronous generator, as Scrapy wants
