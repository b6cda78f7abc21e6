"""Serves the made-up outlets on loopback: real HTTP, one port an outlet, every request kept for the summary."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import socket
import threading
from dataclasses import dataclass
from datetime import UTC
from email.utils import format_datetime, parsedate_to_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from config.errors import PantauError, UsageError
from demo.articles import Press
from demo.sites import Answer, Site

HOST = "127.0.0.1"


class PortError(PantauError):
    """A port that the demo was told to use can't be had."""


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the log; `agent` is who asked."""

    outlet: str
    path: str
    kind: str
    status: int
    conditional: bool
    agent: str


class _Server(ThreadingHTTPServer):
    """Keeps its open connections, so that closing leaves none behind."""

    daemon_threads = False
    allow_reuse_address = True
    site: Site

    def __init__(self, port: int, log: list[Request]) -> None:
        self.log, self.lock = log, threading.Lock()
        self._open: set[socket.socket] = set()
        super().__init__((HOST, port), _Handler)

    def process_request(self, request: Any, client_address: Any) -> None:
        with self.lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        with self.lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A crawler that hangs up is no event."""

    def hang_up(self) -> None:
        with self.lock:
            waiting = list(self._open)
        for connection in waiting:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server_version = "pantau-demo"
    sys_version = ""
    timeout = 30
    # Headers and body are two writes; without this the second waits for the client's acknowledgement.
    disable_nagle_algorithm = True

    def log_message(self, format: str, *args: Any) -> None:
        """The log is the server's own."""

    def do_HEAD(self) -> None:
        self.do_GET()

    def do_GET(self) -> None:
        server = cast(_Server, self.server)
        parts = urlsplit(self.path)
        answer = server.site.answer(parts.path, dict(parse_qsl(parts.query)))
        etag = f'"{hashlib.sha256(answer.body).hexdigest()[:20]}"'
        conditional = bool(self.headers.get("If-None-Match") or self.headers.get("If-Modified-Since"))
        same = answer.status == 200 and self._has(etag, answer)
        status = 304 if same else answer.status
        agent = self.headers.get("User-Agent", "")
        with server.lock:
            server.log.append(Request(server.site.outlet.key, self.path, answer.kind, status, conditional, agent))
        self.send_response(status)
        if answer.status == 200:
            self.send_header("ETag", etag)
            if answer.changed:
                self.send_header("Last-Modified", format_datetime(answer.changed.astimezone(UTC), usegmt=True))
        for name, value in answer.headers:
            self.send_header(name, value)
        body = b"" if same else answer.body
        if not same:
            self.send_header("Content-Type", answer.content_type)
            self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def _has(self, etag: str, answer: Answer) -> bool:
        """Whether the asker's copy is still right; the ETag decides where both are sent."""
        told = self.headers.get("If-None-Match")
        if told:
            return etag in [t.strip().removeprefix("W/") for t in told.split(",")] or told.strip() == "*"
        since = self.headers.get("If-Modified-Since")
        if not since or answer.changed is None:
            return False
        with contextlib.suppress(ValueError, TypeError):
            return answer.changed.replace(microsecond=0) <= parsedate_to_datetime(since)
        return False


class Serving:
    """The outlets' servers while the `with` block lasts. `ports`: one an outlet, or None for free ones."""

    def __init__(self, press: Press, ports: list[int] | None = None) -> None:
        self.press = press
        self.requests: list[Request] = []
        self.sites: dict[str, Site] = {}
        self._servers: list[_Server] = []
        self._threads: list[threading.Thread] = []
        self._wanted = ports or [0] * len(press.outlets)

    def __enter__(self) -> Serving:
        try:
            for outlet, port in zip(self.press.outlets, self._wanted, strict=True):
                server = _listen(port, self.requests)
                self._servers.append(server)
                server.site = Site(outlet, self.press, f"http://{HOST}:{server.server_port}")
                self.sites[outlet.key] = server.site
        except BaseException:
            for server in self._servers:
                server.server_close()
            raise
        for server in self._servers:
            thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
            thread.start()
            self._threads.append(thread)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.shutdown()
            server.hang_up()
            server.server_close()
        for thread in self._threads:
            thread.join()

    @property
    def ports(self) -> list[int]:
        return [server.server_port for server in self._servers]

    def asked(self, kind: str, outlet: str | None = None, *, since: int = 0) -> list[Request]:
        """Requests of a kind, from the `since`-th on."""
        return [r for r in list(self.requests)[since:] if r.kind == kind and outlet in (None, r.outlet)]


def _listen(port: int, log: list[Request]) -> _Server:
    try:
        return _Server(port, log)
    except OverflowError:
        raise UsageError(f"{port} is no port", on="demo --port", allowed="1 to 65532 (the outlets take four)") from None
    except OSError as error:
        if error.errno == errno.EADDRINUSE:
            told, todo = "the port is taken", "name another with --port, or none for free ones"
        elif error.errno == errno.EACCES:
            told, todo = "the port is reserved", "name one above 1023 with --port, or none for free ones"
        else:
            told, todo = f"the port can't be had: {error.strerror}", "name another with --port"
        raise PortError(told, on=f"{HOST}:{port}", todo=todo) from error
