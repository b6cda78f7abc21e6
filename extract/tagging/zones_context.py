"""What a sentence is about: compliance, or zones of something else; and how a rating in it is meant."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from config.ratings import RatingWords
from extract.tagging.records import Sentence
from extract.tagging.wording import alternatives, any_of
from extract.tagging.zones_terms import Term

Meaning = Literal["achieved", "target", "definition", "previous", "denied"]
# "nilai 81-100", "0 sampai 50", "51,00 hingga 80,99": a range of scores is a scale.
RANGE = re.compile(
    r"(?<![\d/.,-])(\d{1,3}(?:[.,]\d{1,2})?)\s*(?:-|–|—|hingga|sampai(?:\s+dengan)?|s\.?\s?d\.?|s/d|ke)\s*(\d{1,3}(?:[.,]\d{1,2})?)(?![\d/-]|[.,]\d)"
)
_BOUND = re.compile(
    r"(?:di\s+atas|di\s+bawah|lebih\s+dari|kurang\s+dari|minimal|maksimal|>|<)\s*\d{2,3}|\b\d{2,3}(?:[.,]\d+)?\s+ke\s+(?:atas|bawah)",
    re.IGNORECASE,
)


# "bila dibedah": said of nothing but the telling.
_LOOKED_AT = re.compile(
    r"\b(?:bila|jika|kalau|apabila)\s+di(?:bedah|tilik|hitung|lihat|urai|rinci|bandingkan|urutkan)\w*", re.IGNORECASE
)
# "naik dari zona kuning ke zona hijau": the first of the two is left behind.
_FROM = re.compile(r"\bdari\s+(?:semula\s+|sebelumnya\s+)?$", re.IGNORECASE)
_INTO = re.compile(r"[^.;]{0,40}?\b(?:ke|menjadi|menuju|jadi)\b", re.IGNORECASE)
# "beda empat angka dari merah": how far away.
_DISTANT = re.compile(r"\b(?:angka|poin|langkah|koma|digit)\b[^,;]{0,20}\bdari\s+$", re.IGNORECASE)
_IF = re.compile(r"\b(?:kalau|asal|asalkan|selama)\s+(?!di)[^,;.]{0,60}$", re.IGNORECASE)
# "Sudah hijau?": asked, unless for the reason.
_ASKED = re.compile(r"[^.!\d]{0,80}\?")
# "Hijau belum singgah di X".
_NOT_YET = re.compile(r"\s+(?:itu\s+)?(?:belum|tidak|tak|urung|gagal)\b", re.IGNORECASE)
# "harus sudah hijau": wished all the same.
_HURRIED = re.compile(
    r"\b(?:harus|wajib|mesti|bakal|akan)\s+(?:sudah|telah)\b"
    r"|\b(?:berjanji|menarget\w*|optimis\w*|bertekad)\b(?:(?!yang\s+(?:sudah|telah))[^,;.]){0,70}?\b(?:sudah|telah)\b",
    re.IGNORECASE,
)
_REASON = re.compile(r"\b(?:mengapa|kenapa|bagaimana\s+bisa|kok)\b", re.IGNORECASE)
# "kabar bahwa X merah dibantah".
_REFUTED = re.compile(
    r"[^.;]{0,60}\b(?:dibantah|ditepis|tidak\s+benar|tak\s+benar|keliru|hoaks|hoax|ternyata\s+salah)\b", re.IGNORECASE
)
# "lepas dari kuning": what is left behind, wished or done.
_LEFT = re.compile(r"\b(?:lepas|keluar|bangkit|beranjak|lolos)\s+dari\s+(?:\w+\s+)?$", re.IGNORECASE)
# So many characters from a trap a zone is the trap's.
BESIDE = 25
# "belum berhasil", "gagal lagi masuk": so near behind a denial, a verb of reaching is denied too.
DENYING = 18


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Where a sentence has traps and cues; `cued`: it speaks of compliance itself; `carried`: those before it do."""

    traps: tuple[tuple[int, int], ...]
    cues: tuple[tuple[int, int], ...]
    cued: bool
    carried: bool

    def compliance(self, term: Term) -> bool:
        """The rating is one of compliance, and not of the trap that stands nearer."""
        if not self.traps:
            return self.cued or self.carried
        near = min(_gap(start, end, term) for start, end in self.traps)
        if not self.cued or near < BESIDE:
            return False
        return not self.cues or min(_gap(start, end, term) for start, end in self.cues) <= near + 40


