"""Baliportalnews, under its own name for `scrapy crawl baliportalnews`. What is special about it stands in config/outlets.toml."""

from __future__ import annotations

from crawler.spiders.base import OutletSpider


class BaliportalnewsSpider(OutletSpider):
    name = "baliportalnews"
