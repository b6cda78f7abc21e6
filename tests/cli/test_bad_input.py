"""Wrong input: one clear line (or a list, for configuration), the right exit status, nothing lost, never a traceback."""

from __future__ import annotations

import json
import shutil
import socket
from pathlib import Path

import pytest

from config.loader import FILES, SHIPPED
from tests.cli.calling import Called, pantau


def one_line(called: Called, status: int) -> str:
    assert called.status == status, called.err
    assert "Traceback" not in called.err
    assert "fault of ours" not in called.err
    lines = called.err.strip().splitlines()
    assert len(lines) == 1, called.err
    assert lines[0].startswith("pantau: ")
    return lines[0]


def test_no_configuration_folder(tmp_path: Path) -> None:
    called = pantau("--config", tmp_path / "none", "search", "x", data=tmp_path)
    assert "no such folder" in one_line(called, 2)


def test_every_mistake_of_the_configuration_is_listed(tmp_path: Path) -> None:
    for name in FILES:
        shutil.copy(SHIPPED / name, tmp_path / name)
    (tmp_path / "events.toml").unlink()
    (tmp_path / "outlets.toml").write_text('[[outlet]]\nkey = "a"\nname = "A"\nhome = "nowhere"\nfeedz = []\n')
    called = pantau("--config", tmp_path, "status", data=tmp_path / "data")
    assert called.status == 2
    lines = called.err.strip().splitlines()
    assert len(lines) == 3, called.err
    assert "Traceback" not in called.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("crawl", "nusabalii"), "did you mean 'nusabali'"),
        (("crawl", "--shard", "3/2"), "no shard"),
        (("crawl", "--since", "kemarin"), "no day"),
        (("search", "x", "--sort", "best"), "relevance, newest, oldest"),
        (("coverage", "--event", "pesta"), "bimtek"),
        (("coverage", "--by", "week"), "month, quarter, year"),
        (("zones", "--regency", "Banyuwangi"), "Tabanan"),
        (("search", "x", "--limit", "0"), "--limit"),
        (("frobnicate",), "frobnicate"),
        (("digest", "--week", "2026-W60"), "2026-W60"),
    ],
)
def test_wrong_usage(tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    assert told in one_line(pantau(*arguments, data=tmp_path), 2)


@pytest.mark.parametrize("query", ['"lone quote', "judul:", "(bimtek", "bimtek OR", "-", "dari:kapan", "*"])
def test_a_query_that_cannot_be_understood(tmp_path: Path, query: str) -> None:
    line = one_line(pantau("search", "--", query, data=tmp_path), 2)
    assert "character" in line


def test_unreadable_and_empty_pages(tmp_path: Path) -> None:
    absent = pantau("extract", tmp_path / "none.html", "--url", "https://a.example/x", data=tmp_path)
    assert "none.html" in one_line(absent, 1)
    empty = tmp_path / "empty.html"
    empty.write_bytes(b"")
    assert "no article" in one_line(pantau("extract", empty, "--url", "https://a.example/x", data=tmp_path), 1)
    noise = tmp_path / "noise.html"
    noise.write_bytes(bytes(range(256)) * 40)
    assert "no article" in one_line(pantau("extract", noise, "--url", "https://a.example/x", data=tmp_path), 1)


def test_an_outlet_that_cannot_be_reached(tmp_path: Path) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    outlets = tmp_path / "outlets.toml"
    outlets.write_text(
        f'[[outlet]]\nkey = "mati"\nname = "Mati"\nhome = "http://127.0.0.1:{port}/"\nallow_private = true\n'
    )
    called = pantau("crawl", "--outlets", outlets, data=tmp_path / "data")
    assert called.status == 1
    assert "Traceback" not in called.err
    assert "no outlet could be reached" in called.err
    assert "mati" in called.out


def test_nothing_by_that_name(tmp_path: Path) -> None:
    assert "no such article" in one_line(pantau("show", "0123456789abcdef", data=tmp_path), 1)
    assert "pantau why" in one_line(pantau("show", "https://a.example/x", data=tmp_path), 1)


def test_why_answers_for_an_address_never_seen(tmp_path: Path) -> None:
    called = pantau("why", "https://www.nusabali.com/berita/1/contoh", data=tmp_path)
    assert called.status == 0
    assert called.out.strip()


def test_tag_loses_no_good_line(tmp_path: Path) -> None:
    good = json.dumps({"id": "1", "title": "Judul", "text": "Bupati Contoh hadir.", "published": None, "outlet": "x"})
    lines = [
        good,
        "{no json",
        json.dumps({"id": 2}),
        json.dumps({"id": "3", "title": "J", "text": "T", "published": "lusa"}),
        good,
    ]
    called = pantau("tag", "-", stdin="\n".join(lines))
    assert called.status == 1
    assert [json.loads(line)["id"] for line in called.out.splitlines()] == ["1", "1"]
    told = called.err.strip().splitlines()
    assert [t.split(":")[1].strip() for t in told[:3]] == ["line 2", "line 3", "line 4"]
    assert "3 lines were left out" in told[3]


def test_help_and_no_arguments() -> None:
    assert pantau("--help").status == 0
    assert pantau().status == 2
