"""The same query finds the same articles in both indexes: random documents, random queries, random edits."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from config.errors import BadQueryError
from extract.article import Agency, Article, Place
from index.base import ArticleIndex, SearchRequest
from index.elastic import ElasticIndex
from index.sqlite_index import SqliteIndex
from tests.index.articles import NAMES, NOON, article, event, official, zone

pytestmark = pytest.mark.elasticsearch

# few words, so that they meet: inflections, synonyms, stop words, names, odd characters
VOCABULARY = (
    "bimtek", "bimbingan", "teknis", "pelayanan", "layanan", "publik", "pemkab", "pemerintah", "kabupaten", "tabanan", "kediri", "yang",
    "dan", "di", "ombudsman", "ORI", "menilai", "penilaian", "sp4n-lapor", "12,5", "İzin", "é", "服务", "loket",
)  # fmt: skip
word = st.sampled_from(VOCABULARY)
sentence = st.lists(word, min_size=1, max_size=25).map(" ".join)
REGENCIES, PEOPLE, RATINGS = (
    ("Tabanan", "Badung"),
    ("I Nyoman Contoh", "Ni Luh Contoh Misal"),
    ("hijau", "hijau tua", "kuning"),
)


@st.composite
def articles(draw: st.DrawFn, number: int) -> Article:
    days = draw(st.one_of(st.none(), st.integers(-800, 400)))
    hours = draw(st.integers(0, 23))
    return article(
        number,
        draw(sentence),
        draw(sentence),
        outlet=draw(st.sampled_from(("harian", "koran"))),
        published=None if days is None else NOON + timedelta(days=days, hours=hours),
        officials=tuple(
            official(name, draw(st.sampled_from((None, "Bupati", "Kepala Dinas"))), draw(st.sampled_from((None, "contoh"))))
            for name in draw(st.sets(st.sampled_from(PEOPLE)))
        ),
        agencies=(Agency(name="Dinas Contoh Badung", id="dinas-contoh"),) if draw(st.booleans()) else (),
        places=tuple(Place(name=name) for name in draw(st.sets(st.sampled_from(REGENCIES)))),
        events=tuple(event(kind, draw(st.sampled_from(REGENCIES))) for kind in draw(st.sets(st.sampled_from(("bimtek", "rapat"))))),
        zones=tuple(
            zone(rating, draw(st.sampled_from(REGENCIES)), draw(st.sampled_from((None, 2018, 2019))))
            for rating in draw(st.sets(st.sampled_from(RATINGS)))
        ),
    )  # fmt: skip


plain = st.one_of(
    word,
    word,
    word.map(lambda w: f"{w[:3]}*"),
    word.map(lambda w: f"judul:{w}"),
    st.lists(word, min_size=1, max_size=4).map(lambda ws: f'"{" ".join(ws)}"'),
    st.tuples(st.lists(word, min_size=2, max_size=4), st.integers(0, 9)).map(lambda t: f'"{" ".join(t[0])}"~{t[1]}'),
    st.tuples(st.lists(word, min_size=2, max_size=3), st.integers(0, 9)).map(lambda t: f'judul:"{" ".join(t[0])}"~{t[1]}'),
    st.sampled_from(
        ("outlet:koran", "wilayah:tabanan", "wilayah:\"kab. badung\"", "pejabat:contoh", "pejabat:\"contoh bupati\"", "pejabat:\"luh kepala\"",
         "instansi:dinas", "instansi:dinas-contoh", "zona:hijau", "zona:\"hijau tua\"", "zona:\"hijau 2018\"", "zona:\"badung 2019\"",
         "zona:\"kuning tabanan\"", "tahun:2024", "acara:bimtek", "dari:2024", "sampai:2023-06", "dari:2024-05-06", "sampai:2024-05-06")
    ),
)  # fmt: skip
queries = st.recursive(
    plain,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=3).map(lambda parts: f"({' OR '.join(parts)})"),
        inner.map(lambda part: f"-({part})"),
    ),
    max_leaves=6,
)
filters = st.fixed_dictionaries(
    {},
    optional={
        "outlets": st.just(("koran",)), "regencies": st.just(("Tabanan",)), "officials": st.just(("Ni Luh Contoh Misal", "contoh")),
        "events": st.just(("rapat",)), "zones": st.just(("hijau", "kuning")), "since": st.just((NOON - timedelta(days=90)).date()),
        "until": st.just(NOON.date()),
    },
)  # fmt: skip


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(data=st.data())
def test_same_articles_found(
    data: st.DataObject, open_sqlite: Callable[..., SqliteIndex], open_elastic: Callable[..., ElasticIndex]
) -> None:
    count = data.draw(st.integers(1, 12), label="articles")
    kept = [data.draw(articles(n), label=f"article {n}") for n in range(count)]
    edits = [
        data.draw(articles(n), label=f"edit of {n}") for n in data.draw(st.sets(st.integers(0, count - 1), max_size=3))
    ]
    gone = data.draw(st.sets(st.integers(0, count - 1), max_size=1))
    name = f"n{next(_numbers)}"
    one, other = open_sqlite(name, names=NAMES), open_elastic(name, names=NAMES)
    columns = open_sqlite(name, broad=-1)  # the same file, every search answered from the columns in memory
    columns.search(SearchRequest())
    for index in (one, other):
        index.put(kept)
        index.put(edits)
        for number in gone:
            index.delete(kept[number].id)
    for query in data.draw(st.lists(queries, min_size=12, max_size=20), label="queries"):
        request = SearchRequest(query, sort="newest", limit=100, **data.draw(filters))
        assert found(one, request) == found(other, request) == found(columns, request), request
    assert found(one, SearchRequest(limit=0)) == found(other, SearchRequest(limit=0))


_numbers = iter(range(10_000))


def found(index: ArticleIndex, request: SearchRequest) -> Any:
    """Everything that may not differ: what is found, in which order, how it is marked and counted."""
    try:
        result = index.search(request)
    except BadQueryError as error:
        return str(error)
    hits = [(h.id, h.published, h.snippet, h.title_marked, h.story) for h in result.hits]
    return result.total, hits, result.facets, [list(counts) for counts in result.facets.values()]
