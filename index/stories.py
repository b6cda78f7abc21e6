"""Stories: near-duplicate articles across outlets, found by MinHash bands and confirmed by shared word runs.

A story's id is the smallest article id among its members, so it does not depend on the order of arrival. Members are
linked when they share enough runs of words and were published within a fortnight of each other.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from datasketch import MinHash

from index.query import words_of

RUN = 4  # words in a row; press releases are re-typed sentence by sentence, runs of four survive that
BANDS, ROWS = 16, 4  # half of the pairs with a Jaccard of 0.5 share a band; nearly all from 0.65 on
WINDOW = timedelta(days=14)
# An article that takes over half of another's runs retells it, also where it adds as much of its own.
JACCARD, CONTAINED = 0.35, 0.6


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """What is kept of a text to find its near-duplicates: one short hash a band."""

    bands: tuple[str, ...]


def runs(text: str) -> frozenset[str]:
    words = words_of(text)
    return frozenset(" ".join(words[n : n + RUN]) for n in range(max(len(words) - RUN + 1, 1)))


def fingerprint(text: str) -> Fingerprint:
    """Texts of fewer than twenty words have none: they match everything and nothing."""
    shingles = runs(text)
    if len(shingles) < 20:
        return Fingerprint(())
    made = MinHash(num_perm=BANDS * ROWS, seed=1)
    made.update_batch([s.encode() for s in shingles])
    values = made.hashvalues
    return Fingerprint(
        tuple(
            f"{b:x}" + hashlib.blake2b(values[b * ROWS : (b + 1) * ROWS].tobytes(), digest_size=6).hexdigest()
            for b in range(BANDS)
        )
    )


def alike(one: str, other: str) -> bool:
    """Enough runs in common for a reprint with edits."""
    a, b = runs(one), runs(other)
    common = len(a & b)
    return common / len(a | b) >= JACCARD or common / min(len(a), len(b)) >= CONTAINED


def close_in_time(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs(one - other) <= WINDOW


@dataclass(frozen=True, slots=True)
class Candidate:
    """An article that shares a band."""

    id: str
    story: str
    day: date | None
    text: Callable[[], str]


def join(article_id: str, text: str, day: date | None, candidates: Iterable[Candidate]) -> tuple[str, frozenset[str]]:
    """(the story's id, the ids of stories that become this one)."""
    merged = {c.story for c in candidates if c.id != article_id and close_in_time(day, c.day) and alike(text, c.text())}
    story = min([article_id, *merged])
    return story, frozenset(merged - {story})
