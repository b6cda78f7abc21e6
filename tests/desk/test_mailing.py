"""The digest by mail, against a real SMTP server with the faults of real ones."""

from __future__ import annotations

import os
import signal
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from config.errors import UsageError
from config.loader import Config
from desk.digest.building import build_digest
from desk.digest.deliveries import Deliveries
from desk.digest.form import Digest
from desk.digest.mailing import SendResult, asked_to_stop, compose, message_id, send_digest, write_digest
from tests.desk.mailserver import Handler, Running, certificate, mail_server
from tests.desk.week47 import MONDAY_MORNING, WEEK, health, index_of, made_up, this_week, week_before

SENDER = "Pantau <pantau@kantor.example>"
A, B, C = "kepala@kantor.example", "humas@kantor.example", "analis@kantor.example"


@pytest.fixture(scope="module")
def made(config: Config, tmp_path_factory: pytest.TempPathFactory) -> Digest:
    with index_of(tmp_path_factory.mktemp("index"), this_week() + week_before()) as index:
        return build_digest(index, made_up(config), health(), WEEK, MONDAY_MORNING)


@pytest.fixture
def server() -> Iterator[Running]:
    with mail_server() as running:
        yield running


def send(made: Digest, folder: Path, url: str, *to: str, **more: Any) -> list[SendResult]:
    with Deliveries(folder) as deliveries:
        return send_digest(
            made, to, smtp_url=url, sender=SENDER, deliveries=deliveries, now=MONDAY_MORNING,
            timeout=more.pop("timeout", 5), **more,
        )  # fmt: skip


def fates(results: list[SendResult]) -> dict[str, str]:
    return {r.address: r.fate for r in results}


def test_each_address_gets_its_own_mail_once(made: Digest, tmp_path: Path, server: Running) -> None:
    assert fates(send(made, tmp_path, server.url, A, B)) == {A: "sent", B: "sent"}
    assert fates(send(made, tmp_path, server.url, A, B, C)) == {A: "already", B: "already", C: "sent"}
    assert [(to, mail["To"]) for to, mail in server.handler.mails()] == [(A, A), (B, B), (C, C)]


def test_the_mail_is_what_mail_programs_expect(made: Digest, tmp_path: Path, server: Running) -> None:
    send(made, tmp_path, server.url, A)
    _, mail = server.handler.mails()[0]
    assert mail["Subject"] == "Pantauan 16–22 November 2026: 5 berita, 2 bimtek, 2 penilaian"
    assert mail["Date"] == "Mon, 23 Nov 2026 07:00:00 +0800"
    assert mail["From"] == SENDER
    assert mail["List-Unsubscribe"].startswith("<mailto:pantau@kantor.example?subject=")
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Message-ID"].endswith("@kantor.example>")
    assert mail.get_content_type() == "multipart/alternative"
    text, html = mail.iter_parts()
    assert (text.get_content_type(), html.get_content_type()) == ("text/plain", "text/html")
    assert "Ombudsman Jadwalkan Bimtek di Gianyar" in text.get_content()
    assert "Ombudsman Jadwalkan Bimtek di Gianyar" in html.get_content()
    raw = server.handler.delivered[0][1]
    assert raw.isascii()
    assert max(len(line) for line in raw.split(b"\r\n")) <= 998
    assert b"\n" not in raw.replace(b"\r\n", b"")


def test_spelling_of_an_address_makes_no_second_mail(made: Digest, tmp_path: Path, server: Running) -> None:
    results = send(made, tmp_path, server.url, A, f"Kepala Kantor <{A.upper()}>")
    assert fates(results) == {A.upper().replace("KANTOR.EXAMPLE", "kantor.example"): "sent"}
    assert fates(send(made, tmp_path, server.url, A)) == {A: "already"}
    assert len(server.handler.delivered) == 1


def test_the_message_id_stays(made: Digest, tmp_path: Path) -> None:
    from desk.digest.addresses import mailbox

    sender, a, b = (mailbox(x, on="test") for x in (SENDER, A, B))
    assert message_id(made, sender, (a,)) == message_id(made, sender, (a,)) != message_id(made, sender, (b,))
    assert compose(made, sender, (a,)).as_bytes() == compose(made, sender, (a,)).as_bytes()


def test_one_refusal_stops_no_other(made: Digest, tmp_path: Path) -> None:
    handler = Handler(recipients={B: "550 5.1.1 no such mailbox"})
    with mail_server(handler) as server:
        results = send(made, tmp_path, server.url, A, B, C)
        assert fates(results) == {A: "sent", B: "refused", C: "sent"}
        assert "550 5.1.1 no such mailbox" in results[1].detail
        # For good means for good, until a person says otherwise.
        handler.recipients.clear()
        assert fates(send(made, tmp_path, server.url, B)) == {B: "refused"}
        assert fates(send(made, tmp_path, server.url, B, again=True)) == {B: "sent"}
    assert [to for to, _ in handler.delivered] == [A, C, B]


