"""The digest as a mail: written to files, or sent to each address once."""

from __future__ import annotations

import hashlib
import signal
import ssl
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import BaseHeader, HeaderRegistry, UnstructuredHeader
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy, Policy
from functools import partial
from pathlib import Path
from types import FrameType
from typing import Any, Literal, cast
from urllib.parse import quote

from config.errors import InputError, MailError
from desk.digest.addresses import Mailbox, MailServer, mail_server, mailbox, mailboxes
from desk.digest.deliveries import Deliveries
from desk.digest.form import Digest
from desk.digest.rendering import render_html, render_text
from desk.digest.smtp import Outcome, Session
from desk.digest.week import Week
from desk.digest.wording import Wording

Fate = Literal["sent", "already", "refused", "failed", "unknown", "would be sent"]


class _WholeHeader(UnstructuredHeader):
    """A header on one line, as long as it may be: folded by the standard library, a long address would become an encoded
    word, which no mail program reads as an address. What is put here is ASCII and without line breaks by construction."""

    def fold(self, *, policy: Policy[Any]) -> str:
        name: str = self.name  # type: ignore[attr-defined]
        return f"{name}: {self}{policy.linesep}"


def _policy(*, utf8: bool) -> EmailPolicy[Any]:
    """Headers beyond ASCII as encoded words, unless an address itself needs SMTPUTF8."""
    factory = HeaderRegistry()
    for name in ("list-unsubscribe", "list-id", "message-id"):
        factory.map_to_type(name, cast("type[BaseHeader]", _WholeHeader))
    return SMTP.clone(max_line_length=76, cte_type="7bit", utf8=utf8, header_factory=factory)


@dataclass(frozen=True, slots=True)
class SendResult:
    """What became of one address. already: it had this week's mail before; refused: for good, see `detail`;
    failed: the next run tries again; unknown: it may have gone out, and only --again tries once more."""

    address: str
    fate: Fate
    detail: str


def message_id(digest: Digest, sender: Mailbox, to: Sequence[Mailbox]) -> str:
    """The same for a week and its addresses whenever it is made: mail programs show a second copy as the same mail."""
    return f"<pantau.{digest.week}.{_stamp(digest, to)}@{sender.domain}>"


def _stamp(digest: Digest, to: Sequence[Mailbox]) -> str:
    names = " ".join(sorted(box.key for box in to))
    return hashlib.sha256(f"{digest.week} {names}".encode()).hexdigest()[:20]


def unsubscribe_address(digest: Digest, sender: Mailbox) -> str:
    subject = Wording(digest.language).say("unsubscribe_subject")
    return f"mailto:{quote(sender.spec, safe='@')}?subject={quote(subject)}"


def compose(digest: Digest, sender: Mailbox, to: Sequence[Mailbox]) -> EmailMessage:
    """multipart/alternative: text first, HTML second, as RFC 2046 wants the best last."""
    unsubscribe = unsubscribe_address(digest, sender)
    utf8 = not all(box.spec.isascii() for box in (sender, *to))
    message = EmailMessage(policy=_policy(utf8=utf8))
    message["Subject"] = digest.subject
    message["From"] = sender.header
    message["To"] = tuple(box.header for box in to) if to else "undisclosed-recipients:;"
    message["Date"] = digest.made
    message["Message-ID"] = message_id(digest, sender, to)
    message["List-ID"] = f"pantau <digest.pantau.{sender.domain}>"
    message["List-Unsubscribe"] = f"<{unsubscribe}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(render_text(digest, unsubscribe=unsubscribe), cte="quoted-printable")
    message.add_alternative(render_html(digest, unsubscribe=unsubscribe), subtype="html", cte="quoted-printable")
    message["Content-Language"] = digest.language
    message.set_boundary(f"=_pantau_{_stamp(digest, to)}")
    return message


def write_digest(digest: Digest, out: Path, *, to: Sequence[str], sender: str) -> list[Path]:
    """Writes digest-2026-W47.html, .txt and .eml into `out` and returns their paths; an older file is replaced whole."""
    box, addresses = mailbox(sender, on="PANTAU_MAIL_FROM"), mailboxes(to, on="--to")
    unsubscribe = unsubscribe_address(digest, box)
    texts = {
        "html": render_html(digest, unsubscribe=unsubscribe).encode(),
        "txt": render_text(digest, unsubscribe=unsubscribe).encode(),
        "eml": compose(digest, box, addresses).as_bytes(),
    }
    written = []
    for ending, content in texts.items():
        path = out / f"digest-{digest.week}.{ending}"
        try:
            out.mkdir(parents=True, exist_ok=True)
            half = path.with_suffix(f".{ending}.part")
            half.write_bytes(content)
            half.replace(path)
        except OSError as error:
            raise InputError(
                f"can't be written: {error.strerror}", on=str(path), todo="name another folder with --out"
            ) from error
        written.append(path)
    return written


