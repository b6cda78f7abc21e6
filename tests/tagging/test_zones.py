"""Ratings: who, which, how meant, of which year; and what only looks like one."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from extract.article import Article, Zone
from tests.tagging.conftest import Tag

ARTICLES = [
    article
    for file in (
        "zones.toml",
        "zones_press.toml",
        "zones_told_apart.toml",
        "zones_years.toml",
        "zones_status.toml",
        "zones_taken_up.toml",
    )
    for article in tomllib.loads((Path(__file__).parent / file).read_text(encoding="utf-8"))["article"]
]


def told(zone: Zone) -> str:
    return " | ".join(
        str(value) if value is not None else "-" for value in (zone.subject, zone.rating, zone.status, zone.year)
    )


def evident(article: Article) -> None:
    for zone in article.zones:
        assert article.text[zone.start : zone.end] == zone.evidence


@pytest.mark.parametrize("article", [pytest.param(a, id=a["title"]) for a in ARTICLES])
def test_all_ratings_and_no_other(tag: Tag, article: dict[str, Any]) -> None:
    found = tag(article["text"], article["title"], article["day"])
    evident(found)
    assert sorted(told(z) for z in found.zones) == sorted(article["zones"])


@pytest.mark.parametrize(
    ("text", "scores"),
    [
        ("Pemkab Bangli masuk zona hijau dengan nilai 82,63 pada penilaian Ombudsman 2018.", {"Bangli": 82.63}),
        ("Skor 91.70 membawa Jembrana ke zona hijau Ombudsman untuk tahun 2022.", {"Jembrana": 91.7}),
        (
            "Zona hijau Ombudsman 2018 dihuni Klungkung (92,51), Buleleng (88,35), dan Jembrana (83,97).",
            {"Klungkung": 92.51, "Buleleng": 88.35, "Jembrana": 83.97},
        ),
        (
            "Badung, Tabanan dan Klungkung masuk zona hijau Ombudsman 2021 dengan nilai 84,25; 83,66 dan 86,28.",
            {"Badung": 84.25, "Tabanan": 83.66, "Klungkung": 86.28},
        ),
        ("Pemkot Denpasar masuk zona hijau Ombudsman tahun 2024. Skornya 97,93.", {"Denpasar": 97.93}),
        ("Pemkab Gianyar masuk zona hijau Ombudsman 2023, bersama 57,41 persen entitas lain.", {"Gianyar": None}),
    ],
)
def test_scores(tag: Tag, text: str, scores: dict[str, float | None]) -> None:
    found = tag(text, day="2024-02-01")
    assert {z.subject: z.score for z in found.zones} == scores


def test_the_class_told_beside_a_colour_is_its_category(tag: Tag) -> None:
    text = (
        "Tahun 2024 Pemkot Denpasar masuk zona hijau dengan kualitas tertinggi, demikian hasil penilaian Ombudsman RI."
    )
    (zone,) = tag(text, day="2024-11-20").zones
    assert (zone.rating, zone.category, zone.instrument) == ("hijau", "tertinggi", "opini pengawasan pelayanan publik")


@pytest.mark.parametrize(
    ("text", "instrument"),
    [
        (
            "Badung meraih Opini Kualitas Tertinggi Tanpa Maladministrasi dalam Penilaian Maladministrasi 2025.",
            "opini ombudsman",
        ),
        ("Bangli meraih predikat kepatuhan tinggi zona hijau dari Ombudsman pada 2018.", "predikat kepatuhan"),
        ("Survei kepatuhan Ombudsman 2017 menempatkan Buleleng di zona kuning.", "survei kepatuhan"),
    ],
)
def test_instruments(tag: Tag, text: str, instrument: str) -> None:
    assert [z.instrument for z in tag(text, day="2026-02-01").zones] == [instrument]


def test_all_and_the_rest_are_marked_so(tag: Tag) -> None:
    text = "Badung dan Tabanan bertahan di zona hijau penilaian Ombudsman 2021, sedangkan kabupaten lainnya masuk zona kuning."
    found = tag(text, day="2022-01-20").zones
    assert {(z.subject, z.rating, z.scope) for z in found} == {
        ("Badung", "hijau", None),
        ("Tabanan", "hijau", None),
        ("Provinsi Bali", "kuning", "rest"),
    }


def test_one_claim_however_often_it_is_told(tag: Tag) -> None:
    text = "\n\n".join(
        ["Ombudsman menempatkan Tabanan di zona kuning pada 2018.", "Tabanan berada di zona kuning."] * 5
    )
    assert [told(z) for z in tag(text, day="2019-02-01").zones] == ["Tabanan | kuning | achieved | 2018"]


def test_a_year_that_only_the_release_tells(tag: Tag) -> None:
    """The report names the instrument and no year: it is of the results made known just before."""
    text = (
        "Wali Kota Denpasar menerima Penganugerahan Predikat Kepatuhan zona hijau dari Ombudsman RI di Jakarta, Kamis."
    )
    assert [told(z) for z in tag(text, day="2022-12-23").zones] == ["Denpasar | hijau | achieved | 2022"]


def test_bodies_outside_bali_say_so(tag: Tag) -> None:
    text = "MATARAM - Ombudsman RI Perwakilan NTB menyatakan Polresta Mataram masuk zona hijau pada penilaian 2023, sedangkan Polres Dompu di zona kuning."
    assert sorted(told(z) for z in tag(text, day="2024-02-01").zones) == [
        "luar:Polres Dompu | kuning | achieved | 2023",
        "luar:Polresta Mataram | hijau | achieved | 2023",
    ]
    assert {z.regency for z in tag(text, day="2024-02-01").zones} == {None}


@pytest.mark.parametrize(
    "text",
    [
        "Skala Ombudsman dijelaskan ringkas: sampai 50 merah, sampai 80 kuning, di atasnya hijau.",
        "Sejak 2022 Ombudsman memberi huruf: A dan B untuk hijau, C untuk kuning, D dan E untuk merah.",
        "Rentang 0-50 berarti zona merah, 51-80 zona kuning, 81-100 zona hijau, kata asisten Ombudsman.",
    ],
)
def test_scales_are_told_of_nobody(tag: Tag, text: str) -> None:
    found = tag(text, "Denpasar Belajar Membaca Rapor", "2023-08-25")
    assert {(z.subject, z.rating, z.status) for z in found.zones} == {
        (None, "merah", "definition"),
        (None, "kuning", "definition"),
        (None, "hijau", "definition"),
    }


def test_an_open_question_rates_nobody(tag: Tag) -> None:
    text = (
        "Wali Kota Denpasar menunggu penilaian Ombudsman 2021. Apakah merah, kuning, atau hijau, ia tak berani menebak."
    )
    assert tag(text, day="2021-12-23").zones == ()
