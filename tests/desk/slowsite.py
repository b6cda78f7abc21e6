"""A tiny press site on loopback: a home page, a feed and articles; some answer only when they are let go."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

TEXTS = (
    "Petugas kebersihan di pasar contoh mulai memilah sampah sejak subuh dan menaruhnya di dua bak berbeda. Pengelola pasar berjanji menambah gerobak sebelum akhir bulan. Para pedagang menyambutnya dengan membawa wadah sendiri dari rumah.",
    "Warga banjar contoh bergotong royong memperbaiki jembatan bambu yang hanyut dua pekan lalu. Kepala dusun menyebut kayu diambil dari kebun milik desa. Anak sekolah kini tidak perlu memutar lewat jalan raya yang ramai truk.",
    "Perpustakaan keliling singgah di lapangan desa contoh setiap Rabu sore. Buku yang paling sering dipinjam adalah cerita rakyat dan panduan menanam cabai. Petugas mencatat peminjam di buku tulis karena sinyal sering hilang.",
    "Kelompok tani contoh memanen bawang merah lebih awal karena hujan datang terlalu cepat. Harga di tingkat petani turun, tetapi mutu umbinya masih baik. Mereka meminta gudang pengering segera diperbaiki oleh dinas terkait.",
)  # fmt: skip


@dataclass
class Site:
    """`held` are paths that wait until `let_go` is set; `asked` are all paths asked for."""

    url: str
    held: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)
    let_go: threading.Event = field(default_factory=threading.Event)
    holding: threading.Event = field(default_factory=threading.Event)


def _article(number: int, published: datetime) -> str:
    text = "".join(f"<p>{part}.</p>" for part in TEXTS[number % len(TEXTS)].rstrip(".").split(". "))
    return (
        f"<!DOCTYPE html><html lang='id'><head><title>Kabar Nomor {number} dari Desa</title>"
        f"<meta property='article:published_time' content='{published.isoformat()}'></head>"
        f"<body><article><h1>Kabar Nomor {number} dari Desa</h1>{text * 2}</article></body></html>"
    )


@contextmanager
def slow_site(*held: str, articles: int = 4) -> Iterator[Site]:
    now = datetime.now(UTC).replace(microsecond=0)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?")[0]
            site.asked.append(path)
            if path in site.held:
                site.holding.set()
                site.let_go.wait(60)
            body, kind = self._page(path)
            try:
                self.send_response(200 if body else 404)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)
            except OSError:
                pass  # the crawler has been stopped meanwhile: that is the test

        def _page(self, path: str) -> tuple[bytes, str]:
            if path == "/robots.txt":
                return b"User-agent: *\nAllow: /\n", "text/plain"
            if path == "/":
                return b"<html><head><link rel='alternate' type='application/rss+xml' href='/feed/'></head><body>Desa</body></html>", "text/html"  # fmt: skip
            if path == "/feed/":
                items = "".join(
                    f"<item><title>Kabar Nomor {n} dari Desa</title><link>{site.url}berita/{n}/kabar-nomor-{n}-dari-desa</link>"
                    f"<pubDate>{format_datetime(now - timedelta(hours=n + 1))}</pubDate></item>"
                    for n in range(articles)
                )
                return f"<?xml version='1.0'?><rss version='2.0'><channel><title>Desa</title>{items}</channel></rss>".encode(), "application/rss+xml"  # fmt: skip
            parts = path.split("/")
            if len(parts) == 4 and parts[1] == "berita" and parts[2].isdigit():
                return _article(int(parts[2]), now - timedelta(hours=int(parts[2]) + 1)).encode(), "text/html; charset=utf-8"  # fmt: skip
            return b"", "text/html"

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    site = Site(f"http://127.0.0.1:{server.server_address[1]}/", set(held))
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield site
    finally:
        site.let_go.set()
        server.shutdown()
        thread.join(10)
        server.server_close()
