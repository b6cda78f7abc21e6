"""Charts as SVG, set by the templates: here is where each bar stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HEIGHT, TOP, FOOT = 120, 18, 22  # of the bars, the room above them for the numbers, below for the labels
SLOT, GAP = 56, 14


@dataclass(frozen=True, slots=True)
class Bar:
    """In the SVG's own units. `known` is false where nothing was read, so that no bar means nothing."""

    x: int
    y: float
    width: int
    height: float
    label: str
    value: int
    known: bool


@dataclass(frozen=True, slots=True)
class Bars:
    """A bar chart with its size."""

    width: int
    height: int
    base: int
    bars: tuple[Bar, ...]


def bars(labels: Sequence[str], values: Sequence[int], known: Sequence[bool]) -> Bars | None:
    """One bar a label; none where there is nothing to compare."""
    if len(labels) < 2 or not any(values):
        return None
    top = max(values)
    made = tuple(
        Bar(n * SLOT + GAP // 2, TOP + HEIGHT * (1 - value / top), SLOT - GAP, HEIGHT * value / top, label, value, read)
        for n, (label, value, read) in enumerate(zip(labels, values, known, strict=True))
    )
    return Bars(len(labels) * SLOT, TOP + HEIGHT + FOOT, TOP + HEIGHT, made)
