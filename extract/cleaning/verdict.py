"""Is it an article at all? A listing, a challenge, an error page that answers 200: told with the reason."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from lxml.html import HtmlElement

from extract.cleaning.blocks import Block
from extract.cleaning.decoding import tidy

# The shortest text that is indexed, in characters: a brief of two sentences.
MIN_CHARACTERS = 140
# A page without text of its own that shows so many teasers is a list.
LISTED = 6
# Under this many words a text is marked short.
SHORT_WORDS = 50
_ERROR = re.compile(
    r"^\W*(?:error\s*)?(?:404|403|410|500|502|503)\b|(?:halaman|berita|artikel|page|konten)\s+(?:yang anda cari\s+)?(?:tidak (?:dapat )?(?:ditemukan|tersedia)|not found|sudah dihapus)|\bnot found\b|tidak ditemukan$",
    re.IGNORECASE,
)
_CHALLENGE = re.compile(
    r"just a moment|attention required|checking your browser|verify(?:ing)? (?:that )?you are (?:a )?human|are you a robot|captcha|access denied|akses ditolak|please enable cookies|ddos protection|security check|request unsuccessful",
    re.IGNORECASE,
)
_SEARCH = re.compile(
    r"^(?:hasil (?:pencarian|penelusuran)|pencarian|search results?|you searched for|anda mencari|indeks berita)\b\W",
    re.IGNORECASE,
)
# Words that a name of an outlet or a headline may begin with, too: then more words follow.
_SHELF = re.compile(r"^(?:arsip|archives?|kategori|category|tag|label|topik)\b\W", re.IGNORECASE)
_SHELF_WORDS = 7
_LOGIN = re.compile(
    r"(?:login|masuk|log in|sign in|daftar|berlangganan|subscribe)\b.{0,60}(?:untuk|to) (?:melanjutkan|membaca|read|continue|lanjut)|(?:artikel|konten|berita) (?:ini )?(?:khusus|eksklusif) (?:untuk )?(?:pelanggan|member|anggota)",
    re.IGNORECASE,
)


def page_title(root: HtmlElement) -> str:
    title = root.find(".//title")
    return tidy(title.text or "") if title is not None else ""


def refused_early(root: HtmlElement, status: int) -> str | None:
    """Reasons that show before the body is looked for."""
    title = page_title(root)
    heads = " ".join(tidy(h.text_content()[:1000]) for h in islice(root.iter("h1"), 5))[:200]
    # The words that tell stand early; what follows is only measured for being there at all.
    body = " ".join(root.text_content()[:40_000].split())[:4000]
    if status >= 400:
        return f"the server answered {status}"
    if not body:
        return "the page is empty"
    if _CHALLENGE.search(title) or (len(body) < 1500 and _CHALLENGE.search(body)):
        return "a challenge or access page, not an article"
    if _ERROR.search(title) or (len(heads.split()) < 8 and _ERROR.search(heads)):
        return "an error page that answers 200"
    if any(_SEARCH.match(t) or (_SHELF.match(t) and len(t.split()) <= _SHELF_WORDS) for t in (title, heads)):
        return "a search or archive page"
    return None


def refused_late(root: HtmlElement, found: Sequence[Block], text: str) -> str | None:
    """Reasons that show once the text is there."""
    if len(text) < 600:
        whole = tidy(root.text_content())
        # Far down a page the words are a footer's, unless a password is asked for.
        if _LOGIN.search(whole[:6000]) or (root.xpath('//input[@type="password"]') and _LOGIN.search(whole)):
            return "behind a login"
    linked_heads = [b for b in found if b.heading and b.link_share > 0.8 and len(b.text) > 15]
    teasers = [
        b
        for b in found
        if re.search(
            r"(?:\[…\]|\[\.\.\.\]|\[&hellip;\]|\.\.\.|…)\s*(?:read more|selengkapnya|baca selengkapnya)?\W*$",
            b.text,
            re.IGNORECASE,
        )
    ]
    running = [b for b in found if b.link_share < 0.3 and len(b.text) > 80]
    if len(linked_heads) >= 4 and len(linked_heads) >= 0.6 * max(len(running), 1):
        return "a list of articles"
    if len(teasers) >= 4 and len(teasers) >= 0.6 * max(len(running), 1):
        return "a list of articles"
    return None
