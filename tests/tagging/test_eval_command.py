"""`pantau eval` as a user calls it: a table, one object, misses, and bad gold told in a line."""

from __future__ import annotations

import json
from pathlib import Path

from tests.cli.calling import ROOT, pantau

RULES = ROOT / "tests" / "gold" / "rules.jsonl"


def few(tmp_path: Path, *ids: str) -> Path:
    lines = [line for line in RULES.read_text(encoding="utf-8").splitlines() if json.loads(line)["id"] in ids]
    assert len(lines) == len(ids)
    path = tmp_path / "few.jsonl"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


def test_figures_as_one_object(tmp_path: Path) -> None:
    called = pantau("eval", few(tmp_path, "r001", "r039"), "--json", data=tmp_path / "data")
    assert (called.status, called.err) == (0, "")
    figures = json.loads(called.out)
    assert list(figures)[:3] == ["officials", "agencies", "places"]
    assert figures["officials"] == 1
    assert figures["bimtek"] == 1  # none asked for and none found


def test_table_and_misses(tmp_path: Path) -> None:
    path = few(tmp_path, "r001")
    label = json.loads(path.read_text(encoding="utf-8"))
    label["places"].append("Buleleng")
    path.write_text(json.dumps(label), encoding="utf-8")
    called = pantau("eval", path, "--misses", data=tmp_path / "data")
    assert called.status == 0
    assert "1 articles" in called.out
    assert "precision" in called.out
    assert "places: r001: missed buleleng" in called.out.splitlines()


def test_bad_gold_is_told_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "bad.jsonl"
    path.write_text('\n{"id": "x"}\n', encoding="utf-8")
    called = pantau("eval", path, data=tmp_path / "data")
    assert (called.status, called.out) == (1, "")
    assert "line 2: title: field required" in called.err
    assert str(path) in called.err
    assert "Traceback" not in called.err


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    called = pantau("eval", tmp_path / "none.jsonl", data=tmp_path / "data")
    assert called.status == 1
    assert "can't be read: No such file" in called.err
