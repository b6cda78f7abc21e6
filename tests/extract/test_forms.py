"""The article form: JSON both ways, frozen, strict."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from extract.article import Agency, Article, Event, Mention, Official, Place, Quote, Warning_, Zone
from extract.page import RawPage

texts = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=40)
times = st.datetimes(timezones=st.just(timezone(timedelta(hours=8)))) | st.none()
mentions = st.builds(
    Mention, text=texts, field=st.sampled_from(["title", "text"]), start=st.integers(0, 99), end=st.integers(0, 99)
)
articles = st.builds(
    Article,
    id=texts, url=texts, outlet=texts, outlet_name=texts, title=texts, text=texts, published=times,
    published_from=st.sampled_from(["json-ld", "meta", "time", "text", "feed", "url", None]),
    officials=st.lists(st.builds(Official, name=texts, id=st.none() | texts, mentions=st.lists(mentions, max_size=2).map(tuple)), max_size=2).map(tuple),
    agencies=st.lists(st.builds(Agency, name=texts), max_size=2).map(tuple),
    places=st.lists(st.builds(Place, name=texts, outside_bali=st.booleans()), max_size=2).map(tuple),
    zones=st.lists(st.builds(Zone, subject=st.none() | texts, rating=texts, score=st.none() | st.floats(0, 100), status=st.sampled_from(["achieved", "target", "definition"]), evidence=texts, start=st.just(0), end=st.just(1)), max_size=2).map(tuple),
    events=st.lists(st.builds(Event, type=st.sampled_from(["bimtek", "rapat"]), status=st.sampled_from(["held", "planned"]), date=st.none() | st.dates(), evidence=texts), max_size=2).map(tuple),
    quotes=st.lists(st.builds(Quote, speaker=st.none() | texts, text=texts, start=st.just(0), end=st.just(1)), max_size=2).map(tuple),
    warnings=st.lists(st.builds(Warning_, kind=texts, text=texts), max_size=2).map(tuple),
)  # fmt: skip


@given(articles)
def test_json_goes_both_ways(article: Article) -> None:
    assert Article.model_validate_json(article.to_json()) == article


def test_names_of_the_contract() -> None:
    article = Article(
        id="1", url="https://a.example/x", outlet="a", outlet_name="A", title="T", text="I Made Contoh hadir.",
        published=datetime(2024, 5, 1, 8, tzinfo=timezone(timedelta(hours=8))),
        officials=(Official(name="I Made Contoh", mentions=(Mention(text="I Made Contoh", field="text", start=0, end=13),)),),
    )  # fmt: skip
    form = json.loads(article.to_json())
    assert form["officials"][0]["mentions"] == [{"text": "I Made Contoh", "in": "text", "start": 0, "end": 13}]
    assert form["published"] == "2024-05-01T08:00:00+08:00"
    asked = "id url outlet title text outlet_name lead section author credit image caption published published_from modified fetched language words story officials agencies places zones events quotes warnings"
    assert set(asked.split()) <= set(form)


def test_frozen_strict_and_aware() -> None:
    article = Article(id="1", url="u", outlet="a", outlet_name="A", title="T", text="x")
    with pytest.raises(ValidationError):
        article.title = "other"  # type: ignore[misc]
    with pytest.raises(ValidationError):
        Article.model_validate({**json.loads(article.to_json()), "colour": "red"})
    with pytest.raises(ValidationError):
        Article.model_validate({**json.loads(article.to_json()), "published": "2024-05-01T08:00:00"})


def test_raw_page_wants_an_aware_time() -> None:
    page = RawPage(
        url="https://a.example/",
        outlet="a",
        body=b"",
        fetched=datetime(2024, 1, 1, tzinfo=UTC),
        headers=(("Content-Type", "text/html"),),
    )
    assert page.header("content-type") == "text/html"
    assert page.header("etag") is None
    with pytest.raises(TypeError, match="aware"):
        RawPage(url="https://a.example/", outlet="a", body=b"", fetched=datetime(2024, 1, 1))  # noqa: DTZ001
