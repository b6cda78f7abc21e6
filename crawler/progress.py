"""How far a crawl is: told by the spiders; `crawler.bars` shows it on a terminal."""

from __future__ import annotations

from typing import Protocol

from crawler.fates import Fate


class Progress(Protocol):
    """What a crawl tells of itself; called from several threads."""

    def found(self, outlet: str, new: int) -> None:
        """Addresses met for the first time."""

    def due(self, outlet: str, pages: int) -> None:
        """Pages that this run asks for: discovery is over."""

    def ended(self, outlet: str, fate: Fate) -> None:
        """One page has its fate."""
