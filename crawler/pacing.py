"""How often an outlet is polled: by how much of what it shows is known already.

Media Cloud's rule (FIELD.md, 6): between 33 % and 67 % known, the pace is right; more, and the poll comes too early;
less, and something may be missed.
"""

from __future__ import annotations

FEW, MANY = 0.33, 0.67
# Minutes. The floor keeps the load on the outlet low, the ceiling keeps a sleeping outlet from being forgotten.
SHORTEST, LONGEST = 10.0, 6 * 60.0
LONGEST_UNREACHABLE = 24 * 60.0


def next_interval(current: float, *, duplicates: float | None, unreachable: bool) -> float:
    """Minutes until the next poll. `duplicates`: the known share of what the poll showed, null where it showed nothing."""
    if unreachable:
        return min(current * 2, LONGEST_UNREACHABLE)
    current = min(current, LONGEST)
    if duplicates is None or FEW <= duplicates <= MANY:
        return max(current, SHORTEST)
    return max(current / 2, SHORTEST) if duplicates < FEW else min(current * 1.5, LONGEST)
