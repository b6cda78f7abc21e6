"""Calls `pantau` on press sites of the tests: a folder of configuration with quick settings, a data folder, an outlet file."""

from __future__ import annotations

import json
import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from config.loader import SHIPPED
from crawler.ledger import Address, Ledger
from tests.cli.calling import Called, pantau

QUICK = """
[crawl]
contact = "redaksi@pantau.example"
timeout_seconds = 2
attempts = 3
workers = 1
"""


@dataclass(frozen=True)
class Office:
    """One installation: its configuration, its data."""

    folder: Path

    @property
    def data(self) -> Path:
        return self.folder / "data"

    def outlets(self, *entries: str) -> None:
        (self.folder / "config" / "outlets.toml").write_text("\n".join(entries))

    def pantau(self, *arguments: str | Path, timeout: float = 150) -> Called:
        return pantau("--config", self.folder / "config", *arguments, data=self.data, timeout=timeout)

    def crawl(self, *arguments: str, status: int = 0, timeout: float = 150) -> dict[str, dict[str, Any]]:
        """Rows by outlet."""
        done = self.pantau("crawl", "--json", *arguments, timeout=timeout)
        assert done.status == status, done.err
        return {row["outlet"]: row for row in map(json.loads, done.out.splitlines())}

    @contextmanager
    def ledger(self) -> Iterator[Ledger]:
        with closing(Ledger(self.data)) as ledger:
            yield ledger

    def address(self, url: str) -> Address:
        with self.ledger() as ledger:
            found = ledger.address(url)
        assert found is not None, f"{url} was never met"
        return found

    def articles(self) -> list[dict[str, Any]]:
        """All hits of the index."""
        found = self.pantau("search", "", "--limit", "5000", "--json")
        assert found.status == 0, found.err
        return [json.loads(line) for line in found.out.splitlines()[1:]]

    def let_time_pass(self, span: timedelta) -> None:
        """All that the ledger has written down lies that much further back: as if one had waited."""
        columns = {
            "address": ("met", "hint_published", "fetched", "first_fetched", "next_visit"), "snapshot": ("fetched",),
            "validator": ("full",), "robots": ("fetched",), "outlet": ("discovered", "paused_until"),
            "run": ("started", "finished"), "source": ("failed",),
        }  # fmt: skip
        with closing(sqlite3.connect(self.data / "ledger.sqlite")) as db, db:
            db.create_function("back", 1, lambda t: (datetime.fromisoformat(t) - span).isoformat() if t else t)
            for table, names in columns.items():
                db.execute(f"UPDATE {table} SET {', '.join(f'{n} = back({n})' for n in names)}")


def new_office(folder: Path, settings: str = QUICK) -> Office:
    target = folder / "config"
    target.mkdir(parents=True)
    for path in SHIPPED.iterdir():
        if path.suffix in (".toml", ".cfg", ".txt"):
            shutil.copy(path, target / path.name)
    (target / "settings.toml").write_text(settings)
    return Office(folder)
