"""What feeds, sitemaps, REST collections and listings say: bytes in, addresses out. Nothing here asks for anything."""

from __future__ import annotations

import json
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.html import document_fromstring

from crawler.addresses import absolute
from extract.cleaning.decoding import decode, tidy
from extract.cleaning.moments import parse as parse_time
from extract.page import Hints

MAX_SITEMAP_BYTES = 60_000_000
_FEED_TYPES = ("application/rss+xml", "application/atom+xml")
# Where feeds and sitemaps are when nothing links to them, in the order of how often they are there.
USUAL = (
    ("wp-json", "/wp-json/wp/v2/posts"),
    ("feed", "/feed/"),
    ("sitemap", "/sitemap.xml"),
    ("sitemap", "/sitemap_index.xml"),
    ("sitemap", "/wp-sitemap.xml"),
    ("feed", "/rss"),
    ("feed", "/rss.xml"),
)


class NotThatKind(Exception):
    """What came is not what the source should be: HTML for a feed, broken XML."""


@dataclass(frozen=True, slots=True)
class Found:
    """An address and what its source tells of it."""

    url: str
    hints: Hints


@dataclass(frozen=True, slots=True)
class SourcePage:
    """One answer of a source: `found` articles, `further` addresses that lead to more (newest first)."""

    found: tuple[Found, ...]
    further: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sources:
    """What robots.txt and the home page lead to."""

    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    wp_json: str | None = None
    sections: tuple[str, ...] = ()


def _xml(body: bytes) -> etree._Element:
    if body[:2] == b"\x1f\x8b":
        try:
            body = _inflate(body)
        except (OSError, EOFError, zlib.error) as error:
            raise NotThatKind(f"broken gzip: {error}") from error
    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, huge_tree=False)
    try:
        root = etree.fromstring(body.lstrip(), parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotThatKind(f"no XML: {error}") from error
    if root is None or etree.QName(root).localname.lower() == "html":
        raise NotThatKind("HTML instead of XML")
    return root


def _inflate(body: bytes) -> bytes:
    out = zlib.decompressobj(zlib.MAX_WBITS | 16).decompress(body, MAX_SITEMAP_BYTES + 1)
    if len(out) > MAX_SITEMAP_BYTES:
        raise NotThatKind(f"more than {MAX_SITEMAP_BYTES} bytes unpacked")
    return out


def _texts(element: etree._Element, *names: str) -> Iterator[str]:
    for child in element:
        if isinstance(child.tag, str) and etree.QName(child).localname in names:
            yield (child.text or "").strip()


def _time(text: str | None, zone: ZoneInfo) -> datetime | None:
    if not text:
        return None
    try:
        found = parsedate_to_datetime(text) if re.match(r"^\w{3},|^\d{1,2} \w{3} ", text) else parse_time(text, zone)
    except (ValueError, TypeError, IndexError):
        return None
    if found is None:
        return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def read_feed(body: bytes, url: str, zone: ZoneInfo) -> SourcePage:
    """RSS, RDF or Atom; WordPress's `?paged=` leads to older entries."""
    root = _xml(body)
    kind = etree.QName(root).localname.lower()
    if kind not in ("rss", "rdf", "feed"):
        raise NotThatKind(f"<{kind}> is no feed")
    found = []
    for item in root.iter():
        if not isinstance(item.tag, str) or etree.QName(item).localname not in ("item", "entry"):
            continue
        link = next((t for t in _texts(item, "link") if t), None)
        if link is None:
            hrefs = [c for c in item if isinstance(c.tag, str) and etree.QName(c).localname == "link" and c.get("href")]
            chosen = next((c for c in hrefs if c.get("rel", "alternate") == "alternate"), None)
            link = chosen.get("href") if chosen is not None else None
        link = link or next((t for t in _texts(item, "guid") if t.startswith("http")), None)
        target = absolute(url, link) if link else None
        if target:
            when = _time(next(_texts(item, "pubDate", "published", "date", "updated"), None), zone)
            found.append(
                Found(
                    target,
                    Hints(
                        tidy(next(_texts(item, "title"), "")) or None,
                        when,
                        next(_texts(item, "category"), None) or None,
                        "feed",
                    ),
                )
            )
    generator = " ".join(root.xpath("//*[local-name()='generator']/text()"))
    paged = re.search(r"[?&]paged=(\d+)", url)
    # RFC 5005: an archived feed tells where its older entries are.
    told = root.xpath("//*[local-name()='link' and (@rel='next' or @rel='prev-archive')]/@href")
    older = absolute(url, str(told[0])) if told else None
    further: tuple[str, ...] = (older,) if older and older != url else ()
    further = further or (
        (_with(url, paged=str(int(paged[1]) + 1 if paged else 2)),)
        if found and ("wordpress" in generator.lower() or re.search(r"/feed/?(?:\?|$)", url))
        else ()
    )
    return SourcePage(tuple(found), further)


def _with(url: str, **values: str) -> str:
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query)) | values
    return urlunsplit(parts._replace(query=urlencode(query)))


