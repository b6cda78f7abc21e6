"""Whatever comes in, the cleaning gives an article or a reason, in bounded time."""

from __future__ import annotations

import random
import time
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.fuzz_pages import mutated
from config.outlets import Outlet
from extract.article import Article, Rejected
from extract.cleaning import clean
from extract.page import RawPage
from tests.pages.loading import goldens

OUTLET = Outlet(key="a", name="Apa Saja", home="https://apasaja.example/")
FETCHED = datetime(2026, 11, 24, tzinfo=UTC)
TAGS = st.sampled_from(["html", "body", "div", "p", "a", "b", "span", "h1", "h2", "table", "tr", "td", "ul", "li", "br", "img", "script", "style", "time", "figure", "figcaption", "article", "title"])  # fmt: skip


def read(body: bytes, content_type: str | None = "text/html") -> Article | Rejected:
    headers = (("Content-Type", content_type),) if content_type is not None else ()
    return clean(RawPage("https://apasaja.example/berita/1/x", "a", body, FETCHED, headers=headers), OUTLET)


@st.composite
def soup(draw: st.DrawFn) -> str:
    """Tags that open and close as they like, with any text between."""
    pieces = []
    for _ in range(draw(st.integers(0, 60))):
        kind = draw(st.integers(0, 3))
        if kind == 0:
            pieces.append(f"<{draw(TAGS)} class='{draw(st.sampled_from(['', 'content', 'related', 'caption', 'date']))}'>")  # fmt: skip
        elif kind == 1:
            pieces.append(f"</{draw(TAGS)}>")
        elif kind == 2:
            pieces.append(draw(st.text(max_size=80)))
        else:
            pieces.append(draw(st.sampled_from(["Baca juga: ", "Kamis, 7 Februari 2019 10:22 WITA", "&#0;", "&amp;ldquo;", "<!--", "Warga mengantre sejak pagi di loket itu. "])))  # fmt: skip
    return "".join(pieces)


@settings(max_examples=150, deadline=None)
@given(soup())
def test_tag_soup(page: str) -> None:
    found = read(page.encode("utf-8", "replace"))
    if isinstance(found, Article):
        assert found.title
        assert found.text
        assert Article.model_validate_json(found.to_json()) == found
    else:
        assert found.reason


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=3000), st.sampled_from([None, "text/html", "text/html; charset=utf-16", "text/html; charset=bogus"]))  # fmt: skip
def test_any_bytes(body: bytes, content_type: str | None) -> None:
    assert read(body, content_type) is not None


def test_mutated_pages() -> None:
    """A sample of what bench/fuzz_pages.py does a hundred thousand times."""
    known = goldens()
    pages = [g.page.body for g in known]
    for number in range(150):
        started = time.perf_counter()
        read(mutated(pages, random.Random(f"test:{number}")))
        assert time.perf_counter() - started < 5, number


@pytest.mark.parametrize("tag", ["div", "figure", "table", "ul", "b", "article", "span"])
def test_deep_nesting_takes_no_time(tag: str) -> None:
    page = f"<html><head><title>Judul yang panjang sekali di sini</title></head><body><h1>Judul yang panjang sekali di sini</h1>{f'<{tag}><img src=x>' * 4000}<p>Teks.</p>"
    started = time.perf_counter()
    read(page.encode())
    assert time.perf_counter() - started < 5


@pytest.mark.parametrize("kind", ["application/pdf", "image/jpeg", "application/json"])
def test_other_content_types_are_told(kind: str) -> None:
    found = read(b"%PDF-1.4", kind)
    assert isinstance(found, Rejected)
    assert found.fate == "unreadable"
    assert kind in found.reason