@pytest.mark.parametrize("answer", ["450 4.2.0 greylisted", "421 4.7.0 too many connections", "die"])
def test_what_passes_is_tried_again(made: Digest, tmp_path: Path, answer: str) -> None:
    handler = Handler(recipients={B: answer})
    with mail_server(handler) as server:
        assert fates(send(made, tmp_path, server.url, A, B, C)) == {A: "sent", B: "failed", C: "sent"}
        handler.recipients.clear()
        assert fates(send(made, tmp_path, server.url, A, B, C)) == {A: "already", B: "sent", C: "already"}
    assert sorted(to for to, _ in handler.delivered) == sorted([A, B, C])


def test_a_content_refused_is_told_so(made: Digest, tmp_path: Path) -> None:
    with mail_server(Handler(ends={A: "554 5.7.1 looks like spam", B: "452 4.3.1 disk full"})) as server:
        results = send(made, tmp_path, server.url, A, B)
        assert fates(results) == {A: "refused", B: "failed"}
        assert "looks like spam" in results[0].detail


@pytest.mark.parametrize("end", ["die", "take and die"])
def test_a_connection_that_dies_at_the_end_leaves_it_unknown(made: Digest, tmp_path: Path, end: str) -> None:
    handler = Handler(ends={A: end})
    with mail_server(handler) as server:
        assert fates(send(made, tmp_path, server.url, A, B)) == {A: "unknown", B: "sent"}
        handler.ends.clear()
        taken = len(handler.delivered)
        assert fates(send(made, tmp_path, server.url, A, B)) == {A: "unknown", B: "already"}
        assert len(handler.delivered) == taken
        assert fates(send(made, tmp_path, server.url, A, again=True)) == {A: "sent"}


def test_a_sender_refused_is_no_ones_fault(made: Digest, tmp_path: Path) -> None:
    handler = Handler(sender_answer="550 5.7.1 relaying denied")
    with mail_server(handler) as server:
        results = send(made, tmp_path, server.url, A)
        assert fates(results) == {A: "failed"}
        assert "pantau@kantor.example" in results[0].detail
        handler.sender_answer = None
        assert fates(send(made, tmp_path, server.url, A)) == {A: "sent"}


def test_starttls_is_used_where_offered(made: Digest, tmp_path: Path) -> None:
    theirs, ours = certificate(tmp_path)
    with mail_server(tls=theirs) as server:
        assert fates(send(made, tmp_path, server.url, A, tls=ours)) == {A: "sent"}
        assert server.handler.encrypted == [True]


def test_smtps_speaks_tls_from_the_start(made: Digest, tmp_path: Path) -> None:
    theirs, ours = certificate(tmp_path)
    with mail_server(tls=theirs, implicit=True) as server:
        url = server.url.replace("smtp:", "smtps:")
        assert fates(send(made, tmp_path, url, A, tls=ours)) == {A: "sent"}


@pytest.mark.parametrize("implicit", [False, True])
def test_a_certificate_that_nobody_vouches_for_gets_no_mail(made: Digest, tmp_path: Path, implicit: bool) -> None:
    theirs, _ = certificate(tmp_path)
    with mail_server(tls=theirs, implicit=implicit) as server:
        url = server.url.replace("smtp:", "smtps:") if implicit else server.url
        results = send(made, tmp_path, url, A)
        assert fates(results) == {A: "failed"}
        assert "certificate" in results[0].detail
        assert server.handler.delivered == []


def test_a_certificate_of_another_name_gets_no_mail(made: Digest, tmp_path: Path) -> None:
    theirs, ours = certificate(tmp_path, host="other.example")
    with mail_server(tls=theirs) as server:
        assert fates(send(made, tmp_path, server.url, A, tls=ours)) == {A: "failed"}


@pytest.mark.filterwarnings("ignore:Requiring AUTH while not requiring TLS")
def test_user_and_password_are_percent_decoded(made: Digest, tmp_path: Path) -> None:
    with mail_server(login=("pantau@kantor", "p@ss:w/rd%")) as server:
        url = f"smtp://pantau%40kantor:p%40ss%3Aw%2Frd%25@127.0.0.1:{server.port}"
        assert fates(send(made, tmp_path, url, A)) == {A: "sent"}
        assert server.handler.users == ["pantau@kantor"]


def test_a_wrong_password_is_told_without_showing_it(made: Digest, tmp_path: Path) -> None:
    theirs, ours = certificate(tmp_path)
    with mail_server(tls=theirs, login=("pantau", "right")) as server:
        results = send(made, tmp_path, f"smtp://pantau:wrong-one@127.0.0.1:{server.port}", A, B, tls=ours)
        assert fates(results) == {A: "failed", B: "failed"}
        assert "535" in results[0].detail
        assert "wrong-one" not in results[0].detail
        assert fates(send(made, tmp_path, f"smtp://pantau:right@127.0.0.1:{server.port}", A, B, tls=ours)) == {
            A: "sent",
            B: "sent",
        }


