"""Cuts the text into sentences, as Indonesian officialese writes them: degrees, initials and numbers hold no full stop."""

from __future__ import annotations

import re

from extract.tagging.records import Sentence, Source

_ABBREVIATIONS = frozenset(
    [
        "dr",
        "drs",
        "dra",
        "ir",
        "prof",
        "h",
        "hj",
        "i",
        "no",
        "nomor",
        "jl",
        "jln",
        "kab",
        "kec",
        "prov",
        "st",
        "sp",
        "se",
        "sh",
        "mm",
        "msi",
        "mh",
        "mhum",
        "mma",
        "spd",
        "mpd",
        "sos",
        "ssos",
        "sstp",
        "sik",
        "sked",
        "kes",
        "kp",
        "ap",
        "map",
        "map",
        "msc",
        "phd",
        "si",
        "s",
        "m",
        "a",
        "cok",
        "tjok",
        "tjokorda",
        "gst",
        "gd",
        "ngr",
        "km",
        "md",
        "ny",
        "wy",
        "kt",
        "pt",
        "plt",
        "pj",
        "plh",
        "pjs",
        "ibu",
        "bpk",
        "sdr",
        "dkk",
        "dll",
        "dsb",
        "rp",
        "tgl",
        "hal",
        "vol",
        "art",
        "ps",
        "ayat",
        "irjen",
        "brigjen",
        "kombes",
        "akbp",
        "kompol",
        "akp",
        "iptu",
        "ipda",
        "sst",
        "stp",
    ]
)
_END = re.compile(r"[.!?…]+[”\"’')\]]*(?=\s+[“\"‘'(\[]*[A-Z0-9])|[.!?…]+[”\"’')\]]*$")


def split(source: Source) -> list[Sentence]:
    """Sentences in order; the title is the first."""
    full = source.full
    found = [Sentence(0, len(source.title), source.title, 0, 0)]
    start = source.shift
    paragraph = 0
    for piece in source.text.split("\n"):
        if piece.strip():
            paragraph += 1
            for begin, end in _cut(piece):
                text = piece[begin:end]
                found.append(Sentence(start + begin, start + end, text, len(found), paragraph))
        start += len(piece) + 1
    assert all(full[s.start : s.end] == s.text for s in found)
    return found


def _cut(text: str) -> list[tuple[int, int]]:
    spans, begin = [], 0
    for match in _END.finditer(text):
        if match[0].startswith(".") and match[0][1:2] not in "…." and _holds(text, match.start()):
            continue
        spans.append((begin, match.end()))
        begin = match.end()
    if text[begin:].strip():
        spans.append((begin, len(text)))
    trimmed = []
    for begin, end in spans:
        while begin < end and text[begin].isspace():
            begin += 1
        if begin < end:
            trimmed.append((begin, end))
    return trimmed


def _holds(text: str, at: int) -> bool:
    """The full stop belongs to an abbreviation or an initial."""
    word = re.search(r"([\w.]+)$", text[:at])
    if not word:
        return False
    last = word[1].rsplit(".", 1)[-1]
    return (
        last.lower() in _ABBREVIATIONS
        or (len(last) == 1 and last.isupper())
        or bool(re.fullmatch(r"(?:\w{1,4}\.)+\w{1,4}", word[1]))
    )
