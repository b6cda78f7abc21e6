"""What stands at the margins of the text and is kept as fields: the dateline before it, the credit after it."""

from __future__ import annotations

import re
from collections.abc import Sequence

_CAPITAL = r"[A-Z][\w.'’-]*"
_PLACE = rf"{_CAPITAL}(?:[ ]{_CAPITAL}){{0,3}}"
# "TABANAN, NusaBali", "DENPASAR, BALI EXPRESS -", "Tabanan (Bisnis Bali) –", "balitribune.co.id | Gianyar -"
_BREAK = re.compile(r"\s*(?:--+|[-–—―|])+\s*(?=[A-Z“\"‘'(0-9\[…])")
_OWN_LINE = re.compile(rf"^(?P<place>{_PLACE})\s*(?:[,|/]|[-–—])\s*(?P<outlet>[\w .]{{2,40}}?)\s*[-–—|:]*$")
_NAME = re.compile(r"\b[\w-]+\.(?:com|co\.id|id|net|org|news|tv|co|info|example)\b", re.IGNORECASE)
# "BERITABALI.COM, DENPASAR. Ombudsman …", "Liputan6.com, Jakarta Seorang …": an address and a place without a dash
_ADDRESS_FIRST = re.compile(
    rf"^[\w-]+(?:\.\w+){{1,2}}\s*,\s*(?P<place>[A-Z]{{3,}}(?: [A-Z]{{3,}}){{0,2}}|{_CAPITAL})\s*(?:[.:]\s*|\s)(?=[A-Z“\"‘'(])"
)
# "Denpasar, Harian7: Sebuah …", "BANGLI. Enam …"
_CITY_STOP = re.compile(r"(?P<place>[A-Z]{4,}(?: [A-Z]{3,})?)\.\s+(?=[A-Z“\"‘'(])")
_BEFORE_COLON = re.compile(
    rf"^(?P<head>{_CAPITAL}(?: {_CAPITAL}){{0,3}}?)(?P<more>[,(/ ][^:.!?“\"]{{0,40}})?(?P<mark>[:.])\s+(?=[A-Z“\"‘'(])"
)
_CITIES = frozenset(
    ["amlapura", "badung", "bali", "bangli", "banjarmasin", "bandung", "banda", "aceh", "batam", "bekasi", "bogor", "buleleng", "banyuwangi", "cirebon", "denpasar", "depok", "gianyar", "gilimanuk", "gorontalo", "jakarta", "jambi", "jayapura", "jember", "jembrana", "jimbaran", "karangasem", "kendari", "kintamani", "klungkung", "kupang", "kuta", "kuta", "selatan", "kuta", "utara", "labuan", "bajo", "lombok", "lampung", "makassar", "malang", "mamuju", "manado", "mangupura", "mataram", "medan", "melaya", "mengwi", "negara", "nusa", "dua", "nusa", "penida", "padang", "palangkaraya", "palembang", "palu", "pekanbaru", "pontianak", "samarinda", "sanur", "semarang", "semarapura", "serang", "sidoarjo", "singaraja", "solo", "surabaya", "surakarta", "sleman", "tabanan", "tangerang", "ternate", "ubud", "uluwatu", "yogyakarta", "yogya", "ambon", "bengkulu", "balikpapan"]
)  # fmt: skip


def take_dateline(paragraphs: list[str], names: Sequence[str]) -> tuple[str | None, list[str]]:
    """(dateline, paragraphs without it). `names`: how the outlet calls itself. Also where it stands after the lead."""
    own = [_letters(n) for n in names if len(_letters(n)) > 2]
    for number, text in enumerate(paragraphs[:3]):
        if len(text) <= 70 and _is_own_line(text, own):
            return text.strip(" -–—|:."), paragraphs[:number] + paragraphs[number + 1 :]
        if number > 1:
            break
        end = _dateline_end(text, own)
        if end:
            rest = text[end[1] :].lstrip(" -–—|:")
            kept = [*paragraphs[:number], *([rest] if rest else []), *paragraphs[number + 1 :]]
            return text[: end[0]].strip(" -–—|,.:"), kept
    return None, paragraphs


