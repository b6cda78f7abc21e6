"""The JSON API: the command line's forms, one shape of errors, and an index that is damaged or away."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from fastapi.testclient import TestClient

from config.loader import Config
from desk.web.exporting import COLUMNS
from extract.article import Article
from index.sqlite_index import SqliteIndex
from tests.cli.calling import pantau
from tests.desk.newsroom import articles, desk_over, filled, plain
from tests.desk.reading_html import Page

SHAPE = {"status", "what", "on", "allowed", "todo", "query", "position", "proposal"}
STORY = next(article for article in articles() if article.title.startswith("Seratus"))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("api")
    filled(made).close()
    return made


@pytest.fixture(scope="module")
def browser(config: Config, folder: Path) -> Iterator[TestClient]:
    index = SqliteIndex(folder)
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        yield client
    index.close()


def lines(*arguments: str, data: Path) -> list[dict[str, Any]]:
    done = pantau(*arguments, "--json", data=data)
    assert done.status == 0, done.err
    return [json.loads(line) for line in done.out.splitlines()]


def test_search_has_the_form_of_the_command(browser: TestClient, folder: Path) -> None:
    head, *hits = lines("search", "loket", data=folder)
    answer = browser.get("/api/search?q=loket").json()
    assert answer == {**head, "hits": hits}
    assert answer["total"] == 3
    assert "<mark>loket</mark>" in answer["hits"][0]["snippet"]


def test_search_narrows_pages_and_collapses(browser: TestClient) -> None:
    assert browser.get("/api/search?q=loket&outlet=nusabali").json()["total"] == 1
    two = browser.get("/api/search?q=loket&limit=2&offset=2").json()
    assert (two["total"], len(two["hits"])) == (3, 1)
    one = browser.get("/api/search?q=loket&collapse=true").json()
    assert (one["total"], one["stories"], len(one["hits"])) == (3, 1, 1)
    assert (
        browser.get("/api/search?until=2022").json()["total"]
        == browser.get("/api/search?until=2022-12-31").json()["total"]
    )


def test_an_article_has_the_article_form(browser: TestClient) -> None:
    form = browser.get(f"/api/articles/{STORY.id}").json()
    assert form.pop("revisions") == []
    read = Article.model_validate(form)
    assert read.model_copy(update={"story": None}) == STORY.model_copy(update={"story": None})
    revised = next(a for a in articles() if "Menjawab Keluhan" in a.title)
    (revision,) = browser.get(f"/api/articles/{revised.id}").json()["revisions"]
    assert revision["title"] == "Petugas Kecamatan Buleleng Dilatih"


def test_coverage_and_zones_have_the_form_of_the_commands(browser: TestClient, folder: Path) -> None:
    assert browser.get("/api/coverage?by=quarter").json()["cells"] == lines("coverage", "--by", "quarter", data=folder)
    assert browser.get("/api/zones").json()["claims"] == lines("zones", data=folder)
    claims = browser.get("/api/zones?regency=Kabupaten+Gianyar&year=2021").json()["claims"]
    assert [(c["rating"], c["conflict"]) for c in claims] == [("hijau", True), ("kuning", True)]


def test_the_description_names_every_parameter(browser: TestClient) -> None:
    paths = browser.get("/api/openapi.json").json()["paths"]
    told = {p["name"] for p in paths["/api/search"]["get"]["parameters"]}
    assert told == {
        "q",
        "outlet",
        "regency",
        "official",
        "agency",
        "event",
        "zone",
        "since",
        "until",
        "sort",
        "limit",
        "offset",
        "collapse",
    }
    assert set(paths) == {
        "/api/search",
        "/api/articles/{article_id}",
        "/api/coverage",
        "/api/zones",
        "/api/pickups",
        "/healthz",
    }


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("/api/search?q=%22", 400), ("/api/search?limit=x", 400), ("/api/search?since=x", 400), ("/api/articles/x", 404),
        ("/api/coverage?event=pesta", 400), ("/api/coverage?by=day", 400), ("/api/zones?regency=Atlantis", 400),
        ("/api/zones?year=x", 400), ("/api/nothing", 404), ("/api", 404),
    ],
)  # fmt: skip
def test_errors_have_one_shape(browser: TestClient, address: str, status: int) -> None:
    answer = browser.get(address)
    error = answer.json()["error"]
    assert answer.status_code == status == error["status"]
    assert set(error) == SHAPE
    assert error["what"]


def test_a_wrong_query_has_place_and_proposal(browser: TestClient) -> None:
    error = browser.get("/api/search", params={"q": 'bimtek "tabanan'}).json()["error"]
    assert (error["position"], error["proposal"]) == (7, 'bimtek "tabanan"')


def test_a_method_that_is_none(browser: TestClient) -> None:
    answer = browser.post("/api/search")
    assert answer.status_code == 405
    assert set(answer.json()["error"]) == SHAPE
    assert "GET" in answer.headers["allow"]


def test_csv_holds_every_article_and_no_formula(config: Config, tmp_path: Path) -> None:
    index = filled(
        tmp_path,
        [
            plain("denpost", "DenPost", "rumus", None, "=HYPERLINK(1)", "Warga memuji pelayanan paspor."),
        ],
    )
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        answer = client.get("/unduh.csv?sort=oldest")
        assert answer.headers["content-disposition"] == 'attachment; filename="pantau.csv"'
        head, *rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
        assert tuple(head) == COLUMNS
        assert {row[0] for row in rows} == set(index.ids())
        assert {row[3] for row in rows if "HYPERLINK" in row[3]} == {"'=HYPERLINK(1)"}
        assert [row[4] for row in rows if row[3].startswith("Antrean")] == [""], "an empty cell stays empty"
    index.close()


def test_xlsx_holds_what_was_found(browser: TestClient) -> None:
    answer = browser.get("/unduh.xlsx?q=loket")
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        strings = ElementTree.fromstring(book.read("xl/sharedStrings.xml"))
        sheet = ElementTree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    space = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
    texts = {t.text for t in strings.iter(f"{space}t")}
    assert {"Tabanan Latih Petugas Loket", *COLUMNS} <= texts
    assert len(list(sheet.iter(f"{space}row"))) == 4


def test_a_damaged_index_is_a_503_everywhere(config: Config, tmp_path: Path) -> None:
    """The file itself is damaged, after the application has started."""
    index = filled(tmp_path)
    index.close()
    for file in tmp_path.glob("index.sqlite*"):
        file.write_bytes(b"this is no database any more " * 400)
    with TestClient(desk_over(index, config), base_url="http://127.0.0.1") as client:
        for address in ("/api/search?q=a", f"/api/articles/{STORY.id}", "/api/coverage", "/api/zones", "/healthz"):
            answer = client.get(address)
            assert answer.status_code == 503, (address, answer.text)
            assert set(answer.json()["error"]) == SHAPE
            assert answer.headers["retry-after"] == "30"
        for address in (
            "/",
            "/?q=a",
            f"/artikel/{STORY.id}",
            "/bimtek",
            "/bimtek/Tabanan/2023",
            "/zona",
            "/status",
            "/unduh.csv",
        ):
            answer = client.get(address)
            assert answer.status_code == 503, (address, answer.text[:300])
            found = Page(answer.text)
            assert found.faults == []
            assert "Indeks sedang tidak dapat dijangkau" in found.text
        assert client.get("/static/pantau.css").status_code == 200
    index.close()


def test_a_bug_tells_nothing_of_itself(config: Config, tmp_path: Path) -> None:
    from desk.web.app import create_app
    from tests.desk.newsroom import NOW

    def broken() -> tuple[()]:
        raise KeyError("secret detail")

    index = SqliteIndex(tmp_path)
    app = create_app(index, config, health=broken, now=lambda: NOW)
    with TestClient(app, base_url="http://127.0.0.1", raise_server_exceptions=False) as client:
        answer = client.get("/status")
        assert answer.status_code == 500
        assert "secret detail" not in answer.text
        assert answer.headers["content-security-policy"].startswith("default-src 'none'")
        assert Page(answer.text).faults == []
    index.close()
