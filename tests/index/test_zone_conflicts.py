"""When two outlets contradict each other about a rating."""

from __future__ import annotations

from pathlib import Path

import pytest

from index.sqlite_index import SqliteIndex
from index.zones import zone_ledger
from tests.index.articles import article, zone

Told = tuple[str, float | None]


@pytest.mark.parametrize(
    ("one", "other", "conflict"),
    [
        (("hijau", 91.35), ("hijau", 93.15), True),
        (("hijau", 82.1), ("kuning", 80.12), True),
        (("kuning", 73.36), ("kuning", 73.3), False),
        (("kuning", 73.36), ("kuning", 73.4), False),
        (("hijau", 90.47), ("hijau", 90.0), False),
        (("hijau", 90.47), ("hijau", 90.48), True),
        (("hijau", 90.47), ("hijau", None), False),
        (("hijau", 94.1), ("tertinggi", 94.1), False),
    ],
    ids=str,
)
def test_ratings_and_scores_contradict(tmp_path: Path, one: Told, other: Told, conflict: bool) -> None:
    index = SqliteIndex(tmp_path)
    try:
        index.put(
            [
                article(outlet, outlet=outlet, zones=(zone(rating, "Bangli", 2022, score=score),))
                for outlet, (rating, score) in (("harian", one), ("koran", other))
            ]
        )
        assert [c.conflict for c in zone_ledger(index)] == [conflict, conflict]
    finally:
        index.close()


def test_an_outlet_does_not_contradict_itself(tmp_path: Path) -> None:
    index = SqliteIndex(tmp_path)
    try:
        index.put([article(n, zones=(zone("hijau", "Bangli", 2022, score=n),)) for n in (91, 92)])
        assert not any(c.conflict for c in zone_ledger(index))
    finally:
        index.close()
