"""The pages' addresses."""

from __future__ import annotations

from fastapi import APIRouter, Request
from fastapi.responses import RedirectResponse, Response

from config.errors import StorageError, UsageError
from desk.web.answering import Desk
from desk.web.article_view import article_page
from desk.web.asking import CoverageParameters, Filters, PickupParameters, SearchForm, ZoneParameters, read
from desk.web.coverage_view import coverage_page, evidence_page
from desk.web.exporting import csv_bytes, xlsx_bytes
from desk.web.language import Language
from desk.web.pages import SearchPage, StatusPage
from desk.web.parts import Frame
from desk.web.pickups_view import pickups_page
from desk.web.search_view import search_page
from desk.web.zones_view import zones_page
from index.base import SearchRequest

# A workbook is made in memory; more than this wants the command line (`pantau search --xlsx`).
MOST_ROWS = 20_000
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def page_routes(desk: Desk) -> APIRouter:
    """Every page takes its parameters by hand, so that a mistake is told in the page and not as JSON."""
    routes = APIRouter(include_in_schema=False)

    @routes.get("/")
    async def search(request: Request) -> Response:
        mistake = None
        try:
            form = read(SearchForm, request.query_params)
        except UsageError as error:
            # The query is kept; what could not be read is left out.
            form, mistake = SearchForm(q=request.query_params.get("q", "")), str(error)

        def made(frame: Frame, language: Language) -> SearchPage:
            unasked = mistake is None and form.model_copy(update={"sort": None}) == SearchForm()
            alarms = _alarms(desk) if unasked else ()
            return search_page(desk.index, desk.config, form, frame, language, mistake=mistake, alarms=alarms)

        return await desk.page(request, "search", made)

    @routes.get("/unduh.csv")
    async def download_csv(request: Request) -> Response:
        asked = read(Filters, request.query_params).request()
        body = await desk.work(lambda: csv_bytes(desk.index, _few_enough(desk, asked)))
        return Response(body, media_type="text/csv; charset=utf-8", headers=_attached("pantau.csv"))

    @routes.get("/unduh.xlsx")
    async def download_xlsx(request: Request) -> Response:
        asked = read(Filters, request.query_params).request()
        body = await desk.work(lambda: xlsx_bytes(desk.index, _few_enough(desk, asked)))
        return Response(body, media_type=XLSX, headers=_attached("pantau.xlsx"))

    @routes.get("/artikel/{article_id}")
    async def article(request: Request, article_id: str) -> Response:
        return await desk.page(
            request,
            "search",
            lambda frame, language: article_page(desk.index, desk.config, article_id, frame, language),
        )

    @routes.get("/bimtek")
    async def coverage(request: Request) -> Response:
        asked = read(CoverageParameters, request.query_params)
        return await desk.page(
            request,
            "coverage",
            lambda frame, language: coverage_page(desk.index, desk.config, asked, desk.today(), frame, language),
        )

    @routes.get("/bimtek/{regency}/{period}")
    async def evidence(request: Request, regency: str, period: str) -> Response:
        asked = read(CoverageParameters, request.query_params)
        return await desk.page(
            request,
            "coverage",
            lambda frame, _: evidence_page(desk.index, desk.config, asked, regency, period, frame),
        )

    @routes.get("/zona")
    async def zones(request: Request) -> Response:
        asked = read(ZoneParameters, request.query_params)
        return await desk.page(
            request, "zones", lambda frame, language: zones_page(desk.index, desk.config, asked, frame, language)
        )

    @routes.get("/siaran-pers")
    async def pickups(request: Request) -> Response:
        asked = read(PickupParameters, request.query_params)
        return await desk.page(
            request, "pickups", lambda frame, language: pickups_page(desk.index, desk.config, asked, frame, language)
        )

    @routes.get("/status")
    async def status(request: Request) -> Response:
        def made(frame: Frame, _: Language) -> StatusPage:
            outlets = tuple(desk.health())
            alarms = sum(bool(outlet.alarms) for outlet in outlets)
            return StatusPage(frame, desk.index.status(), outlets, alarms, desk.now())

        return await desk.page(request, "status", made)

    @routes.get("/favicon.ico")
    async def icon() -> Response:
        return RedirectResponse("/static/pantau.svg", 301)

    @routes.get("/robots.txt")
    async def robots() -> Response:
        return Response("User-agent: *\nDisallow: /\n", media_type="text/plain")

    return routes


def _alarms(desk: Desk) -> tuple[str, ...]:
    """Outlets that want a look. The news are shown also where the ledger can't be read; the status page tells of that."""
    try:
        return tuple(outlet.name for outlet in desk.health() if outlet.alarms)
    except StorageError:
        return ()


def _few_enough(desk: Desk, asked: SearchRequest) -> SearchRequest:
    from dataclasses import replace

    total = desk.index.search(replace(asked, limit=0, facets=False)).total
    if total > MOST_ROWS:
        raise UsageError(
            f"{total} articles are too many for a download", allowed=f"{MOST_ROWS}",
            todo="narrow the search, or write the file with `pantau search --csv`",
        )  # fmt: skip
    return asked


def _attached(name: str) -> dict[str, str]:
    return {"Content-Disposition": f'attachment; filename="{name}"'}
