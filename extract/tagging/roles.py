"""Finds offices and how far each reaches: "Plt. Kepala Bidang Penempatan Dinas Tenaga Kerja Kabupaten Badung"."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc

from config.lexicon import RoleKind, RoleWords
from extract.tagging.names import NameReader
from extract.tagging.phrases import Phrases, Sequences
from extract.tagging.role_tail import FIELD, RoleTail
from extract.tagging.tokens import Tokens

# Letters of a prefix that is cut with a full stop: "Plt.", "Pjs.".
LONGEST_CUT = 4
# Words between a head and its body: "Wakil Ketua II …".
_BETWEEN = frozenset({"sementara", "i", "ii", "iii", "bidang"})
_NUMERALS = frozenset({"i", "ii", "iii", "iv"})
# Heads that are offices by themselves in a bracket behind a name: "I Made Sukada (Asisten)".
_ALONE = frozenset({"asisten", "inspektur"})


@dataclass(frozen=True, slots=True)
class Role:
    """`first`/`last` are tokens, `start`/`end` characters; `begin`: where "mantan" or "calon" before it begins; `head`: the head word."""

    begin: int
    first: int
    head: int
    last: int
    start: int
    end: int
    text: str
    kind: RoleKind
    acting: bool = False
    former: bool = False
    candidate: bool = False


class RoleReader:
    """Offices over the word lists of roles.toml and agencies.toml."""

    def __init__(
        self,
        nlp: Language,
        words: RoleWords,
        names: NameReader,
        places: frozenset[str],
        fields: frozenset[str],
        bodies: frozenset[str],
    ):
        self.names, self.places = names, places
        self.heads: Phrases[RoleKind] = Phrases(nlp, ((form, kind) for kind in words.roles for form in kind.forms))
        self.public, self.private = Sequences(words.public), Sequences(words.private)
        self.abbreviations = bodies | frozenset(f for f in fields if len(f) <= 12)
        self.acting, self.former, self.candidate = (
            Sequences(words.acting),
            Sequences(words.former),
            Sequences(words.candidate),
        )
        self.reach = RoleTail(
            self.heads, frozenset(words.tail) | fields, frozenset(words.joiners), frozenset(words.units), names, places
        )

    def find(self, doc: Doc) -> list[Role]:
        tokens: Tokens = doc._.tokens
        found: list[Role] = []
        reached = 0
        bodies: dict[int, int] = {}
        for body in doc._.agencies:
            first, last = tokens.at_char(body.span.start), tokens.at_char(body.span.end - 1) + 1
            bodies.update(dict.fromkeys(range(first, last), last))
        for match in self.heads.find(doc):
            if match.first < reached:
                continue
            role = self._read(tokens, match.first, match.last, match.value, bodies)
            if role is not None:
                found.append(role)
                reached = role.last
        return found

    def _read(self, tokens: Tokens, head: int, after: int, kind: RoleKind, bodies: dict[int, int]) -> Role | None:
        low = tokens.low
        first = self._back_over(tokens, head, self.acting)
        acting = first < head
        before = self._back_over(tokens, first, self.former)
        former = before < first
        begin = self._back_over(tokens, before, self.candidate)
        candidate = begin < before
        if low[after : after + 2] == ["-", "nya"] and tokens.glued(after):
            after += 2  # "Sekdis-nya, Ida Ayu …"
        elif after < len(tokens) and low[after] in ("-", "nya") and tokens.glued(after):
            return None
        alone = head > 0 and low[head - 1] == "(" and low[after : after + 1] == [")"] and low[head] in _ALONE
        if kind.form == "headed" and not (after in bodies or alone or self._public(tokens, head, after)):
            return None
        last = self.reach.end(tokens, head, after, kind, bodies)
        start, end = tokens.start[first], tokens.end[last - 1]
        text = tokens.printed(first, last)
        return Role(begin, first, head, last, start, end, text, kind, acting, former, candidate)

    def _public(self, tokens: Tokens, head: int, after: int) -> bool:
        """A headed role is an office only of a public body."""
        low = tokens.low
        if after >= len(low) or self.private.longest(low, after):
            return False
        if low[after] in _NUMERALS and (
            (not tokens.upper[after] and low[after] != "i") or self.names.opens(tokens, after)
        ):
            return False
        step = after
        while step < min(after + 2, len(low)) and low[step] in _BETWEEN:
            step += 1
        return bool(
            self.public.longest(low, after)
            or self.public.longest(low, step)
            or self._public_soon(tokens, after)
            or self._abbreviated(tokens, head, after)
        )

    def _abbreviated(self, tokens: Tokens, head: int, at: int) -> bool:
        """ "Kepala BPPTSP": who heads an abbreviation serves the state, where no private body is called so."""
        return at < len(tokens) and (
            tokens.low[at] in self.abbreviations
            or (
                tokens.low[head] == "kepala"
                and tokens.upper[at]
                and len(tokens.text[at]) >= 3
                and not tokens.shouted[at]
            )
        )

    def _public_soon(self, tokens: Tokens, at: int) -> bool:
        """A public body after some words of the field: "Koordinator Posko PPDB Ombudsman Bali"; the Ombudsman in any typing."""
        low = tokens.low
        for k in range(at, min(at + FIELD, len(tokens))):
            if low[k].startswith(("ombud", "ombus", "omdub")):
                return True
            if k > at and tokens.capital[k] and self.public.longest(low, k) and low[k] not in _NUMERALS:
                return True
            if (
                not (tokens.capital[k] or low[k] in self.reach.tail or low[k] in self.reach.joiners)
                or self.names.opens(tokens, k)
                or self.private.longest(low, k)
            ):
                return False
        return False

    @staticmethod
    def _surname(tokens: Tokens, at: int) -> bool:
        """ "… Riana Putra, Camat …": the last part of a name, no word for a son."""
        return tokens.low[at] in ("putra", "putri") and tokens.capital[at]

    def _back_over(self, tokens: Tokens, at: int, words: Sequences) -> int:
        """The token where a prefix that ends before `at` begins: "Pj.", "Penjabat (Pj)", "Pelaksana Tugas (Plt.)"."""
        low = tokens.low
        k = at
        for _ in range(2):
            n = k
            if n and low[n - 1] in (")",):
                inner = n - 2
                if inner > 0 and low[inner] == ".":
                    inner -= 1
                if inner > 1 and low[inner - 1] == "(" and (low[inner],) in words:
                    n = inner - 1
            if n > 1 and low[n - 1] == "." and tokens.glued(n - 1) and len(low[n - 2]) <= LONGEST_CUT:
                n -= 1
            for length in (2, 1):
                if n >= length and tuple(low[n - length : n]) in words and not self._surname(tokens, n - length):
                    k = n - length
                    break
            else:
                break
        return k
