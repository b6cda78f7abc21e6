"""What every command shares: the two folders, and what is opened from them when first asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import typer

from config.errors import UsageError

if TYPE_CHECKING:
    from config.loader import Config
    from config.settings import Secrets
    from crawler.ledger import Ledger
    from index.base import ArticleIndex


@dataclass
class State:
    """Opened lazily: `pantau --help` loads nothing."""

    config_dir: Path
    data_dir: Path
    outlets_file: Path | None = None
    _closing: list[Any] = field(default_factory=list)

    @cached_property
    def config(self) -> Config:
        from config.loader import load_config

        return load_config(self.config_dir, outlets_file=self.outlets_file)

    @cached_property
    def secrets(self) -> Secrets:
        from config.settings import Secrets

        return Secrets()

    @cached_property
    def index(self) -> ArticleIndex:
        from index.opening import open_configured

        self.make_data_dir()
        url = self.secrets.index or self.config.settings.index
        index = open_configured(url, self.data_dir, self.config, self.secrets)
        self._closing.append(index)
        return index

    @cached_property
    def ledger(self) -> Ledger:
        from crawler.ledger import Ledger

        self.make_data_dir()
        ledger = Ledger(self.data_dir)
        self._closing.append(ledger)
        return ledger

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.config.settings.timezone)

    def make_data_dir(self) -> None:
        try:
            self.data_dir.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UsageError(
                f"the data folder can't be made: {error.strerror}",
                on=str(self.data_dir),
                todo="name another with --data",
            ) from error

    def close(self) -> None:
        while self._closing:
            self._closing.pop().close()


def state_of(context: typer.Context) -> State:
    found = context.find_object(State)
    if found is None:
        raise RuntimeError("no state: the command was called without its group")
    return found


def now() -> datetime:
    return datetime.now(UTC)


def day(value: str | None, option: str, *, zone: ZoneInfo | None = None) -> date | None:
    """A day given on the command line: 2024, 2024-05 (their first day), 2024-05-31, or 30d (days back)."""
    if value is None:
        return None
    text = value.strip()
    try:
        if text.endswith("d") and text[:-1].isdigit():
            return now().astimezone(zone or ZoneInfo("Asia/Makassar")).date() - timedelta(days=int(text[:-1]))
        parts = text.split("-")
        if len(parts) < 3 and all(part.isdigit() for part in parts) and len(parts[0]) == 4:
            return date(int(parts[0]), int(parts[1]) if len(parts) == 2 else 1, 1)
        return date.fromisoformat(text)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{value!r} is no day", on=option, allowed="2024-05-31, 2024-05, 2024, or 30d for thirty days back"
        ) from None


def last_day(value: str | None, option: str) -> date | None:
    """Like `day`, but 2024 and 2024-05 stand for their last day."""
    found = day(value, option)
    if found is None or value is None:
        return None
    parts = value.strip().split("-")
    if len(parts) == 1 and parts[0].isdigit():
        return date(found.year, 12, 31)
    if len(parts) == 2:
        following = date(found.year + found.month // 12, found.month % 12 + 1, 1)
        return following - timedelta(days=1)
    return found
