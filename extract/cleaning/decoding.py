"""Bytes → right text: what the page declares is a witness, not the truth.

Indonesian outlets declare ISO-8859-1 over UTF-8, or nothing at all; valid UTF-8 with a multi-byte character in it is
hardly ever anything else, so it is tried first.
"""

from __future__ import annotations

import html
import re
import unicodedata

_META = re.compile(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([a-zA-Z0-9_:.-]+)", re.IGNORECASE)
_HEADER = re.compile(r"charset\s*=\s*[\"']?([a-zA-Z0-9_:.-]+)", re.IGNORECASE)
_BOMS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# UTF-8 read as windows-1252 and written again: â€œ for “, Ã© for é.
_FOLLOWING = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(f"[ÂÃ]{_FOLLOWING}|[â]{_FOLLOWING}{{2}}|[ð]{_FOLLOWING}{{3}}")
_SPACES = re.compile("[\u00a0\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_TWICE = re.compile(
    r"&(?:amp;)?(#\d{2,6}|#x[0-9a-fA-F]{2,6}|nbsp|quot|amp|lt|gt|ldquo|rdquo|lsquo|rsquo|ndash|mdash|hellip|apos);"
)


def decode(body: bytes, content_type: str | None = None) -> str:
    """The page as text; never fails: what can't be read is replaced."""
    for mark, name in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(name, "replace")
    try:
        return _repaired(body.decode("utf-8"))
    except UnicodeDecodeError as error:
        # A page cut in the middle of a character, or with a few broken bytes, is still UTF-8.
        broken = body.decode("utf-8", "replace").count("\ufffd")
        if broken <= max(3, len(body) // 20_000) and error.start > 0 and any(b >= 0xC2 for b in body[: error.start]):
            return body.decode("utf-8", "replace")
    for name in _declared(body, content_type):
        try:
            # Browsers read latin1 as windows-1252, and that is what such pages mean.
            return body.decode("cp1252" if name in ("iso-8859-1", "latin1", "latin-1", "us-ascii", "ascii") else name)
        except (LookupError, UnicodeDecodeError):
            continue
    # What declares nothing true is one of the two that the Indonesian web has: damaged UTF-8, or windows-1252.
    whole = body.decode("utf-8", "replace")
    letters = sum(len(run) for run in _MULTIBYTE.findall(whole))
    return whole if letters > whole.count("\ufffd") else body.decode("cp1252", "replace")


def _declared(body: bytes, content_type: str | None) -> list[str]:
    names = []
    if found := _META.search(body[:4096]):
        names.append(found[1].decode("ascii", "replace").lower())
    if content_type and (header := _HEADER.search(content_type)):
        names.append(header[1].lower())
    return names


def _repaired(text: str) -> str:
    """UTF-8 taken for windows-1252 and encoded again is decoded once more, sequence by sequence: pages mix both."""
    return _MOJIBAKE.sub(_once_more, text) if "\u00e2" in text or "Ã" in text or "Â" in text else text


def _once_more(match: re.Match[str]) -> str:
    try:
        return b"".join(_as_byte(c) for c in match[0]).decode("utf-8")
    except UnicodeError:
        return match[0]


def _as_byte(character: str) -> bytes:
    # The five bytes that windows-1252 leaves open came through as control characters.
    return bytes([ord(character)]) if ord(character) < 0x100 else character.encode("cp1252")


_MULTIBYTE = re.compile("[\u0080-\ufffc]+")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NUMBERED = re.compile(r"&#(?:[xX](?P<hex>[0-9a-fA-F]{1,8})|(?P<dec>\d{1,10}));?")


def storable(html: str) -> str:
    """Without characters that no tree can hold, raw or as numbered entities (&#0; &#x1F;)."""
    html = _NOT_XML.sub("", html)
    return _NUMBERED.sub(_storable, html) if "&#" in html else html


def _storable(match: re.Match[str]) -> str:
    number = int(match["hex"], 16) if match["hex"] else int(match["dec"])
    if 0x80 <= number <= 0x9F:
        # Browsers read these as windows-1252: &#150; is a dash.
        return bytes([number]).decode("cp1252", "replace")
    return "" if number > 0x10FFFF or _NOT_XML.match(chr(number)) else match[0]


def tidy(text: str) -> str:
    """One line of running text: entities encoded twice, no-break and odd spaces, soft hyphens, control characters."""
    # Nearly all text is plain: no character that a line can't show, nothing encoded.
    flat = " ".join(text.split())
    if flat.isprintable() and "&" not in flat:
        return flat
    if "&" in text and _TWICE.search(text):
        text = html.unescape(html.unescape(text))
    text = _SPACES.sub(" ", _INVISIBLE.sub("", text))
    return re.sub(r"\s+", " ", _CONTROL.sub("", text)).strip()


_PICTOGRAPHS = re.compile(
    "^[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\\s]+|[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\\s]+$"
)


def plain_letters(text: str) -> str:
    """Titles set in mathematical bold letters, as some blogs do, in ordinary ones, without pictographs at the ends."""
    text = _PICTOGRAPHS.sub("", text)
    if not any(0x1D400 <= ord(c) <= 0x1D7FF for c in text):
        return text
    return "".join(unicodedata.normalize("NFKC", c) if 0x1D400 <= ord(c) <= 0x1D7FF else c for c in text)
