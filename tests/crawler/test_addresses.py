"""Is an address an article's? By the manners of the outlets that the project ships."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.loader import load_config
from config.outlets import Outlet
from crawler.addresses import absolute, is_article, is_private, next_part

OUTLETS = load_config().outlets
ARTICLES = {
    "bisnisbali": ["/balai-banjar-ditata-warga-bergotong-royong/"],
    "nusabali": ["/berita/134827/balai-banjar-ditata", "/index.php/berita/63878/balai-banjar-ditata"],
    "baliportalnews": ["/2021/06/balai-banjar-ditata/"],
    "balipost": ["/news/2023/02/03/321456/Balai-Banjar-Ditata,Warga.html"],
    "denpost": ["/news/2023/02/03/45678/balai-banjar-ditata.html"],
    "antarabali": ["/berita/64315/balai-banjar-ditata"],
    "tribunbali": ["/2023/01/27/balai-banjar-ditata"],
    "radarbali": ["/bali/705123456/balai-banjar-ditata"],
    "baliexpress": ["/berita/671234567/balai-banjar-ditata"],
    "balitribune": ["/content/balai-banjar-ditata"],
    "beritabali": ["/index.php/berita/202401240012/balai-banjar-ditata", "/read/2019/02/07/201902070001/balai-banjar/"],
    "suaradewata": ["/read/202401170012/balai-banjar-ditata.html"],
    "pantaubali": ["/?p=40953", "/2024/01/24/balai-banjar-ditata/"],
    "atnews": ["/portal/news/12345"],
    "balinetizen": ["/2024/01/24/balai-banjar-ditata/"],
    "ombudsmanbali": ["/perwakilan/news/r/pwksiaran--balai-banjar-ditata"],
}
OTHERS = {
    "bisnisbali": ["/", "/category/ekonomi/", "/wp-content/uploads/a-b-c-d-e.jpg", "/feed/", "/tag/balai-banjar-ditata-warga/"],
    "nusabali": ["/kanal/denpasar", "/search?keyword=balai", "/berita/"],
    "antarabali": ["/terkini", "/tag/balai"],
    "tribunbali": ["/topic/balai-banjar-ditata-warga", "/2023/"],
    "ombudsmanbali": ["/perwakilan/news/r/pwkmedia--balai-banjar-ditata"],
    "pantaubali": ["/2024/01/", "/2024/01/24/"],
}  # fmt: skip


def on(key: str, path: str) -> str:
    home = OUTLETS[key].home
    return f"{home.split('//')[0]}//{OUTLETS[key].host}{path}"


@pytest.mark.parametrize(("key", "path"), [(k, p) for k, paths in ARTICLES.items() for p in paths])
def test_articles(key: str, path: str) -> None:
    assert is_article(on(key, path), OUTLETS[key], listed=False)
    assert is_article(on(key, path), OUTLETS[key], listed=True)


@pytest.mark.parametrize(("key", "path"), [(k, p) for k, paths in OTHERS.items() for p in paths])
def test_what_is_none(key: str, path: str) -> None:
    assert not is_article(on(key, path), OUTLETS[key], listed=False)


def test_at_least_twenty_balinese_outlets_and_none_claims_to_be_verified_that_was_not_seen() -> None:
    assert len(OUTLETS) >= 20
    assert not any(outlet.verified for outlet in OUTLETS.values())


@pytest.mark.parametrize(
    ("url", "body", "wanted"),
    [
        ("/a/b-c", b'<a href="?page=2">2</a>', "/a/b-c?page=2"),
        ("/a/b-c?page=2", b'<a href="?page=3">3</a><a href="?page=1">1</a>', "/a/b-c?page=3"),
        ("/2024/05/b-c/", b"<a class='x' href='/2024/05/b-c/2/'>2</a>", "/2024/05/b-c/2/"),
        ("/2024/05/b-c/2/", b'<a href="/2024/05/b-c/3/">', "/2024/05/b-c/3/"),
        ("/b-c", b'<a href="/b-c/halaman/2">', "/b-c/halaman/2"),
        ("/b-c", b'<a href="/b-c?ref=x&amp;page=2">', None),
        ("/b-c", b'<a href="/lain?page=2">', None),
        ("/b-c", b'<a href="/berita/2">', None),
        ("/2024/05/12/b-c", b'<a href="/2024/05/12/b-c/22">', None),
    ],
)
def test_the_next_part_of_an_article(url: str, body: bytes, wanted: str | None) -> None:
    found = next_part(f"https://pos.example{url}", body)
    assert found == (f"https://pos.example{wanted}" if wanted else None)


@given(st.binary(max_size=400), st.text(max_size=60))
def test_nothing_in_a_page_breaks_the_search_for_its_next_part(body: bytes, tail: str) -> None:
    next_part(f"https://pos.example/{tail}", b'<a href="' + body + b'/2">' + body)


@given(st.text(max_size=80))
def test_no_link_breaks_the_reading_of_links(href: str) -> None:
    found = absolute("https://pos.example/a/", href)
    assert found is None or found.startswith(("http://", "https://"))
    if found:
        is_article(found, Outlet(key="pos", name="Pos", home="https://pos.example/"), listed=False)


@pytest.mark.parametrize("host", ["127.0.0.1", "10.1.2.3", "192.168.0.1", "169.254.169.254", "::1", "[::1]", "::ffff:10.0.0.1", "0.0.0.0", "localhost", "a.localhost"])  # fmt: skip
def test_private_addresses(host: str) -> None:
    assert is_private(host)


def test_public_addresses() -> None:
    assert not is_private("8.8.8.8")
    assert not is_private("pos.example")
