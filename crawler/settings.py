"""Scrapy's settings. Politeness is set here and nowhere switched off."""

from __future__ import annotations

from typing import Any

from config.outlets import Outlet
from config.settings import CrawlSettings

BOT_NAME = "pantau"
VERSION = "0.1.0"
SPIDER_MODULES = ["crawler.spiders"]
NEWSPIDER_MODULE = "crawler.spiders"
TWISTED_REACTOR = "twisted.internet.asyncioreactor.AsyncioSelectorReactor"
LOG_LEVEL = "ERROR"
TELNETCONSOLE_ENABLED = False
COOKIES_ENABLED = False

ROBOTSTXT_OBEY = True
ROBOTSTXT_USER_AGENT = "pantau"
CONCURRENT_REQUESTS_PER_DOMAIN = 1
AUTOTHROTTLE_ENABLED = True
AUTOTHROTTLE_TARGET_CONCURRENCY = 1.0
AUTOTHROTTLE_MAX_DELAY = 60
# Retries are the ledger's: it knows Retry-After and writes the next visit down.
RETRY_ENABLED = False
REDIRECT_MAX_TIMES = 8
DOWNLOAD_FAIL_ON_DATALOSS = True
# All that a request passes, named whole: what is not used is not even loaded.
EXTENSIONS_BASE = {"scrapy.extensions.throttle.AutoThrottle": 0}
SPIDER_MIDDLEWARES_BASE = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": 700,  # redirects want it
}
DOWNLOADER_MIDDLEWARES_BASE = {
    # A host that may not be asked is not asked for its robots.txt either. A redirect passes both anew.
    "crawler.guarding.HostGuard": 90,
    "crawler.robots.RobotsKeeper": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware": 580,
    "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "scrapy.downloadermiddlewares.httpproxy.HttpProxyMiddleware": 750,
}
# A redirect leads to the web or nowhere.
DOWNLOAD_HANDLERS_BASE = {
    "http": "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler",
    "https": "scrapy.core.downloader.handlers.http11.HTTP11DownloadHandler",
}
# A certificate that doesn't hold is a fault that `doctor` and `status` tell, not one to look away from.
DOWNLOAD_VERIFY_CERTIFICATES = True
# The pause is a promise: never shorter than told.
DOWNLOAD_DELAY_JITTER = 0
# Portals reload themselves each minute by meta refresh; only one that is meant as a redirect is followed.
METAREFRESH_MAXDELAY = 3
DEFAULT_REQUEST_HEADERS = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "id,en;q=0.6",
}


def user_agent(contact: str) -> str:
    """Who asks, and where to write."""
    return f"pantau/{VERSION} (press monitor; {contact})"


def for_outlet(outlet: Outlet, crawl: CrawlSettings) -> dict[str, Any]:
    """All settings of one outlet's crawler. An outlet on a private network belongs to the user: no pause unless told."""
    told = "delay_seconds" in outlet.model_fields_set
    delay = outlet.delay_seconds if told or not outlet.allow_private else 0.0
    own = {name: value for name, value in globals().items() if name.isupper() and name != "VERSION"}
    return {
        **own,
        "USER_AGENT": user_agent(crawl.contact),
        "DOWNLOAD_DELAY": delay,
        "AUTOTHROTTLE_START_DELAY": delay,
        "DOWNLOAD_TIMEOUT": crawl.timeout_seconds,
        "DOWNLOAD_MAXSIZE": crawl.max_body_bytes,
        "DOWNLOAD_WARNSIZE": 0,
        # A private outlet answers in milliseconds; to wait as long again after each answer would halve the pace.
        "AUTOTHROTTLE_ENABLED": delay > 0,
    }
