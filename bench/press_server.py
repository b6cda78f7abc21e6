"""A fast local press site for measuring crawlers: five outlets, pages of some 60 KB from memory, one process.

    python -m bench.press_server --pages 400 [--outlets 5]

Prints a home an outlet, then serves until its standard input ends. GET /__log__ gives the times of article requests.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import random
import sys
import time
from datetime import UTC, datetime, timedelta

SENTENCES = (
    "Warga banjar menata ulang balai pertemuan dengan dana swadaya yang dikumpulkan sejak awal tahun oleh para pemuda.",
    "Kelian adat mengatakan pekerjaan itu rampung lebih cepat karena semua keluarga ikut bergotong royong setiap pagi.",
    "Bagian atap yang lapuk diganti genteng baru, sedangkan lantainya dilapisi batu andesit dari perajin setempat.",
    "Sejumlah perempuan menyiapkan makanan bagi tukang dan menanam bunga di tepi jalan menuju pura desa.",
)


def page(number: int, size: int) -> bytes:
    """An article page whose compressibility is that of the press: text, markup, and scripts with hashes in them."""
    chance = random.Random(number)
    text = "".join(f"<p>{' '.join(chance.choices(SENTENCES, k=3))}</p>" for _ in range(8))
    furniture: list[str] = []
    while sum(map(len, furniture)) < size:
        furniture.append(
            f'<div class="widget-{chance.randrange(999)}"><a href="/berita/{chance.randrange(9999)}">{chance.choice(SENTENCES)}</a>'
            f'<img src="/wp-content/uploads/{chance.getrandbits(96):x}.jpg"></div><script>var k="{chance.getrandbits(512):x}";</script>'
        )
    head = f'<title>Balai Banjar Nomor {number}</title><meta property="article:published_time" content="2024-05-01T08:00:00+08:00">'
    return f"<!doctype html><html lang=id><head>{head}</head><body><h1>Balai Banjar Nomor {number}</h1>{text}{''.join(furniture)}</body></html>".encode()


class Site:
    """One outlet at its own loopback address."""

    def __init__(self, host: str, pages: int, size: int) -> None:
        self.host, self.log = host, list[float]()
        self.bodies = {f"/berita/{n:06d}/balai-banjar-nomor-{n}": page(n, size) for n in range(pages)}

    def sources(self, home: str) -> None:
        start = datetime(2024, 5, 1, tzinfo=UTC)
        rows = "".join(
            f"<url><loc>{home}{path}</loc><lastmod>{(start - timedelta(hours=n)).isoformat()}</lastmod></url>"
            for n, path in enumerate(self.bodies)
        )
        self.others = {
            "/robots.txt": f"Sitemap: {home}/sitemap.xml\n".encode(),
            "/sitemap.xml": f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{rows}</urlset>'.encode(),
            "/": b"<html><body>Pos</body></html>",
        }

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while line := await reader.readline():
                path = line.split()[1].decode()
                while (await reader.readline()).strip():
                    pass
                body = self.bodies.get(path)
                if body is not None:
                    self.log.append(time.time())
                    kind = "text/html; charset=utf-8"
                elif path == "/__log__":
                    body, kind, self.log = json.dumps(self.log).encode(), "application/json", []
                else:
                    body, kind = self.others.get(path), "text/xml" if path.endswith("xml") else "text/plain"
                    kind = "text/html" if path == "/" else kind
                status = b"200 OK" if body is not None else b"404 Not Found"
                body = body or b"-"
                writer.write(b"HTTP/1.1 %b\r\nContent-Type: %b\r\nContent-Length: %d\r\n\r\n%b" % (status, kind.encode(), len(body), body))  # fmt: skip
                await writer.drain()
        except (ConnectionError, IndexError):
            pass
        finally:
            writer.close()


async def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--pages", type=int, default=400)
    parser.add_argument("--outlets", type=int, default=5)
    parser.add_argument("--size", type=int, default=50_000, help="bytes of furniture beside the text")
    options = parser.parse_args()
    for number in range(options.outlets):
        site = Site(f"127.0.0.{21 + number}", options.pages, options.size)
        server = await asyncio.start_server(site.serve, site.host, 0)
        home = f"http://{site.host}:{server.sockets[0].getsockname()[1]}"
        site.sources(home)
        print(home, flush=True)
    await asyncio.get_running_loop().run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    asyncio.run(main())
