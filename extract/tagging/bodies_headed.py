"""Bodies named by a head and what stands behind it: a name of their own ("Puskesmas II Susut"), or their field ("Dinas Pertanian")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import fuzz, process
from spacy.tokens import Doc

from config.gazetteer import AgencyType
from extract.tagging.bodies import BodyLists, BodyNames
from extract.tagging.placing import Placing
from extract.tagging.records import AgencyFind, Source
from extract.tagging.tokens import Tokens

# Likeness in percent of a field told in other words to a type of the list.
ALIKE = 90.0
LONGEST_FIELD, LONGEST_OWN = 10, 4
_NUMERAL = re.compile(r"[IVX]{1,4}$|\d{1,2}$")
# Commissions and institutes of the state; others are anybody's.
_STATE = re.compile(
    r"(?:Pemilihan|Pemberantasan|Penyiaran|Informasi|Perlindungan|Layanan|Pemasyarakatan|Kebijakan|Administrasi|Ketahanan)\b"
)


_VENUE = frozenset({"di", "ke", "dari", "aula", "halaman", "pada", "depan", "bertempat", "wantilan", "ruang"})


class HeadedBodies:
    def __init__(self, lists: BodyLists, names: BodyNames, placing: Placing) -> None:
        self.lists, self.bodies, self.placing = lists, names, placing

    def named(self, doc: Doc) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        source: Source = doc._.source
        for match in self.lists.own.find(doc):
            if not tokens.capital[match.first]:
                continue
            head = match.value
            in_title = tokens.start[match.first] < source.shift
            last = self._own_name(tokens, match.last, in_title, national=head in self.lists.national)
            if last == match.last or (
                in_title and head not in self.lists.national and not self._told_below(tokens, head, match.last, last)
            ):
                continue
            printed = " ".join(tokens.text[match.first : match.last])
            name = tokens.printed(match.last, last)
            span = tokens.span(match.first, last)
            words = tuple(tokens.low[match.last : last])
            inner = self.placing.regency_within(words)
            yield AgencyFind(f"{self.lists.written.get(head, printed)} {name}", None, span, inner)

    def _told_below(self, tokens: Tokens, head: str, at: int, last: int) -> bool:
        """Whether what stands behind a head in a headline is its name: a place, a number, a name that the text has; else it is
        what the body does ("Puskesmas Berbenah"). Of the many Puskesmas of a regency none has the regency's bare name."""
        low = tokens.low
        if any(_NUMERAL.match(tokens.text[k]) for k in range(at, last)):
            return True
        words = low[at:last]
        below = any(
            low[k : k + len(words)] == words and low[k - 1] == head.rsplit(" ", 1)[-1]
            for k in range(last, len(low) - len(words) + 1)
            if tokens.capital[k]
        )
        wide = "puskesmas" in head or "polsek" in head
        own = tuple(words) in self.placing.kecamatan and tuple(words) not in self.placing.inside
        return below or (own if wide else bool(self.placing.name_at(tokens, at)))

    def subdistricts(self, tokens: Tokens) -> Iterator[AgencyFind]:
        """ "Kantor Camat Rendang" where it acts; behind "di" it is only where something takes place."""
        low = tokens.low
        for k, word in enumerate(low):
            if word != "kantor" or low[k + 1 : k + 2] not in (["camat"], ["kecamatan"]) or not tokens.capital[k]:
                continue
            last = self.placing.name_at(tokens, k + 2) if k + 2 < len(low) else 0
            name = tuple(low[k + 2 : last])
            if last and name in self.placing.kecamatan and (k == 0 or low[k - 1] not in _VENUE):
                yield AgencyFind(
                    f"Kecamatan {tokens.printed(k + 2, last)}", None, tokens.span(k, last), self.placing.kecamatan[name]
                )

    def _own_name(self, tokens: Tokens, at: int, in_title: bool, *, national: bool) -> int:
        """The token behind a body's own name: words and numbers in capitals, a place with its points of the compass."""
        low, k, count = tokens.low, at, 0
        longest = LONGEST_FIELD if national else 2 if in_title else LONGEST_OWN
        while k < len(tokens) and count < longest:
            if _NUMERAL.match(tokens.text[k]):
                k += 1
                continue
            step = self.placing.name_at(tokens, k)
            if not step and low[k] in ("kota", "kabupaten") and k + 1 < len(tokens) and tokens.capital[k + 1]:
                step = k + 2
            if not national and not step and low[k] in tokens.small:
                break
            if national and count and not step and low[k] not in self.lists.tail and low[k] not in ("dan", ",", "/"):
                break
            if step:
                k = step
                count += 1
                if (k < len(tokens) and _NUMERAL.match(tokens.text[k]) and tokens.text[k] != "I") or (
                    k < len(tokens) and tokens.text[k] == "I" and not (k + 1 < len(tokens) and tokens.capital[k + 1])
                ):
                    k += 1
                break
            if (
                tokens.capital[k]
                and tokens.text[k][0].isalpha()
                and low[k] not in self.lists.stop
                and not (in_title and count)
            ):
                k += 1
                count += 1
                continue
            if (
                national
                and count
                and low[k] in ("dan", ",", "/")
                and k + 1 < len(tokens)
                and tokens.capital[k + 1]
                and low[k] != ","
                and low[k + 1] not in self.lists.stop
                and not self.lists.begins(tokens, k + 1)
            ):
                k += 1
                continue
            break
        if k > at and _NUMERAL.match(tokens.text[k - 1]) and count == 0:
            return at
        return k

    def fielded(self, doc: Doc, context: str | None) -> Iterator[AgencyFind]:
        tokens: Tokens = doc._.tokens
        source: Source = doc._.source
        for match in self.lists.field.find(doc):
            head = match.value
            if match.first and tokens.low[match.first - 1] in ("banjar", "kelian", "kelihan", "klian", "desa"):
                continue  # "Kelian Banjar Dinas Gelogor"
            if not tokens.capital[match.first] or (match.first and tokens.low[match.first - 1] in self.lists.titles):
                continue
            last = self._field(tokens, match.last, tokens.start[match.first] < source.shift)
            if last == match.last or tokens.low[match.last] in self.lists.not_field:
                continue
            field = tokens.printed(match.last, last)
            if head in ("lembaga", "komisi") and not _STATE.match(field):
                continue
            printed = tokens.printed(match.first, match.last)
            kind = self.kind(f"{head} {' '.join(tokens.low[match.last : last])}", head)
            where = self.placing.after(tokens, last)
            if where is not None:
                span = tokens.span(match.first, where.last)
                if kind and where.regency:
                    yield AgencyFind(self.bodies.compose(kind, where.regency), kind.id, span, where.regency)
                elif where.regency:
                    yield AgencyFind(
                        f"{printed} {_titled(field)} {self.bodies.official[where.regency]}", None, span, where.regency
                    )
                else:
                    yield AgencyFind(f"{printed} {field} {where.printed}", None, span)
                continue
            span = tokens.span(match.first, last)
            if tokens.low[last : last + 1] in (["se"], ["masing"]):
                continue
            if kind and context:
                yield AgencyFind(self.bodies.compose(kind, context), kind.id, span, context, bare=True)
            elif head in ("dinas", "uptd", "upt") and context:
                yield AgencyFind(
                    f"{printed} {_titled(field)} {self.bodies.official[context]}", None, span, context, bare=True
                )
            elif head in ("komisi", "lembaga", "balai", "balai besar") or (head == "badan" and last - match.last >= 2):
                yield AgencyFind(f"{printed} {field}", None, span)

    def kind(self, form: str, head: str) -> AgencyType | None:
        """The type of a head with its field, abbreviations in it written out; in other words, the one most like it."""
        kind = self.lists.types.get(form)
        if kind is None and head in ("dinas", "badan", "bagian", "biro"):
            whole = " ".join(self.lists.abbreviations.get(w, w) for w in form.replace(",", " ").split())
            of_head = (t for t in self.lists.long_types if t.startswith(f"{head} "))
            near = process.extractOne(whole, of_head, scorer=fuzz.ratio, score_cutoff=ALIKE)
            kind = self.lists.long_types[near[0]] if near else None
        return kind

    def _field(self, tokens: Tokens, at: int, in_title: bool) -> int:
        """The token behind the field: capitalised words, "dan" and commas between them, up to a place, a person, another body."""
        low, size, k = tokens.low, len(tokens), at
        while k < size and k < at + LONGEST_FIELD:
            if k > at and self.placing.after(tokens, k):
                break
            if tokens.capital[k] and tokens.text[k][0].isalpha():
                if (
                    low[k] in self.lists.stop
                    or (k > at and self.lists.begins(tokens, k))
                    or self.placing.name_at(tokens, k)
                ):
                    break
                if k > at and low[k] not in self.lists.field_words and (in_title or self._whole(tokens, at, k)):
                    break
                k += 1
                continue
            if k == at and low[k] in self.lists.field_words:
                k += 1
                continue
            if (
                k > at
                and low[k] in ("dan", "&", "/", ",", "-")
                and k + 1 < size
                and (tokens.capital[k + 1] or low[k + 1] == "dan")
            ):
                n = k + 1 if low[k + 1] != "dan" else k + 2
                if (
                    n >= size
                    or not tokens.capital[n]
                    or low[n] in self.lists.stop
                    or self.lists.begins(tokens, n)
                    or self.placing.name_at(tokens, n)
                ):
                    break
                if low[k] == "," and low[k + 1] != "dan" and not self._list_closes(tokens, n):
                    break
                if low[k] in ("dan", ",") and low[n] not in self.lists.field_words:
                    if low[k] == "dan" and self.placing.after(tokens, n + 1):
                        k = n + 1  # "Balai Besar Kerajinan dan Batik Yogyakarta"
                    break
                k = n
                continue
            break
        while k > at and low[k - 1] in ("dan", ",", "&", "/", "-"):
            k -= 1
        return k

    def _whole(self, tokens: Tokens, at: int, k: int) -> bool:
        """A kind of body is told to its end, by more than one word: an unknown word behind it is its head's name."""
        return k - at > 1 and self.lists.types.get(" ".join(tokens.low[at - 1 : k])) is not None

    def _list_closes(self, tokens: Tokens, n: int) -> bool:
        """A comma inside one name ("Dinas Sosial, Pemberdayaan Perempuan dan …"): words of fields and an "dan" follow."""
        for k in range(n, min(n + 9, len(tokens))):
            if tokens.low[k] == "dan":
                return k + 1 < len(tokens) and tokens.low[k + 1] in self.lists.field_words
            if tokens.low[k] != "," and tokens.low[k] not in self.lists.field_words:
                return False
        return False


def _titled(field: str) -> str:
    return field if any(c.isupper() for c in field) else field.title()
