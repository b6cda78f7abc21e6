"""All that reads as a person's name in an article, outside of roles and bodies."""

from __future__ import annotations

from spacy.tokens import Doc

from config.lexicon import NameWords
from extract.tagging.names import SMALL_TITLES, Name, NameReader
from extract.tagging.phrases import Phrases
from extract.tagging.records import AgencyFind, Source
from extract.tagging.roles import Role
from extract.tagging.tokens import Tokens

_OPENING_SIGNS = frozenset(".!?:“”\"'‘’(–—|•*…")


class NameFinder:
    """`saying`: verbs of saying with and without "-nya"; `stop`: words that begin sentences and name nobody; `regencies`: the nine."""

    def __init__(
        self,
        reader: NameReader,
        words: NameWords,
        saying: frozenset[str],
        stop: frozenset[str],
        regencies: frozenset[str],
    ) -> None:
        self.reader, self.saying, self.stop, self.regencies = reader, saying, stop, regencies
        self.past = frozenset(words.past)

    def find(self, doc: Doc, roles: list[Role], known: Phrases[str], bodies: list[AgencyFind]) -> list[Name]:
        """All that reads as a name, outside of roles, in order; a spelling of the gazetteer always does."""
        tokens: Tokens = doc._.tokens
        low, size = tokens.low, len(tokens)
        taken = bytearray(size + 1)
        for role in roles:
            taken[role.first : role.last] = b"\x01" * (role.last - role.first)
        for body in bodies:
            first, last = tokens.at_char(body.span.start), tokens.at_char(body.span.end - 1) + 1
            taken[first:last] = b"\x01" * (last - first)
        source: Source = doc._.source
        spelt = {m.first: m.last for m in known.find(doc) if tokens.big(m.first)}
        spelt |= {
            k: k + 1 for k, text in enumerate(tokens.text) if text in self.reader.initials and not tokens.shouted[k]
        }
        found: list[Name] = []
        at = 0
        while at < size:
            if taken[at]:
                at += 1
                continue
            if at in spelt and not any(taken[at : spelt[at]]):
                name: Name | None = self._spelt(
                    tokens, at, spelt[at], loose=tokens.shouted[at] or tokens.start[at] < source.shift
                )
            elif tokens.capital[at] or (low[at] in SMALL_TITLES and self.reader.titles_at(tokens, at) > at):
                name = self._read(tokens, at)
            else:
                name = None
            if name is not None:
                stop = next((n for n in range(name.first, name.last) if taken[n]), None)
                inner = next(
                    (n for n in range(name.first + 1, name.last) if n in spelt and spelt[n] > name.last - 1), None
                )
                if stop is not None or (inner is not None and not name.strong):
                    name = None
            if name is None:
                at += 1
                continue
            if (
                not self._historic(tokens, name)
                and not self._of_a_thing(tokens, name)
                and not self._numbered(tokens, name)
            ):
                found.append(name)
            at = max(name.after, at + 1)
        return sorted((*found, *self._surnames(tokens, found)), key=lambda n: n.first)

    def _surnames(self, tokens: Tokens, found: list[Name]) -> list[Name]:
        """ "Kuta diberi waktu": the last part of "I Made Kuta", where a sentence begins; a place as small as that acts in few."""
        low = tokens.low
        last = {n.last - 1 for n in found if n.strong and n.parts > 1}
        borne = {low[k] for k in last if low[k] in self.reader.places} - self.regencies - {"negara", "kota"}
        return [
            Name(k, k, k + 1, k + 1, True, 1)
            for k, word in enumerate(low)
            if word in borne
            and k not in last
            and tokens.capital[k]
            and begins_sentence(tokens, k)
            and k + 1 < len(low)
            and tokens.text[k + 1][0].islower()
        ]

    def _spelt(self, tokens: Tokens, at: int, last: int, *, loose: bool) -> Name:
        """A spelling of the gazetteer; a longer name that only begins so is another person's, except where all words have capitals (`loose`)."""
        name = self.reader.read(tokens, at)
        if name is not None and name.first == at and name.last > last and not loose:
            return name
        return Name(at, at, last, self.reader.after_degrees(tokens, last), True, last - at)

    def _read(self, tokens: Tokens, at: int) -> Name | None:
        word = tokens.low[at]
        if word in self.reader.places and word not in self.reader.opening and word != "negara":
            # "kata Gianyar": a surname, if the article has such a person
            spoken = at > 0 and tokens.low[at - 1] in self.saying
            return Name(at, at, at + 1, at + 1, False, 1) if spoken else None
        if word not in self.reader.opening and word not in self.reader.titles and begins_sentence(tokens, at):
            follows = at + 1 < len(tokens) and tokens.capital[at + 1]
            if word in self.stop or (
                word in tokens.small and not tokens.shouted[at] and not (follows and word not in self.stop)
            ):
                return None
        return self.reader.read(tokens, at)

    def _historic(self, tokens: Tokens, name: Name) -> bool:
        words = " ".join(tokens.low[name.first : name.last])
        return words in self.past or words.removeprefix("i ") in self.past

    @staticmethod
    def _numbered(tokens: Tokens, name: Name) -> bool:
        """ "Nomor 9", "Wita" behind a time: one word beside a number is none."""
        behind = tokens.text[name.last][:1] if name.last < len(tokens) else ""
        before = tokens.text[name.begin - 1][:1] if name.begin else ""
        return not name.strong and (behind.isdigit() or (name.parts == 1 and before.isdigit()))

    def _of_a_thing(self, tokens: Tokens, name: Name) -> bool:
        """A street, a hall, a village bears the name."""
        k = name.begin - 1
        if k >= 0 and tokens.low[k] == ".":
            k -= 1
        return k >= 0 and tokens.low[k] in self.reader.things and name.begin == name.first


def begins_sentence(tokens: Tokens, at: int) -> bool:
    """A capital letter here tells nothing."""
    return at == 0 or tokens.text[at - 1] in _OPENING_SIGNS or tokens.breaks(at - 1)
