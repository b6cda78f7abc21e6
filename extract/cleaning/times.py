"""When the page says it was published: JSON-LD, meta, <time>, visible date, feed, address; in that order.

Never the fetch time, never the time of modification. A time without a zone is in the outlet's own; WIB, WITA and WIT
are honoured. A time after the fetch (by more than a day's tolerance for clocks set wrong) or before the web is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from zoneinfo import ZoneInfo

from lxml.etree import XPath
from lxml.html import HtmlElement

from extract.article import PublishedFrom
from extract.cleaning.selecting import select

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
_CLOCK = r"(?:[\s,|\-–—@/·•]*(?:pukul|jam|at|-)?[\s,|:]*(?P<h>\d{1,2})[:.](?P<m>\d{2})(?:[:.](?P<s>\d{2}))?\s*(?P<ampm>[ap]\.?m\.?)?(?:\s*\(?(?P<zone>wib|wita|wit|gmt|utc)\b)?)?"
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
_EARLIEST = 1995
PUBLISHED_META = (
    "article:published_time", "og:published_time", "og:article:published_time", "datepublished", "publishdate", "pubdate", "publish_date", "publish-date",
    "dc.date", "dc.date.issued", "dcterms.created", "dcterms.date", "date", "article.published", "content_publishdate", "originalpublicationdate",
    "parsely-pub-date", "sailthru.date", "cxenseparse:recs:publishtime", "publishedtime", "contentdate",
)  # fmt: skip
MODIFIED_META = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "article:modified",
)


_ITEMPROP = XPath('//*[@itemprop="datePublished"][@content]')
_HATOM = XPath('//abbr[@title] | //*[@title][contains(@class, "published")]')


@dataclass(frozen=True, slots=True)
class Times:
    """What was found; `refused` are sentences about times that can't be."""

    published: datetime | None
    published_from: PublishedFrom | None
    modified: datetime | None
    refused: tuple[str, ...]


def find_times(
    root: HtmlElement, linked: list[dict[str, Any]], *, zone: ZoneInfo, fetched: datetime, url: str,
    near_title: Callable[[], list[str]], hinted: datetime | None, selector: str | None = None,
) -> Times:  # fmt: skip
    """`linked` is the page's JSON-LD, `near_title` gives the short texts around the headline, `hinted` the feed's time."""
    refused: list[str] = []
    modified = next((m for m in (parse(t, zone) for t in _modified(root, linked)) if m and _possible(m, fetched)), None)
    chosen: tuple[datetime, PublishedFrom] | None = None
    day_only: tuple[datetime, PublishedFrom] | None = None
    for text, source in _witnesses(root, linked, near_title, selector):
        moment = parse(text, zone)
        if moment is None:
            continue
        if not _possible(moment, fetched):
            refused.append(f"{text.strip()!r} ({source})")
            continue
        # A day without a clock waits for a witness that tells the hour of the same day.
        if not _tells_clock(text):
            day_only = day_only or (moment, source)
            continue
        if day_only is None or day_only[0].date() == moment.date():
            if source in ("json-ld", "meta", "time"):
                moment = _as_shown(text, moment, zone, near_title)
            chosen = (moment, source)
            break
    chosen = chosen or day_only
    if chosen is None and hinted is not None and _possible(hinted, fetched):
        chosen = (hinted.astimezone(zone), "feed")
    if chosen is None and (found := from_url(url, zone)) and _possible(found, fetched):
        chosen = (found, "url")
    if chosen is None:
        return Times(None, None, modified, tuple(refused))
    return Times(chosen[0], chosen[1], modified, tuple(refused))


_OFFSET = re.compile(r"(?:Z|[+-]\d{2}:?\d{2})$")


