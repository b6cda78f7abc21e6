"""Events: the main one with its status and day, every bimtek held or planned, and who gave and received."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.article import Article, Event
from tests.tagging.conftest import Tag

FILES = (
    "events.toml",
    "events_press.toml",
    "events_named.toml",
    "events_dense.toml",
    "events_several.toml",
    "events_lead.toml",
)
ARTICLES = [
    article
    for name in FILES
    for article in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["article"]
]
REPORTED = ("held", "planned")


def main(article: Article) -> Event:
    found = [e for e in article.events if e.main]
    assert len(found) == 1
    return found[0]


def bimteks(article: Article) -> list[str]:
    return sorted(
        f"{e.regency} | {e.date or '-'} | {e.status}"
        for e in article.events
        if e.type == "bimtek" and e.status in REPORTED
    )


@pytest.mark.parametrize("article", [pytest.param(a, id=a["title"]) for a in ARTICLES])
def test_the_main_event_and_every_bimtek(tag: Tag, article: dict[str, Any]) -> None:
    found = tag(article["text"], article["title"], article["day"])
    kind, status, day = article["main"].split(" | ")
    event = main(found)
    assert (event.type, event.status) == (kind, status)
    if day != "-":
        assert str(event.date) == day
    assert bimteks(found) == sorted(article["bimtek"])
    for told in found.events:
        if told.start is not None and told.end is not None:
            assert found.text[told.start : told.end] == told.evidence


@pytest.mark.parametrize(
    "text",
    [
        "Ketua DPRD Bangli menilai anggaran bimtek 2019 terlalu besar, Senin (4/3).",
        "Sekda Tabanan mengatakan loket itu masih kekurangan petugas. Ia pernah ikut bimtek pelayanan di Bandung.",
        "Rapat itu menyimpulkan diperlukan bimtek bagi operator desa di Buleleng, Rabu (6/3).",
        "Tidak ada bimtek dalam agenda kunjungan kerja DPRD Badung itu, tegas Sekwan, Rabu (6/3).",
        "Penyidik Kejari Gianyar memeriksa tersangka kasus bimtek fiktif, Selasa (5/3).",
    ],
)
def test_money_blame_wishes_and_memories_are_no_bimtek(tag: Tag, text: str) -> None:
    found = tag(text, "Catatan dari Dewan", "2019-03-07")
    assert bimteks(found) == []
    assert {e.status for e in found.events if e.type == "bimtek"} <= {"mentioned"}


def test_a_bimtek_of_one_regency_held_in_another_or_in_jakarta(tag: Tag) -> None:
    for where in ("Hotel Bintang Kuta, Badung", "sebuah hotel di Jakarta", "kawasan Sanur, Denpasar"):
        text = f"Pemkab Jembrana menggelar bimtek bagi perbekel se-Jembrana di {where}, Rabu (6/3)."
        assert bimteks(tag(text, "Perbekel Belajar", "2019-03-07")) == ["Jembrana | 2019-03-06 | held"]


def test_guests_from_elsewhere(tag: Tag) -> None:
    text = "Sebuah hotel di Ubud menjadi tempat bimtek 40 pegawai Pemerintah Kota Surabaya, Rabu (6/3)."
    assert bimteks(tag(text, "Belajar Sambil Berlibur", "2019-03-07")) == ["luar:Surabaya | 2019-03-06 | held"]


def test_of_several_regencies_the_first_is_the_main_event_and_all_are_alike(tag: Tag) -> None:
    text = "Pegawai Pemkab Bangli dan Pemkab Gianyar mengikuti bimtek standar pelayanan, Kamis (8/3)."
    events = tag(text, "Dua Pemkab Sekelas", "2018-03-09").events
    assert [(e.regency, e.main) for e in events] == [("Bangli", True), ("Gianyar", False)]
    first, second = (e.model_dump(exclude={"regency", "main"}) for e in events)
    assert first == second
    assert events[0].topic == "standar pelayanan"


def test_near_names_are_other_types(tag: Tag) -> None:
    for word, kind in {
        "sosialisasi": "sosialisasi",
        "pelatihan": "pembinaan",
        "lokakarya": "pembinaan",
        "pendampingan": "pembinaan",
    }.items():
        text = (
            f"Ombudsman RI Perwakilan Bali menggelar {word} standar pelayanan bagi OPD Pemkab Klungkung, Kamis (8/3)."
        )
        found = tag(text, "OPD Klungkung Berbenah", "2018-03-09")
        assert main(found).type == kind
        assert bimteks(found) == []


def test_two_bimteks_each_with_its_day(tag: Tag) -> None:
    text = "Setelah bimtek kearsipan, Senin (11/3), Pemkab Bangli kembali menggelar bimtek. Kali ini untuk bendahara, Rabu (13/3)."
    assert bimteks(tag(text, "Dua Bimtek di Bangli", "2019-03-14")) == [
        "Bangli | 2019-03-11 | held",
        "Bangli | 2019-03-13 | held",
    ]


def test_who_gave_and_on_what(tag: Tag) -> None:
    text = "Ombudsman RI Perwakilan Bali memberikan bimtek standar pelayanan kepada OPD Pemkab Gianyar, Kamis (8/3)."
    event = main(tag(text, "OPD Gianyar Ikuti Bimtek", "2018-03-09"))
    assert (event.organiser, event.regency, event.topic) == (
        "Ombudsman RI Perwakilan Bali",
        "Gianyar",
        "standar pelayanan",
    )


def test_the_day_of_an_interview_is_not_the_events(tag: Tag) -> None:
    text = "Pemkab Badung menggelar bimtek arsip, Senin (4/3). Sekretaris dinas yang dihubungi Rabu (6/3) menyebut pesertanya 80 orang."
    assert str(main(tag(text, "Bimtek Arsip", "2019-03-07")).date) == "2019-03-04"


def test_a_law_with_a_wrong_year_is_told(tag: Tag) -> None:
    text = (
        "Standar itu diatur Undang-Undang Nomor 25 Tahun 2019 tentang Pelayanan Publik, kata Sekda Bangli, Rabu (6/3)."
    )
    found = tag(text, day="2019-03-07")
    assert [(w.kind, w.text) for w in found.warnings] == [("law-number", "Undang-Undang Nomor 25 Tahun 2019")]


def test_a_day_that_contradicts_itself_is_told(tag: Tag) -> None:
    found = tag("Bupati Bangli membuka bimtek perbekel se-Bangli, Kamis (9/1/2019).", "Bimtek", "2020-01-10")
    assert str(main(found).date) == "2020-01-09"
    (warning,) = found.warnings
    assert warning.kind == "date-contradiction"
    assert "2019" in (warning.detail or "")
    assert "2020" in (warning.detail or "")


def test_without_a_published_day_the_year_comes_from_the_text(tag: Tag) -> None:
    found = tag("Bupati Bangli membuka bimtek tahun 2023 bagi perbekel se-Bangli, Senin (22/5).", "Bimtek")
    assert str(main(found).date) == "2023-05-22"


def test_at_most_one_event_is_the_main_one(tag: Tag) -> None:
    assert [e.main for e in tag("Cuaca cerah.", "Cuaca", "2020-01-10").events] == [True]
    assert len([e for e in tag("", "", None).events if e.main]) <= 1


def test_waves_of_one_bimtek(tag: Tag) -> None:
    text = "Dinas PMD Bangli membagi bimtek kelian dalam dua gelombang. Gelombang pertama tuntas Selasa (12/3), gelombang kedua menyusul Selasa (19/3)."
    assert bimteks(tag(text, "Kelian Belajar Bergiliran", "2019-03-14")) == [
        "Bangli | 2019-03-12 | held",
        "Bangli | 2019-03-19 | planned",
    ]


def test_what_was_asked_for_and_got_its_day(tag: Tag) -> None:
    text = "Camat Kubu mengusulkan bimtek bagi stafnya. Kepala dinas menyebut tanggal: Kamis (21/3) di aula Karangasem."
    assert bimteks(tag(text, "Camat Minta Stafnya Dilatih", "2019-03-14")) == ["Karangasem | 2019-03-21 | planned"]
