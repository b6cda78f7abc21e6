"""A piece of the tree → its blocks of text, in order, with what decides about each: tag, links, emphasis."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from lxml.html import HtmlElement

from extract.cleaning.decoding import tidy

BLOCK_TAGS = frozenset(
    """
    p div section article main header footer li ul ol dl dt dd table tbody thead tfoot tr td th
    blockquote pre h1 h2 h3 h4 h5 h6 figure figcaption center address hr details summary fieldset body
    aside nav
    """.split()
)
_BREAK = "\n"
_SOURCE_BREAK, _SOURCE_BLANKS = re.compile(r"[\t-\r\x1c-\x1f]"), re.compile(r"\s+")
# Names of captions, English and Indonesian ("ket-foto", "ket_gambar", "keterangan").
CAPTION_NAME = re.compile(
    r"caption|(?:^|[\s_-])ket(?:erangan)?[-_]?(?:foto|gambar|img)?(?=$|[\s_-])|foto-?ket|credit-?photo|photo-?credit",
    re.IGNORECASE,
)
_BOLD = frozenset({"b", "strong", "em", "i", "u", "mark"})
_SILENT = frozenset(
    """
    script style noscript template svg iframe button select textarea form video audio object head ins
    """.split()
)


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of inline text of one kind."""

    text: str
    href: str | None = None
    bold: bool = False


@dataclass(slots=True)
class Block:
    """One paragraph, list item, heading or table cell."""

    tag: str
    runs: list[Run] = field(default_factory=list)
    element: HtmlElement | None = None
    caption: bool = False
    after_image: bool = False
    _text: str | None = None

    @property
    def text(self) -> str:
        """Kept once asked for: by then all runs are in."""
        if self._text is None:
            self._text = tidy("".join(run.text for run in self.runs))
        return self._text

    @property
    def link_share(self) -> float:
        """Share of the block's letters that stand in links."""
        total = sum(len(r.text.strip()) for r in self.runs)
        return sum(len(r.text.strip()) for r in self.runs if r.href) / total if total else 0.0

    @property
    def heading(self) -> bool:
        return self.tag in ("h1", "h2", "h3", "h4", "h5", "h6")

    @property
    def all_italic(self) -> bool:
        return self.element is not None and all(
            child.tag in ("em", "i", "small", "img", "br", "a") or not tidy(child.text_content()) for child in self.element
        ) and not tidy((self.element.text or "") + "".join(child.tail or "" for child in self.element))  # fmt: skip

    @property
    def all_bold(self) -> bool:
        return all(r.bold for r in self.runs if r.text.strip())


def blocks(root: HtmlElement) -> list[Block]:
    """The blocks of a piece of the tree. Two <br> in a row, or one after a full stop, end a block."""
    found: list[Block] = []
    current = Block("p", element=root)
    image = False

    def close(tag: str, element: HtmlElement, caption: bool) -> None:
        nonlocal current, image
        if any(run.text.strip() for run in current.runs):
            found.extend(_split(current))
            image = False
        current = Block(tag, element=element, caption=caption, after_image=image)

    for kind, element, text, href, bold, tag, caption in _walk(root):
        if kind == "block":
            close(tag, element, caption)
        elif kind == "image":
            image = True
            # Text that stood before the picture in the same block is no caption.
            current.after_image = not any(run.text.strip() for run in current.runs)
        elif text:
            current.runs.append(Run(text, href, bold))
    found.extend(_split(current))
    return [block for block in found if block.text]


