"""One text → one moment: ISO times, RFC 822 ones, and the days and hours that Indonesian pages print."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

_ZONES = {
    "wib": timezone(timedelta(hours=7)),
    "wita": timezone(timedelta(hours=8)),
    "wit": timezone(timedelta(hours=9)),
    "gmt": UTC,
    "utc": UTC,
}
MONTHS = {
    "jan": 1, "januari": 1, "january": 1, "feb": 2, "peb": 2, "februari": 2, "pebruari": 2, "february": 2, "mar": 3, "mrt": 3,
    "maret": 3, "march": 3, "apr": 4, "april": 4, "mei": 5, "may": 5, "mai": 5, "jun": 6, "juni": 6, "june": 6, "jul": 7, "juli": 7,
    "july": 7, "agu": 8, "ags": 8, "agt": 8, "agst": 8, "aug": 8, "agustus": 8, "august": 8, "sep": 9, "sept": 9, "september": 9,
    "okt": 10, "oct": 10, "oktober": 10, "october": 10, "nov": 11, "nop": 11, "november": 11, "nopember": 11, "des": 12, "dec": 12,
    "desember": 12, "december": 12,
}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_CLOCK = r"(?:[^\w\n]{0,8}(?:pukul|jam|at)?[^\w\n]{0,4}(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?\s*(?P<ampm>[ap]\.?m\.?)?(?:\s*\(?(?P<zone>wib|wita|wit|gmt|utc)\b)?)?"
_VISIBLE = [
    re.compile(
        rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th)?[\s.\-/]+(?P<mon>{_MONTH})\.?[\s.,\-/]+(?P<y>(?:19|20)\d{{2}}){_CLOCK}",
        re.IGNORECASE,
    ),
    re.compile(
        rf"\b(?P<mon>{_MONTH})\.?\s+(?P<d>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y>(?:19|20)\d{{2}}){_CLOCK}", re.IGNORECASE
    ),
    re.compile(rf"\b(?P<y>(?:19|20)\d{{2}})[-/](?P<mn>\d{{1,2}})[-/](?P<d>\d{{1,2}})(?:T|\b){_CLOCK}", re.IGNORECASE),
    re.compile(rf"\b(?P<d>\d{{1,2}})[-/.](?P<mn>\d{{1,2}})[-/.](?P<y>(?:19|20)\d{{2}}){_CLOCK}", re.IGNORECASE),
]
_UPDATED = re.compile(
    r"(?:diperbarui|diperbaharui|update[d]?|modified|perubahan|last\s+edit\w*|pembaruan)\W*(?:on|pada|at)?\W*$",
    re.IGNORECASE,
)
_IN_URL = [
    re.compile(r"/(?P<y>(?:19|20)\d{2})/(?P<m>0?[1-9]|1[0-2])/(?P<d>0?[1-9]|[12]\d|3[01])(?=/|$|-)"),
    re.compile(r"/(?:read|berita)/(?P<y>20\d{2})(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?=\d*(?:/|$))"),
]


def tells_clock(text: str) -> bool:
    return bool(re.search(r"\d{1,2}[:.]\d{2}", re.sub(r"\d{1,2}\.\d{1,2}\.\d{4}", "", text))) and not re.search(
        r"T00:00(?::00)?(?:\+|Z|$)", text
    )


def parse(text: str, zone: ZoneInfo) -> datetime | None:
    """An ISO time, an RFC 822 one, or a visible Indonesian or English one; in the outlet's zone."""
    text = text.strip()
    if not text or len(text) > 300:
        return None
    iso = re.match(r"^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?$", text)
    if iso:
        return _iso(iso, zone)
    if re.fullmatch(r"\d{10}|\d{13}", text):
        return datetime.fromtimestamp(int(text[:10]), UTC).astimezone(zone)
    rfc = re.match(r"^(?:\w{3}, )?\d{1,2} \w{3} \d{4} \d{2}:\d{2}(?::\d{2})? (?:[+-]\d{4}|GMT|UTC)$", text)
    if rfc:
        from email.utils import parsedate_to_datetime

        return parsedate_to_datetime(text).astimezone(zone)
    for pattern in _VISIBLE:
        for match in pattern.finditer(text):
            if _UPDATED.search(text[: match.start()]):
                continue
            found = _visible(match, zone)
            if found:
                return found
    return None


def _iso(match: re.Match[str], zone: ZoneInfo) -> datetime | None:
    try:
        moment = datetime.fromisoformat(match[1] + "T" + (match[2] or "00:00"))
        offset = match[3]
        if not offset:
            return moment.replace(tzinfo=zone)
        return datetime.fromisoformat(
            moment.isoformat() + ("+00:00" if offset == "Z" else offset[:3] + ":" + offset[-2:])
        ).astimezone(zone)
    except ValueError:
        return None


def _visible(match: re.Match[str], zone: ZoneInfo) -> datetime | None:
    groups = match.groupdict()
    month = MONTHS[groups["mon"].lower()] if groups.get("mon") else int(groups.get("mn") or 0)
    hour, minute, second = int(groups["h"] or 0), int(groups["m"] or 0), int(groups["s"] or 0)
    half = (groups.get("ampm") or "").lower()[:1]
    if half == "p" and hour < 12:
        hour += 12
    elif half == "a" and hour == 12:
        hour = 0
    tz = _ZONES.get((groups.get("zone") or "").lower(), zone)
    day = int(groups["d"])
    if not groups.get("mon") and _month_first(match, day, month):
        day, month = month, day
    try:
        # An Indonesian page writes the day first; one that can't be read so is left.
        return datetime(int(groups["y"]), month, day, hour, minute, second, tzinfo=tz).astimezone(zone)
    except ValueError:
        return None


_WEEKDAYS = {
    "mon": 0, "tue": 1, "wed": 2, "thu": 3, "fri": 4, "sat": 5, "sun": 6,
    "sen": 0, "sel": 1, "rab": 2, "kam": 3, "jum": 4, "sab": 5, "min": 6,
}  # fmt: skip
_WEEKDAY = re.compile(r"\b(?P<name>[A-Za-z]{3})[a-z']*,?\s*$")


def _month_first(match: re.Match[str], day: int, month: int) -> bool:
    """Whether the weekday before "02/07/2019" says that the month stands first, as English systems write it."""
    if not match["d"] or match.start("d") > match.start("y") or not 1 <= day <= 12:
        return False
    named = _WEEKDAY.search(match.string[: match.start()])
    wanted = _WEEKDAYS.get(named["name"].lower()) if named else None
    if wanted is None:
        return False
    try:
        if month <= 12 and date(int(match["y"]), month, day).weekday() == wanted:
            return False
        return date(int(match["y"]), day, month).weekday() == wanted
    except ValueError:
        return False


def from_url(url: str, zone: ZoneInfo) -> datetime | None:
    """The day in an address (/2024/05/31/…, /read/202405310012/…)."""
    for pattern in _IN_URL:
        if match := pattern.search(url):
            try:
                return datetime(int(match["y"]), int(match["m"]), int(match["d"]), tzinfo=zone)
            except ValueError:
                continue
    return None


def printed_clock(text: str) -> tuple[int, int] | None:
    """Hour and minute as printed beside the first day in the text, whatever the zone."""
    match = next((m for pattern in _VISIBLE for m in pattern.finditer(text)), None)
    return (int(match["h"]), int(match["m"])) if match and match["h"] else None
