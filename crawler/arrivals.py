"""Articles that waited in the spool: once the index has answered for them, the ledger is told their last fate."""

from __future__ import annotations

from crawler.fates import Fate
from crawler.ledger import Ledger
from index.base import ArticleIndex
from index.spool import SpoolingIndex


def take_note(ledger: Ledger, index: ArticleIndex) -> int:
    """How many fates were told. If we stop between the two files, the same are told again, which changes nothing."""
    if not isinstance(index, SpoolingIndex):
        return 0
    arrivals = index.spool.arrivals()
    if arrivals:
        ledger.arrived([(r.id, Fate(r.outcome), r.reason) for r in arrivals])
        index.spool.noted(arrivals)
    return len(arrivals)
