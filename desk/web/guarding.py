"""What protects the reader's browser: headers on every answer, and no answer to a host name that isn't ours."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# No script, no frame, nothing from elsewhere: what an article's page claims can't run or call home.
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}
LOOPBACK = ("127.0.0.1", "localhost", "::1")


class Guard:
    """ASGI middleware. The pages have no accounts, so a foreign web page whose name is made to point at 127.0.0.1 (DNS
    rebinding) must get nothing: requests are answered only under the names in `hosts`."""

    def __init__(self, app: ASGIApp, hosts: Iterable[str] = LOOPBACK) -> None:
        self.app, self.hosts = app, frozenset(hosts)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        head = scope["method"] == "HEAD"
        if head:
            # Whatever can be read can be asked for without its body; a copy, for the server looks at its own.
            scope = {**scope, "method": "GET"}

        async def guarded(message: Message) -> None:
            if head and message["type"] == "http.response.body":
                message = {**message, "body": b""}
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
                headers.setdefault("Cache-Control", "private, no-cache")
            await send(message)

        if self._host(Headers(scope=scope).get("host", "")) not in self.hosts:
            refused = PlainTextResponse("pantau answers on this machine only\n", 421)
            await refused(scope, receive, guarded)
            return
        await self.app(scope, receive, guarded)

    @staticmethod
    def _host(header: str) -> str:
        try:
            return urlsplit(f"//{header}").hostname or ""
        except ValueError:
            return ""
