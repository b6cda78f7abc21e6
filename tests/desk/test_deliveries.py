"""A week goes to an address once, whatever kills the process that sends it, and whenever."""

from __future__ import annotations

import os
import pickle
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session

from config.errors import MailError, StorageError
from config.loader import Config
from desk.digest.building import build_digest
from desk.digest.deliveries import FILE, Deliveries, unsettled
from desk.digest.form import Digest
from desk.digest.mailing import send_digest
from tests.desk.mailserver import Handler, Running, mail_server
from tests.desk.week47 import MONDAY_MORNING, WEEK, health, index_of, made_up, this_week

ROOT = Path(__file__).resolve().parents[2]
SENDER = "pantau@kantor.example"
A, B, C = "a@kantor.example", "b@kantor.example", "c@kantor.example"

# A process of its own that sends one pickled digest; `mode` stops it where a fault is to hit it.
SENDING = """
import os, pickle, sys
from pathlib import Path
from desk.digest.deliveries import Deliveries
from desk.digest.mailing import send_digest

digest, folder, url, mode, addresses = pickle.loads(Path(sys.argv[1]).read_bytes())
announce = Deliveries.closing
if mode == "dies before the last byte":
    def closing(self, week, address):
        os.kill(os.getpid(), 9)
    Deliveries.closing = closing
if mode == "dies once the last byte is announced":
    def closing(self, week, address):
        announce(self, week, address)
        os.kill(os.getpid(), 9)
    Deliveries.closing = closing
if mode == "dies before the fate is written":
    def settle(self, *more):
        os.kill(os.getpid(), 9)
    Deliveries.settle = settle
with Deliveries(Path(folder), wait=60) as deliveries:
    print("in", flush=True)
    for result in send_digest(digest, addresses, smtp_url=url, sender="pantau@kantor.example", deliveries=deliveries, now=digest.made, timeout=20):
        print(result.address, result.fate, flush=True)
"""


@pytest.fixture(scope="module")
def made(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    with index_of(tmp_path_factory.mktemp("index"), this_week()) as index:
        return build_digest(index, made_up(config), health(), WEEK, MONDAY_MORNING)


@pytest.fixture
def server() -> Iterator[Running]:
    with mail_server() as running:
        yield running


def sending(made: Digest, folder: Path, url: str, mode: str, *addresses: str) -> subprocess.Popen[str]:
    task = folder / f"task-{time.monotonic_ns()}.pickle"
    task.write_bytes(pickle.dumps((made, str(folder), url, mode, addresses)))
    return subprocess.Popen([sys.executable, "-c", SENDING, str(task)], stdout=subprocess.PIPE, text=True, cwd=ROOT)


def told(process: subprocess.Popen[str]) -> tuple[int, dict[str, str]]:
    out, _ = process.communicate(timeout=60)
    return process.returncode, dict(line.split() for line in out.splitlines() if " " in line)


def send(made: Digest, folder: Path, url: str, *to: str, again: bool = False) -> dict[str, str]:
    with Deliveries(folder, wait=10) as deliveries:
        results = send_digest(
            made, to, smtp_url=url, sender=SENDER, deliveries=deliveries, now=MONDAY_MORNING, again=again, timeout=5
        )
    return {r.address: r.fate for r in results}


@pytest.mark.parametrize(
    ("mode", "after", "received"),
    [
        # The server never saw the end of the message: nothing was delivered, and the next run may try again.
        ("dies before the last byte", {A: "sent", B: "sent"}, {A: 1, B: 1}),
        # It may have seen it, or not: a person decides.
        ("dies once the last byte is announced", {A: "unknown", B: "sent"}, {A: 0, B: 1}),
        ("dies before the fate is written", {A: "unknown", B: "sent"}, {A: 1, B: 1}),
    ],
)
def test_killed_in_mid_sending(
    made: Digest, tmp_path: Path, server: Running, mode: str, after: dict[str, str], received: dict[str, int]
) -> None:
    status, _ = told(sending(made, tmp_path, server.url, mode, A, B))
    assert status == -signal.SIGKILL
    assert send(made, tmp_path, server.url, A, B) == after
    assert send(made, tmp_path, server.url, A, B) == {a: "already" if f == "sent" else f for a, f in after.items()}
    got = [to for to, _ in server.handler.delivered]
    assert {a: got.count(a) for a in (A, B)} == received


@pytest.mark.slow
def test_killed_at_whatever_instant_nothing_goes_twice(made: Digest, tmp_path: Path) -> None:
    """SIGKILL after 0, 60, 120 … ms of a conversation that a slow server draws out."""

    class Slow(Handler):
        async def handle_RCPT(self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]) -> str:  # fmt: skip  # noqa: N802
            import asyncio

            await asyncio.sleep(0.03)
            return await super().handle_RCPT(server, session, envelope, address, options)

        async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
            import asyncio

            answer = await super().handle_DATA(server, session, envelope)
            await asyncio.sleep(0.06)
            return answer

    handler = Slow()
    addresses = [f"nomor{n}@kantor.example" for n in range(8)]
    with mail_server(handler) as server:
        for delay in range(0, 400, 60):
            process = sending(made, tmp_path, server.url, "", *addresses)
            assert process.stdout is not None
            assert process.stdout.readline() == "in\n"
            time.sleep(delay / 1000)
            process.send_signal(signal.SIGKILL)
            process.communicate(timeout=30)
        fates = send(made, tmp_path, server.url, *addresses)
    assert set(fates.values()) <= {"already", "sent", "unknown"}
    got = [to for to, _ in handler.delivered]
    assert len(got) == len(set(got))
    assert set(got) >= {a for a, fate in fates.items() if fate != "unknown"}


