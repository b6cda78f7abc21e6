"""The JSON API: the same forms as the command line's --json."""

from __future__ import annotations

from typing import Annotated, Any

import orjson
from fastapi import APIRouter, Query
from fastapi.responses import Response

from config.errors import IndexUnavailableError, NotFoundError
from desk.web.answering import Desk, json_response
from desk.web.asking import CoverageParameters, PickupParameters, SearchParameters, ZoneParameters
from desk.web.exporting import COLUMNS
from desk.web.pickups_view import listed
from desk.web.zones_view import regency_named
from index.base import Hit
from index.coverage import coverage
from index.zones import zone_ledger

_FAULTS: dict[int | str, dict[str, Any]] = {
    400: {"description": "Wrong parameters or query"},
    503: {"description": "The index can't be reached for now"},
}


def api_routes(desk: Desk) -> APIRouter:
    """Read only; errors have one shape (desk/web/faults.py)."""
    routes = APIRouter(responses=_FAULTS)

    @routes.get("/api/search", summary="Articles found: total, facets, hits")
    async def search(asked: Annotated[SearchParameters, Query()]) -> Response:
        request = asked.request(limit=asked.limit, offset=asked.offset, collapse=asked.collapse)
        result = await desk.work(lambda: desk.index.search(request))
        form: dict[str, Any] = {"total": result.total, "facets": result.facets}
        if result.stories is not None:
            form["stories"] = result.stories
        return json_response({**form, "hits": [hit_form(hit) for hit in result.hits]})

    @routes.get("/api/articles/{article_id}", summary="The article form, with revisions")
    async def article(article_id: str) -> Response:
        def made() -> dict[str, Any]:
            found = desk.index.get(article_id)
            if found is None:
                raise NotFoundError("no such article in the index", on=article_id)
            revisions = desk.index.revisions(article_id)
            form: dict[str, Any] = orjson.loads(found.to_json())
            form["revisions"] = [{"seen": r.seen, "title": r.title, "text": r.text} for r in revisions]
            return form

        return json_response(await desk.work(made))

    @routes.get("/api/coverage", summary="Regency × period: distinct events with their evidence")
    async def cells(asked: Annotated[CoverageParameters, Query()]) -> Response:
        made = await desk.work(
            lambda: coverage(desk.index, event=asked.event, by=asked.by, since=asked.since, until=asked.until)
        )
        return json_response({"cells": made})

    @routes.get("/api/zones", summary="The ledger of Ombudsman ratings, a claim each")
    async def zones(asked: Annotated[ZoneParameters, Query()]) -> Response:
        regency = regency_named(desk.config, asked.regency)
        claims = await desk.work(lambda: zone_ledger(desk.index, regency=regency, year=asked.year))
        return json_response({"claims": claims})

    @routes.get(
        "/api/pickups", summary="Press releases and the outlets that ran them, the newest hundred of the choice"
    )
    async def releases(asked: Annotated[PickupParameters, Query()]) -> Response:
        found = await desk.work(lambda: listed(desk.index, desk.config, asked))
        return json_response({"total": found.total, "releases": [release.form() for release in found.shown]})

    @routes.get("/healthz", summary="Whether the index answers")
    async def healthz() -> Response:
        status = await desk.work(desk.index.status)
        if not status.reachable:
            raise IndexUnavailableError("the index does not answer", on=status.where, todo="try again later")
        return json_response(
            {"status": "ok", "index": status.kind, "articles": status.articles, "waiting": status.waiting}
        )

    return routes


def hit_form(hit: Hit) -> dict[str, Any]:
    """As `pantau search --json`: found words stand between <mark> and </mark>, the rest of the snippet is plain text."""
    form = {name: getattr(hit, name) for name in COLUMNS}
    form["snippet"] = hit.snippet.replace("\x02", "<mark>").replace("\x03", "</mark>")
    return form
