"""Who a named person is: known by spelling, with the role and the article's day as witnesses."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from rapidfuzz import fuzz

from config.gazetteer import Gazetteer, Person, Term
from extract.tagging.names import sounding, telling

# Alone, a spelling must be this near; with the role as witness, this.
SURE, WITNESSED = 91.0, 78.0
# A retired official is still told by his last role for a while, a new one by it before he is sworn in.
SLACK = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Known:
    person: Person
    term: Term | None


class Linker:
    """All spellings, as spoken, once."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.spoken: list[tuple[str, frozenset[str], Person]] = []
        for person in gazetteer.persons:
            for spelling in {person.name, *person.spellings}:
                spoken = sounding(spelling)
                self.spoken.append((spoken, frozenset(spoken.split()), person))
        self.shorts: dict[str, list[Person]] = {}
        for person in gazetteer.persons:
            for short in person.short:
                self.shorts.setdefault(sounding(short), []).append(person)

    def link(
        self, name: str, *, role: str | None, regency: str | None, agency: str | None, day: date | None
    ) -> Known | None:
        """The person of that name, or None for one who is not known."""
        spoken = sounding(name)
        words = frozenset(spoken.split())
        best: tuple[float, Known] | None = None
        for other, others, person in self.spoken:
            ratio = max(fuzz.ratio(spoken, other), fuzz.token_sort_ratio(spoken, other))
            part = bool(telling(name)) and len(words & others) == len(words) and len(words) < len(others)
            if ratio < 70 and not part:
                continue
            term, witness = self._witness(person, role, regency, agency, day)
            near = ratio + (14 if part and len(words) >= 2 else 0)
            needed = WITNESSED if witness else SURE
            if part and len(words) == 1:
                # one word alone: only with the role
                near, needed = (90.0, 80.0) if witness else (0.0, SURE)
            if role and not witness and self._contradicts(person, role, regency, day):
                needed = 97.0
            if near < needed:
                continue
            score = near + (20 if witness else 0)
            if best is None or score > best[0]:
                best = (score, Known(person, term))
        if best is None and spoken in self.shorts:
            for person in self.shorts[spoken]:
                term, witness = self._witness(person, role, regency, agency, day)
                if witness:
                    return Known(person, term)
        return best[1] if best else None

    def _witness(
        self, person: Person, role: str | None, regency: str | None, agency: str | None, day: date | None
    ) -> tuple[Term | None, bool]:
        """(the term that fits, whether role and place speak for this person)."""
        terms = [
            t for t in person.terms if day is None or t.held_on(day) or t.held_on(day + SLACK) or t.held_on(day - SLACK)
        ]
        if not role:
            return (terms[-1] if terms else None), False
        for term in reversed(terms):
            if same_role(role, term) and (regency is None or term.regency is None or term.regency == regency):
                return term, True
        for term in reversed(person.terms):
            # Another day than the gazetteer has: weaker, but the office is the same.
            if same_role(role, term) and regency is not None and term.regency == regency:
                return term, True
            if term.agency.startswith("Ombudsman") and agency and agency.startswith("Ombudsman"):
                return term, True
        return (terms[-1] if terms else None), False

    def _contradicts(self, person: Person, role: str, regency: str | None, day: date | None) -> bool:
        """Told in another place's office: a namesake."""
        return (
            bool(regency)
            and bool(person.terms)
            and all(t.regency is not None and t.regency != regency for t in person.terms)
        )


_ALIASES = {
    "wabup": "wakil bupati", "wagub": "wakil gubernur", "wawali": "wakil wali kota", "walikota": "wali kota", "wakil walikota": "wakil wali kota",
    "sekda": "sekretaris daerah", "sekkab": "sekretaris daerah", "sekdakab": "sekretaris daerah", "sekdaprov": "sekretaris daerah", "inspektur": "kepala inspektorat",
}  # fmt: skip


def plain_role(role: str) -> str:
    """The role in lower case, without acting prefix, abbreviation in brackets, place."""
    import re

    text = re.sub(r"\([^)]*\)", " ", role.lower())
    text = re.sub(r"\b(?:plt|plh|pjs?|penjabat(?: sementara)?|pelaksana (?:tugas|harian)|mantan|eks)\b\.?", " ", text)
    text = " ".join(text.split())
    for short, full in _ALIASES.items():
        if text == short or text.startswith(f"{short} "):
            return full + text[len(short) :]
    return text


def same_role(role: str, term: Term) -> bool:
    """ "Bupati Badung" and the term "Bupati"; "Ketua Ombudsman … Perwakilan Bali" is said for its Kepala too."""
    told, held = plain_role(role), term.role.lower()
    if told.startswith(held):
        rest = told[len(held) :].strip()
        return not (
            held in ("ketua", "kepala") and rest and not rest.startswith(("ombudsman", "ori", "perwakilan", "omb"))
        )
    return term.agency.startswith("Ombudsman") and any(w in told for w in ("ombuds", "ombus", "ori"))
