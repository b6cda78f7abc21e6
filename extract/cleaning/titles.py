"""The headline: what the head of the page tells and what the page shows, and which of them is right.

Heads carry the outlet's name, the section, a page number, or are cut short; pages carry slogans as h1, kickers inside
the headline, capitals by the machine. Where both agree in their letters, the page's own wording rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any

from lxml.html import HtmlElement

from extract.cleaning.decoding import plain_letters, tidy
from extract.cleaning.metadata import letters, meta
from extract.cleaning.selecting import select

_SEPARATOR = re.compile(r"\s+(?:[-–—|•»·/~]|::?|>)\s+|\s*\|\s*|:\s+|\s*»\s*")
# Those that hardly stand inside a headline.
_BARS = re.compile(r"\s+[-–—|•»·~]\s+|\s*\|\s*|\s*»\s*")
_TITLE_NAMES = re.compile(
    r"(?:^|[\s_-])(?:title|judul\w*|jdl|headline|heading|arttitle|tit)(?=$|[\s_-])", re.IGNORECASE
)
_LIST_NAMES = re.compile(
    r"related|terkait|sidebar|widget|popul|latest|terbaru|terkini|lainnya|other|carousel|comment|breadcrumb|menu|navbar|share|recent|card",
    re.IGNORECASE,
)
# A page number hung onto the headline in the head, or by an outlet's paging.
_PAGED = re.compile(r"\s*(?:[-–—|(,]\s*)?\b(?:halaman|hal\.?|page|laman)\s*(?:all|semua|\d+(?:\s*(?:dari|of|/)\s*\d+)?)\)?\s*$", re.IGNORECASE)  # fmt: skip
_GENERIC = re.compile(
    r"^(?:beranda|home(?:page)?|halaman utama|index|untitled.*|detail (?:berita|artikel)|berita(?: terkini)?|news|artikel|post|"
    r"(?:website|situs|portal|laman)(?: web)?(?: resmi| berita)?\b.*|selamat datang.*|welcome.*)$",
    re.IGNORECASE,
)
_FURNITURE = re.compile(
    r"^(?:berita (?:terkait|lain(?:nya)?|populer|terbaru|terkini)|artikel terkait|terpopuler|komentar|related.*|baca juga.*|tinggalkan.*|leave a.*|detail berita|pos-pos terbaru|arsip.*|kategori)\W*$",
    re.IGNORECASE,
)


def find_title(
    root: HtmlElement, linked: Sequence[dict[str, Any]], names: Sequence[str], hinted: str | None, selector: str | None
) -> tuple[str | None, HtmlElement | None]:
    """(title, the element that shows it)."""
    if selector:
        for element in select(root, selector):
            if text := tidy(element.text_content()):
                return without_outlet(text, names), element
    told = [t for t in dict.fromkeys(_told(root, linked, hinted, names)) if t]
    shown = list(_shown(root))
    for _, element in shown:
        if (line := _first_line(element)) and any(_begins(line, told_text) for told_text in told):
            return plain_letters(without_outlet(line, names)), element
    for text, element in shown:
        for told_text in told:
            if agreed := _agreed(text, told_text):
                if agreed.isupper():
                    key = letters(agreed)
                    cased = [_as_told(agreed, t, key) for t in told if not t.isupper() and key in letters(t)]
                    agreed = cased[0] if cased else agreed
                return plain_letters(without_outlet(agreed, names)), element
    if anywhere := _shown_anywhere(root, told):
        return plain_letters(without_outlet(anywhere[0], names)), anywhere[1]
    own = {letters(n) for n in names}
    useful = [t for t in told if letters(t) not in own and not _GENERIC.match(t) and len(t.split()) > 1]
    heads = [(t, e) for t, e in shown if letters(t) not in own and not _GENERIC.match(t) and len(t.split()) > 2]
    best = max(heads, key=lambda pair: _weight(*pair), default=None)
    if best and (not useful or (best[1].tag == "h1" and _overlap(best[0], useful[0]) >= 2)):
        return plain_letters(without_outlet(best[0], names)), best[1]
    if useful:
        # The head may tell a slogan of few words, the same on all pages; then the headline stands large above the text.
        large = _large(root, own) if len(useful[0].split()) <= 4 else None
        return plain_letters(large[0] if large else useful[0]), large[1] if large else None
    if best:
        return plain_letters(without_outlet(best[0], names)), best[1]
    if large := _large(root, own):
        return plain_letters(large[0]), large[1]
    return None, None


def _told(
    root: HtmlElement, linked: Sequence[dict[str, Any]], hinted: str | None, names: Sequence[str]
) -> Iterator[str]:
    raw = [tidy(node["headline"]) for node in linked if isinstance(node.get("headline"), str)]
    raw += [value for name in ("og:title", "twitter:title", "title", "dc.title") if (value := meta(root, name))]
    title = root.find(".//title")
    if title is not None and title.text:
        raw.append(tidy(title.text))
    if hinted:
        raw.append(tidy(hinted))
    whole = [_PAGED.sub("", without_outlet(_PAGED.sub("", text), names)) for text in raw]
    yield from whole
    for text in whole:
        # "Headline • Section": the headline is the piece that is long beside the others.
        parts = _BARS.split(text)
        longest = max(parts, key=len)
        if len(parts) > 1 and len(longest.split()) >= 4 and all(len(p.split()) <= 2 for p in parts if p is not longest):
            yield longest


def _shown(root: HtmlElement) -> Iterator[tuple[str, HtmlElement]]:
    """Elements that may show the headline: headings, then whatever is named as one; first levels first."""
    found: dict[HtmlElement, str] = {}
    for level in ("h1", "h2", "h3", "h4"):
        for element in root.iter(level):
            found[element] = level
    for element in root.iter("div", "span", "font", "p", "td", "b", "strong"):
        if _TITLE_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}") or element.get("itemprop") in ("headline", "name"):  # fmt: skip
            found[element] = "other"
    for element in found:
        # A headline has 300 characters at most; blanks of the source come on top.
        raw = element.text_content()
        text = tidy(raw) if len(raw) < 3000 else ""
        if 8 <= len(text) <= 300 and not _FURNITURE.match(text) and not _elsewhere(element):
            yield text, element


def _first_line(element: HtmlElement) -> str | None:
    """What stands before a deck that is set into the headline's own element, behind a break or as <small>."""
    cut = next((child for child in element if child.tag in ("br", "small", "div", "p", "h2", "h3")), None)
    if cut is None or not (cut.text_content().strip() or (cut.tail or "").strip() or cut.getnext() is not None):
        return None
    before = [element.text or ""]
    for child in element:
        if child is cut:
            break
        before += [child.text_content(), child.tail or ""]
    text = tidy("".join(before))
    return text if len(text.split()) >= 4 else None