def test_no_password_goes_out_readable() -> None:
    from desk.digest.addresses import mail_server as parsed

    assert parsed("smtp://u:p@127.0.0.1:25").is_local
    assert parsed("smtp://u:p@[::1]:25").is_local
    assert not parsed("smtp://u:p@mail.example").is_local
    assert "secret" not in repr(parsed("smtp://u:secret@mail.example"))
    assert str(parsed("smtp://u:secret@mail.example")) == "smtp://mail.example:587"
    assert str(parsed("smtps://u:secret@mail.example")) == "smtps://mail.example:465"


def test_a_server_that_is_not_there(made: Digest, tmp_path: Path, server: Running) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        nobody = f"smtp://127.0.0.1:{probe.getsockname()[1]}"
    results = send(made, tmp_path, nobody, A, B)
    assert fates(results) == {A: "failed", B: "failed"}
    assert "refused" in results[0].detail
    assert fates(send(made, tmp_path, server.url, A, B)) == {A: "sent", B: "sent"}


def test_a_server_that_says_nothing(made: Digest, tmp_path: Path) -> None:
    with socket.socket() as mute:
        mute.bind(("127.0.0.1", 0))
        mute.listen()
        results = send(made, tmp_path, f"smtp://127.0.0.1:{mute.getsockname()[1]}", A, timeout=0.3)
    assert fates(results) == {A: "failed"}
    assert "no answer in time" in results[0].detail


@pytest.mark.parametrize(
    "address",
    [
        "a@b.example\r\nBcc: all@b.example", "a@b.example\nX: y", "a@b.example\x00", "a@b.example, c@b.example", "nobody", "@b.example",
        "a@", "a b@c.example", "a@-b.example", "a@b..example", "", " ", "Nama\r\n <a@b.example>", "a@b.example\u2028x", "<a@b.example",
        "a" * 300 + "@b.example",
    ],
)  # fmt: skip
def test_no_header_is_smuggled_in(made: Digest, tmp_path: Path, server: Running, address: str) -> None:
    with pytest.raises(UsageError):
        send(made, tmp_path, server.url, A, address)
    with pytest.raises(UsageError):
        write_digest(made, tmp_path / "out", to=[address], sender=SENDER)
    assert server.handler.delivered == []
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "url", ["mail.example:25", "http://mail.example", "smtp://", "smtp://h:port", "smtp://u@h", "smtp://h/x", ""]
)
def test_a_wrong_server_address_is_wrong_usage(made: Digest, tmp_path: Path, url: str) -> None:
    with pytest.raises(UsageError, match="PANTAU_SMTP"):
        send(made, tmp_path, url, A)


def test_files_are_written_whole(made: Digest, tmp_path: Path) -> None:
    paths = write_digest(made, tmp_path / "a" / "b", to=[A, B], sender=SENDER)
    assert [p.name for p in paths] == [f"digest-2026-W47.{x}" for x in ("html", "txt", "eml")]
    again = write_digest(made, tmp_path / "a" / "b", to=[A, B], sender=SENDER)
    assert sorted(p.name for p in (tmp_path / "a" / "b").iterdir()) == sorted(p.name for p in again)
    assert f"To: {A}, {B}".encode() in paths[2].read_bytes()


def test_a_name_beyond_ascii_is_encoded(made: Digest, tmp_path: Path, server: Running) -> None:
    assert fates(send(made, tmp_path, server.url, f"Kadek Šuci <{A}>")) == {A: "sent"}
    assert server.handler.mails()[0][1]["To"].addresses[0].display_name == "Kadek Šuci"


def test_an_address_beyond_ascii(made: Digest, tmp_path: Path, server: Running) -> None:
    results = send(made, tmp_path, server.url, "kadék@kantor.example", "humas@kantör.example", A)
    assert [r.fate for r in results] == ["refused", "sent", "sent"]
    assert "ASCII" in results[0].detail
    assert [to for to, _ in server.handler.delivered] == ["humas@xn--kantr-mua.example", A]


def test_sigterm_is_heard_between_two_mails() -> None:
    before = signal.getsignal(signal.SIGTERM)
    with asked_to_stop() as stop:
        assert not stop()
        os.kill(os.getpid(), signal.SIGTERM)
        assert stop()
    assert signal.getsignal(signal.SIGTERM) == before


def test_a_server_that_turns_everybody_away(made: Digest, tmp_path: Path) -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()

        def turn_away() -> None:
            visitor, _ = door.accept()
            with visitor:
                visitor.sendall(b"554 5.3.2 no service today\r\n")

        thread = threading.Thread(target=turn_away)
        thread.start()
        results = send(made, tmp_path, f"smtp://127.0.0.1:{door.getsockname()[1]}", A)
        thread.join(10)
    assert fates(results) == {A: "failed"}
    assert "no service today" in results[0].detail
