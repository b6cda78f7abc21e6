"""Mail addresses and the address of the mail server, checked before anything is sent."""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from email.headerregistry import Address
from email.utils import getaddresses, parseaddr
from urllib.parse import unquote, urlsplit

from config.errors import UsageError

# RFC 5321, 4.5.3.1.
LONGEST = 254
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_LABEL = re.compile(r"(?!-)[a-z0-9-]{1,63}(?<!-)", re.IGNORECASE)
_ATOM = re.compile(r"[^\s\"(),:;<>@\[\\\].]+(?:\.[^\s\"(),:;<>@\[\\\].]+)*")


@dataclass(frozen=True, slots=True)
class Mailbox:
    """One address. `spec` is what the server hears, `key` what the delivery ledger knows it by: case doesn't matter."""

    name: str
    spec: str

    @property
    def key(self) -> str:
        return self.spec.casefold()

    @property
    def domain(self) -> str:
        return self.spec.rpartition("@")[2]

    @property
    def header(self) -> Address:
        return Address(self.name, *self.spec.rsplit("@", 1))

    def __str__(self) -> str:
        return f"{self.name} <{self.spec}>" if self.name else self.spec


def mailbox(text: str, *, on: str) -> Mailbox:
    """ "a@b.example" or "Name <a@b.example>", exactly one; UsageError otherwise, above all for a line break."""
    shown = repr(text if len(text) <= 80 else text[:80] + "…")
    if _CONTROL.search(text):
        raise UsageError(f"{shown} holds a control character", on=on, allowed="one mail address on one line")
    pairs = getaddresses([text])
    name, spec = parseaddr(text)
    local, at, domain = spec.rpartition("@")
    whole = text.strip() == spec or text.strip().endswith(f"<{spec}>")
    if len(pairs) != 1 or not whole or not at or not _ATOM.fullmatch(local) or len(spec) > LONGEST:
        raise UsageError(f"{shown} is no mail address", on=on, allowed="name@host.example or Name <name@host.example>")
    try:
        host = domain.encode("idna").decode("ascii")
    except UnicodeError:
        host = ""
    if not host or not all(_LABEL.fullmatch(label) for label in host.split(".")):
        raise UsageError(f"{shown} has no valid host", on=on, allowed="name@host.example")
    return Mailbox(" ".join(name.split()), f"{local}@{host.lower()}")


def mailboxes(texts: Iterable[str], *, on: str) -> tuple[Mailbox, ...]:
    """Each once, in the order given."""
    return tuple({box.key: box for box in (mailbox(text, on=on) for text in texts)}.values())


@dataclass(frozen=True, slots=True)
class MailServer:
    """What PANTAU_SMTP says. The password is in no repr and no message."""

    host: str
    port: int
    implicit_tls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def is_local(self) -> bool:
        if self.host == "localhost":
            return True
        try:
            return ipaddress.ip_address(self.host).is_loopback
        except ValueError:
            return False

    def __str__(self) -> str:
        return f"{'smtps' if self.implicit_tls else 'smtp'}://{self.host}:{self.port}"


def mail_server(url: str) -> MailServer:
    """`smtp://user:password@host:587` or `smtps://…`; user and password percent-encoded."""
    allowed = "smtp://user:password@host:587 or smtps://user:password@host:465, user and password percent-encoded"
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        raise UsageError("no address of a mail server", on="PANTAU_SMTP", allowed=allowed) from None
    if (
        parts.scheme not in ("smtp", "smtps")
        or not host
        or parts.path not in ("", "/")
        or parts.query
        or parts.fragment
    ):
        raise UsageError("no address of a mail server", on="PANTAU_SMTP", allowed=allowed)
    user = unquote(parts.username) if parts.username else None
    password = unquote(parts.password) if parts.password is not None else None
    if user is not None and password is None:
        raise UsageError("a user without a password", on="PANTAU_SMTP", allowed=allowed)
    implicit = parts.scheme == "smtps"
    return MailServer(host, port or (465 if implicit else 587 if user else 25), implicit, user, password)
