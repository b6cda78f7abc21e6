""" "Baca juga" in every dress, taken out of a block: own paragraph, bold or bracketed inside one, before a link."""

from __future__ import annotations

import re

from extract.cleaning.blocks import Block, Run
from extract.cleaning.decoding import tidy
from extract.cleaning.furniture import sentence_like

_END = r"\s*(?:[:：]|[-–—>»|]+|\.{2,})?\s*"
_VERB = r"(?:baca|simak|lihat|tonton|cek|intip|dengar(?:kan)?|saksikan|klik|telusuri|ikuti|buka|tengok|temukan|telaah|pelajari|dalami|periksa)"
_PIECE = r"(?:berita|artikel|topik|bacaan|tautan|pos|info|kabar|warta|liputan|cerita|tulisan|ulasan|kisah|video|laporan|sorotan)"
_KIN = r"(?:terkait|lain(?:nya)?|serupa|senada|populer|terpopuler|rekomendasi|sebelumnya|menarik|pilihan|terbaru|terkini|terhangat|lanjutan)"
LABEL = (
    rf"(?:{_VERB}\s*(?:juga|pula|selengkapnya|(?:artikel|berita|kabar|warta|info|cerita)(?!\s+ini)|lainnya)(?:\s+(?:berita|artikel|kabar|terkait|lain(?:nya)?|ini|selengkapnya))*\b"
    rf"|(?:{_PIECE}|baca)\s+{_KIN}(?:\s+(?:lain(?:nya)?|hari ini))?\b"
    r"|(?:jangan|tak|tidak)\s+(?:(?:di)?lewatkan|ketinggalan|terlewat)(?:\s+(?:video|berita|artikel|kabar|juga|terbaru|terkini|ini|pula))*\b"
    r"|(?:menarik|wajib|layak)\s+(?:di)?baca\b|(?:selanjutnya|sebelumnya)(?=\s*[:：])"
    r"|pilihan\s+(?:redaksi|editor|untuk\s+anda)\b|masih\s+(?:hangat|terkait)\b(?=\W*$|\s*[:：])"
    r"|(?:read|see)\s+(?:also|too|more)\b|also read\b|related(?:\s+(?:articles?|posts?|news|stories))?(?=\s*[:：])|rekomendasi(?:\s+(?:untuk anda|redaksi|bacaan))?(?=\s*[:：]))"
)
_START = re.compile(rf"^(?P<open>\W*){LABEL}(?P<end>{_END})", re.IGNORECASE)
_AT_END = re.compile(rf"[\s(\[*“\"]*\b{LABEL}{_END}[“\"]?\s*$", re.IGNORECASE)
# Inside a sentence "baca juga" may be speech; as a label it is followed by a colon.
_INSIDE = re.compile(
    rf"[\s(\[*]*\b(?:{_VERB}\s+(?:juga|pula|berita lainnya)|{_PIECE}\s+{_KIN})\s*[:：]\s*", re.IGNORECASE
)
_COLON = re.compile(r"[:：]")
_SPEECH = re.compile(r"^\W*[“\"‘']")


def is_label(text: str) -> bool:
    """A label and nothing behind it."""
    match = _START.match(text)
    return bool(match) and not re.search(r"\w", text[match.end() :] if match else "")


def without_related(block: Block) -> str:
    """The block's text without the labels and the headlines that they announce; empty where nothing else is left."""
    runs = list(block.runs)
    whole = block.text
    start = _START.match(whole)
    if start:
        rest = whole[start.end() :].strip()
        linked = block.link_share > 0.3
        marked = bool(re.search(r"[:：>»|–—-]", start["end"]))
        speech = bool(_SPEECH.match(whole)) and not linked and not marked
        if not speech and (not rest or linked or (marked and len(rest) < 260) or (not sentence_like(rest) and len(rest) < 200)):  # fmt: skip
            tail = _after_link(runs)
            return tail if len(tail) > 60 and sentence_like(tail) else ""
    if _labelled_link(block):
        return ""
    if not any(r.href or r.bold for r in runs) and not (_COLON.search(whole) and _INSIDE.search(whole)):
        return whole
    return _without_inside(_without_runs(runs))


def _labelled_link(block: Block) -> bool:
    """A label of a few words, whatever they say, with a mark behind it, and one linked headline to the end."""
    whole = block.text
    linked = tidy("".join(r.text for r in block.runs if r.href))
    if (
        len(linked.split()) < 4
        or sentence_like(linked)
        or not whole.rstrip(" )]*»—–-").endswith(linked.rstrip(" )]*»—–-"))
    ):
        return False
    label = whole[: len(whole.rstrip(" )]*»—–-")) - len(linked.rstrip(" )]*»—–-"))].strip()
    return 0 < len(label.split()) <= (8 if label[-1] == ":" else 5) and label[-1] in ":：|>»-–—"


def _without_runs(runs: list[Run]) -> str:
    cut: list[Run] = []
    number = 0
    while number < len(runs):
        run = runs[number]
        labelled = _AT_END.search("".join(r.text for r in cut)) if run.href else None
        if labelled:
            # label, then link: both go, with a bracket around them
            cut = _trimmed(cut, labelled.start())
            number += 1
            while number < len(runs) and runs[number].href == run.href:
                number += 1
            if number < len(runs):
                behind = re.sub(r"^\s*[)\]*”\"]+", " ", runs[number].text)
                runs[number] = Run(behind, runs[number].href, runs[number].bold)
                cut.append(Run(" "))
            continue
        if run.bold and not run.href and _START.match(run.text) and len(run.text) < 220:
            number += 1
            # The headline may follow as a link, or unlinked in the same bold.
            while number < len(runs) and (runs[number].href or not runs[number].text.strip()):
                number += 1
            cut.append(Run(" "))
            continue
        if run.href and _START.match(run.text):
            number += 1
            continue
        cut.append(run)
        number += 1
    return _BRACKETS.sub("", tidy("".join(r.text for r in cut)))


# Brackets that stood around a label and its link.
_BRACKETS = re.compile(r"\s*[(\[]\s*[)\]]|\s+[)\]](?=\s*$)|\s*[(\[]\s*$")


def _without_inside(text: str) -> str:
    """A label with colon behind a finished sentence: what follows, up to the next sentence, is a headline."""
    inside = _INSIDE.search(text)
    if not inside or not re.search(r"[.!?”\"’)]$", text[: inside.start()].rstrip()):
        return text
    rest = text[inside.end() :]
    if len(rest.split()) <= 22 and not re.search(r"[.!?] [A-Z“\"]", rest):
        return text[: inside.start()].rstrip(" (")
    return text


def _after_link(runs: list[Run]) -> str:
    """What follows the last link of a block that begins with a label."""
    last = max((n for n, r in enumerate(runs) if r.href), default=None)
    return "" if last is None else tidy("".join(r.text for r in runs[last + 1 :]))


def _trimmed(runs: list[Run], length: int) -> list[Run]:
    """The runs' first `length` characters."""
    left: list[Run] = []
    for run in runs:
        if length <= 0:
            break
        left.append(Run(run.text[:length], run.href, run.bold))
        length -= len(run.text)
    return left
