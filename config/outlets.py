"""Outlets: what `outlets.toml` may say of one, and what is assumed where it says nothing."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal
from urllib.parse import urlsplit

from cssselect import HTMLTranslator, SelectorError
from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator


class _Entry(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


def _selector(text: str) -> str:
    try:
        HTMLTranslator().css_to_xpath(text)
    except (SelectorError, ValueError) as error:
        raise ValueError(f"{text!r} is no CSS selector: {error}") from None
    return text


class Layout(_Entry):
    """How an outlet's pages looked for a time; the newest whose `since` is not after the fetch date is used.

    Selectors are CSS. `drop` names elements to take out before cleaning, `junk` are regular expressions: a paragraph
    that one of them matches whole (ignoring case) goes.
    """

    since: date | None = None  # null: since ever
    title: str | None = None
    body: str | None = None
    lead: str | None = None
    published: str | None = None
    author: str | None = None
    caption: str | None = None
    drop: tuple[str, ...] = ()
    junk: tuple[str, ...] = ()

    @field_validator("title", "body", "lead", "published", "author", "caption")
    @classmethod
    def _selects(cls, selector: str | None) -> str | None:
        return selector if selector is None else _selector(selector)

    @field_validator("drop")
    @classmethod
    def _all_select(cls, drop: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(map(_selector, drop))

    @field_validator("junk")
    @classmethod
    def _compiles(cls, junk: tuple[str, ...]) -> tuple[str, ...]:
        for pattern in junk:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"{pattern!r} is no regular expression: {error}") from None
        return junk


class Outlet(_Entry):
    """One outlet. Only key, name and home are needed; the rest is for what discovery can't find by itself."""

    key: Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9-]*$")]
    name: str
    home: str
    hosts: tuple[
        str, ...
    ] = ()  # further hosts that belong to the outlet; the home's own (with and without www) always does
    feeds: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    wp_json: str | None = None  # address of the posts collection
    sections: tuple[str, ...] = ()  # listing pages
    article_url: str | None = None  # regular expression on the path: what an article's address looks like
    not_article_url: str | None = None
    spread: bool = True  # articles may go on at ?page=2 or /2/; false: such addresses are doubles of the same page
    timezone: str = "Asia/Makassar"
    language: str = "id"
    interval_minutes: Annotated[int, Field(ge=10)] = 30  # polling starts here and adapts
    delay_seconds: Annotated[float, Field(ge=0)] = 1.0
    allow_private: bool = False
    releases: bool = False  # publishes siaran pers of its own
    verified: bool = True  # false: facts taken from public lists, not yet seen live
    regency: str | None = None  # where the outlet is of one regency
    note: str | None = None
    layout: tuple[Layout, ...] = ()

    @field_validator("home")
    @classmethod
    def _is_address(cls, home: str) -> str:
        parts = urlsplit(home)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ValueError("must be an http or https address")
        return home

    @field_validator("article_url", "not_article_url")
    @classmethod
    def _compiles(cls, pattern: str | None) -> str | None:
        if pattern is not None:
            try:
                re.compile(pattern)
            except re.error as error:
                raise ValueError(f"no regular expression: {error}") from None
        return pattern

    @model_validator(mode="after")
    def _layouts_differ(self) -> Outlet:
        days = [layout.since for layout in self.layout]
        if len(days) != len(set(days)):
            raise ValueError("two layouts with one `since`")
        return self

    @property
    def host(self) -> str:
        return urlsplit(self.home).hostname or ""

    def owns(self, url: str) -> bool:
        """The address is on one of the outlet's hosts, with or without www; on its port where the home names one."""
        try:
            parts, home = urlsplit(url), urlsplit(self.home)
            if home.port is not None and parts.port != home.port:
                return False
        except ValueError:
            return False
        host = (parts.hostname or "").removeprefix("www.")
        return host in {h.lower().removeprefix("www.") for h in (self.host, *self.hosts)}

    def layout_on(self, day: date) -> Layout | None:
        """The layout valid on that day, if the outlet has one."""
        known = [x for x in self.layout if x.since is None or x.since <= day]
        return max(known, key=lambda x: x.since or date.min, default=None)


SortOrder = Literal["relevance", "newest", "oldest"]
