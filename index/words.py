"""How words are folded, alike in both indexes: stems, stop words, synonyms.

The stemmer is Snowball's Indonesian one (Tala 2003), the algorithm that Elasticsearch's `indonesian` analyzer has too.
"""

from __future__ import annotations

import re
from functools import lru_cache

import snowballstemmer

from index.query import And, Node, Not, Or, Phrase, Word, words_of

_STEMMER = snowballstemmer.stemmer("indonesian")
# Words so common that a query says nothing by them; dropped from queries that hold others.
STOP = frozenset(
    [
        "yang",
        "dan",
        "di",
        "ke",
        "dari",
        "dengan",
        "untuk",
        "pada",
        "dalam",
        "oleh",
        "ini",
        "itu",
        "adalah",
        "juga",
        "serta",
        "atau",
        "akan",
        "telah",
        "sudah",
        "sebagai",
    ]
)
# Searched for together. A multi-word form is looked for side by side.
SYNONYMS: tuple[tuple[str, ...], ...] = (
    ("bimtek", "bintek", "bimbingan teknis"),
    ("pemkab", "pemerintah kabupaten"),
    ("pemkot", "pemerintah kota"),
    ("pemprov", "pemerintah provinsi"),
    ("disdukcapil", "dukcapil", "dinas kependudukan dan pencatatan sipil"),
    ("ori", "ombudsman"),
    ("sekda", "sekretaris daerah"),
    ("walikota", "wali kota"),
    ("wabup", "wakil bupati"),
    ("dpmptsp", "dinas penanaman modal dan pelayanan terpadu satu pintu"),
    ("mou", "nota kesepahaman"),
    ("rsud", "rumah sakit umum daerah"),
)
_FORMS = {form: group for group in SYNONYMS for form in group}
_LONGEST = max(len(form.split()) for form in _FORMS)


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word in lower case; words with digits and very short ones stay."""
    if len(word) < 4 or not word.isalpha():
        return word
    stemmed = _STEMMER.stemWord(word)
    return stemmed if len(stemmed) > 2 else word


def stems(text: str) -> str:
    """The stems of a text, a blank between them."""
    return " ".join(map(stem, words_of(text)))


def folded(text: str) -> str:
    """The words of a name in lower case between blanks, so that whole words can be looked for: " i made contoh "."""
    return f" {' '.join(words_of(text))} "


def expand(node: Node) -> Node:
    """The tree with synonyms in and stop words out."""
    if isinstance(node, Word) and not node.prefix:
        return _alternatives(node.text, node)
    if isinstance(node, Phrase) and node.slop is None:
        return _alternatives(" ".join(node.words), node)
    if isinstance(node, Not):
        return Not(expand(node.node))
    if isinstance(node, Or):
        return Or(tuple(expand(n) for n in node.nodes))
    if isinstance(node, And):
        return _all(node)
    return node


def _alternatives(text: str, node: Word | Phrase) -> Node:
    group = _FORMS.get(text)
    # A phrase in quotes is exact: only what the user wrote without quotes is widened.
    if group is None or isinstance(node, Phrase):
        return node
    others = [_node(form, title=node.title) for form in group if form != text]
    return Or((node, *others))


def _node(form: str, *, title: bool) -> Node:
    parts = tuple(form.split())
    return Word(parts[0], title=title) if len(parts) == 1 else Phrase(parts, title=title)


def _all(node: And) -> Node:
    """Words that stand side by side in the query and are one term ("bimbingan teknis") are widened as that term."""
    parts: list[Node] = []
    number = 0
    nodes = node.nodes
    while number < len(nodes):
        for length in range(min(_LONGEST, len(nodes) - number), 1, -1):
            chosen = nodes[number : number + length]
            if not all(isinstance(n, Word) and not n.prefix for n in chosen):
                continue
            text = " ".join(n.text for n in chosen if isinstance(n, Word))
            if text in _FORMS:
                title = any(isinstance(n, Word) and n.title for n in chosen)
                parts.append(Or((And(chosen), *(_node(f, title=title) for f in _FORMS[text] if f != text))))
                number += length
                break
        else:
            parts.append(expand(nodes[number]))
            number += 1
    telling = [p for p in parts if not (isinstance(p, Word) and p.text in STOP and not p.prefix)]
    parts = telling or parts
    return parts[0] if len(parts) == 1 else And(tuple(parts))


_TOKEN = re.compile(r"[^\W_]+")


def tokens(text: str) -> list[tuple[int, int, str]]:
    """(start, end, word in lower case) of every word of a text."""
    return [(m.start(), m.end(), m[0].lower()) for m in _TOKEN.finditer(text)]
