"""How central an entity is: the subject, quoted, or only passed by; so that counts are not inflated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.article import Centrality, Quote
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Source, Span


def weigh(
    source: Source,
    officials: Sequence[OfficialFind],
    agencies: Sequence[AgencyFind],
    places: Sequence[PlaceFind],
    quotes: Sequence[Quote],
    *,
    lead: int,
    often: int,
) -> dict[tuple[str, str], Centrality]:
    """(kind, name) → centrality: named in the headline, or in the first `lead` characters and `often` times in all: the subject."""
    speakers = {q.speaker for q in quotes if q.speaker}
    found: dict[tuple[str, str], Centrality] = {}
    for official in officials:
        found[("official", official.name)] = (
            "subject"
            if _subject(source, official.spans, lead, often)
            else "quoted"
            if official.name in speakers
            else "passing"
        )
    for kind, finds in (("agency", agencies), ("place", places)):
        spans: dict[str, list[Span]] = {}
        for find in finds:
            spans.setdefault(find.name, []).append(find.span)
        for name, named in spans.items():
            found[(kind, name)] = "subject" if _subject(source, named, lead, often) else "passing"
    return found


def _subject(source: Source, spans: Iterable[Span], lead: int, often: int) -> bool:
    named = list(spans)
    if any(s.end <= len(source.title) for s in named):
        return True
    return len(named) >= often and any(s.start < source.shift + lead for s in named)
