"""Made-up articles in any number: Zipf words, tags as an office would see them, one in eight a reprint with edits.

The same number always makes the same article, in any process.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

from extract.article import Agency, Article, Event, Mention, Official, Place, Zone
from extract.identity import article_id

REGENCIES = ("Denpasar", "Badung", "Tabanan", "Gianyar", "Buleleng", "Karangasem", "Klungkung", "Bangli", "Jembrana")
OUTLETS = 29
YEARS = 8
LAST_DAY = datetime(2026, 6, 30, 10, tzinfo=UTC)
REPRINTS = 8  # one article in so many is an edited copy of one a little before it
_COMMON = (
    "yang dan di untuk dengan ini dari pada tidak dalam akan juga ke itu tersebut oleh ada sudah bisa telah para masyarakat warga bali "
    "kabupaten pemerintah layanan pelayanan publik ombudsman bupati kepala dinas desa adat kota petugas kegiatan tahun hari senin selasa "
    "rabu kamis jumat penilaian kepatuhan standar bimbingan teknis bimtek sosialisasi pengaduan laporan maladministrasi loket antrean izin "
    "perizinan kependudukan rumah sakit puskesmas sekolah siswa guru jalan air pasar harga sampah pariwisata wisatawan polisi kecamatan camat "
    "perbekel banjar anggaran rapat dewan anggota ketua wakil sekretaris daerah provinsi gubernur program pembangunan ekonomi usaha "
    "mikro kecil menengah digital aplikasi inovasi data informasi evaluasi hasil nilai zona hijau kuning merah piagam penghargaan sertifikat "
    "kunjungan koordinasi pembinaan pengawasan hukum peraturan perda korban tersangka kasus sidang banjir longsor cuaca upacara pura festival"
)
_SYLLABLES = "ka ta na la ra sa ma pa ba da ga ja wa ku tu nu lu ru su mu pu bu du gu ju ki ti ni li ri si mi pi bi di gi ke te se pe be re le me ne".split()
_ENDINGS = ("", "", "", "n", "ng", "s", "k", "r", "t")


@cache
def vocabulary(size: int = 40_000) -> tuple[list[str], list[float]]:
    """(words, their cumulated weights): the common ones first, then ones put together of syllables."""
    dice = random.Random(7)
    words = dict.fromkeys(_COMMON.split())
    while len(words) < size:
        root = "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))) + dice.choice(_ENDINGS)
        words[
            dice.choice(("", "", "", "pe", "ber", "ter", "di")) + root + dice.choice(("", "", "", "an", "kan", "nya"))
        ] = None
    total, cumulated = 0.0, []
    for rank in range(len(words)):
        total += 1 / (rank + 3)
        cumulated.append(total)
    return list(words), cumulated


@cache
def people(size: int = 600) -> list[tuple[str, str, str | None]]:
    """(name, role, id or None) of officials, the often named first."""
    dice = random.Random(11)
    firsts = (
        "I Wayan",
        "I Made",
        "I Nyoman",
        "I Ketut",
        "Ni Luh",
        "Ni Putu",
        "I Gede",
        "Ida Bagus",
        "Anak Agung",
        "Desak",
    )
    roles = (
        "Bupati",
        "Wakil Bupati",
        "Sekretaris Daerah",
        "Kepala Dinas",
        "Camat",
        "Anggota DPRD",
        "Perbekel",
        "Kapolres",
    )
    found = []
    for number in range(size):
        last = "".join(dice.choices(_SYLLABLES, k=dice.randint(2, 4))).capitalize() + dice.choice(_ENDINGS)
        found.append(
            (
                f"{dice.choice(firsts)} {last}",
                f"{dice.choice(roles)} {dice.choice(REGENCIES)}",
                f"orang-{number}" if number < 150 else None,
            )
        )
    return found


def made_up(number: int) -> Article:
    """Article `number`: some 120 to 600 words, one to twelve tags."""
    dice = random.Random(number)
    if number % REPRINTS == REPRINTS - 1:
        return _reprint(made_up(number - dice.randint(1, REPRINTS - 1)), number, dice)
    words, weights = vocabulary()
    published = LAST_DAY - timedelta(minutes=(number * 7_919) % (YEARS * 525_600))
    title = " ".join(dice.choices(words[22:], cum_weights=weights[22:], k=dice.randint(6, 11))).capitalize()
    paragraphs = []
    for _ in range(dice.randint(6, 14)):
        sentence = dice.choices(words, cum_weights=weights, k=dice.randint(18, 45))
        paragraphs.append(" ".join(sentence).capitalize() + ".")
    regency = dice.choice(REGENCIES)
    officials = [people()[min(int(dice.paretovariate(0.7)) - 1, 599)] for _ in range(dice.choice((0, 1, 1, 2, 3)))]
    paragraphs[0] = f"{regency.upper()} – {paragraphs[0]}"
    tags: dict[str, Any] = {
        "places": tuple(Place(name=name) for name in {regency, dice.choice(REGENCIES)}),
        "officials": tuple(
            Official(name=n, role=r, id=i, mentions=(Mention(text=n, field="text", start=0, end=len(n)),))
            for n, r, i in dict.fromkeys(officials)
        ),
        "agencies": tuple(
            Agency(name=f"{kind} {regency}", id=None)
            for kind in dice.sample(
                ("Pemerintah Kabupaten", "Dinas Kesehatan", "Dinas Perhubungan", "DPRD"), dice.randint(0, 2)
            )
        ),
    }
    if number % 9 == 0:
        kind = dice.choice(("bimtek", "sosialisasi", "rapat", "kunjungan", "sidak", "pembinaan"))
        tags["events"] = (
            Event.model_validate(
                {
                    "type": kind,
                    "status": "held",
                    "main": True,
                    "regency": regency,
                    "date": published.date(),
                    "evidence": title,
                }
            ),
        )
    if number % 40 == 0:
        rating = dice.choice(("merah", "kuning", "hijau", "hijau tua"))
        tags["zones"] = (
            Zone(subject=f"Pemerintah Kabupaten {regency}", regency=regency, rating=rating, year=published.year - 1, status="achieved",
                 evidence=title, start=0, end=10),
        )  # fmt: skip
    return _article(number, f"media{int(dice.triangular(0, OUTLETS, 0))}", title, paragraphs, published, tags)


def _reprint(source: Article, number: int, dice: random.Random) -> Article:
    paragraphs = source.text.split("\n\n")
    cut = dice.randrange(len(paragraphs))
    paragraphs[cut] = " ".join(w for w in paragraphs[cut].split() if dice.random() > 0.1)
    assert source.published is not None
    published = source.published + timedelta(hours=dice.randint(1, 30))
    tags = {name: getattr(source, name) for name in ("places", "officials", "agencies", "events", "zones")}
    return _article(number, f"media{dice.randrange(OUTLETS)}", f"{source.title} lagi", paragraphs, published, tags)


def _article(
    number: int, outlet: str, title: str, paragraphs: list[str], published: datetime, tags: dict[str, Any]
) -> Article:
    url, text = f"https://{outlet}.test/berita/{number}", "\n\n".join(paragraphs)
    return Article(
        id=article_id(url), url=url, outlet=outlet, outlet_name=outlet.title(), title=title, text=text, published=published,
        published_from="json-ld", fetched=published + timedelta(minutes=40), language="id", words=len(text.split()), **tags,
    )  # fmt: skip


def batches(count: int, size: int = 500) -> Iterator[list[Article]]:
    for start in range(0, count, size):
        yield [made_up(number) for number in range(start, min(start + size, count))]
