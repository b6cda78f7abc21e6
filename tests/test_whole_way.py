"""Real input: the five real articles on replicas of their outlets' pages, each outlet given by key, name and home only."""

from __future__ import annotations

import json
import re
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.calling import pantau

pytestmark = [pytest.mark.shared, pytest.mark.slow, pytest.mark.xdist_group("whole_way"), pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def crawled(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A data folder after one crawl; a second crawl follows, whose requests are logged."""
    work = tmp_path_factory.mktemp("whole")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    log = work / "requests.jsonl"
    server = subprocess.Popen(
        [sys.executable, str(shared / "replica/serve.py"), "--port", str(port), "--fill", "20", "--log", str(log)],
        stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    try:
        assert server.stdout
        homes = dict(
            re.findall(r"^(\S+)\s+(http://\S+)", "".join(server.stdout.readline() for _ in range(5)), re.MULTILINE)
        )
        (work / "outlets.toml").write_text(
            "".join(
                f'[[outlet]]\nkey = "{k}"\nname = "{k.title()}"\nhome = "{h}"\nallow_private = true\n'
                for k, h in homes.items()
            )
        )
        first = pantau(
            "crawl", "--outlets", work / "outlets.toml", "--since", "2015", "--json", data=work / "data", timeout=240
        )
        assert first.status == 0, first.err
        assert [json.loads(line)["new"] for line in first.out.splitlines()] == [21] * 5
        before = len(log.read_text().splitlines())
        second = pantau("crawl", "--outlets", work / "outlets.toml", "--json", data=work / "data", timeout=240)
        assert second.status == 0, second.err
        (work / "second.jsonl").write_text("\n".join(log.read_text().splitlines()[before:]))
        yield work
    finally:
        server.terminate()
        server.wait(10)
        if server.stdout:
            server.stdout.close()


def rows(called_out: str) -> list[dict[str, object]]:
    return [json.loads(line) for line in called_out.splitlines()]


def test_the_second_run_asks_for_no_article_again(crawled: Path) -> None:
    asked = rows((crawled / "second.jsonl").read_text())
    assert [r["path"] for r in asked if r["kind"] == "article"] == []


def test_search_finds_the_two_bimtek_articles(crawled: Path) -> None:
    found = pantau("search", "bimtek tabanan", "--json", data=crawled / "data")
    head, *hits = rows(found.out)
    assert head["total"] == 2
    assert {h["outlet"] for h in hits} == {"bisnisbali", "nusabali"}
    assert all("<mark>" in str(h["snippet"]) for h in hits)


def test_coverage_counts_one_event_a_year(crawled: Path) -> None:
    cells = rows(pantau("coverage", "--by", "year", "--json", data=crawled / "data").out)
    with_events = {(c["regency"], c["period"]): c["events"] for c in cells if c["events"]}
    assert with_events == {("Tabanan", "2018"): 1, ("Tabanan", "2019"): 1}
    assert any(c["regency"] == "Badung" and c["period"] == "2018" and c["events"] == 0 and c["read"] for c in cells)


def test_zones_holds_what_was_told_and_no_more(crawled: Path) -> None:
    claims = rows(pantau("zones", "--json", data=crawled / "data").out)
    told = {(c["subject"], c["year"], c["rating"], c["status"]) for c in claims}
    assert ("Tabanan", 2018, "kuning", "achieved") in told
    assert ("Tabanan", 2019, "hijau tua", "target") in told
    assert ("Badung", 2016, "hijau", "achieved") in told
    defining = [c for c in claims if c["outlet"] == "outlet-003"]
    assert [c for c in defining if c["rating"] in ("merah", "kuning", "hijau") and c["status"] == "achieved"] == []


def test_every_text_is_clean(crawled: Path, shared: Path) -> None:
    for gold in rows((shared / "gold/seeds.jsonl").read_text()):
        path = str(gold["url"])
        _, *hits = rows(pantau("search", f'judul:"{gold["title"]}"', "--json", data=crawled / "data").out)
        assert [h for h in hits if str(h["url"]).endswith(path)], path
        article = json.loads(pantau("show", str(hits[0]["id"]), "--json", data=crawled / "data").out)
        assert "Baca" not in article["text"]
        assert article["title"] == gold["title"]
        assert article["published"][:10] == gold["published"]


def test_why_show_status_and_reprocess(crawled: Path) -> None:
    _, hit, *_ = rows(pantau("search", "bimtek", "--json", data=crawled / "data").out)
    assert str(hit["id"]) in pantau("why", str(hit["url"]), data=crawled / "data").out
    shown = pantau("show", str(hit["id"]), data=crawled / "data")
    assert "Snapshot" in shown.out
    assert pantau("status", "--outlets", crawled / "outlets.toml", data=crawled / "data").status == 0
    before = pantau("coverage", "--json", data=crawled / "data").out
    again = pantau("reprocess", "--json", data=crawled / "data", timeout=240)
    assert again.status == 0, again.err
    assert pantau("coverage", "--json", data=crawled / "data").out == before


def test_seeds_reach_the_floors(shared: Path) -> None:
    tagged = pantau("tag", shared / "gold/seeds.jsonl")
    assert tagged.status == 0, tagged.err
    scored = subprocess.run(
        [sys.executable, str(shared / "gold/score.py"), str(shared / "gold/seeds.jsonl"), "-", "--json"],
        input=tagged.out, capture_output=True, text=True, check=True,
    )  # fmt: skip
    figures = json.loads(scored.stdout)
    for kind, floor in {
        "bimtek": 1,
        "event dates": 1,
        "zones": 1,
        "officials": 0.95,
        "linked": 0.95,
        "agencies": 0.95,
    }.items():
        assert figures[kind] >= floor, (kind, figures)