def read_sitemap(body: bytes, url: str, zone: ZoneInfo, since: datetime | None = None) -> SourcePage:
    """An index leads to its parts, newest first, those of other things than posts left out; `since` leaves out old ones."""
    root = _xml(body)
    kind = etree.QName(root).localname.lower()
    if kind == "sitemapindex":
        parts = []
        for number, entry in enumerate(root):
            loc = next(_texts(entry, "loc"), None)
            when = _time(next(_texts(entry, "lastmod"), None), zone)
            target = absolute(url, loc) if loc else None
            if not target or re.search(
                r"(?:categor|tag|author|users|page-sitemap|taxonom|image|video|attachment|posts-page)",
                target.rsplit("/", 1)[-1],
                re.IGNORECASE,
            ):
                continue
            if since and when and when < since:
                continue
            parts.append((when is None, -when.timestamp() if when else -number, target))
        return SourcePage((), tuple(t for _, _, t in sorted(parts)))
    if kind != "urlset":
        raise NotThatKind(f"<{kind}> is no sitemap")
    found = []
    for entry in root:
        if not isinstance(entry.tag, str):
            continue
        loc = next(_texts(entry, "loc"), None)
        target = absolute(url, loc) if loc else None
        if not target:
            continue
        news = entry.xpath("*[local-name()='news']")
        title = next(_texts(news[0], "title"), None) if news else None
        when = _time(next(_texts(news[0], "publication_date"), None) if news else None, zone)
        changed = _time(next(_texts(entry, "lastmod"), None), zone)
        if since and (when or changed) and (when or changed) < since:  # type: ignore[operator]
            continue
        # lastmod only orders the queue: it is no publication time, so it is not handed on as one
        found.append((when or changed, Found(target, Hints(title, when, None, "news-sitemap" if news else "sitemap"))))
    oldest = datetime.min.replace(tzinfo=UTC)
    found.sort(key=lambda f: f[0] or oldest, reverse=True)
    return SourcePage(tuple(f for _, f in found))


def read_wp_json(body: bytes, url: str, total_pages: str | None, zone: ZoneInfo) -> SourcePage:
    """Posts of the WordPress REST interface; its headers tell how many pages there are."""
    try:
        posts = json.loads(decode(body))
    except ValueError as error:
        raise NotThatKind(f"no JSON: {error}") from error
    if not isinstance(posts, list) or any(not isinstance(p, dict) or "link" not in p for p in posts):
        raise NotThatKind("no list of posts")
    found = []
    for post in posts:
        target = absolute(url, str(post["link"]))
        title = post.get("title")
        rendered = title.get("rendered") if isinstance(title, dict) else title
        # `date` is in the site's own zone; date_gmt, where it is given, is sure
        gmt = post.get("date_gmt")
        when = _time(f"{gmt}Z" if isinstance(gmt, str) and "T" in gmt else str(post.get("date") or ""), zone)
        if target:
            found.append(Found(target, Hints(tidy(_plain(str(rendered))) if rendered else None, when, None, "wp-json")))
    number = int(dict(parse_qsl(urlsplit(url).query)).get("page", "1"))
    more = found and total_pages and total_pages.isdigit() and number < int(total_pages)
    return SourcePage(tuple(found), (_with(url, page=str(number + 1)),) if more else ())


def _plain(text: str) -> str:
    try:
        return str(document_fromstring(f"<p>{text}</p>").text_content())
    except (etree.ParserError, ValueError):
        return text


