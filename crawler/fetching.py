"""One request and its outcome: an answer, or a failure with its fate and the time until it may be tried again."""

from __future__ import annotations

import asyncio
import contextlib
import gzip
import ipaddress
import zlib
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
    UnsupportedURLSchemeError,
)

from config.outlets import Outlet
from crawler.discovery import MAX_SITEMAP_BYTES
from crawler.fates import Fate
from crawler.guarding import Offsite
from crawler.robots import Forbidden, RobotsKeeper, RobotsUnavailable, Rules
from extract.page import Hints, RawPage

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# Within a run a server's "come back in …" is waited for up to this long; longer, and the outlet waits for another run.
PATIENCE = timedelta(seconds=30)
# What a server that says 429 or 503 without a time is given before the outlet is asked again in another run.
PAUSE = timedelta(minutes=15)
TRIES_IN_A_RUN = 3
# A failure that a second try may mend; the first of these asks the whole outlet to wait.
HELPED_BY_TRYING = frozenset({Fate.BUSY, Fate.SERVER_ERROR, Fate.CUT, Fate.TIMEOUT})


@dataclass(frozen=True, slots=True)
class Failure(Exception):
    """What a page could not be had for. `retry_after` is the server's own word."""

    fate: Fate
    reason: str
    retry_after: timedelta | None = None

    def __str__(self) -> str:
        return self.reason

    @property
    def pause(self) -> timedelta | None:
        """How long nothing at all should be asked of the outlet, where the server wants more than a run can wait."""
        if self.fate is not Fate.BUSY:
            return None
        if self.retry_after is None:
            return PAUSE
        return self.retry_after if self.retry_after > PATIENCE else None


class Fetcher:
    """Asks on behalf of one crawler, one request after another; waits as servers ask.

    `slot`: all hosts of an outlet share one downloader slot, so that its pace holds across www and the bare name.
    """

    def __init__(self, crawler: Crawler, *, hosts: frozenset[str] | None, allow_private: bool, slot: str) -> None:
        self.crawler = crawler
        self.meta: dict[str, Any] = {"hosts": hosts, "allow_private": allow_private, "download_slot": slot}

    @classmethod
    def for_outlet(cls, crawler: Crawler, outlet: Outlet) -> Fetcher:
        hosts = frozenset(h.removeprefix("www.") for h in (outlet.host, *outlet.hosts))
        return cls(crawler, hosts=hosts, allow_private=outlet.allow_private, slot=outlet.key)

    async def robots(self, url: str) -> Rules:
        """The robots.txt that rules an address; raises Failure where it can't be had."""
        keeper = self.crawler.get_downloader_middleware(RobotsKeeper)
        assert isinstance(keeper, RobotsKeeper)
        try:
            return await keeper.rules_for(url, self.meta)
        except RobotsUnavailable as error:
            raise _unavailable(error) from error

    async def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None, tries: int = TRIES_IN_A_RUN, sitemap: bool = False,
    ) -> Response:  # fmt: skip
        """An answer of 2xx or 304; raises Failure for the rest. `sitemap`: may be as large as sitemaps are."""
        attempt = 0
        while True:
            attempt += 1
            try:
                return await self.once(url, etag=etag, modified=modified, sitemap=sitemap)
            except Failure as failure:
                wait = failure.retry_after or wait_before(attempt)
                if failure.fate not in HELPED_BY_TRYING or attempt >= tries or wait > PATIENCE:
                    raise
                # Nothing else is asked of this outlet meanwhile: requests go one after another.
                await asyncio.sleep(wait.total_seconds())

    async def once(
        self, url: str, *, etag: str | None = None, modified: str | None = None, sitemap: bool = False
    ) -> Response:
        """`get` without a second try."""
        headers: dict[str, str] = {}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        meta = {**self.meta, "download_maxsize": MAX_SITEMAP_BYTES} if sitemap else dict(self.meta)
        assert self.crawler.engine is not None
        try:
            request = Request(url, headers=headers, meta=meta, dont_filter=True)
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            raise failure_of(error) from error
        address = response.ip_address
        guarded = not meta["allow_private"] and "proxy" not in request.meta
        if guarded and address is not None and not ipaddress.ip_address(str(address)).is_global:
            # The guard looked the name up before; this is where the connection really went.
            raise Failure(Fate.OFFSITE, f"the answer came from the private address {address}")
        return _judged(response)


