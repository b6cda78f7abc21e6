"""Namings become persons: one a person, whatever the spelling; parts of the name used alone later belong to it."""

from __future__ import annotations

from dataclasses import dataclass, field

from rapidfuzz import fuzz

from extract.tagging.names import Spoken

# Likeness in percent of two namings of one person in one article; with the same office a looser one is enough.
ALIKE, ALIKE_IN_OFFICE = 88.0, 74.0
# … and of each part to its fellow.
PART = 66.0
SPELLINGS = 40


@dataclass(slots=True)
class Holder:
    """A person while the article is read; `words` are the sounded parts of each surface."""

    name: str
    id: str | None = None
    role: str | None = None
    plain: str | None = None
    agency: str | None = None
    regency: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)  # tokens
    surfaces: dict[str, None] = field(default_factory=dict)
    words: list[tuple[str, ...]] = field(default_factory=list)
    telling: list[tuple[str, ...]] = field(default_factory=list)
    shorts: set[tuple[str, ...]] = field(default_factory=set)

    def add(self, surface: str, first: int, last: int, spoken: Spoken) -> None:
        self.spans.append((first, last))
        if surface not in self.surfaces:
            self.surfaces[surface] = None
            self.learn(surface, spoken)

    def learn(self, surface: str, spoken: Spoken) -> None:
        """Another way of writing the name; of a person told in very many ways the first are enough to compare with."""
        if len(self.words) >= SPELLINGS:
            return
        self.words.append(spoken.words(surface))
        self.telling.append(spoken.telling(surface))


class People:
    """The persons of one article. In a text that names very many, only those who share a word with a naming are compared."""

    MANY = 150

    def __init__(self, spoken: Spoken) -> None:
        self.spoken = spoken
        self.all: list[Holder] = []
        self._by_word: dict[str, dict[int, Holder]] = {}

    def found(self, name: str) -> Holder:
        """A person new to the article."""
        holder = Holder(name)
        self.all.append(holder)
        return holder

    def add(self, holder: Holder, surface: str, first: int, last: int) -> None:
        holder.add(surface, first, last, self.spoken)
        self.index(holder)

    def index(self, holder: Holder) -> None:
        for words in (*holder.words, *holder.shorts):
            for word in words:
                self._by_word.setdefault(word, {})[id(holder)] = holder

    def fitting(self, surface: str, plain: str | None = None) -> list[Holder]:
        """Those whom the name may mean."""
        words, telling = self.spoken.words(surface), self.spoken.telling(surface)
        return [p for p in self._near(words) if same_person(p, words, telling, plain)]

    def ending(self, surface: str) -> list[Holder]:
        """Those whose name has nothing but parts that many have, and ends with this one: "Raka" of "I Made Raka"."""
        words = self.spoken.words(surface)
        if len(words) != 1:
            return []
        return [
            p
            for p in self._near(words)
            for w, t in zip(p.words, p.telling, strict=True)
            if not t and len(w) > 1 and w[-1:] == words
        ][:2]

    def _near(self, words: tuple[str, ...]) -> list[Holder]:
        if len(self.all) <= self.MANY:
            return self.all
        found: dict[int, Holder] = {}
        for word in words:
            near = self._by_word.get(word, {})
            if len(near) <= self.MANY:
                found.update(near)
        return list(found.values())


def same_person(holder: Holder, words: tuple[str, ...], telling: tuple[str, ...], plain: str | None) -> bool:
    """Another spelling or a part of the same name."""
    if not words:
        return False
    if words in holder.shorts:
        return True
    mine = set(telling)
    for other, theirs in zip(holder.words, holder.telling, strict=True):
        if words == other:
            return True
        if mine and theirs and (mine <= set(theirs) or set(theirs) <= mine):
            small, large = (words, other) if len(words) <= len(other) else (other, words)
            longest = max(holder.words, key=len)
            if len(words) > 1 and set(theirs) < mine and not set(longest) <= set(words):
                continue  # "Candrawati Tamba" beside "I Nengah Tamba": shares his name, not his birth name
            # more parts than the known name has: a relative's
            if holder.id is not None and large is words and len(words) > max(map(len, holder.words)):
                continue
            if {w for w in small if len(w) > 2} <= set(large):
                return True
        if len(words) == len(other) or (abs(len(words) - len(other)) == 1 and len(words) > 2):
            likeness = fuzz.ratio(" ".join(words), " ".join(other))
            in_office = plain is not None and holder.plain is not None and plain == holder.plain
            if likeness >= (ALIKE_IN_OFFICE if in_office and len(words) > 1 else ALIKE) and _parts_alike(words, other):
                return True
        if len(words) == 1 and len(words[0]) >= 5 and theirs and any(fuzz.ratio(words[0], t) >= ALIKE for t in theirs):
            return True
        if mine and len(words) > 1 and len(words) < len(other) and _contained(words, other):
            return True
    return False


def _contained(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Each part is like one of the longer name's, in its order: "Wdhi Yanti" in "… Sri Wdhi Yanti"."""
    at = 0
    for word in words:
        while at < len(other) and fuzz.ratio(word, other[at]) < ALIKE:
            at += 1
        if at == len(other):
            return False
        at += 1
    return True


def _parts_alike(words: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Brothers share most parts of a name: every part must be like its fellow."""
    if len(words) != len(other):
        return fuzz.ratio("".join(words), "".join(other)) >= ALIKE
    return all(a == b or (a[0] == b[0] and fuzz.ratio(a, b) >= PART) for a, b in zip(words, other, strict=True))
