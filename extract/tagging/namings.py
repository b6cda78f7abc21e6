"""Pairs offices with names, in either order: "Sekda Badung I Wayan …", "…, kata X, Kepala …", "X (Kabag Umum)", lists, pairs."""

from __future__ import annotations

from dataclasses import dataclass, replace

from config.lexicon import NameWords, RoleWords
from extract.tagging.name_finding import begins_sentence
from extract.tagging.names import Name, NameReader
from extract.tagging.phrases import Sequences
from extract.tagging.records import AgencyFind
from extract.tagging.roles import Role
from extract.tagging.tokens import Tokens

# Tokens of a sentence looked back through for the one who is appointed.
SENTENCE = 40
_POINTING = frozenset({"itu", "tersebut", "ini", "setempat"})
_AND = frozenset({"dan", "serta", "bersama", "beserta", "-", "–", "/", "&"})


@dataclass(frozen=True, slots=True)
class Naming:
    """A name, and the office told beside it. `comma`: they are only told one after the other."""

    name: Name
    role: Role | None
    comma: bool = False
    body: AgencyFind | None = None  # "X dari Inspektorat Badung"


class Pairing:
    """Who is told to hold which office."""

    def __init__(self, names: NameReader, name_words: NameWords, words: RoleWords) -> None:
        self.names = names
        self.common = frozenset(name_words.common)
        self.presenting = Sequences(words.presenting)
        self.holding = Sequences(words.holding)
        self.led, self.generic = Sequences(words.led), frozenset(words.generic)
        self.appointed, self.leading = Sequences(words.appointed), Sequences(words.leading)
        self.saying = frozenset(f"{w}{end}" for w in words.saying for end in ("", "nya"))

    def pair(self, tokens: Tokens, roles: list[Role], names: list[Name], bodies: list[AgencyFind]) -> list[Naming]:
        """Each name at most once by the office before it or the one behind it; names without office are left out."""
        by_begin = {n.begin: n for n in names}
        by_after: dict[int, Name] = {}
        for name in names:
            by_after[name.after] = name
            by_after.setdefault(name.last, name)
        taken: dict[int, Naming] = {}
        done: set[int] = set()
        for number, role in enumerate(roles):
            if role.candidate or number in done:
                continue
            holder, firmly = self._holder_before(tokens, role, by_after)
            follower, comma = self._holder_behind(tokens, role, by_begin)
            if follower and follower.first in taken:
                follower = None
            if holder and holder.first in taken:
                holder = None
            if follower and holder and not firmly and not comma:
                holder = None
            if follower and holder and (firmly or comma):
                follower = None
            if holder is not None:
                taken[holder.first] = Naming(holder, role, comma=not firmly)
                self._take_twins(self._twins_before(tokens, roles, number, holder, by_after), roles, taken, done)
                continue
            if follower is None:
                self._take_twins(self._twins(tokens, roles, number, by_begin), roles, taken, done)
                continue
            taken[follower.first] = Naming(
                follower, self._spelt_out(role, roles[number - 1] if number else None), comma
            )
            for name in self._listed(tokens, role, follower, by_begin, roles):
                taken.setdefault(name.first, Naming(name, role, True))
        self._appointed(tokens, roles, names, taken)
        self._villages(tokens, roles, names, taken)
        self._by_body(tokens, names, bodies, taken)
        return sorted(taken.values(), key=lambda n: n.name.first)

    def _appointed(self, tokens: Tokens, roles: list[Role], names: list[Name], taken: dict[int, Naming]) -> None:
        """ "X, birokrat asal Desa …, dilantik sebagai Kepala …": the last free name before it in the sentence, if nobody else holds the role."""
        held = {id(n.role) for n in taken.values()}
        low = tokens.low
        for role in roles:
            k = role.begin
            if id(role) in held or not any(tuple(low[k - n : k]) in self.appointed for n in (3, 2) if k >= n):
                continue
            begin = next(
                (
                    n + 1
                    for n in range(k - 1, max(k - SENTENCE, 0), -1)
                    if (low[n] == "." and not tokens.glued(n + 1)) or tokens.breaks(n)
                ),
                max(k - SENTENCE, 0),
            )
            free = (n for n in reversed(names) if begin <= n.begin < k and n.first not in taken)
            subject = next((n for n in free if n.strong or n.parts > 1), None)
            if subject is not None:
                taken[subject.first] = Naming(subject, role)

    def _villages(self, tokens: Tokens, roles: list[Role], names: list[Name], taken: dict[int, Naming]) -> None:
        """ "Perbekel Sambangan membenarkan … kata I Nyoman Giri.": who speaks next, if nobody else was told in between."""
        held = {id(n.role) for n in taken.values()}
        for number, role in enumerate(roles):
            if not role.kind.village or id(role) in held or role.candidate:
                continue
            reach = roles[number + 1].begin if number + 1 < len(roles) else len(tokens)
            last = min(reach, role.last + SENTENCE)
            near = next((n for n in names if role.last < n.begin < last and n.strong and n.parts > 1), None)
            if (
                near is not None
                and near.first not in taken
                and tokens.low[near.begin - 1] in self.saying
                and not any(map(tokens.breaks, range(role.last, near.begin)))
            ):
                taken[near.first] = Naming(near, role, comma=True)

    def _by_body(self, tokens: Tokens, names: list[Name], bodies: list[AgencyFind], taken: dict[int, Naming]) -> None:
        """People told by their body alone: "X dari Inspektorat Badung", "… dari Kejaksaan Negeri Denpasar, X", "X memimpin Dinas …", "X (Inspektorat)"."""
        low = tokens.low
        starts = {tokens.at_char(b.span.start): b for b in bodies if b.id != "pemerintah"}
        ends = {tokens.at_char(b.span.end - 1) + 1: first for first, b in starts.items()}
        for name in names:
            if name.first in taken or not (name.strong or name.parts > 1):
                continue
            k = name.after
            if k + 1 < len(low) and low[k] == "(" and (body := starts.get(k + 1)) is not None:
                taken[name.first] = Naming(name, None, body=body)
                continue
            if k < len(low) and low[k] == ",":
                k += 1
            k += self.leading.longest(low, k) or (1 if k < len(low) and low[k] == "dari" else 0)
            body = starts.get(k) if k > name.after else None
            before = name.begin - 1
            if (
                body is None
                and before > 0
                and low[before] == ","
                and before in ends
                and low[ends[before] - 1] == "dari"
            ):
                body = starts[ends[before]]
            led = self.led.ends(low, name.begin)
            if body is None and led and name.begin > led:
                at = name.begin - led
                if at in ends or low[at - 1] in self.generic:
                    taken[name.first] = Naming(name, None, body=starts[ends[at]] if at in ends else None)
                    continue
            if body is not None:
                taken[name.first] = Naming(name, None, body=body)

    @staticmethod
    def _take_twins(twins: list[tuple[int, Name]], roles: list[Role], taken: dict[int, Naming], done: set[int]) -> None:
        """The place behind the second role is the first one's too: "Bupati dan Wakil Bupati Badung"."""
        for number, name in twins:
            taken[name.first] = Naming(name, replace(roles[number], last=roles[twins[-1][0]].last))
            done.add(number)

    def _holder_behind(self, tokens: Tokens, role: Role, by_begin: dict[int, Name]) -> tuple[Name | None, bool]:
        """(the name after the role, whether a comma stands between)."""
        low, k, comma = tokens.low, role.last, False
        if low[k : k + 1] and low[k] in _POINTING and low[k + 1 : k + 2] == [","]:
            k += 1  # "Kepala dinas itu, X"
        for _ in range(4):
            if k + 2 < len(low) and low[k] == "," and low[k + 1] in ("provinsi", "propinsi"):
                # "Wali Kota Bukittinggi, Provinsi Sumatra Barat, X"
                k = next((n for n in range(k + 2, min(k + 6, len(low))) if low[n] == ","), k)
            if k < len(low) and low[k] in (",", ":", "(") and not comma:
                comma = low[k] == ","
                if low[k] == "(" and k + 1 not in by_begin:
                    return None, False
                k += 1
            step = self.presenting.longest(low, k)
            if not step:
                break
            k += step
        name = by_begin.get(k)
        if name is None:
            return None, False
        if low[name.begin - 1] == "(" and name.parts == 1 and not name.strong:
            return None, False  # "pemilihan Perbekel (Pilkel)"
        if role.kind.village and not name.strong and low[name.after : name.after + 1] == [","]:
            # "Perbekel Kampung Toya, Dwi Jati …", "Perbekel Mendoyo Dauh Tukad, I Gusti …"
            behind = by_begin.get(name.after + 1)
            if name.parts == 1 and behind is None:
                return None, False
            if behind is not None and (name.parts == 1 or behind.strong):
                name, comma = behind, True
        if name.parts < 2 and not name.strong and (comma or self._village(tokens, role, name)):
            return None, False
        if name.parts == 1 and not name.strong and tokens.low[name.first] in self.common and k != role.last:
            return None, False
        return name, comma

    @staticmethod
    def _village(tokens: Tokens, role: Role, name: Name) -> bool:
        """ "Perbekel Sambangan membenarkan": one word right behind the bare office is where it is; a name part that the article tells
        in full elsewhere is still found as such."""
        bare = " ".join(tokens.low[role.head : role.last]) in role.kind.forms
        return role.kind.village and bare and name.begin == role.last

    def _holder_before(self, tokens: Tokens, role: Role, by_after: dict[int, Name]) -> tuple[Name | None, bool]:
        """(the name before the role, whether more than a comma binds them)."""
        low, k, firmly = tokens.low, role.begin, False
        for length in range(5, 0, -1):
            if k - length > 0 and tuple(low[k - length : k]) in self.holding:
                k, firmly = k - length, True
                break
        if k and low[k - 1] in ("(", ",", "-", "–", "—"):
            firmly = firmly or low[k - 1] == "("
            dash = low[k - 1] in "-–—"
            if dash and (tokens.glued(k - 1) or not getattr(by_after.get(k - 1), "strong", False)):
                return None, False  # "GIANYAR, Warta Seni – Anggota DPRD …": an outlet
            k -= 1
        elif not firmly:
            return None, False
        name = by_after.get(k)
        if name is not None and not firmly and self._titled_already(tokens, name):
            return None, False
        if name is None and k and low[k - 1] in (",", ".") and firmly:
            name = by_after.get(k - 1)
        if name is None:
            return None, False
        spoken = name.begin > 0 and low[name.begin - 1] in self.saying | {"menurut", "oleh", "yakni", "yaitu"}
        if not (name.strong or name.parts > 1 or spoken or (firmly and low[k] != ",")):
            return None, False
        return name, firmly

    def _titled_already(self, tokens: Tokens, name: Name) -> bool:
        """ "Ketua TP PKK Badung Ny. Sari, Ketua DPRD Badung, …": what stands right before the name is its own office, if a private one."""
        k = name.begin - 1
        return (
            k >= 0
            and tokens.capital[k]
            and tokens.text[k].isalpha()
            and tokens.low[k] not in self.saying
            and not begins_sentence(tokens, k)
        )

    def _twins(
        self, tokens: Tokens, roles: list[Role], number: int, by_begin: dict[int, Name]
    ) -> list[tuple[int, Name]]:
        """ "Bupati dan Wakil Bupati Badung, A dan B": (number of the role, name) of both; asked at the first."""
        role, low = roles[number], tokens.low
        if number + 1 >= len(roles) or role.last >= len(low) or low[role.last] not in _AND:
            return []
        second = roles[number + 1]
        if second.begin != role.last + 1:
            return []
        first_name, _ = self._holder_behind(tokens, second, by_begin)
        if first_name is None or first_name.after >= len(low) or low[first_name.after] not in _AND:
            return []
        other = by_begin.get(first_name.after + 1)
        return [(number, first_name), (number + 1, other)] if other else []

    @staticmethod
    def _twins_before(
        tokens: Tokens, roles: list[Role], number: int, holder: Name, by_after: dict[int, Name]
    ) -> list[tuple[int, Name]]:
        """ "A-B sebagai Bupati dan Wakil Bupati Badung": asked at the first role, whose holder seemed to be B."""
        role, low = roles[number], tokens.low
        if number + 1 >= len(roles) or role.last >= len(low) or low[role.last] not in _AND:
            return []
        if roles[number + 1].begin != role.last + 1 or holder.begin < 1 or low[holder.begin - 1] not in _AND:
            return []
        other = by_after.get(holder.begin - 1)
        return [(number, other), (number + 1, holder)] if other else []

    @staticmethod
    def _spelt_out(role: Role, before: Role | None) -> Role:
        """ "… dan wakilnya X": the deputy of the office told before."""
        if role.text.endswith("-nya"):
            return replace(role, text=role.text[:-4])
        if role.text.lower().endswith("nya") and role.kind.id != "bawahan" and before is not None:
            word = role.text[:-3]
            told = before.text if word.lower() == "wakil" else before.text.split(" ", 1)[-1]
            return replace(role, text=f"{word.capitalize()} {told}")
        return role

    def _listed(
        self, tokens: Tokens, role: Role, first: Name, by_begin: dict[int, Name], roles: list[Role]
    ) -> list[Name]:
        """Further holders of a role that is said of several: "anggota DPRD Bali, A, B, dan C", "dua asisten, yakni A dan B"."""
        if not role.kind.plural:
            return []
        found: list[Name] = []
        low, k = tokens.low, first.after
        # a role that stands behind a name and has no other holder is that name's own
        heads = {x for r in roles if r.last not in by_begin for x in (r.begin, r.first)}
        while k + 1 < len(low):
            n = k
            while n < len(low) and low[n] in (",", "dan", "serta"):
                n += 1
            name = by_begin.get(n) if n > k else None
            if name is None or not name.strong:
                break
            behind = name.after
            if behind < len(low) and low[behind] in (",", "(") and behind + 1 in heads:
                break
            found.append(name)
            k = name.after
        plural = first.begin > role.last or (
            role.begin and low[role.begin - 1] in ("para", "dua", "tiga", "empat", "lima", "orang", "sejumlah")
        )
        return (
            found
            if plural
            or (
                (found and low[first.after] in (",", "dan"))
                and role.kind.id in ("dprd-anggota", "penyelenggara-pemilu")
            )
            else []
        )
