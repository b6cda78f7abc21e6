"""The ledger of Ombudsman ratings: every claim kept, conflicts between outlets marked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class ZoneClaim:
    """What one article says of one rating; `conflict` where another outlet says otherwise of the same subject and year."""

    subject: str | None
    regency: str | None
    year: int | None
    instrument: str | None
    rating: str
    score: float | None
    status: str
    evidence: str
    article: str
    outlet: str
    published: datetime | None
    conflict: bool = False
