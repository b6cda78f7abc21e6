"""Short passages in the manner of the outlets: all who hold office, all bodies, all places, and nobody else."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.tagging.conftest import Tag

PASSAGES = [
    passage
    for name in ("passages.toml", "people.toml")
    for passage in tomllib.loads((Path(__file__).parent / name).read_text(encoding="utf-8"))["passage"]
]
DAY = "2022-06-01"
PROVINCE = "Provinsi Bali"


def _asked(kind: str) -> list[Any]:
    return [pytest.param(p, id=p["text"][:50]) for p in PASSAGES if kind in p]


@pytest.mark.parametrize("passage", _asked("officials"))
def test_officials(tag: Tag, passage: dict[str, Any]) -> None:
    found = tag(passage["text"], passage.get("title", "Berita"), passage.get("day", DAY))
    assert sorted(o.name for o in found.officials) == sorted(passage["officials"])


@pytest.mark.parametrize("passage", _asked("agencies"))
def test_agencies(tag: Tag, passage: dict[str, Any]) -> None:
    found = tag(passage["text"], passage.get("title", "Berita"), passage.get("day", DAY))
    assert sorted(a.name for a in found.agencies) == sorted(passage["agencies"])


@pytest.mark.parametrize("passage", _asked("places"))
def test_places(tag: Tag, passage: dict[str, Any]) -> None:
    found = tag(passage["text"], passage.get("title", "Berita"), passage.get("day", DAY))
    assert sorted(p.name for p in found.places if p.name != PROVINCE) == sorted(passage["places"])


def test_one_name_two_offices_by_the_articles_day(tag: Tag) -> None:
    text = "{} Badung I Wayan Adi Arnawa membuka rapat di Mangupura. Adi Arnawa meminta layanan dipercepat."
    earlier, later = tag(text.format("Sekda"), day="2019-05-02"), tag(text.format("Bupati"), day="2025-05-02")
    assert [o.id for o in earlier.officials] == [o.id for o in later.officials] == ["i-wayan-adi-arnawa"]
    assert [o.agency for o in later.officials] == ["Pemerintah Kabupaten Badung"]
    assert [m.text for m in later.officials[0].mentions] == ["I Wayan Adi Arnawa", "Adi Arnawa"]


def test_a_namesake_in_another_place_stays_unknown(tag: Tag) -> None:
    found = tag("Camat Mendoyo I Made Satria meninjau loket di Jembrana.", day="2025-05-02")
    assert [(o.name, o.id) for o in found.officials] == [("I Made Satria", None)]


def test_a_new_head_is_one_entry(config: Any) -> None:
    """Known from its day on, by spelling, short form and role; nothing else is told to the program."""
    from config.gazetteer import Person
    from extract.tagging import Tagger
    from tests.tagging.conftest import article_of

    person = Person.model_validate(
        {
            "id": "i-wayan-contoh-wirata",
            "name": "I Wayan Contoh Wirata",
            "short": ["Wirata"],
            "term": [
                {"role": "Bupati", "regency": "Bangli", "agency": "Pemerintah Kabupaten Bangli", "since": "2030-02-20"}
            ],
        }
    )
    gazetteer = config.gazetteer.model_copy(update={"persons": (*config.gazetteer.persons, person)})
    found = Tagger(gazetteer).tag(
        article_of("Bupati Bangli Wayan Conto Wirata hadir. Wirata tersenyum.", day="2030-03-01")
    )
    assert [(o.name, o.id) for o in found.officials] == [("I Wayan Contoh Wirata", "i-wayan-contoh-wirata")]
    assert [m.text for m in found.officials[0].mentions] == ["Wayan Conto Wirata", "Wirata"]


def test_context_lends_a_bare_body_its_place(tag: Tag) -> None:
    found = tag(
        "GIANYAR - Disdukcapil dan RSUD Sanjiwani dinilai. Pemkab berharap hasilnya baik.", "Layanan Gianyar Dinilai"
    )
    assert {a.name for a in found.agencies} == {
        "Dinas Kependudukan dan Pencatatan Sipil Kabupaten Gianyar",
        "RSUD Sanjiwani",
        "Pemerintah Kabupaten Gianyar",
    }


def test_places_elsewhere_are_marked(tag: Tag) -> None:
    found = tag("Rombongan dari Tabanan belajar ke Surabaya.")
    assert {(p.name, p.outside_bali) for p in found.places} == {("Tabanan", False), ("Surabaya", True)}


def test_centrality_tells_subject_speaker_and_passer_by(tag: Tag) -> None:
    found = tag(
        "Bupati Bangli Sang Nyoman Sedana Arta membuka forum. “Kita mulai dari loket yang paling ramai,” kata Sekda Bangli "
        "I Dewa Bagus Riana Putra. Camat Susut I Dewa Putu Apriyanta ikut hadir.",
        "Sedana Arta Buka Forum Layanan",
        "2023-06-01",
    )
    assert {o.name: o.centrality for o in found.officials} == {
        "Sang Nyoman Sedana Arta": "subject",
        "I Dewa Bagus Riana Putra": "quoted",
        "I Dewa Putu Apriyanta": "passing",
    }
