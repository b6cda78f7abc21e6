"""Reads a person's name where one begins: titles before, degrees behind, initials and openers as Balinese names have them."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from config.lexicon import NameWords
from extract.tagging.tokens import Tokens

LONGEST = 8  # parts of a name
# Behind these "I" before a place is a number: "Puskesmas I Mendoyo".
NUMBERED = frozenset({"puskesmas", "pustu"})
# Titles that are written small.
SMALL_TITLES = frozenset({"dr", "drg", "drh", "apt", "ns"})


@dataclass(frozen=True, slots=True)
class Name:
    """Tokens `first` up to `last` are the name, up to `after` its degrees; `begin`: where its titles begin.

    `strong`: opened as Balinese names are, or titled, or followed by a degree: a name by itself.
    """

    begin: int
    first: int
    last: int
    after: int
    strong: bool
    parts: int


class NameReader:
    """The grammar of names over the word lists of names.toml."""

    def __init__(
        self,
        words: NameWords,
        places: frozenset[str],
        units: frozenset[str],
        roles: frozenset[str],
        initials: frozenset[str],
    ) -> None:
        self.initials = initials  # capitals by which somebody is known: "PAS"
        self.openers, self.birth = frozenset(words.openers), frozenset(words.birth)
        self.inner = frozenset(words.inner)
        self.opening = self.openers | self.birth
        self.particles, self.prefixes = frozenset(words.particles), frozenset(words.prefixes)
        self.shortened, self.titles = frozenset(words.shortened), frozenset(words.titles)
        self.corps, self.not_names = frozenset(words.corps), frozenset(words.not_names)
        self.ranked = self.corps | self.titles | {"purn"}
        self.also_names = frozenset(words.also_names)
        self.things = frozenset(words.things)
        self.places, self.units, self.roles = places, units - self.opening, roles
        pieces = sorted(words.degrees, key=len, reverse=True)
        degree = "|".join(r"\.?\s?".join(re.escape(p) for p in d.split(".")) for d in pieces)
        self._degree = re.compile(rf"(?:{degree})(?![\w])\.?")
        self._degrees = re.compile(rf"(?:\s*[.,]{{0,2}}\s*\(?(?:{degree})(?![\w])\)?\.?(?![\w]))+")
        self._cased = {p.split(".")[0] for p in words.degrees}

    def titles_at(self, tokens: Tokens, at: int) -> int:
        """The token behind the titles that begin here; `at` itself where there are none."""
        low, size = tokens.low, len(tokens)
        while at < size and low[at] in self.titles and (tokens.capital[at] or low[at] in SMALL_TITLES):
            nxt = at + 1
            dotted = nxt < size and low[nxt] == "." and tokens.glued(nxt)
            if dotted:
                nxt += 1
            elif len(low[at]) == 1 and not (nxt < size and tokens.capital[nxt] and low[nxt] not in self.not_names):
                break
            if nxt < size and low[nxt] == "," and nxt + 1 < size and low[nxt + 1] in self.titles:
                nxt += 1
            if nxt < size and low[nxt] == "(" and nxt + 2 < size and low[nxt + 1] in self.ranked:
                close = next((k for k in range(nxt + 2, min(nxt + 5, size)) if low[k] == ")"), None)
                nxt = close + 1 if close else nxt
            while nxt < size and low[nxt] in self.corps and tokens.capital[nxt]:
                nxt += 2 if nxt + 1 < size and low[nxt + 1] == "." and tokens.glued(nxt + 1) else 1
            at = nxt
        return at

    def opens(self, tokens: Tokens, at: int) -> bool:
        """A name certainly begins here: with a title or as Balinese names do."""
        if at >= len(tokens) or not (tokens.capital[at] or tokens.low[at] in SMALL_TITLES):
            return False
        low = tokens.low[at]
        if low in self.opening:
            if len(low) > 1 or low != "i":
                return True
            nxt = at + 1 if not (at + 1 < len(tokens) and tokens.low[at + 1] == ".") else at + 2
            if at and tokens.low[at - 1] in NUMBERED and nxt < len(tokens) and tokens.low[nxt] in self.places:
                return False
            return nxt < len(tokens) and tokens.capital[nxt] and tokens.low[nxt] not in self.not_names | self.units
        if self._dotted_opener(tokens, at):
            return True
        return (self.titles_at(tokens, at) > at and low not in ("h", "pak", "bu", "ibu", "bapak")) or (
            low == "h" and at + 1 < len(tokens) and tokens.low[at + 1] == "."
        )

    def _dotted_opener(self, tokens: Tokens, at: int) -> int:
        """ "A.A.", "I.B.", "I.G.N.": the token behind it, or 0."""
        joined, k = "", at
        while k < len(tokens) and len(tokens.text[k]) <= 2 and tokens.capital[k] and (k == at or tokens.glued(k)):
            joined += tokens.low[k]
            k += 1
            if k < len(tokens) and tokens.low[k] == "." and tokens.glued(k):
                k += 1
            else:
                break
        return k if len(joined) >= 2 and joined in self.openers and "." in tokens.low[at:k] else 0

    def read(self, tokens: Tokens, at: int) -> Name | None:
        """The name that begins at a token, titles first; None if there is none."""
        first = self.titles_at(tokens, at)
        strong = first > at
        size, low, text = len(tokens), tokens.low, tokens.text
        k, parts, last, opener, telling = first, 0, first, False, False
        while k < size and parts < LONGEST:
            word = low[k]
            if not text[k][0].isalpha():
                break
            if not tokens.capital[k]:
                if parts and word in self.particles and k + 1 < size and tokens.capital[k + 1]:
                    k += 1
                    continue
                break
            dotted = self._dotted_opener(tokens, k) if not parts else 0
            if dotted:
                opener, k, last, parts = True, dotted, dotted, 1
                continue
            if word == "lalu" and not parts and self._sasak(tokens, k):
                opener, k, last, parts = True, k + 1, k + 1, 1
                continue
            if word in self.not_names and not self._part_all_the_same(tokens, k, telling=telling, opener=opener):
                break
            if not parts and word in self.units and not strong and word not in self.opening:
                break
            if parts and (self._is_degree(tokens, k) or self._title_inside(tokens, k)):
                break
            if parts and word in self.places and not (opener or strong or word == "negara"):
                break
            if parts and not (opener or strong) and word in ("i", "ni", "ida", "ign") and self.opens(tokens, k):
                break
            if tokens.upper[k] and not tokens.shouted[k] and self._abbreviates(tokens, k, parts):
                break
            parts += 1
            opener = opener or word in self.opening
            telling = telling or word not in self.opening
            k += 1
            last = k
            if k < size and low[k] == "." and tokens.glued(k):
                if len(word) == 1 or word in self.shortened:
                    follows = k + 1 < size and (tokens.capital[k + 1]) and not tokens.breaks(k + 1)
                    if not follows:
                        break
                    k += 1
                    continue
                break
            if k + 1 < size and low[k] in "-‑" and tokens.glued(k) and tokens.glued(k + 1):
                if word in self.prefixes and text[k + 1][0].isalpha():
                    k += 2
                    last = k
                    continue
                break
        if not parts or (parts == 1 and len(text[last - 1]) < 3 and not opener):
            return None
        if parts == 1 and low[first] in self.opening and len(low[first]) <= 3:
            return None
        after = self.after_degrees(tokens, last)
        return Name(at, first, last, after, strong or opener or after > last, parts)

    @staticmethod
    def _sasak(tokens: Tokens, k: int) -> bool:
        """ "Lalu Hariadi …", a mark of caste on Lombok; where a sentence begins it is "then"."""
        inside = k > 0 and (tokens.text[k - 1][0].isalnum() or tokens.low[k - 1] in (",", "(", ")"))
        return inside and k + 2 < len(tokens) and tokens.capital[k + 1] and not tokens.shouted[k]

    def _title_inside(self, tokens: Tokens, k: int) -> bool:
        """ "… Ny. Ayu Lestari": another name begins, titled."""
        return (
            len(tokens.low[k]) > 1 and tokens.low[k] in self.titles and k + 1 < len(tokens) and tokens.low[k + 1] == "."
        )

    def _part_all_the_same(self, tokens: Tokens, k: int, *, telling: bool, opener: bool) -> bool:
        """A word that is also the telling part of a Balinese name ("I Nyoman Sidang"), or inside one ("Dewa Gede Juli Artabrata")."""
        word = tokens.low[k]
        if not opener or tokens.upper[k]:
            return False
        if not telling:
            return word not in self.roles
        goes_on = k + 1 < len(tokens) and tokens.capital[k + 1] and tokens.low[k + 1] not in self.not_names
        return word in self.also_names and goes_on

    def _abbreviates(self, tokens: Tokens, k: int, parts: int) -> bool:
        """Capitals among small letters: an abbreviation, unless they are initials or a name set in capitals."""
        word = tokens.low[k]
        if word in self.openers or (parts and len(word) <= 3):
            return False
        if not parts and len(word) <= 3:
            return not self._initials(tokens, k)
        return len(word) <= 4 or not self._capitals(tokens, k)

    def _initials(self, tokens: Tokens, k: int) -> bool:
        """Capitals that shorten the first names: "KN Boy Jayawibawa"; two ordinary name parts follow."""
        return all(
            n < len(tokens) and tokens.capital[n] and not tokens.upper[n] and tokens.text[n].isalpha()
            and tokens.low[n] not in self.not_names | self.units | self.places
            for n in (k + 1, k + 2)
        )  # fmt: skip

    def _capitals(self, tokens: Tokens, k: int) -> bool:
        """Two words in capitals side by side: an emphasised name, no abbreviation."""
        return any(
            0 <= n < len(tokens) and tokens.upper[n] and len(tokens.text[n]) > 3 and tokens.low[n] not in self.not_names
            for n in (k - 1, k + 1)
        )

    def _is_degree(self, tokens: Tokens, k: int) -> bool:
        if tokens.text[k] not in self._cased and not tokens.upper[k]:
            return False
        source = tokens.printed(k, min(k + 5, len(tokens)))
        match = self._degree.match(source)
        return bool(match) and (len(match[0].rstrip(".")) > 1)  # type: ignore[index]

    def after_degrees(self, tokens: Tokens, last: int) -> int:
        """The token behind the degrees that follow a name."""
        if last >= len(tokens):
            return last
        window = tokens.printed(last, min(last + 34, len(tokens)))
        if tokens.start[last] > tokens.end[last - 1]:
            window = " " + window
        match = self._degrees.match(window)
        if not match:
            return last
        target = tokens.end[last - 1] + match.end()
        k = last
        while k < len(tokens) and tokens.end[k] <= target:
            k += 1
        # the full stop that ends the sentence is none of the degree's
        return k


class Spoken:
    """Names as they are spoken, for comparing: what drifts in print is made alike."""

    def __init__(self, words: NameWords) -> None:
        self._drift = {old: d.new for d in words.drift for old in d.old}
        self._sounds = [(old, s.new) for s in words.sounds for old in s.old]
        self._plain = frozenset(words.openers) | frozenset(words.birth)
        self.words = lru_cache(maxsize=4096)(self._words)
        self.telling = lru_cache(maxsize=4096)(self._telling)

    def _words(self, name: str) -> tuple[str, ...]:
        """The parts, sounded: "Tjok. Gde Agung" → ("cokorda", "gede", "agung"); "i" and "ni" are left out."""
        text = re.sub(r"\b([A-Za-z])\.\s?(?=[A-Za-z]\b)", r"\1", name)
        found: list[str] = []
        for word in re.findall(r"[^\W\d_]+(?:['’`][^\W\d_]+)*", text.lower()):
            word = re.sub(r"['’`]", "", word)
            for piece in self._drift.get(word, word).split():
                if piece not in ("i", "ni"):
                    found.append(self.sound(piece))
        return tuple(found)

    def sound(self, word: str) -> str:
        for old, new in self._sounds:
            word = word.replace(old, new)
        return re.sub(r"(.)\1", r"\1", word)

    def _telling(self, name: str) -> tuple[str, ...]:
        """The parts that single a person out, sounded."""
        raw = [
            w for w in re.findall(r"[^\W\d_]+(?:['’`][^\W\d_]+)*", name) if w.lower() not in self._plain and len(w) > 2
        ]
        return tuple(self.sound(w.lower()) for w in raw)
