"""How words are folded, alike in both indexes: stems, stop words, synonyms.

The stemmer is Snowball's Indonesian one; Elasticsearch runs the same algorithm as its `snowball` filter
(tests/index/test_words.py compares them). Its `stemmer` filter of that name is an older one that makes "antau" of
"memantau".
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import snowballstemmer

from index.cutting import folded, tokens, words_of
from index.query import And, Node, Not, Or, Phrase, Word

__all__ = ["STOP", "SYNONYMS", "Folding", "expand", "folded", "stem", "tokens", "words_of"]

FOLDING = 2  # raised when stems, cut or stop words change: an index made with another number is rebuilt
_STEMMER = snowballstemmer.stemmer("indonesian")
# Words so common that a query says nothing by them; dropped from queries that hold others.
STOP = frozenset(
    words_of(
        "yang dan di ke dari dengan untuk pada dalam oleh ini itu adalah ialah juga serta atau akan telah sudah sebagai"
    )
)
STOPPED = "·"  # stands for a stop word among stems, so that the distance between its neighbours stays
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


# word → root, for words that the stemmer takes apart differently from their relatives
ROOTS: dict[str, str] = {
    form: root
    for root, forms in tomllib.loads((files("index") / "stems.toml").read_text(encoding="utf-8")).items()
    for form in forms.split()
}


@lru_cache(maxsize=300_000)
def stem(word: str) -> str:
    """The stem of a word in lower case."""
    root = ROOTS.get(word)
    if root is not None:
        return root
    stemmed: str = _STEMMER.stemWord(word)
    return stemmed


class Folding:
    """Stems, with the names that an index was made with: these are never stemmed ("Kediri" is not "diri")."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self.names = frozenset(names)
        self._columns: dict[str, str] = {}

    def stem(self, word: str) -> str:
        return word if word in self.names else stem(word)

    def column(self, words: Iterable[str]) -> str:
        """What is indexed of words in any inflection: their stems, a blank between them, stop words by a mark."""
        known = self._columns
        try:
            return " ".join([known[word] for word in words])
        except KeyError:
            if len(known) > 300_000:
                known.clear()
            words = list(words)
            for word in words:
                if word not in known:
                    known[word] = STOPPED if word in STOP else self.stem(word)
            return " ".join([known[word] for word in words])


def expand(node: Node) -> Node:
    """The tree with synonyms in and stop words out."""
    if isinstance(node, Word) and not node.prefix:
        return _alternatives(node.text, node)
    if isinstance(node, Not):
        return Not(expand(node.node))
    if isinstance(node, Or):
        return Or(tuple(expand(n) for n in node.nodes))
    if isinstance(node, And):
        return _all(node)
    return node  # a phrase in quotes is exact: only what the user wrote without quotes is widened


def _alternatives(text: str, node: Word) -> Node:
    group = _FORMS.get(text)
    if group is None:
        return node
    return Or((node, *(_node(form, title=node.title) for form in group if form != text)))


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
            chosen = [n for n in nodes[number : number + length] if isinstance(n, Word) and not n.prefix]
            text = " ".join(n.text for n in chosen)
            if len(chosen) < length or text not in _FORMS or len({n.title for n in chosen}) > 1:
                continue
            others = (_node(form, title=chosen[0].title) for form in _FORMS[text] if form != text)
            parts.append(Or((And(tuple(n for n in chosen if n.text not in STOP)), *others)))
            number += length
            break
        else:
            parts.append(expand(nodes[number]))
            number += 1
    telling = [p for p in parts if not (isinstance(p, Word) and p.text in STOP and not p.prefix)]
    parts = telling or parts
    return parts[0] if len(parts) == 1 else And(tuple(parts))
