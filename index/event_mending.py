"""Events mended by hand: which telling a decision means, and what it forbids and commands when events are gathered."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.article import Article, Event
from index.mending import Decision, Mending

Tellings = Sequence[tuple[Article, Event]]


def telling_name(article: Article, event: Event, tellings: Tellings) -> str:
    """How a decision names this telling: the article's id and the regency, with the day where two would bear the name."""
    name = f"{article.id}@{event.regency}"
    namesakes = {e.date for a, e in tellings if a.id == article.id and e.regency == event.regency}
    return f"{name}@{event.date}" if len(namesakes) > 1 and event.date else name


class EventMending:
    """The decisions about events of one type, as far as they concern these tellings, which go by their places."""

    def __init__(self, decisions: Iterable[Decision], tellings: Tellings) -> None:
        self._places: dict[str, list[int]] = {}
        for place, (article, _) in enumerate(tellings):
            self._places.setdefault(article.id, []).append(place)
        self._tellings = tellings
        meant = [
            Decision(d.kind, tuple(map(self._meant, d.articles)), tuple(map(self._meant, d.others))) for d in decisions
        ]
        self._mending = Mending(meant)
        self._outcast = {name for d in meant if d.kind == "part" for name in d.articles}

    def _meant(self, name: str) -> str:
        """The telling's place; one that isn't there (any more, yet) keeps its name, so that others still hang together
        by way of it."""
        parts = name.split("@")
        for length in range(len(parts), 0, -1):
            places = self._places.get("@".join(parts[:length]))
            if places is None:
                continue
            for told, wanted in zip((self._regency, self._day), parts[length:], strict=False):
                # an article that tells one event means that one, also where regency or day are read otherwise by now
                places = [p for p in places if told(p) == wanted] or (places if len(places) == 1 else [])
            return str(places[0]) if places else f"?{name}"
        return f"?{name}"

    def _regency(self, place: int) -> str:
        return self._tellings[place][1].regency or ""

    def _day(self, place: int) -> str:
        return str(self._tellings[place][1].date)

    def units(self) -> list[list[int]]:
        """The tellings that are one event by hand, each in the order of the list. No event is of two regencies."""
        found: dict[tuple[str, str], list[int]] = {}
        for place in range(len(self._tellings)):
            if len(self._mending.mates(str(place))) > 1:
                found.setdefault((self._mending.unit(str(place)), self._regency(place)), []).append(place)
        return [places for places in found.values() if len(places) > 1]

    def forbids(self, place: int, others: Iterable[int]) -> bool:
        return any(self._mending.apart(str(place), str(other)) for other in others)

    @property
    def parted(self) -> frozenset[int]:
        """The tellings that may not be together with some other."""
        return frozenset(int(name) for name in self._mending.parted if not name.startswith("?"))

    def outcasts(self, places: Iterable[int]) -> int:
        """How many of these were parted from an event, rather than it from them."""
        return sum(str(place) in self._outcast for place in places)
