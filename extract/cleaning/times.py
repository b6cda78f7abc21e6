"""When the page says it was published: JSON-LD, meta, <time>, visible date, feed, address; in that order.

Never the fetch time, never the time of modification. A time without a zone is in the outlet's own; WIB, WITA and WIT
are honoured. A time after the fetch (by more than a day's tolerance for clocks set wrong) or before the web is refused.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from lxml.etree import XPath
from lxml.html import HtmlElement

from extract.article import PublishedFrom
from extract.cleaning.moments import from_url, parse, printed_clock, tells_clock
from extract.cleaning.selecting import select

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


# Microdata, and RDFa as Drupal 7 writes it.
_ITEMPROP = XPath(
    '//*[@content][@itemprop="datePublished" or contains(@property, "dc:date") or contains(@property, "dc:created") or @property="schema:datePublished" or @property="schema:dateCreated"]'
)
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
        if not tells_clock(text):
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
        if not tells_clock(shown):
            same_day = seen.date() == wall.date() != moment.date()
            return wall.replace(tzinfo=zone) if same_day else moment
        return seen if seen.date() == wall.date() and printed_clock(shown) == (wall.hour, wall.minute) else moment
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
