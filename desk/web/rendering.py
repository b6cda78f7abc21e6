"""Templates: one Jinja environment a language, with the filters that set days, times, numbers and marks."""

from __future__ import annotations

import re
from datetime import date, datetime, time
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_date
from babel.numbers import format_decimal
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from desk import wording
from desk.web.language import Language, say

TEMPLATES = Path(__file__).resolve().parent / "templates"
_ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@cache
def environment(language: Language, timezone: str) -> Environment:
    """Autoescaping and strict: a template that names what its page doesn't have fails, and so does its test."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
        lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
    )  # fmt: skip
    made.install_gettext_callables(  # type: ignore[attr-defined]
        lambda text: say(text, language), lambda one, many, n: say(one if n == 1 else many, language), newstyle=True
    )
    zone = ZoneInfo(timezone)
    made.filters.update(
        say=lambda text: say(text, language),
        fill=lambda sentence, values: Markup(escape(sentence)).format(*values),
        day=lambda day: _day(day, language, "d MMMM y"),
        short_day=lambda day: _day(day, language, "d MMM y"),
        moment=lambda moment: moment_text(moment, language, zone),
        published=lambda moment: published_text(moment, language, zone),
        number=lambda n: format_decimal(n, locale=language),
        period=lambda period: period_text(period, language),
        marked=marked,
        web=web_address,
        rating_class=rating_class,
    )
    made.globals.update(language=language, words=wording)
    return made


def render(page: Any, language: Language, timezone: str) -> str:
    """A page context (desk/web/pages.py) as HTML: its fields are the template's names, and the only ones."""
    names = page.__dataclass_fields__
    template = environment(language, timezone).get_template(page.template)
    return template.render({name: getattr(page, name) for name in names})


def _day(day: date | datetime | None, language: Language, pattern: str) -> str:
    return format_date(day, pattern, locale=language) if day else ""


def moment_text(moment: datetime | None, language: Language, zone: ZoneInfo) -> str:
    """ "24 Januari 2018 pukul 10.30 WITA"."""
    if moment is None:
        return ""
    local = moment.astimezone(zone)
    name = _ZONES.get(zone.key, local.tzname() or zone.key)
    clock = f"{local:%H.%M}" if language == "id" else f"{local:%H:%M}"
    return f"{_day(local, language, 'd MMMM y')} {'pukul ' if language == 'id' else ''}{clock} {name}"


def published_text(moment: datetime | None, language: Language, zone: ZoneInfo) -> str:
    """With the weekday; without a clock time where the page told only a day (midnight sharp)."""
    if moment is None:
        return say("tanggal terbit tidak diketahui", language)
    local = moment.astimezone(zone)
    weekday = _day(local, language, "EEEE")
    if local.time() == time():
        return f"{weekday}, {_day(local, language, 'd MMMM y')}"
    return f"{weekday}, {moment_text(moment, language, zone)}"


def period_text(period: str, language: Language) -> str:
    """ "2024", "Triwulan II 2024", "Mei 2024"; what is no period is left as it is."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        quarter = ("I", "II", "III", "IV")[int(match[2]) - 1]
        return f"{say('Triwulan', language)} {quarter} {match[1]}"
    if match := re.fullmatch(r"(\d{4})-(\d\d)", period):
        return _day(date(int(match[1]), int(match[2]), 1), language, "MMM y")
    return say(period, language)


def short_period(period: str, language: Language) -> str:
    """ "2024", "II ’24", "Mei ’24": where a chart has little room."""
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", period):
        return f"{('I', 'II', 'III', 'IV')[int(match[2]) - 1]} ’{match[1][2:]}"
    if match := re.fullmatch(r"(\d{4})-(\d\d)", period):
        return f"{_day(date(int(match[1]), int(match[2]), 1), language, 'MMM')} ’{match[1][2:]}"
    return period


def marked(text: str) -> Markup:
    """The index's marks (\\x02 … \\x03) as <mark>; everything else escaped."""
    parts = re.split("([\x02\x03])", text)
    out, inside = Markup(""), False
    for part in parts:
        if part == "\x02":
            out += Markup("" if inside else "<mark>")
            inside = True
        elif part == "\x03":
            out += Markup("</mark>" if inside else "")
            inside = False
        else:
            out += escape(part)
    return out + Markup("</mark>" if inside else "")


def web_address(url: str) -> str | None:
    """The address if a browser may be sent there; scripts and data addresses that a page claims for itself are none."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def rating_class(rating: str) -> str:
    """The CSS class of a rating's chip; its words stand on it, the colour only repeats them."""
    known = rating if rating in wording.RATINGS else "lain"
    return f"chip-{known.replace(' ', '-')}"