def test_two_processes_at_once_send_one_mail(made: Digest, tmp_path: Path, server: Running) -> None:
    processes = [sending(made, tmp_path, server.url, "", A, B) for _ in range(3)]
    fates = [told(p)[1] for p in processes]
    for address in (A, B):
        assert sorted(f[address] for f in fates) == ["already", "already", "sent"]
    assert sorted(to for to, _ in server.handler.delivered) == [A, B]


def test_who_waits_too_long_is_told(tmp_path: Path) -> None:
    with Deliveries(tmp_path), pytest.raises(MailError, match="another process"), Deliveries(tmp_path, wait=0.1):
        pass
    # Left behind by neither.
    with Deliveries(tmp_path, wait=0.1):
        pass


def test_threads_of_one_process_wait_for_each_other_too(made: Digest, tmp_path: Path, server: Running) -> None:
    start = threading.Barrier(3)

    def work(_: int) -> str:
        start.wait()
        return send(made, tmp_path, server.url, A)[A]

    with ThreadPoolExecutor(3) as pool:
        assert sorted(pool.map(work, range(3))) == ["already", "already", "sent"]
    assert len(server.handler.delivered) == 1


def test_another_week_is_another_mail(made: Digest, tmp_path: Path, server: Running) -> None:
    from dataclasses import replace

    assert send(made, tmp_path, server.url, A) == {A: "sent"}
    assert send(replace(made, week=WEEK.after()), tmp_path, server.url, A) == {A: "sent"}


def test_what_waits_is_told_without_the_lock(made: Digest, tmp_path: Path) -> None:
    assert unsettled(tmp_path, WEEK, [A, B]) == [A, B]
    with mail_server(Handler(recipients={B: "450 later", C: "550 never"})) as server:
        send(made, tmp_path, server.url, A, B, C)
    with Deliveries(tmp_path):
        assert unsettled(tmp_path, WEEK, [A, B, C]) == [B]
    assert unsettled(tmp_path, WEEK.after(), [A]) == [A]


def test_every_attempt_is_kept(made: Digest, tmp_path: Path) -> None:
    handler = Handler(recipients={A: "450 4.2.0 later"})
    with mail_server(handler) as server:
        send(made, tmp_path, server.url, A)
        handler.recipients.clear()
        send(made, tmp_path, server.url, A)
    db = sqlite3.connect(tmp_path / FILE)
    rows = db.execute("SELECT state, detail FROM attempt ORDER BY number").fetchall()
    db.close()
    assert [state for state, _ in rows] == ["failed", "sent"]
    assert "450 4.2.0 later" in rows[0][1]
    with Deliveries(tmp_path) as deliveries:
        kept = deliveries.find(WEEK, A)
        assert kept is not None
        assert (kept.state, kept.attempts) == ("sent", 2)


def test_a_damaged_ledger_sends_nothing(made: Digest, tmp_path: Path, server: Running) -> None:
    (tmp_path / FILE).write_bytes(b"not a database, but long enough to be looked at as one" * 20)
    with pytest.raises(StorageError, match="delivery ledger"):
        send(made, tmp_path, server.url, A)
    assert server.handler.delivered == []
    # The lock was let go.
    (tmp_path / FILE).unlink()
    assert send(made, tmp_path, server.url, A) == {A: "sent"}


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_sends_nothing(made: Digest, tmp_path: Path, server: Running) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(StorageError):
            send(made, tmp_path, server.url, A)
    finally:
        tmp_path.chmod(0o700)
    assert server.handler.delivered == []


def test_asked_to_stop_the_rest_is_left_for_later(made: Digest, tmp_path: Path, server: Running) -> None:
    with Deliveries(tmp_path) as deliveries:
        results = send_digest(
            made, [A, B, C], smtp_url=server.url, sender=SENDER, deliveries=deliveries, now=MONDAY_MORNING, timeout=5,
            stop=lambda: len(server.handler.delivered) >= 1,
        )  # fmt: skip
    assert [r.fate for r in results] == ["sent", "failed", "failed"]
    assert "left for later" in results[1].detail
    assert send(made, tmp_path, server.url, A, B, C) == {A: "already", B: "sent", C: "sent"}


def test_the_ledger_is_used_inside_its_block_only(tmp_path: Path) -> None:
    deliveries = Deliveries(tmp_path)
    with pytest.raises(RuntimeError):
        deliveries.find(WEEK, A)
    with pytest.raises(RuntimeError):
        deliveries.begin(WEEK, A, MONDAY_MORNING - timedelta(days=1))
