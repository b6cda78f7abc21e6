"""Ratings told of others without being told again: "Nasib serupa dialami X", "Piagam serupa diterima untuk 2022", "Y menyusul".

Read after the sentences that do tell ratings: what such a sentence takes up is the rating of the newest assessment that
the few sentences before it tell.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from extract.tagging.records import Sentence
from extract.tagging.zones_merging import Claim
from extract.tagging.zones_scores import numbers_of
from extract.tagging.zones_subjects import Subject
from extract.tagging.zones_terms import Term

_SAME = re.compile(
    r"\b(?:(?:hal|nasib|kondisi|prestasi|capaian|predikat|hasil|warna|keadaan|pengalaman|situasi|kabar|posisi)(?:nya)?(?:\s+yang)?\s+(?:serupa|sama|senada|setali)|bernasib\s+(?:sama|serupa)"
    r"|(?:penghargaan|piagam|sertifikat|predikat|rapor|opini)(?:\s+yang)?\s+(?:serupa|sama))\b",
    re.IGNORECASE,
)
# Said of the rating right before.
_ALSO = re.compile(
    r"^\W*(?:begitu|demikian)\s+(?:pula|juga)\b|\b(?:pun|juga)\s+(?:begitu|demikian)(?:\s+(?:pula|juga))?\s*[.,”\"]",
    re.IGNORECASE,
)
# "sudah lebih dulu meraihnya"
_IT = re.compile(
    r"\b(?:sudah|telah|lebih\s+dulu|lebih\s+dahulu|lebih\s+awal)\s+(?:\w+\s+){0,2}?(?:meraih|mencapai|mengantongi|mendapatkan|memperoleh|menyandang|menikmati|merasakan)nya\b",
    re.IGNORECASE,
)
# "yang mampu bertahan hanya X dan Y", "hanya X yang berhasil"
_STOOD = re.compile(
    r"\byang\s+(?:(?:mampu|bisa|dapat|sanggup|masih|tetap|juga)\s+){0,2}(?:bertahan|berhasil|lolos|lulus)\b|^\W*[\w\s,]{3,60}?\bsudah\s*[,.]",
    re.IGNORECASE,
)
# "Dua tahun kemudian X menyusul", "X ikut menyusul pada 2018"; with a score it only comes next in a list.
_FOLLOWED = re.compile(r"\b(?:menyusul|mengikuti\s+jejaknya)\b", re.IGNORECASE)
_LISTED = re.compile(
    r"^\W*(?:menyusul|disusul|diikuti|berikutnya|setelah\s+itu|di\s+(?:bawah|belakang)nya)\b|\bmenyusul\b",
    re.IGNORECASE,
)
# Scores of a colour, up to 2021 and since 2022 (Peraturan Ombudsman 22/2016; the five classes of 2022): from, below.
_BANDS = {
    "merah": ((0.0, 51.0), (0.0, 54.0)),
    "kuning": ((51.0, 81.0), (54.0, 78.0)),
    "hijau": ((81.0, 101.0), (78.0, 101.0)),
}
_LATER = re.compile(
    r"\b(?:se|dua\s+|tiga\s+|empat\s+|lima\s+)tahun\s+(?:kemudian|berselang|setelahnya|setelah\s+itu|berikutnya|sesudahnya)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?<![\d/.,-])20[0-3]\d(?![\d/-]|[.,]\d)")
_NOT = re.compile(
    r"\b(?:tidak|tak|belum|bukan|gagal|jangan|kecuali|jika|kalau|apabila|agar|supaya|semoga|kata|ujar|disampaikan|dikatakan|diungkapkan|dilontarkan|diutarakan|dinyatakan|ditegaskan|disuarakan|dikemukakan|dituturkan)\b",
    re.IGNORECASE,
)
# Papers of others: "penghargaan serupa dari Kemenpan RB".
_ELSEWHERE = re.compile(r"\bdari\s+(?:Kemen\w*|BPKP?|KPK|KIP?|Menteri|Presiden|Gubernur|Pemprov|Komisi|Lembaga)\b")
_PAPER = re.compile(r"\b(?:penghargaan|piagam|sertifikat|predikat|opini)(?:\s+yang)?\s+(?:serupa|sama)", re.IGNORECASE)
# Sentences and paragraphs looked back.
BACK, PARAGRAPHS = 7, 2


def likewise(
    sentences: Sequence[Sentence],
    told: dict[int, list[Term]],
    claims: Sequence[Claim],
    named: Callable[[int], Sequence[Subject]],
    wished: re.Pattern[str],
    years: Callable[[int], list[int]],
) -> list[Claim]:
    """The claims of sentences that tell no rating of their own; `named`: whom a sentence names, `years`: which years it tells,
    `wished`: words of wishing."""
    if not told:
        return []
    found: list[Claim] = []
    for sentence in sentences[2:]:
        if sentence.number in told or _NOT.search(sentence.text):
            continue
        way = _way(sentence.text)
        if way is None or wished.search(sentence.text):
            continue
        before = [c for c in (*claims, *found) if _near(sentences, sentence, c)]
        whom = named(sentence.number)
        source = _source(sentences, told, before, sentence, way, whom, years)
        for part in _beside(before, source) if source else ():
            found += _of(sentence, part, whom, years(sentence.number))
    return found


def _way(text: str) -> str | None:
    if _ALSO.search(text):
        return "also"
    if _SAME.search(text) and not _ELSEWHERE.search(text):
        return "paper" if _PAPER.search(text) else "same"
    if _IT.search(text):
        return "it"
    if _STOOD.search(text):
        return "stood"
    if _LISTED.search(text) and numbers_of(text):
        return "listed"
    return "followed" if _FOLLOWED.search(text) and not numbers_of(text) and _when(text) else None


def _when(text: str) -> bool:
    return _LATER.search(text) is not None or _YEAR.search(text) is not None


def _near(sentences: Sequence[Sentence], sentence: Sentence, claim: Claim) -> bool:
    low = sentences[max(1, sentence.number - BACK)]
    if not low.start <= claim.start < sentence.start or claim.status == "definition":
        return False
    return any(
        s.start <= claim.start < s.end and s.paragraph >= sentence.paragraph - PARAGRAPHS
        for s in sentences[low.number : sentence.number]
    )


def _source(
    sentences: Sequence[Sentence],
    told: dict[int, list[Term]],
    before: Sequence[Claim],
    sentence: Sentence,
    way: str,
    named: Sequence[Subject],
    years: Callable[[int], list[int]],
) -> Claim | None:
    """The claim taken up: of the newest assessment, and of these the last."""
    last = told.get(sentence.number - 1, [])
    if way == "it":
        wishes = [c for c in before if c.start >= sentences[sentence.number - 1].start]
        if not wishes:
            return None
        wish = wishes[-1]
        # what is wished for the next assessment they have from the one before
        year = wish.year - 1 if wish.year is not None and wish.status == "target" else wish.year
        return replace(wish, status="achieved", year=year)
    if way == "stood" and len(last) == 1:
        # "X belum termasuk daerah hijau. Hanya Y yang berhasil."
        said = years(sentence.number - 1)
        year = said[-1] if said else next((c.year for c in reversed(before)), None)
        term = last[0]
        return Claim(None, None, term.rating, term.kind, "achieved", year, None, sentence.start, sentence.end)
    if way == "also":
        right = [c for c in before if c.start >= sentences[sentence.number - 1].start and c.status == "achieved"]
        return right[-1] if right else None
    if way == "listed":
        return _ranked(sentences, before, sentence, named)
    results = [c for c in before if c.status == "achieved" and not c.earlier]
    if any(s.kind == "regency" for s in named):
        # of regencies, whatever their offices got
        results = [c for c in results if c.subject == c.regency] or results
    if way == "paper":
        results = [c for c in results if c.kind != "colour"] or results
    if way == "followed":
        return results[-1] if results else None
    newest = max((c.year for c in results if c.year is not None), default=None)
    fitting = [c for c in results if c.year in (None, newest)]
    return fitting[-1] if fitting else None


def _ranked(
    sentences: Sequence[Sentence], before: Sequence[Claim], sentence: Sentence, named: Sequence[Subject]
) -> Claim | None:
    """ "X memimpin zona kuning dengan 71,24. Menyusul Y 65,73 dan Z 60,86.": a score each, and each of the same colour."""
    right = [c for c in before if c.start >= sentences[sentence.number - 1].start]
    if len(right) != 1 or right[0].score is None or right[0].year is None or right[0].status != "achieved":
        return None
    values = [value for _, value in numbers_of(sentence.text)]
    low, high = _BANDS.get(right[0].rating, ((1.0, 0.0), (1.0, 0.0)))[right[0].year >= 2022]
    return right[0] if len(values) == len(named) and all(low <= v < high for v in values) else None


def _beside(before: Sequence[Claim], source: Claim) -> list[Claim]:
    """A colour and its class, told of the same in one breath."""
    beside = {
        c.kind: c for c in before if (c.start, c.subject, c.year, c.status) == (source.start, source.subject, source.year, source.status)
    }  # fmt: skip
    return list((beside | {source.kind: source}).values())


def _of(sentence: Sentence, source: Claim, named: Sequence[Subject], years: Sequence[int]) -> list[Claim]:
    """A claim each of those named; of the same one as before where only years are told."""
    told_years: Sequence[int | None] = years or [source.year]
    told: list[tuple[str | None, str | None]] = [(s.name, s.regency) for s in named]
    if not told:
        if not years or source.scope or source.subject is None:
            return []
        told = [(source.subject, source.regency)]
    plain = replace(source, score=None, category=None, scope=None, start=sentence.start, end=sentence.end)
    return [
        replace(plain, subject=subject, regency=regency, year=year) for subject, regency in told for year in told_years
    ]
