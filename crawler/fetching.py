"""One request and its outcome: an answer, or a failure with its fate and the time until it may be tried again."""

from __future__ import annotations

import asyncio
import contextlib
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
from extract.page import Hints, RawPage

if TYPE_CHECKING:
    from scrapy.crawler import Crawler
    from scrapy.http import Response

# Within a run a server's "come back in …" is waited for up to this long; longer, and the page waits for another run.
PATIENCE = timedelta(seconds=30)
TRIES_IN_A_RUN = 3


@dataclass(frozen=True, slots=True)
class Failure(Exception):
    """What a page could not be had for."""

    fate: Fate
    reason: str
    retry_after: timedelta | None = None

    def __str__(self) -> str:
        return self.reason


class Fetcher:
    """Asks on behalf of one crawler; waits as servers ask."""

    def __init__(self, crawler: Crawler, *, hosts: frozenset[str] | None, allow_private: bool) -> None:
        self.crawler, self.hosts, self.allow_private = crawler, hosts, allow_private

    @classmethod
    def for_outlet(cls, crawler: Crawler, outlet: Outlet) -> Fetcher:
        hosts = frozenset(h.removeprefix("www.") for h in (outlet.host, *outlet.hosts))
        return cls(crawler, hosts=hosts, allow_private=outlet.allow_private)

    async def get(
        self, url: str, *, etag: str | None = None, modified: str | None = None, tries: int = TRIES_IN_A_RUN, sitemap: bool = False,
    ) -> Response:  # fmt: skip
        """An answer of 2xx or 304; raises Failure for the rest. `sitemap`: may be as large as sitemaps are."""
        attempt = 0
        while True:
            attempt += 1
            try:
                return await self._once(url, etag, modified, sitemap)
            except Failure as failure:
                wait = failure.retry_after or timedelta(seconds=0.5 * 2**attempt)
                helps = failure.fate in (Fate.BUSY, Fate.SERVER_ERROR, Fate.CUT, Fate.TIMEOUT)
                if not helps or attempt >= tries or wait > PATIENCE:
                    raise
                # Nothing else is asked of this outlet meanwhile: requests go one after another.
                await asyncio.sleep(wait.total_seconds())

    async def _once(self, url: str, etag: str | None, modified: str | None, sitemap: bool) -> Response:
        headers: dict[str, str] = {}
        if etag:
            headers["If-None-Match"] = etag
        if modified:
            headers["If-Modified-Since"] = modified
        meta: dict[str, Any] = {"hosts": self.hosts, "allow_private": self.allow_private}
        if sitemap:
            meta["download_maxsize"] = MAX_SITEMAP_BYTES
        assert self.crawler.engine is not None
        try:
            request = Request(url, headers=headers, meta=meta, dont_filter=True)
            response = await self.crawler.engine.download_async(request)
        except Offsite as error:
            raise Failure(Fate.OFFSITE, str(error)) from error
        except IgnoreRequest as error:
            raise _ignored(error) from error
        except ResponseDataLossError as error:
            raise Failure(Fate.CUT, "the body ended before its announced length") from error
        except DownloadCancelledError as error:
            raise Failure(Fate.TOO_LARGE, str(error) or "larger than max_body_bytes") from error
        except (DownloadTimeoutError, TimeoutError) as error:
            raise Failure(Fate.TIMEOUT, "no answer in time") from error
        except CannotResolveHostError as error:
            raise Failure(Fate.UNREACHABLE, "the host's name leads nowhere (DNS)") from error
        except DownloadConnectionRefusedError as error:
            raise Failure(Fate.UNREACHABLE, "the connection was refused") from error
        except (UnsupportedURLSchemeError, ValueError) as error:
            raise Failure(Fate.REFUSED, f"no address that can be asked: {error}") from error
        except DownloadFailedError as error:
            told = " ".join(str(error).split())[:160]
            tls = "ssl" in told.lower() or "certificate" in told.lower() or "tls" in told.lower()
            raise Failure(
                Fate.UNREACHABLE if tls else Fate.CUT, f"TLS: {told}" if tls else f"the connection broke: {told}"
            ) from error
        except OSError as error:
            raise Failure(Fate.UNREACHABLE, str(error)[:160]) from error
        except Exception as error:
            # Twisted has errors of its own for half-closed connections and the like
            raise Failure(Fate.CUT, f"{type(error).__name__}: {' '.join(str(error).split())[:140]}") from error
        return _judged(response)


def _ignored(error: IgnoreRequest) -> Failure:
    told = str(error)
    if "robots.txt" in told:
        return Failure(Fate.ROBOTS, "robots.txt forbids it")
    if "redirections" in told:
        return Failure(Fate.REDIRECTS, "redirects in a circle")
    return Failure(Fate.TOO_LARGE, told or "larger than max_body_bytes")


def _judged(response: Response) -> Response:
    status = response.status
    if status in (429, 503):
        wait = retry_after(response)
        raise Failure(
            Fate.BUSY,
            f"the server answered {status}" + (f", come back in {int(wait.total_seconds())} s" if wait else ""),
            wait,
        )
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
    """Retry-After in seconds or as a date."""
    raw = (response.headers.get("Retry-After") or b"").decode("latin-1").strip()
    if raw.isdigit():
        return timedelta(seconds=min(int(raw), 86_400))
    with contextlib.suppress(ValueError, TypeError):
        wait = parsedate_to_datetime(raw) - datetime.now(UTC)
        return max(wait, timedelta(0))
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
