"""A fetched page kept in the form of the golden pages (tests/pages), so that a layout can be mended and tested without the network."""

from __future__ import annotations

import json
import re
from pathlib import Path
from urllib.parse import urlsplit

from config.errors import StorageError
from config.outlets import Outlet
from extract.article import Article, Rejected
from extract.page import RawPage

# What a golden expects, as far as the article has it; whoever saves one corrects what was read wrongly.
EXPECTED = ("title", "text", "published", "published_from", "dateline", "credit", "author", "section", "caption")
_HEADERS = ("content-type", "content-language", "last-modified")


def slug(url: str) -> str:
    """The last telling part of an address, fit for a folder's name."""
    parts = [p for p in urlsplit(url).path.split("/") if re.search(r"[A-Za-z]", p)]
    plain = re.sub(r"[^a-z0-9]+", "-", (parts[-1] if parts else "halaman").lower().removesuffix(".html")).strip("-")
    return plain[:60].rstrip("-") or "halaman"


def save_golden(folder: Path, page: RawPage, outlet: Outlet, read: Article | Rejected) -> Path:
    """Writes page.html, page-2.html …, meta.json and, where an article was read, expected.json; the folder written."""
    day = read.published.date() if isinstance(read, Article) and read.published else page.fetched.date()
    target = folder / outlet.key / f"{day:%Y-%m-%d}-{slug(page.url)}"
    meta = {
        "url": page.url,
        "outlet": outlet.name,
        "fetched": page.fetched.isoformat(),
        "headers": [[k, v] for k, v in page.headers if k.lower() in _HEADERS],
        "timezone": outlet.timezone,
        "layout": [layout.model_dump(mode="json", exclude_defaults=True) for layout in outlet.layout],
    }
    try:
        target.mkdir(parents=True, exist_ok=True)
        (target / "page.html").write_bytes(page.body)
        for number, part in enumerate(page.more, 2):
            (target / f"page-{number}.html").write_bytes(part.body)
        (target / "meta.json").write_text(json.dumps(meta, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
        if isinstance(read, Article):
            form = read.model_dump(mode="json")
            expected = {name: form[name] for name in EXPECTED if form[name] is not None}
            told = json.dumps(expected, ensure_ascii=False, indent=1) + "\n"
            (target / "expected.json").write_text(told, encoding="utf-8")
    except OSError as error:
        raise StorageError(f"the page can't be kept: {error.strerror}", on=str(target)) from error
    return target


def save_page(folder: Path, outlet: Outlet, name: str, body: bytes) -> None:
    """A page that is no article (home, robots.txt, feed), as it came."""
    target = folder / outlet.key / name
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(body)
    except OSError as error:
        raise StorageError(f"the page can't be kept: {error.strerror}", on=str(target)) from error
