"""The made-up outlets as a crawler meets them, over real HTTP."""

from __future__ import annotations

import http.client
import json
import re
import socket
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

import pytest
from lxml import etree, html

from config.errors import UsageError
from demo.articles import Press
from demo.serving import HOST, PortError, Serving


@dataclass(frozen=True)
class Got:
    status: int
    headers: dict[str, str]
    body: bytes


def get(serving: Serving, outlet: str, path: str, method: str = "GET", **headers: str) -> Got:
    port = serving.ports[list(serving.sites).index(outlet)]
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request(method, path, headers={k.replace("_", "-"): v for k, v in headers.items()})
        response = connection.getresponse()
        return Got(response.status, {k.lower(): v for k, v in response.getheaders()}, response.read())
    finally:
        connection.close()


def paths_in(body: bytes, home: str) -> list[str]:
    return [u.removeprefix(home) for u in re.findall(r"<loc>([^<]+)</loc>", body.decode())]


@pytest.mark.parametrize("outlet", ["lontarniaga", "wartajalak", "dipawarta"])
def test_an_unchanged_page_is_not_sent_again(serving: Serving, press: Press, outlet: str) -> None:
    site, article = serving.sites[outlet], press.of(outlet)[0]
    path = site.path_of(article)
    first = get(serving, outlet, path)
    assert first.status == 200
    assert parsedate_to_datetime(first.headers["last-modified"]) == article.time
    again = get(serving, outlet, path, If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert get(serving, outlet, path, If_Modified_Since=first.headers["last-modified"]).status == 304
    assert get(serving, outlet, path, If_None_Match='"other"').status == 200
    # The ETag decides where both are sent.
    both = get(serving, outlet, path, If_None_Match='"other"', If_Modified_Since=first.headers["last-modified"])
    assert both.status == 200
    assert get(serving, outlet, path, "HEAD").body == b""


def test_robots_tell_of_the_sitemaps_and_close_the_advertisements(serving: Serving) -> None:
    for outlet, name in (("lontarniaga", "wp-sitemap.xml"), ("dipawarta", "sitemap_index.xml")):
        assert f"Sitemap: {serving.sites[outlet].home}/{name}" in get(serving, outlet, "/robots.txt").body.decode()
    daily = get(serving, "wartajalak", "/robots.txt").body.decode()
    assert "Disallow: /pariwara/" in daily
    assert "Sitemap" not in daily
    assert b"/pariwara/" in get(serving, "wartajalak", "/").body


def test_the_sitemaps_name_every_post(serving: Serving, press: Press) -> None:
    for outlet, start in (("lontarniaga", "/wp-sitemap.xml"), ("dipawarta", "/sitemap_index.xml")):
        site = serving.sites[outlet]
        parts = [p for p in paths_in(get(serving, outlet, start).body, site.home) if "post" in p]
        named = [p for part in parts for p in paths_in(get(serving, outlet, part).body, site.home)]
        assert {site.path_of(a) for a in press.of(outlet)} <= set(named)
    assert get(serving, "dipawarta", "/2021/02/berita-yang-sudah-ditarik-redaksi/").status == 404


def test_rest_tells_its_totals_and_ends(serving: Serving, press: Press) -> None:
    posts = press.of("lontarniaga")
    first = get(serving, "lontarniaga", "/wp-json/wp/v2/posts?per_page=7&page=1")
    assert first.headers["x-wp-total"] == str(len(posts))
    assert first.headers["x-wp-totalpages"] == str(-(-len(posts) // 7))
    assert [p["title"]["rendered"] for p in json.loads(first.body)] == [a.title for a in posts[:7]]
    assert get(serving, "lontarniaga", "/wp-json/wp/v2/posts?per_page=7&page=99").status == 400
    late = json.loads(get(serving, "lontarniaga", "/wp-json/wp/v2/posts?after=2025-01-01T00:00:00&per_page=100").body)
    assert {p["date"][:4] for p in late} == {"2025", "2026"}
    assert get(serving, "dipawarta", "/wp-json/wp/v2/posts").status == 404


def test_the_feed_goes_back_page_by_page(serving: Serving, press: Press) -> None:
    found: list[str] = []
    for number in range(1, 50):
        page = get(serving, "dipawarta", f"/feed/?paged={number}")
        if page.status == 404:
            break
        channel = etree.fromstring(page.body)
        found += [str(link) for link in channel.xpath("//item/link/text()")]
    site = serving.sites["dipawarta"]
    assert found == [site.url_of(a) for a in press.of("dipawarta")]


def test_listings_lead_to_every_article(serving: Serving, press: Press) -> None:
    site = serving.sites["wartajalak"]
    path: str | None = "/"
    found: list[str] = []
    while path:
        page = html.document_fromstring(get(serving, "wartajalak", path).body.decode())
        page.make_links_absolute(site.home + path)
        found += [str(h) for h in page.xpath('//div[@id="article-list"]//h3/a/@href')]
        following = page.xpath('//div[@class="paging"]/a[text()="Selanjutnya"]/@href')
        path = str(following[0]).removeprefix(site.home) if following else None
    assert [u for u in found if "/pariwara/" not in u] == [site.url_of(a) for a in press.of("wartajalak")]
    assert get(serving, "wartajalak", "/?page=99").status == 404
    assert get(serving, "wartajalak", "/kanal/layanan").status == 200
    assert get(serving, "wartajalak", "/kanal/angkasa").status == 404
    assert get(serving, "lontarniaga", "/category/layanan/").status == 200
    assert get(serving, "lontarniaga", "/page/2/").status == 200


def test_doubles_lead_to_the_one_address(serving: Serving, press: Press) -> None:
    path = serving.sites["wartajalak"].path_of(press.of("wartajalak")[0])
    for double in (f"/index.php{path}", f"{path}/halaman/1"):
        moved = get(serving, "wartajalak", double)
        assert (moved.status, moved.headers["location"]) == (301, path)


def test_a_long_article_goes_on_on_its_second_page(serving: Serving, press: Press) -> None:
    article = press.one("panjang-2025")
    site = serving.sites[article.outlet]
    pages = [get(serving, article.outlet, site.path_of(article, n)).body.decode() for n in (1, 2)]
    assert site.path_of(article, 2) in pages[0]
    first, second = ([p for p in article.paragraphs if p[:40] in page] for page in pages)
    assert [*first, *second] == list(article.paragraphs)


def test_every_page_says_that_it_is_made_up(serving: Serving, press: Press) -> None:
    for outlet, site in serving.sites.items():
        for path in ["/", "/nowhere/", *(site.path_of(a) for a in press.of(outlet))]:
            assert "rekaan" in get(serving, outlet, path).body.decode(), path


def test_pages_carry_junk_of_every_kind(serving: Serving, press: Press) -> None:
    pages = "\n".join(site.pages.article(a) for site in serving.sites.values() for a in site.articles)
    for junk in (
        "views", "Dibaca:", "wp-caption-text", "Baca juga:", "BACA JUGA:", "Baca Juga :", "Simak Juga", "Lihat juga:", "Berita Terkait:", "(Baca juga:",
        "SCROLL TO CONTINUE", "Advertisement", "Bagikan ini:", "Share on Facebook", "Google News", "saluran WhatsApp", "newsletter", "Tinggalkan Balasan",
        "Posts Carousel", "author-box", "Tags:", "Halaman ", "Copyright", "Jajak Pendapat", "Need help?", "Trending", "Like this:", "visible-xs",
    ):  # fmt: skip
        assert junk in pages, junk


def test_requests_are_kept(press: Press) -> None:
    with Serving(press) as serving:
        get(serving, "dipawarta", "/robots.txt", User_Agent="somebody")
        get(serving, "dipawarta", "/nowhere/", If_None_Match='"x"')
        kept = [(r.outlet, r.path, r.kind, r.status, r.conditional, r.agent) for r in serving.requests]
    assert kept == [
        ("dipawarta", "/robots.txt", "robots", 200, False, "somebody"),
        ("dipawarta", "/nowhere/", "missing", 404, True, ""),
    ]


def test_nothing_listens_afterwards(press: Press) -> None:
    with Serving(press) as serving:
        ports = serving.ports
        # A connection kept open must not keep the server.
        waiting = socket.create_connection((HOST, ports[0]), timeout=5)
    waiting.close()
    for port in ports:
        with pytest.raises(OSError), socket.create_connection((HOST, port), timeout=5):
            pass


def test_a_taken_port_is_told_and_the_others_are_let_go(press: Press) -> None:
    with socket.socket() as taken:
        taken.bind((HOST, 0))
        taken.listen()
        port = taken.getsockname()[1]
        with (
            pytest.raises(PortError, match=rf"the port is taken; on {HOST}:{port}; name another"),
            Serving(press, [0, port, 0]),
        ):
            pass
    with pytest.raises(UsageError, match="70000 is no port"), Serving(press, [70000, 0, 0]):
        pass
