"""Whose voice an article has: a column or a letter speaks for its writer, a report for nobody."""

from __future__ import annotations

import re

from extract.tagging.records import Source

# Quotations, of bounded length; what is left is the writer's own.
_QUOTED = re.compile(r"[“\"][^”\"\n]{1,1500}[”\"]")
_SELF = re.compile(
    r"\b(?:[Ss]aya|[Kk]ita|[Kk]antor-kantor pemerintah kita|Redaksi yang (?:ter)?hormat|Pembaca yang budiman)\b"
)
# Reported speech without quotation marks: "… kita, kata Sekda".
_TOLD = re.compile(
    r"\b(?:kata|ujar|ucap|jelas|terang|tutur|sebut|imbuh|papar|tegas|harap|ajak|menurut)\w*\b", re.IGNORECASE
)
# Read from the start of the text.
READ = 4000


def is_column(source: Source) -> bool:
    """The writer says "saya" or "kita" outside quotations, in sentences that report no one's words."""
    text = source.text[:READ]
    if text.count("“") + text.count('"') == 0 and text.count("'") > 8:
        return False  # quotation marks of a kind that isn't told from apostrophes
    own = _QUOTED.sub(" ", text)
    found = 0
    for sentence in re.split(r"[.!?\n]", own):
        if _SELF.search(sentence) and not _TOLD.search(sentence):
            found += 1
    return found >= 1
