"""Says the digest's sentences in its language: words.toml, days, times, counts, lists."""

from __future__ import annotations

import tomllib
from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from pathlib import Path

from babel.dates import format_date
from babel.lists import format_list
from babel.numbers import format_decimal

from desk.web.language import Language

WORDS = Path(__file__).resolve().parent / "words.toml"
ZONES = {"Asia/Jakarta": "WIB", "Asia/Makassar": "WITA", "Asia/Jayapura": "WIT"}


@cache
def sentences() -> dict[str, dict[str, str]]:
    """Key → language (and "one", the English singular) → sentence."""
    loaded: dict[str, dict[str, str]] = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    return loaded


class Wording:
    """One language. `say("stories", n=3)` → "3 berita"."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def say(self, key: str, **filling: object) -> str:
        forms = sentences()[key]
        single = self.language == "en" and filling.get("n") == 1 and "one" in forms
        told = {k: self.number(v) if isinstance(v, int | float) else v for k, v in filling.items()}
        return (forms["one"] if single else forms[self.language]).format(**told)

    def number(self, value: float) -> str:
        return str(format_decimal(value, locale=self.language))

    def score(self, value: float) -> str:
        """As the Ombudsman prints them: two decimals, or none."""
        return str(format_decimal(value, format="0" if value == int(value) else "0.00", locale=self.language))

    def day(self, day: date | None) -> str:
        """ "Senin, 16 November"; "tanpa tanggal" where there is none."""
        return str(format_date(day, "EEEE, d MMMM", locale=self.language)) if day else self.say("no_day")

    def full_day(self, day: date | None) -> str:
        """With the year, for days that lie outside the week."""
        return str(format_date(day, "EEEE, d MMMM y", locale=self.language)) if day else self.say("no_day")

    def moment(self, moment: datetime) -> str:
        """ "Senin, 23 November 2026 pukul 07.00 WITA", in the moment's own zone."""
        zone = ZONES.get(str(moment.tzinfo), moment.tzname() or "")
        at = f"pukul {moment:%H.%M}" if self.language == "id" else f"at {moment:%H:%M}"
        return f"{self.full_day(moment.date())} {at} {zone}".strip()

    def listed(self, names: Sequence[str]) -> str:
        """ "Badung, Bangli, dan Gianyar"."""
        return str(format_list(list(names), locale=self.language)) if names else ""
