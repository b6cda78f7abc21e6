"""The names that are never stemmed: words of people's and places' names which the stemmer would change."""

from __future__ import annotations

from collections.abc import Iterable

from config.gazetteer import Gazetteer
from index.cutting import words_of
from index.words import STOP, stem

# Roman numerals of ranks, terms of office and regions.
NUMERALS = frozenset({"iii", "viii", "xiii"})


def names_of(gazetteer: Gazetteer | None) -> frozenset[str]:
    """The words of all names in the gazetteer that the stemmer would change, and the numerals that it would.

    Names of agencies are left out: they are ordinary words ("pelayanan", "pencatatan") and want their stems.
    """
    found = set(NUMERALS)
    if gazetteer is not None:
        for name in _names(gazetteer):
            found.update(word for word in words_of(name) if stem(word) != word)
    return frozenset(found - STOP)


def _names(gazetteer: Gazetteer) -> Iterable[str]:
    for person in gazetteer.persons:
        yield from (person.name, *person.spellings, *person.short)
    for regency in gazetteer.regencies:
        yield from (regency.name, *regency.kecamatan, *regency.places)
    for place in gazetteer.outside:
        yield place.name
