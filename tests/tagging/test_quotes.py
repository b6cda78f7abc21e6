"""Direct speech goes to the one who speaks, by whatever the sentence tells."""

from __future__ import annotations

import pytest

from tests.tagging.conftest import Tag

SANJAYA, SUSILA, SRI = "I Komang Gede Sanjaya", "I Gede Susila", "Ni Nyoman Sri Widhiyanti"
OPENING = "Bupati Tabanan I Komang Gede Sanjaya dan Sekda I Gede Susila hadir. "


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“Layanan harus cepat dan tuntas,” ujarnya.", [SANJAYA]),
        ("“Layanan harus cepat dan tuntas,” ujar Susila.", [SUSILA]),
        ("Susila menambahkan, “Loket baru sudah siap dipakai.”", [SUSILA]),
        ("Susila menegaskan: “Loket baru sudah siap dipakai.” “Silakan dicoba sendiri,” tandasnya.", [SUSILA, SUSILA]),
        ("“Kami pantau terus hasilnya,” kata Ni Nyoman Sri Widhiyanti, Kepala ORI Bali.", [SRI]),
        ("“Kami pantau terus hasilnya,” kata Bupati.", [SANJAYA]),
        ('"Saya sudah dua kali ke sini," keluh Wayan Sudira, warga Penebel. "Belum juga selesai," imbuhnya.', ["Wayan Sudira"] * 2),
        ("Susila bicara.\n\n“Antrean masih panjang. Itu harus diurai.\n\n“Kalau tidak, warga pergi,” kata dia.", [SUSILA]),
        ("Susila memakai istilah “jemput bola” untuk itu.", []),
        ("“Layanan harus cepat dan tuntas,” ujarnya. “Jangan ada pungutan lagi.”", [SANJAYA, SANJAYA]),
    ],
)  # fmt: skip
def test_speakers(tag: Tag, text: str, speakers: list[str]) -> None:
    found = tag(OPENING + text, day="2023-06-01")
    assert [q.speaker for q in found.quotes] == speakers
    assert all(found.text[q.start : q.end] == q.text for q in found.quotes)


def test_a_quotation_over_two_paragraphs_is_one(tag: Tag) -> None:
    found = tag("“Antrean masih panjang. Itu harus diurai.\n\n“Kalau tidak, warga pergi,” kata dia.")
    assert [q.text for q in found.quotes] == ["Antrean masih panjang. Itu harus diurai.\n\n“Kalau tidak, warga pergi,"]


def test_an_unclosed_quotation_harms_nothing_behind_it(tag: Tag) -> None:
    found = tag('"Ini tidak pernah ditutup\n\nLalu cerita berlanjut. "Ini kalimat yang ditutup," kata dia.')
    assert [q.text for q in found.quotes] == ["Ini kalimat yang ditutup,"]