def _begins(line: str, told: str) -> bool:
    """The head tells exactly the first line, or a beginning of it that was cut."""
    a, b = letters(line), letters(told)
    return a == b or (len(b) >= 15 and told.rstrip().endswith(("...", "…")) and a.startswith(b))


def _shown_anywhere(root: HtmlElement, told: Sequence[str]) -> tuple[str, HtmlElement] | None:
    """What the head tells, or a piece of it between separators, word for word in an element without any name."""
    keys: dict[str, str] = {}
    for text in told:
        parts = _SEPARATOR.split(text)[:6]
        for first in range(len(parts)):
            for last in range(first + 1, len(parts) + 1):
                piece = "".join(parts[first:last])
                if len(piece.split()) >= 4:
                    keys.setdefault(letters(piece), piece)
    if not keys:
        return None
    lengths = range(min(map(len, keys)), max(map(len, keys)) * 2 + 40)
    for element in root.iter("div", "span", "font", "p", "td", "th", "b", "strong", "big", "center", "a", "h5", "h6"):
        raw = element.text or ""
        if len(raw) not in lengths and len(raw.strip()) not in lengths:
            continue
        if letters(raw) in keys and not _elsewhere(element) and element.get("href") is None:
            text = tidy(raw)
            return (keys[letters(raw)] if text.isupper() else text), element
    return None


def _elsewhere(element: HtmlElement) -> bool:
    """In the site's own head, a menu, or a list of other articles."""
    # Real pages nest some thirty deep; broken ones a thousand.
    for ancestor in islice(element.iterancestors(), 60):
        names = f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}"
        if ancestor.tag in ("article", "main"):
            return False
        if ancestor.tag in ("nav", "aside", "footer") or (ancestor.tag == "header" and "site" in names):
            return True
        if ancestor.tag in ("div", "li", "ul", "section") and _LIST_NAMES.search(names):
            # "content-with-sidebar" wraps whole pages
            return len(ancestor.text_content()) < 1500
    return False


