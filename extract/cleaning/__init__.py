"""One page → one clean article without tags, or the reason why it is none.

The page is parsed once; metadata, dates, links and body come from that tree. Order: decode → parse → early verdict →
metadata and times → prune → container → blocks → paragraphs → dateline and credit off → late verdict.
"""

from __future__ import annotations

import re
from datetime import datetime
from zoneinfo import ZoneInfo

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

from config.outlets import Layout, Outlet
from extract.article import Article, Rejected, Warning_
from extract.cleaning.blocks import Block, Run, blocks
from extract.cleaning.body import WEAK, before_container, find_container, second_opinion, told_container
from extract.cleaning.decoding import decode, storable
from extract.cleaning.furniture import sentence_like
from extract.cleaning.languages import language
from extract.cleaning.margins import take_credit, take_dateline
from extract.cleaning.metadata import (
    find_author,
    find_caption,
    find_image,
    find_section,
    linked_data,
    outlet_names,
)
from extract.cleaning.paragraphs import paragraphs
from extract.cleaning.prune import prune
from extract.cleaning.selecting import select
from extract.cleaning.shapes import key
from extract.cleaning.surroundings import near
from extract.cleaning.times import find_times
from extract.cleaning.titles import find_title
from extract.cleaning.verdict import LISTED, MIN_CHARACTERS, SHORT_WORDS, refused_early, refused_late
from extract.identity import article_id, canonical_url
from extract.page import RawPage

_TEXT_TYPES = re.compile(r"html|xml|text/plain", re.IGNORECASE)


def clean(page: RawPage, outlet: Outlet, *, now: datetime | None = None) -> Article | Rejected:
    """The article of a page. `now` (the fetch time by default) bounds what a publication time may be."""
    address = canonical_url(page.url)
    content_type = page.header("content-type")
    if content_type and not _TEXT_TYPES.search(content_type):
        return Rejected(url=address, fate="unreadable", reason=f"content type {content_type.split(';')[0]}, not a page")
    html = decode(page.body, content_type)
    root = _tree(html)
    if root is None:
        return Rejected(
            url=address, fate="unreadable", reason="the page is empty" if not html.strip() else "no HTML in it"
        )
    if reason := refused_early(root, page.status):
        return Rejected(url=address, fate="no_text" if "empty" in reason else "not_article", reason=reason)

    layout = outlet.layout_on(page.fetched.date()) or Layout()
    linked = linked_data(root)
    names = outlet_names(root, linked, outlet.name, outlet.host)
    title, shown = find_title(root, linked, names, page.hints.title, layout.title)
    if not title:
        return Rejected(url=address, fate="no_title", reason="no headline in the page")
    zone = ZoneInfo(outlet.timezone)
    times = find_times(
        root, linked, zone=zone, fetched=now or page.fetched, url=page.url, near_title=lambda: near(root, shown, page.fetched, zone),
        hinted=page.hints.published, selector=layout.published,
    )  # fmt: skip
    caption = find_caption(root, layout.caption)
    fields = {
        "section": find_section(root, linked, page.hints.section),
        "author": find_author(root, linked, names, layout.author),
        "image": find_image(root, linked),
        "caption": caption,
    }

    # Before the tree loses its lists; a told body leaves them where they are.
    headlines = None if layout.body else _linked_headlines(root)
    found, teasers = _body(root, layout, shown)
    for further in page.more:
        other = _tree(decode(further.body, further.header("content-type")))
        if other is not None:
            found += _body(other, layout, None)[0]
    kept = paragraphs(
        found, title=title, caption=caption, names=names, junk=layout.junk, author=fields["author"],
        linked=lambda: frozenset(map(key, _linked_headlines(root) if headlines is None else headlines)),
    )  # fmt: skip
    if sum(map(len, kept)) < WEAK:
        again = [Block("p", [Run(text)]) for text in second_opinion(storable(html), page.url)]
        other_kept = paragraphs(
            again, title=title, caption=caption, names=names, junk=layout.junk, author=fields["author"]
        )
        if sum(len(p) for p in other_kept if sentence_like(p)) > 1.5 * sum(map(len, kept)):
            kept = other_kept
    dateline, kept = take_dateline(kept, names)
    credit, kept = take_credit(kept)
    # A name line of the outlet may stand alone once the dateline is off.
    kept = [p for p in kept if p]
    text = "\n\n".join(kept)
    if reason := refused_late(root, found, text):
        return Rejected(url=address, fate="not_article", reason=reason)
    if len(text) < MIN_CHARACTERS and teasers >= LISTED:
        return Rejected(url=address, fate="not_article", reason=f"a list of {teasers} articles")
    if len(text) < MIN_CHARACTERS:
        return Rejected(url=address, fate="no_text", reason=f"only {len(text)} characters of running text")
    words = len(text.split())
    warnings = [
        Warning_(kind="impossible-date", text=told, detail="refused as publication time") for told in times.refused
    ]
    if words < SHORT_WORDS:
        warnings.append(Warning_(kind="short-text", text=f"{words} words"))
    spoken = language(text)
    if spoken not in (None, outlet.language):
        warnings.append(Warning_(kind="language", text=str(spoken), detail=f"the outlet writes {outlet.language}"))
    return Article(
        id=article_id(address), url=address, outlet=outlet.key, outlet_name=outlet.name, title=title, text=text,
        lead=kept[0], credit=credit, dateline=dateline, published=times.published, published_from=times.published_from,
        modified=times.modified, fetched=page.fetched, language=spoken, words=words, warnings=tuple(warnings), **fields,
    )  # fmt: skip


def _tree(html: str) -> HtmlElement | None:
    """lxml can't take text with an encoding declared inside, nor characters that XML lacks; neither says anything here."""
    html = re.sub(r"^\s*<\?xml[^>]*\?>", "", storable(html))
    if not html.strip():
        return None
    try:
        return document_fromstring(html, parser=HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))
    except (etree.ParserError, etree.XMLSyntaxError, ValueError, AssertionError):
        return None


def _linked_headlines(root: HtmlElement) -> list[str]:
    """The texts of all links of four words or more, before the tree loses its lists."""
    texts = (a.text_content() for a in root.iter("a") if a.get("href"))
    return [text for text in texts if len(text) > 18 and len(text.split()) >= 4]


def _body(root: HtmlElement, layout: Layout, shown: HtmlElement | None) -> tuple[list[Block], int]:
    """The body's blocks, and how many teasers of other articles stood on the page."""
    for selector in layout.drop:
        for element in select(root, selector):
            if element.getparent() is not None:
                element.drop_tree()
    told = told_container(root, layout.body) if layout.body else None
    if told is not None:
        # A known layout: only that piece is looked at, and what the editor told to stand before it.
        prune(told)
        before = [b for e in select(root, layout.lead) for b in blocks(e)] if layout.lead else []
        return before + blocks(told), 0
    teasers = prune(root)
    whole = blocks(root)
    container = find_container(root, whole)
    if container is None:
        return [], teasers
    lead: list[Block] = []
    if layout.lead:
        lead = [b for e in select(root, layout.lead) for b in blocks(e)]
    elif shown is not None and shown.getroottree() is not None:
        lead = [
            b
            for b in before_container(root, whole, container, shown)
            if len(b.text) > 50 and b.link_share < 0.2 and not b.caption and sentence_like(b.text)
        ]
    return lead + blocks(container), teasers
