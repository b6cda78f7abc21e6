"""How far an office reaches behind its head: field, unit, body, place, as far as no person and no verb begins."""

from __future__ import annotations

import re

from config.lexicon import RoleKind
from extract.tagging.names import SMALL_TITLES, NameReader
from extract.tagging.phrases import Phrases
from extract.tagging.tokens import Tokens

_NUMERAL = re.compile(r"(?:[IVX]{1,5}|\d{1,4}(?:/\w+)?)$")
# "Pemberdayaan", "Kemasyarakatan": nouns that name a field, never a person.
_ABSTRACT = re.compile(r"(?:ke|pe|per|pem|pen|peng|peny)\w{4,}an$")
_BEFORE_PLACE = frozenset(
    {
        "kota",
        "kabupaten",
        "kab",
        "provinsi",
        "kecamatan",
        "kelurahan",
        "desa",
        "banjar",
        "lingkungan",
        "dusun",
        "kampung",
    }
)
_COMPASS = frozenset({"barat", "timur", "selatan", "utara", "tengah", "kaja", "kelod", "kangin", "kauh"})
# Unknown words between an office and a certain opening of a name are its field ("Kabid Destinasi I Made …"): up to so many.
FIELD = 6
BRACKET = 6
# Words of a role that end in a full stop: "Setda Kab. Badung".
_CUT = frozenset({"kab", "prov", "pov", "prop", "kec", "adm", "pem"})
# An office of a unit, which is called after its field.
_UNITS = ("bidang", "bagian", "seksi", "kabid", "kabag", "kasi", "kasub", "sub", "deputi", "kasubag", "asisten")
# Words of the name of a village.
VILLAGE = 4