_LARGE_STYLE = re.compile(
    r"font-size\s*:\s*(?:(?:1[6-9]|[2-9]\d)(?:\.\d+)?px|(?:1[4-9]|[2-9]\d)pt|(?:1\.[3-9]|[2-9])\d*r?em|x+-large|large)",
    re.IGNORECASE,
)


def _large(root: HtmlElement, own: set[str]) -> tuple[str, HtmlElement] | None:
    """The first words in large letters that read like a headline and lead nowhere."""
    for element in root.iter("font", "big", "b", "strong", "span", "div", "td", "p", "h5", "h6"):
        size = element.get("size") or ""
        large = element.tag == "big" or size in ("4", "5", "6", "7", "+1", "+2", "+3") or _LARGE_STYLE.search(element.get("style") or "")  # fmt: skip
        if not large:
            continue
        raw = element.text_content()
        text = tidy(raw) if len(raw) < 400 else ""
        if 4 <= len(text.split()) <= 25 and letters(text) not in own and element.find(".//a") is None and not _FURNITURE.match(text) and not text.endswith("."):  # fmt: skip
            return text, element
    return None


def _weight(text: str, element: HtmlElement) -> float:
    """How much a heading looks like the page's own headline, where no head confirms it."""
    weight = {"h1": 4.0, "h2": 2.5, "h3": 1.5}.get(str(element.tag), 0.5)
    if _TITLE_NAMES.search(f"{element.get('class') or ''} {element.get('id') or ''}"):
        weight += 2
    weight += min(len(text.split()), 12) / 4
    parent = element.getparent()
    if element.find(".//a") is not None or (parent is not None and parent.tag == "a"):
        weight -= 2.5
    return weight


def _agreed(shown: str, told: str) -> str | None:
    """The right wording where both are the same headline, else None."""
    a, b = letters(shown), letters(told)
    if not a or not b:
        return None
    if a == b:
        return told if shown.isupper() and not told.isupper() else shown
    if len(b) >= 15 and (a.endswith(b) or a.startswith(b)):
        cut = told.rstrip().endswith(("...", "…"))
        if a.startswith(b) and (cut or len(a) - len(b) > 25):
            # The head's is cut short; or the page hangs a deck onto the headline.
            return shown if cut or len(b) > 55 else told
        if a.startswith(b):
            return shown if re.search(r"[\w”\"’!?%)]$", shown) and len(b) > 50 else told
        return told
    if len(a) >= 15 and (b.startswith(a) or b.endswith(a)):
        return _as_told(shown, told, a) if shown.isupper() and not told.isupper() else shown
    return None


def _as_told(shown: str, told: str, key: str) -> str:
    """Capitals by the machine are undone: the piece of the head that has the same letters."""
    words = told.split()
    for number in range(len(words)):
        for piece in (" ".join(words[: number + 1]), " ".join(words[number:])):
            if letters(piece) == key:
                return piece.rstrip(" |•-–—:·»/")
    return shown


def _overlap(one: str, other: str) -> int:
    return len(set(re.findall(r"\w+", one.lower())) & set(re.findall(r"\w+", other.lower())))


def without_outlet(title: str, names: Sequence[str]) -> str:
    """Without the outlet's suffix or prefix. A dash or colon inside a headline stays: only the outlet's names go."""
    own = {letters(n) for n in names if n}
    parts = _SEPARATOR.split(title)
    marks = _SEPARATOR.findall(title)
    while len(parts) > 1 and _is_name(parts[-1], own):
        parts.pop()
        marks.pop()
    while len(parts) > 1 and _is_name(parts[0], own):
        parts.pop(0)
        marks.pop(0)
    return tidy(parts[0] + "".join(m + p for m, p in zip(marks, parts[1:], strict=True)))


def _is_name(part: str, own: set[str]) -> bool:
    mine = letters(part)
    if not mine:
        return True
    for name in own:
        if mine == name or (len(name) > 4 and mine in (f"{name}com", f"{name}id", f"{name}news", f"berita{name}", f"portal{name}")):  # fmt: skip
            return True
        if len(name) > 5 and name in mine and len(mine) < len(name) + 14 and len(part.split()) <= 4:
            return True
    return bool(
        re.fullmatch(r"(?:\w+ )?[\w-]+\.(?:com|co\.id|id|net|org|news|co|go\.id)(?: \w+)?", part.strip(), re.IGNORECASE)
    )