def _split(block: Block) -> Iterator[Block]:
    """A block cut at its line breaks, where these separate paragraphs."""
    if not any(_BREAK in run.text for run in block.runs):
        if block.runs:
            yield block
        return
    wrapped = _is_wrapped("".join(run.text for run in block.runs))
    pieces: list[list[Run]] = [[]]
    breaks = 0
    for run in block.runs:
        for number, part in enumerate(run.text.split(_BREAK)):
            if number:
                breaks += 1
            if not part.strip():
                if pieces[-1] and part:
                    pieces[-1].append(Run(part, run.href, run.bold))
                continue
            before = "".join(r.text for r in pieces[-1]).rstrip()
            # One break inside a sentence is a hard line break of the editor's window, not a new paragraph.
            single = breaks == 1 and not wrapped and (not before or _ENDED.search(before) or len(before) < 60)
            if breaks >= 2 or single:
                pieces.append([])
            elif breaks:
                pieces[-1].append(Run(" "))
            breaks = 0
            pieces[-1].append(Run(part, run.href, run.bold))
    for piece in pieces:
        if piece:
            yield Block(block.tag, piece, block.element, block.caption, block.after_image)
            block.after_image = False


# A sentence, or a day with its clock.
_ENDED = re.compile(r"[.!?:;”\"’)\]*]$|\d[.:]\d\d(?: (?:wita|wib|wit))?$|\b(?:kali|views?|komentar)$", re.IGNORECASE)


def _is_wrapped(text: str) -> bool:
    """Paragraphs are parted by two breaks, and lines broken at the editor's width: then one break parts nothing."""
    lines = [line.strip() for line in text.split(_BREAK)]
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
    empty = any(not line for line in lines[1:-1])
    inside = sum(1 for a, b in pairs if not _ENDED.search(a) and len(a) > 30)
    return empty and inside >= 2 and inside >= 0.4 * len(pairs)


def _walk(root: HtmlElement) -> Iterator[tuple[str, HtmlElement, str, str | None, bool, str, bool]]:
    """Events in document order: ("block", …) where a block starts or ends, ("text", …) for its text."""
    stack: list[tuple[HtmlElement, str | None, bool, str, bool, bool]] = [(root, None, False, "p", False, False)]
    while stack:
        element, href, bold, tag, caption, leaving = stack.pop()
        name = element.tag if isinstance(element.tag, str) else ""
        if leaving:
            if name in BLOCK_TAGS:
                # What follows stands in the parent, not in the element that ends here.
                home = element.getparent() if element is not root else element
                yield "block", element if home is None else home, "", None, False, tag, caption
            if element is not root and element.tail:
                yield "text", element, _flat(element.tail, name), href, bold, tag, caption
            continue
        if not name or name in _SILENT:
            if element is not root and element.tail:
                yield "text", element, _flat(element.tail, name), href, bold, tag, caption
            continue
        inner_tag, inner_caption = tag, caption
        if name in BLOCK_TAGS:
            inner_tag = name
            inner_caption = (
                caption or name == "figcaption" or CAPTION_NAME.search(element.get("class") or "") is not None
            )
            yield "block", element, "", None, False, inner_tag, inner_caption
        # What follows an element belongs to its parent: link, emphasis and tag go back to what they were.
        stack.append((element, href, bold, tag, caption, True))
        if name in ("img", "amp-img", "picture"):
            yield "image", element, "", None, False, tag, caption
            continue
        if name == "br":
            yield "text", element, _BREAK, href, bold, tag, caption
            continue
        inner_href = (element.get("href") or href) if name == "a" else href
        inner_bold = bold or name in _BOLD
        if element.text:
            yield "text", element, _flat(element.text, name), inner_href, inner_bold, inner_tag, inner_caption
        for child in reversed(element):
            stack.append((child, inner_href, inner_bold, inner_tag, inner_caption, False))


# An empty line of the source behind a finished sentence: a body without tags, shown in paragraphs by style alone.
_EMPTY_LINE = re.compile(r"(?<=[.!?”\"’)])[ \t\r]*\n\s*\n\s*(?=\S)")


def _flat(text: str, name: str) -> str:
    """Source line breaks are blanks, except in <pre>, and where an empty line parts two paragraphs."""
    if name == "pre" or not _SOURCE_BREAK.search(text):
        return text
    if "\n" not in text:
        return _SOURCE_BLANKS.sub(" ", text)
    return (_BREAK * 2).join(_SOURCE_BLANKS.sub(" ", piece) for piece in _EMPTY_LINE.split(text))