def _dateline_end(text: str, own: list[str]) -> tuple[int, int] | None:
    """(end of the dateline, start of the sentence); of several dashes the last that still ends a dateline."""
    best = None
    for match in _BREAK.finditer(text, 2, 90):
        if match.start() > 70 or not _is_dateline(text[: match.start()], own):
            break
        best = match.span()
    if best is not None and (city := _CITY_STOP.match(text, best[1])) and city["place"].casefold() in _CITIES:
        return city.end("place"), city.end()
    if best is None and (colon := _BEFORE_COLON.match(text)):
        head = colon["head"]
        in_capitals = head.strip().casefold() in _CITIES and head.isupper()
        more = colon["more"] or ""
        printed = colon["mark"] == ":" and re.search(r"[,(]", more) is not None and _is_dateline(head + more, own)
        named = colon["mark"] == "." and head.casefold() in _CITIES and bool(re.fullmatch(rf",\s*{_PLACE}", more))
        if printed or named or (in_capitals and not more):
            return colon.start("mark"), colon.end()
    address = _ADDRESS_FIRST.match(text) if best is None else None
    if address:
        place = str(address["place"])
        if place.isupper() or place.casefold() in _CITIES:
            return address.end("place"), address.end()
    return best


def _letters(text: str) -> str:
    return re.sub(r"[^a-z0-9]", "", text.casefold())


def _is_own_line(text: str, own: list[str]) -> bool:
    match = _OWN_LINE.match(text.strip())
    if not match:
        return _letters(text) in own or text.strip(" -–—:,.|").casefold() in _CITIES
    outlet = _letters(match["outlet"])
    if not outlet:
        return False
    return bool(
        any(o in outlet or outlet in o for o in own) or bool(_NAME.search(match["outlet"])) or match["place"].isupper()
    )


_DAY_MONTH = re.compile(r"\b\d{1,2} (?:jan|[fp]eb|mar|apr|mei|jun|jul|agu|sep|okt|no[vp]|des)[a-z]*", re.IGNORECASE)


def _is_dateline(line: str, own: list[str]) -> bool:
    """A place, an outlet, or both; nothing that could be the beginning of a sentence."""
    line = line.strip()
    # A day or a clock is the page's line above the text, not a dateline of the press.
    if re.search(r"[.!?;”\"]\s|\d[:.]\d\d|\b(?:19|20)\d\d\b", line) or _DAY_MONTH.search(line):
        return False
    words = re.findall(r"[^\W\d_][\w.'’]*", line)
    if not words or len(words) > 8:
        return False
    mine = _letters(line)
    if any(o in mine for o in own) or _NAME.search(line):
        # "Bisnis Bali" inside a sentence that goes on in small letters is no dateline.
        return bool(sum(w[0].islower() and not _NAME.match(w) for w in words) <= 1)
    if any(w[0].islower() for w in words):
        return False
    place = re.split(r"\s*[,|(/]", line)[0].strip()
    if re.search(r"\([^()]{2,40}\)$", line):
        return len(place.split()) <= 4
    return line.isupper() or place.casefold() in _CITIES


