"""Mutated pages through the cleaning: none may crash it, none may take over two seconds of processor time, memory stays bounded.

    python -m bench.fuzz_pages [--pages 100000] [--seed 1]

Each page is one of the goldens, or two spliced, after one to six mutations: bytes flipped, cut, doubled, tags opened
and never closed, nested a thousand deep, entities, wrong charsets, control characters, long words, huge attributes.
"""

from __future__ import annotations

import argparse
import random
import resource
import sys
import time
import traceback
from collections import Counter
from collections.abc import Callable
from dataclasses import replace

from extract.article import Article
from extract.cleaning import clean
from tests.pages.loading import goldens

LIMIT_SECONDS = 2.0
_TAGS = [
    "div",
    "p",
    "span",
    "table",
    "tr",
    "td",
    "ul",
    "li",
    "a",
    "b",
    "strong",
    "figure",
    "figcaption",
    "article",
    "section",
    "h1",
    "h2",
    "script",
    "style",
    "time",
    "br",
]


def _cut(page: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(page) + 1)
    return page[:at] if chance.random() < 0.5 else page[at:]


def _flip(page: bytes, chance: random.Random) -> bytes:
    raw = bytearray(page)
    for _ in range(chance.randrange(1, 60)):
        if raw:
            raw[chance.randrange(len(raw))] = chance.randrange(256)
    return bytes(raw)


def _double(page: bytes, chance: random.Random) -> bytes:
    start = chance.randrange(len(page) + 1)
    piece = page[start : start + chance.randrange(1, 4000)]
    return page[:start] + piece * chance.randrange(2, 12) + page[start:]


def _insert(make: Callable[[random.Random], bytes]) -> Callable[[bytes, random.Random], bytes]:
    def mutate(page: bytes, chance: random.Random) -> bytes:
        at = chance.randrange(len(page) + 1)
        return page[:at] + make(chance) + page[at:]

    return mutate


def _open(chance: random.Random) -> bytes:
    return f"<{chance.choice(_TAGS)} class='{chance.choice(['content', 'related', 'x' * 5000, 'share ads', ''])}'>".encode()


def _nest(chance: random.Random) -> bytes:
    return f"<{chance.choice(_TAGS)}>".encode() * chance.randrange(10, 1500)


def _entities(chance: random.Random) -> bytes:
    return chance.choice([b"&#0;", b"&#xFFFFFFFF;", b"&amp;amp;amp;ldquo;", b"&nbsp;" * 500, b"&#1114112;", b"&notanentity;"])  # fmt: skip


def _odd(chance: random.Random) -> bytes:
    return chance.choice([b"\x00" * 20, b"\xff\xfe", b"\xef\xbb\xbf", "\u202e\u200b\u00ad".encode(), b"a" * 30_000, b"\xe2\x80" * 40, b"<!--", b"]]>", b"<![CDATA["])  # fmt: skip


def _dates(chance: random.Random) -> bytes:
    return chance.choice([b"<time datetime='9999-99-99T99:99'>", b"<time datetime='0000-00-00'>Senin, 31 Februari 0001 25:61 WITA</time>", b"<meta property='article:published_time' content='99999999999999'>", b'<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "datePublished": 5, "headline": ["x"], "author": [[]], "image": [{}]}]}</script>'])  # fmt: skip


MUTATIONS: tuple[Callable[[bytes, random.Random], bytes], ...] = (
    _cut, _flip, _double, _insert(_open), _insert(_nest), _insert(_entities), _insert(_odd), _insert(_dates),
)  # fmt: skip


def mutated(pages: list[bytes], chance: random.Random) -> bytes:
    """One page of the many that could come."""
    page = chance.choice(pages)
    if chance.random() < 0.2:
        other = chance.choice(pages)
        page = page[: chance.randrange(len(page))] + other[chance.randrange(len(other)) :]
    for _ in range(chance.randrange(1, 7)):
        page = chance.choice(MUTATIONS)(page, chance)
    return page[:400_000]


def main() -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    parser.add_argument("--pages", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    known = goldens()
    pages = [g.page.body for g in known]
    fates: Counter[str] = Counter()
    slowest = 0.0
    start_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.perf_counter()
    for number in range(options.pages):
        chance = random.Random(f"{options.seed}:{number}")
        golden = chance.choice(known)
        body = mutated(pages, chance)
        types = chance.choice(["text/html", "text/html; charset=utf-8", "text/html; charset=windows-1252", "text/html; charset=nonsense", ""])  # fmt: skip
        page = replace(golden.page, body=body, headers=(("Content-Type", types),) if types else ())
        before = time.process_time()
        try:
            found = clean(page, golden.outlet)
        except Exception:
            traceback.print_exc()
            print(f"page {number} of seed {options.seed} broke the cleaning")
            return 1
        took = time.process_time() - before
        slowest = max(slowest, took)
        if took > LIMIT_SECONDS:
            print(f"page {number} of seed {options.seed} took {took:.1f} s ({len(body)} bytes)")
            return 1
        if isinstance(found, Article):
            found.to_json()  # what can't be written is a crash too
            fates["article"] += 1
        else:
            fates[found.fate] += 1
    seconds = time.perf_counter() - started
    peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{options.pages} pages in {seconds:.0f} s, {dict(fates)}; slowest {slowest * 1000:.0f} ms; peak memory {start_mb:.0f} → {peak_mb:.0f} MB")  # fmt: skip
    return 0


if __name__ == "__main__":
    sys.exit(main())
