"""The labels of our own gold hold against its texts: forms occur, dates and words are allowed, ids are unique."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from config.gazetteer import Gazetteer
from config.loader import Config
from extract.gold import read_gold

GOLD = Path(__file__).resolve().parent.parent / "gold"
FILES = sorted(GOLD.glob("*.jsonl"))
RATINGS = {"hijau", "hijau tua", "kuning", "merah", "tertinggi", "tinggi", "sedang", "rendah", "terendah"}
LEAST = {
    "rules.jsonl": 180,
    "articles.jsonl": 50,
    "held-out.jsonl": 30,
    "ratings.jsonl": 65,
    "events.jsonl": 60,
    "regional.jsonl": 298,
    "sentences.jsonl": 470,
    "held-out-2.jsonl": 28,
    "held-out-3.jsonl": 84,
}


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


ARTICLES = [pytest.param(line, id=line["id"]) for path in FILES for line in lines(path)]


def test_ids_are_unique_over_all_files() -> None:
    ids = [line["id"] for path in FILES for line in lines(path)]
    assert sorted(set(ids)) == sorted(ids)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_files_are_read_and_large_enough(path: Path) -> None:
    assert len(read_gold(path.read_bytes().splitlines(), name=path.name)) >= LEAST[path.name]


@pytest.mark.parametrize("article", ARTICLES)
def test_every_form_occurs_as_whole_words(article: dict[str, Any]) -> None:
    whole = f"{article['title']}\n{article['text']}"
    forms = [s for kind in ("officials", "agencies") for entity in article[kind] for s in entity["surfaces"]]
    forms += [o["role"] for o in article["officials"] if o["role"]]
    forms += [article["event"]["date_surface"]] if article["event"]["date_surface"] else []
    forms += article["zone_traps"] + article["zone_aggregates"]
    assert [f for f in forms if not re.search(rf"(?<!\w){re.escape(f)}(?!\w)", whole)] == []


@pytest.mark.parametrize("article", ARTICLES)
def test_evidence_and_quotes_stand_in_the_text(article: dict[str, Any]) -> None:
    spans = [z[key] for z in article["zones"] for key in ("evidence", "evidence2") if key in z]
    spans += [q["text"] for q in article["quotes"]]
    assert [span for span in spans if span not in article["text"]] == []
    for zone in article["zones"]:
        assert zone["colour_or_category_surface"] in zone["evidence"] + zone.get("evidence2", "")


@pytest.mark.parametrize("article", ARTICLES)
def test_zone_labels_are_consistent(article: dict[str, Any]) -> None:
    for zone in article["zones"]:
        assert zone["rating"] in RATINGS or zone["rating"].startswith("other:")
        assert (zone["subject"] is None) == (zone["status"] == "definition")
        assert zone["year"] is None or 2013 <= zone["year"] <= 2030
        assert zone["score"] is None or 0 <= zone["score"] <= 100


def regencies(gazetteer: Gazetteer) -> set[str]:
    return {regency.name for regency in gazetteer.regencies}


@pytest.mark.parametrize("article", ARTICLES)
def test_places_are_the_nine_or_elsewhere(article: dict[str, Any], config: Config) -> None:
    known = regencies(config.gazetteer)
    named = [
        *article["places"],
        *(b["regency"] for b in article["bimtek"] if b["regency"]),
        article["event"]["regency"],
    ]
    assert [name for name in named if name and name not in known and not name.startswith("luar:")] == []
    assert len(set(article["places"])) == len(article["places"])


@pytest.mark.parametrize("article", ARTICLES)
def test_known_people_bear_their_known_spelling(article: dict[str, Any], config: Config) -> None:
    """A name that config/officials.toml has under another spelling is a slip of the label."""
    spellings = {s: p.name for p in config.gazetteer.persons for s in p.spellings if s != p.name}
    assert [o["canonical"] for o in article["officials"] if o["canonical"] in spellings] == []


@pytest.mark.parametrize("article", ARTICLES)
def test_main_bimtek_is_among_the_bimtek(article: dict[str, Any]) -> None:
    event = article["event"]
    if event["type"] == "bimtek" and event["status"] in ("held", "planned"):
        assert any(b["regency"] == event["regency"] or event["regency"] is None for b in article["bimtek"])
