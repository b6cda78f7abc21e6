"""The page of press releases: who ran them, how soon, how much; who ran none; and the way there from an article."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from fastapi.testclient import TestClient

from config.loader import Config
from desk.web import pickups_view
from tests.desk.newsroom import HOSTILE, desk_over, filled, pressed
from tests.desk.reading_html import Page
from tests.desk.test_web_pages import page

IDS = {article.title: article.id for article in pressed()}


@pytest.fixture(scope="module")
def browser(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    index = filled(tmp_path_factory.mktemp("pickups"), pressed())
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        yield client
    index.close()


def rows(found: Page) -> str:
    return " ".join(found.text.split())


def test_each_release_with_who_ran_it(browser: TestClient) -> None:
    text = rows(page(browser, "/siaran-pers"))
    first = text[text.index("Loket Keliling bagi Lansia") :]
    assert "NusaBali 40 menit kemudian Lansia Tak Perlu ke Kota 100% naskahnya dari siaran pers" in first
    assert "DenPost 1 hari kemudian" in first, "a page that tells its day alone is no midnight paper"
    early = first[first.index("jadi tidak dihitung") :]
    assert "Bisnis Bali 2,5 jam lebih dulu" in early
    assert "Bisnis Bali" not in text[text.index("Menurut outlet") :]
    assert text.index(HOSTILE.split(" &")[0]) < text.index("Loket Keliling"), "the newest first"
    assert "tidak dimuat siapa pun" in text[: text.index("Loket Keliling bagi Lansia")]


def test_the_figures(browser: TestClient) -> None:
    text = rows(page(browser, "/siaran-pers"))
    assert "Siaran pers2 Dimuat1 Tidak dimuat siapa pun1 Sampai dimuat pertama (median)0,7 jam" in text
    outlets = text[text.index("Menurut outlet") :]
    assert "NusaBali1100%0,7" in outlets
    assert "DenPost1" in outlets


@pytest.mark.parametrize(
    ("address", "there", "not_there"),
    [
        ("/siaran-pers?show=taken", "Loket Keliling bagi Lansia", "Jadwal piket"),
        ("/siaran-pers?show=unused", "tidak dimuat siapa pun", "Lansia Tak Perlu ke Kota"),
        ("/siaran-pers?issuer=ombudsmanbali&until=2024-08-06", "Lansia Tak Perlu ke Kota", "alert"),
        ("/siaran-pers?since=2025", "Tidak ada siaran pers dalam masa ini", "Lansia"),
        ("/siaran-pers?since=2024-08-07&show=taken", "Tidak ada yang cocok dengan pilihan ini", "Lansia"),
    ],
)
def test_the_choice_narrows(browser: TestClient, address: str, there: str, not_there: str) -> None:
    text = rows(page(browser, address))
    assert there in text
    assert not_there not in text


def test_wrong_choices_are_told(browser: TestClient) -> None:
    for address in ("/siaran-pers?issuer=nusabali", "/siaran-pers?show=x", "/siaran-pers?since=x"):
        page(browser, address, 400)
    answer = browser.get("/api/pickups?issuer=nusabali")
    assert answer.status_code == 400
    assert answer.json()["error"]["allowed"] == "ombudsmanbali"


def test_from_an_article_to_its_release_and_all_who_ran_it(browser: TestClient) -> None:
    ran = page(browser, f"/artikel/{IDS['Lansia Tak Perlu ke Kota']}")
    assert "100% naskahnya dari siaran pers40 menit kemudian." in rows(ran)
    assert rows(ran).count("Loket Keliling bagi Lansia") == 1, "not once more under who else told it"
    assert f"/artikel/{IDS['Loket Keliling bagi Lansia']}" in ran.links
    (way,) = [link for link in ran.links if link.startswith("/siaran-pers?")]
    path, _, place = way.partition("#")
    there = page(browser, path)
    assert place == f"r-{IDS['Loket Keliling bagi Lansia']}"
    assert any(attrs.get("id") == place for _, attrs in there.elements)
    own = page(browser, f"/artikel/{IDS['Loket Keliling bagi Lansia']}")
    assert "Siaran pers ini dimuat 2 outlet." in rows(own)
    assert "Siaran pers ini tidak dimuat siapa pun." in rows(page(browser, f"/artikel/{IDS[HOSTILE]}"))
    other = page(browser, "/?q=paspor").links
    (passport,) = {link for link in other if link.startswith("/artikel/")}
    assert "naskahnya dari siaran pers" not in rows(page(browser, passport))


def test_the_api_tells_the_same(browser: TestClient) -> None:
    told = browser.get("/api/pickups").json()
    assert told["total"] == 2
    unused, run = told["releases"]
    assert (unused["pickups"], unused["earlier"]) == ([], [])
    assert [(p["outlet"], p["hours_after"], p["by_day"]) for p in run["pickups"]] == [
        ("nusabali", 0.7, False),
        ("denpost", 24.0, True),
    ]
    assert [(p["outlet"], p["hours_after"]) for p in run["earlier"]] == [("bisnisbali", -2.5)]
    assert [r["title"] for r in browser.get("/api/pickups?show=unused").json()["releases"]] == [HOSTILE]


def test_more_than_a_page_holds_is_told(browser: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pickups_view, "MOST", 1)
    assert "hanya 1 siaran pers terbaru dari 2" in rows(page(browser, "/siaran-pers"))


def test_without_an_issuer_the_page_says_how_to_name_one(
    config: Config, tmp_path_factory: pytest.TempPathFactory
) -> None:
    outlets = {key: outlet for key, outlet in config.outlets.items() if not outlet.releases}
    index = filled(tmp_path_factory.mktemp("none"))
    with TestClient(desk_over(index, replace(config, outlets=outlets)), base_url="http://127.0.0.1") as client:
        assert "releases = true di outlets.toml" in rows(page(client, "/siaran-pers"))
        assert client.get("/api/pickups").json() == {"total": 0, "releases": []}
    index.close()
