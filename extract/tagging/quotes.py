"""Direct speech and who speaks: the name behind the verb of saying, the one before the quotation, or the one whom "-nya" means."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from extract.article import Quote
from extract.tagging.records import OfficialFind, Source, Span

_MARKS = re.compile(r"[“”„\"]|\n+")
# Characters behind a quotation in which its verb and speaker stand, and before it in which they may.
BEHIND, BEFORE = 170, 160
_FIRST = re.compile(r"\s+(?:sang\s+|drg?\.?\s+|Dr\.?\s+)?(\w+)")
# Before a name that is not the sentence's subject.
_OBJECT = re.compile(
    r"\b(?:kepada|oleh|bersama|dengan|didampingi|mendampingi|untuk|dari|bagi|terhadap|disaksikan|[Aa]da|mewakili|diterima|disambut|ditemui)(?:\s+(?:[A-Z][\w.()]*|[a-z]{2,4}\.?))*\s+$"
)
# Characters of a sentence looked back through for its subject.
SENTENCE = 600
# Paragraphs between a quotation and the last naming of its speaker.
NEAR = 2
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Named:
    """A naming outside quotations, offsets into the text."""

    start: int
    end: int
    name: str
    office: bool = False


class QuoteFinder:
    """`verbs` of saying without "-nya"; a quotation of fewer words than `shortest` that none follows is a title or a coined word."""

    def __init__(self, verbs: Iterable[str], *, shortest: int) -> None:
        verb = "|".join(sorted(verbs, key=len, reverse=True))
        self._behind = re.compile(
            rf"[\s,.!?–—-]{{0,4}}(?:(?P<verb>{verb})(?P<nya>nya)?|demikian)\b(?P<rest>[^.“”\"\n]{{0,140}})",
            re.IGNORECASE,
        )
        self._before = re.compile(
            rf"(?:(?:me[a-z]{{3,14}}(?:kan|i)?|ber(?:kata|pesan|ujar|harap|cerita|dalih|janji)|{verb}|di(?:kata|sampai|jelas|ungkap|tegas|tambah)kan(?:nya)?)(?:nya)?|bahwa|begini|demikian)\b[^.!?“”\"\n]{{0,90}}[:,]?\s*$",
            re.IGNORECASE,
        )
        self.shortest = shortest

    def find(self, source: Source, officials: list[OfficialFind], others: list[Named]) -> list[Quote]:
        """Quotes in order. `speaker` is the official's canonical name, another's name as printed, or None where nobody is told."""
        text = source.text
        spans = list(_quotations(text))
        named = _outside(_namings(source, officials, others), spans)
        starts = [n.start for n in named]
        roles = {w: o.name for o in reversed(officials) if o.role for w in o.role.lower().split()[:2]}
        found: list[Quote] = []
        last_speaker: str | None = None
        for number, span in enumerate(spans):
            words = text[span.start : span.end]
            limit = spans[number + 1].start if number + 1 < len(spans) else len(text)
            behind = self._behind.match(text, span.end + 1, min(span.end + 1 + BEHIND, limit))
            before = text[max(0, span.start - 1 - BEFORE) : max(0, span.start - 1)].rpartition("\n")[2]
            leads = self._before.search(before)
            if (
                len(words.split()) < self.shortest
                and not behind
                and not (leads and before.rstrip().endswith((":", ",")))
            ):
                continue
            previous = found[-1].end if found else 0
            follows = bool(found) and "\n" not in text[previous : span.start]
            # whoever is named between two quotations takes the word
            same = last_speaker if follows and not _between(starts, _sentence_end(text, previous), span.start) else None
            beside = self._beside(text, span, named, starts)
            if behind:
                speaker = (
                    self._told(text, behind, named, starts, roles) or same or _before(named, starts, span.start, text)
                )
            elif beside is not None:
                speaker = beside
            elif leads and (near := _before(named, starts, span.start, text, same_sentence=True)):
                speaker = near
            else:
                speaker = same or _before(named, starts, span.start, text)
            found.append(Quote(speaker=speaker, text=words, start=span.start, end=span.end))
            last_speaker = speaker
        return found

    @staticmethod
    def _told(
        text: str, behind: re.Match[str], named: list[Named], starts: list[int], roles: dict[str, str]
    ) -> str | None:
        """The speaker whom the words behind the verb name: "kata X", "kata warga Penebel, X", "kata Bupati"; None for a pronoun."""
        if behind["nya"]:
            return None
        at = bisect_left(starts, behind.start())
        first = _FIRST.match(behind["rest"])
        word = first[1] if first else ""
        if at < len(named) and named[at].start < behind.end():
            between = text[behind.start("rest") : named[at].start]
            told = between.rstrip().endswith((",", "bernama"))
            # "imbuh putri politisi X": a description names whose daughter she is
            described = word[:1].islower() and word.lower() not in roles and not told
            if not described:
                return named[at].name
        return roles.get(word.lower())

    @staticmethod
    def _beside(text: str, span: Span, named: list[Named], starts: list[int]) -> str | None:
        """ "…,” Suryadharma mengalah.": the name right behind the quotation."""
        at = bisect_left(starts, span.end)
        if (
            at < len(named)
            and named[at].start <= span.end + 3
            and re.match(r"\s+[a-z]", text[named[at].end : named[at].end + 3])
        ):
            return named[at].name
        return None


def _sentence_end(text: str, at: int) -> int:
    """Where the sentence of a quotation's verb ends; its own speaker is named before."""
    end = text.find(". ", at + 1)
    return end if end >= 0 else len(text)


