"""No request leaves the outlet's hosts, nor reaches a private address, unless the outlet's entry allows it.

Stands behind Scrapy's redirect middleware, so that what a redirect leads to is looked at before it is asked for.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest

from crawler.addresses import is_private


class Offsite(IgnoreRequest):
    """The message says where it led."""


class HostGuard:
    """`request.meta["hosts"]`: the hosts allowed (null: any, for pages added by hand); `allow_private` likewise."""

    def __init__(self) -> None:
        self._resolved: dict[str, bool] = {}

    async def process_request(self, request: Request) -> None:
        host = urlsplit(request.url).hostname or ""
        hosts = request.meta.get("hosts")
        if hosts is not None and host.removeprefix("www.") not in hosts:
            raise Offsite(f"it leads to {host}, which is not the outlet's")
        if not request.meta.get("allow_private") and await self._private(host):
            raise Offsite(f"{host} is a private address; allow_private = true in the outlet's entry allows it")

    async def _private(self, host: str) -> bool:
        if is_private(host):
            return True
        if host not in self._resolved:
            try:
                found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
            except OSError:
                return False  # the download itself will say that the name leads nowhere
            self._resolved[host] = any(
                not ipaddress.ip_address(str(info[4][0]).split("%")[0]).is_global for info in found
            )
        return self._resolved[host]