class RoleTail:
    """Measures tails over the words of roles.toml and agencies.toml."""

    def __init__(
        self,
        heads: Phrases[RoleKind],
        words: frozenset[str],
        joiners: frozenset[str],
        units: frozenset[str],
        names: NameReader,
        places: frozenset[str],
    ) -> None:
        self.heads, self.tail, self.joiners, self.units = heads, words, joiners, units
        self.names, self.places = names, places

    def end(self, tokens: Tokens, head: int, at: int, kind: RoleKind, bodies: dict[int, int]) -> int:
        """The token behind the role. `bodies`: each token of a body's name → the token behind that name."""
        low, size = tokens.low, len(tokens)
        small = not tokens.capital[head] or kind.form == "headed" or not tokens.capital[at - 1]
        k = at
        named_place = False
        while k < size:
            word = low[k]
            if k in bodies:
                k = bodies[k]
                continue
            if word == "," and (step := self._body_between(tokens, k, bodies)):
                k = step
                continue
            if word == "(":
                close = next((n for n in range(k + 1, min(k + BRACKET + 2, size)) if low[n] == ")"), None)
                if close is None or self.names.opens(tokens, k + 1) or not self._inner(tokens, k + 1, close):
                    break
                k = close + 1
                continue
            if word == "." and k and low[k - 1] in _CUT and tokens.glued(k):
                k += 1
                continue
            if self._in_tail(tokens, k, small):
                k += 1
                continue
            if word == "/" and tokens.text[k - 1].isdigit() and tokens.glued(k):
                k = self._regiment(tokens, k + 1)
                continue
            if word in self.joiners or word == ",":
                n = k + 1
                if (word == "," and n < size and low[n] in ("dan", "serta")) or (
                    word in ("pada", "di") and n < size and low[n] in ("lingkungan", "wilayah")
                ):
                    n += 1
                if (
                    n < size
                    and self._in_tail(tokens, n, small)
                    and not self._head_at(tokens, n)
                    and not (word in (",", "dan") and (low[n] in self.places or self.names.opens(tokens, n)))
                    and (word != "," or self._list_goes_on(tokens, n))
                    and not (word in ("-", "/") and not tokens.glued(k))
                ):
                    k = n + 1
                    continue
                if word == "dan" and self._unit_goes_on(tokens, head, n):
                    k = n + 1
                    continue
                break
            if not tokens.capital[k] or tokens.shouted[k]:
                break
            if (
                low[k - 1] in _BEFORE_PLACE
                and k > at
                and k - 1 not in bodies
                and not self.names.opens(tokens, k)
                and low[k] not in self.names.not_names
            ):
                k += 2 if k + 1 < size and low[k + 1] in _COMPASS else 1
                continue
            step = self._field(tokens, k)
            if step:
                k = step
                continue
            if kind.names_place and not named_place and k == at and (step := self._village(tokens, k)):
                named_place = True
                k = step
                continue
            break
        while k > at and (low[k - 1] in self.joiners or low[k - 1] == ","):
            k -= 1
        return k

    def _body_between(self, tokens: Tokens, comma: int, bodies: dict[int, int]) -> int:
        """ "Kasi Trantib, Satpol PP Badung, I Made …": the token behind the body, if the holder is told behind it; else 0."""
        last = bodies.get(comma + 1, 0)
        if not last or tokens.low[comma + 1] in ("pemkab", "pemkot", "pemprov", "pemerintah"):
            return 0
        behind = last + 1 if last < len(tokens) and tokens.low[last] == "," else last
        return last if self.names.opens(tokens, behind) else 0

    def _unit_goes_on(self, tokens: Tokens, head: int, n: int) -> bool:
        """ "Kepala Bidang Informasi dan Saluran Komunikasi": an unknown word between "dan" and a known one, in the field of a unit."""
        low = tokens.low
        return (
            n + 1 < len(tokens)
            and tokens.capital[n]
            and tokens.capital[n + 1]
            and not tokens.shouted[n]
            and low[n + 1] in self.tail
            and low[n + 1] not in self.names.opening
            and low[n] not in self.names.not_names
            and not self.names.opens(tokens, n)
            and not self._head_at(tokens, n)
            and any(w.startswith(_UNITS) for w in low[head : head + 2])
        )

    def _inner(self, tokens: Tokens, first: int, last: int) -> bool:
        """A bracket that repeats or shortens: "(Sekda)", "(ORI)", "(PMD)"; one that holds a name is none."""
        return all(
            tokens.upper[n] or tokens.low[n] in self.tail or tokens.low[n] in self.places or not tokens.text[n][0].isalpha()
            or self._head_at(tokens, n) or tokens.text[n][0].islower() or tokens.text[n].startswith(("Dis", "Kom", "Kem", "Bap", "Kab", "Prov"))
            for n in range(first, last)
        )  # fmt: skip

    def _head_at(self, tokens: Tokens, at: int) -> bool:
        low = tokens.low
        return any(self.heads.get(" ".join(low[at : at + length])) is not None for length in (1, 2, 3))

    def _in_tail(self, tokens: Tokens, k: int, small: bool) -> bool:
        word, text = tokens.low[k], tokens.text[k]
        if not text[0].isalnum():
            return False
        if text[0].isdigit():
            return bool(_NUMERAL.match(text)) and k > 0 and tokens.low[k - 1] not in ("pada",)
        if word == "lalu" and not (k + 1 < len(tokens) and tokens.low[k + 1] == "lintas"):
            return False
        if text == "I":
            return not self.names.opens(tokens, k) or (k + 1 < len(tokens) and tokens.text[k + 1] == "I")
        if tokens.capital[k]:
            if word in self.places and word not in self.names.opening:
                return True
            if word == "anak" and k + 1 < len(tokens) and tokens.low[k + 1] == "agung":
                return False
            if word in self.tail and word not in self.names.opening:
                return not (self.names.titles_at(tokens, k) > k and word not in ("h",))
            if tokens.shouted[k]:
                return False
            if _ABSTRACT.match(word):
                return True
            if _NUMERAL.match(text) and text.isupper():
                return True
            return (
                tokens.upper[k]
                and 2 <= len(text) <= 12
                and word not in self.names.openers
                and text not in self.names.initials
                and word not in self.names.titles
                and not (k + 1 < len(tokens) and tokens.low[k + 1] == "." and tokens.glued(k + 1) and len(text) <= 3)
                and not self._emphasised(tokens, k)
                and not self._initials(tokens, k)
            )
        return (
            small
            and word in self.tail
            and word not in ("dan", "umum", "utama", "barang", "anak", "tinggi", "negara", "masyarakat")
        )

    def _initials(self, tokens: Tokens, k: int) -> bool:
        """Two or three capitals before a word that no role has: "KN Boy Jayawibawa"."""
        n = k + 1
        return (
            len(tokens.text[k]) <= 3
            and n < len(tokens)
            and tokens.capital[n]
            and not tokens.upper[n]
            and tokens.text[n][0].isalpha()
            and tokens.low[n] not in self.tail | self.places | self.names.not_names
            and not self.names.opens(tokens, n)
            and not _ABSTRACT.match(tokens.low[n])
        )

    @staticmethod
    def _emphasised(tokens: Tokens, k: int) -> bool:
        """Two long words in capitals: a name set in capitals."""
        return len(tokens.text[k]) > 4 and k + 1 < len(tokens) and tokens.upper[k + 1] and len(tokens.text[k + 1]) > 4

    def _field(self, tokens: Tokens, k: int) -> int:
        """The token where the name begins, if unknown capitalised words stand before a certain one; or behind an unknown word that a
        tail word follows. 0 where the unknown words are the name themselves."""
        low = tokens.low
        n = k
        while (
            n < min(k + FIELD, len(tokens))
            and tokens.text[n][0].isalpha()
            and (tokens.capital[n] or (low[n] == "dan" or low[n] in SMALL_TITLES))
        ):
            if n > k and self.names.opens(tokens, n) and low[n] not in self.names.inner:
                return n
            if n > k and low[n] in self.units:
                return n
            if self._head_at(tokens, n) and n > k:
                return 0
            if n == k and (self.names.opens(tokens, n) or self.names.titles_at(tokens, n) > n):
                return 0
            n += 1
        return 0

    def _regiment(self, tokens: Tokens, k: int) -> int:
        """The token behind the name of a unit: "163/Wira Satya"; it ends where a rank or a name begins."""
        last = k + 3
        while k < min(last, len(tokens)) and tokens.capital[k] and not self.names.opens(tokens, k):
            k += 1
        return k

    def _village(self, tokens: Tokens, k: int) -> int:
        """The token behind an unlisted village: one capitalised word before a name, or several before a comma and a certain name."""
        low = tokens.low
        if self.names.opens(tokens, k) or low[k] in self.names.not_names:
            return 0
        n = k + 1
        while n < min(k + VILLAGE, len(tokens)) and tokens.capital[n] and not self.names.opens(tokens, n):
            n += 1
        if n + 1 < len(tokens) and low[n] in (",", "(") and self.names.opens(tokens, n + 1):
            return n
        if k + 1 < len(tokens) and low[k + 1] in _COMPASS:
            return k + 2
        return k + 1 if k + 1 < len(tokens) and (low[k + 1] in (",", "(") or tokens.capital[k + 1]) else 0

    def _list_goes_on(self, tokens: Tokens, n: int) -> bool:
        """After a comma the field goes on only as a list that an "dan" closes: "Komunikasi, Informatika dan Statistik"."""
        low = tokens.low
        for k in range(n, min(n + 9, len(tokens))):
            if low[k] == "dan":
                return (
                    k + 1 < len(tokens)
                    and self._in_tail(tokens, k + 1, False)
                    and not self._head_at(tokens, k + 1)
                    and low[k + 1] not in self.places
                )
            if (
                low[k] in (".", "(", ":")
                or self._head_at(tokens, k)
                or self.names.opens(tokens, k)
                or low[k] in self.places
            ):
                return False
            if low[k] != "," and not self._in_tail(tokens, k, False):
                return False
        return False