_CREDIT_WORD = r"(?:\*|[A-Za-z0-9][\w.&'-]{0,14})"
_CREDITS = [
    # "(man)", "(humas-bdg/bpn)", "[r5]", "(BTN/bud)": at most three short pieces
    re.compile(rf"\s*[(\[]\s*(?P<credit>{_CREDIT_WORD}(?:\s*[/|,-]\s*{_CREDIT_WORD}){{0,4}})\s*[)\]]\s*[.*]*$"),
    # "(Made Sudira)", "(Dayu Swasrina/balipost)": a whole name
    re.compile(r"\s*\((?P<credit>[A-Z][\w.'-]+(?: [A-Z][\w.'-]*){1,4}(?:\s*[/|-]\s*[\w.& -]{2,24})?)\)\s*[.*]*$"),
    # "*de", "*wid", "*k17"
    re.compile(r"\s*\*+\s?(?P<credit>[a-z][a-z0-9]{0,5}(?:[/,-][a-z0-9]{1,6})*)\s*\*?$"),
    # "***", "(*)", "@", "■" alone
    re.compile(r"\s*(?P<credit>\(\s*\*+\s*\)|\*{1,5}|■+|●+|#{2,5})\s*$"),
    # "kyd" in bold on a line of its own
    # A signature in capitals on a line of its own: "DINI TEJA", "RED-MB"
    re.compile(r"^(?P<credit>[A-Z][A-Z.'’-]+(?:[ /|,-]+[A-Z][A-Z.'’-]*){0,4})$"),
    re.compile(r"^[—–-]*\s*(?P<credit>[a-z]{2,4}\d{0,2}(?:[/-][a-z0-9]{1,6}){0,3})$"),
]
_ROLE = r"(?:(?:video )?editor(?: video)?|videografer|kameram[ae]n|juru kamera|rep|red|penulis|pewarta|reporter|wartawan|jurnalis|kontributor|koresponden|laporan|liputan|redaktur(?: pelaksana)?|uploader|penyunting|publisher|tim|oleh|by|sumber|source|foto(?:grafer)?|teks|author|report)"
_NAMED = re.compile(
    rf"^\W*(?P<credit>{_ROLE}(?:\s*(?:&|dan|/|\|)\s*{_ROLE})?"
    r"\s*[:：]\s*.{2,160}|(?:reporting|writing|editing|additional reporting) by .{3,120})$",
    re.IGNORECASE,
)
_COPYRIGHT = re.compile(r"^\W*copyright\b.{0,80}$", re.IGNORECASE)


def take_credit(paragraphs: list[str]) -> tuple[str | None, list[str]]:
    """(credit, paragraphs without it): initials in brackets, "*de", "Editor: …" at the end, in any number of lines."""
    found: list[str] = []
    left = _without_afterword(list(paragraphs))
    while left:
        last = left[-1]
        if _COPYRIGHT.match(last):
            left.pop()
            continue
        named = _NAMED.match(last)
        if named and (len(last) < 60 or not last.rstrip().endswith(".")):
            named_text = named["credit"].strip()
            found.insert(0, named_text.rstrip(")] ") if last.lstrip()[:1] in "([" else named_text)
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


# Initials in brackets or behind a star at the end of a paragraph: the sign that an article is over.
_SIGNED = re.compile(
    r"(?:^|[.!?”\"’'])\s*(?:\((?:[a-z]{2,5}\d{0,2}|[a-z]{2,5}(?:[-/][a-z]{2,5}){1,2})\)|\*[a-z]{2,4}\d{0,2})\W*$"
)


def _without_afterword(paragraphs: list[str]) -> list[str]:
    """Without what stands behind a signed end, where that is little: notices, addresses, calls."""
    total = sum(map(len, paragraphs))
    for number in range(max(1, len(paragraphs) - 5), len(paragraphs)):
        rest = paragraphs[number:]
        if _SIGNED.search(paragraphs[number - 1]) and sum(map(len, rest)) < min(400, 0.25 * total):
            return paragraphs[:number] + [text for text in rest if _names_writers(text)]
    return paragraphs


def _names_writers(text: str) -> bool:
    return bool(_NAMED.match(text) or any(p.fullmatch(text) for p in _CREDITS))


def _is_credit(credit: str, text: str, start: int) -> bool:
    """Initials after the end of the last sentence; an abbreviation that explains a word ("… Satu Pintu (PTSP)") stays."""
    before = text[:start].rstrip()
    if not before or not re.search(r"\w", credit):
        return True
    return bool(re.search(r"[.!?”\"’')]\W*$", before))
