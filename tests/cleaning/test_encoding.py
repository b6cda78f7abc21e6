"""Bytes of every wrong sort come out as the text that was meant."""

from __future__ import annotations

import pytest

from extract.cleaning.decoding import decode, storable, tidy

TEXT = "“Loketnya buka pukul 08.00–15.00,” kata Made Ayu—petugas baru… harganya €2."


@pytest.mark.parametrize(
    ("encoding", "declared"),
    [
        ("utf-8", None), ("utf-8", "text/html; charset=iso-8859-1"), ("utf-8", "text/html; charset=bogus"),
        ("cp1252", None), ("cp1252", "text/html; charset=iso-8859-1"), ("cp1252", "text/html; charset=utf-8"),
        ("utf-8-sig", None), ("utf-16", None),
    ],
)  # fmt: skip
def test_decode(encoding: str, declared: str | None) -> None:
    assert decode(f"<p>{TEXT}</p>".encode(encoding), declared) == f"<p>{TEXT}</p>"


def test_utf8_read_as_windows_1252_and_written_again() -> None:
    assert decode(TEXT.encode().decode("cp1252", "replace").encode()).startswith("“Loketnya buka")


def test_a_page_cut_within_a_character_stays_utf8() -> None:
    cut = (TEXT * 20).encode()[:-60] + "”".encode()[:2]
    assert decode(cut, None).startswith("“Loketnya")


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("  dua \n\t kata ", "dua kata"),
        ("war\u00adga\u200b desa", "warga desa"),
        ("harga\u00a0Rp\u202f5", "harga Rp 5"),
        ("&amp;ldquo;Siap&amp;rdquo; &amp;amp; sigap", "“Siap” & sigap"),
        ("&nbsp;A&nbsp;", "A"),
        ("Tanah & Air", "Tanah & Air"),
        ("AT&T", "AT&T"),
    ],
)
def test_tidy(raw: str, clean: str) -> None:
    assert tidy(raw) == clean


@pytest.mark.parametrize(
    ("raw", "kept"),
    [("a&#0;b", "ab"), ("a&#x1F;b", "ab"), ("a&#99999999;b", "ab"), ("08.00&#150;15.00", "08.00–15.00"), ("&#8220;a", "&#8220;a"), ("a\x00\x0bb", "ab"), ("\ud800x", "x")],
)  # fmt: skip
def test_what_no_tree_can_hold_goes(raw: str, kept: str) -> None:
    assert storable(raw) == kept
