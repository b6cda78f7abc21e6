"""A real SMTP server on loopback, with the faults that real ones have."""

from __future__ import annotations

import asyncio
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any, cast

from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session


@dataclass
class Handler:
    """Keeps what was delivered. `recipients` maps an address to the server's answer at RCPT, `ends` to that after DATA;
    "die" closes the connection there without a word."""

    recipients: dict[str, str] = field(default_factory=dict)
    ends: dict[str, str] = field(default_factory=dict)
    delivered: list[tuple[str, bytes]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    sender_answer: str | None = None

    async def handle_MAIL(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.sender_answer:
            return self.sender_answer
        envelope.mail_from = address
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        answer = self.recipients.get(address, "250 OK")
        if answer == "die":
            _hang_up(server)
            return "421 never read"
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        to = envelope.rcpt_tos[0]
        answer = self.ends.get(to, "250 taken")
        if answer in ("die", "take and die") or answer.startswith("250"):
            if answer != "die":
                self.delivered.append((to, bytes(cast(bytes, envelope.original_content))))
                self.encrypted.append(session.ssl is not None)
            if answer in ("die", "take and die"):
                _hang_up(server)
        return answer

    def mails(self) -> list[tuple[str, EmailMessage]]:
        return [(to, cast(EmailMessage, message_from_bytes(raw, policy=default))) for to, raw in self.delivered]


def _hang_up(server: SMTP) -> None:
    transport = server.transport
    assert transport is not None
    transport.abort()


@dataclass
class Running:
    handler: Handler
    port: int

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"


class _Serving:
    """The server's loop in a thread of its own, on a port that the system chooses."""

    def __init__(self, factory: Callable[[], SMTP], tls: ssl.SSLContext | None) -> None:
        self._factory, self._tls = factory, tls
        self._ready = threading.Event()
        self._loop: asyncio.AbstractEventLoop | None = None
        self._stop: asyncio.Event | None = None
        self.port = 0
        self._thread = threading.Thread(target=lambda: asyncio.run(self._serve()))

    async def _serve(self) -> None:
        self._loop, self._stop = asyncio.get_running_loop(), asyncio.Event()
        # The tests hang up on purpose: what the loop would log of that is expected.
        self._loop.set_exception_handler(lambda loop, context: None)
        server = await self._loop.create_server(self._factory, "127.0.0.1", 0, ssl=self._tls)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()

    def __enter__(self) -> _Serving:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *error: object) -> None:
        assert self._loop is not None
        assert self._stop is not None
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join(10)
        assert not self._thread.is_alive()


@contextmanager
def mail_server(
    handler: Handler | None = None,
    *,
    tls: ssl.SSLContext | None = None,
    implicit: bool = False,
    login: tuple[str, str] | None = None,
) -> Iterator[Running]:
    """`tls`: offered by STARTTLS, or spoken from the start with `implicit`; `login`: user and password it wants."""
    handler = handler or Handler()
    options: dict[str, Any] = {}
    if login:

        def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: Any) -> AuthResult:
            assert isinstance(data, LoginPassword)
            user, password = data.login.decode(), data.password.decode()
            handler.users.append(user)
            return AuthResult(success=(user, password) == login, handled=False)

        options |= {"authenticator": check, "auth_required": True, "auth_require_tls": tls is not None}
    if tls and not implicit:
        options |= {"tls_context": tls}
    with _Serving(lambda: SMTP(handler, hostname="mail.example", **options), tls if implicit else None) as serving:
        yield Running(handler, serving.port)


def certificate(folder: Path, host: str = "127.0.0.1") -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """(the server's context, that of a client who trusts it), made on the spot."""
    import ipaddress

    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.x509.oid import NameOID

    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "mail.example")])
    now = datetime.now(UTC)
    try:
        alternative: x509.GeneralName = x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        alternative = x509.DNSName(host)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([alternative]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = folder / "mail.pem"
    pem.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(pem)
    client = ssl.create_default_context(cadata=made.public_bytes(serialization.Encoding.PEM).decode())
    return server, client
