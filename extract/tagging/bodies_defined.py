"""Abbreviations that the article itself explains: "Badan Penanaman Modal dan Perizinan Daerah (BPMPD) Tabanan … BPMPD"."""

from __future__ import annotations

from extract.tagging.placing import Placing
from extract.tagging.records import AgencyFind
from extract.tagging.tokens import Tokens

LONGEST, SHORTEST = 14, 3


def explained(tokens: Tokens, finds: list[AgencyFind], placing: Placing) -> list[AgencyFind]:
    """The finds, those of an explained abbreviation called by what it was explained as, and namings by it that no list knows."""
    meant = _explanations(tokens, finds)
    if not meant:
        return finds
    taken = {tokens.at_char(f.span.start): f for f in finds}
    inside = {k for f in finds for k in range(tokens.at_char(f.span.start), tokens.at_char(f.span.end - 1) + 1)}
    found = list(finds)
    for k, word in enumerate(tokens.text):
        body = meant.get(word)
        if body is None:
            continue
        where = placing.after(tokens, k + 1)
        elsewhere = where is not None and where.regency != body.regency
        find = taken.get(k)
        if find is not None:
            if not elsewhere and (find.bare or find.regency == body.regency):
                find.name, find.id, find.bare = body.name, body.id, body.bare
        elif k not in inside and not elsewhere:
            last = where.last if where is not None else k + 1
            found.append(AgencyFind(body.name, body.id, tokens.span(k, last), body.regency, body.bare))
    return sorted(found, key=lambda f: f.span.start)


def _explanations(tokens: Tokens, finds: list[AgencyFind]) -> dict[str, AgencyFind]:
    """Abbreviation in brackets behind a body's name or within it → the body; its letters stand in the name, in their order."""
    meant: dict[str, AgencyFind] = {}
    for find in finds:
        first, last = tokens.at_char(find.span.start), tokens.at_char(find.span.end - 1) + 1
        for k in range(first + 1, min(last + 1, len(tokens) - 2)):
            word = tokens.text[k + 1]
            if (
                tokens.text[k] == "("
                and tokens.text[k + 2] == ")"
                and SHORTEST <= len(word) <= LONGEST
                and (word.isupper() or word.startswith(("Dis", "Bap", "Kem")))
                and find.name
                and _spells(word.lower(), find.name.lower())
            ):
                meant.setdefault(word, find)
    return meant


def _spells(short: str, name: str) -> bool:
    letters = iter(name)
    return all(letter in letters for letter in short)
