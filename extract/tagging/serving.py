"""Whose office it is: the body named in the role, the place in it, or the article's government."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass

from config.gazetteer import Gazetteer
from extract.tagging.bodies import BodyNames
from extract.tagging.places import PROVINCE
from extract.tagging.records import AgencyFind
from extract.tagging.roles import Role
from extract.tagging.tokens import Tokens

_COMPASS = frozenset({"barat", "timur", "selatan", "utara", "tengah"})
_LEVELS = frozenset({"provinsi", "kabupaten", "pusat", "daerah", "kepulauan"})
# Characters between a body and "asistennya".
NEAR = 200
_BODY = re.compile(r"Kepala (?P<kind>dinas|badan|kantor|balai|puskesmas|inspektorat)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Served:
    """`told`: the text says it; otherwise the article's regency was lent."""

    regency: str | None = None
    agency: str | None = None
    told: bool = False


class Serving:
    """Reads it off a role."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.bodies = BodyNames(gazetteer)
        self.regency_of = {
            form.lower(): r.name
            for r in gazetteer.regencies
            if r.name != PROVINCE
            for form in (r.name, r.capital, *r.typos)
        } | {"bali": PROVINCE}
        self.kecamatan = {k.lower(): r.name for r in gazetteer.regencies for k in r.kecamatan}
        outside = (w.lower() for p in gazetteer.outside for f in (p.name, *p.forms) for w in f.split() if len(w) > 4)
        self.elsewhere = (frozenset(gazetteer.place_words.elsewhere) | frozenset(outside)) - _COMPASS - _LEVELS

    def of(self, role: Role, tokens: Tokens, bodies: Bodies, context: str | None) -> Served:
        told = self._place_in(role, tokens)
        if role.kind.id == "bawahan":
            near = bodies.before(role.start)
            return Served(near.regency, near.name, True) if near else Served()
        inside = bodies.within(role.start, role.end)
        if inside:
            chosen = max(inside, key=lambda a: a.span.end - a.span.start)
            return Served(chosen.regency or told, chosen.name, not chosen.bare or told is not None)
        if told is None and any(w in self.elsewhere for w in tokens.low[role.head : role.last]):
            return Served(told=True)
        if (taken_up := _BODY.fullmatch(role.text)) and (near := bodies.latest(role.start, taken_up["kind"])):
            return Served(near.regency, near.name, True)  # "… Dinas Sosial. Kepala dinas itu, X"
        regency = told or (None if role.kind.national else context)
        body = self.bodies.of(role.kind.serves, regency) if role.kind.serves and regency else None
        return Served(regency, body, told is not None)

    def _place_in(self, role: Role, tokens: Tokens) -> str | None:
        found: str | None = None
        for k in range(role.head, role.last):
            if tokens.capital[k] and tokens.low[k] != "negara":
                found = self.regency_of.get(tokens.low[k]) or found
        if found is None and role.last - role.head >= 2:
            found = self.kecamatan.get(" ".join(tokens.low[role.head + 1 : role.last]))
        return found


class Bodies:
    """The article's agencies, in order and without overlap, asked for by place."""

    def __init__(self, finds: list[AgencyFind]) -> None:
        self._finds = [f for f in finds if f.name]
        self._ends = [f.span.end for f in self._finds]
        self.names = frozenset(f.name for f in self._finds)

    def before(self, start: int) -> AgencyFind | None:
        """The last one that ends before a place, if near."""
        at = bisect_left(self._ends, start) - 1
        return self._finds[at] if at >= 0 and start - self._ends[at] < NEAR else None

    def latest(self, start: int, kind: str) -> AgencyFind | None:
        """The last one before a place whose name begins with that word."""
        at = bisect_left(self._ends, start)
        return next((f for f in reversed(self._finds[:at]) if f.name.lower().startswith(kind.lower())), None)

    def within(self, start: int, end: int) -> list[AgencyFind]:
        at = bisect_left(self._ends, start + 1)
        found = []
        while at < len(self._finds) and self._finds[at].span.start < end:
            found.append(self._finds[at])
            at += 1
        return found
