"""The web application: pages for people, JSON for programs, both over any index."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from pathlib import Path

from fastapi import FastAPI
from starlette.staticfiles import StaticFiles

from config.loader import Config
from desk.web.answering import Desk
from desk.web.api import api_routes
from desk.web.faults import answer_errors
from desk.web.guarding import Guard
from desk.web.routes import page_routes
from index.base import ArticleIndex
from index.health import OutletHealth

STATIC = Path(__file__).resolve().parent / "static"


def create_app(
    index: ArticleIndex,
    config: Config,
    *,
    health: Callable[[], Sequence[OutletHealth]],
    now: Callable[[], datetime],
) -> FastAPI:
    """`health` gives the outlets' records when the status page is asked for; `now` is aware. The index stays the
    caller's to close, after the application has ended."""
    desk = Desk(index, config, health, now)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        yield
        desk.pool.shutdown()

    # The interactive documentation would load scripts from elsewhere; the description itself is at /api/openapi.json.
    app = FastAPI(
        title="pantau",
        version="1",
        lifespan=lifespan,
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/openapi.json",
    )
    app.add_middleware(Guard)
    app.include_router(page_routes(desk))
    app.include_router(api_routes(desk))
    app.mount("/static", StaticFiles(directory=STATIC), name="static")
    answer_errors(app, desk)
    return app
