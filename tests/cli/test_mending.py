"""Stories, events and press releases at the command line: shown, mended, undone; every mistake is one line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from cli.main import run
from index.sqlite_index import SqliteIndex
from tests.cli.calling import Called
from tests.index.articles import article, day, event
from tests.index.test_stories import edited, release

TEXT = release(1)
SOURCE = article("siaran", "Siaran kantor", TEXT, outlet="ombudsmanbali", published=day(0))
COPY = article("salinan", "Salinan", edited(TEXT, 0.1, 1), outlet="nusabali", published=day(1))
OTHER = article(
    "lain", "Lain", release(2), outlet="denpost", published=day(2),
    events=(event("bimtek", "Tabanan", "2024-05-06"), event("bimtek", "Badung", "2024-05-07")),
)  # fmt: skip
LATER = article("susulan", "Susulan", release(3), outlet="denpost", published=day(20), events=(event("bimtek", "Tabanan", "2024-05-21"),))  # fmt: skip
UNUSED = article("sepi", "Siaran sepi", release(4), outlet="ombudsmanbali", published=day(3))


@pytest.fixture
def data(tmp_path: Path) -> Path:
    index = SqliteIndex(tmp_path)
    index.put([SOURCE, COPY, OTHER, LATER, UNUSED])
    index.close()
    return tmp_path


class Terminal:
    """The command in this process: what it does is quick, and there are many calls."""

    def __init__(self, capture: pytest.CaptureFixture[str]) -> None:
        self.capture = capture

    def __call__(self, *arguments: str | Path, data: Path) -> Called:
        self.capture.readouterr()
        with pytest.raises(SystemExit) as ended:
            run(["--data", str(data), *map(str, arguments)])
        out, err = self.capture.readouterr()
        return Called(int(ended.value.code or 0), out, err)


@pytest.fixture
def pantau(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Terminal:
    monkeypatch.delenv("PANTAU_INDEX", raising=False)
    return Terminal(capsys)


def line(pantau: Terminal, *arguments: str, data: Path) -> list[dict[str, Any]]:
    called = pantau(*arguments, "--json", data=data)
    assert (called.status, called.err) == (0, "")
    return [json.loads(each) for each in called.out.splitlines()]


def test_a_story_joined_shown_listed_undone(pantau: Terminal, data: Path) -> None:
    joined = pantau("stories", "join", COPY.id, OTHER.url, "--why", "satu acara", "--by", "Sari", data=data)
    assert (joined.status, joined.err) == (0, "")
    assert joined.out.splitlines()[1].count("(") == 3, "where they stand now"
    (shown,) = line(pantau, "stories", "show", OTHER.id, data=data)
    assert [t["outlet"] for t in shown["tellings"]] == ["ombudsmanbali", "nusabali", "denpost"]
    assert [t["first"] for t in shown["tellings"]] == [True, False, False]
    assert shown["tellings"][1]["taken"] > 0.5
    (decision,) = line(pantau, "stories", "mended", data=data)
    assert (decision["who"], decision["why"], decision["kind"]) == ("Sari", "satu acara", "join")
    assert sorted(decision["articles"]) == sorted([COPY.id, OTHER.id])
    assert decision == shown["decisions"][0]
    against = pantau("stories", "part", OTHER.id, "--from", COPY.id, data=data)
    assert (against.status, against.out) == (2, "")
    assert against.err.count("\n") == 1
    assert f"undo {decision['id']} first" in against.err
    assert pantau("stories", "undo", decision["id"], data=data).status == 0
    assert line(pantau, "stories", "mended", data=data) == []
    assert len(line(pantau, "stories", "show", OTHER.id, data=data)[0]["tellings"]) == 1


def test_an_article_is_parted_from_the_rest_of_its_story(pantau: Terminal, data: Path) -> None:
    assert pantau("stories", "part", COPY.id, data=data).status == 0
    (decision,) = line(pantau, "stories", "mended", data=data)
    assert (decision["articles"], decision["others"]) == ([COPY.id], [SOURCE.id])
    assert decision["who"], "the machine's user where nobody is named"
    assert [r["pickups"] for r in line(pantau, "pickups", data=data)] == [[], []]
    for arguments, status, told in (
        (("stories", "part", COPY.id), 2, "nobody else tells this story"),
        (("stories", "show", "entah"), 1, "no such article"),
        (("stories", "join", COPY.id), 2, "two different articles"),
        (("stories", "undo", "entah"), 1, "no such decision"),
    ):
        called = pantau(*arguments, data=data)
        assert (called.status, called.out) == (status, ""), arguments
        assert told in called.err
        assert called.err.count("\n") == 1


def test_events_joined_parted_listed(pantau: Terminal, data: Path) -> None:
    unsure = pantau("events", "join", OTHER.id, LATER.id, data=data)
    assert (unsure.status, unsure.out) == (2, "")
    assert f"allowed: {OTHER.id}@Tabanan, {OTHER.id}@Badung" in unsure.err
    assert "two regencies" in pantau("events", "join", f"{OTHER.id}@Badung", LATER.id, data=data).err
    joined = pantau("events", "join", f"{OTHER.id}@Tabanan", LATER.id, "--by", "Made", data=data)
    assert joined.out.splitlines()[1] == f"  bimtek Tabanan 2024-05-06: {OTHER.id}@Tabanan, {LATER.id}@Tabanan"
    cells = line(pantau, "coverage", data=data)
    assert sum(c["events"] for c in cells if c["regency"] == "Tabanan") == 1
    (shown,) = line(pantau, "events", "show", LATER.id, data=data)
    assert (shown["date"], len(shown["articles"])) == ("2024-05-06", 2)
    (decision,) = line(pantau, "events", "mended", data=data)
    assert (decision["event"], decision["who"]) == ("bimtek", "Made")
    assert line(pantau, "stories", "mended", data=data) == []
    assert "undone" in pantau("events", "undo", decision["id"], data=data).out
    assert "nobody else tells of this event" in pantau("events", "part", LATER.id, data=data).err
    assert "unknown event" in pantau("events", "part", LATER.id, "--event", "pesta", data=data).err


def test_what_became_of_press_releases(pantau: Terminal, data: Path, tmp_path: Path) -> None:
    unused, run = line(pantau, "pickups", data=data)
    assert (unused["release"], unused["pickups"]) == (UNUSED.id, [])
    assert [(p["outlet"], p["hours_after"]) for p in run["pickups"]] == [("nusabali", 24.0)]
    assert [r["release"] for r in line(pantau, "pickups", "--unused", data=data)] == [UNUSED.id]
    assert [r["release"] for r in line(pantau, "pickups", "--outlet", "nusabali", data=data)] == [SOURCE.id]
    assert [r["release"] for r in line(pantau, "pickups", "--until", "2024-05-07", data=data)] == [SOURCE.id]
    table = pantau("pickups", data=data).out
    assert "2 press releases, 1 of them run by somebody" in table
    assert "nobody" in table
    assert pantau("pickups", "--csv", tmp_path / "p.csv", data=data).status == 0
    written = (tmp_path / "p.csv").read_text(encoding="utf-8-sig").splitlines()
    assert written[0].startswith("release,issuer,title")
    assert len(written) == 3
    wrong = pantau("pickups", "--issuer", "nusabali", data=data)
    assert (wrong.status, wrong.out) == (2, "")
    assert "allowed: ombudsmanbali" in wrong.err
    assert pantau("pickups", "--unused", "--outlet", "x", data=data).status == 2
    assert pantau("pickups", "--csv", tmp_path / "no" / "p.csv", data=data).status == 1
