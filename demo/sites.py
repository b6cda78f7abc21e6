"""What a made-up outlet answers to each address: a pure function, so that tests need no server for it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from urllib.parse import urlencode

from demo.articles import Article, Outlet, Press
from demo.feeds import rest_posts, rss, sitemap, sitemap_index
from demo.pages import Pages

Kind = Literal["robots", "feed", "sitemap", "rest", "listing", "article", "picture", "missing"]
# The newest articles that a listing shows on one page, and how many of them a feed holds (WordPress's own number).
PER_PAGE = 10
HTML = "text/html; charset=UTF-8"


@dataclass(frozen=True, slots=True)
class Answer:
    """`kind` is what was asked for, in the words of the request log; `changed` becomes Last-Modified."""

    status: int
    kind: Kind
    body: bytes = b""
    content_type: str = HTML
    headers: tuple[tuple[str, str], ...] = ()
    changed: datetime | None = None


class Site:
    """One outlet at `home` (no slash at the end). `articles`: newest first, galleries and lists among them."""

    def __init__(self, outlet: Outlet, press: Press, home: str) -> None:
        self.outlet, self.home = outlet, home
        self.articles = press.of(outlet.key)
        self.pages = Pages(outlet, home, self.articles, path_of=self.path_of)
        self._by_path: dict[str, tuple[Article, int]] = {}
        for article in self.articles:
            for part in range(1, article.pages + 1):
                self._by_path[self.path_of(article, part)] = (article, part)

    @property
    def manner(self) -> str:
        return self.outlet.manner

    def path_of(self, article: Article, part: int = 1) -> str:
        """The address of an article, or of one of its further pages."""
        if self.manner == "paper":
            return f"/{article.slug}/" + (f"{part}/" if part > 1 else "")
        if self.manner == "portal":
            return f"/{article.time:%Y/%m}/{article.slug}/" + (f"{part}/" if part > 1 else "")
        return f"/berita/{article.number}/{article.slug}" + (f"/halaman/{part}" if part > 1 else "")

    def url_of(self, article: Article) -> str:
        return self.home + self.path_of(article)

    def answer(self, path: str, query: dict[str, str]) -> Answer:
        """The answer to GET `path?query`."""
        if path == "/robots.txt":
            return Answer(200, "robots", self._robots().encode(), "text/plain; charset=UTF-8")
        if self.manner != "daily" and (told := self._wordpress(path, query)):
            return told
        if path.endswith((".jpg", ".png")):
            return Answer(200, "picture", PIXEL, "image/gif")
        if listing := self._listing(path, query):
            return listing
        if self.manner == "daily" and (moved := re.fullmatch(r"/index\.php(/berita/.+)|(/berita/.+)/halaman/1", path)):
            target = moved[1] or moved[2]
            return Answer(301, "article", b"", HTML, (("Location", target),))
        article, part = self._by_path.get(path, (None, 1))
        if article is None:
            return Answer(404, "missing", self.pages.missing().encode())
        return Answer(200, "article", self.pages.article(article, part).encode(), changed=article.time)

    def _robots(self) -> str:
        if self.manner == "daily":
            return "User-agent: *\nDisallow: /cari\nDisallow: /pariwara/\nCrawl-delay: 0\n"
        name = "wp-sitemap.xml" if self.manner == "paper" else "sitemap_index.xml"
        return f"User-agent: *\nDisallow: /wp-admin/\nDisallow: /?s=\n\nSitemap: {self.home}/{name}\n"

    # what WordPress offers beside its pages

    def _wordpress(self, path: str, query: dict[str, str]) -> Answer | None:
        posts = self.articles
        if path == "/feed/":
            number = _number(query.get("paged"))
            part = posts[(number - 1) * PER_PAGE : number * PER_PAGE]
            if not part:
                return Answer(404, "feed", self.pages.missing().encode())
            body = rss(self.outlet, self.home, [(a, self.url_of(a)) for a in part])
            return Answer(200, "feed", body, "application/rss+xml; charset=UTF-8", changed=posts[0].time)
        if path in ("/wp-sitemap.xml", "/sitemap_index.xml"):
            if path != ("/wp-sitemap.xml" if self.manner == "paper" else "/sitemap_index.xml"):
                return Answer(404, "sitemap", self.pages.missing().encode())
            return Answer(200, "sitemap", self._sitemap_index(), "application/xml; charset=UTF-8")
        if found := re.fullmatch(r"/(?:wp-sitemap-posts-post-|post-sitemap)(\d+)\.xml", path):
            part = posts[(int(found[1]) - 1) * 20 : int(found[1]) * 20]
            entries = [(self.url_of(a), a.time) for a in part]
            if self.manner == "portal" and found[1] == "1":
                # A post deleted since the sitemap was written: every site has some.
                entries.append((f"{self.home}/2021/02/berita-yang-sudah-ditarik-redaksi/", posts[-1].time))
            return Answer(
                200 if part else 404, "sitemap", sitemap(entries) if part else b"", "application/xml; charset=UTF-8"
            )
        if path == "/wp-json/wp/v2/posts" and self.manner == "paper":
            return self._rest(query)
        return None

    def _sitemap_index(self) -> bytes:
        count = -(-len(self.articles) // 20)
        stem = "wp-sitemap-posts-post-" if self.manner == "paper" else "post-sitemap"
        parts = [(f"{self.home}/{stem}{n}.xml", self.articles[(n - 1) * 20].time) for n in range(1, count + 1)]
        other = "wp-sitemap-taxonomies-category-1" if self.manner == "paper" else "category-sitemap"
        return sitemap_index([*parts, (f"{self.home}/{other}.xml", self.articles[0].time)])

    def _rest(self, query: dict[str, str]) -> Answer:
        """Posts with the totals in headers, as WordPress gives them; beyond the last page 400."""
        size, number = min(_number(query.get("per_page"), 10), 100), _number(query.get("page"))
        chosen = [
            a
            for a in self.articles
            if f"{a.time:%Y-%m-%dT%H:%M:%S}" > query.get("after", "")
            and f"{a.time:%Y-%m-%dT%H:%M:%S}" < query.get("before", "9")
        ]
        pages = -(-len(chosen) // size)
        if number > max(pages, 1):
            told = b'{"code":"rest_post_invalid_page_number","data":{"status":400}}'
            return Answer(400, "rest", told, "application/json; charset=UTF-8")
        body = rest_posts([(a, self.url_of(a)) for a in chosen[(number - 1) * size : number * size]])
        totals = (("X-WP-Total", str(len(chosen))), ("X-WP-TotalPages", str(pages)))
        return Answer(200, "rest", body, "application/json; charset=UTF-8", totals)

    # home and section pages

    def _listing(self, path: str, query: dict[str, str]) -> Answer | None:
        found = self._section_of(path, query)
        if found is None:
            return None
        section, number, stem = found
        chosen = [a for a in self.articles if section is None or slug(a.section) == section]
        part = chosen[(number - 1) * PER_PAGE : number * PER_PAGE]
        if not part:
            return Answer(404, "listing", self.pages.missing().encode())
        following = self._page_link(stem, number + 1) if number * PER_PAGE < len(chosen) else None
        before = self._page_link(stem, number - 1) if number > 1 else None
        title = part[0].section if section else None
        body = self.pages.listing(title, part, number, before, following)
        return Answer(200, "listing", body.encode(), changed=chosen[0].time)

    def _section_of(self, path: str, query: dict[str, str]) -> tuple[str | None, int, str] | None:
        """(section or None for all, page number, the listing's own address)."""
        known = {slug(s) for s in self.outlet.sections}
        if self.manner == "daily":
            stem = re.fullmatch(r"/(?:kanal/([a-z-]+))?", path)
            if not stem or (stem[1] and stem[1] not in known):
                return None
            return stem[1], _number(query.get("page")), path
        stem = re.fullmatch(r"(/|/category/([a-z-]+)/)(?:page/(\d+)/)?", path)
        if not stem or (stem[2] and stem[2] not in known):
            return None
        return stem[2], _number(stem[3]), stem[1]

    def _page_link(self, stem: str, number: int) -> str:
        if number == 1:
            return stem
        return f"{stem}?{urlencode({'page': number})}" if self.manner == "daily" else f"{stem}page/{number}/"


def _number(text: str | None, default: int = 1) -> int:
    return int(text) if text and text.isdigit() and int(text) > 0 else default


def slug(name: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


def sites(press: Press, homes: Sequence[str]) -> Iterator[Site]:
    """A site an outlet, at these homes in the order of the outlets."""
    for outlet, home in zip(press.outlets, homes, strict=True):
        yield Site(outlet, press, home)


# A grey pixel: the pages' pictures.
PIXEL = b"GIF89a\x01\x00\x01\x00\x80\x00\x00\xc8\xc8\xc8\xff\xff\xff!\xf9\x04\x00\x00\x00\x00\x00,\x00\x00\x00\x00\x01\x00\x01\x00\x00\x02\x02D\x01\x00;"
