"""What the press sets between the paragraphs of its articles: links to other articles, advertisements, calls to scroll.

Each dress is met on real pages of the manner; an article's number chooses which one it gets, so that all are shown.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup

Link = tuple[str, str]  # headline, address
Dress = Callable[[str, str], Markup]


def _paragraph(title: str, url: str) -> Markup:
    return Markup('<p><strong>Baca juga: <a href="{}">{}</a></strong></p>').format(url, title)


def _capitals(title: str, url: str) -> Markup:
    return Markup('<p>BACA JUGA: <a href="{}" rel="bookmark"><em>{}</em></a></p>').format(url, title)


def _spaced(title: str, url: str) -> Markup:
    return Markup('<p><span style="color:#b00;">Baca Juga :&nbsp; </span><a href="{}">{}</a></p>').format(url, title)


def _box(title: str, url: str) -> Markup:
    return Markup(
        '<div class="inline-box"><span class="label">Simak Juga</span><a href="{}"><img src="/thumb.jpg" alt=""><span>{}</span></a></div>'
    ).format(url, title)


def _list(title: str, url: str) -> Markup:
    return Markup('<p><b>Berita Terkait:</b></p><ul><li><a href="{}">{}</a></li></ul>').format(url, title)


def _table(title: str, url: str) -> Markup:
    return Markup(
        '<table class="sisip"><tbody><tr><td><b>Lihat juga:</b> <a href="{}">{}</a></td></tr></tbody></table>'
    ).format(url, title)


def _heading(title: str, url: str) -> Markup:
    return Markup('<h4>Baca Juga</h4><div><a href="{}">{}</a></div>').format(url, title)


def _bare(title: str, url: str) -> Markup:
    return Markup('<p><a href="{}">{}</a></p>').format(url, title)


DRESSES: dict[str, tuple[Dress, ...]] = {
    "paper": (_paragraph, _box, _list),
    "daily": (_table, _heading, _bare),
    "portal": (_spaced, _capitals, _list),
}
_ADS: dict[str, tuple[Markup, ...]] = {
    "paper": (
        Markup('<div class="adv"><small>ADVERTISEMENT</small><p>SCROLL TO CONTINUE WITH CONTENT</p></div>'),
        Markup("<p>- Advertisement -</p>"),
    ),
    "daily": (
        Markup("<p>Iklan</p>"),
        Markup("<p>Artikel dilanjutkan setelah iklan di bawah ini</p>"),
    ),
    "portal": (
        Markup('<div class="code-block"><p>Gulir untuk lanjut membaca</p></div>'),
        Markup("<p>Advertisement. Scroll to continue reading.</p>"),
    ),
}


def _bold_inside(block: Markup, title: str, url: str) -> Markup:
    """The link at the end of a paragraph, in bold."""
    linked = Markup(' <strong>(Baca juga: <a href="{}">{}</a>)</strong></p>').format(url, title)
    return Markup(str(block).removesuffix("</p>")) + linked


def woven(manner: str, number: int, blocks: Sequence[Markup], links: Sequence[Link]) -> list[Markup]:
    """The blocks with junk between them: every link once, an advertisement in every second article."""
    made = list(blocks)
    dresses = DRESSES[manner]
    for turn, (title, url) in enumerate(links):
        # Not before the second paragraph, nor behind the last one; the second link two paragraphs further down.
        place = min(2 + 2 * turn, len(made))
        if (number + turn) % 4 == 3 and len(blocks) > 2:
            made[place - 1] = _bold_inside(made[place - 1], title, url)
        else:
            made.insert(place, dresses[(number + turn) % len(dresses)](title, url))
    if number % 2:
        ads = _ADS[manner]
        made.insert(min(3, len(made)), ads[number // 2 % len(ads)])
    return made
