"""The pages over a real embedded index: what stands on them, that they are sound HTML, that every link leads somewhere."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from fastapi.testclient import TestClient

from config.loader import Config
from desk.web.guarding import HEADERS
from index.sqlite_index import SqliteIndex
from tests.desk.newsroom import HOSTILE, articles, desk_over, filled
from tests.desk.reading_html import Page

IDS = {article.title: article.id for article in articles()}


@pytest.fixture(scope="module")
def browser(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    index = filled(tmp_path_factory.mktemp("pages"))
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        yield client
    index.close()


def page(browser: TestClient, address: str, status: int = 200) -> Page:
    answer = browser.get(address)
    assert answer.status_code == status, (address, answer.text[:500])
    read = Page(answer.text)
    assert read.faults == [], address
    return read


def telling(found: Page) -> list[str]:
    """The articles that the page links to."""
    return [link for link in found.links if link.startswith("/artikel/") and "lang=" not in link]


def test_every_link_of_every_page_leads_to_a_sound_page(browser: TestClient) -> None:
    """Follows all links within the desk from the four sections on, in both languages."""
    for language in ("id", "en"):
        waiting, seen = (
            ["/", "/bimtek", "/bimtek?by=month", "/zona", "/siaran-pers", "/status", '/?q=bimtek+OR+"zona+hijau"'],
            set(),
        )
        while waiting:
            address = waiting.pop()
            if address in seen or len(seen) > 400:
                continue
            seen.add(address)
            answer = browser.get(address, headers={"Cookie": f"pantau_language={language}"})
            assert answer.status_code == 200, address
            if answer.headers["content-type"].startswith("text/html"):
                found = Page(answer.text)
                assert found.faults == [], address
                links = [link for link in found.links if link.startswith("/") and "lang=" not in link]
                # Cells of one table are alike: one of them is enough beside those that hold something.
                waiting += [
                    link for link in links if not link.startswith("/bimtek/") or link.endswith(("2023", "2024"))
                ]
        assert {urlsplit(a).path for a in seen} >= {
            "/",
            "/unduh.csv",
            "/bimtek",
            "/zona",
            "/status",
            f"/artikel/{IDS[HOSTILE]}",
        }


def test_one_line_a_story_however_many_outlets_ran_it(browser: TestClient) -> None:
    found = page(browser, "/?q=loket")
    assert "1 cerita dalam 3 berita" in found.text
    rows = [attrs for tag, attrs in found.elements if tag == "h3"]
    assert len(rows) == 1
    shown = telling(found)
    assert len(shown) == 3


def test_found_words_are_marked(browser: TestClient) -> None:
    assert "<mark>loket</mark>" in browser.get("/?q=loket").text


def test_the_newest_story_comes_first_without_a_query(browser: TestClient) -> None:
    found = page(browser, "/")
    shown = telling(found)
    assert shown[0] == f"/artikel/{IDS['Bangli Siapkan Bimtek Bagi Perbekel']}"
    assert shown[-1] == f"/artikel/{IDS['Antrean Paspor di Denpasar Diurai']}"


@pytest.mark.parametrize(
    ("address", "told"),
    [
        ("/?regency=Gianyar", "2 cerita dalam 2 berita"),
        ("/?outlet=bisnisbali&outlet=denpost", "5 cerita dalam 5 berita"),
        ("/?zone=hijau+tua", "1 cerita dalam 1 berita"),
        ("/?event=bimtek&since=2024", "2 cerita dalam 2 berita"),
        ("/?official=Wayan+Contoh+Pradana", "1 cerita dalam 3 berita"),
        ("/?agency=Ombudsman+RI+Perwakilan+Provinsi+Bali", "1 cerita dalam 3 berita"),
        ("/?until=2022-01-12", "1 cerita dalam 1 berita"),
    ],
)
def test_filters_narrow(browser: TestClient, address: str, told: str) -> None:
    found = page(browser, address)
    assert told in found.text


def test_several_values_of_a_filter_survive_the_form(browser: TestClient) -> None:
    found = page(browser, "/?outlet=bisnisbali&outlet=denpost")
    hidden = [
        (a.get("name"), a.get("value")) for tag, a in found.elements if tag == "input" and a.get("type") == "hidden"
    ]
    assert hidden == [("outlet", "denpost")]
    assert "Outlet: DenPost" in found.text
    assert "/?outlet=denpost" in found.links, "the chip takes the other value away"


def test_paging_shows_every_story_once(config: Config, tmp_path: Path) -> None:
    from tests.desk.newsroom import plain

    many = [
        plain("denpost", "DenPost", f"jalan-{n}", f"2020-{n % 12 + 1:02d}-{n % 28 + 1:02d}T08:00:00+08:00",
              f"Jalan {n} diperbaiki", f"Ruas jalan nomor {n} rampung diperbaiki pekan ini.")
        for n in range(45)
    ]  # fmt: skip
    index = SqliteIndex(tmp_path)
    index.put(many)
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        shown: list[str] = []
        for number in (1, 2, 3):
            found = page(client, f"/?page={number}")
            assert f"Halaman {number} dari 3" in found.text
            shown += telling(found)
        assert sorted(shown) == sorted(f"/artikel/{a.id}" for a in many)
        assert "melewati hasil terakhir" in page(client, "/?page=4").text
    index.close()


def test_an_empty_index_says_what_to_do(config: Config, tmp_path: Path) -> None:
    index = SqliteIndex(tmp_path)
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        assert "pantau crawl" in page(client, "/").text
        assert "Tidak ada berita bertanggal" in page(client, "/bimtek").text
        assert "Tidak ada penilaian" in page(client, "/zona").text
    index.close()


def test_nothing_found_helps(browser: TestClient) -> None:
    found = page(browser, "/?q=zebra&regency=Badung")
    assert "Tidak ada berita yang cocok" in found.text
    assert "hapus salah satu saringan" in found.text


def test_the_article_page_shows_tags_in_text_and_beside(browser: TestClient) -> None:
    address = f"/artikel/{IDS['Petugas Loket Tabanan Ikuti Bimtek Pelayanan Publik']}"
    found = page(browser, address)
    html = browser.get(address).text
    assert '<mark class="tag tag-place" title="Wilayah: Tabanan"' in html
    assert (
        '<mark class="tag tag-official" title="Pejabat: Wayan Contoh Pradana (Bupati, Pemerintah Kabupaten Tabanan)"'
        in html
    )
    assert 'class="tag tag-event" title="Acara: bimtek (terlaksana)"' in html
    assert "Selasa, 9 Mei 2023 pukul 18.20 WITA (dari data terstruktur halaman)" in " ".join(found.text.split())
    others = telling(found)
    assert others == [
        f"/artikel/{IDS[t]}" for t in ("Tabanan Latih Petugas Loket", "Seratus Petugas Loket Tabanan Dilatih")
    ]


def test_a_day_without_a_clock_time_shows_none(browser: TestClient) -> None:
    found = page(browser, f"/artikel/{IDS['Tabanan Latih Petugas Loket']}")
    assert "Rabu, 10 Mei 2023 (dari" in " ".join(found.text.split())


def test_revisions_show_as_differences(browser: TestClient) -> None:
    html = browser.get(f"/artikel/{IDS['Petugas Kecamatan di Buleleng Dilatih Menjawab Keluhan']}").text
    assert "<del>Belasan</del> <ins>Puluhan</ins> petugas kecamatan" in html
    assert "<ins>Menjawab Keluhan</ins>" in html


def test_coverage_counts_events_and_tells_zeros_apart(browser: TestClient) -> None:
    found = page(browser, "/bimtek")
    labels = {a["aria-label"] for tag, a in found.elements if tag == "a" and "aria-label" in a}
    assert "Tabanan, 2023: 1 acara dalam 3 berita" in labels
    assert "Bangli, 2024: tidak ada acara yang diberitakan dalam 1 berita yang dibaca" in labels
    assert not [text for text in labels if text and ", 2025:" in text], "nothing was read in 2025"
    assert found.text.count("tidak ada berita yang dibaca") >= 10


def test_a_cell_leads_to_its_evidence(browser: TestClient) -> None:
    found = page(browser, "/bimtek/Tabanan/2023")
    assert "9 Mei 2023" in found.text
    assert "Ombudsman RI Perwakilan Provinsi Bali" in found.text
    assert len(telling(found)) == 3
    assert "/?regency=Tabanan&since=2023-01-01&until=2023-12-31" in found.links
    empty = page(browser, "/bimtek/Bangli/2024")
    assert "1 berita dibaca, dan tidak satu pun" in empty.text
    unread = page(browser, "/bimtek/Bangli/2025")
    assert "tidak dapat dikatakan" in unread.text
    page(browser, "/bimtek/Bangli/1999", 404)
    page(browser, "/bimtek/Bandung/2024", 404)


def test_contradictions_stand_side_by_side(browser: TestClient) -> None:
    found = page(browser, "/zona")
    assert found.text.count("bertentangan") >= 5
    html = browser.get("/zona?regency=Gianyar&year=2021").text
    assert html.count('class="side"') == 2
    assert "Jembrana menargetkan" not in html
    assert "hollow" in browser.get("/zona?regency=jembrana").text, "a target is told apart from a result"


def test_every_rating_stands_in_words(browser: TestClient) -> None:
    html = browser.get("/zona").text
    for words in ("hijau", "kuning", "hijau tua", "kualitas tinggi 100%"):
        assert f">{words}</span>" in html


def test_status_tells_health_and_size(browser: TestClient) -> None:
    found = page(browser, "/status")
    assert "belum pernah dirayapi" in found.text
    assert "2 Maret 2026 pukul 09.00 WITA" in found.text


def test_english_by_switch_and_it_is_kept(config: Config, tmp_path: Path) -> None:
    index = filled(tmp_path)
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        assert "Search the news" in page(client, "/?lang=en").text
        answer = client.get("/bimtek")
        assert answer.headers["content-language"] == "en"
        assert "Coverage: Bimtek (technical guidance)" in Page(answer.text).text
        assert "Cakupan" in page(client, "/bimtek?lang=id").text
    index.close()


def test_every_answer_carries_the_protecting_headers(browser: TestClient) -> None:
    for address in ("/", "/x", "/?q=%22", "/static/pantau.css", "/api/search", "/api/nothing", "/healthz"):
        answer = browser.get(address)
        for name, value in HEADERS.items():
            assert answer.headers[name] == value, (address, name)
    assert "script-src" not in HEADERS["Content-Security-Policy"], "default-src 'none' lets no script run"


def test_another_host_name_gets_nothing(browser: TestClient) -> None:
    assert browser.get("/", headers={"Host": "evil.example"}).status_code == 421
    assert browser.get("/", headers={"Host": "evil.example:8000"}).status_code == 421
    assert browser.get("/", headers={"Host": "[::1]:8000"}).status_code == 200


def test_a_head_request_has_the_headers_and_no_body(browser: TestClient) -> None:
    for address, status in (("/", 200), ("/bimtek", 200), ("/static/pantau.css", 200), ("/x", 404), ("/healthz", 200)):
        answer = browser.head(address)
        assert (answer.status_code, answer.content) == (status, b"")
        assert answer.headers["content-type"] == browser.get(address).headers["content-type"]


def test_only_reading_is_possible(browser: TestClient) -> None:
    assert browser.post("/").status_code == 405
    assert browser.delete(f"/api/articles/{IDS[HOSTILE]}").status_code == 405


def test_what_is_planned_is_listed_while_it_is_to_come(config: Config, tmp_path: Path) -> None:
    from datetime import UTC, datetime

    from desk.web.app import create_app

    index = filled(tmp_path)
    for now, told in (
        (datetime(2026, 3, 2, tzinfo=UTC), ["Bangli, 11 Maret 2026", "Klungkung, tanggal tidak diketahui"]),
        # 11 March has begun in Bali while it is still 10 March in UTC.
        (datetime(2026, 3, 10, 17, 0, tzinfo=UTC), ["Bangli, 11 Maret 2026", "Klungkung, tanggal tidak diketahui"]),
        (datetime(2026, 3, 11, 17, 0, tzinfo=UTC), ["Klungkung, tanggal tidak diketahui"]),
        (datetime(2026, 9, 1, tzinfo=UTC), []),
    ):
        app = create_app(index, config, health=lambda: (), now=lambda now=now: now)  # type: ignore[misc]
        with TestClient(app, base_url="http://127.0.0.1") as client:
            text = " ".join(page(client, "/bimtek").text.split())
        assert [
            words for words in ("Bangli, 11 Maret 2026", "Klungkung, tanggal tidak diketahui") if words in text
        ] == told, now
    index.close()


def test_a_long_ledger_is_cut_and_says_so(config: Config, tmp_path: Path) -> None:
    from tests.desk.newsroom import rating

    index = SqliteIndex(tmp_path)
    index.put(
        rating("nusabali", "NusaBali", f"z{n}", "2024-01-01T08:00:00+08:00", f"Zona {n}", f"Tabanan zona hijau tahun {2000 + n % 20} versi {n}.",
               subject="Tabanan", regency="Tabanan", rating="hijau", year=2000 + n % 20, status="achieved")
        for n in range(320)
    )  # fmt: skip
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        whole = page(client, "/zona").text
        assert "320 pernyataan" in whole
        assert "hanya 300 pernyataan" in whole
        assert "versi 0." not in whole, "what is cut are the oldest assessments"
        one = page(client, "/zona?year=2000").text
        assert "16 pernyataan" in one
        assert "hanya" not in one
        assert "versi 0." in one
    index.close()


def test_ratings_of_elsewhere_have_a_row_and_working_links(config: Config, tmp_path: Path) -> None:
    from tests.desk.newsroom import rating

    index = SqliteIndex(tmp_path)
    told = {"instrument": "survei kepatuhan", "rating": "hijau", "status": "achieved"}
    index.put([
        rating("nusabali", "NusaBali", "ntb", "2022-01-01T08:00:00+08:00", "Mataram Hijau", "Mataram masuk zona hijau.", subject="Mataram", regency="Mataram", year=2021, **told),
        rating("nusabali", "NusaBali", "kab", "2022-01-01T09:00:00+08:00", "Tabanan Hijau", "Kabupaten Tabanan zona hijau.", subject="Kabupaten Tabanan", regency="Tabanan", year=None, **told),
    ])  # fmt: skip
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        found = page(client, "/zona")
        assert "Lainnya" in found.text
        assert "tahun tidak disebut" in found.text
        links = {link.partition("#")[0] for link in found.links if link.startswith("/zona?")} - {"/zona?lang=en"}
        assert links == {"/zona?year=2021", "/zona?regency=Tabanan"}
        for link in links:
            page(client, link)
    index.close()


@pytest.mark.parametrize("address", ["/", "/bimtek", "/zona", "/siaran-pers"])
def test_a_form_sent_as_it_stands_gives_the_same_page(browser: TestClient, address: str) -> None:
    """What a browser sends for a form left alone: every field, most of them empty."""
    found = page(browser, address)
    sent: list[tuple[str, str]] = []
    for tag, attrs in found.elements:
        name = attrs.get("name")
        if tag == "input" and name:
            sent.append((name, attrs.get("value") or ""))
        elif tag == "select" and name:
            sent.append((name, ""))
        elif tag == "option" and "selected" in attrs:
            sent[-1] = (sent[-1][0], attrs.get("value") or "")
    again = Page(browser.get(address, params=sent).text)
    assert again.faults == []
    assert again.text == found.text


def test_a_tag_leads_to_all_its_articles(browser: TestClient) -> None:
    found = page(browser, f"/artikel/{IDS['Tabanan Latih Petugas Loket']}")
    (link,) = (link for link in found.links if link.startswith("/?official="))
    assert "1 cerita dalam 3 berita" in page(browser, link).text


def test_the_first_page_says_which_outlets_want_a_look(browser: TestClient) -> None:
    assert "1 outlet perlu dilihat" in page(browser, "/").text
    assert "perlu dilihat" not in page(browser, "/?q=loket").text


def test_news_are_shown_where_health_is_not(config: Config, tmp_path: Path) -> None:
    from config.errors import StorageError
    from desk.web.app import create_app
    from index.health import OutletHealth
    from tests.desk.newsroom import NOW

    def unreadable() -> list[OutletHealth]:
        raise StorageError("the ledger is damaged", on="ledger.sqlite")

    index = filled(tmp_path)
    with TestClient(
        create_app(index, config, health=unreadable, now=lambda: NOW), base_url="http://127.0.0.1"
    ) as client:
        assert "cerita dalam" in page(client, "/").text
        assert "ledger.sqlite" in page(client, "/status", 503).text
    index.close()
