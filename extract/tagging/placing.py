"""Reads the place behind the name of a body: "(PMD) Kabupaten Bangli", "Setda Kab. Buleleng", "Denpasar"."""

from __future__ import annotations

from dataclasses import dataclass

from rapidfuzz import fuzz, process

from config.gazetteer import Gazetteer
from extract.tagging.places import PROVINCE
from extract.tagging.tokens import Tokens

_COMPASS = frozenset({"barat", "timur", "selatan", "utara", "tengah"})
_LEVEL = {"kabupaten": "kabupaten", "kab": "kabupaten", "kota": "kota", "provinsi": "provinsi", "propinsi": "provinsi", "prov": "provinsi",
          "pemkab": "kabupaten", "pemkot": "kota", "pemprov": "provinsi"}  # fmt: skip
LONGEST_BRACKET = 4
# Likeness in percent of a mistyped name of one of the nine to the right one, where "Kabupaten" or "Pemkab" announces it.
MISTYPED = 82.0


@dataclass(frozen=True, slots=True)
class Where:
    """`last`: the token behind the place; `regency` None for a place outside Bali, which is then called `official`."""

    last: int
    regency: str | None
    printed: str
    level: str | None
    official: str | None = None


class Placing:
    """Names of places by their words, and the words that announce them."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.words = frozenset(gazetteer.agency_words.place)
        self.inside: dict[tuple[str, ...], str] = {}
        self.kecamatan: dict[tuple[str, ...], str] = {}
        for regency in gazetteer.regencies:
            capital = "Bali" if regency.name == PROVINCE else regency.capital
            for form in (regency.name, *regency.typos, capital):
                self.inside[tuple(form.lower().split())] = regency.name
            for form in regency.kecamatan:
                self.kecamatan[tuple(form.lower().split())] = regency.name
        self.outside = {tuple(f.lower().split()): p.name for p in gazetteer.outside for f in (p.name, *p.forms)}
        self.elsewhere = frozenset(gazetteer.place_words.elsewhere)
        self._nine = {r.name.lower(): r.name for r in gazetteer.regencies if r.name != PROVINCE}

    def bracket(self, tokens: Tokens, at: int) -> int:
        """The token behind a bracket that shortens what stands before it; `at` where there is none."""
        if at < len(tokens) and tokens.low[at] == "(":
            for k in range(at + 1, min(at + LONGEST_BRACKET + 1, len(tokens))):
                if tokens.low[k] == ")":
                    return k + 1 if tokens.capital[at + 1] else at
        return at

    def after(self, tokens: Tokens, at: int, level: str | None = None) -> Where | None:
        """The place that stands at a token, announced or not; None where there is none. `level`: told before it ("Pemkab …")."""
        low, size = tokens.low, len(tokens)
        k = self.bracket(tokens, at)
        for _ in range(4):
            if (
                k < size
                and low[k] in ("pada", "di")
                and k + 1 < size
                and low[k + 1] in ("setda", "sekretariat", "pemkab", "pemerintah")
            ):
                k += 1
                continue
            if k < size and (low[k] in self.words or self._misprint(low[k])):
                level = _LEVEL.get(low[k], level or ("kabupaten" if low[k] not in self.words else None))
                k += 2 if k + 1 < size and low[k + 1] == "." and tokens.glued(k + 1) else 1
                k = self.bracket(tokens, k)
                continue
            break
        for length in (3, 2, 1):
            words = tuple(low[k : k + length])
            if len(words) < length or not (tokens.capital[k] or (level and words in self.inside)):
                continue
            last = k + length
            if words in self.inside or words in self.outside:
                if last < size and low[last] in _COMPASS and tokens.capital[last] and words in self.inside:
                    return None
                printed = " ".join(tokens.text[k:last])
                return Where(last, self.inside.get(words), printed, level, self._called(words, level))
        return self._announced(tokens, k, level) if level in ("kabupaten", "kota") else None

    def _called(self, words: tuple[str, ...], level: str | None) -> str | None:
        """What a place elsewhere is called in full, where the list tells its level and the text no other."""
        told = self.outside.get((level, *words)) if level else None
        name = told or self.outside.get(words) or ""
        known = name.split(" ", 1)[0].lower()
        return name if known in _LEVEL.values() and level in (None, known) else None

    def _announced(self, tokens: Tokens, k: int, level: str | None) -> Where | None:
        """What stands behind "Kabupaten": one of the nine, mistyped, or a place elsewhere that bare would be a word."""
        if k >= len(tokens) or not tokens.capital[k]:
            return None
        word = tokens.low[k]
        near = (
            process.extractOne(word, self._nine.keys(), scorer=fuzz.ratio, score_cutoff=MISTYPED)
            if len(word) > 4
            else None
        )
        if near and word not in self.elsewhere:
            return Where(k + 1, self._nine[near[0]], tokens.text[k], level)
        for length in (3, 2, 1):
            if (name := self.outside.get((str(level), *tokens.low[k : k + length]))) is not None:
                return Where(k + length, None, " ".join(tokens.text[k : k + length]), level, name)
        if word in self.elsewhere:
            last = k + 1
            while (
                last < min(k + 3, len(tokens))
                and tokens.capital[last]
                and tokens.low[last] in self.elsewhere | _COMPASS
            ):
                last += 1
            return Where(last, None, " ".join(tokens.text[k:last]), level)
        return None

    @staticmethod
    def _misprint(word: str) -> bool:
        return word[:1] == "k" and 7 <= len(word) <= 11 and word != "kabupaten" and fuzz.ratio(word, "kabupaten") >= 85

    def name_at(self, tokens: Tokens, at: int) -> int:
        """The token behind a place or kecamatan that stands bare at a token; 0 where there is none."""
        for length in (3, 2, 1):
            words = tuple(tokens.low[at : at + length])
            if (
                len(words) == length
                and tokens.capital[at]
                and any(words in d for d in (self.kecamatan, self.inside, self.outside))
            ):
                last = at + length
                if last < len(tokens) and tokens.low[last] in _COMPASS and tokens.capital[last]:
                    last += 1
                return last
        return 0

    def regency_within(self, words: tuple[str, ...]) -> str | None:
        """Whose territory a body's own name tells, where it does: "II Denpasar Barat"."""
        for length in (3, 2, 1):
            for k in range(len(words) - length + 1):
                piece = words[k : k + length]
                found = self.kecamatan.get(piece) or self.inside.get(piece)
                if found:
                    return found
        return None
