"""Direct speech and who speaks: by name behind the verb of saying, by "ujarnya" the one named last."""

from __future__ import annotations

import re
from collections.abc import Iterable

from extract.article import Quote
from extract.tagging.records import OfficialFind, Source, Span

_QUOTE = re.compile(r"“([^“”]{3,1500})”|\"([^\"\n]{3,1500})\"|„([^„”“]{3,1500})[”“]")


class QuoteFinder:
    """`verbs` of saying without "-nya"; a quotation of fewer words than `shortest` that none follows is a title or a coined word."""

    def __init__(self, verbs: Iterable[str], *, shortest: int) -> None:
        alternatives = "|".join(sorted(verbs, key=len, reverse=True))
        self._said = re.compile(
            rf"^\W{{0,3}}(?P<verb>{alternatives})(?P<nya>nya)?\b(?P<rest>[^.“\"\n]{{0,140}})", re.IGNORECASE
        )
        self.shortest = shortest

    def find(self, source: Source, officials: list[OfficialFind]) -> list[Quote]:
        return find_quotes(source, officials, self._said, self.shortest)


def find_quotes(source: Source, officials: list[OfficialFind], said: re.Pattern[str], shortest: int) -> list[Quote]:
    """Quotes in order; `speaker` is the official's canonical name, or null where the speaker is none of them."""
    found = []
    spans = sorted(((s, o) for o in officials for s in o.spans), key=lambda pair: pair[0].start)
    text, shift = source.text, source.shift
    for match in _QUOTE.finditer(text):
        words = (match[1] or match[2] or match[3]).strip()
        after = said.match(text[match.end() : match.end() + 170])
        if len(words.split()) < shortest and not after:
            continue
        speaker = None
        if after and not after["nya"]:
            begin = match.end() + shift
            speaker = next((o.name for s, o in spans if begin <= s.start < begin + after.end()), None)
            if speaker is None and re.match(r"\s+(?:dia|ia|beliau)\b", after["rest"], re.IGNORECASE):
                speaker = _last(spans, match.start() + shift, text, shift)
        else:
            speaker = _last(spans, match.start() + shift, text, shift)
        start = match.start() + 1
        found.append(Quote(speaker=speaker, text=text[start : match.end() - 1], start=start, end=match.end() - 1))
    return found


def _last(spans: list[tuple[Span, OfficialFind]], before: int, text: str, shift: int) -> str | None:
    """The person named last before a place, outside quotations, within two paragraphs."""
    for span, official in reversed(spans):
        if span.end <= before and span.start >= shift:
            between = text[span.end - shift : before - shift]
            return official.name if between.count("\n\n") <= 2 else None
    return None
