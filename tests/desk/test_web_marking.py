"""Tags in the text: whatever overlaps, the text stays whole and the elements nest."""

from __future__ import annotations

import time
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from desk.web.article_view import difference, paragraph_differences
from desk.web.marking import Span, article_page, paragraphs, weave
from extract.article import Zone
from tests.cli.calling import pantau
from tests.desk.newsroom import articles, filled, plain
from tests.desk.reading_html import Page

TEXT = "Bupati <b>Contoh</b> membuka bimtek & lokakarya di “Wanasari”, 🙂 kata warga."
KINDS = ("quote", "event", "zone", "official", "agency", "place")
SPANS = st.lists(
    st.builds(
        lambda a, b, kind, n: Span(min(a, b), max(a, b), kind, f'label "{n}" <i>', (f"tag-{kind}-{n}",)),
        st.integers(-5, len(TEXT) + 5), st.integers(-5, len(TEXT) + 5), st.sampled_from(KINDS), st.integers(0, 10**9),
    ),
    max_size=12,
)  # fmt: skip


def read(html: str) -> Page:
    return Page(f"<h1>x</h1>{html}")


@given(SPANS)
def test_text_stays_whole_and_elements_nest(spans: list[Span]) -> None:
    found = read(weave(TEXT, spans))
    assert found.text == "x" + TEXT
    assert [fault for fault in found.faults if "twice" not in fault] == []


@given(SPANS)
def test_every_character_is_under_its_marks(spans: list[Span]) -> None:
    """Counted from the HTML itself: at each character stand exactly the kinds whose spans cover it."""
    import re
    from html import unescape

    open_kinds: list[str] = []
    at = 0
    for piece in re.split(r"(<[^>]*>)", str(weave(TEXT, spans))):
        if opened := re.match(r'<mark class="tag tag-(\w+)"', piece):
            open_kinds.append(opened[1])
        elif piece == "</mark>":
            open_kinds.pop()
        else:
            for _ in unescape(piece):
                told = sorted(span.kind for span in spans if span.start <= at < span.end)
                assert sorted(open_kinds) == told
                at += 1
    assert at == len(TEXT)


@given(SPANS)
def test_a_span_in_pieces_has_its_anchor_once(spans: list[Span]) -> None:
    once = [s for n, s in enumerate(spans) if s.anchors not in {o.anchors for o in spans[:n]}]
    found = read(weave(TEXT, once))
    assert len(found.ids) == len(set(found.ids))
    assert set(found.ids) == {s.anchors[0] for s in once if 0 <= s.start < s.end and s.start < len(TEXT)}


def test_crossing_spans_become_two_elements() -> None:
    html = weave("abcdef", [Span(0, 4, "quote", "Q", ("q",)), Span(2, 6, "official", "O", ("o",))])
    assert html == (
        '<mark class="tag tag-quote" title="Q" id="q">ab<mark class="tag tag-official" title="O" id="o">cd</mark></mark>'
        '<mark class="tag tag-official" title="O">ef</mark>'
    )


def test_paragraphs_are_those_of_the_text() -> None:
    for article in articles():
        told = [read(paragraph).text[1:] for paragraph in paragraphs(article)]
        assert told == article.text.split("\n\n")


def test_an_article_as_a_file_is_sound_and_asks_for_nothing(tmp_path: Path) -> None:
    for article in articles():
        html = article_page(article)
        found = Page(html)
        assert [fault for fault in found.faults if not fault.startswith("<style>")] == []
        assert not [a for tag, a in found.elements if tag in ("link", "script", "img", "iframe")]
        assert "<script" not in html


@given(st.text(max_size=60), st.text(max_size=60))
def test_a_difference_holds_both_texts(before: str, after: str) -> None:
    html = difference(before, after)
    assert read(html).faults == []
    import re

    gone = re.sub(r"<ins>.*?</ins>", "", str(html), flags=re.DOTALL)
    come = re.sub(r"<del>.*?</del>", "", str(html), flags=re.DOTALL)
    assert read(gone).text[1:].split() == before.split()
    assert read(come).text[1:].split() == after.split()


def test_texts_of_any_length_are_compared_in_bounded_time() -> None:
    before, after = "yang dan di " * 5_000, "dan yang ke " * 5_000
    started = time.perf_counter()
    html = difference(before, after)
    assert time.perf_counter() - started < 5
    assert html.count("<del>") == html.count("<ins>") == 1


def test_only_changed_paragraphs_are_shown() -> None:
    found = paragraph_differences(["satu", "dua kata", "tiga"], ["satu", "dua frasa", "tiga", "empat"])
    assert [str(part) for part in found] == ["dua <del>kata</del> <ins>frasa</ins>", "<ins>empat</ins>"]


def test_show_writes_the_file_or_says_why_not(tmp_path: Path) -> None:
    (tmp_path / "data").mkdir()
    filled(tmp_path / "data").close()
    article = next(a for a in articles() if a.title.endswith("Menjawab Keluhan"))
    written = pantau("show", article.id, "--html", tmp_path / "a.html", data=tmp_path / "data")
    assert written.status == 0, written.err
    assert "Bimbingan teknis" in (tmp_path / "a.html").read_text(encoding="utf-8")
    refused = pantau("show", article.id, "--html", tmp_path / "nowhere" / "a.html", data=tmp_path / "data")
    assert refused.status == 1
    assert "can't be written" in refused.err


def test_tags_over_the_same_words_are_one_mark() -> None:
    """Nine regencies rated in one sentence: one mark that names all, and every row of the table leads to it."""
    names = ("Badung", "Bangli", "Gianyar")
    article = plain(
        "nusabali", "NusaBali", "daftar", None, "Zona hijau", "Badung, Bangli, dan Gianyar masuk zona hijau."
    )
    zones = tuple(
        Zone(subject=n, regency=n, rating="hijau", year=2021, status="achieved", evidence=article.text, start=0, end=len(article.text))
        for n in names
    )  # fmt: skip
    html = article_page(article.model_copy(update={"zones": zones}))
    assert html.count('class="tag tag-zone" title=') == 1
    assert 'title="Penilaian: Badung hijau 2021; Penilaian: Bangli hijau 2021; Penilaian: Gianyar hijau 2021"' in html
    assert [fault for fault in Page(html).faults if "<style>" not in fault] == []
    assert all(f'href="#tag-zone-{n}"' in html and f'id="tag-zone-{n}"' in html for n in range(3))
