"""The bimtek of an article: held, planned, called off, or only spoken of; several where it tells of several."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from config.events import EventWords
from extract.tagging.dates_resolving import Resolved
from extract.tagging.events_cues import OWN
from extract.tagging.events_mentions import BEFORE, Context, MentionReader
from extract.tagging.events_moving import moved, set_anew
from extract.tagging.events_rounds import rounds
from extract.tagging.events_several import Bimtek, Told, apart, elsewhere, waves_of
from extract.tagging.events_types import HINT, Hit
from extract.tagging.records import PlaceFind, Sentence
from extract.tagging.wording import any_of

# Up to this sentence a bimtek is the article's news, and all its places tell whose; further down its own sentence does.
READ_ALL = 2


class BimtekFinder:
    """Built once."""

    def __init__(self, words: EventWords) -> None:
        self._reader = MentionReader(words)
        self._next = any_of(words.next)

    def find(
        self,
        sentences: Sequence[Sentence],
        hits: dict[int, list[Hit]],
        days: dict[int, list[Resolved]],
        published: date | None,
        *,
        column: bool = False,
        regencies: Mapping[int, frozenset[str]] | None = None,
        busy: frozenset[int] = frozenset(),
        places: Sequence[PlaceFind] = (),
    ) -> list[Bimtek]:
        """`hits`: the bimtek words of each sentence that has any; `days`: the days told in each sentence; `column`: the
        writer gives an opinion; `regencies`: those that each sentence names; `busy`: sentences that
        tell an event of another type."""
        context = Context(sentences, hits, days, published, busy)
        told = [t for n in sorted(hits) for t in self._reader.read(context, n)]
        told = [set_anew(t, days.get(t.sentence.number, []), published) for t in told]
        if not told:
            return []
        if column and not any(t.days for t in told):
            return [Bimtek("mentioned", tuple(told), True)]
        named = regencies or {}
        if found := moved(context, told, named):
            found = [*found, *elsewhere(told, named, found[0])]
        else:
            off = tuple(t for t in told if t.status == "cancelled" and t.sentence.number <= READ_ALL)
            others = elsewhere(told, named, Bimtek("cancelled", off, True)) if off else []
            theirs = {id(t) for b in others for t in b.told}
            found = self._found(apart([t for t in told if id(t) not in theirs], named), published) + others
        if stops := rounds(context, found, places):
            return [*stops, *(b for b in found if not b.first and not any(s.on in b.days for s in stops))]
        if told[0].sentence.number == 0 and told[0].spurned:
            found = [replace(b, criticised=True) for b in found]
        parts = waves_of(found, days, published)
        if parts:
            began = min(parts, key=lambda b: b.on.day if b.on and b.on.day else date.max)
            found = [replace(b, on=began.on, status=began.status) if b.first else b for b in found]
        return [*found, *parts]

    def _found(self, told: Sequence[Told], published: date | None) -> list[Bimtek]:
        lead = [t for t in told if t.sentence.number <= 2]
        if any(self._reader.blamed(t.sentence.text) for t in lead) and not any(t.status == "held" for t in lead):
            spurned = Bimtek("cancelled" if lead[0].status == "cancelled" else "mentioned", tuple(told), True)
            held = [t for t in told if t.status == "held" and t.days and not t.spurned and t not in lead]
            announced = self._announced([t for t in told if t.status == "planned" and t not in lead], published)
            return [spurned, *(Bimtek("held", (t,), False) for t in held), *announced]
        own = [t for t in told if t.status == "held" and not t.another and not t.earlier]
        if told[0].sentence.number == 0 and told[0].status == "mentioned":
            # the headline only speaks of it: what was held must tell its day
            own = [t for t in own if t.days]
        if own and all(t.bare for t in own) and any(t.spurned for t in told if t.sentence.number <= 2):
            own = []  # the headline names it, and the text only speaks of it
        if own and all(t.bare for t in own) and any(t.status == "held" and t.another and t.days for t in told):
            own = []  # the headline names the other one
        example = bool(own) and min(t.sentence.number for t in own) > READ_ALL and any(t.spurned for t in lead)
        # "tahun lalu bimtek serupa urung": another one's fate
        off = [t for t in told if t.status == "cancelled" and not t.another]
        planned = [t for t in told if t.status == "planned"]
        others = [Bimtek("held", (t,), False) for t in told if t.status == "held" and t.another]
        if (
            off
            and not self._dated(own, published)
            and (not own or min(t.sentence.number for t in off) <= min(t.sentence.number for t in own))
        ):
            # called off: what else is said of it says it too
            return [Bimtek("cancelled", (*off, *own), True), *others, *self._announced(planned, published)]
        titled = planned and (planned[0].sentence.number == 0 or all(t.bare for t in own))
        if own and titled and planned[0].sentence.number == 0 and any(t.days for t in planned):
            return [Bimtek("planned", tuple(planned), True), Bimtek("held", tuple(own), False), *others]
        if own and not (titled and not self._dated(own, published)):
            return [
                Bimtek(
                    "held",
                    tuple(own),
                    True,
                    undated=not any(t.days for t in own) and any(t.undated for t in own),
                    criticised=example,
                ),
                *others,
                *self._announced(planned, published),
                *(Bimtek("cancelled", (t,), False) for t in off),
            ]
        if planned:
            return [Bimtek("planned", (*planned, *own), True), *others]
        others = [b for b in others if not b.told[0].earlier]
        if others:
            day = next((d for d in others[0].days if d.told.after), None)
            return [Bimtek("held", others[0].told, True, day, undated=others[0].told[0].undated), *others[1:]]
        return [Bimtek("mentioned", tuple(told), True)]

    @staticmethod
    def _dated(told: Sequence[Told], published: date | None) -> bool:
        return any(d.day and (published is None or d.day <= published) for t in told for d in t.days)

    def _announced(self, planned: Sequence[Told], published: date | None) -> list[Bimtek]:
        """Beside the one that was held: another, announced with words or a day of its own."""
        found = []
        for told in planned:
            later = published is not None and any(d.day and d.day > published for d in told.days)
            text = told.sentence.text
            its_own = OWN.match(text, told.hit.end) is not None and not told.another
            timed = told.when is not None and told.when.ahead is not False and not told.spurned and not its_own
            if (
                later
                or timed
                or told.another
                or (not its_own and self._next.search(text[max(0, told.hit.start - BEFORE) : told.hit.end + 40]))
            ):
                found += _each(told)
        return found[:1] + [b for b in found[1:3] if b.on or any(d.day and d not in found[0].days for d in b.days)]


def _each(told: Told) -> list[Bimtek]:
    """ "Giliran A pada Senin (29/1) dan B sehari kemudian": each day one of its own."""
    days = {d.day: d for d in told.days if d.day}
    if len(days) > 1 and told.hit.weight == HINT:
        return [Bimtek("planned", (told,), False, d) for d in days.values()]
    return [Bimtek("planned", (told,), False)]
