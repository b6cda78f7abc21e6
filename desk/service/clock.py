"""The clock of the service: an object, so that tests can let a week pass in a second."""

from __future__ import annotations

from datetime import UTC, datetime


class Clock:
    """The real one."""

    def now(self) -> datetime:
        """Aware, in UTC."""
        return datetime.now(UTC)
