"""What a block is by its shape and its neighbours: caption, label, another article's headline, the head of a box."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

from lxml.html import HtmlElement

from extract.cleaning.blocks import Block
from extract.cleaning.furniture import sentence_like

BYLINE = re.compile(
    r"^\W*(?:oleh|by|(?:di)?tulis(?:an)? oleh|penulis|reporter|laporan|pewarta|jurnalis|wartawan|kontributor|(?:di)?post(?:ing|ed)? (?:oleh|by)|admin|editor|redaktur)\b",
    re.IGNORECASE,
)
_BOXES = ("div", "section", "aside", "table", "td", "blockquote", "figure", "ul", "center")


_NO_LETTERS = re.compile(r"\W+")


@lru_cache(maxsize=2048)
def key(text: str) -> str:
    """Letters and digits alone: two copies of a paragraph have one key. One page asks for the same ones many times."""
    return _NO_LETTERS.sub("", text).casefold()


def announced(block: Block, text: str, label: Block) -> bool:
    """The headline that a label before it announced: a link, or words that end as no sentence does."""
    if block.link_share > 0.6:
        return True
    if block.tag == "li" and label.tag != "li" and block.link_share == 0:
        return _reads_like_headline(text)
    if block.heading and not (len(text.split()) >= 5 and _reads_like_headline(text)):
        return False
    return not sentence_like(text) and len(text) < 200 and not text.endswith((":", ";", ","))


def heads_links(block: Block, text: str, found: Sequence[Block], number: int) -> bool:
    """A few words right before a headline that is one link: a label, whatever it says."""
    if (
        len(text.split()) > 5
        or sentence_like(text)
        or text.endswith((";", ","))
        or block.link_share > 0
        or block.tag in ("td", "th", "li", "dd")
    ):
        return False
    if block.heading and any(b.tag == block.tag and b is not block and b.link_share == 0 for b in found):
        # One of the article's own subheadings, with a box set right behind it.
        return False
    following = found[number + 1] if number + 1 < len(found) else None
    if text.endswith(":") and any(b.tag == "li" and b.link_share == 0 for b in found[number + 2 : number + 4]):
        # It announces a list of the article's own; the link was set between.
        return False
    return following is not None and len(following.text.split()) >= 4 and not sentence_like(following.text) and is_link(following, following.text)  # fmt: skip


def nothing_more(rest: Sequence[Block], kept: Sequence[tuple[str, Block]]) -> bool:
    """No run of real sentences in it, and no brother of the paragraphs before that reads like them."""
    running = [b for b in rest if sentence_like(b.text) and b.link_share < 0.2 and len(b.text) > 60]
    homes = {_home(block) for _, block in kept} - {None}
    if any(_home(b) in homes for b in running):
        return False
    return sum(len(b.text) for b in running if len(b.text) > 80) < 200


def _home(block: Block) -> tuple[HtmlElement | None, str, str | None] | None:
    """What brothers have in common: parent, tag and class."""
    element = block.element
    if element is None:
        return None
    if element.tag not in ("p", "div"):
        # Bare text: the element that holds it is all that its pieces share.
        return element, "", None
    return element.getparent(), element.tag, element.get("class")


def is_caption(block: Block, text: str) -> bool:
    """The only text of an element of its own, right behind a picture."""
    element = block.element
    if not block.after_image or element is None or len(text) > 320:
        return False
    if element.tag == "p":
        return len(text) < 250 and (block.all_italic or (len(text) < 200 and _dressed_alone(element)))
    if element.tag not in ("div", "span", "td", "small", "center", "section", "figure", "dd"):
        return False
    parent = element.getparent()
    if parent is None or len(" ".join(element.text_content().split())) > len(text) + 40:
        return False
    shape = (element.tag, element.get("class"), element.get("style"))
    alike = sum(1 for other in parent if (other.tag, other.get("class"), other.get("style")) == shape)
    return alike == 1 or element.tag == "td"


def _dressed_alone(paragraph: HtmlElement) -> bool:
    """A paragraph with a class of its own among brothers without it."""
    name, parent = paragraph.get("class"), paragraph.getparent()
    if not name or parent is None:
        return False
    return not any(other is not paragraph and other.get("class") == name for other in parent.iterchildren("p"))


def is_link(block: Block, text: str) -> bool:
    """A paragraph that is one link: a headline of another article. A web address in a list is none."""
    if block.link_share < 0.9 or len(text) > 260:
        return False
    hrefs = {r.href for r in block.runs if r.href and r.text.strip()}
    if all(h and h.startswith(("#", "mailto:", "tel:")) for h in hrefs):
        return len(text.split()) < 4
    # Several links with text of their own in one sentence: tags or a list of names; a sentence that ends as one stays.
    return len(hrefs) == 1 or not sentence_like(text)


def is_headline(block: Block, text: str, linked: Callable[[], frozenset[str]]) -> bool:
    """Another article's headline set as a paragraph: the page links to it elsewhere, or it is written as headlines are."""
    words = text.split()
    if BYLINE.match(text) or not 5 <= len(words) <= 22 or sentence_like(text) or text.endswith((":", ";", ",")) or block.tag in ("li", "td", "th", "dd", "blockquote"):  # fmt: skip
        return False
    if key(text) in linked():
        return True
    # Subheadings are short, and stand in heading tags; capitals throughout may be a signature or shouting.
    return not block.heading and len(words) >= 7 and not text.isupper() and _reads_like_headline(text, 0.85)


def _reads_like_headline(text: str, share: float = 0.7) -> bool:
    """Written as headlines are, long words with a capital."""
    words = text.split()
    long = [w for w in words if len(w) > 3 and w[0].isalpha()]
    return 4 <= len(words) <= 22 and not text.endswith((";", ",", ".", ":")) and sum(w[0].isupper() for w in long) >= share * len(long)  # fmt: skip


def box_of(block: Block) -> HtmlElement | None:
    """The small element that begins with this block: what a mark or label heads."""
    element = block.element
    if element is not None and element.tag not in _BOXES:
        element = element.getparent()
    if element is None or element.tag not in _BOXES:
        return None
    whole = " ".join(element.text_content().split())
    return element if len(block.text) + 8 < len(whole) < 400 and whole.startswith(block.text[:40]) else None


def inside(block: Block, box: HtmlElement) -> bool:
    element = block.element
    return element is not None and (element is box or box in element.iterancestors())
