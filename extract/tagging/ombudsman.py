"""The Ombudsman in every typing: the national office, its branches, and the bare word, which is the one that acts here."""

from __future__ import annotations

from collections import Counter
from functools import lru_cache

from rapidfuzz import fuzz

from extract.tagging.places import PROVINCE
from extract.tagging.records import AgencyFind, Span
from extract.tagging.tokens import Tokens

BRANCH, NATIONAL = "Ombudsman RI Perwakilan Bali", "Ombudsman RI"
# Likeness in percent from which a word is taken for a misprint of "Ombudsman" ("Ombusdman", "Ombudsmn").
MISPRINT = 78.0
_REGION = frozenset({"provinsi", "propinsi", "prov", "pov", "prop", "wilayah", "daerah", "kantor"})
# What the office gives its name to: a grade, a rule, a prize are the national office's.
_OF_THE_STATE = frozenset({"opini", "peraturan", "anggota", "komisioner", "ketua", "pusat"})


@lru_cache(maxsize=4096)
def _is_head(word: str) -> bool:
    return word == "ombudsman" or (
        word[:2] in ("om", "ob") and 6 <= len(word) <= 11 and fuzz.ratio(word, "ombudsman") >= MISPRINT
    )


def find_ombudsman(tokens: Tokens, outside: dict[tuple[str, ...], str]) -> list[AgencyFind]:
    """Each naming; `outside`: names of places elsewhere, by their words, for the branches there."""
    hits: list[tuple[Span, str | None, str]] = []
    reached = 0
    for at, word in enumerate(tokens.low):
        if at < reached or not (_is_head(word) or (tokens.text[at] == "ORI")):
            continue
        first, last, name = _extent(tokens, at, outside)
        hits.append((Span(tokens.start[first], tokens.end[last - 1]), name, tokens.low[first - 1] if first else ""))
        reached = last
    # the one told in full most often, of equals the first
    told = Counter(name for _, name, before in hits if name and not (name == NATIONAL and before in _OF_THE_STATE))
    acting = max(told, key=lambda name: told[name]) if told else NATIONAL
    found = []
    for span, name, before in hits:
        chosen = name or (NATIONAL if before in _OF_THE_STATE else acting)
        found.append(
            AgencyFind(
                chosen,
                "ombudsman-bali" if chosen == BRANCH else "ombudsman-ri" if chosen == NATIONAL else None,
                span,
                PROVINCE if chosen == BRANCH else None,
                bare=name is None,
            )
        )
    return found


def _extent(tokens: Tokens, head: int, outside: dict[tuple[str, ...], str]) -> tuple[int, int, str | None]:
    """(first token, token behind, canonical name or None for the bare word)."""
    low, size = tokens.low, len(tokens)
    first, k = head, head + 1
    state = branch = False
    end = k
    if first and low[first - 1] == "perwakilan":
        first, branch = first - 1, True
    while k < size:
        if low[k] in ("ri", "r.i") or (low[k] == "republik" and k + 1 < size and low[k + 1].startswith("indonesia")):
            k += 2 if low[k] == "republik" else 1
            state, end = True, k
        elif low[k] == "(" and k + 2 < size and low[k + 2] == ")" and low[k + 1] in ("ori", "ri", "ombudsman"):
            k += 3
            state, end = True, k
        else:
            break
    n = k
    if n < size and low[n] == "," and n + 1 < size and low[n + 1] == "perwakilan":
        n += 1
    if n < size and low[n] == "kantor":
        n += 1
    if n < size and low[n] in ("perwakilan", "pwk", "perwakian", "cabang"):
        n += 1
        branch = True
        if n < size and low[n] == "." and tokens.glued(n):
            n += 1
    step = n
    while step < size and low[step] in _REGION:
        step += 1
        if step < size and low[step] == "." and tokens.glued(step):
            step += 1
    if step < size and low[step] == "bali" and tokens.big(step):
        return first, step + 1, BRANCH
    for length in (3, 2, 1):
        words = tuple(low[step : step + length])
        if len(words) == length and words in outside and tokens.big(step):
            place = outside[words].removeprefix("Provinsi ")
            return first, step + length, f"Ombudsman RI Perwakilan {place}"
    if n < size and low[n] == "pusat":
        return first, n + 1, NATIONAL
    if branch and first < head and not state:
        first = head  # "perwakilan Ombudsman": a person of it
    if branch and first < head:
        first = head
    return first, end, NATIONAL if state else None
