"""Words that tell a rating: a colour, a class, a letter, an opinion; each with the noun that makes it one."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise
from typing import Literal

from config.ratings import RatingWords
from extract.tagging.wording import alternatives, any_of, ends_with

Kind = Literal["colour", "class", "letter", "opinion"]
# Ratings of one sentence that are read; a long list of the press has twenty.
MOST = 30
# Which of several told of one subject is the rating; the others are told beside it.
ORDER: dict[str, int] = {"colour": 0, "class": 1, "letter": 2, "opinion": 3}
_QUOTE = r"[\"'‘’“”(\[]*"
_RANK = re.compile(
    r"\s*(?:di\b|se-|secara|nasional|dari\b|kedua|ketiga|keempat|kelima|dibanding|daripada|pertama|untuk\s+tingkat|tahun\s+ini\b)"
)
_WORDS = re.compile(r"\w+")
_GAP = re.compile(r"[\s,\"'‘’“”(\[]*")
_IN_BRACKETS = re.compile(r"\((?:[\d.,]+\s*[;,]\s*)?$")
# "zona yang sama": the rating told last.
SAME = "="
_SAME = re.compile(
    r"\b(?:zona|zonasi|warna|rapor)(?:nya)?\s+(?:yang\s+)?(?:sama|serupa)\b(?!\s+(?:dengan|seperti))"
    r"|\b(?P<grade>predikat|kategori|opini)(?:nya)?\s+(?:yang\s+)?sama(?=\s+(?:dengan\s+(?:nilai|skor)|seperti\s+ke\w+\s+\w+\s+(?:tadi|itu|tersebut))\b)",
    re.IGNORECASE,
)
_TIMED = re.compile(
    r"\b20[0-3]\d\b|\btahun\s+(?:ini|depan|lalu|kemarin|sebelumnya|berikutnya|mendatang)\b|\b(?:setahun|sekarang|kini|sebelumnya|dulu|dahulu)\b",
    re.IGNORECASE,
)
BEHIND_SCORE = re.compile(r"\b\d{2}[.,]\d{1,2}[,;:)]*\s+$")
_SCORED = re.compile(r"\s*,?\s*\(?\d{2}[.,]\d")
# "kuning 51 sampai 80,99"
_OF_RANGE = re.compile(r"\s+\(?\d{1,3}(?:[.,]\d{1,2})?\s*(?:-|–|sampai|hingga|s\.?d\.?)\s*\d{2}", re.IGNORECASE)
_OF_YEAR = re.compile(r"\s+(?:pada|untuk|di|tahun)\s+(?:tahun\s+)?20[0-3]\d\b")
_BEHIND_YEAR = re.compile(r"\b20[0-3]\d\s+$|\d[.,]\d+\s+(?:dan|serta|atau|alias)\s+$")
_BEHIND_CLASS = re.compile(r"\b(?:tertinggi|tinggi|sedang|rendah|[A-E])\s*(?:[,/]|\s(?:atau|alias|dan|serta))\s*$")
_BEHIND_NAME = re.compile(r"(?:\b[A-Z]\w*\s+(?:\([^)]{1,20}\)\s*|\d{2}[.,]\d+,?\s*)?|[A-Z]\w+:\s+|\b\d{2}[.,]\d+,\s+)$")
# "dicap merah", "mempertahankan hijau", "isinya kuning": a verb or a noun with its owner before it, no noun of a coloured thing.
_VERBAL = re.compile(
    r"\b(?:(?:me|di|ber|ter)\w{4,}|(?:hasil|isi|warna|rapor|raport|nilai|skor|zona|kategori|predikat|status|posisi|semua|seluruh|kesemua|ke(?:dua|tiga|empat|lima|enam|tujuh|delapan|sembilan)(?:-\w+)?|dua-dua|tiga-tiga|sisa|dinas|kantor|daerah|kabupaten|kota|instansi|unit|lembaga|puskesmas|polres|akhir|rupa|aslinya|agak|setidak|mestinya|seharus|semesti|sebelum|biasa|tampak|hanya|lain)nya)\s+[\"'‘’“”(\[]*$",
    re.IGNORECASE,
)
_PAUSE = re.compile(r"(?:[,:;–—“(]|\.\.\.|…)\s*[\"'‘’“”(\[]*$")
_ALONE = re.compile(
    r"\W*$|\s*[.,;:)”!?]|\s+(?:dengan|untuk|pada|dan|lagi|saja|semua(?:nya)?|sedangkan|sementara|tetapi|di|harus|wajib|mesti)\b",
    re.IGNORECASE,
)
# "Batas hijau itu 81": a colour of the scale, where "batas merah" alone is none.
_BORDER = re.compile(r"\b(?:batas|ambang)\s+$", re.IGNORECASE)
_AT_SCORE = re.compile(
    r"\s+(?:(?:itu|adalah|ialah|yakni|yaitu|berada\s+di|ada\s+di)\s+){0,2}(?:(?:angka|nilai|skor)\s+)?\d{2}",
    re.IGNORECASE,
)
_VERB = re.compile(r"\s+(?:di|me|ber|dalam)\w*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Term:
    """`start` where its noun (or the word itself) begins, `at` where the word does; offsets into the sentence.

    `noun`: a noun of ratings stands before it. `listed`: the number of the enumeration that it is part of.
    """

    start: int
    at: int
    end: int
    rating: str
    kind: Kind
    noun: bool
    listed: int | None = None


class TermFinder:
    """Built once."""

    def __init__(self, words: RatingWords) -> None:
        colours = alternatives(words.colours)
        self._any = re.compile(
            rf"(?<![\w-])(?:(?:{colours})(?:nya)?|{alternatives(words.classes)}|(?i:{alternatives(words.letter_nouns)})(?:\s+(?:juga|masih|tetap|pun|adalah))?\s+{_QUOTE}[A-E]\b"
            rf"|(?:{alternatives(words.opinion_nouns)})\s+(?:[^.;]{{0,70}}?\b(?:ialah|adalah|berbunyi)\s+)?\W?(?:{alternatives(words.opinions)}))(?!\w)",
            re.IGNORECASE,
        )
        self._colour = re.compile(rf"(?<![\w-])(?P<word>{colours})(?P<its>nya)?(?!\w|-)", re.IGNORECASE)
        between = alternatives(words.between)
        self._colour_nouns = frozenset(words.colour_nouns)
        self._between = frozenset(words.between)
        self._not_before = ends_with(words.not_before)
        self._not_behind = re.compile(rf"\s+(?:{alternatives(words.not_behind)})\b", re.IGNORECASE)
        self._worn = ends_with(words.worn)
        self._leaning = re.compile(
            rf"(?<!\w)(?:{alternatives((*words.leaning, *words.targets))}|(?:{alternatives(words.hopes)})(?:nya)?)\s+{_QUOTE}$",
            re.IGNORECASE,
        )
        self._class = re.compile(
            rf"(?<!\w)(?P<noun>{alternatives(words.class_nouns)})\s*(?:(?:{between})[\s]+){{0,3}}{_QUOTE}\s*(?P<word>{alternatives(words.classes)})(?!\w)",
            re.IGNORECASE,
        )
        classes = alternatives(words.classes)
        self._degree = re.compile(
            rf"(?<!\w)(?:(?:tingkat|nilai)\s+kepatuhan|kualitas\s+(?:pelayanan|layanan))(?:nya)?\b[^.;]{{0,90}}?\b(?P<word>{classes})(?=\s*[.,;)]|$)"
            rf"|(?<!\w)kepatuhan\b[^.;]{{0,90}}?\b(?:dinilai|dinyatakan|digolongkan|tergolong)\s+(?P<judged>{classes})(?!\w)",
            re.IGNORECASE,
        )
        self._letter = re.compile(
            rf"(?<!\w)(?i:{alternatives(words.letter_nouns)})(?i:nya)?\s+(?:(?i:{between})\s+){{0,2}}{_QUOTE}(?P<word>[A-E])(?=[\s,.;:)\]\"'’”]|$)"
        )
        self._opinion = re.compile(
            rf"(?<!\w)(?:{alternatives(words.opinion_nouns)})\s+{_QUOTE}(?P<word>{alternatives(words.opinions)})(?!\w)",
            re.IGNORECASE,
        )
        titled = "|".join(w.title().replace(" ", r"\s+") for w in sorted(words.opinions, key=len, reverse=True))
        # "Opini Ombudsman tahun 2025 bagi kabupaten ini ialah Baik"
        self._told_opinion = re.compile(
            rf"\b[Oo]pini\b[^.;]{{0,70}}?\b(?:ialah|adalah|berbunyi)\s+{_QUOTE}(?P<word>{titled})(?!\w)"
        )
        self._bare_opinion = re.compile(
            rf"(?:\b(?:hanya|cuma|masih|justru|malah|mendapat|meraih|dan|[A-Z]\w+)|[,:])\s+{_QUOTE}(?P<word>{titled})(?=[\"'’”]?\s*(?:[.,;)]|$|dan\b|sedangkan\b|sementara\b))"
        )
        self._nouned = any_of((*words.colour_nouns[:16], *words.cues, *words.assessing))
        self._bare_class = re.compile(
            rf"(?:\b(?:malah|malahan|justru|masih|hanya|adalah|dan|atau)|[,:])\s+(?P<word>{alternatives(words.classes)})(?=\s*[.,;)]|$|\s+(?:dan|atau)\b)",
            re.IGNORECASE,
        )
        self._paper = ends_with(words.papers)
        self._received = any_of(words.received)
        self._joint = re.compile(
            r"[\"'’”)]*\s*(?:,|dan|atau|/|serta|maupun|hingga|sampai|bahkan|,\s*(?:dan|atau|serta|hingga|sampai|maupun)|&)\s*[\"'‘“(]*",
            re.IGNORECASE,
        )

    def here(self, text: str) -> bool:
        """A cheap first look."""
        if self._any.search(text) is not None:
            return True
        return ("sama" in text or "serupa" in text) and _SAME.search(text) is not None

    def find(self, text: str) -> list[Term]:
        """All terms of one sentence in order; none overlaps another."""
        colours = self._colours(text)
        same = [
            Term(m.start(), m.start(), m.end(), SAME, "class" if m["grade"] else "colour", True)
            for m in _SAME.finditer(text)
        ]
        found = [*colours, *self._others(text), *same]
        found.sort(key=lambda t: (t.start, -t.end))
        kept: list[Term] = []
        for term in found:
            if kept and term.at < kept[-1].end:
                continue
            kept.append(term)
        return kept[:MOST]

    def _colours(self, text: str) -> list[Term]:
        found: list[Term] = []
        lists = 0
        matches = list(islice(self._colour.finditer(text), MOST))
        # all three in one sentence: the scale, or its counts
        whole = len({m["word"].lower() for m in matches}) >= 3
        for number, match in enumerate(matches):
            before = text[max(0, match.start() - 80) : match.start()]
            bordered = _BORDER.search(before) is not None and _AT_SCORE.match(text, match.end()) is not None
            if (self._not_before.search(before) and not bordered) or self._not_behind.match(text, match.end()):
                continue
            noun = self._noun_before(before)
            start = match.start() - (len(before) - noun) if noun is not None else match.start()
            rating = " ".join(match["word"].lower().split())
            term = Term(start, match.start(), match.end(), rating, "colour", noun is not None)
            last = found[-1] if found else None
            if (
                last
                and self._joint.fullmatch(text[last.end : max(start, last.end)])
                and start > last.end
                and noun is not None
            ):
                # "zona hijau, zona kuning, dan zona merah"
                if last.listed is None:
                    lists += 1
                    last = found[-1] = replace(last, listed=lists)
                term = replace(term, listed=last.listed)
            elif (
                last
                and self._joint.fullmatch(text[last.end : match.start()])
                and not (noun is not None and start > last.end)
            ):
                if last.listed is None:
                    lists += 1
                    last = found[-1] = replace(last, listed=lists)
                term = replace(term, start=match.start(), noun=last.noun, listed=last.listed)
            elif (
                noun is None
                and not (whole or bordered)
                and not (self._leaning.search(before) or (found and found[-1].noun))
                and not self._told_of(text, before, match.end())
                and not (match["its"] or self._predicated(text, before, match.end()))
                and not self._row(text, matches[number : number + 3])
            ):
                continue
            found.append(term)
        return found

    def _noun_before(self, before: str) -> int | None:
        """Where the noun of ratings begins that reaches to the end of `before`, over at most four small words."""
        at = len(before)
        for match in reversed(list(_WORDS.finditer(before))[-5:]):
            if not _GAP.fullmatch(before[match.end() : at]):
                return None
            word = match[0].lower()
            if word in self._colour_nouns or word.removesuffix("nya") in self._colour_nouns:
                return match.start()
            if word not in self._between:
                return None
            at = match.start()
        return None

    def _told_of(self, text: str, before: str, end: int) -> bool:
        """ "Denpasar 93,27 (hijau)", "rapor Klungkung (46,37) merah": right behind whom it is told of."""
        if _IN_BRACKETS.search(before) and text[end : end + 1] in ("", ")", ";", ","):
            return True
        if BEHIND_SCORE.search(before) or _SCORED.match(text, end):
            return True
        if _OF_RANGE.match(text, end):
            return True
        if _BEHIND_YEAR.search(before) or _OF_YEAR.match(text, end):
            return True
        if before.rstrip().endswith(":") and re.match(r"\W*$|\s*[.,;]", text[end:]):
            return True
        if _BEHIND_CLASS.search(before):
            return True
        if not _BEHIND_NAME.search(before):
            return False
        # "Disdukcapil hijau, DPMPTSP hijau", where "mobil Avanza merah milik …" is a thing's
        return bool(self._nouned.search(text) or _TIMED.search(text) or _ALONE.match(text, end))

    def _predicated(self, text: str, before: str, end: int) -> bool:
        """It stands as a predicate or as the thing got, where no noun could own it: behind a verb, a pause, a noun with
        "-nya", or as the first word."""
        if not re.search(r"\w", before):
            return True
        if _VERBAL.search(before):
            return self._worn.search(before) is None
        return _PAUSE.search(before) is not None and _ALONE.match(text, end) is not None

    def _row(self, text: str, matches: list[re.Match[str]]) -> bool:
        """Three colours in one list tell the scale, also without a noun."""
        return len({m["word"].lower() for m in matches}) == 3 and all(
            self._joint.fullmatch(text[a.end() : b.start()]) for a, b in pairwise(matches)
        )

    def _others(self, text: str) -> list[Term]:
        found: list[Term] = []
        for match in self._class.finditer(text):
            word = match["word"].lower()
            graded = match["noun"].lower().startswith(("kualitas", "berkualitas", "opini"))
            if word in ("tertinggi", "terendah") and not graded and _RANK.match(text[match.end() :]):
                continue  # "kepatuhan tertinggi di Bali" is a rank
            if word == "sedang" and _VERB.match(text[match.end() : match.end() + 20]):
                continue
            # "sertifikat kepatuhan tinggi ini …" is a document's name; somebody must receive it
            paper = self._paper.search(text[: match.start()])
            if paper and not self._received.search(text):
                continue
            found.append(Term(match.start(), match.start("word"), match.end(), word, "class", True))
        if not found and (degree := self._degree.search(text)):
            # "Tingkat kepatuhan Pemkab X pada 2017 rendah", "kepatuhan Pemkab X dinilai sedang"
            name = "word" if degree["word"] else "judged"
            start, end = degree.span(name)
            found.append(Term(start, start, end, degree[name].lower(), "class", True))
        if found:
            # "X masuk kategori sedang; Y malah rendah": the noun is carried over
            for match in self._bare_class.finditer(text, found[0].end):
                found.append(
                    Term(
                        match.start("word"),
                        match.start("word"),
                        match.end("word"),
                        match["word"].lower(),
                        "class",
                        True,
                    )
                )
        for match in self._letter.finditer(text):
            noun = "opini" if match[0].lower().startswith("opini") else "kategori"
            found.append(
                Term(match.start(), match.start("word"), match.end(), f"{noun} {match['word'].upper()}", "letter", True)
            )
        opinions = list(self._opinion.finditer(text))
        if not opinions and (said := self._told_opinion.search(text)):
            opinions = [said]
        if opinions:
            for match in self._bare_opinion.finditer(text, opinions[0].end()):
                at, end = match.span("word")
                found.append(Term(at, at, end, " ".join(match["word"].lower().split()), "opinion", True))
        for match in opinions:
            found.append(
                Term(
                    match.start(),
                    match.start("word"),
                    match.end(),
                    " ".join(match["word"].lower().split()),
                    "opinion",
                    True,
                )
            )
        return found