def wait_before(attempt: int) -> timedelta:
    """The pause after the attempt-th failure where the server named none."""
    return timedelta(seconds=0.5 * 2**attempt)


def failure_of(error: Exception) -> Failure:
    """Scrapy's and Twisted's exceptions as one of our fates."""
    told = " ".join(str(error).split())[:160]
    match error:
        case Offsite():
            return Failure(Fate.OFFSITE, str(error))
        case Forbidden():
            return Failure(Fate.ROBOTS, str(error))
        case RobotsUnavailable():
            return _unavailable(error)
        case IgnoreRequest() if "redirections" in told:
            return Failure(Fate.REDIRECTS, "redirects in a circle")
        case IgnoreRequest() | DownloadCancelledError():
            return Failure(Fate.TOO_LARGE, told or "larger than max_body_bytes")
        case ResponseDataLossError():
            return Failure(Fate.CUT, "the body ended before its announced length")
        case DownloadTimeoutError() | TimeoutError():
            return Failure(Fate.TIMEOUT, "no answer in time")
        case CannotResolveHostError():
            return Failure(Fate.UNREACHABLE, "the host's name leads nowhere (DNS)")
        case DownloadConnectionRefusedError():
            return Failure(Fate.UNREACHABLE, "the connection was refused")
        case UnsupportedURLSchemeError() | ValueError():
            return Failure(Fate.REFUSED, f"no address that can be asked: {told}")
        case _ if any(word in told.lower() for word in ("ssl", "certificate", "tls")):
            return Failure(Fate.UNREACHABLE, f"TLS: {told}")
        case DownloadFailedError():
            return Failure(Fate.CUT, f"the connection broke: {told}")
        case gzip.BadGzipFile() | zlib.error() | EOFError():
            return Failure(Fate.CUT, f"its body can't be unpacked: {told}")
        case OSError():
            return Failure(Fate.UNREACHABLE, told)
        case _:
            # Twisted has errors of its own for half-closed connections and the like
            return Failure(Fate.CUT, f"{type(error).__name__}: {told}")


def _unavailable(error: RobotsUnavailable) -> Failure:
    """The fate of what makes robots.txt unavailable, in its own words."""
    if error.response is not None:
        wait = retry_after(error.response)
        busy = error.response.status in (429, 503)
        return Failure(Fate.BUSY if busy else Fate.SERVER_ERROR, str(error), wait)
    cause = failure_of(error.cause) if error.cause else None
    return Failure(cause.fate if cause else Fate.UNREACHABLE, f"robots.txt: {cause.reason}" if cause else str(error))


def _judged(response: Response) -> Response:
    status = response.status
    if status in (429, 503):
        wait = retry_after(response)
        told = f", come back in {int(wait.total_seconds())} s" if wait else ""
        raise Failure(Fate.BUSY, f"the server answered {status}{told}", wait)
    if status >= 500:
        raise Failure(Fate.SERVER_ERROR, f"the server answered {status}")
    if status in (404, 410):
        raise Failure(Fate.GONE, f"the server answered {status}")
    if status >= 400:
        raise Failure(Fate.REFUSED, f"the server answered {status}")
    if 300 <= status < 400 and status != 304:
        raise Failure(Fate.REDIRECTS, f"a redirect ({status}) that leads nowhere")
    return response


def retry_after(response: Response) -> timedelta | None:
    """Retry-After in seconds or as a date; at most a day."""
    raw = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if raw.isdigit():
        return timedelta(seconds=min(int(raw), 86_400))
    with contextlib.suppress(ValueError, TypeError):
        wait = parsedate_to_datetime(raw) - datetime.now(UTC)
        return min(max(wait, timedelta(0)), timedelta(days=1))
    return None


def header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return value.decode("latin-1") if value else None


def as_page(response: Response, outlet: str, requested: str, hints: Hints, now: datetime) -> RawPage:
    """Scrapy's response as ours; the body is unpacked already."""
    headers = tuple(
        (k.decode("latin-1"), v.decode("latin-1")) for k, values in response.headers.items() for v in values
    )
    return RawPage(response.url, outlet, response.body, now, requested, response.status, headers, hints)
