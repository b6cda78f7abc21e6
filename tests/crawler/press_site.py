"""A small press site on a loopback address that can be told its faults. Real sockets; everything it is asked is noted.

Its articles are made up. By default it behaves well: robots.txt, a feed of the newest ten, a sitemap, a home page that
lists, article pages with ETag and Last-Modified. `faults[path]` names what an article does instead, each time or, given a
list, once an entry; `answers[path]` replaces anything else.
"""

from __future__ import annotations

import gzip
import hashlib
import socket
import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

# Fifty words of a page's own, so that a reader takes it for an article.
_SENTENCES = (
    "Warga Banjar {place} menata ulang balai pertemuan mereka dengan dana swadaya yang dikumpulkan sejak awal tahun.",
    "Kelian adat mengatakan pekerjaan nomor {number} itu rampung lebih cepat karena semua keluarga ikut bergotong royong.",
    "Bagian atap yang lapuk diganti genteng baru, sedangkan lantainya dilapisi batu andesit dari perajin setempat.",
    "Sejumlah pemuda mengecat pagar sambil menyiapkan panggung kecil untuk latihan tabuh anak-anak setiap Minggu sore.",
    "Rencananya balai tersebut juga dipakai sebagai tempat belajar bersama serta pelayanan kesehatan bagi lanjut usia.",
)
_PLACES = ["Kelod", "Kaja", "Tengah", "Kangin", "Kauh", "Anyar", "Gede", "Sari"]


@dataclass(frozen=True)
class Asked:
    """One request. `port` is the client's, so that connections can be told apart; `open` how many were being answered."""

    time: float
    path: str
    status: int
    headers: Mapping[str, str]
    port: int
    open: int

    @property
    def conditional(self) -> bool:
        return "If-None-Match" in self.headers or "If-Modified-Since" in self.headers


@dataclass
class Story:
    """An article: `changes` counts how often its words were changed."""

    number: int
    path: str
    published: datetime
    changes: int = 0
    parts: int = 1

    @property
    def title(self) -> str:
        return f"Banjar {_PLACES[self.number % len(_PLACES)]} Tata Balai Pertemuan Nomor {self.number}"

    def paragraphs(self, part: int = 1) -> list[str]:
        place = _PLACES[self.number % len(_PLACES)]
        told = [s.format(place=place, number=self.number * 10 + part) for s in _SENTENCES]
        if self.changes:
            told.append(f"Pembaruan ke-{self.changes}: panitia menambah dua hari kerja untuk merapikan taman di depan balai.")  # fmt: skip
        return told


@dataclass(frozen=True)
class Answer:
    """What `answers` may hold: a body with its status, type and headers."""

    body: bytes = b""
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    headers: Mapping[str, str] = field(default_factory=dict)


