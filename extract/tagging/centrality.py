"""How central an entity is: the subject, quoted, or only passed by; so that counts are not inflated."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from extract.article import Centrality, Quote
from extract.tagging.records import AgencyFind, OfficialFind, PlaceFind, Source, Span

# Named in the headline or the first sentences, and again: the article is about it.
LEAD = 350


def weigh(
    source: Source,
    officials: Sequence[OfficialFind],
    agencies: Sequence[AgencyFind],
    places: Sequence[PlaceFind],
    quotes: Sequence[Quote],
) -> dict[tuple[str, str], Centrality]:
    """(kind, name) → centrality."""
    speakers = {q.speaker for q in quotes if q.speaker}
    found: dict[tuple[str, str], Centrality] = {}
    for official in officials:
        found[("official", official.name)] = (
            "subject" if _subject(source, official.spans) else "quoted" if official.name in speakers else "passing"
        )
    for kind, finds in (("agency", agencies), ("place", places)):
        spans: dict[str, list[Span]] = {}
        for find in finds:
            spans.setdefault(find.name, []).append(find.span)
        for name, named in spans.items():
            found[(kind, name)] = "subject" if _subject(source, named) else "passing"
    return found


def _subject(source: Source, spans: Iterable[Span]) -> bool:
    named = list(spans)
    if any(s.end <= len(source.title) for s in named):
        return True
    return len(named) >= 3 and any(s.start < source.shift + LEAD for s in named)
