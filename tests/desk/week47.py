"""A made-up week of the press, Monday 16 to Sunday 22 November 2026, and the week before: people and outlets that don't exist."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from config.loader import Config
from config.outlets import Outlet
from desk.digest.week import Week
from extract.article import Agency, Article, Event, Official, Place, Quote, Zone
from extract.identity import article_id
from index.base import ArticleIndex
from index.health import OutletHealth
from index.sqlite_index import SqliteIndex

WITA = ZoneInfo("Asia/Makassar")
WEEK = Week(2026, 47)
MONDAY_MORNING = datetime(2026, 11, 23, 7, 0, tzinfo=WITA)
OUTLETS = {
    "kabar-agung": "Kabar Agung",
    "suara-tanjung": "Suara Tanjung",
    "warta-embung": "Warta Embung",
    "pos-segara": "Pos Segara",
    "radar-tukad": "Radar Tukad",
}
BALI = Agency(name="Ombudsman RI Perwakilan Bali", id="ombudsman-bali", centrality="subject")


def at(day: int, hour: int = 9, month: int = 11) -> datetime:
    return datetime(2026, month, day, hour, tzinfo=WITA)


def article(outlet: str, slug: str, title: str, text: str, published: datetime | None, **tags: Any) -> Article:
    url = f"https://{outlet}.example/{slug}"
    return Article(
        id=article_id(url), url=url, outlet=outlet, outlet_name=OUTLETS.get(outlet, outlet), title=title, text=text,
        lead=text.split(". ", 1)[0] + ".", published=published, language="id", words=len(text.split()), **tags,
    )  # fmt: skip


def place(name: str) -> Place:
    return Place(name=name, centrality="subject")


def event(kind: str, status: str, regency: str, day: date | None, **more: Any) -> Event:
    return Event.model_validate(
        {"type": kind, "status": status, "regency": regency, "date": day, "evidence": "kata-kata berita", **more}
    )


BIMTEK_TEXT = (
    "Sebanyak empat puluh petugas loket di Kabupaten Bangli mengikuti bimbingan teknis standar pelayanan publik yang "
    "digelar Ombudsman RI Perwakilan Bali pada Selasa lalu. Peserta datang dari dua puluh satu puskesmas dan kantor "
    "camat, membawa maklumat pelayanan masing-masing untuk diperiksa bersama. Asisten Ombudsman Gusti Made Wirajaya Contoh "
    "menyebut papan biaya masih sering ditaruh di belakang pintu, sehingga warga tidak dapat membacanya."
)
RATING_TEXT = (
    "Pemerintah Kabupaten Jembrana menerima hasil penilaian kepatuhan standar pelayanan publik tahun 2026 dengan zona "
    "hijau. Nilai akhirnya tertulis pada piagam yang diserahkan di aula kantor bupati, disaksikan para kepala dinas dan "
    "camat yang sejak pagi menunggu giliran berfoto bersama para penilai."
)


def this_week() -> list[Article]:
    wirajaya = Official(
        name="Gusti Made Wirajaya Contoh", role="Asisten", agency=BALI.name, centrality="quoted"
    )  # fmt: skip
    bimtek = {
        "agencies": (BALI,), "places": (place("Bangli"),), "officials": (wirajaya,),
        "quotes": (Quote(speaker=wirajaya.name, text="papan biaya", start=0, end=11),),
        "events": (event("bimtek", "held", "Bangli", date(2026, 11, 17), main=True, organiser=BALI.name, topic="standar pelayanan publik"),),
    }  # fmt: skip
    hijau = Zone(subject="Jembrana", regency="Jembrana", instrument="survei kepatuhan", rating="hijau", score=88.4, year=2026, status="achieved", evidence="dengan zona hijau", start=90, end=107)  # fmt: skip
    return [
        article("kabar-agung", "loket-bangli", "Petugas Loket Bangli Belajar Memasang Papan Biaya", BIMTEK_TEXT, at(18), **bimtek),
        article("suara-tanjung", "bimtek-bangli", "Ombudsman Bali Gelar Bimtek bagi Petugas Loket Bangli", BIMTEK_TEXT + " Kegiatan ditutup sore hari.", at(18, 15), **bimtek),
        article("warta-embung", "hijau-jembrana", "Jembrana Terima Zona Hijau", RATING_TEXT, at(19), agencies=(BALI.model_copy(update={"centrality": "passing"}),), places=(place("Jembrana"),), zones=(hijau,)),
        article("pos-segara", "kuning-jembrana", "Nilai Jembrana Disebut Masih Kuning", "Sebuah lembar rekap yang beredar di kalangan wartawan menyebut Kabupaten Jembrana masih berada di zona kuning pada penilaian kepatuhan 2026, berbeda dari piagam yang diterima bupati. Panitia belum menjawab ketika ditanya mana yang benar dan kapan rekap itu dibuat.", at(20), places=(place("Jembrana"),), zones=(hijau.model_copy(update={"rating": "kuning", "score": 74.0, "evidence": "masih berada di zona kuning"}),)),
        article("kabar-agung", "rencana-gianyar", "Ombudsman Jadwalkan Bimtek di Gianyar", "Ombudsman RI Perwakilan Bali menjadwalkan bimbingan teknis pengelolaan pengaduan bagi perangkat daerah di Gianyar pada awal Desember mendatang, setelah ruang rapat selesai diperbaiki.", at(21), agencies=(BALI,), places=(place("Gianyar"),), events=(event("bimtek", "planned", "Gianyar", date(2026, 12, 3), organiser=BALI.name, topic="pengelolaan pengaduan"),)),
        article("suara-tanjung", "terlambat", "Karangasem Rampungkan Bimtek Akhir Oktober", "Bagian Organisasi Karangasem mengabarkan bahwa bimbingan teknis survei kepuasan masyarakat sudah rampung pada akhir Oktober lalu dan laporannya baru diserahkan pekan ini kepada sekretaris daerah.", at(17), places=(place("Karangasem"),), events=(event("bimtek", "held", "Karangasem", date(2026, 10, 29), topic="survei kepuasan masyarakat"),)),
        article("warta-embung", "sepak-bola", "Kesebelasan Tukad Menang Tipis", "Pertandingan berlangsung seru hingga menit akhir di lapangan desa yang becek sesudah hujan semalaman.", at(16)),
    ]  # fmt: skip


def week_before() -> list[Article]:
    return [
        article("radar-tukad", "pungli-parkir", "Warga Klungkung Adukan Pungli Parkir", "Warga mengadukan pungutan liar di tempat parkir pasar kepada Ombudsman Bali. Petugas berjanji memeriksa karcis dan daftar setoran dalam sepekan ini juga.", at(10), agencies=(BALI,), places=(place("Klungkung"),), events=(event("pengaduan", "held", "Klungkung", date(2026, 11, 9)),)),
        article("kabar-agung", "tarian", "Sanggar Contoh Pentas Keliling", "Sanggar tari anak berkeliling ke lima desa dengan truk terbuka dan gamelan pinjaman dari balai banjar.", at(11)),
    ]  # fmt: skip


def health(**last_crawl: datetime | None) -> list[OutletHealth]:
    """Every outlet crawled an hour before the digest, but for those named."""
    return [
        OutletHealth(
            key, name, last_crawl.get(key.replace("-", "_"), datetime(2026, 11, 22, 22, tzinfo=UTC)), None, 0, 0
        )
        for key, name in OUTLETS.items()
    ]


def made_up(config: Config, **settings: Any) -> Config:
    """The shipped configuration with the made-up outlets in place of the real ones."""
    outlets = {k: Outlet(key=k, name=n, home=f"https://{k}.example/") for k, n in OUTLETS.items()}
    return replace(config, outlets=outlets, settings=config.settings.model_copy(update=settings))


@contextmanager
def index_of(folder: Path, articles: list[Article]) -> Iterator[ArticleIndex]:
    folder.mkdir(parents=True, exist_ok=True)
    index = SqliteIndex(folder)
    try:
        index.put(articles)
        yield index
    finally:
        index.close()
