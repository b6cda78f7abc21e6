"""Pages that are no articles: told as such with the reason."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from config.outlets import Outlet
from extract.article import Rejected
from extract.cleaning import clean
from extract.page import RawPage

OUTLET = Outlet(key="a", name="Contoh Kabar", home="https://a.example/")
TEASER = '<div class="post"><h2><a href="/berita/{n}/judul">Judul berita nomor {n} yang cukup panjang</a></h2><p>Warga menyampaikan pendapat tentang pelayanan di kantor desa itu kepada petugas [...]</p></div>'
LISTING = "".join(TEASER.format(n=n) for n in range(12))


def page(title: str, body: str) -> str:
    return f"<html><head><title>{title}</title></head><body>{body}</body></html>"


@pytest.mark.parametrize(
    ("html", "fate"),
    [
        (page("Bali - Contoh Kabar", f"<h1>Bali</h1>{LISTING}"), "not_article"),
        (page("Hasil Pencarian: bimtek - Contoh Kabar", f"<h1>Hasil Pencarian: bimtek</h1>{LISTING}"), "not_article"),
        (page("Halaman tidak ditemukan - Contoh Kabar", "<h1>404</h1><p>Maaf, halaman yang Anda cari tidak ditemukan.</p>"), "not_article"),
        (page("Just a moment...", "<p>Checking your browser before accessing a.example. Please enable cookies.</p>"), "not_article"),
        (page("Laporan Khusus Desa", "<h1>Laporan Khusus Desa Kami</h1><p>Artikel ini khusus pelanggan. Masuk untuk melanjutkan membaca.</p><form><input type=password></form>"), "not_article"),
        (page("Galeri: Pawai Ogoh-ogoh di Lapangan", "<h1>Galeri: Pawai Ogoh-ogoh di Lapangan</h1>" + "<figure><img src=x><figcaption>Pawai di lapangan.</figcaption></figure>" * 9), "no_text"),
        (page("Kosong", "<h1>Judul yang Panjang Sekali Tanpa Isi</h1>"), "no_text"),
        ("<html><head></head><body></body></html>", "no_text"),
        ("", "unreadable"),
    ],
    ids=["listing", "search", "404", "challenge", "login", "gallery", "no body", "empty page", "nothing"],
)  # fmt: skip
def test_refused(html: str, fate: str) -> None:
    raw = RawPage("https://a.example/berita/1/x", "a", html.encode(), datetime(2026, 11, 24, tzinfo=UTC))
    found = clean(raw, OUTLET)
    assert isinstance(found, Rejected), found
    assert found.fate == fate
    assert found.reason


def test_a_status_that_is_no_page() -> None:
    raw = RawPage("https://a.example/berita/1/x", "a", page("Galat", "<p>x</p>").encode(), datetime(2026, 11, 24, tzinfo=UTC), status=503)  # fmt: skip
    found = clean(raw, OUTLET)
    assert isinstance(found, Rejected)
    assert "503" in found.reason
