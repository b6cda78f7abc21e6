"""The one family of exceptions. A message says what failed, on what, what was allowed, what to do."""

from __future__ import annotations


class PantauError(Exception):
    """Base of every error that pantau raises on purpose; `exit_code` is what the command line leaves with."""

    exit_code = 1

    def __init__(
        self, what: str, *, on: str | None = None, allowed: str | None = None, todo: str | None = None
    ) -> None:
        self.what, self.on, self.allowed, self.todo = what, on, allowed, todo
        super().__init__(what)

    def __str__(self) -> str:
        parts = [self.what]
        if self.on:
            parts.append(f"on {self.on}")
        if self.allowed:
            parts.append(f"allowed: {self.allowed}")
        if self.todo:
            parts.append(self.todo)
        return "; ".join(parts)


class UsageError(PantauError):
    """The command was called wrongly: an unknown outlet, a date that is none, two options that exclude each other."""

    exit_code = 2


class ConfigError(PantauError):
    """Mistakes in the configuration, all of them: `mistakes` holds a line each."""

    exit_code = 2

    def __init__(self, mistakes: list[str]) -> None:
        self.mistakes = mistakes
        super().__init__("\n".join(mistakes))


class InputError(PantauError):
    """A file or page given by the user can't be read or isn't what it should be."""


class NotFoundError(PantauError):
    """An id or address that the index or the ledger doesn't know."""


class BadQueryError(PantauError):
    """A query that can't be understood: `position` is the offset of the fault, `proposal` a query that would do."""

    exit_code = 2

    def __init__(self, what: str, *, query: str, position: int, proposal: str | None = None) -> None:
        self.query, self.position, self.proposal = query, position, proposal
        todo = f"try: {proposal}" if proposal else None
        super().__init__(what, on=f"query {query!r} at character {position + 1}", todo=todo)


class StorageError(PantauError):
    """The ledger, a snapshot or the embedded index can't be read or written (locked, full, damaged)."""


class IndexUnavailableError(StorageError):
    """The index doesn't answer for now (Elasticsearch down, read-only, overloaded; SQLite locked): try again later."""


class FetchError(PantauError):
    """A page couldn't be fetched; `fate` is the ledger's word for it."""


class MailError(PantauError):
    """A mail couldn't be sent."""


class StoppedError(PantauError):
    """Ended by the user (Ctrl-C) or a signal; what was begun is put away. 130 is what shells give for Ctrl-C."""

    exit_code = 130
