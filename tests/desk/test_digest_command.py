"""`pantau digest` as users call it: files, mails, exit statuses, one clear line for every mistake."""

from __future__ import annotations

import json
import socket
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from cli.main import run
from tests.cli.calling import Called, pantau
from tests.desk.mailserver import Handler, Running, mail_server
from tests.desk.week47 import index_of, this_week, week_before

# Two years back, so that the week is over whatever day the tests run on; 104 weeks later the weekdays are the same.
BACK = timedelta(weeks=104)
WEEK = "2024-W47"
Call = Callable[..., Called]
A, B = "kepala@kantor.example", "humas@kantor.example"


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    data = tmp_path_factory.mktemp("data")
    old = [a.model_copy(update={"published": a.published - BACK}) for a in this_week() + week_before() if a.published]
    with index_of(data, old):
        pass
    return data


@pytest.fixture
def data(filled: Path, tmp_path: Path) -> Path:
    """The filled index, without what other tests have sent."""
    for path in filled.glob("index.sqlite*"):
        (tmp_path / path.name).write_bytes(path.read_bytes())
    return tmp_path


@pytest.fixture
def server() -> Iterator[Running]:
    with mail_server() as running:
        yield running


@pytest.fixture
def digest(data: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Call:
    """Calls `pantau digest` within this process: the same entry point, without a start of Python each time."""

    def call(*arguments: str | Path, url: str = "") -> Called:
        for name in ("PANTAU_CONFIG", "PANTAU_DATA", "PANTAU_INDEX", "PANTAU_SMTP"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("PANTAU_MAIL_FROM", "Pantau <pantau@kantor.example>")
        if url:
            monkeypatch.setenv("PANTAU_SMTP", url)
        with pytest.raises(SystemExit) as ended:
            run(["--data", str(data), "digest", *map(str, arguments)])
        told = capsys.readouterr()
        return Called(int(ended.value.code or 0), told.out, told.err)

    return call


def rows(called: Called) -> dict[str, str]:
    return {row["address"]: row["fate"] for row in map(json.loads, called.out.splitlines())}


def test_three_files(digest: Call, tmp_path: Path) -> None:
    called = digest("--week", WEEK, "--out", tmp_path / "out")
    assert called.status == 0, called.err
    assert [Path(line).name for line in called.out.splitlines()] == [
        f"digest-{WEEK}.{x}" for x in ("html", "txt", "eml")
    ]
    text = (tmp_path / "out" / f"digest-{WEEK}.txt").read_text()
    assert "18–24 November 2024" in text
    assert "Ombudsman Jadwalkan Bimtek di Gianyar" in text
    assert "belum pernah dirayapi" in text


def test_once_to_each_address(digest: Call, data: Path, server: Running) -> None:
    sending = ("digest", "--week", WEEK, "--send", "--to", A, "--to", B, "--json")
    first = pantau(*sending, data=data, PANTAU_MAIL_FROM="pantau@kantor.example", PANTAU_SMTP=server.url)
    assert first.status == 0, first.err
    assert rows(first) == {A: "sent", B: "sent"}
    second = digest("--week", WEEK, "--send", "--to", A, "--to", B, url=server.url)
    assert second.status == 0, second.err
    assert second.out.count("already") == 2
    assert len(server.handler.delivered) == 2


def test_a_dry_run_says_who_gets_what_and_sends_nothing(digest: Call, server: Running) -> None:
    called = digest("--week", WEEK, "--dry-run", "--to", A, "--json")
    assert rows(called) == {A: "would be sent"}
    digest("--week", WEEK, "--send", "--to", A, url=server.url)
    called = digest("--week", WEEK, "--dry-run", "--to", A, "--to", B, "--json")
    assert called.status == 0, called.err
    assert rows(called) == {A: "already", B: "would be sent"}
    assert len(server.handler.delivered) == 1


def test_a_refusal_is_an_exit_status(digest: Call) -> None:
    with mail_server(Handler(recipients={A: "550 5.1.1 tidak dikenal"})) as server:
        called = digest("--week", WEEK, "--send", "--to", A, "--to", B, "--json", url=server.url)
    assert called.status == 1
    assert rows(called) == {A: "refused", B: "sent"}
    assert len(called.err.splitlines()) == 1
    assert A in called.err
    assert "--again" in called.err


def test_a_server_that_is_away_is_tried_again_by_the_next_call(digest: Call, server: Running) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    called = digest("--week", WEEK, "--send", "--to", A, url=f"smtp://pantau:rahasia@127.0.0.1:{port}")
    assert called.status == 1
    assert "Traceback" not in called.err
    assert "rahasia" not in called.err + called.out
    assert digest("--week", WEEK, "--send", "--to", A, url=server.url).status == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--week", "2026-W60"), "2026-W60"),
        (("--week", "besok"), "besok"),
        (("--week", "9000-W01"), "has not begun"),
        (("--week", WEEK, "--send"), "nobody to send to"),
        (("--week", WEEK, "--send", "--to", A), "PANTAU_SMTP"),
        (("--week", WEEK, "--to", "a@b.example\nBcc: c@d.example"), "control character"),
        (("--week", WEEK, "--dry-run", "--to", "siapa"), "no mail address"),
    ],
)
def test_wrong_usage_in_one_line(digest: Call, tmp_path: Path, arguments: tuple[str, ...], told: str) -> None:
    called = digest(*arguments, "--out", tmp_path / "out")
    assert called.status == 2
    assert called.out == ""
    assert told in called.err
    assert len(called.err.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_a_week_that_goes_on_is_not_sent(digest: Call, server: Running) -> None:
    from datetime import UTC, datetime

    from desk.digest.week import Week
    from tests.desk.week47 import WITA

    now = str(Week.of(datetime.now(UTC).astimezone(WITA).date()))
    called = digest("--week", now, "--send", "--to", A, url=server.url)
    assert (called.status, "is not over" in called.err) == (2, True)
    assert server.handler.delivered == []


def test_a_folder_that_is_a_file(digest: Call, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    called = digest("--week", WEEK, "--out", tmp_path / "file")
    assert called.status == 1
    assert len(called.err.splitlines()) == 1
    assert "--out" in called.err
