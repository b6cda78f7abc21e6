"""A progress line an outlet, on a terminal."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable

from crawler.fates import Fate


def terminal_progress() -> Callable[[str, Fate], None]:
    """Counts as they come, rewritten in place at most five times a second."""
    counts: Counter[str] = Counter()
    last = [0.0]
    started = time.monotonic()

    def tell(outlet: str, fate: Fate) -> None:
        counts[outlet] += 1
        now = time.monotonic()
        if now - last[0] > 0.2:
            last[0] = now
            total = sum(counts.values())
            sys.stderr.write(f"\r{total} pages, {total / max(now - started, 0.1):.0f}/s; last {outlet}: {fate}\x1b[K")
            sys.stderr.flush()

    return tell
