"""One page of any site, asked for by hand; robots.txt is honoured here too."""

from __future__ import annotations

from typing import Any

from crawler.spiders.base import OutletSpider


class SingleSpider(OutletSpider):
    """Asks for one page at once. `anywhere`: redirects may lead to any public host (the page is of no outlet)."""

    name = "single"

    def __init__(self, *args: Any, url: str, anywhere: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.url, self.anywhere = url, anywhere

    async def crawl(self) -> None:
        if self.anywhere:
            # A shortened link, or one without www, leads to another host.
            self.fetcher.meta["hosts"] = None
        address = self.work.ledger.address(self.url)
        if address is not None:
            await self._visit_all([address.id])
