"""What an analyst decided about stories and events, and what follows from it: who must be together, who may not be.

A decision names articles by their canonical ids and is kept apart from the articles, so it holds before they arrive,
after they changed, and in a copy of the index. Everything here is a pure function of the set of decisions.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from config.errors import UsageError

Kind = Literal["join", "part"]


@dataclass(frozen=True, slots=True)
class Decision:
    """`join`: all of `articles` are one story. `part`: none of `articles` is of one story with any of `others`.

    With `event` (a type of event) it is about events, and each name may say which telling of the article is meant:
    "id", "id@Tabanan" or "id@Tabanan@2024-05-06".
    """

    kind: Kind
    articles: tuple[str, ...]
    others: tuple[str, ...] = ()
    event: str = ""
    who: str = ""
    when: datetime | None = None  # aware
    why: str = ""

    @property
    def id(self) -> str:
        """The same for the same decision, whoever took it and when."""
        told = [self.kind, self.event, " ".join(sorted(set(self.articles))), " ".join(sorted(set(self.others)))]
        return hashlib.sha256("\n".join(told).encode()).hexdigest()[:8]

    @property
    def named(self) -> tuple[str, ...]:
        return (*self.articles, *self.others)

    def __str__(self) -> str:
        about = f" ({self.event})" if self.event else ""
        if self.kind == "join":
            return f"{' = '.join(self.articles)}{about}"
        return f"{', '.join(self.articles)} ≠ {', '.join(self.others)}{about}"


class Mending:
    """The decisions of one subject together. Where copied ones contradict each other, joins win over parts."""

    def __init__(self, decisions: Iterable[Decision] = ()) -> None:
        self._units: dict[str, frozenset[str]] = {}  # of the articles that are joined to any other
        self._apart: dict[str, set[str]] = {}  # between the names of units
        parts: list[Decision] = []
        for decision in decisions:
            if decision.kind == "part":
                parts.append(decision)
                continue
            unit = frozenset(decision.articles).union(*(self.mates(id) for id in decision.articles))
            self._units.update(dict.fromkeys(unit, unit))
        for part in parts:
            for one in part.articles:
                for other in part.others:
                    a, b = self.unit(one), self.unit(other)
                    if a != b:
                        self._apart.setdefault(a, set()).add(b)
                        self._apart.setdefault(b, set()).add(a)
        self._parted: frozenset[str] = frozenset(id for name in self._apart for id in self.mates(name))

    def mates(self, id: str) -> frozenset[str]:
        """The article with all that it was joined to, directly or through others, whether these are indexed or not."""
        return self._units.get(id, frozenset((id,)))

    def unit(self, id: str) -> str:
        """A name that mates share."""
        return min(self._units[id]) if id in self._units else id

    @property
    def parted(self) -> frozenset[str]:
        """Every article that may not be together with some other."""
        return self._parted

    def opponents(self, id: str) -> Collection[str]:
        """The units that the article may not be together with."""
        return self._apart.get(self.unit(id), frozenset())

    def apart(self, one: str, other: str) -> bool:
        return self.unit(other) in self.opponents(one)

    def divides(self, ids: Iterable[str]) -> bool:
        """Whether any two of these may not be together."""
        units = {self.unit(id) for id in self._parted.intersection(ids)}
        return any(not units.isdisjoint(self._apart[unit]) for unit in units)


NOTHING = Mending()


def reached(decision: Decision, standing: Iterable[Decision]) -> set[str]:
    """Every article whose story may be another with the decision than without it: those named, and their mates also by
    way of articles that are not indexed."""
    mending = Mending([*about(standing, decision.event), decision])
    return {mate for id in decision.named for mate in mending.mates(id)}


def about(decisions: Iterable[Decision], event: str = "") -> list[Decision]:
    """Those on stories, or on events of one type."""
    return [d for d in decisions if d.event == event]


def checked(decision: Decision, standing: Sequence[Decision]) -> None:
    """Raises UsageError for a decision that says nothing, or the contrary of one that stands."""
    if len(set(decision.articles)) < (2 if decision.kind == "join" else 1):
        raise UsageError("two different articles are wanted", on=decision.kind)
    if decision.kind == "part" and (not decision.others or set(decision.articles) & set(decision.others)):
        raise UsageError("an article is parted from others, not from itself", on="part")
    same = [d for d in about(standing, decision.event) if d.id != decision.id]
    if against := _against(decision, same):
        raise UsageError(
            f"{against.who or 'somebody'} decided the contrary{f' on {against.when:%Y-%m-%d}' if against.when else ''}: {against}",
            on=f"{decision.kind} {', '.join(decision.articles)}",
            todo=f"undo {against.id} first, if it was wrong",
        )


def _against(decision: Decision, standing: Sequence[Decision]) -> Decision | None:
    """A standing decision that contradicts this one, also by way of others: A = B, B = C against A ≠ C."""
    mending = Mending([*standing, decision])
    parts = [d for d in (*standing, decision) if d.kind == "part"]
    broken = [p for p in parts if {mending.unit(a) for a in p.articles} & {mending.unit(o) for o in p.others}]
    if not broken:
        return None
    if decision.kind == "join":
        touched = mending.mates(decision.articles[0])
        return next((p for p in broken if touched.intersection(p.named)), None)
    if decision not in broken:
        return None  # an old contradiction, copied from elsewhere, is no fault of this one
    others = {mending.unit(o) for o in decision.others}
    units = {mending.unit(a) for a in decision.articles} & others
    return next(d for d in reversed(standing) if d.kind == "join" and mending.unit(d.articles[0]) in units)
