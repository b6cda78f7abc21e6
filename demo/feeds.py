"""What WordPress offers to machines: RSS, sitemaps, the REST collection of posts."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape

from demo.articles import Article, Outlet

_XML = '<?xml version="1.0" encoding="UTF-8"?>\n'


def rss(outlet: Outlet, home: str, posts: Sequence[tuple[Article, str]]) -> bytes:
    """(article, address) pairs as RSS 2.0, newest first, times in UTC as WordPress writes them."""
    items = "".join(
        f"<item><title>{escape(a.title)}</title><link>{escape(url)}</link>"
        f'<guid isPermaLink="false">{escape(home)}/?p={a.number}</guid>'
        f"<pubDate>{format_datetime(a.time.astimezone(UTC))}</pubDate><category><![CDATA[{a.section}]]></category>"
        f"<description><![CDATA[{beginning(a)} [&#8230;]]]></description></item>\n"
        for a, url in posts
    )
    newest = format_datetime(posts[0][0].time.astimezone(UTC))
    return (
        f'{_XML}<rss version="2.0"><channel><title>{escape(outlet.name)}</title><link>{escape(home)}</link>'
        f"<description>{escape(outlet.tagline)}</description><lastBuildDate>{newest}</lastBuildDate>"
        f"<generator>https://wordpress.org/?v=6.7</generator>\n{items}</channel></rss>"
    ).encode()


def sitemap_index(parts: Sequence[tuple[str, datetime]]) -> bytes:
    entries = "".join(
        f"<sitemap><loc>{escape(u)}</loc><lastmod>{t.isoformat()}</lastmod></sitemap>\n" for u, t in parts
    )
    return (
        f'{_XML}<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{entries}</sitemapindex>'.encode()
    )


def sitemap(entries: Sequence[tuple[str, datetime]]) -> bytes:
    told = "".join(f"<url><loc>{escape(u)}</loc><lastmod>{t.isoformat()}</lastmod></url>\n" for u, t in entries)
    return f'{_XML}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{told}</urlset>'.encode()


def rest_posts(posts: Sequence[tuple[Article, str]]) -> bytes:
    """The fields of a WordPress post that readers of feeds use."""
    return json.dumps(
        [
            {
                "id": a.number,
                "date": f"{a.time:%Y-%m-%dT%H:%M:%S}",
                "date_gmt": f"{a.time.astimezone(UTC):%Y-%m-%dT%H:%M:%S}",
                "slug": a.slug,
                "link": url,
                "title": {"rendered": escape(a.title)},
                "excerpt": {"rendered": f"<p>{escape(beginning(a))} [&hellip;]</p>\n", "protected": False},
            }
            for a, url in posts
        ],
        ensure_ascii=False,
    ).encode()


def beginning(article: Article) -> str:
    """The first words, for teasers."""
    return " ".join(article.text.split()[:28])
