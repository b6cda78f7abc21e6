"""Takes out of the tree what is no part of any article, by tag and by the vocabulary of class and id names."""

from __future__ import annotations

import re
from functools import lru_cache

from lxml.html import HtmlElement

_TAGS = tuple(
    """
    script style noscript template iframe svg form button select textarea nav aside video audio object
    embed ins dialog input amp-ad amp-carousel amp-sidebar amp-social-share amp-embed amp-iframe
    amp-youtube map progress menu
    """.split()
)
# Whole names, or parts of names between - and _ and blanks. "share" must not hit "shared-content".
_JUNK = re.compile(
    r"(?:^|[\s_-])(?:"
    r"related|relates?|terkait|baca-?juga|bacajuga|simak-?juga|lihat-?juga|read-?also|also-?read|see-?also|inline-?(?:related|post)|"
    r"jnews_inline_related_post|jeg_(?:share|postblock|prevnext|popup|meta)\w*|"
    r"share|shares|sharing|sharedaddy|social|socials|sosmed|addtoany|addthis|a2a|"
    r"comments?|komentar|disqus|respond|comment-?form|fb-comments|"
    r"sidebar|side-?bar|widget|widgets|popular|populer|terpopuler|trending|terkini|latest|terbaru|rekomendasi|recommend(?:ed|ation)?s?|"
    r"carousel|slider|swiper|owl|slick|gallery-?thumb|"
    r"advert\w*|ads?|iklan|banner|sponsor(?:ed)?|promo|adsense|adsbygoogle|"
    r"breadcrumbs?|pagination|paging|nav|navbar|navigation|menu|prev-?next|post-?nav|nextpost|"
    r"author-?(?:box|bio|info|name|card)?|about-?author|penulis-?box|td-author-name|"
    r"tags?|tagcloud|post-?tags?|tag-?list|"
    r"newsletter|subscribe|langganan|follow|google-?news|whatsapp-?channel|"
    r"cookie|popup|modal|toast|chat|login|signup|"
    r"views?|post-?views|td-post-views|counter|dibaca|hits|reading-?time|"
    r"copyright|footer|site-?footer|colophon|skip-?link|screen-reader-text|sr-only|hidden-print|"
    r"rating-?stars?|kk-star-ratings|polls?|polling|kuis|quiz|donasi|donation|reactions?|snax-\w+|transkrip|transcript|toc|ez-toc\w*|lwptoc|"
    r"more-?(?:news|posts|stories)|berita-?(?:lain|lainnya|terkait|populer|terbaru)|artikel-?(?:lain|lainnya|terkait)|lainnya|"
    r"infinite-?scroll|next-?article|jp-relatedposts|yarpp\w*|crp_related|outbrain|taboola|mgid\w*|mgbox"
    r")(?=$|[\s_-])",
    re.IGNORECASE,
)
# A name that says "this is the article" protects its element, whatever else the name says ("post-content-share-wrapper" apart).
_KEEP = re.compile(
    r"(?:^|[\s_-])(?:article-?body|articlebody|entry-?content|post-?content|content-?inner|post-?body|detail-?(?:text|body|content|isi)|"
    r"isi-?(?:berita|artikel)|body-?text|read__content|the-?content|single-?content|news-?content|entry|hentry|single|post|article|content|detail|main|konten|berita)(?=$|[\s_-])",
    re.IGNORECASE,
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def prune(root: HtmlElement) -> int:
    """Changes the tree in place. Text that follows an element taken out stays. The number of teasers taken out."""
    keep_tail = []
    for element in root.iter():
        if not isinstance(element.tag, str):
            keep_tail.append(element)
            continue
        if element is root or element.tag in ("html", "body"):
            continue
        if element.tag in _TAGS or _is_junk(element):
            keep_tail.append(element)
    for element in keep_tail:
        if element.getparent() is not None:
            element.drop_tree()
    return _drop_teasers(root)


def _drop_teasers(root: HtmlElement) -> int:
    """Rows of brothers that each begin with a linked headline: other articles, whatever the page calls them."""
    rows: list[HtmlElement] = []
    labels: list[HtmlElement] = []
    for parent in root.iter("ul", "ol", "div", "section", "tbody", "td", "main", "article", "body"):
        alike: dict[tuple[str, str], list[HtmlElement]] = {}
        for child in parent:
            if child.tag in ("li", "div", "article", "section", "tr", "a", "h2", "h3", "h4", "h5"):
                alike.setdefault((child.tag, child.get("class") or ""), []).append(child)
        for group in alike.values():
            if len(group) >= 2:
                teasers = [child for child in group if _is_teaser(child)]
                if len(teasers) >= 2 and len(teasers) >= 0.7 * len(group):
                    rows += teasers
                    if (label := _label_above(teasers[0])) is not None:
                        labels.append(label)
    for element in rows:
        if element.getparent() is not None:
            element.drop_tree()
    for label in labels:
        if label.getparent() is not None:
            label.drop_tree()
    return len(rows)


def _label_above(teaser: HtmlElement) -> HtmlElement | None:
    """The few words that head a row of teasers."""
    for element in (teaser, teaser.getparent()):
        before = element.getprevious() if element is not None else None
        if before is not None:
            words = before.text_content().split()
            plain = before.tag in ("p", "div", "span", "b", "strong", "header", "small", "h2", "h3", "h4", "h5", "h6")
            alone = not (before.tail or "").strip() and not (
                element is not None and element is not teaser and (element.text or "").strip()
            )
            return (
                before
                if plain
                and alone
                and 0 < len(words) <= 5
                and words[-1][-1] not in '.!?”")'
                and ":" not in " ".join(words)[:-1]
                else None
            )
        if element is not None and (element.text or "").strip():
            return None
    return None


def _is_teaser(element: HtmlElement) -> bool:
    """Its first words are a link of some length, and little or no text that is not linked goes with it."""
    links = [element] if element.tag == "a" else list(element.iter("a"))
    if not links or len(links) > 6:
        return False
    linked = [text for a in links if a.get("href") and len((text := " ".join(a.text_content().split())).split()) >= 4]
    if not linked:
        return False
    whole = " ".join(element.text_content().split())
    if len(whole) > 600:
        return False
    return whole.find(linked[0]) < 40 or sum(map(len, linked)) > 0.6 * len(whole)


def _is_junk(element: HtmlElement) -> bool:
    names = f"{element.get('class') or ''} {element.get('id') or ''}".strip()
    role = element.get("role") or ""
    if role in ("navigation", "complementary", "search", "dialog", "alert", "banner", "contentinfo"):
        return True
    if (
        element.get("hidden") is not None
        or _HIDDEN.search(element.get("style") or "")
        or element.get("aria-hidden") == "true"
    ):
        return True
    if element.tag == "footer":
        return not _mostly_text(element)
    if not names:
        return False
    junk, keep = _verdict(names)
    if not junk:
        return False
    if element.tag in ("p", "h1", "figure", "figcaption", "article", "main", "html", "time"):
        return element.tag == "p" and not keep
    if keep:
        # "td-post-content tagdiv-type", "single-post has-sidebar": only a box without running text goes.
        return not _mostly_text(element)
    return not _holds_article(element)


@lru_cache(maxsize=65536)
def _verdict(names: str) -> tuple[bool, bool]:
    """(names junk, names the article): an outlet's pages share their few hundred names."""
    junk = bool(_JUNK.search(names))
    return junk, junk and bool(_KEEP.search(names))


def _mostly_text(element: HtmlElement) -> bool:
    """Running text of some length, not links."""
    text = len(element.text_content().strip())
    linked = sum(len(a.text_content().strip()) for a in element.iter("a"))
    return text > 250 and linked < text * 0.4


def _holds_article(element: HtmlElement) -> bool:
    """A wrapper that is named like junk, yet holds the page's paragraphs (class="content has-sidebar widget-area")."""
    paragraphs = [len(p.text_content()) for p in element.iter("p")]
    long = [n for n in paragraphs if n > 120]
    if len(long) < 4:
        return False
    linked = sum(len(a.text_content()) for a in element.iter("a"))
    return linked < sum(paragraphs) * 0.3
