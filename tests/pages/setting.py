"""What all page manners share: a set page, and the pieces that they put together."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from html import escape
from typing import Any

from tests.pages.stories import OTHERS, Story

MONTHS = [
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
]
DAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


@dataclass(frozen=True)
class Set:
    """One story set into a manner: pages as served (the first, then further ones) and what they should give."""

    url: str
    outlet: str
    pages: tuple[bytes, ...]
    expect: dict[str, Any]
    headers: tuple[tuple[str, str], ...] = (("Content-Type", "text/html; charset=UTF-8"),)
    timezone: str = "Asia/Makassar"
    layout: tuple[dict[str, Any], ...] = field(default=())


Manner = Callable[[Story], Set]
e = escape


def expected(story: Story, **more: Any) -> dict[str, Any]:
    """The story's own truth; `more` adds or overrides fields (None: the page must give none)."""
    return {"title": story.title, "text": "\n\n".join(story.texts), "published": story.when.isoformat(), **more}


def long_day(story: Story, *, padded: bool = False) -> str:
    """Kamis, 7 Februari 2019"""
    day = f"{story.when.day:02d}" if padded else str(story.when.day)
    return f"{DAYS[story.when.weekday()]}, {day} {MONTHS[story.when.month - 1]} {story.when.year}"


def plain(story: Story, pieces: list[tuple[str, str]] | None = None) -> list[str]:
    """The body in ordinary tags, one string an element; neighbouring list items share a list."""
    done: list[str] = []
    for kind, text in pieces if pieces is not None else list(story.body):
        if kind == "li":
            item = f"<li>{e(text, quote=False)}</li>"
            if done and done[-1].endswith("</ul>"):
                done[-1] = done[-1][:-5] + item + "</ul>"
            else:
                done.append(f"<ul>{item}</ul>")
            continue
        tag = {"p": "p", "h": "h3", "q": "blockquote"}[kind]
        done.append(f"<{tag}>{e(text, quote=False)}</{tag}>")
    return done


def with_after(elements: list[str], *extras: tuple[int, str]) -> str:
    """Elements joined, each extra put after the element of its number."""
    done = list(elements)
    for number, extra in sorted(extras, reverse=True):
        done.insert(min(number, len(done)), extra)
    return "\n".join(done)


def prefixed(elements: list[str], before: str) -> list[str]:
    """The dateline put into the first paragraph."""
    return [elements[0].replace("<p>", f"<p>{before}", 1), *elements[1:]]


def suffixed(elements: list[str], after: str) -> list[str]:
    """The credit put at the end of the last paragraph."""
    head, _, _ = elements[-1].rpartition("</p>")
    return [*elements[:-1], f"{head}{after}</p>"]


def cards(cls: str, number: int = 4, tag: str = "h3") -> str:
    """Teasers of other articles with picture, date and excerpt."""
    return "".join(
        f'<div class="{cls}"><a href="/x/{n}/"><img src="/t{n}.jpg" alt=""></a><{tag}><a href="/x/{n}/">{e(title)}</a></{tag}>'
        f"<span>{n + 1} jam yang lalu</span></div>"
        for n, title in enumerate(OTHERS[:number])
    )


def json_ld(story: Story, url: str, outlet: str, **more: Any) -> str:
    node = {
        "@context": "https://schema.org", "@type": "NewsArticle", "headline": story.title, "mainEntityOfPage": url,
        "datePublished": story.when.isoformat(), "author": {"@type": "Person", "name": story.writer},
        "publisher": {"@type": "Organization", "name": outlet}, **more,
    }  # fmt: skip
    return f'<script type="application/ld+json">{json.dumps(node, ensure_ascii=False)}</script>'


def graph(story: Story, *, title: str | None = None, site: str = "", time: bool = True, modified: str = "") -> str:
    """Open Graph and article metas."""
    found = f'<meta property="og:type" content="article"><meta property="og:title" content="{e(title or story.title)}">'
    if site:
        found += f'<meta property="og:site_name" content="{e(site)}">'
    if time:
        found += f'<meta property="article:published_time" content="{story.when.isoformat()}">'
    if modified:
        found += f'<meta property="article:modified_time" content="{modified}">'
    return found


def html(title: str, head: str, body: str, *, lang: str = "id", charset: str = "utf-8", attributes: str = "") -> str:
    declared = f'<meta charset="{charset}">' if charset else ""
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head>{declared}<title>{e(title)}</title>\n{head}\n'
        f"<style>.a{{color:#111}}</style><script>var dl=[];dl.push({{'p':1}});</script></head>\n"
        f"<body {attributes}>\n{body}\n</body></html>"
    )


def menu(*names: str) -> str:
    items = "".join(
        f'<li><a href="/{n.lower()}/">{n}</a></li>' for n in names or ("Beranda", "Bali", "Politik", "Opini")
    )
    return f"<ul>{items}</ul>"
