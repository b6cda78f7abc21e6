"""Who a named person is: known by spelling, with the role and the article's day as witnesses."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from rapidfuzz import fuzz, process

from config.gazetteer import Gazetteer, Person, Term
from config.lexicon import RoleWords
from extract.tagging.names import Spoken
from extract.tagging.places import PROVINCE

# Likeness of two spellings in percent: alone a spelling must be as near as SURE; with office and place as witness, WITNESSED.
# Told in another office than any that the gazetteer has of him, only the same spelling is him (a new post, perhaps).
SURE, WITNESSED, SAME, WORTH_A_LOOK = 92.0, 76.0, 98.0, 66.0
# A retired official is still told by his last role for a while, a new one by it before he is sworn in.
SLACK = timedelta(days=60)
CACHE = 8192
# Letters of a name that may stand alone for a person whom no office tells.
SHORTEST = 5


@dataclass(frozen=True, slots=True)
class Known:
    person: Person
    term: Term | None
    witnessed: bool


class RoleNames:
    """Names of offices made comparable: without acting prefix, brackets, place; abbreviations written out."""

    def __init__(self, words: RoleWords) -> None:
        prefixes = sorted((*words.acting, *words.former), key=len, reverse=True)
        self._prefix = re.compile(r"^(?:(?:" + "|".join(map(re.escape, prefixes)) + r")\b\.?\s*)+")
        self._aliases = {form: alias.name for alias in words.aliases for form in alias.forms}
        self.plain = lru_cache(maxsize=CACHE)(self._plain)

    def _plain(self, role: str) -> str:
        text = " ".join(re.sub(r"\([^)]*\)", " ", role.lower()).replace(".", " ").split())
        text = self._prefix.sub("", text)
        for length in (2, 1):
            words = text.split()
            head = " ".join(words[:length])
            if head in self._aliases:
                return " ".join((self._aliases[head], *words[length:]))
        return text

    def same(self, role: str, term: Term) -> bool:
        """ "Bupati Badung" and the term "Bupati"; "Ketua Ombudsman … Perwakilan Bali" is said for its Kepala too."""
        told, held = self.plain(role), self.plain(term.role)
        if term.agency.startswith("Ombudsman"):
            return any(w in told for w in ("omb", "ori", "keasistenan", "asisten", "perwakilan", "kaper"))
        if told == held or told.startswith(f"{held} "):
            return not (held in ("ketua", "kepala") and told != held)
        return False


class Linker:
    """All spellings, as spoken, once; answers are remembered."""

    def __init__(self, gazetteer: Gazetteer, spoken: Spoken, roles: RoleNames) -> None:
        self.spoken, self.roles = spoken, roles
        self._spellings: list[str] = []
        self._owners: list[Person] = []
        self._by_word: dict[str, list[int]] = {}
        for person in gazetteer.persons:
            for spelling in dict.fromkeys((person.name, *person.spellings)):
                words = spoken.words(spelling)
                for word in set(words):
                    self._by_word.setdefault(word, []).append(len(self._spellings))
                self._spellings.append(" ".join(words))
                self._owners.append(person)
        self._shorts: dict[str, list[Person]] = {}
        for person in gazetteer.persons:
            for short in person.short:
                self._shorts.setdefault(" ".join(spoken.words(short)), []).append(person)
        self.link = lru_cache(maxsize=CACHE)(self._link)

    def _link(
        self, name: str, role: str | None, regency: str | None, agency: str | None, day: date | None
    ) -> Known | None:
        """The person of that name, or None for one who is not known."""
        words = self.spoken.words(name)
        told = " ".join(words)
        if not words:
            return None
        telling = self.spoken.telling(name)
        near = process.extract(told, self._spellings, scorer=fuzz.ratio, score_cutoff=WORTH_A_LOOK, limit=12)
        likeness = {index: score for _, score, index in near}
        parts = set(words)
        if telling:
            for index in self._by_word.get(words[-1], ()):
                if parts <= set(self._spellings[index].split()):
                    likeness.setdefault(index, 0.0)
        cut = self._cut(words) if role else ()
        for index in cut:
            likeness.setdefault(index, 0.0)
        best: tuple[float, Known] | None = None
        for index, ratio in likeness.items():
            person = self._owners[index]
            term, witness = self._witness(person, role, regency, agency, day)
            others = self._spellings[index].split()
            part = bool(telling) and parts < set(others)
            score = ratio
            if index in cut and witness:
                score = max(score, 90.0)
            elif part:
                score = max(score, 90.0 if witness or len(words) >= 3 else 86.0 if len(words) == 2 else 0.0)
            elif ratio < SURE and not self._same_shape(words, others):
                score = min(score, WITNESSED - 1)
            needed = WITNESSED if witness else SAME if role or len(words) < 3 else SURE
            if (
                role
                and not witness
                and self._elsewhere(person, regency)
                and not (ratio >= SAME and regency == PROVINCE)
            ):
                continue
            if score < needed:
                continue
            score += 20 if witness else 0
            if best is None or score > best[0]:
                best = (score, Known(person, term, witness))
        if best is None:
            for person in self._shorts.get(told, ()):
                term, witness = self._witness(person, role, regency, agency, day)
                if witness:
                    return Known(person, term, True)
        return best[1] if best else None

    def _cut(self, words: tuple[str, ...]) -> tuple[int, ...]:
        """Spellings whose last part the name gives by its letter: "Andrian P." of "Andrian Pramudianto"."""
        if len(words) < 2 or len(words[-1]) != 1:
            return ()
        found = []
        for index, spelling in enumerate(self._spellings):
            others = spelling.split()
            if len(others) >= len(words) and others[0] == words[0] and others[len(words) - 1].startswith(words[-1]):
                found.append(index)
        return tuple(found)

    def by_short(self, name: str, day: date | None, bodies: frozenset[str] = frozenset()) -> Known | None:
        """The one person in office on a day whom a short form names; None without a day or where it may be two.

        A word of few letters is enough only where the article names the body that he serves, one of `bodies`.
        """
        if day is None or not name:
            return None
        found = [
            Known(person, term, False)
            for person in self._shorts.get(" ".join(self.spoken.words(name)), ())
            for term in reversed(person.terms)
            if name in person.short and term.held_on(day) and (len(name) >= SHORTEST or term.agency in bodies)
        ]
        return found[0] if len({k.person.id for k in found}) == 1 else None

    @staticmethod
    def _same_shape(words: tuple[str, ...], others: list[str]) -> bool:
        """Each part has a like one: a misspelling, not another person who shares some parts."""
        if len(words) > len(others):
            words, others = tuple(others), list(words)
        glued = fuzz.ratio("".join(words), "".join(others)) >= 80
        return glued and (all(max(fuzz.ratio(w, o) for o in others) >= 60 for w in words) or len(words) != len(others))

    def _witness(
        self, person: Person, role: str | None, regency: str | None, agency: str | None, day: date | None
    ) -> tuple[Term | None, bool]:
        """(the term that fits, whether role and place speak for this person)."""
        current = [
            t for t in person.terms if day is None or t.held_on(day) or t.held_on(day + SLACK) or t.held_on(day - SLACK)
        ]
        if not role:
            return (current[-1] if current else None), False
        for term in reversed(current):
            if self.roles.same(role, term) and (regency is None or term.regency in (None, regency)):
                return term, True
        for term in reversed(person.terms):
            # another day than the gazetteer has: the office is the same
            if self.roles.same(role, term) and regency is not None and term.regency == regency:
                return term, True
            if term.agency.startswith("Ombudsman") and agency and agency.startswith("Ombudsman"):
                return term, True
        return (current[-1] if current else None), False

    @staticmethod
    def _elsewhere(person: Person, regency: str | None) -> bool:
        """Told in an office of another place than any of his: a namesake."""
        return bool(regency) and bool(person.terms) and all(t.regency not in (None, regency) for t in person.terms)
