"""Is an address an article's, before it is asked for? By its shape, and by what led to it."""

from __future__ import annotations

import ipaddress
import re
from html import unescape
from urllib.parse import urljoin, urlsplit, urlunsplit

from config.outlets import Outlet

_FILE = re.compile(
    r"\.(?:jpe?g|png|gif|webp|svg|ico|css|js|json|xml|rss|pdf|docx?|xlsx?|pptx?|zip|rar|mp[34]|avi|mov|woff2?|ttf|apk|txt)$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^/(?:wp-admin|wp-login|wp-content|wp-json|wp-includes|feed|comments|cgi-bin|cdn-cgi|search|cari|pencarian|tag|tags|topik|topic|label|category|kategori|categories|"
    r"author|penulis|user|profil|profile|login|register|daftar|masuk|akun|account|cart|page|halaman|index|indeks|arsip|archive|archives|redaksi|tentang-kami|tentang|about|about-us|"
    r"kontak|contact|hubungi-kami|pedoman-media-siber|pedoman|privacy|privacy-policy|kebijakan-privasi|disclaimer|iklan|info-iklan|karir|kode-etik|sitemap|terms|galeri|gallery|foto|video|tv|epaper|e-paper|live)(?:/|$)",
    re.IGNORECASE,
)
_DATED = re.compile(r"/(?:19|20)\d{2}/\d{1,2}(?:/|$)")
# The number of a part at the end of an address; years and ids are longer.
_PART = re.compile(r"(?:[?&](?:page|halaman)=|/(?:page/|halaman/)?)([2-9]|[12]\d)/?$")
_LINK = re.compile(rb"""\bhref\s*=\s*["']?([^"'<>\s]*(?:[?&;](?:page|halaman)=|/)(\d{1,2})/?)["'\s>]""", re.IGNORECASE)
_NUMBERED = re.compile(r"/(?:\d{3,}|d-\d+)(?:/|-|$)|-\d{4,}(?:\.html?|/)?$|/read/\d+|[?&]p=\d+")


def is_article(url: str, outlet: Outlet, *, listed: bool) -> bool:
    """`listed`: a feed, REST collection or news sitemap named it as a post; then only what is surely none is refused."""
    parts = urlsplit(url)
    path = parts.path
    if parts.scheme not in ("http", "https") or not outlet.owns(url) or _FILE.search(path):
        return False
    if outlet.not_article_url and re.search(outlet.not_article_url, path):
        return False
    if outlet.article_url:
        return bool(re.search(outlet.article_url, path))
    if path in ("", "/"):
        # WordPress's plain addresses; its home page has no number
        return bool(re.search(r"(?:^|&)p=\d+(?:&|$)", parts.query))
    if _FURNITURE.match(path):
        return False
    if listed:
        return True
    if _DATED.search(path) or _NUMBERED.search(f"{path}?{parts.query}"):
        return len(path.strip("/")) > 4 and not re.fullmatch(r"/(?:19|20)\d{2}(?:/\d{1,2}){0,2}/?", path)
    # A headline as slug: at least four words
    last = path.rstrip("/").rsplit("/", 1)[-1].removesuffix(".html").removesuffix(".htm")
    return last.count("-") >= 3


def absolute(base: str, href: str) -> str | None:
    """A link made absolute, without fragment; None for what is no web address."""
    href = href.strip()
    if not href or href.startswith(("#", "javascript:", "mailto:", "tel:", "whatsapp:", "data:")):
        return None
    try:
        url = urljoin(base, href).split("#")[0]
        return url if urlsplit(url).scheme in ("http", "https") and urlsplit(url).hostname else None
    except ValueError:
        return None


def is_private(host: str) -> bool:
    """A literal address that is not on the public internet; names are for the resolver."""
    try:
        address = ipaddress.ip_address(host.strip("[]"))
    except ValueError:
        return host == "localhost" or host.endswith(".localhost")
    return not address.is_global


def next_part(url: str, body: bytes) -> str | None:
    """The next page of an article spread over several (?page=2, /2/, /halaman/2), where the page links to it.

    Looked for in the bytes: each page passes here, and to parse it for its links would take longer than all else.
    """
    parts = urlsplit(url)
    here = _PART.search(url)
    at = int(here[1]) if here else 1
    number = at + 1
    stem = _PART.sub("", url).rstrip("/") if here else urlunsplit(parts._replace(query="", fragment="")).rstrip("/")
    ends = (f"{sign}{number}{end}".encode() for sign in "=/" for end in ('"', "'", '/"', "/'", ">", " "))
    if not any(end in body for end in ends):
        return None
    wanted = {f"{stem}/{number}", f"{stem}/page/{number}", f"{stem}/halaman/{number}"}
    wanted |= {f"{stem}{slash}?{name}={number}" for slash in ("", "/") for name in ("page", "halaman")}
    for match in _LINK.finditer(body):
        if int(match[2]) != number:
            continue
        found = absolute(url, unescape(match[1].decode("utf-8", "replace")))
        if found and found.rstrip("/").lower() in {w.lower() for w in wanted}:
            return found
    return None
