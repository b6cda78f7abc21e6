"""What the weekly digest says: stories, bimtek, ratings, people, plans, changes, and what was not read."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from config.loader import Config
from desk.digest.building import build_digest
from desk.digest.form import Claim, Digest
from desk.digest.week import Week
from extract.article import Article, Official, Zone
from index.health import OutletHealth
from tests.desk.week47 import (
    BALI,
    BIMTEK_TEXT,
    MONDAY_MORNING,
    WEEK,
    WITA,
    article,
    at,
    event,
    health,
    index_of,
    made_up,
    place,
    this_week,
    week_before,
)  # fmt: skip


def build(
    config: Config,
    folder: Path,
    articles: list[Article] | None = None,
    *,
    records: list[OutletHealth] | None = None,
    week: Week = WEEK,
    moment: datetime = MONDAY_MORNING,
    **settings: Any,
) -> Digest:
    with index_of(folder, this_week() + week_before() if articles is None else articles) as index:
        return build_digest(index, made_up(config, **settings), health() if records is None else records, week, moment)


def test_one_line_a_story_however_many_outlets_ran_it(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path)
    first = made.stories[0]
    assert [s.outlet for s in first.sources] == ["Kabar Agung", "Suara Tanjung"]
    assert [s.url for s in first.sources] == [
        "https://kabar-agung.example/loket-bangli",
        "https://suara-tanjung.example/bimtek-bangli",
    ]
    assert len({s.title for s in made.stories}) == len(made.stories) == 5


def test_what_is_about_the_ombudsman_comes_first_and_football_not_at_all(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path)
    titles = [s.title for s in made.stories]
    assert set(titles[:2]) == {
        "Petugas Loket Bangli Belajar Memasang Papan Biaya",
        "Ombudsman Jadwalkan Bimtek di Gianyar",
    }
    assert "Kesebelasan Tukad Menang Tipis" not in titles
    assert made.figure("articles").now == 7


def test_bimtek_are_events_not_articles(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path)
    told = [(g.regency, e.day, e.late, len(e.sources)) for g in made.bimtek for e in g.events]
    assert told == [("Karangasem", date(2026, 10, 29), True, 1), ("Bangli", date(2026, 11, 17), False, 2)]
    assert made.bimtek_count == 2
    assert "Bangli" not in made.no_bimtek
    assert "Gianyar" in made.no_bimtek  # planned for December only
    assert len(made.no_bimtek) == 7


def test_an_old_bimtek_that_is_looked_back_at_is_no_news(config: Config, tmp_path: Path) -> None:
    back = article(
        "kabar-agung", "kilas", "Kilas Balik Bimtek Tabanan", BIMTEK_TEXT.replace("Bangli", "Tabanan"), at(18),
        agencies=(BALI,), places=(place("Tabanan"),), events=(event("bimtek", "held", "Tabanan", date(2019, 11, 18)),),
    )  # fmt: skip
    assert build(config, tmp_path, [back]).bimtek == ()


def test_a_late_bimtek_that_was_told_before_is_not_told_again(config: Config, tmp_path: Path) -> None:
    earlier = article(
        "pos-segara", "segera", "Bimtek Karangasem Usai", "Bimbingan teknis survei kepuasan masyarakat di Karangasem usai kemarin siang dengan foto bersama di halaman kantor.",
        at(30, month=10), places=(place("Karangasem"),), events=(event("bimtek", "held", "Karangasem", date(2026, 10, 29), topic="survei kepuasan masyarakat"),),
    )  # fmt: skip
    made = build(config, tmp_path, [*this_week(), earlier])
    assert [g.regency for g in made.bimtek] == ["Bangli"]


def test_a_bimtek_planned_within_the_week_and_not_reported_stays_a_plan(config: Config, tmp_path: Path) -> None:
    plan = article(
        "kabar-agung", "rencana", "Bimtek Dijadwalkan di Buleleng", "Ombudsman Bali menjadwalkan bimbingan teknis di Buleleng pada Jumat pekan ini di gedung pertemuan kabupaten.",
        at(16), agencies=(BALI,), events=(event("bimtek", "planned", "Buleleng", date(2026, 11, 20)),),
    )  # fmt: skip
    made = build(config, tmp_path / "a", [plan])
    assert [(g.regency, g.events[0].status) for g in made.bimtek] == [("Buleleng", "planned")]
    held = article(
        "pos-segara", "terlaksana", "Bimtek Buleleng Terlaksana", "Empat puluh pegawai mengikuti bimbingan teknis di Buleleng yang berakhir sore tadi dengan pembagian sertifikat.",
        at(20, 18), agencies=(BALI,), events=(event("bimtek", "held", "Buleleng", date(2026, 11, 20)),),
    )  # fmt: skip
    made = build(config, tmp_path / "b", [plan, held])
    assert [(g.regency, [e.status for e in g.events]) for g in made.bimtek] == [("Buleleng", ["held"])]


def test_an_article_after_the_week_may_tell_of_a_bimtek_within_it(config: Config, tmp_path: Path) -> None:
    after = article(
        "pos-segara", "susulan", "Bimtek Hari Minggu di Klungkung", "Bimbingan teknis bagi kepala desa se-Klungkung berlangsung Minggu kemarin di wantilan dan dihadiri seratus orang.",
        at(23, 6), places=(place("Klungkung"),), events=(event("bimtek", "held", "Klungkung", date(2026, 11, 22)),),
    )  # fmt: skip
    made = build(config, tmp_path, [*this_week(), after])
    assert "Klungkung" in {g.regency for g in made.bimtek}
    assert "Bimtek Hari Minggu di Klungkung" not in {s.title for s in made.stories}


def test_ratings_say_who_what_year_and_by_whom_with_the_conflict(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path)
    told = {r.rating: r for r in made.ratings}
    assert told["hijau"].against == (Claim("kuning", 74.0, "Pos Segara"),)
    assert told["kuning"].against == (Claim("hijau", 88.4, "Warta Embung"),)
    assert (told["hijau"].subject, told["hijau"].year, told["hijau"].score) == ("Jembrana", 2026, 88.4)
    assert [s.outlet for s in told["hijau"].sources] == ["Warta Embung"]


def rated(outlet: str, slug: str, day: int, text: str, **zone: Any) -> Article:
    told = {"subject": "Bangli", "regency": "Bangli", "rating": "hijau", "year": 2026, "status": "achieved", "evidence": "zona hijau", "start": 0, "end": 4}  # fmt: skip
    return article(outlet, slug, f"Zona Bangli {slug}", text, at(day), zones=(Zone.model_validate(told | zone),))


def test_scores_that_differ_are_told_apart_and_rounded_ones_together(config: Config, tmp_path: Path) -> None:
    made = build(
        config,
        tmp_path,
        [
            rated(
                "kabar-agung", "a", 17, "Penilaian Bangli diumumkan di balai kota dengan angka lengkap.", score=91.35
            ),
            rated("suara-tanjung", "b", 18, "Papan pengumuman menyebut hasil Bangli secara singkat saja.", score=91.4),
            rated("warta-embung", "c", 18, "Radio setempat menyiarkan hasil Bangli tanpa angka apa pun.", score=None),
            rated(
                "pos-segara", "d", 19, "Selebaran yang dibagikan di pasar memuat angka lain untuk Bangli.", score=93.15
            ),
        ],
    )
    told = {r.score: ([s.outlet for s in r.sources], [(c.score, c.outlet) for c in r.against]) for r in made.ratings}
    assert told == {
        91.35: (["Kabar Agung", "Suara Tanjung", "Warta Embung"], [(93.15, "Pos Segara")]),
        93.15: (["Pos Segara"], [(91.35, "Kabar Agung"), (91.4, "Suara Tanjung")]),
    }


def test_the_result_of_the_year_before_stands_beside(config: Config, tmp_path: Path) -> None:
    old = rated(
        "kabar-agung",
        "lama",
        1,
        "Tahun lalu Bangli masih kuning menurut lembar penilaian yang lama.",
        year=2024,
        rating="kuning",
    )
    older = rated(
        "kabar-agung",
        "lebih",
        2,
        "Dahulu Bangli merah dan warga mengeluh panjang di loket lama.",
        year=2016,
        rating="merah",
    )
    now = rated("pos-segara", "baru", 18, "Bangli kini hijau sesudah loketnya dipindah ke gedung baru.")
    target = rated(
        "warta-embung",
        "target",
        18,
        "Bupati menargetkan hijau tua untuk tahun depan bagi Bangli.",
        status="target",
        year=2027,
        rating="hijau tua",
    )
    made = build(config, tmp_path, [old, older, now, target])
    told = {r.status: (r.year_before, r.before) for r in made.ratings}
    assert told == {"achieved": (2024, ("kuning",)), "target": (2026, ("hijau",))}


def test_a_definition_is_no_rating(config: Config, tmp_path: Path) -> None:
    defining = Zone(subject=None, rating="hijau", status="definition", evidence="hijau berarti", start=0, end=5)
    only = article("kabar-agung", "arti", "Arti Zona Hijau Ombudsman", BIMTEK_TEXT, at(18), zones=(defining,))
    assert build(config, tmp_path, [only]).ratings == ()


def test_people_are_counted_by_stories(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path)
    assert [(p.name, p.role, p.stories, p.quoted) for p in made.people] == [
        ("Gusti Made Wirajaya Contoh", "Asisten Ombudsman RI Perwakilan Bali", 1, 1)
    ]


@pytest.mark.parametrize(
    ("role", "agency", "line"),
    [
        ("Bupati", "Pemerintah Kabupaten Tabanan", "Bupati Tabanan"),
        ("Wali Kota", "Pemerintah Kota Denpasar", "Wali Kota Denpasar"),
        ("Gubernur", "Pemerintah Provinsi Bali", "Gubernur Bali"),
        ("Bupati Tabanan", "Pemerintah Kabupaten Tabanan", "Bupati Tabanan"),
        ("Kepala", "Dinas Sosial Kota Denpasar", "Kepala Dinas Sosial Kota Denpasar"),
        ("Sekda", None, "Sekda"),
        (None, None, ""),
    ],
)
def test_a_role_is_said_with_its_body(role: str | None, agency: str | None, line: str) -> None:
    from desk.digest.reading import role_line

    assert role_line(Official(name="Nyoman Contoh", role=role, agency=agency)) == line


def test_what_is_planned_next(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path)
    assert [(p.regency, p.day, p.name, p.topic) for p in made.planned] == [
        ("Gianyar", date(2026, 12, 3), "Bimbingan teknis", "pengelolaan pengaduan")
    ]


def test_what_was_called_off_or_is_told_of_later_weeks_is_no_plan(config: Config, tmp_path: Path) -> None:
    off = article(
        "pos-segara", "batal", "Bimtek Gianyar Dibatalkan", "Bimbingan teknis di Gianyar yang dijadwalkan awal Desember batal karena gedungnya bocor lagi.",
        at(22), agencies=(BALI,), events=(event("bimtek", "cancelled", "Gianyar", date(2026, 12, 3)),),
    )  # fmt: skip
    later = article(
        "pos-segara", "tahun-depan", "Bimtek Bangli Tahun Depan", "Ombudsman Bali merencanakan bimbingan teknis di Bangli tahun depan bagi semua kepala puskesmas.",
        at(27), agencies=(BALI,), events=(event("bimtek", "planned", "Bangli", date(2027, 2, 3)),),
    )  # fmt: skip
    assert build(config, tmp_path, [*this_week(), off, later], moment=at(28)).planned == ()


def test_what_changed(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path)
    assert (made.figure("stories").now, made.figure("stories").before) == (5, 1)
    told = "\n".join(made.changes)
    assert "Berita: 5, pekan lalu 1." in told
    assert "Tidak lagi diberitakan: Klungkung." in told
    assert "pekan ini tidak: Radar Tukad." in told


def test_nothing_to_compare_with_is_said(config: Config, tmp_path: Path) -> None:
    assert build(config, tmp_path, this_week()).changes == (
        "Pekan lalu tidak ada media yang terbaca, jadi tidak ada pembanding.",
    )


def test_outlets_that_the_week_cannot_vouch_for(config: Config, tmp_path: Path) -> None:
    records = health(radar_tukad=None, pos_segara=at(19, 6))
    records[2] = OutletHealth("warta-embung", "Warta Embung", at(23, 6), at(19), 1, 9, alarms=("4 dari 5 permintaan terakhir gagal",))  # fmt: skip
    records.append(OutletHealth("sunyi", "Sunyi", at(23, 6), None, 0, 0))
    made = build(config, tmp_path, records=records)
    told = {o.name: (o.state, o.told) for o in made.outlets}
    assert told == {
        "Radar Tukad": ("uncrawled", "belum pernah dirayapi"),
        "Pos Segara": ("uncrawled", "tidak dirayapi sejak Kamis, 19 November 2026 pukul 06.00 WITA; sesudah itu beritanya tidak diketahui"),
        "Warta Embung": ("alarm", "4 dari 5 permintaan terakhir gagal"),
        "Sunyi": ("silent", "dirayapi, tetapi tidak ada berita yang terbaca"),
    }  # fmt: skip
    assert [o.state for o in made.outlets] == ["uncrawled", "uncrawled", "silent", "alarm"]


def test_a_quiet_week_says_so(config: Config, tmp_path: Path) -> None:
    football = this_week()[-1]
    made = build(config, tmp_path, [football])
    assert made.quiet
    assert not made.blind
    assert made.subject == "Pantauan 16–22 November 2026: pekan yang tenang"
    assert made.summary == (
        "Pekan yang tenang: 1 artikel terbaca dari 1 media, dan tidak satu pun menyangkut Ombudsman atau pelayanan publik."
    )


def test_the_first_line_warns_of_outlets_that_were_not_read(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path, records=health(pos_segara=None, radar_tukad=at(12)))
    assert made.summary.endswith("2 media tidak dirayapi sampai akhir pekan.")


def test_a_week_that_nobody_read_is_not_called_quiet(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path, [], records=health(**dict.fromkeys(["kabar_agung", "pos_segara"])))
    assert made.blind
    assert not made.quiet
    assert "tidak ada media yang terbaca" in made.subject
    assert "tidak dapat mengatakan" in made.summary


def test_days_are_those_of_bali(config: Config, tmp_path: Path) -> None:
    """Sunday 23:30 in Denpasar is this week's, half an hour later is not, whatever UTC says."""
    late = this_week()[0].model_copy(update={"published": datetime(2026, 11, 22, 23, 30, tzinfo=WITA)})
    assert build(config, tmp_path / "a", [late]).figure("stories").now == 1
    monday = late.model_copy(update={"published": datetime(2026, 11, 23, 0, 0, tzinfo=WITA)})
    assert build(config, tmp_path / "b", [monday]).figure("stories").now == 0
    early = late.model_copy(update={"published": datetime(2026, 11, 16, 0, 0, tzinfo=WITA)})
    assert build(config, tmp_path / "c", [early]).figure("stories").now == 1


