"""Whatever the text, every tag points at what it says, and the time is bounded."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.article import Article
from extract.tagging import Tagger
from tests.tagging.conftest import article_of

PIECES = [
    "Bupati", "Wakil Bupati", "Sekda", "Kepala Dinas", "Plt.", "(Pj)", "Kepala Ombudsman RI Perwakilan Bali", "Ombusman", "I Made", "Ni Luh", "AA", "A.A.",
    "Cok.", "Sanjaya", "Umar Ibnu Alkhatab", "S.Sos.,M.Si", ", SE, MM", "dr.", "Tabanan", "Negara", "Kabupaten Badung", "Pemkab", "Disdukcapil", "Puskesmas II",
    "RSUD", "selaku", "kata", "ujarnya", "“", "”", '"', ",", ".", "(", ")", "-", "–", "dan", "serta", "\n\n", "\n", "zona hijau", "nilai 90,05", "tahun 2021",
    "bimtek", "Senin (3/1/2022)", "DAN", "KEPALA", "dari", "Kec.", "…", "😀", "\u00a0", "\t",
]  # fmt: skip
texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=12)), max_size=60).map(" ".join)


def check(article: Article) -> None:
    fields = {"title": article.title, "text": article.text}
    for entity in (*article.officials, *article.agencies, *article.places):
        assert entity.name
        assert entity.mentions, entity
        for mention in entity.mentions:
            assert fields[mention.field][mention.start : mention.end] == mention.text
            assert mention.text.strip()
    for quote in article.quotes:
        assert article.text[quote.start : quote.end] == quote.text
    for zone in article.zones:
        assert (
            article.text[zone.start : zone.end] == zone.evidence
            or article.title[zone.start : zone.end] == zone.evidence
        )
    for kind in (article.officials, article.agencies, article.places):
        names = [(e.name, getattr(e, "id", None)) for e in kind]
        assert len(names) == len(set(names))


@given(title=texts, text=texts)
@settings(max_examples=150, deadline=None)
def test_every_tag_points_at_what_it_says(tagger: Tagger, title: str, text: str) -> None:
    check(tagger.tag(article_of(text, title, "2022-01-04")))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Tabanan",
        "The Ombudsman met the regent of Tabanan and asked him to mend the service desks before June.",
        "BUPATI TABANAN I KOMANG GEDE SANJAYA MEMINTA OPD BERBENAH. OMBUDSMAN BALI MENILAI LAYANAN.",
        "bupati tabanan sanjaya meminta opd berbenah kata kepala ombudsman bali umar ibnu alkhatab di denpasar",
        "." * 5000,
        "“" * 3000,
        "( " * 3000,
        "I " * 3000,
        "A." * 3000,
        "Kepala " * 3000,
    ],
)
def test_odd_texts(tagger: Tagger, text: str) -> None:
    started = time.perf_counter()
    check(tagger.tag(article_of(text, day="2022-01-04")))
    assert time.perf_counter() - started < 5


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["prose", "one word", "capitals", "names", "no punctuation"])
def test_a_megabyte_in_bounded_time(tagger: Tagger, kind: str) -> None:
    prose = (
        "Bupati Tabanan I Komang Gede Sanjaya menerima tim Ombudsman RI Perwakilan Bali, Senin (3/1). “Layanan harus cepat,” "
        "ujarnya. Dinas Kesehatan Tabanan dan Puskesmas Marga I meraih zona hijau dengan nilai 90,05.\n\n"
    )
    letters = "bcdghjklmnprstw"
    invented = (
        f"Camat I Made {a.upper()}a{b}a{c}a{d}i hadir. "
        for a in letters
        for b in letters
        for c in letters
        for d in letters
    )
    sources = {
        "prose": prose * 4000,
        "one word": "a" * 1_000_000,
        "capitals": prose.upper() * 4000,
        "names": "".join(invented),
        "no punctuation": "".join(c for c in prose if c.isalnum() or c == " ") * 4000,
    }
    text = sources[kind][:1_000_000]
    started = time.process_time()
    check(tagger.tag(article_of(text, day="2022-01-04")))
    assert time.process_time() - started < 60
