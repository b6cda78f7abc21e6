"""The query language, parsed once; each index renders the tree in its own way.

bimtek tabanan              both words, in any inflection
"pelayanan publik"          exactly these words side by side
bimtek OR sosialisasi       either
-covid                      not
ombuds*                     words that begin so
"bupati bimtek"~5           near each other, at most five words between
judul:bimtek                in the headline; also outlet: wilayah: pejabat: instansi: zona: tahun: acara: dari: sampai:
(bimtek OR workshop) tabanan
pejabat:"contoh bupati"     one official of that name in that office
zona:"kuning 2018 tabanan"  one claim: that rating, for that year, of that subject
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from config.errors import BadQueryError
from index.cutting import words_of

MAX_CHARACTERS = 2_000
MAX_NODES = 120
MAX_DEPTH = 12  # brackets in brackets; each makes two levels in the engines, and Elasticsearch allows 30

FIELDS = {
    "judul": "title", "title": "title", "outlet": "outlet", "media": "outlet", "wilayah": "regency", "regency": "regency",
    "kabupaten": "regency", "pejabat": "official", "official": "official", "instansi": "agency", "agency": "agency", "zona": "zone",
    "zone": "zone", "tahun": "year", "year": "year", "acara": "event", "event": "event", "dari": "since", "since": "since",
    "sampai": "until", "until": "until",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Word:
    """One word; `prefix`: any word that begins so. `title`: only in the headline."""

    text: str
    prefix: bool = False
    title: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words side by side as printed, or (`slop`) near each other in any order and inflection."""

    words: tuple[str, ...]
    slop: int | None = None
    title: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """A tag or date: `name` is one of the values of FIELDS but title."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Not:
    node: Node


@dataclass(frozen=True, slots=True)
class And:
    nodes: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Or:
    nodes: tuple[Node, ...]


Node = Word | Phrase | Field | Not | And | Or

_TOKEN = re.compile(
    r"""(?P<space>\s+)
    |(?P<phrase>["“”„](?P<inside>[^"“”„]*)["“”„](?:~(?P<slop>\d{1,3}))?)
    |(?P<quote>["“”„])
    |(?P<open>\()|(?P<close>\))
    |(?P<minus>-(?=[^\s)]))
    |(?P<field>[^\W\d_]+):(?!//)
    |(?P<word>[^\s()"“”„]+)""",
    re.VERBOSE,
)


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    start: int
    slop: int | None = None


def parse(query: str) -> Node | None:
    """The tree, None for an empty query. Raises BadQueryError with the place and a proposal."""
    if len(query) > MAX_CHARACTERS:
        raise BadQueryError(
            f"the query has {len(query)} characters, at most {MAX_CHARACTERS} are read",
            query=query[:60],
            position=MAX_CHARACTERS,
        )
    query = clean(query)
    try:
        return _parsed(query)
    except BadQueryError as error:
        raise BadQueryError(
            error.what, query=query, position=error.position, proposal=_mended(query, error.proposal)
        ) from None


def clean(text: str) -> str:
    """Without what no engine takes: NUL, and halves of characters that a shell may hand over."""
    return re.sub("[\x00\ud800-\udfff]", " ", text)


def _mended(query: str, proposal: str | None) -> str | None:
    """A proposal that can be searched for: mended again until it can, or the bare words."""
    for _ in range(4):
        if not proposal:
            break
        try:
            if _parsed(proposal) is not None:
                return proposal
            break
        except BadQueryError as error:
            proposal = error.proposal
    return " ".join(words_of(query)[:20]) or None


def _parsed(query: str) -> Node | None:
    tokens = list(_tokens(query))
    if not tokens:
        return None
    parser = _Parser(query, tokens)
    node = parser.either(0)
    if parser.at < len(tokens):
        token = tokens[parser.at]
        raise parser.wrong(
            "a bracket closes that was never opened", token, query[: token.start] + query[token.start + 1 :]
        )
    return node


def _tokens(query: str) -> Iterator[_Token]:
    position = 0
    while position < len(query):
        match = _TOKEN.match(query, position)
        if match is None:  # every character is covered by one alternative
            position += 1
            continue
        kind = match.lastgroup or ""
        if match["phrase"] is not None:
            yield _Token("phrase", match["inside"], position, int(match["slop"]) if match["slop"] else None)
        elif kind == "quote":
            raise BadQueryError(
                "a quote is opened and not closed",
                query=query,
                position=position,
                proposal=f'{query.rstrip()}"' if query[position + 1 :].strip() else query[:position].strip() or None,
            )
        elif kind == "field":
            yield _Token("field", match["field"], position)
        elif kind != "space":
            yield _Token(kind, match[0], position)
        position = match.end()


class _Parser:
    """Recursive descent: either → all → one."""

    def __init__(self, query: str, tokens: list[_Token]) -> None:
        self.query, self.tokens, self.at, self.count = query, tokens, 0, 0

    def wrong(self, what: str, token: _Token | None, proposal: str | None = None) -> BadQueryError:
        position = token.start if token else len(self.query)
        cleaned = " ".join(proposal.split()) if proposal else None
        return BadQueryError(what, query=self.query, position=position, proposal=cleaned or None)

    @property
    def token(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def either(self, depth: int) -> Node:
        if depth > MAX_DEPTH:
            raise self.wrong(f"brackets nest deeper than {MAX_DEPTH}", self.token)
        parts = [self.all(depth)]
        while self.token and self.token.kind == "word" and self.token.text == "OR":
            mark = self.token
            self.at += 1
            if (
                self.token is None
                or self.token.kind == "close"
                or (self.token.kind == "word" and self.token.text == "OR")
            ):
                raise self.wrong(
                    "OR wants something on both sides", mark, self.query[: mark.start] + self.query[mark.start + 2 :]
                )
            parts.append(self.all(depth))
        return parts[0] if len(parts) == 1 else Or(tuple(parts))

    def all(self, depth: int) -> Node:
        parts: list[Node] = []
        while (token := self.token) and token.kind != "close":
            if token.kind == "word" and token.text == "OR":
                if not parts:
                    raise self.wrong(
                        "OR wants something on both sides",
                        token,
                        self.query[: token.start] + self.query[token.start + 2 :],
                    )
                break
            if token.kind == "word" and token.text in ("AND", "DAN"):
                self.at += 1
                continue
            parts.extend(self.one(depth))
        if not parts:
            raise self.wrong("nothing to look for here", self.token)
        return parts[0] if len(parts) == 1 else And(tuple(parts))

    def one(self, depth: int) -> list[Node]:
        token = self.token
        assert token is not None
        self.at += 1
        self.count += 1
        if self.count > MAX_NODES:
            raise self.wrong(f"more than {MAX_NODES} words", token)
        if token.kind == "minus" or (token.kind == "word" and token.text == "NOT"):
            inner = self.one(depth) if self.token is not None and self.token.kind != "close" else []
            if not inner:
                raise self.wrong("nothing follows the minus", token, self.query[: token.start])
            return [Not(inner[0] if len(inner) == 1 else And(tuple(inner)))]
        if token.kind == "open":
            node = self.either(depth + 1)
            if self.token is None:
                raise self.wrong("a bracket is opened and not closed", token, self.query + ")")
            self.at += 1
            return [node]
        if token.kind == "field":
            return [self.field(token)]
        if token.kind == "phrase":
            return [self.phrase(token)]
        return self.plain(token)

    def phrase(self, token: _Token, *, title: bool = False) -> Node:
        found = tuple(words_of(token.text))
        if not found:
            raise self.wrong("no word between the quotes", token, self.query[: token.start])
        if token.slop is not None and len(found) < 2:
            raise self.wrong("nearness wants two words", token, self.query[: token.start] + found[0])
        return Phrase(found, token.slop, title)

    def plain(self, token: _Token, *, title: bool = False) -> list[Node]:
        text = token.text
        prefix = text.endswith("*")
        found = words_of(text)
        if text.startswith("*") or (prefix and not found):
            raise self.wrong(
                f"{text!r} is no word",
                token,
                self.query[: token.start] + text.lstrip("*") + self.query[token.start + len(text) :],
            )
        if not found:  # "&", "–", a smiley: nothing that could be looked for
            return []
        if prefix:
            return [*(Word(w, title=title) for w in found[:-1]), Word(found[-1], prefix=True, title=title)]
        # "sp4n-lapor", "pan-rb": the parts side by side
        return [Word(found[0], title=title)] if len(found) == 1 else [Phrase(tuple(found), title=title)]

    def field(self, token: _Token) -> Node:
        name = FIELDS.get(token.text.lower())
        if name is None:
            from rapidfuzz import process

            near = process.extractOne(token.text.lower(), list(FIELDS), score_cutoff=60)
            proposal = self.query.replace(f"{token.text}:", f"{near[0]}:" if near else "", 1)
            raise self.wrong(
                f"unknown field {token.text!r}; known: judul, outlet, wilayah, pejabat, instansi, zona, tahun, acara, dari, sampai",
                token,
                proposal,
            )
        value = self.token
        if value is None or value.kind not in ("word", "phrase"):
            raise self.wrong(
                f"{token.text}: wants a value right after it",
                token,
                self.query[: token.start] + self.query[token.start + len(token.text) + 1 :],
            )
        self.at += 1
        if name == "title":
            if value.kind == "phrase":
                return self.phrase(value, title=True)
            nodes = self.plain(value, title=True)
            if not nodes:
                raise self.wrong(f"{token.text}: wants a word", token)
            return nodes[0] if len(nodes) == 1 else And(tuple(nodes))
        if name == "year" and not re.fullmatch(r"(?:19|20)\d\d", value.text):
            raise self.wrong(f"{value.text!r} is no year", value)
        text = value.text
        if name in ("since", "until"):
            text = _day(text, last=name == "until") or ""
            if not text:
                raise self.wrong(f"{value.text!r} is no day; write 2024-05-31, 2024-05 or 2024", value)
        if not (text.strip() if name == "outlet" else words_of(text)):
            raise self.wrong(f"{token.text}: wants a value", token)
        return Field(name, text)


def _day(text: str, *, last: bool) -> str | None:
    try:
        if re.fullmatch(r"\d{4}", text):
            return date(int(text), 12 if last else 1, 31 if last else 1).isoformat()
        if match := re.fullmatch(r"(\d{4})-(\d{1,2})", text):
            year, month = int(match[1]), int(match[2])
            first = date(year, month, 1)
            if not last:
                return first.isoformat()
            following = date(year + month // 12, month % 12 + 1, 1)
            return date.fromordinal(following.toordinal() - 1).isoformat()
        return date.fromisoformat(text).isoformat()
    except ValueError:
        return None


def leaves(node: Node | None, *, positive: bool = True) -> Iterator[Word | Phrase]:
    """The words and phrases that an article must or may hold: what is highlighted."""
    if isinstance(node, Word | Phrase):
        if positive:
            yield node
    elif isinstance(node, Not):
        yield from leaves(node.node, positive=not positive)
    elif isinstance(node, And | Or):
        for part in node.nodes:
            yield from leaves(part, positive=positive)
