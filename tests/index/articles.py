"""Made-up articles for the index tests: people, bodies and events of Bali's officialdom that don't exist."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from extract.article import Agency, Article, Event, Official, Place, Zone
from extract.identity import article_id

WITA = ZoneInfo("Asia/Makassar")
NAMES = frozenset({"kediri", "tabanan"})  # never stemmed
NOON = datetime(2024, 5, 6, 12, 0, tzinfo=WITA)


def article(
    number: int | str, title: str = "Rapat di balai banjar", text: str = "Warga berkumpul.", **more: Any
) -> Article:
    """An article of the outlet "harian"; its id hangs on the address, as everywhere."""
    outlet = more.pop("outlet", "harian")
    url = more.pop("url", f"https://{outlet}.test/{number}")
    more.setdefault("published", NOON)
    return Article(
        id=more.pop("id", article_id(url)), url=url, outlet=outlet, outlet_name=outlet.title(), title=title, text=text,
        words=len(text.split()), **more,
    )  # fmt: skip


def official(name: str, role: str | None = None, id: str | None = None) -> Official:
    return Official(name=name, role=role, id=id)


def event(type: str, regency: str | None, day: str | None = None, **more: Any) -> Event:
    return Event.model_validate(
        {"type": type, "status": "held", "regency": regency, "date": day, "evidence": "", **more}
    )


def zone(rating: str, subject: str | None = None, year: int | None = None, **more: Any) -> Zone:
    return Zone(
        **{
            "rating": rating,
            "subject": subject,
            "year": year,
            "status": "achieved",
            "evidence": "",
            "start": 0,
            "end": 0,
        }
        | more
    )


def day(number: int) -> datetime:
    return NOON + timedelta(days=number)


TABANAN = article(
    "tabanan",
    "Bimtek pelayanan publik digelar di Tabanan",
    "Bupati Tabanan I Nyoman Contoh membuka bimbingan teknis bagi petugas loket, Senin. Pelayanan harus cepat, "
    "katanya, dan keluhan warga dijawab dalam tiga hari.",
    published=day(0),
    officials=(official("I Nyoman Contoh", "Bupati Tabanan", "nyoman-contoh"),),
    agencies=(Agency(name="Pemerintah Kabupaten Tabanan", id="pemkab-tabanan"),),
    places=(Place(name="Tabanan"),),
    events=(event("bimtek", "Tabanan", "2024-05-06", main=True, organiser="Ombudsman RI"),),
)  # fmt: skip
BADUNG = article(
    "badung",
    "Badung raih zona hijau, layanan daring dipuji",
    "Ombudsman menyerahkan piagam kepada Sekretaris Daerah Badung. Nilai kepatuhan naik dari kuning menjadi hijau, "
    "sedangkan survei berikutnya menyusul.",
    outlet="koran",
    published=day(10),
    officials=(official("Ni Luh Misal", "Sekretaris Daerah Badung", "luh-misal"), official("I Nyoman Contoh", "Pengamat")),
    agencies=(Agency(name="Ombudsman RI Perwakilan Bali", id="ori-bali"),),
    places=(Place(name="Badung"), Place(name="Jakarta", outside_bali=True)),
    zones=(
        zone("hijau", "Pemerintah Kabupaten Badung", 2023, regency="Badung"),
        zone("kuning", "Pemerintah Kabupaten Badung", 2022, regency="Badung"),
    ),
    events=(event("penyerahan_hasil", "Badung", "2024-05-16"),),
)  # fmt: skip
KEDIRI = article(
    "kediri",
    "Warga Kediri mengeluhkan antrean di kantor camat",
    "Antrean memanjang sejak pagi. Camat berjanji menambah loket; pengaduan dicatat dan ditindaklanjuti.",
    published=day(-400),
    officials=(official("Made Umpama", "Camat Kediri"),),
    places=(Place(name="Tabanan"),),
    zones=(zone("hijau tua", "Pemerintah Kabupaten Tabanan", 2019, regency="Tabanan", status="target"),),
    events=(event("pengaduan", "Tabanan"),),
)  # fmt: skip
GIANYAR = article(
    "gianyar",
    "Workshop pelayanan di Gianyar ditunda",
    "Kegiatan itu dijadwalkan ulang. Pelayanan kependudukan tetap dibuka seperti biasa oleh dinas.",
    outlet="koran",
    published=None,
    places=(Place(name="Gianyar"),),
    zones=(zone("merah", None, 2021, status="definition"),),
    events=(event("bimtek", "Gianyar", "2024-06-01", status="planned"),),
)  # fmt: skip
LATE = article(
    "late",
    "Malam menjelang tahun baru",
    "Kembang api dilarang di lapangan; petugas berjaga sampai larut.",
    # the evening before in UTC, the next day in WITA
    published=datetime(2023, 12, 31, 17, 30, tzinfo=UTC),
    places=(Place(name="Denpasar"),),
)
ALL = (TABANAN, BADUNG, KEDIRI, GIANYAR, LATE)
