"""How long a job waits until its next turn: its own distance, and longer the more often it failed in a row."""

from __future__ import annotations

from datetime import timedelta

LONGEST_CRAWL_WAIT = timedelta(days=1)
FIRST_DIGEST_WAIT, LONGEST_DIGEST_WAIT = timedelta(minutes=5), timedelta(hours=6)
# Doubled at most so often: a year of failures must not overflow a timedelta.
_MOST = 12


def crawl_wait(interval: timedelta, base: timedelta, failures: int) -> timedelta:
    """`interval` as the crawler has adapted it, `base` as the outlet file has it: after the first failure the usual
    distance, then twice that, four times … up to a day, never less than the adapted one."""
    if failures == 0:
        return interval
    return max(interval, min(base * (1 << min(failures - 1, _MOST)), LONGEST_CRAWL_WAIT))


def digest_wait(failures: int) -> timedelta:
    """5 minutes, 10, 20 … up to 6 hours: mail servers that defer a mail want to see it again soon."""
    return min(FIRST_DIGEST_WAIT * (1 << min(max(failures - 1, 0), _MOST)), LONGEST_DIGEST_WAIT)
