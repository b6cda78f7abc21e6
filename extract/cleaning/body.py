"""Finds the piece of the page that holds the article.

An outlet's own selector comes first; then the densest piece of running text, with a bonus for names that say "article"
(paragraph scores go to the parent whole, to its parents in part, so that the smallest piece that holds all paragraphs
wins); trafilatura and readability give a second opinion where the result looks wrong.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from extract.cleaning.blocks import BLOCK_TAGS, Block, blocks
from extract.cleaning.selecting import select

_BODY_NAMES = re.compile(
    r"(?:^|[\s_-])(?:article-?body|articlebody|entry-?content|post-?content|content-?inner|post-?body|detail-?(?:text|body|content|isi)|detail__body(?:-text)?|"
    r"isi-?(?:berita|artikel)|body-?text|read__content|the-?content|single-?content|news-?content|article__content|article-?content|"
    r"txt-?article|side-?article|itp_bodycontent|desc|berita-?isi|konten|teks)(?=$|[\s_-])",
    re.IGNORECASE,
)
# Score that a paragraph gives to its ancestors: the whole of it to the first, less to those above.
_SENTENCE = re.compile(r"[.!?”\"]")
_SHARES = (1.0, 0.72, 0.5, 0.35)
# A body of fewer characters than this is looked at twice; the shortest real briefs of the press have about as many.
WEAK = 350


def told_container(root: HtmlElement, selector: str) -> HtmlElement | None:
    """What the outlet's selector chooses, the longest of several; None where the page has no such element."""
    return max(select(root, selector), key=lambda e: len(e.text_content()), default=None)


def find_container(root: HtmlElement, whole: Sequence[Block] | None = None) -> HtmlElement | None:
    """The element that holds the article, or None where nothing on the page reads like running text.

    `whole` is blocks(root), where it is known already.
    """
    scores: dict[HtmlElement, float] = {}
    for block in blocks(root) if whole is None else whole:
        if block.element is None or block.caption or block.tag in ("h1", "figcaption"):
            continue
        text = block.text
        if len(text) < 25 or block.link_share > 0.5:
            continue
        value = len(text) * (1 - block.link_share) + 12 * text.count(",")
        if not re.search(r"[.!?]", text):
            value *= 0.35
        for share, ancestor in zip(_SHARES, _ancestors(block), strict=False):
            scores[ancestor] = scores.get(ancestor, 0.0) + value * share
    best, best_score = None, 0.0
    for element, score in scores.items():
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.get("itemprop") == "articleBody" or _BODY_NAMES.search(names):
            score *= 1.35
        if score > best_score:
            best, best_score = element, score
    return _widened(best) if best is not None else None


def _widened(container: HtmlElement) -> HtmlElement:
    """An ancestor that holds more of the body: ads cut bodies into brothers of one shape, or leave paragraphs outside."""
    chosen = container
    mass = _mass(container)
    branch = container
    for ancestor in container.iterancestors():
        if ancestor.tag in ("body", "html"):
            break
        shape = (branch.tag, branch.get("class"), branch.get("style"))
        more = sum(
            _mass(child)
            for child in ancestor
            if child is not branch
            and (child.tag == "p" or (child.tag, child.get("class"), child.get("style")) == shape)
        )
        if more >= max(150, 0.08 * mass):
            chosen, mass = ancestor, mass + more
        branch = ancestor
    return chosen


def _mass(element: HtmlElement) -> int:
    """Characters of running text."""
    if not isinstance(element.tag, str):
        return 0
    return sum(
        len(block.text)
        for block in blocks(element)
        if len(block.text) > 60 and block.link_share < 0.25 and _SENTENCE.search(block.text) and not block.caption
    )


def _ancestors(block: Block) -> list[HtmlElement]:
    """The containers of a block, nearest first; a paragraph is not its own container, a div with bare text is."""
    element = block.element
    assert element is not None
    found: list[HtmlElement] = []
    if element.tag in ("div", "section", "article", "main", "td", "body", "center") or element.tag not in BLOCK_TAGS:
        found.append(element)
    parent = element.getparent()
    while parent is not None and len(found) < len(_SHARES):
        if parent.tag in ("html",):
            break
        # Lists, quotations and table rows only carry their own; what counts is what holds them.
        if parent.tag not in ("ul", "ol", "li", "blockquote", "tr", "tbody", "thead", "dl"):
            found.append(parent)
        parent = parent.getparent()
    return found


def before_container(
    root: HtmlElement, whole: Sequence[Block], container: HtmlElement, title: HtmlElement | None
) -> list[Block]:
    """Blocks between the headline and the container: where outlets set a lead apart."""
    inside = set(container.iter())
    if title is None or title in inside:
        return []
    started = False
    found = []
    after_title = set()
    for element in root.iter():
        if element is title:
            started = True
        elif element is container:
            break
        elif started:
            after_title.add(element)
    for block in whole:
        if block.element in inside:
            break
        if block.element in after_title and block.element is not title:
            found.append(block)
    return found


def second_opinion(html: str, url: str) -> list[str]:
    """trafilatura's paragraphs, with readability's where trafilatura finds next to nothing. Slow: some 20 ms a page."""
    import trafilatura

    text = trafilatura.extract(
        html, url=url, include_comments=False, include_tables=True, favor_precision=True, deduplicate=False
    )
    # It marks list items with a dash.
    paragraphs = [p.strip().removeprefix("- ") for p in (text or "").split("\n") if p.strip()]
    if sum(map(len, paragraphs)) >= WEAK:
        return paragraphs
    from lxml.etree import LxmlError
    from lxml.html import document_fromstring
    from readability import Document

    try:
        summary = Document(html).summary(html_partial=True)
        other = [b.text for b in blocks(document_fromstring(summary)) if b.link_share < 0.5]
    except (LxmlError, ValueError, AttributeError, TypeError):
        return paragraphs
    return other if sum(map(len, other)) > sum(map(len, paragraphs)) else paragraphs
