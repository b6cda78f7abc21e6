"""Made-up articles about made-up people, in the outlets' manner, and a desk over them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal

from fastapi import FastAPI

from config.loader import Config
from desk.web.app import create_app
from extract.article import Agency, Article, Event, Mention, Official, Place, Quote, Warning_, Zone
from extract.identity import article_id
from index.base import ArticleIndex
from index.health import OutletHealth
from index.sqlite_index import SqliteIndex

NOW = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
HOSTILE = '<script>alert("judul")</script> & <b onmouseover=x>tebal</b>'


def mentions(article: Article, *names: str) -> tuple[Mention, ...]:
    """Every place where one of the names stands, in title and text."""
    found = []
    fields: tuple[tuple[Literal["title", "text"], str], ...] = (("title", article.title), ("text", article.text))
    for field, text in fields:
        for name in names:
            found += [
                Mention(text=name, field=field, start=m.start(), end=m.end())
                for m in re.finditer(re.escape(name), text)
            ]
    return tuple(found)


def at(article: Article, words: str) -> dict[str, Any]:
    """Evidence and its offsets."""
    start = article.text.index(words)
    return {"evidence": words, "start": start, "end": start + len(words)}


def plain(
    outlet: str, name: str, slug: str, published: str | None, title: str, *paragraphs: str, **more: Any
) -> Article:
    url = f"https://{outlet}.example/{slug}"
    text = "\n\n".join(paragraphs)
    return Article(
        id=article_id(url), url=url, outlet=outlet, outlet_name=name, title=title, text=text, published=published,
        published_from="json-ld" if published else None, words=len(text.split()), language="id", **more,
    )  # fmt: skip


BIMTEK = (
    "Pemerintah Kabupaten Tabanan mengajak seratus petugas loket mengikuti bimbingan teknis standar pelayanan publik, Selasa (9/5), di Gedung Serbaguna Wanasari.",
    "Wayan Contoh Pradana, Bupati Tabanan, berharap petugas tidak lagi menyuruh warga bolak-balik hanya karena selembar fotokopi. “Warga datang untuk dilayani, bukan untuk menunggu,” ujar Wayan Contoh Pradana.",
    "Materi dibawakan asisten dari Ombudsman RI Perwakilan Provinsi Bali, mulai dari maklumat pelayanan sampai cara mengelola pengaduan yang masuk lewat kotak saran di setiap loket.",
)


def bimtek_tabanan(outlet: str, name: str, slug: str, published: str, title: str, *more: str) -> Article:
    article = plain(outlet, name, slug, published, title, *BIMTEK, *more)
    quote = "“Warga datang untuk dilayani, bukan untuk menunggu,”"
    start = article.text.index(quote)
    return article.model_copy(
        update={
            "officials": (
                Official(name="Wayan Contoh Pradana", role="Bupati", agency="Pemerintah Kabupaten Tabanan",
                         mentions=mentions(article, "Wayan Contoh Pradana"), centrality="quoted"),
            ),
            "agencies": (
                Agency(name="Pemerintah Kabupaten Tabanan", mentions=mentions(article, "Pemerintah Kabupaten Tabanan"), centrality="subject"),
                Agency(name="Ombudsman RI Perwakilan Provinsi Bali", mentions=mentions(article, "Ombudsman RI Perwakilan Provinsi Bali")),
            ),
            "places": (Place(name="Tabanan", mentions=mentions(article, "Tabanan"), centrality="subject"),),
            "events": (
                Event(type="bimtek", status="held", main=True, regency="Tabanan", date="2023-05-09", date_text="Selasa (9/5)",
                      organiser="Ombudsman RI Perwakilan Provinsi Bali", topic="standar pelayanan publik",
                      **at(article, "bimbingan teknis standar pelayanan publik, Selasa (9/5)")),
            ),
            "quotes": (Quote(speaker="Wayan Contoh Pradana", text=quote, start=start, end=start + len(quote)),),
        }
    )  # fmt: skip


def bimtek_buleleng() -> Article:
    article = plain(
        "baliportalnews", "Baliportalnews", "bimtek-buleleng", "2024-02-20T15:10:00+08:00",
        "Petugas Kecamatan di Buleleng Dilatih Menjawab Keluhan",
        "Puluhan petugas kecamatan di Buleleng mengikuti bimtek pengelolaan keluhan pada Senin (19/2) di Singaraja.",
        "Kegiatan serupa akan digelar di Bangli bulan depan.",
    )  # fmt: skip
    return article.model_copy(
        update={
            "places": (
                Place(name="Buleleng", mentions=mentions(article, "Buleleng"), centrality="subject"),
                Place(name="Bangli", mentions=mentions(article, "Bangli")),
            ),
            "events": (
                Event(type="bimtek", status="held", main=True, regency="Buleleng", date="2024-02-19", date_text="Senin (19/2)",
                      organiser="Bagian Organisasi", topic="pengelolaan keluhan", **at(article, "bimtek pengelolaan keluhan pada Senin (19/2)")),
                Event(type="bimtek", status="planned", regency="Bangli", **at(article, "Kegiatan serupa akan digelar di Bangli")),
            ),
        }
    )  # fmt: skip


def planned() -> Article:
    article = plain(
        "denpost", "DenPost", "rencana-bangli", "2026-02-27T07:00:00+08:00", "Bangli Siapkan Bimtek Bagi Perbekel",
        "Bimtek pelayanan bagi perbekel akan digelar di Bangli pada Rabu (11/3), dan satu lagi di Klungkung.",
    )  # fmt: skip
    return article.model_copy(
        update={
            "places": (Place(name="Bangli", mentions=mentions(article, "Bangli"), centrality="subject"),),
            "events": (
                Event(type="bimtek", status="planned", main=True, regency="Bangli", date="2026-03-11", date_text="Rabu (11/3)",
                      **at(article, "akan digelar di Bangli pada Rabu (11/3)")),
                Event(type="bimtek", status="planned", regency="Klungkung", **at(article, "satu lagi di Klungkung")),
            ),
        }
    )  # fmt: skip


def rating(outlet: str, name: str, slug: str, published: str, title: str, sentence: str, **zone: Any) -> Article:
    article = plain(
        outlet,
        name,
        slug,
        published,
        title,
        sentence,
        "Hasil itu disampaikan dalam pertemuan tertutup di kantor bupati.",
    )
    return article.model_copy(
        update={
            "zones": (Zone(**at(article, sentence), **zone),),
            "places": (Place(name=str(zone["regency"]), mentions=mentions(article, str(zone["regency"]))),),
        }
    )  # fmt: skip


def hostile() -> Article:
    article = plain(
        "nusabali", "NusaBali", "jahat", "2022-08-01T09:00:00+08:00", HOSTILE,
        'Paragraf ini memuat <img src=x onerror="alert(1)"> dan kata pelayanan.', "Orang bernama <i>Ketut</i> datang.",
    )  # fmt: skip
    return article.model_copy(
        update={
            "url": "javascript:alert(1)",
            "officials": (Official(name='"><script>x</script>', role="<u>Kepala</u>", mentions=mentions(article, "<i>Ketut</i>")),),
            "warnings": (Warning_(kind="date-contradiction", text="<b>Selasa</b>", detail="<hari itu> Senin"),),
        }
    )  # fmt: skip


def articles() -> list[Article]:
    """Eleven articles, three of them one story; ratings that contradict each other; one article full of markup."""
    return [
        bimtek_tabanan("bisnisbali", "Bisnis Bali", "bimtek-tabanan", "2023-05-09T18:20:00+08:00", "Petugas Loket Tabanan Ikuti Bimtek Pelayanan Publik"),
        bimtek_tabanan("nusabali", "NusaBali", "loket-tabanan", "2023-05-10T06:00:00+08:00", "Seratus Petugas Loket Tabanan Dilatih", "Kegiatan ditutup sore hari."),
        bimtek_tabanan("baliportalnews", "Baliportalnews", "latih-loket", "2023-05-10T00:00:00+08:00", "Tabanan Latih Petugas Loket"),
        bimtek_buleleng(),
        rating("bisnisbali", "Bisnis Bali", "gianyar-hijau", "2022-01-12T10:00:00+08:00", "Gianyar Masuk Zona Hijau",
               "Ombudsman menempatkan Gianyar pada zona hijau dalam survei kepatuhan 2021 dengan nilai 87,4.",
               subject="Gianyar", regency="Gianyar", instrument="survei kepatuhan", rating="hijau", score=87.4, year=2021, status="achieved"),
        rating("nusabali", "NusaBali", "gianyar-kuning", "2022-01-13T08:30:00+08:00", "Gianyar Masih Kuning, Bupati Minta Berbenah",
               "Survei kepatuhan 2021 menunjukkan Gianyar masih berada di zona kuning.",
               subject="Gianyar", regency="Gianyar", instrument="survei kepatuhan", rating="kuning", year=2021, status="achieved"),
        rating("baliportalnews", "Baliportalnews", "jembrana-target", "2022-06-02T11:00:00+08:00", "Jembrana Kejar Hijau Tua",
               "Jembrana menargetkan zona hijau tua pada penilaian tahun 2022.",
               subject="Jembrana", regency="Jembrana", instrument="survei kepatuhan", rating="hijau tua", year=2022, status="target"),
        rating("bisnisbali", "Bisnis Bali", "opini-badung", "2026-01-20T16:45:00+08:00", "Badung Raih Opini Ombudsman",
               "Badung memperoleh opini kualitas tinggi 100% tanpa maladministrasi tahun 2025.",
               subject="Dinas Penanaman Modal Kabupaten Badung", regency="Badung", instrument="opini ombudsman", rating="kualitas tinggi 100%", year=2025, status="achieved"),
        hostile(),
        planned(),
        plain("denpost", "DenPost", "tanpa-tanggal", None, "Antrean Paspor di Denpasar Diurai", "Warga memuji pelayanan paspor yang lebih singkat."),
    ]  # fmt: skip


RELEASE = (
    "Kantor perwakilan di Denpasar membuka loket keliling bagi warga lansia setiap Rabu mulai pekan depan di halaman balai banjar.",
    "Petugas membawa formulir, pencetak kecil, dan kursi lipat, sehingga pelapor tidak perlu lagi datang ke kota untuk urusan sederhana.",
    "“Yang tidak bisa datang kami datangi,” ujar Wayan Contoh Pradana ketika menerima jadwal kunjungan tiga bulan pertama dari para perbekel.",
)


def pressed() -> list[Article]:
    """Two press releases of an office, one run by three outlets at different times (one of them before it), one by nobody."""
    office = ("ombudsmanbali", "Ombudsman RI Perwakilan Bali")
    return [
        plain(*office, "keliling", "2024-08-05T10:00:00+08:00", "Loket Keliling bagi Lansia", *RELEASE),
        plain(*office, "jadwal", "2024-08-07T00:00:00+08:00", HOSTILE, "Jadwal piket <b>pekan</b> kedua disusun petugas jaga kantor bersama satuan pengamanan dan pengelola gedung tanpa perubahan jam buka loket."),
        plain("nusabali", "NusaBali", "lansia", "2024-08-05T10:40:00+08:00", "Lansia Tak Perlu ke Kota", *RELEASE[:2]),
        plain("denpost", "DenPost", "loket", "2024-08-06T00:00:00+08:00", "Loket Datang ke Banjar", *RELEASE, "Warga menyambut gembira dan menyiapkan tenda serta kopi untuk petugas yang datang pagi."),
        plain("bisnisbali", "Bisnis Bali", "bocoran", "2024-08-05T07:30:00+08:00", "Segera Ada Loket Keliling", *RELEASE[:2]),
    ]  # fmt: skip


HEALTH = (
    OutletHealth("bisnisbali", "Bisnis Bali", datetime(2026, 3, 1, 22, 0, tzinfo=UTC), datetime(2026, 1, 20, tzinfo=UTC), 3, 12, {"new": 2, "gone": 1}),
    OutletHealth("nusabali", "NusaBali", None, None, 0, 0, {}, ("belum pernah dirayapi",)),
)  # fmt: skip


def fill(index: ArticleIndex, more: Iterable[Article] = ()) -> None:
    """Puts these articles; one is put twice, the second time revised."""
    known = articles()
    revised = next(a for a in known if a.title.endswith("Menjawab Keluhan"))
    before = {
        "title": "Petugas Kecamatan Buleleng Dilatih",
        "text": revised.text.replace("Puluhan", "Belasan"),
        "events": (),
    }
    index.put([revised.model_copy(update=before)])
    index.put([*known, *more])


def filled(folder: Path, more: Iterable[Article] = ()) -> SqliteIndex:
    """An embedded index of these articles."""
    index = SqliteIndex(folder)
    fill(index, more)
    return index


def desk_over(index: ArticleIndex, config: Config) -> FastAPI:
    return create_app(index, config, health=lambda: HEALTH, now=lambda: NOW)