def wp_json_page(collection: str, *, after: datetime | None = None, before: datetime | None = None) -> str:
    """The first request to a REST collection: a hundred posts, only the fields that are used."""
    values = {
        "per_page": "100",
        "page": "1",
        "_fields": "id,date,date_gmt,link,title",
        "orderby": "date",
        "order": "desc",
    }
    if after:
        values["after"] = after.replace(tzinfo=None).isoformat()
    if before:
        values["before"] = before.replace(tzinfo=None).isoformat()
    return _with(collection, **values)


def read_listing(body: bytes, url: str, content_type: str | None) -> tuple[list[tuple[str, str]], tuple[str, ...]]:
    """(links with their texts, addresses of the next page of the listing)."""
    try:
        root = document_fromstring(decode(body, content_type).replace("\x00", "") or "<p></p>")
    except (etree.ParserError, ValueError) as error:
        raise NotThatKind(f"no HTML: {error}") from error
    links, following = [], []
    here = re.search(r"(?:/page/|[?&](?:page|halaman|hal|p)=|/halaman/|/hal/)(\d+)", url)
    number = int(here[1]) + 1 if here else 2
    for a in root.iter("a", "link"):
        target = absolute(url, a.get("href") or "")
        if not target:
            continue
        rel = (a.get("rel") or "").lower().split()
        if a.tag == "link":
            if "next" in rel:
                following.append(target)
            continue
        text = tidy(a.text_content() or a.get("title") or "")
        names = f"{a.get('class') or ''} {a.get('aria-label') or ''}".lower()
        if (
            "next" in rel
            or "next" in names.split()
            or re.fullmatch(
                r"(?:selanjutnya|berikutnya|next|older posts?|lebih lama|muat lagi|›|»|→)\W*", text, re.IGNORECASE
            )
        ) or re.search(rf"(?:/page/|[?&](?:page|halaman|hal)=|/halaman/|/hal/){number}(?:/|&|$)", target):
            following.append(target)
        else:
            links.append((target, text))
    own = urlsplit(url).hostname
    return links, tuple(dict.fromkeys(f for f in following if urlsplit(f).hostname == own and f != url))[:1]


def find_sources(home: bytes, url: str, content_type: str | None) -> Sources:
    """Feeds, REST and sections that the home page links to."""
    try:
        root = document_fromstring(decode(home, content_type).replace("\x00", "") or "<p></p>")
    except (etree.ParserError, ValueError):
        return Sources()
    host = (urlsplit(url).hostname or "").removeprefix("www.")
    feeds, sections, rest = [], [], None
    for link in root.iter("link"):
        target = absolute(url, link.get("href") or "")
        if not target:
            continue
        rel = (link.get("rel") or "").lower()
        if (
            "alternate" in rel
            and (link.get("type") or "").lower() in _FEED_TYPES
            and not re.search(r"comments|komentar", target)
        ):
            feeds.append(target)
        if rel == "https://api.w.org/":
            rest = target.rstrip("/") + "/wp/v2/posts"
    for a in root.iter("a"):
        target = absolute(url, a.get("href") or "")
        if not target or (urlsplit(target).hostname or "").removeprefix("www.") != host:
            continue
        path = urlsplit(target).path
        if _HEADLINE.search(path):
            continue  # /berita/134827/pemkab-raih-…: an article below the name of a section
        if re.search(
            r"^/(?:category|kategori|rubrik|kanal|section|berita|indeks?|news|channel|topik)(?:/[\w-]+){0,2}/?$", path
        ) or (re.fullmatch(r"/[a-z-]{3,20}/?", path) and path.count("-") < 2 and _in_menu(a)):
            sections.append(target)
    # The site's own feed before those of sections: the shortest address
    return Sources(tuple(sorted(dict.fromkeys(feeds), key=len))[:2], (), rest, tuple(dict.fromkeys(sections))[:40])


# A number of an article, or a headline as slug.
_HEADLINE = re.compile(r"/\d{3,}(?:/|-|$)|/[^/-]+(?:-[^/-]+){3,}/?$")


def _in_menu(element: etree._Element) -> bool:
    return any(
        a.tag == "nav" or re.search(r"menu|nav", f"{a.get('class') or ''} {a.get('id') or ''}".lower())
        for a in element.iterancestors()
    )
