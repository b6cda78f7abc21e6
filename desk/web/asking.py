"""What a reader asks of the pages and the API: address parameters, checked, and turned into a search request."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date
from typing import Annotated, Any, Literal, TypeVar, get_origin
from urllib.parse import urlencode

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from starlette.datastructures import QueryParams

from config.errors import UsageError
from extract.article import EventType
from index.base import SearchRequest, Sort

STORIES_A_PAGE = 20
# Elasticsearch collapses within a window of 10,000; whoever wants more narrows, or takes the download.
WINDOW = 10_000
MOST_PAGES = WINDOW // STORIES_A_PAGE


def _blank_is_none(value: Any) -> Any:
    return None if isinstance(value, str) and not value.strip() else value


def _no_blanks(value: Any) -> Any:
    values = value if isinstance(value, list | tuple) else [value]
    return [v.strip() for v in values if isinstance(v, str) and v.strip()]


def _day(last: bool) -> BeforeValidator:
    """A day; 2024 and 2024-05 stand for their first or last day, as on the command line."""

    def read(value: Any) -> Any:
        text = value.strip() if isinstance(value, str) else value
        if text in ("", None):
            return None
        if isinstance(text, str) and (match := re.fullmatch(r"(\d{4})(?:-(\d{1,2}))?", text)):
            year, month = int(match[1]), int(match[2] or (12 if last else 1))
            if year < 1 or not 1 <= month <= 12:
                raise ValueError("is no day; write 2024-05-31, 2024-05 or 2024")
            return date(year, month, calendar.monthrange(year, month)[1] if last else 1)
        try:
            return date.fromisoformat(text) if isinstance(text, str) else text
        except ValueError:
            raise ValueError("is no day; write 2024-05-31, 2024-05 or 2024") from None

    return BeforeValidator(read)


Since = Annotated[date | None, _day(last=False)]
Until = Annotated[date | None, _day(last=True)]
Several = Annotated[
    tuple[Annotated[str, Field(max_length=200)], ...], BeforeValidator(_no_blanks), Field(max_length=50)
]


class _Asked(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")

    def address(self, path: str, **changes: Any) -> str:
        """The address of the same question with changes; what is at its default is left out."""
        fields: list[tuple[str, str]] = []
        for name, info in type(self).model_fields.items():
            value = changes.get(name, getattr(self, name))
            if value is None or value == info.default:
                continue
            fields += [(name, str(v)) for v in (value if isinstance(value, tuple) else (value,))]
        return f"{path}?{urlencode(fields)}" if fields else path


class Filters(_Asked):
    """The query and its filters, named as the options of `pantau search`."""

    q: Annotated[str, Field(description="Query in pantau's query language; empty finds all.")] = ""
    outlet: Several = ()
    regency: Several = ()
    official: Several = ()
    agency: Several = ()
    event: Several = ()
    zone: Several = ()
    since: Since = None
    until: Until = None
    sort: Annotated[Sort | None, BeforeValidator(_blank_is_none)] = None

    def request(self, **more: Any) -> SearchRequest:
        """Without an order asked for: by relevance where words are looked for, else the newest first."""
        return SearchRequest(
            query=self.q, outlets=self.outlet, regencies=self.regency, officials=self.official, agencies=self.agency,
            events=self.event, zones=self.zone, since=self.since, until=self.until,
            sort=self.sort or ("relevance" if self.q.strip() else "newest"), **more,
        )  # fmt: skip


class SearchForm(Filters):
    """The search page's parameters."""

    page: Annotated[int, Field(ge=1, le=MOST_PAGES)] = 1


class SearchParameters(Filters):
    """The API's: articles, or one a story."""

    limit: Annotated[int, Field(ge=1, le=1000)] = 20
    offset: Annotated[int, Field(ge=0, le=1_000_000)] = 0
    collapse: Annotated[bool, Field(description="One hit a story.")] = False

    @model_validator(mode="after")
    def _within_the_window(self) -> SearchParameters:
        if self.collapse and self.offset + self.limit > WINDOW:
            raise ValueError(f"with collapse, offset and limit together are at most {WINDOW}")
        return self


class CoverageParameters(_Asked):
    """As the options of `pantau coverage`."""

    event: Annotated[EventType, BeforeValidator(lambda v: v or "bimtek")] = "bimtek"
    by: Annotated[Literal["month", "quarter", "year"], BeforeValidator(lambda v: v or "year")] = "year"
    since: Since = None
    until: Until = None


class ZoneParameters(_Asked):
    """As the options of `pantau zones`."""

    regency: Annotated[Annotated[str, Field(max_length=100)] | None, BeforeValidator(_blank_is_none)] = None
    year: Annotated[Annotated[int, Field(ge=1900, le=2100)] | None, BeforeValidator(_blank_is_none)] = None


class PickupParameters(_Asked):
    """As the options of `pantau pickups`; `show`: all, taken (run by somebody) or unused."""

    issuer: Annotated[Annotated[str, Field(max_length=100)] | None, BeforeValidator(_blank_is_none)] = None
    show: Annotated[Literal["all", "taken", "unused"], BeforeValidator(lambda v: v or "all")] = "all"
    since: Since = None
    until: Until = None


A = TypeVar("A", bound=_Asked)


def read(model: type[A], parameters: QueryParams | Mapping[str, Any]) -> A:
    """The parameters as the model; raises UsageError with every mistake. Of a value given twice the last counts."""
    raw: dict[str, Any] = {}
    for name, info in model.model_fields.items():
        if name in parameters:
            several = get_origin(info.annotation) is tuple and isinstance(parameters, QueryParams)
            raw[name] = parameters.getlist(name) if several else parameters[name]  # type: ignore[union-attr]
    try:
        return model.model_validate(raw)
    except ValidationError as error:
        raise usage_error(error.errors(include_url=False)) from None


def usage_error(problems: Any) -> UsageError:
    """All mistakes of a set of parameters in one sentence."""
    told = []
    for problem in problems:
        name = str(next((part for part in problem["loc"] if part not in ("query", "path", "body")), "parameters"))
        value = problem.get("input")
        shown = f" {str(value)[:60]!r}" if isinstance(value, str | int | float) else ""
        told.append(f"{name}{shown}: {problem['msg'].removeprefix('Value error, ')}")
    return UsageError("; ".join(told) or "wrong parameters")
