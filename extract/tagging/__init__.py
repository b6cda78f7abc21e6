"""The tags of an article: a spaCy pipeline of named components, each with one job (see pipeline.py)."""

from __future__ import annotations

from collections.abc import Sequence

from config.gazetteer import Gazetteer
from extract.article import Agency, Article, Official, Place
from extract.tagging.pipeline import build, document
from extract.tagging.records import AgencyFind, PlaceFind, Source


class Tagger:
    """Built once (the gazetteer becomes automata), used for many articles of one thread."""

    def __init__(self, gazetteer: Gazetteer, components: Sequence[str] | None = None) -> None:
        self.nlp = build(gazetteer, components)

    def tag(self, article: Article) -> Article:
        """The article with its tags; those that it may have had are replaced."""
        return self.tag_batch([article])[0]

    def _tagged(self, article: Article) -> Article:
        source = Source(article.title, article.text, article.published_day, article.outlet)
        doc = document(self.nlp, source)
        for _, component in self.nlp.pipeline:
            doc = component(doc)
        central = doc._.centrality
        officials = tuple(
            Official(
                name=o.name, id=o.id, role=o.role, agency=o.agency, mentions=tuple(source.mention(s) for s in o.spans),
                centrality=central.get(("official", o.name), "passing"),
            )
            for o in doc._.officials
        )  # fmt: skip
        agencies: dict[str, list[AgencyFind]] = {}
        for find in doc._.agencies:
            agencies.setdefault(find.name, []).append(find)
        places: dict[str, list[PlaceFind]] = {}
        for place in doc._.places:
            places.setdefault(place.name, []).append(place)
        kept = tuple(w for w in article.warnings if w.kind in ("impossible-date", "short-text", "language"))
        return article.model_copy(
            update={
                "officials": officials,
                "agencies": tuple(
                    Agency(
                        name=name,
                        id=finds[0].id,
                        mentions=tuple(source.mention(f.span) for f in finds),
                        centrality=central.get(("agency", name), "passing"),
                    )
                    for name, finds in agencies.items()
                ),
                "places": tuple(
                    Place(
                        name=name,
                        outside_bali=finds[0].outside,
                        mentions=tuple(source.mention(f.span) for f in finds),
                        centrality=central.get(("place", name), "passing"),
                    )
                    for name, finds in places.items()
                ),
                "quotes": tuple(doc._.quotes),
                "zones": tuple(doc._.zones),
                "events": tuple(doc._.events),
                "warnings": (*kept, *doc._.warnings),
            }
        )

    def tag_batch(self, articles: Sequence[Article]) -> list[Article]:
        """Words that only these articles have are forgotten afterwards: the vocabulary stays as small as the gazetteer."""
        with self.nlp.memory_zone():
            return [self._tagged(article) for article in articles]
