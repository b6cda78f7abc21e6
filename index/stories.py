"""Stories: near-duplicate articles across outlets, found by MinHash bands and confirmed by shared word runs.

A story's id is the smallest article id among its members, so it does not depend on the order of arrival. Two articles
are linked when they share a band, enough runs of words, and were published within a fortnight of each other; a story
is everything that hangs together by links, mended by what people decided (index/mending.py).
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, lru_cache
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from index.cutting import words_of
from index.mending import NOTHING, Mending

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


def _jaccard(one: str, other: str) -> float:
    a, b = _runs(one), _runs(other)
    common = len(np.intersect1d(a, b, assume_unique=True))
    return common / (len(a) + len(b) - common) if len(a) or len(b) else 0.0


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


class Place(NamedTuple):
    """Where an article stands: `linked`, all that hangs together by texts and by hand; `story`, its part of that."""

    linked: str
    story: str


def linked(one: Member, other: Member) -> bool:
    return (
        not set(one.bands).isdisjoint(other.bands) and close_in_time(one.day, other.day) and alike(one.text, other.text)
    )


def places(members: Iterable[Member], mending: Mending = NOTHING) -> dict[str, Place]:
    """Each article's place, for articles that may hang together, with what was decided by hand.

    What hangs together is one story, unless it holds articles that were parted; see `_divided`.
    """
    seen = sorted(members, key=lambda m: (m.day or date.min, m.id))
    links = list(_links(seen))
    whole = _grouped([m.id for m in seen], [*links, *((m.id, mate) for m in seen for mate in mending.mates(m.id))])
    groups: dict[str, list[Member]] = {}
    for member in seen:
        groups.setdefault(whole[member.id], []).append(member)
    found = {id: Place(of, of) for id, of in whole.items()}
    for name, group in groups.items():
        if mending.divides(m.id for m in group):
            found |= {id: Place(name, story) for id, story in _divided(group, links, mending).items()}
    return found


def stories(members: Iterable[Member], mending: Mending = NOTHING) -> dict[str, str]:
    """Each article's story, for articles that may hang together."""
    return {id: place.story for id, place in places(members, mending).items()}


def _links(members: Sequence[Member]) -> Iterator[tuple[str, str]]:
    """The pairs that are linked by texts. By day: texts that are compared lie near each other then, and are cut once."""
    bands: dict[int, list[int]] = {}
    for number, member in enumerate(members):
        near = {other for band in member.bands for other in bands.get(band, ())}
        for other in sorted(near):
            if linked(members[other], member):
                yield members[other].id, member.id
        for band in member.bands:
            bands.setdefault(band, []).append(number)


def _grouped(ids: Sequence[str], links: Iterable[tuple[str, str]]) -> dict[str, str]:
    """What hangs together by links, each named by its smallest id; a link to an id that isn't there says nothing."""
    home = {id: {id} for id in ids}
    for one, other in links:
        if one in home and other in home and home[one] is not home[other]:
            small, large = sorted((home[one], home[other]), key=len)
            large |= small
            home.update(dict.fromkeys(small, large))
    return {id: min(group) for id, group in home.items()}


def _divided(members: Sequence[Member], links: Iterable[tuple[str, str]], mending: Mending) -> dict[str, str]:
    """The stories of articles that hang together, some of which may not be one.

    What was joined by hand begins as one. Then the links are taken by their strength, the likest texts first, and each
    makes two groups one unless some of theirs were parted: so a reprint that comes later goes to the side that it is
    likest to, and never brings the two together.
    """
    texts = {member.id: member.text for member in members}
    sides: dict[str, _Side] = {}  # by unit at first, then by whatever they were merged into
    home: dict[str, _Side] = {}
    for id in texts:
        unit = mending.unit(id)
        side = sides.setdefault(unit, _Side(set(), {unit}, set(mending.opponents(unit))))
        side.ids.add(id)
        home[id] = side
    strong = sorted(
        (-_jaccard(texts[a], texts[b]), min(a, b), max(a, b)) for a, b in links if a in texts and b in texts
    )
    for _, one, other in strong:
        a, b = home[one], home[other]
        if a is not b and a.units.isdisjoint(b.against):
            large, small = (a, b) if len(a.ids) >= len(b.ids) else (b, a)
            large.ids |= small.ids
            large.units |= small.units
            large.against |= small.against
            home.update(dict.fromkeys(small.ids, large))
    return {id: min(side.ids) for id, side in home.items()}


@dataclass(slots=True)
class _Side:
    """Articles that are one story so far; `units` of what was joined by hand, and those that may not be with them."""

    ids: set[str]
    units: set[str]
    against: set[str]
