"""What the crawler hands over: a fetched page, as it came."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Hints:
    """What the place that led to the page said of it (feed entry, sitemap, WordPress post); all may be absent."""

    title: str | None = None
    published: datetime | None = None  # aware
    section: str | None = None
    source: str | None = None  # "feed" | "sitemap" | "wp-json" | "listing" | "add"


@dataclass(frozen=True, slots=True)
class RawPage:
    """Bytes of one page with all that is known of their coming.

    `url` is the final address, `requested_url` the one asked for. `fetched` is aware. `more` holds the further
    pages of an article that its outlet spreads over several addresses, in order.
    """

    url: str
    outlet: str  # key in outlets.toml
    body: bytes
    fetched: datetime
    requested_url: str = ""
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    hints: Hints = field(default_factory=Hints)
    more: tuple[RawPage, ...] = ()

    def __post_init__(self) -> None:
        if self.fetched.tzinfo is None:
            raise TypeError(f"RawPage.fetched of {self.url} must be aware")

    def header(self, name: str) -> str | None:
        """The first header of that name, whatever its case."""
        wanted = name.lower()
        return next((value for key, value in self.headers if key.lower() == wanted), None)