def send_digest(
    digest: Digest,
    addresses: Sequence[str],
    *,
    smtp_url: str,
    sender: str,
    deliveries: Deliveries,
    now: datetime,
    again: bool = False,
    stop: Callable[[], bool] = lambda: False,
    tls: ssl.SSLContext | None = None,
    timeout: float | None = None,
) -> list[SendResult]:
    """One mail an address, each on its own, so that one refusal stops no other. `deliveries` must be entered.

    All addresses are checked before the first mail goes (UsageError). With `again`, refused and unknown ones are tried
    once more; one that was sent never is. Between two addresses `stop` is asked whether to leave the rest for later.
    """
    server, box = mail_server(smtp_url), mailbox(sender, on="PANTAU_MAIL_FROM")
    results: dict[str, SendResult] = {}
    waiting = []
    boxes = mailboxes(addresses, on="--to")
    for to in boxes:
        before = _before(digest.week, to, deliveries, again=again)
        if before is None:
            waiting.append(to)
        else:
            results[to.key] = before
    for to, outcome in _send_all(digest, waiting, server, box, deliveries, now, stop, tls, timeout):
        results[to.key] = SendResult(to.spec, outcome.fate, outcome.detail)
    return [results[to.key] for to in boxes]


def foresee(week: Week, addresses: Sequence[str], data_dir: Path, *, again: bool = False) -> list[SendResult]:
    """What `send_digest` would do with each address, from the ledger alone: "would be sent", or the fate it already has."""
    told = []
    with Deliveries(data_dir) as deliveries:
        for to in mailboxes(addresses, on="--to"):
            before = _before(week, to, deliveries, again=again)
            told.append(before or SendResult(to.spec, "would be sent", _history(week, to, deliveries)))
    return told


def _history(week: Week, to: Mailbox, deliveries: Deliveries) -> str:
    known = deliveries.find(week, to.key)
    return f"attempt {known.attempts + 1}; the last: {known.detail}" if known else "first attempt"


def _before(week: Week, to: Mailbox, deliveries: Deliveries, *, again: bool) -> SendResult | None:
    """What the ledger says of an address that needs no attempt; None for one that does."""
    known = deliveries.find(week, to.key)
    if known is None or known.state == "failed":
        return None
    if known.state == "sent":
        return SendResult(to.spec, "already", f"sent {known.changed[:16].replace('T', ' ')}")
    if again:
        return None
    fate: Fate = "refused" if known.state == "refused" else "unknown"
    return SendResult(
        to.spec, fate, f"{known.detail} ({known.changed[:16].replace('T', ' ')}; --again tries once more)"
    )


def _send_all(
    digest: Digest, waiting: Sequence[Mailbox], server: MailServer, sender: Mailbox, deliveries: Deliveries,
    now: datetime, stop: Callable[[], bool], tls: ssl.SSLContext | None, timeout: float | None,
) -> list[tuple[Mailbox, Outcome]]:  # fmt: skip
    """Opens the connection anew where it broke; a server that can't be used at all fails whoever is left."""
    outcomes: list[tuple[Mailbox, Outcome]] = []
    left = list(waiting)
    while left and not stop():
        try:
            with Session(server, tls=tls, timeout=timeout) as session:
                while left and session.alive and not stop():
                    to = left[0]
                    message = compose(digest, sender, (to,)).as_bytes()
                    deliveries.begin(digest.week, to.key, now)
                    closing = partial(deliveries.closing, digest.week, to.key)
                    outcome = session.deliver(sender, to, message, closing=closing)
                    deliveries.settle(digest.week, to.key, outcome.fate, outcome.detail, now)
                    outcomes.append((left.pop(0), outcome))
        except MailError as error:
            for to in left:
                deliveries.begin(digest.week, to.key, now)
                deliveries.settle(digest.week, to.key, "failed", str(error), now)
                outcomes.append((to, Outcome("failed", str(error))))
            left = []
    return outcomes + [(to, Outcome("failed", "left for later: asked to stop")) for to in left]


@contextmanager
def asked_to_stop() -> Iterator[Callable[[], bool]]:
    """Within it SIGTERM doesn't cut a mail in two: it makes the function given say True."""
    told: list[int] = []

    def heard(number: int, frame: FrameType | None) -> None:  # noqa: ARG001
        told.append(number)

    former = signal.signal(signal.SIGTERM, heard)
    try:
        yield lambda: bool(told)
    finally:
        signal.signal(signal.SIGTERM, former)
