"""One conversation with a mail server, cut into steps so that the delivery ledger can write before the decisive one."""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Callable
from dataclasses import dataclass
from types import TracebackType
from typing import Literal, Self

from config.errors import MailError
from desk.digest.addresses import Mailbox, MailServer
from desk.plain import one_line

TIMEOUT = 30.0  # seconds for each answer
# RFC 5321, 4.5.3.2.6: a server may take ten minutes over the end of a message; who hangs up sooner risks a second copy.
TIMEOUT_END = 600.0


@dataclass(frozen=True, slots=True)
class Outcome:
    """Of one mail to one address; `detail` is the server's own answer in one line."""

    fate: Literal["sent", "refused", "failed", "unknown"]
    detail: str


class Session:
    """A connection, encrypted where the server offers it and logged in where the address says so.

    Raises MailError from __enter__ where no mail can be sent at all: not reachable, no TLS that can be trusted, a login
    refused.
    """

    def __init__(self, server: MailServer, *, tls: ssl.SSLContext | None = None, timeout: float | None = None) -> None:
        self.server = server
        self._tls = tls or ssl.create_default_context()
        self._timeout = timeout or TIMEOUT
        self._timeout_end = timeout or TIMEOUT_END
        self._smtp: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        try:
            self._smtp = self._connected()
            self._prepare(self._smtp)
        except MailError:
            self.close()
            raise
        except ssl.SSLError as error:
            self.close()
            reason = getattr(error, "verify_message", "") or error.reason or str(error)
            raise MailError(
                f"no trustworthy encryption: {one_line(str(reason))}",
                on=str(self.server),
                todo="the server's certificate must be valid for its name",
            ) from error
        except smtplib.SMTPAuthenticationError as error:
            self.close()
            raise MailError(
                f"the login was refused: {_told(error.smtp_code, error.smtp_error)}",
                on=str(self.server),
                todo="check user and password in PANTAU_SMTP (percent-encoded)",
            ) from error
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            raise MailError(
                f"the mail server can't be used: {one_line(_reason(error))}", on=str(self.server)
            ) from error
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._smtp is not None and kind is None:
            try:
                self._patience(5)
                self._smtp.quit()
            except (OSError, smtplib.SMTPException):
                pass  # The mails are what counts, and their fates are known.
        self.close()

    def _patience(self, seconds: float) -> None:
        """How long the next answer is waited for."""
        if self._smtp is not None and self._smtp.sock is not None:
            self._smtp.sock.settimeout(seconds)

    def close(self) -> None:
        if self._smtp is not None:
            self._smtp.close()
            self._smtp = None

    @property
    def alive(self) -> bool:
        return self._smtp is not None and self._smtp.sock is not None

    def _connected(self) -> smtplib.SMTP:
        if self.server.implicit_tls:
            return smtplib.SMTP_SSL(self.server.host, self.server.port, timeout=self._timeout, context=self._tls)
        return smtplib.SMTP(self.server.host, self.server.port, timeout=self._timeout)

    def _prepare(self, smtp: smtplib.SMTP) -> None:
        smtp.ehlo_or_helo_if_needed()
        encrypted = self.server.implicit_tls
        if not encrypted and smtp.has_extn("starttls"):
            smtp.starttls(context=self._tls)
            smtp.ehlo()
            encrypted = True
        if self.server.user is None:
            return
        if not encrypted and not self.server.is_local:
            raise MailError(
                "the server offers no encryption, and the password would go out readable",
                on=str(self.server),
                todo="use smtps:// or a server with STARTTLS",
            )
        smtp.login(self.server.user, self.server.password or "")

    def deliver(self, sender: Mailbox, to: Mailbox, message: bytes, *, closing: Callable[[], None]) -> Outcome:
        """Sends to one address. `closing` is called right before the last byte: until then nothing can arrive."""
        smtp = self._smtp
        if smtp is None:
            raise RuntimeError("the session is not open")
        closed = False
        try:
            if not (to.spec + sender.spec).isascii() and not smtp.has_extn("smtputf8"):
                return Outcome("refused", "the server doesn't take addresses with letters beyond ASCII")
            options = [f"size={len(message)}"] if smtp.has_extn("size") else []
            if not (to.spec + sender.spec).isascii():
                options += ["smtputf8", "body=8bitmime"]
            code, answer = smtp.mail(sender.spec, options)
            if code != 250:
                return self._reset(Outcome("failed", f"the sender {sender.spec}: {_told(code, answer)}"))
            code, answer = smtp.rcpt(to.spec)
            if code not in (250, 251):
                return self._reset(_of_code(code, answer))
            code, answer = smtp.docmd("DATA")
            if code != 354:
                return self._reset(_of_code(code, answer))
            smtp.send(_stuffed(message))
            closing()
            closed = True
            self._patience(self._timeout_end)
            smtp.send(b".\r\n")
            code, answer = smtp.getreply()
            self._patience(self._timeout)
            if 200 <= code < 300:
                return Outcome("sent", _told(code, answer))
            if not 400 <= code < 600:
                self.close()
                return Outcome("unknown", f"no answer of a mail server: {_told(code, answer)}")
            return self._reset(_of_code(code, answer))
        except (OSError, smtplib.SMTPException) as error:
            self.close()
            reason = one_line(_reason(error))
            if closed:
                return Outcome("unknown", f"the connection died after the mail was handed over: {reason}")
            return Outcome("failed", f"the connection died before the mail was handed over: {reason}")

    def _reset(self, outcome: Outcome) -> Outcome:
        """Ready for the next address."""
        try:
            if self._smtp is not None:
                self._smtp.rset()
        except (OSError, smtplib.SMTPException):
            self.close()
        return outcome


def _of_code(code: int, answer: bytes) -> Outcome:
    """4xx passes (421, too many connections, greylisting); 5xx is the server's last word on this address."""
    return Outcome("refused" if 500 <= code < 600 else "failed", _told(code, answer))


def _told(code: int, answer: bytes | str) -> str:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return one_line(f"{code} {text}", 200)


def _reason(error: Exception) -> str:
    if isinstance(error, TimeoutError) or isinstance(error.__context__, TimeoutError):
        return "no answer in time"
    if isinstance(error, smtplib.SMTPResponseException):
        return _told(error.smtp_code, error.smtp_error)
    return getattr(error, "strerror", None) or str(error) or type(error).__name__


def _stuffed(message: bytes) -> bytes:
    """Lines end in CRLF, a leading dot is doubled (RFC 5321, 4.5.2), the last line is ended."""
    lines = re.sub(rb"\r\n|\r|\n", b"\r\n", message)
    return re.sub(rb"(?m)^\.", b"..", lines) + (b"" if lines.endswith(b"\r\n") else b"\r\n")
