"""Who an article is: its canonical address and the id made from it."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from courlan import clean_url

# Parameters that choose a rendering of the same article, not another article.
_RENDERING = {
    "amp", "page", "print", "output", "random-post", "open_from", "single", "showpage", "m", "ref", "source",
    "tag_from", "replytocom", "share", "nb",
}  # fmt: skip
_TRACKING = re.compile(r"^(utm_\w+|fb\w*clid|gclid|igshid|_ga|mc_[ce]id|wpmp_\w+|ved|usg|lang_from)$", re.IGNORECASE)
# NusaBali hangs doubles of one article below each other: /berita/63878/index.php/berita/134827/slug: the last id rules.
_NESTED = re.compile(r"^.*(/berita/\d+/.*)$")
_PAGED = re.compile(r"/(?:halaman|page|hal)/\d+/?$", re.IGNORECASE)


def canonical_url(url: str) -> str:
    """The one address of an article: no tracking, no amp or print rendering, no page number, no fragment, lower-case host.

    Scheme and www are kept as met: outlets answer on one of them, and a redirect tells which.
    """
    cleaned = clean_url(url.strip()) or url.strip()
    parts = urlsplit(cleaned)
    path = parts.path or "/"
    nested = _NESTED.match(path)
    if nested:
        path = nested[1]
    path = _PAGED.sub("/" if path.endswith("/") else "", path)
    path = re.sub(r"^/amp(?=/\w)", "", path)
    path = re.sub(r"/amp/?$", "/", path)
    path = re.sub(r"/{2,}", "/", path) or "/"
    query = [
        (key, value)
        for key, value in parse_qsl(parts.query, keep_blank_values=True)
        if key.lower() not in _RENDERING and not _TRACKING.match(key)
    ]
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, urlencode(query), ""))


def article_id(url: str) -> str:
    """16 hex digits from the canonical address without scheme, www and index.php: such doubles of one page get one id."""
    parts = urlsplit(canonical_url(url))
    path = parts.path.replace("/index.php/", "/").rstrip("/")
    key = f"{parts.netloc.removeprefix('www.')}{path}?{parts.query}"
    return hashlib.sha256(key.encode()).hexdigest()[:16]
