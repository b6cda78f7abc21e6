"""Stories: near-duplicate articles across outlets, found by MinHash bands and confirmed by shared word runs.

A story's id is the smallest article id among its members, so it does not depend on the order of arrival. Two articles
are linked when they share a band, enough runs of words, and were published within a fortnight of each other; a story
is everything that hangs together by links.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt

from index.cutting import words_of

RUN = 4  # words in a row; press releases are re-typed sentence by sentence, runs of four survive that
FEWEST = 20  # runs; a shorter text is like everything and nothing
BANDS, ROWS = 16, 4  # half of the pairs with a Jaccard of 0.5 share a band; nearly all from 0.65 on
WINDOW = timedelta(days=14)
# An article that takes over half of another's runs retells it, also where it adds as much of its own.
JACCARD, CONTAINED = 0.35, 0.6

Runs = npt.NDArray[np.uint64]
# Odd numbers with well-mixed bits (xxHash's), one a place in the run, so that the order of words counts.
_PLACES = np.array([0x9E3779B185EBCA87, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9, 0x85EBCA77C2B2AE63], dtype=np.uint64)


@cache
def _empty() -> Any:
    """Loaded by who writes: datasketch brings SciPy with it, a second and 60 MB that a search or an idle crawl can spare."""
    from datasketch import MinHash

    return MinHash(num_perm=BANDS * ROWS, seed=1, hashfunc=int)


class _Numbers(dict[str, int]):
    """Word → a number of 32 bits, the same in every process."""

    def __missing__(self, word: str) -> int:
        if len(self) > 300_000:
            self.clear()
        number = self[word] = zlib.crc32(word.encode())
        return number


_NUMBERS = _Numbers()


def runs(words: Sequence[str]) -> Runs:
    """A number of 32 bits for each different run of words, in order of size."""
    one = np.array([_NUMBERS[word] for word in words], dtype=np.uint64)
    length = len(one) - RUN + 1
    if length < 1:
        return np.empty(0, dtype=np.uint64)
    mixed = np.zeros(length, dtype=np.uint64)
    for place in range(RUN):
        mixed += one[place : place + length] * _PLACES[place]
    mixed ^= mixed >> np.uint64(29)
    mixed *= _PLACES[0]
    return np.unique(mixed >> np.uint64(32))


def fingerprint(words: Sequence[str]) -> tuple[int, ...]:
    """What is kept of a text to find its near-duplicates: a number of 63 bits a band; none for a very short text."""
    found = runs(words)
    if len(found) < FEWEST:
        return ()
    made = _empty().copy()
    made.update_batch(found.tolist())
    values = made.hashvalues
    return tuple(
        int.from_bytes(
            hashlib.blake2b(bytes([band]) + values[band * ROWS : (band + 1) * ROWS].tobytes(), digest_size=8).digest()
        )
        >> 1
        for band in range(BANDS)
    )


@lru_cache(maxsize=256)
def _runs(text: str) -> Runs:
    return runs(words_of(text))


def alike(one: str, other: str) -> bool:
    """Enough runs in common for a reprint with edits."""
    a, b = _runs(one), _runs(other)
    if not len(a) or not len(b):
        return False
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common) >= JACCARD or common / min(len(a), len(b)) >= CONTAINED


def copied(text: str, source: str) -> float:
    """The share of a text's runs that stand in the source: 1.0 for a reprint, 0.0 for one with nothing in common."""
    a = _runs(text)
    return len(np.intersect1d(a, _runs(source), assume_unique=True)) / len(a) if len(a) else 0.0


def close_in_time(one: date | None, other: date | None) -> bool:
    return one is None or other is None or abs(one - other) <= WINDOW


@dataclass(frozen=True, slots=True)
class Member:
    """An article as its story sees it: `day` of publication, `bands` its fingerprint."""

    id: str
    day: date | None
    bands: tuple[int, ...]
    text: str


def linked(one: Member, other: Member) -> bool:
    return (
        not set(one.bands).isdisjoint(other.bands) and close_in_time(one.day, other.day) and alike(one.text, other.text)
    )


def stories(members: Iterable[Member]) -> dict[str, str]:
    """Each article's story, for articles that may hang together."""
    seen: list[Member] = []
    story: dict[str, str] = {}
    for member in members:
        joined = {story[other.id] for other in seen if linked(member, other)}
        name = min([member.id, *joined])
        story = {id: name if of in joined else of for id, of in story.items()} | {member.id: name}
        seen.append(member)
    return story
