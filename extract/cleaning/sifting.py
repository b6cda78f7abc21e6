"""Which blocks of a piece are paragraphs of the article: one pass from top to bottom, each block judged after those before it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from lxml.html import HtmlElement

from extract.cleaning.blocks import Block
from extract.cleaning.furniture import COMMENTS, END, is_furniture, marks_advertisement, sentence_like
from extract.cleaning.languages import mostly_indonesian, speaks_english
from extract.cleaning.related import is_label, without_related
from extract.cleaning.shapes import (
    announced,
    box_of,
    heads_links,
    inside,
    is_caption,
    is_headline,
    is_link,
    key,
    nothing_more,
)
from extract.cleaning.voice import addressed, is_own_voice, is_question

Pair = tuple[str, Block]
_RUNNING = 300  # characters of the article that must be kept before a mark may end it


class _Box(NamedTuple):
    """An element that an advertisement's mark or a label of links has opened; `whole`: all in it goes."""

    home: HtmlElement
    whole: bool


class Sieve:
    """`kept()` once. `named` and `furniture` are keys (shapes.key); `linked` those of all headlines that the page links to."""

    def __init__(
        self, found: Sequence[Block], *, named: Sequence[str], furniture: frozenset[str], junk: Sequence[re.Pattern[str]],
        linked: Callable[[], frozenset[str]],
    ) -> None:  # fmt: skip
        self.found, self.named, self.furniture, self.junk, self.linked = found, named, furniture, junk, linked
        self._kept: list[Pair] = []
        self._length = 0  # characters of the piece
        self._passed = 0  # of them up to the block looked at
        self._seen: set[str] = set()
        self._label: Block | None = None  # announces what follows it
        self._box: _Box | None = None
        self._advice: bool | None = None  # the article itself speaks to its readers
        self._asked = False  # the outlet has asked its readers something
        self._copying = False  # inside a second copy of the body

    def kept(self) -> list[Pair]:
        """Text and block of each paragraph, in order."""
        self._length = sum(len(block.text) for block in self.found)
        for number, block in enumerate(self.found):
            self._passed += len(block.text)
            if self._ends(number, block):
                break
            if self._is_around(number, block):
                continue
            self._label = None
            text = without_related(block)
            if not (self._is_said_by_outlet(text, block) or self._is_furniture(text, block)):
                self._keep(text, block)
        return self._kept

    def _has_run(self) -> bool:
        return sum(len(text) for text, _ in self._kept) > _RUNNING

    def _is_end_mark(self, block: Block) -> bool:
        whole = block.text
        return bool(self._kept and END.match(whole) and (block.heading or block.all_bold or len(whole) < 40))

    def _ends(self, number: int, block: Block) -> bool:
        """Nothing of the article follows."""
        if block.heading and COMMENTS.match(block.text) and self._has_run():
            # What readers wrote may be longer than the article, and reads like one.
            return True
        # Halfway through it is a box inside the article; near the end it is the end.
        return (
            self._is_end_mark(block)
            and self._passed > self._length * 0.5
            and self._has_run()
            and nothing_more(self.found[number + 1 :], self._kept)
        )

    def _is_around(self, number: int, block: Block) -> bool:
        """Set into the body and no sentence of it: boxes, advertisements, lists of links, captions."""
        whole = block.text
        if self._is_end_mark(block):
            self._label = block
            return True
        if self._box is not None and inside(block, self._box.home) and (self._box.whole or not sentence_like(whole) or len(whole) < 100):  # fmt: skip
            return True
        self._box = None
        if marks_advertisement(whole):
            # What is paid for goes with its mark, where both stand in a box.
            self._open(block, whole=True)
            return True
        if is_label(whole) or (self._kept and heads_links(block, whole, self.found, number)):
            self._label = block
            self._open(block, whole=False)
            return True
        if self._label is not None and announced(block, whole, self._label):
            # A list of headlines goes whole, a single one alone.
            self._label = block if block.tag == "li" else None
            return True
        return (
            block.caption or is_caption(block, whole) or is_link(block, whole) or is_headline(block, whole, self.linked)
        )

    def _open(self, block: Block, *, whole: bool) -> None:
        home = box_of(block)
        self._box = None if home is None else _Box(home, whole)

    def _is_said_by_outlet(self, text: str, block: Block) -> bool:
        """In the outlet's own voice, to its readers; or the short answers that it offers to its question."""
        if self._asked and len(text.split()) <= 6 and not sentence_like(text):
            return True
        self._asked = False
        if not is_own_voice(text, self.named):
            return False
        if self._advice is None:
            self._advice = addressed([b.text for b in self.found])
        if self._advice:
            return False
        if self._kept and is_stray(self._kept[-1]) and (home := box_of(self._kept[-1][1])) is not None and inside(block, home):  # fmt: skip
            # What headed the same box.
            self._kept.pop()
        self._asked = is_question(text)
        return True

    def _is_furniture(self, text: str, block: Block) -> bool:
        if speaks_english(text) and not block.heading and block.tag not in ("li", "td") and mostly_indonesian(b.text for b in self.found):  # fmt: skip
            return True
        return not text or is_furniture(text, self.named) or any(pattern.fullmatch(text) for pattern in self.junk)

    def _keep(self, text: str, block: Block) -> None:
        """Once: what comes again is left out, or takes the place of a summary's item."""
        mark = key(text)
        if not mark or mark in self.furniture:
            return
        if mark in self._seen and (len(mark) > 20 or block.heading or self._copying):
            if not (block.tag == "p" and self._take_from_summary(mark)):
                # Once inside a second copy of the body, short items repeat as well.
                self._copying = True
                return
        else:
            self._copying = False
            self._seen.add(mark)
        self._kept.append((text, block))

    def _take_from_summary(self, mark: str) -> bool:
        """A summary above the body repeats its sentences; these stay where the body has them."""
        kept = self._kept
        at = next((n for n, (_, block) in enumerate(kept) if block.tag == "li" and key(block.text) == mark), None)
        if at is None:
            return False
        del kept[at]
        if at and (at == len(kept) or kept[at][1].tag != "li") and is_stray(kept[at - 1]):
            # The last of them: their heading goes too.
            del kept[at - 1]
        return True


def is_stray(pair: tuple[str, Block]) -> bool:
    """A few words that are no sentence."""
    text, block = pair
    return len(text.split()) <= 4 and not sentence_like(text) and block.tag not in ("li", "td", "th", "dd")
