"""No request leaves the outlet's hosts, nor reaches a private address, unless the outlet's entry allows it.

What a redirect leads to passes here like any other request, before it is asked for. The address that a name was found
to have is the one that is connected to: a second answer of the DNS can't slip in between.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.exceptions import IgnoreRequest
from scrapy.resolver import dnscache

from crawler.addresses import is_private


class Offsite(IgnoreRequest):
    """The message says where it led."""


class HostGuard:
    """`request.meta["hosts"]`: the hosts allowed (null: any, for pages added by hand); `allow_private` likewise."""

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
        try:
            # Asked anew at each request: the system's resolver caches, and an answer may change.
            found = await asyncio.get_running_loop().getaddrinfo(host, None, type=socket.SOCK_STREAM)
        except OSError:
            return False  # the download itself will say that the name leads nowhere
        addresses = [ipaddress.ip_address(str(info[4][0]).split("%")[0]) for info in found]
        if not all(address.is_global for address in addresses):
            return True
        for address in addresses:
            if address.version == 4:
                dnscache[host] = str(address)
                break
        return False
