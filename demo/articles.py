"""The demo's articles: written by us, about nobody; each carries what a careful reader would note of it."""

from __future__ import annotations

import re
import tomllib
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal, TypeVar
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from config.errors import ConfigError
from extract.article import EventStatus, EventType, ZoneStatus

FOLDER = Path(__file__).resolve().parent
WITA = ZoneInfo("Asia/Makassar")
M = TypeVar("M", bound=BaseModel)


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class ExpectedBimtek(_Entry):
    """A bimtek that the article tells of; `words` are the ones that say so, `at` the place where it is not the regency's."""

    regency: str
    at: str | None = None
    day: date | None = None
    status: EventStatus = "held"
    words: str


class ExpectedZone(_Entry):
    """A rating that the article tells; `also` are ratings told beside it (the class beside the colour)."""

    subject: str | None = None
    rating: str
    year: int | None = None
    score: float | None = None
    status: ZoneStatus = "achieved"
    also: tuple[str, ...] = ()
    words: str


class Outlet(_Entry):
    """A made-up outlet; `manner` is its theme and its way of addresses."""

    key: str
    name: str
    manner: Literal["paper", "daily", "portal"]
    tagline: str
    sections: tuple[str, ...]
    releases: bool = False  # an office's own press releases


class Raw(_Entry):
    """An article as the data files hold it. A reprint takes another's text: `edits` are (old, new), `drop` counts
    paragraphs from 1, `add` follows the rest. `kind` other than "article" is a page that is none."""

    key: str
    outlet: str
    title: str
    time: datetime  # WITA
    section: str
    place: str = ""
    text: str = ""
    reprint: str | None = None
    edits: tuple[tuple[str, str], ...] = ()
    drop: tuple[int, ...] = ()
    add: str = ""
    credit: str | None = None
    author: str | None = None
    caption: str | None = None
    kicker: str | None = None
    baca: tuple[str, ...] = ()  # keys of the articles that its "Baca juga" lines name
    kind: Literal["article", "gallery", "list"] = "article"
    event: EventType = "lainnya"
    bimtek: tuple[ExpectedBimtek, ...] = ()
    zones: tuple[ExpectedZone, ...] = ()
    traps: tuple[str, ...] = ()  # words that are no rating or no bimtek, whatever they look like
    wrong_day: str | None = None  # a weekday and a date that contradict each other, as printed
    pages: int = 1


class Article(Raw):
    """An article whole, with the number that the daily's system gives it."""

    number: int
    story: str  # the key shared by a press release and its reprints

    @cached_property
    def paragraphs(self) -> tuple[str, ...]:
        return tuple(p.strip() for p in self.text.split("\n\n") if p.strip())

    @property
    def slug(self) -> str:
        """WordPress's way: small letters, digits and dashes, cut at a word."""
        words = re.sub(r"[^a-z0-9]+", "-", self.title.lower()).strip("-")
        return words if len(words) <= 80 else words[:80].rsplit("-", 1)[0]


class Press(_Entry):
    """All outlets and articles, articles newest first."""

    outlets: tuple[Outlet, ...]
    articles: tuple[Article, ...]

    def of(self, outlet: str) -> list[Article]:
        return [a for a in self.articles if a.outlet == outlet]

    def one(self, key: str) -> Article:
        return next(a for a in self.articles if a.key == key)


def load(folder: Path = FOLDER) -> Press:
    """Raises ConfigError with every mistake: unknown outlets, keys that occur twice, edits of words that are not there."""
    mistakes: list[str] = []
    outlets = _entries(folder / "outlets.toml", "outlet", Outlet, mistakes)
    raws: list[Raw] = []
    for path in sorted((folder / "articles").glob("*.toml")):
        raws += _entries(path, "article", Raw, mistakes)
    sources = {r.key: r for r in raws}
    texts = {r.key: r.text for r in raws}
    known = {o.key: o for o in outlets}
    if len(texts) < len(raws):
        keys = [r.key for r in raws]
        mistakes += [f"articles: key {k!r} occurs twice" for k in sorted({k for k in keys if keys.count(k) > 1})]
    articles = []
    for number, raw in enumerate(sorted(raws, key=lambda r: (r.time, r.key))):
        if raw.outlet not in known:
            mistakes.append(f"{raw.key}: unknown outlet {raw.outlet!r}; allowed: {', '.join(known)}")
        elif raw.section not in known[raw.outlet].sections:
            mistakes.append(f"{raw.key}: unknown section {raw.section!r} of {raw.outlet}")
        for other in raw.baca:
            if other not in sources:
                mistakes.append(f"{raw.key}: baca: no article {other!r}")
            elif sources[other].outlet != raw.outlet or other == raw.key:
                # A later one may be named: some outlets set such lines anew at each visit.
                mistakes.append(f"{raw.key}: baca: {other!r} is not another article of the same outlet")
        values = raw.model_dump()
        values["text"] = _reprinted(raw, texts, mistakes) if raw.reprint else raw.text.strip()
        if raw.reprint in sources:
            # A reprint tells what its source tells, as far as the words are still there.
            source = sources[raw.reprint].model_dump()
            for label in ("bimtek", "zones"):
                values[label] = values[label] or [x for x in source[label] if x["words"] in values["text"]]
        values["time"] = raw.time.replace(tzinfo=WITA)
        # The daily's system counts up; the gaps are other people's articles.
        articles.append(Article(**values, number=2500 + 731 * number, story=raw.reprint or raw.key))
    if mistakes:
        raise ConfigError([f"demo: {m}" for m in mistakes])
    return Press(outlets=tuple(outlets), articles=tuple(reversed(articles)))


def _entries(path: Path, key: str, model: type[M], mistakes: list[str]) -> list[M]:
    found = []
    for number, entry in enumerate(tomllib.loads(path.read_text(encoding="utf-8")).get(key, []), 1):
        try:
            found.append(model.model_validate(entry))
        except ValidationError as error:
            for problem in error.errors(include_url=False):
                where = ".".join(str(part) for part in problem["loc"])
                mistakes.append(f"{path.name}: {entry.get('key', number)}.{where}: {problem['msg']}")
    return found


def _reprinted(raw: Raw, texts: dict[str, str], mistakes: list[str]) -> str:
    source = texts.get(raw.reprint or "")
    if not source:
        mistakes.append(f"{raw.key}: reprint of {raw.reprint!r}, which is none")
        return raw.text
    kept = [p for n, p in enumerate(source.strip().split("\n\n"), 1) if n not in raw.drop]
    text = "\n\n".join([*kept, raw.add.strip()]).strip()
    for old, new in raw.edits:
        if old not in text:
            mistakes.append(f"{raw.key}: edit: {old!r} is not in the text")
        text = text.replace(old, new, 1)
    return text
