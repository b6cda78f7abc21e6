"""Title, author, section, image, caption, language: from JSON-LD, meta and the page itself."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from lxml.etree import XPath
from lxml.html import HtmlElement

from extract.cleaning.blocks import CAPTION_NAME
from extract.cleaning.decoding import tidy
from extract.cleaning.related import is_label
from extract.cleaning.selecting import select

_ARTICLE_TYPES = {
    "newsarticle",
    "article",
    "blogposting",
    "reportagenewsarticle",
    "posting",
    "webpage",
    "report",
    "opinionnewsarticle",
    "analysisnewsarticle",
}


# One pass each; what a class name holds as a word is looked at afterwards, in the few that are left.
_AUTHORS = XPath('//*[contains(@class, "author") or @itemprop="author" or @rel="author"]')
_SECTIONS = (
    XPath('//a[contains(@rel, "category")]'),
    XPath('//*[contains(@class, "td-category") or contains(@class, "cat-links") or contains(@class, "section")]'),
)
_IMAGES = (
    XPath("//img[@src][ancestor::figure]"),
    XPath("//img[@src][ancestor::article]"),
    XPath('//img[@src][ancestor::*[contains(@class, "featured") or contains(@class, "detail")]]'),
)
_CAPTIONS = XPath('//*[contains(@class, "caption") or contains(@class, "ket") or contains(@class, "Caption")]')


def linked_data(root: HtmlElement) -> list[dict[str, Any]]:
    """JSON-LD nodes that describe an article, the most specific first; @graph and lists unrolled, broken JSON passed over."""
    found: list[dict[str, Any]] = []
    for script in root.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        raw = re.sub(r"^\s*(?://)?<!\[CDATA\[|(?://)?\]\]>\s*$", "", (script.text or "").strip())
        try:
            value = json.loads(raw, strict=False)
        except ValueError:
            continue
        found += list(_nodes(value))
    articles = [n for n in found if any(t in _ARTICLE_TYPES for t in _types(n))]
    return sorted(articles, key=lambda n: "webpage" in _types(n))


def _types(node: dict[str, Any]) -> list[str]:
    raw = node.get("@type")
    return [str(t).lower() for t in (raw if isinstance(raw, list) else [raw])]


def _nodes(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _nodes(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for name in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _nodes(value.get(name), depth + 1)


def meta(root: HtmlElement, *names: str) -> str | None:
    """The first meta of these names, in the order of the names."""
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        key = (element.get("property") or element.get("name") or "").lower()
        if key in names and (element.get("content") or "").strip():
            found.setdefault(key, tidy(element.get("content") or ""))
    return next((found[n] for n in names if n in found), None)


def letters(text: str) -> str:
    """Letters and digits alone, for comparing names and headlines."""
    return re.sub(r"[\W_]+", "", text).casefold()


def outlet_names(root: HtmlElement, linked: Sequence[dict[str, Any]], name: str, host: str) -> list[str]:
    """How the outlet calls itself, here and in its file."""
    found = [name, host.removeprefix("www."), host.removeprefix("www.").split(".")[0]]
    site = meta(root, "og:site_name", "application-name", "twitter:site")
    if site:
        found.append(site.lstrip("@"))
    for node in linked:
        publisher = node.get("publisher")
        if isinstance(publisher, dict) and isinstance(publisher.get("name"), str):
            found.append(publisher["name"])
    return list(dict.fromkeys(n for n in found if n and len(letters(n)) > 2))


def find_author(
    root: HtmlElement, linked: Sequence[dict[str, Any]], names: Sequence[str], selector: str | None
) -> str | None:
    """A person's name; the outlet's own name, "admin" and "redaksi" are none."""
    candidates: list[str] = []
    if selector:
        candidates += [tidy(e.text_content()) for e in select(root, selector)]
    for node in linked:
        raw = node.get("author")
        for item in raw if isinstance(raw, list) else [raw]:
            value = item.get("name") if isinstance(item, dict) else item
            if isinstance(value, str):
                candidates.append(tidy(value))
    if value := meta(root, "author", "article:author", "dc.creator", "content_author", "parsely-author"):
        candidates.append(value)
    shown = (
        e for e in _AUTHORS(root) if "author" in [e.get("itemprop"), e.get("rel"), *(e.get("class") or "").split()]
    )
    candidates += [tidy(element.text_content()) for element in islice(shown, 3)]
    own = {letters(n) for n in names}
    for text in candidates:
        text = re.sub(
            r"^(?:(?:di)?tulis oleh|written by|posted by|oleh|by|penulis|reporter|editor|wartawan|pewarta|jurnalis)\s*[:：]?\s*",
            "",
            text,
            flags=re.IGNORECASE,
        ).strip()
        if (
            2 < len(text) < 80
            and not text.startswith("http")
            and letters(text)
            not in own
            | {
                "admin",
                "redaksi",
                "redaktur",
                "administrator",
                "editor",
                "superadmin",
                "newsroom",
                "unknown",
                "anonymous",
                "noname",
                "tim",
                "timredaksi",
                "adminweb",
                "webmaster",
            }
        ):
            return text
    return None


def find_section(root: HtmlElement, linked: Sequence[dict[str, Any]], hinted: str | None) -> str | None:
    for node in linked:
        raw = node.get("articleSection")
        value = raw[0] if isinstance(raw, list) and raw else raw
        if isinstance(value, str) and value.strip():
            return tidy(value)
    if value := meta(root, "article:section", "content_category"):
        return value
    for element in (*_SECTIONS[0](root)[:1], *_linked_section(root)):
        text = tidy(element.text_content())
        if 2 < len(text) < 40:
            return text.title() if text.isupper() else text
    return hinted


def _linked_section(root: HtmlElement) -> Iterator[HtmlElement]:
    """The first link in what is named a section, then the first such label."""
    named = _SECTIONS[1](root)
    yield from islice((a for element in named for a in element.iter("a") if a is not element), 1)
    yield from islice((element for element in named if element.tag == "span"), 1)


def find_image(root: HtmlElement, linked: Sequence[dict[str, Any]]) -> str | None:
    if value := meta(root, "og:image", "og:image:url", "twitter:image"):
        return value
    for node in linked:
        raw = node.get("image")
        raw = raw[0] if isinstance(raw, list) and raw else raw
        raw = raw.get("url") if isinstance(raw, dict) else raw
        if isinstance(raw, str):
            return raw
    for path in _IMAGES:
        for image in path(root)[:1]:
            return str(image.get("data-src") or image.get("src"))
    return None


def find_caption(root: HtmlElement, selector: str | None) -> str | None:
    for element in _captions(root, selector):
        text = tidy(element.text_content())
        if 8 < len(text) < 500 and not is_label(text) and not re.fullmatch(_PAGER, text, re.IGNORECASE):
            return text
    return None


# Themes name the words of their pagers "caption" too.
_PAGER = r"\W*(?:previous|next|prev|older|newer|(?:pos|artikel|berita) (?:sebelumnya|selanjutnya|berikutnya))(?: (?:posts?|articles?))?\W*"


def _captions(root: HtmlElement, selector: str | None) -> Iterator[HtmlElement]:
    if selector:
        yield from select(root, selector)
    yield from root.iter("figcaption")
    yield from (e for e in _CAPTIONS(root) if CAPTION_NAME.search(e.get("class") or ""))