def _between(starts: list[int], first: int, last: int) -> bool:
    return bisect_left(starts, first) < bisect_left(starts, last)


def _namings(source: Source, officials: list[OfficialFind], others: list[Named]) -> list[Named]:
    shift = source.shift
    found = [
        Named(s.start - shift, s.end - shift, o.name, True) for o in officials for s in o.spans if s.start >= shift
    ]
    taken = {(n.start, n.end) for n in found}
    found += [n for n in others if (n.start, n.end) not in taken and n.start >= 0]
    return sorted(found, key=lambda n: n.start)


def _outside(named: list[Named], spans: list[Span]) -> list[Named]:
    """Without those whom a speaker names."""
    starts = [s.start for s in spans]
    kept = []
    for naming in named:
        at = bisect_left(starts, naming.start + 1) - 1
        if at < 0 or naming.start >= spans[at].end:
            kept.append(naming)
    return kept


def _before(named: list[Named], starts: list[int], at: int, text: str, *, same_sentence: bool = False) -> str | None:
    """The subject of the sentence before a place that names anybody: its first person, unless a preposition makes an object of him."""
    last = bisect_left(starts, at) - 1
    fallback: str | None = None
    while last >= 0:
        between = text[named[last].end : at]
        if between.count("\n\n") > NEAR or (same_sentence and "\n" in between):
            break
        begin = max(
            text.rfind(end, max(0, named[last].start - SENTENCE), named[last].start)
            for end in (". ", "\n", "” ", '" ', "? ", "! ")
        )
        while last > 0 and named[last - 1].start > begin:
            last -= 1
        fallback = fallback or named[last].name
        if same_sentence or not _OBJECT.search(text, max(begin, named[last].start - 80, 0), named[last].start):
            return named[last].name
        last -= 1
    return fallback


def _quotations(text: str) -> Iterator[Span]:
    """What stands between quotation marks; one that a paragraph leaves open goes on in the next if that opens with a mark again."""
    opened: int | None = None
    straight = False
    for match in _MARKS.finditer(text):
        mark, at = match[0], match.start()
        if mark[0] == "\n":
            if opened is not None and not text.startswith(("“", '"', "„"), match.end()):
                if not straight and at - opened <= LONGEST:
                    yield from _span(text, opened, at)
                opened = None
            continue
        if opened is None:
            if mark in "“„" or (mark == '"' and _opens(text, at)):
                opened, straight = at + 1, mark == '"'
        elif mark == "”" or (mark == '"' and not _opens(text, at)) or (mark == "“" and not _opens(text, at)):
            if at - opened <= LONGEST:
                yield from _span(text, opened, at)
            opened = None
        elif at - opened > LONGEST:
            opened, straight = at + 1, mark == '"'


def _opens(text: str, at: int) -> bool:
    """A straight mark opens where a blank or the beginning stands before it and a word behind."""
    before, behind = text[at - 1 : at], text[at + 1 : at + 2]
    return (not before or before.isspace() or before in "(–—-") and bool(behind) and not behind.isspace()


def _span(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if end > start:
        yield Span(start, end)
