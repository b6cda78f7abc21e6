"""Canonical addresses: one article, one id, however it was linked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.identity import article_id, canonical_url

SAME = [
    ("https://koran.example/2024/05/judul/", "https://koran.example/2024/05/judul/?utm_source=wa&utm_medium=x"),
    ("https://koran.example/2024/05/judul/", "https://koran.example/2024/05/judul/?amp=1"),
    ("https://koran.example/2024/05/judul/", "https://koran.example/2024/05/judul/amp/"),
    ("https://koran.example/2024/05/judul/", "https://KORAN.example/2024/05/judul/#komentar"),
    ("https://koran.example/2024/05/judul", "https://koran.example/2024/05/judul?page=all"),
    ("https://koran.example/2024/05/judul", "http://www.koran.example/2024/05/judul"),
    ("https://koran.example/berita/12/judul", "https://koran.example/index.php/berita/12/judul/halaman/1"),
    ("https://koran.example/berita/12/judul", "https://koran.example/berita/9/index.php/berita/12/judul"),
    ("https://koran.example/content/judul", "https://koran.example/content/judul?page=58"),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_doubles_have_one_id(one: str, other: str) -> None:
    assert article_id(one) == article_id(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://koran.example/?p=1", "https://koran.example/?p=2"),
        ("https://koran.example/a/", "https://koran.example/b/"),
        ("https://satu.example/a/", "https://dua.example/a/"),
        (
            "https://koran.example/index.php?option=com_content&view=article&id=1",
            "https://koran.example/index.php?option=com_content&view=article&id=2",
        ),
    ],
)
def test_other_articles_have_other_ids(one: str, other: str) -> None:
    assert article_id(one) != article_id(other)


@given(st.text(max_size=60))
def test_any_text_is_taken(text: str) -> None:
    assert len(article_id(text)) == 16


@given(st.from_regex(r"https://[a-z]{1,8}\.example/[a-z0-9/-]{0,30}(\?[a-z]{1,5}=[a-z0-9]{0,5})?", fullmatch=True))
def test_canonical_is_stable(url: str) -> None:
    assert canonical_url(canonical_url(url)) == canonical_url(url)