def _as_shown(text: str, moment: datetime, zone: ZoneInfo, near_title: Callable[[], list[str]]) -> datetime:
    """A head that hangs a wrong zone onto the clock's reading is told by the page, which shows the same reading.

    "2022-05-13T19:04:00Z" beside "13 Mei 2022 19:04 WITA": systems write Z or another office's zone without converting.
    """
    text = text.strip()
    if not _OFFSET.search(text) or not (iso := re.match(r"(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})", text)):
        return moment
    wall = datetime.fromisoformat(f"{iso[1]}T{iso[2]}")
    if wall == moment.replace(tzinfo=None, second=0, microsecond=0):
        return moment
    for shown in near_title():
        if (seen := parse(shown, zone)) is None:
            continue
        if not _tells_clock(shown):
            same_day = seen.date() == wall.date() != moment.date()
            return wall.replace(tzinfo=zone) if same_day else moment
        match = next((m for pattern in _VISIBLE for m in pattern.finditer(shown)), None)
        read = (int(match["h"]), int(match["m"])) if match and match["h"] else None
        return seen if seen.date() == wall.date() and read == (wall.hour, wall.minute) else moment
    return moment


def _possible(moment: datetime, fetched: datetime) -> bool:
    return moment.year >= _EARLIEST and moment <= fetched + timedelta(days=1)


def _witnesses(
    root: HtmlElement, linked: list[dict[str, Any]], near_title: Callable[[], list[str]], selector: str | None
) -> Iterator[tuple[str, PublishedFrom]]:
    if selector:
        for element in select(root, selector):
            yield element.get("datetime") or element.get("content") or element.text_content(), "text"
    for node in linked:
        for name in ("datePublished", "dateCreated"):
            if isinstance(node.get(name), str):
                yield node[name], "json-ld"
    yield from ((text, "meta") for text in _metas(root, PUBLISHED_META))
    for element in root.iter("time"):
        names = f"{element.get('class') or ''} {element.get('itemprop') or ''}".lower()
        if "datetime" in element.attrib and not _only_modified(names) and not _in_list(element):
            yield element.get("datetime") or "", "time"
    for element in _ITEMPROP(root):
        yield element.get("content"), "meta"
    for element in _HATOM(root):
        # hAtom, as Blogger writes it
        if re.match(r"\d{4}-\d{2}-\d{2}", element.get("title") or ""):
            yield element.get("title"), "time"
    yield from ((text, "text") for text in near_title())


def _only_modified(names: str) -> bool:
    return ("updated" in names or "modified" in names) and "publish" not in names and "entry-date" not in names


def _in_list(element: HtmlElement) -> bool:
    """Belongs to a teaser of another article."""
    for ancestor in element.iterancestors():
        names = f"{ancestor.get('class') or ''} {ancestor.get('id') or ''}".lower()
        if ancestor.tag in ("aside", "li", "nav") or re.search(
            r"related|terkait|sidebar|widget|popular|latest|terbaru|carousel|comment", names
        ):
            return True
    return False


def _modified(root: HtmlElement, linked: list[dict[str, Any]]) -> Iterator[str]:
    yield from (node["dateModified"] for node in linked if isinstance(node.get("dateModified"), str))
    yield from _metas(root, MODIFIED_META)
    for element in root.iter("time"):
        if "datetime" in element.attrib and _only_modified((element.get("class") or "").lower()):
            yield element.get("datetime") or ""


def _metas(root: HtmlElement, wanted: tuple[str, ...]) -> Iterator[str]:
    found: dict[str, str] = {}
    for meta in root.iter("meta"):
        name = (meta.get("property") or meta.get("name") or meta.get("itemprop") or "").lower()
        if name in wanted and meta.get("content"):
            found.setdefault(name, meta.get("content") or "")
    yield from (found[name] for name in wanted if name in found)


def _tells_clock(text: str) -> bool:
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
    try:
        # An Indonesian page writes the day first; one that can't be read so is left.
        return datetime(int(groups["y"]), month, int(groups["d"]), hour, minute, second, tzinfo=tz).astimezone(zone)
    except ValueError:
        return None


def from_url(url: str, zone: ZoneInfo) -> datetime | None:
    """The day in an address (/2024/05/31/…, /read/202405310012/…)."""
    for pattern in _IN_URL:
        if match := pattern.search(url):
            try:
                return datetime(int(match["y"]), int(match["m"]), int(match["d"]), tzinfo=zone)
            except ValueError:
                continue
    return None
