"""What stands at the margins of the text and is kept as fields: the dateline before it, the credit after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DASH = r"[-–—|]|--"
_CAPITAL = r"[A-Z][\w.'’-]*"
_PLACE = rf"{_CAPITAL}(?:[ ]{_CAPITAL}){{0,3}}"
# "TABANAN, NusaBali", "DENPASAR, BALI EXPRESS -", "Tabanan (Bisnis Bali) –", "BALI TRIBUNE -", "Denpasar, suaradewata.com -"
_WITH_DASH = re.compile(rf"^(?P<line>[^\n]{{2,70}}?)\s*(?:{_DASH})\s*(?=[A-Z“\"‘'(0-9\[…])")
_OWN_LINE = re.compile(rf"^(?P<place>{_PLACE})\s*[,|]\s*(?P<outlet>[\w .]{{2,40}}?)\s*[-–—|]*$")
_NAME = re.compile(r"\.(?:com|co\.id|id|net|org|news)\b", re.IGNORECASE)


def take_dateline(paragraphs: list[str], names: Sequence[str]) -> tuple[str | None, list[str]]:
    """(dateline, paragraphs without it). `names`: how the outlet calls itself. Also where it stands after the lead."""
    own = [_letters(n) for n in names if len(_letters(n)) > 2]
    for number, text in enumerate(paragraphs[:3]):
        if len(text) <= 70 and _is_own_line(text, own):
            return text.strip(" -–—|"), paragraphs[:number] + paragraphs[number + 1 :]
        if number > 1:
            break
        match = _WITH_DASH.match(text)
        if match and _is_dateline(match["line"], own):
            rest = text[match.end() :].lstrip(" -–—|")
            return match["line"].strip(" -–—|,"), [
                *paragraphs[:number],
                *([rest] if rest else []),
                *paragraphs[number + 1 :],
            ]
    return None, paragraphs


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _is_own_line(text: str, own: list[str]) -> bool:
    match = _OWN_LINE.match(text.strip())
    if not match:
        return False
    outlet = match["outlet"]
    return (
        any(o in _letters(outlet) or _letters(outlet) in o for o in own)
        or bool(_NAME.search(outlet))
        or match["place"].isupper()
    )


def _is_dateline(line: str, own: list[str]) -> bool:
    """A place, an outlet, or both; nothing that could be the beginning of a sentence."""
    line = line.strip()
    if re.search(r"[.!?;:”\"]\s", line):
        return False
    letters = _letters(line)
    if any(o in letters for o in own) or _NAME.search(line):
        return len(line.split()) <= 8
    words = re.findall(r"[^\W\d_][\w.'’]*", line)
    if not words or len(words) > 7:
        return False
    bracket = re.search(r"\(([^()]{2,40})\)$", line)
    if bracket:
        return len(words) <= 6 and words[0][0].isupper()
    # "AMLAPURA", "Singaraja", "DENPASAR, POS HARIAN": every word a name
    return all(w[0].isupper() for w in words) and (line.isupper() or len(words) <= 3 or "," in line or "|" in line)


_CREDIT_WORD = r"[A-Za-z0-9][\w.&'-]{0,14}"
_CREDITS = [
    # "(man)", "(humas-bdg/bpn)", "[r5]", "(BTN/bud)": at most three short pieces
    re.compile(rf"\s*[(\[]\s*(?P<credit>{_CREDIT_WORD}(?:\s*[/|,-]\s*{_CREDIT_WORD}){{0,4}})\s*[)\]]\s*[.*]*$"),
    # "*de", "*wid", "*k17"
    re.compile(r"\s*\*+\s?(?P<credit>[a-z][a-z0-9]{0,5}(?:[/,-][a-z0-9]{1,6})*)\s*\*?$"),
    # "***", "(*)", "@", "■" alone
    re.compile(r"\s*(?P<credit>\(\s*\*+\s*\)|\*{1,5}|■+|●+)\s*$"),
]
_NAMED = re.compile(
    r"^\W*(?P<credit>(?:editor|penulis|pewarta|reporter|wartawan|jurnalis|kontributor|laporan|redaktur|uploader|penyunting|tim|oleh|by|sumber|source|foto|author|report)"
    r"\s*[:：]\s*.{2,160})$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"^\W*copyright\b.{0,80}$", re.IGNORECASE)


def take_credit(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """(credit, paragraphs without it): initials in brackets, "*de", "Editor: …" at the end, in any number of lines."""
    found: list[str] = []
    left = list(paragraphs)
    while left:
        last = left[-1]
        if _COPYRIGHT.match(last):
            left.pop()
            continue
        named = _NAMED.match(last)
        if named and (len(last) < 60 or not last.rstrip().endswith(".")):
            found.insert(0, named["credit"].strip())
            left.pop()
            continue
        match = next(
            (m for m in (p.search(last) for p in _CREDITS) if m and _is_credit(m["credit"], last, m.start())), None
        )
        if match is None:
            break
        found.insert(0, match["credit"])
        rest = last[: match.start()].rstrip()
        if rest:
            left[-1] = rest
            # "… selesai. (wid) *" carries two; one more look
            if len(found) > 2:
                break
        else:
            left.pop()
    credit = " ".join(f for f in found if re.search(r"\w", f)) or None
    return credit, left


def _is_credit(credit: str, text: str, start: int) -> bool:
    """Initials after the end of the last sentence; an abbreviation that explains a word ("… Satu Pintu (PTSP)") stays."""
    before = text[:start].rstrip()
    if not before or not re.search(r"\w", credit):
        return True
    return bool(re.search(r"[.!?”\"’')]\W*$", before))