def test_undated_articles_are_of_no_week(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path, [this_week()[0].model_copy(update={"published": None})])
    assert made.stories == ()


def test_the_same_input_gives_the_same_digest(config: Config, tmp_path: Path) -> None:
    articles = this_week() + week_before()
    one, other = build(config, tmp_path / "a", articles), build(config, tmp_path / "b", articles[::-1])
    assert one == other


def test_what_does_not_fit_is_counted(config: Config, tmp_path: Path) -> None:
    words = [f"{first}{rest}" for first in "bcdgjk" for rest in ("alam", "enar", "idik", "ukur")]
    many = [
        article("kabar-agung", f"b{n}", f"Ombudsman Periksa Loket Ke-{n}", " ".join(words[(n * 7 + k * (n + 3)) % len(words)] + str(n) for k in range(40)), at(17) + timedelta(minutes=n), agencies=(BALI,))
        for n in range(40)
    ]  # fmt: skip
    made = build(config, tmp_path, many)
    assert len(made.stories) == 15
    assert made.more_stories == 25
    assert made.figure("stories").now == 40


def test_english_by_a_switch(config: Config, tmp_path: Path) -> None:
    made = build(config, tmp_path, language="en")
    assert made.subject == "Press digest 16–22 November 2026: 5 stories, 2 bimtek (trainings), 2 ratings"
    assert made.changes[0] == "Stories: 5, 1 the week before."
