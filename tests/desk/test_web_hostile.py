"""Whatever is asked: a result or a clear 400, never a 500, and never markup that came from outside."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from fastapi.testclient import TestClient
from hypothesis import given, settings
from hypothesis import strategies as st

from config.loader import Config
from desk.wording import query_fault
from tests.desk.newsroom import HOSTILE, articles, desk_over, filled
from tests.desk.reading_html import Page

JAHAT = next(article.id for article in articles() if article.title == HOSTILE)
WILD = {
    "lone quote": '"', "two and a half quotes": '"a b" "c', "star": "*", "near": "NEAR(a b", "brackets": "((((", "closing": ")",
    "only not": "-", "or": "OR", "or or": "a OR OR b", "nul": "bimtek\x00tabanan", "nul only": "\x00", "long": "a" * 10_240,
    "long words": "kata " * 2_000, "deep": "(" * 50 + "a" + ")" * 50, "emoji": "🙂 bimtek 👩‍👩‍👧", "rtl": "\u202eخدمة عامة\u202c",
    "combining": "b\u0301i\u0301mtek", "sql": "'; DROP TABLE article; --", "fts": 'title : "x" AND rowid > 0', "field": "foo:bar",
    "empty field": "judul:", "year": "tahun:20x4", "day": "dari:2024-13-40", "percent": "%s %(x)s %", "braces": "{0} {x!r} {",
    "jinja": "{{ 7*7 }} {% raw %}", "markup": HOSTILE, "surrogate": "\ufffd", "newline": "a\r\nSet-Cookie: x=1", "slop": '"a b"~999999',
    "control": "".join(chr(n) for n in range(1, 32)), "tabs": "\t\t", "private": "\ue000\U0010ffff",
}  # fmt: skip
QUERY_FAULTS = ['"', ")", "(a", "(" * 30 + "a" + ")" * 30, "OR a", "()", "a " * 200, "a NOT", "-", "judul:-", '""', '"a"~3', "*", "foo:a", "judul:", "tahun:x", "dari:x", "a" * 3000, '"a']  # fmt: skip


@pytest.fixture(scope="module")
def browser(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    index = filled(tmp_path_factory.mktemp("hostile"))
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        yield client
    index.close()


@pytest.mark.parametrize("address", ["/", "/api/search", "/unduh.csv"])
@pytest.mark.parametrize("name", WILD)
def test_any_query_gives_a_result_or_a_clear_refusal(browser: TestClient, address: str, name: str) -> None:
    answer = browser.get(address, params={"q": WILD[name]})
    assert answer.status_code in (200, 400), answer.text[:300]
    if address == "/":
        found = Page(answer.text)
        assert found.faults == []
        assert (answer.status_code == 400) == ("Pencarian ini tidak dapat dibaca" in found.text)


def test_page_and_api_agree_on_what_is_a_wrong_query(browser: TestClient) -> None:
    for query in WILD.values():
        assert (
            browser.get("/", params={"q": query}).status_code
            == browser.get("/api/search", params={"q": query}).status_code
        )


@given(query=st.text(max_size=80), value=st.text(max_size=40))
@settings(max_examples=60, deadline=None)
def test_random_parameters_are_answered(browser: TestClient, query: str, value: str) -> None:
    for name in ("outlet", "regency", "official", "agency", "event", "zone", "since", "until", "sort", "page"):
        answer = browser.get("/", params={"q": query, name: value})
        assert answer.status_code in (200, 400)
        assert Page(answer.text).faults == []


@pytest.mark.parametrize(
    "address",
    [
        "/?page=0", "/?page=-1", "/?page=999999999999999999999", "/?page=x", "/?since=2024-13", "/?since=0000", "/?until=x",
        "/?sort=best", "/?" + "&".join(f"outlet=o{n}" for n in range(60)), "/?outlet=" + "x" * 300,
        "/bimtek?event=pesta", "/bimtek?by=day", "/bimtek?since=x", "/bimtek/Tabanan/2023?event=x", "/zona?year=x",
        "/zona?year=99999", "/zona?regency=Bandung", "/zona?regency=" + "x" * 200, "/api/search?limit=0",
        "/api/search?limit=100000", "/api/search?offset=-1", "/api/search?offset=99999999999999999999",
        "/api/search?collapse=maybe", "/?page=501", "/api/search?collapse=true&offset=9990&limit=20", "/api/coverage?by=week", "/api/zones?regency=Atlantis",
    ],
)  # fmt: skip
def test_wrong_parameters_are_refused_with_a_reason(browser: TestClient, address: str) -> None:
    answer = browser.get(address)
    assert answer.status_code == 400, answer.text[:300]
    if address.startswith("/api/"):
        assert answer.json()["error"]["what"]
    else:
        assert Page(answer.text).faults == []


@pytest.mark.parametrize("part", ["%2e%2e%2fapp.py", "..%2fapp.py", "%00", "<b>", "%ff%fe", "🙂", "a/b", "x" * 5000])
@pytest.mark.parametrize("before", ["/artikel/", "/bimtek/Tabanan/", "/static/", "/api/articles/"])
def test_wild_paths_are_not_found(browser: TestClient, before: str, part: str) -> None:
    answer = browser.get(before + (part if "%" in part else quote(part)))
    assert answer.status_code == 404, answer.text[:300]


@pytest.mark.parametrize(
    "address", ["/", f"/artikel/{JAHAT}", "/?q=pelayanan", f"/?q={quote(HOSTILE)}", f"/?outlet={quote(HOSTILE)}"]
)
def test_markup_from_outside_is_shown_and_never_run(browser: TestClient, address: str) -> None:
    html = browser.get(address).text
    assert "<script" not in html
    assert "<img src=x" not in html
    assert "<b onmouseover" not in html
    assert Page(html).faults == []


def test_an_address_that_is_no_web_address_is_no_link(browser: TestClient) -> None:
    found = Page(browser.get(f"/artikel/{JAHAT}").text)
    assert not [link for link in found.links if link.lower().startswith("javascript")]
    assert "javascript:alert(1)" in found.text


@pytest.mark.parametrize("query", QUERY_FAULTS)
def test_every_fault_of_a_query_is_told_in_indonesian(browser: TestClient, query: str) -> None:
    error = browser.get("/api/search", params={"q": query}).json()["error"]
    sentence, _ = query_fault(error["what"])
    assert sentence != "{0}", f"no translation of {error['what']!r}"
    answer = browser.get("/", params={"q": query})
    assert answer.status_code == 400
    assert Page(answer.text).faults == []


def test_the_proposal_of_a_wrong_query_works(browser: TestClient) -> None:
    found = Page(browser.get("/", params={"q": 'loket "tabanan'}).text)
    proposal = next(link for link in found.links if link.startswith("/?q=") and "lang=" not in link)
    assert browser.get(proposal).status_code == 200