class Context:
    """Built once."""

    def __init__(self, words: RatingWords) -> None:
        self.cue = any_of(words.cues)
        self._ori = re.compile(r"\bORI\b")
        self.trap = any_of(words.traps)
        self._assessing = any_of(words.assessing)
        self.conditional = any_of(words.conditional)
        self.target = any_of(words.targets)
        self._resigned = any_of(words.resigned)
        self._not_only = any_of(words.not_only)
        self._reached = any_of(words.reached)
        self._denied = any_of(words.denied)
        self._former = re.compile(rf"(?<!\w)(?:{alternatives(words.former)})(?!\w)[^,;]{{0,45}}$", re.IGNORECASE)
        self._defining = any_of(words.defining)

    def spoken_of(self, text: str) -> bool:
        """The text has a cue at all."""
        return self.cue.search(text) is not None or self._ori.search(text) is not None

    def concerns(self, text: str) -> bool:
        """A whole article may tell ratings of compliance."""
        if self.spoken_of(text):
            return True
        return self._assessing.search(text) is not None and self.trap.search(text) is None

    def surroundings(self, sentences: Sequence[Sentence], number: int) -> Surroundings:
        """What the sentence and those around it speak of, read once for all its ratings."""
        text = sentences[number].text
        traps = tuple((m.start(), m.end()) for m in self.trap.finditer(text))
        cues = tuple((m.start(), m.end()) for m in self.cue.finditer(text)) if traps else ()
        cued = bool(cues) or self.spoken_of(text)
        return Surroundings(traps, cues, cued, cued or bool(traps) or self._around(sentences, number))

    def _around(self, sentences: Sequence[Sentence], number: int) -> bool:
        """The nearest sentence before that has a cue or a trap has a cue; where there is none, the next has no trap."""
        for back in range(number - 1, max(-1, number - 4), -1):
            before = sentences[back].text
            trap, cue = self.trap.search(before) is not None, self.spoken_of(before)
            if trap or cue:
                # both in one sentence: what it ends with is what goes on
                return cue if not trap else cue and _last(self.cue, before) >= _last(self.trap, before)
        after = sentences[number + 1].text if number + 1 < len(sentences) else ""
        return self.trap.search(after) is None or self.spoken_of(after)

    def meaning(self, clause: str, term: Term, *, subjects: bool, sentence: str, offset: int) -> Meaning:
        """How the rating is meant; `clause` begins at `offset` of the sentence, `subjects`: somebody is named in it."""
        before = clause[: term.start - offset]
        if self._scale(clause, term, offset, subjects):
            return "definition"
        # words of a quotation that has ended say nothing of what follows it
        before = before[max(before.rfind("”"), before.rfind("“") if "”" not in before else -1) + 1 :]
        if self.conditional.search(_LOOKED_AT.sub("", sentence[: term.start])):
            return "denied"
        # a denial reaches to the next comma: "tidak ada tawar-menawar, X wajib hijau"
        phrase = max(before.rfind(", ") + 1, before.rfind(" dan hanya ") + 1)
        denied = _final(self._denied, self._not_only.sub(lambda m: " " * len(m[0]), before[phrase:]))
        denied = None if denied is None else denied + phrase
        target = _final(self.target, self._resigned.sub(lambda m: " " * len(m[0]), before))
        reached = _final(self._reached, _HURRIED.sub(lambda m: " " * len(m[0]), before))
        if target is None and offset:
            # "menargetkan …, sehingga bisa masuk zona hijau": the wish of the clause before goes on
            wide = _final(self.target, sentence[:offset])
            soft = re.search(r"(?:agar|supaya|sehingga)\W*$", sentence[:offset], re.IGNORECASE)
            target = wide if wide is not None and soft and reached is None else None
        if denied is not None and len(before) - denied < 60 and (reached is None or reached - denied < DENYING):
            return "denied"
        if not re.search(r"\w", before) and _NOT_YET.match(sentence, term.end):
            return "denied"
        if _IF.search(before) or (_ASKED.match(sentence, term.end) and not _REASON.search(before)):
            return "denied"
        if _DISTANT.search(before) or _REFUTED.match(sentence, term.end):
            return "denied"
        if _LEFT.search(before) or (_FROM.search(before) and _INTO.match(sentence, term.end)):
            return "previous"
        if target is not None and (reached is None or reached < target):
            return "target"
        if self._former.search(before):
            return "previous"
        return "achieved"

    def _scale(self, clause: str, term: Term, offset: int, subjects: bool) -> bool:
        at, end = term.at - offset, term.end - offset
        left, right = max(clause.rfind(", ", 0, at), clause.rfind("; ", 0, at)) + 1, end + 45
        for match in RANGE.finditer(clause):
            low, high = _number(match[1]), _number(match[2])
            if not low < high <= 100:
                continue
            if match.end() <= at and match.start() >= left - 4 and at - match.end() < 60:
                return True
            if (
                match.start() >= end
                and match.start() < right
                and not re.search(r"[;]|\bdan\b", clause[end : match.start()])
            ):
                return True
        return not subjects and _BOUND.search(clause[max(0, at - 40) : end + 40]) is not None

    def describes(self, text: str) -> bool:
        """The sentence tells the scale."""
        return self._defining.search(text) is not None


def _gap(start: int, end: int, term: Term) -> int:
    return max(term.start - end, start - term.end, 0)


def _last(expression: re.Pattern[str], text: str) -> int:
    return max((m.start() for m in expression.finditer(text)), default=-1)


def _final(expression: re.Pattern[str], text: str) -> int | None:
    last = _last(expression, text)
    return None if last < 0 else last


def _number(text: str) -> float:
    return float(text.replace(",", "."))