class PressSite:
    """`with PressSite(...) as site:` serves until the block ends. `home` is its address."""

    def __init__(
        self, count: int = 0, *, host: str = "127.0.0.1", newest: datetime | None = None, step: timedelta = timedelta(hours=1),
        tls: ssl.SSLContext | None = None, validators: bool = True, feed: bool = True, sitemap: bool = True,
    ) -> None:  # fmt: skip
        self.newest = newest or datetime.now(UTC).replace(microsecond=0) - timedelta(minutes=5)
        self.validators, self.feed, self.sitemap = validators, feed, sitemap
        self.stories: list[Story] = []
        self.faults: dict[str, str | list[str]] = {}
        self.answers: dict[str, Answer | Callable[[Asked], Answer]] = {}
        self.robots: str | None = None
        self.asked: list[Asked] = []
        self.lock = threading.Lock()
        self.open = 0
        self.server = _Server((host, 0), _Handler)
        self.server.site = self
        if tls is not None:
            self.server.socket = tls.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.home = f"{'https' if tls else 'http'}://{host}:{self.server.server_port}/"
        self.publish(count, step=step)

    def publish(self, count: int, *, step: timedelta = timedelta(hours=1), newer: bool = False) -> list[Story]:
        """Adds articles: older ones each time, or (with `newer`) such as came out just now."""
        added = []
        for _ in range(count):
            number = len(self.stories) + 1
            when = self.newest - step * (number - 1)
            if newer:
                # never behind what is out already, even where the machine's clock was set back
                when = max([datetime.now(UTC).replace(microsecond=0), *(s.published for s in self.stories)])
            added.append(Story(number, f"/berita/{number:05d}/banjar-tata-balai-pertemuan-{number}", when))
            self.stories.append(added[-1])
        return added

    def url(self, path: str) -> str:
        return self.home.rstrip("/") + path

    def entry(self, key: str = "pos", extra: str = "") -> str:
        """The outlet's entry for outlets.toml."""
        return (
            f'[[outlet]]\nkey = "{key}"\nname = "{key.title()}"\nhome = "{self.home}"\nallow_private = true\n{extra}\n'
        )

    def paths(self, since: int = 0) -> list[str]:
        return [a.path for a in self.asked[since:]]

    def __enter__(self) -> PressSite:
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self.thread.start()
        return self

    def __exit__(self, *unused: object) -> None:
        self.server.shutdown()
        self.server.end_connections()
        self.server.server_close()
        self.thread.join(10)

    # what it says

    def sorted_stories(self) -> list[Story]:
        # of one second: the one put up last comes first
        return sorted(self.stories, key=lambda s: (s.published, s.number), reverse=True)

    def feed_xml(self) -> bytes:
        items = "".join(
            f"<item><title>{s.title}</title><link>{self.url(s.path)}</link><pubDate>{format_datetime(s.published)}</pubDate></item>"
            for s in self.sorted_stories()[:10]
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Pos</title>{items}</channel></rss>'.encode()

    def sitemap_xml(self) -> bytes:
        rows = "".join(f"<url><loc>{self.url(s.path)}</loc><lastmod>{s.published.isoformat()}</lastmod></url>" for s in self.sorted_stories())  # fmt: skip
        return (
            f'<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode()
        )

    def home_html(self) -> bytes:
        links = "".join(f'<li><a href="{s.path}">{s.title}</a></li>' for s in self.sorted_stories()[:20])
        head = '<link rel="alternate" type="application/rss+xml" href="/feed/">' if self.feed else ""
        return f"<html><head><title>Pos</title>{head}</head><body><ul>{links}</ul></body></html>".encode()

    def article_html(self, story: Story, part: int = 1) -> bytes:
        body = "".join(f"<p>{p}</p>" for p in story.paragraphs(part))
        pages = ""
        if story.parts > 1:
            pages = "".join(f'<a href="{story.path}?page={n}">{n}</a> ' for n in range(1, story.parts + 1))
        when = story.published.isoformat()
        return (
            f'<!doctype html><html lang="id"><head><title>{story.title} - Pos</title><meta charset="utf-8">'
            f'<meta property="og:title" content="{story.title}"><meta property="article:published_time" content="{when}">'
            f"</head><body><nav><a href='/'>Beranda</a></nav><article><h1>{story.title}</h1>{body}</article>{pages}</body></html>"
        ).encode()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 64
    site: PressSite

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        self.connections: set[socket.socket] = set()

    def end_connections(self) -> None:
        """Keep-alive connections of a client that has not yet gone."""
        for connection in list(self.connections):
            _break(connection)

    def process_request(self, request: Any, client_address: Any) -> None:
        self.connections.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is no news."""


def _break(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def log_message(self, format: str, *args: object) -> None:
        """`asked` is the log."""

    def do_GET(self) -> None:
        site = self.server.site
        with site.lock:
            site.open += 1
        try:
            self._answer(site)
        finally:
            with site.lock:
                site.open -= 1

    def _note(self, status: int) -> Asked:
        site = self.server.site
        one = Asked(time.time(), self.path, status, dict(self.headers.items()), self.client_address[1], site.open)
        with site.lock:
            site.asked.append(one)
        return one

    def _answer(self, site: PressSite) -> None:
        path, _, query = self.path.partition("?")
        held = site.answers.get(self.path) or site.answers.get(path)
        if held is not None:
            answer = held(self._note(0)) if callable(held) else held
            return self._send(answer, noted=callable(held))
        fault = site.faults.get(path)
        if isinstance(fault, list):
            fault = fault.pop(0) if fault else None
        story = next((s for s in site.stories if s.path == path), None)
        if fault:
            body = site.article_html(story) if story else b"<html></html>"
            return FAULTS[fault](self, body)
        if path == "/robots.txt" and site.robots is not None:
            return self._send(Answer(site.robots.encode(), kind="text/plain"))
        if path == "/robots.txt" and site.sitemap:
            return self._send(Answer(f"Sitemap: {site.url('/sitemap.xml')}\n".encode(), kind="text/plain"))
        if path == "/":
            return self._send(Answer(site.home_html()))
        if path == "/feed/" and site.feed and not query:
            return self._send(Answer(site.feed_xml(), kind="application/rss+xml"))
        if path == "/sitemap.xml" and site.sitemap:
            return self._send(Answer(site.sitemap_xml(), kind="application/xml"))
        if story is not None:
            part = int(query.removeprefix("page=")) if query.startswith("page=") else 1
            return self._send(Answer(site.article_html(story, part)))
        return self._send(Answer(b"<html><body>Tidak ada</body></html>", status=404))

    def _send(self, answer: Answer, *, noted: bool = False) -> None:
        tag = f'"{hashlib.md5(answer.body).hexdigest()[:12]}"'
        status, body, extra = answer.status, answer.body, dict(answer.headers)
        if self.server.site.validators and status == 200 and "ETag" not in extra:
            extra["ETag"] = tag
            if self.headers.get("If-None-Match") == tag:
                status, body = 304, b""
        if not noted:
            self._note(status)
        self.send_response(status)
        if status != 304:
            self.send_header("Content-Type", answer.kind)
            self.send_header("Content-Length", str(len(body)))
        for name, value in extra.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    # the faults; each gets the body that would have been right

    def status(self, code: int, **headers: str) -> None:
        self._send(Answer(b"<html><body>Gangguan</body></html>", status=code, headers={k.replace("_", "-"): v for k, v in headers.items()}))  # fmt: skip

    def busy_until(self, seconds: float) -> None:
        self.status(503, Retry_After=format_datetime(datetime.now(UTC) + timedelta(seconds=seconds), usegmt=True))

    def raw(self, head: str, body: bytes, *, status: int = 200, linger: float = 0, half: bool = False) -> None:
        """Bytes as told, then the end of the connection; `half`: only of our direction of it."""
        self._note(status)
        self.wfile.write(f"HTTP/1.1 {status} OK\r\n{head}\r\n".encode() + body)
        self.wfile.flush()
        self.close_connection = True
        if half:
            self.connection.shutdown(socket.SHUT_WR)
        time.sleep(linger)

    def hang_up(self) -> None:
        self._note(0)
        self.close_connection = True
        _break(self.connection)

    def babble(self) -> None:
        """Words of another protocol."""
        self._note(0)
        self.wfile.write(b"220 selamat datang\r\n")
        self.wfile.flush()
        self.close_connection = True

    def slow(self, seconds: float, body: bytes) -> None:
        self._note(200)
        time.sleep(seconds)
        self._send(Answer(body), noted=True)

    def drip(self, body: bytes) -> None:
        """A byte now and then: each comes in time, the whole never does."""
        self._note(200)
        self.wfile.write(f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: {len(body)}\r\n\r\n".encode())
        self.close_connection = True
        for byte in body[:100]:
            self.wfile.write(bytes([byte]))
            self.wfile.flush()
            time.sleep(0.2)

    def redirect(self, target: str) -> None:
        self.status(302, Location=target)


_HTML = "Content-Type: text/html; charset=utf-8\r\n"
FAULTS: dict[str, Callable[[_Handler, bytes], None]] = {
    "503": lambda h, b: h.status(503, Retry_After="1"),
    "503-date": lambda h, b: h.busy_until(2),
    "503-hour": lambda h, b: h.status(503, Retry_After="3600"),
    "503-bare": lambda h, b: h.status(503),
    "429": lambda h, b: h.status(429, Retry_After="1"),
    "500": lambda h, b: h.status(500),
    "404": lambda h, b: h.status(404),
    "410": lambda h, b: h.status(410),
    "403": lambda h, b: h.status(403),
    "slow": lambda h, b: h.slow(0.8, b),
    "too-slow": lambda h, b: h.slow(6, b),
    "drip": lambda h, b: h.drip(b),
    "cut": lambda h, b: h.raw(f"{_HTML}Content-Length: {len(b)}\r\n", b[: len(b) // 2]),
    "length-too-large": lambda h, b: h.raw(f"{_HTML}Content-Length: {len(b) + 500}\r\n", b),
    "length-too-small": lambda h, b: h.raw(f"{_HTML}Content-Length: {len(b) - 40}\r\n", b),
    "length-nonsense": lambda h, b: h.raw(f"{_HTML}Content-Length: banyak\r\n", b),
    "half-closed": lambda h, b: h.raw(f"{_HTML}Content-Length: {len(b)}\r\n", b[:300], half=True, linger=0.3),
    "hung-up": lambda h, b: h.hang_up(),
    "not-http": lambda h, b: h.babble(),
    "chunks-cut": lambda h, b: h.raw(f"{_HTML}Transfer-Encoding: chunked\r\n", b"%x\r\n" % len(b) + b[:200]),
    "gzip-cut": lambda h, b: h.raw(f"{_HTML}Content-Encoding: gzip\r\n", gzip.compress(b)[:-60]),
    "not-gzip": lambda h, b: h._send(Answer(b, headers={"Content-Encoding": "gzip"})),
    "empty": lambda h, b: h._send(Answer(b"")),
    "loop": lambda h, b: h.redirect(h.path),
    "to-other-host": lambda h, b: h.redirect("http://127.0.0.99:9/berita/lain"),
    "to-private": lambda h, b: h.redirect("http://127.0.0.1:9/rahasia"),
    "latin1": lambda h, b: h._send(Answer(b, kind="text/html; charset=ISO-8859-1")),
    "bomb": lambda h, b: h._send(Answer(_bomb(), headers={"Content-Encoding": "gzip"})),
    "large": lambda h, b: h._send(Answer(b + b"<p>x</p>" * 1_200_000)),
    "pdf": lambda h, b: h._send(Answer(b"%PDF-1.4\n%%EOF", kind="application/pdf")),
    "future": lambda h, b: h._send(Answer(b.replace(str(datetime.now(UTC).year).encode() + b"-", b"2099-"))),
}


def _bomb() -> bytes:
    return gzip.compress(bytes(60_000_000), 1)


__all__ = ["FAULTS", "Answer", "Asked", "PressSite", "Story"]
