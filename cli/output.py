"""How results are printed: tables for people, JSON for scripts; results on stdout, the rest on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from typing import Any

import orjson

# Wide enough that no cell is cut where nobody's terminal sets a limit (a pipe, a file, CI).
_UNBOUNDED = 240


def print_json(value: Any) -> None:
    """One line of JSON; dataclasses, days and times included."""
    sys.stdout.write(orjson.dumps(value, default=_plain).decode() + "\n")


def _plain(value: Any) -> Any:
    if hasattr(value, "model_dump"):
        return value.model_dump(by_alias=True)
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    return str(value)


def print_text(text: str = "") -> None:
    sys.stdout.write(text + "\n")


def note(text: str) -> None:
    """Progress and remarks: stderr."""
    sys.stderr.write(text + "\n")


def print_table(
    columns: Sequence[str], rows: Iterable[Sequence[object]], *, title: str | None = None, right: Sequence[str] = ()
) -> None:
    """A table; columns named in `right` are set flush right."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    console = Console(width=None if sys.stdout.isatty() else _UNBOUNDED, highlight=False)
    table = Table(title=title, title_justify="left", header_style="bold")
    for column in columns:
        table.add_column(column, justify="right" if column in right else "left", overflow="fold")
    for row in rows:
        table.add_row(*[cell if isinstance(cell, Text) else Text("" if cell is None else str(cell)) for cell in row])
    console.print(table)
