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
# Paragraphs between a quotation and the last naming of its speaker.
NEAR = 2
LONGEST = 3000


@dataclass(frozen=True, slots=True)
class Named:
    """A naming outside quotations, offsets into the text."""

    start: int
    end: int
    name: str


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
        roles = {o.role.split()[0].lower(): o.name for o in reversed(officials) if o.role}
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
            follows = bool(found) and "\n" not in text[found[-1].end : span.start]
            if behind:
                speaker = self._told(text, behind, named, starts, span, roles, last_speaker if follows else None)
            elif leads and (near := _before(named, starts, span.start, text, same_sentence=True)):
                speaker = near
            elif follows:
                speaker = last_speaker
            else:
                speaker = _before(named, starts, span.start, text)
            found.append(Quote(speaker=speaker, text=words, start=span.start, end=span.end))
            last_speaker = speaker
        return found

    @staticmethod
    def _told(
        text: str,
        behind: re.Match[str],
        named: list[Named],
        starts: list[int],
        span: Span,
        roles: dict[str, str],
        same: str | None,
    ) -> str | None:
        """The speaker by what stands behind the quotation."""
        if not behind["nya"]:
            at = bisect_left(starts, behind.start())
            if at < len(named) and named[at].start < behind.end():
                return named[at].name
            first = re.match(r"\s+(?:sang\s+|Pak\s+|Bapak\s+|Ibu\s+)?(\w+)", behind["rest"])
            if first and first[1].lower() in roles:
                return roles[first[1].lower()]
        return same or _before(named, starts, span.start, text)


def _namings(source: Source, officials: list[OfficialFind], others: list[Named]) -> list[Named]:
    shift = source.shift
    found = [Named(s.start - shift, s.end - shift, o.name) for o in officials for s in o.spans if s.start >= shift]
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
    """The person named last before a place, near enough; the first of the sentence where several stand in it: its subject."""
    last = bisect_left(starts, at) - 1
    if last < 0:
        return None
    between = text[named[last].end : at]
    if between.count("\n\n") > NEAR or (same_sentence and "\n" in between):
        return None
    begin = max(
        text.rfind(". ", 0, named[last].start),
        text.rfind("\n", 0, named[last].start),
        text.rfind("” ", 0, named[last].start),
    )
    while last > 0 and named[last - 1].start > begin:
        last -= 1
    return named[last].name


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
