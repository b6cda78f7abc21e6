"""Any outlet of the file: `scrapy crawl generic -a key=balipost`."""

from __future__ import annotations

from crawler.spiders.base import OutletSpider


class GenericSpider(OutletSpider):
    name = "generic"
