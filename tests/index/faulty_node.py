"""A door before a real node that can be shut, slowed, or made to answer in its place: faults that a node can't be asked for."""

from __future__ import annotations

import contextlib
import http.client
import socket
import ssl
import threading
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import urlsplit

Answer = tuple[int, bytes]
Fault = Callable[[str, str], Answer | None]


class FaultyNode:
    """`fault` gets method and path of each request; it answers in the node's place, or returns None to let it through."""

    def __init__(self, node: str, *, tls: ssl.SSLContext | None = None) -> None:
        self.fault: Fault = lambda method, path: None
        self.delay = 0.0
        self.open: list[socket.socket] = []
        self.seen: list[tuple[str, str]] = []
        self.credentials: set[str | None] = set()
        target, door = urlsplit(node), self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def setup(self) -> None:
                super().setup()
                door.open.append(self.connection)

            def handle_any(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                body = self.rfile.read(length) if length else None
                door.seen.append((self.command, self.path))
                door.credentials.add(self.headers.get("Authorization"))
                answer = door.fault(self.command, self.path)
                if answer is not None:
                    self.reply(answer[0], answer[1], {"Content-Type": "application/json"})
                    return
                if door.delay:
                    time.sleep(door.delay)
                upstream = http.client.HTTPConnection(target.hostname or "", target.port or 9200, timeout=60)
                try:
                    headers = {
                        k: v
                        for k, v in self.headers.items()
                        if k.lower() not in ("host", "accept-encoding", "authorization")
                    }
                    upstream.request(self.command, self.path, body, headers)
                    got = upstream.getresponse()
                    kept = {
                        k.lower(): v for k, v in got.getheaders() if k.lower() in ("content-type", "x-elastic-product")
                    }
                    self.reply(got.status, got.read(), kept)
                finally:
                    upstream.close()

            def reply(self, status: int, body: bytes, headers: dict[str, str]) -> None:
                try:
                    self.send_response(status)
                    for name, value in ({"x-elastic-product": "Elasticsearch"} | headers).items():
                        self.send_header(name, value)
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    if self.command != "HEAD":
                        self.wfile.write(body)
                except OSError:
                    self.close_connection = True  # the client had no patience

            do_GET = do_POST = do_PUT = do_DELETE = do_HEAD = handle_any  # noqa: N815

            def log_message(self, format: str, *args: object) -> None:
                """Silent."""

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = False
        if tls is not None:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05})
        self._thread.start()
        self.url = f"http{'s' if tls else ''}://127.0.0.1:{self._server.server_address[1]}"

    def close(self) -> None:
        self._server.shutdown()
        for connection in self.open:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)  # ends the thread that waits for its next request
        self._server.server_close()
        self._thread.join()


def error(kind: str, reason: str) -> bytes:
    """The body of an error as Elasticsearch writes it."""
    import orjson

    cause = {"type": kind, "reason": reason}
    return orjson.dumps({"error": {"root_cause": [cause], **cause}, "status": 0})
