"""The one canonical name of a body: a type composed with its place."""

from __future__ import annotations

from config.gazetteer import AgencyType, Gazetteer
from extract.tagging.places import PROVINCE


class BodyNames:
    """Types by id and how each regency calls its own."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.types = {t.id: t for t in gazetteer.agency_types}
        self.official = {r.name: r.official for r in gazetteer.regencies}
        self.kinds = {r.name: r.kind for r in gazetteer.regencies}

    def compose(self, kind: AgencyType, regency: str) -> str:
        """ "Dinas Sosial Kabupaten Badung", or the name that the regency gives to the type."""
        variant = next((v.name for v in kind.variants if v.regency == regency), None)
        if variant:
            return variant
        short = "Bali" if regency == PROVINCE else regency
        return kind.pattern.format(name=kind.name, place=self.official[regency], short=short)

    def of(self, type_id: str, regency: str) -> str | None:
        """None where the list has no such type, or the level no such body ("Polres" of the province)."""
        kind = self.types.get(type_id)
        if kind is None or (regency == PROVINCE and "provinsi" not in kind.levels):
            return None
        return self.compose(kind, regency)
