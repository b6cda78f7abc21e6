"""How an answer is made: on a few threads of its own, in the reader's language, as a page or as JSON."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import orjson
from fastapi import Request
from fastapi.responses import HTMLResponse, Response

from config.loader import Config
from desk.web.language import Language, language_of
from desk.web.parts import Frame
from desk.web.rendering import render
from index.base import ArticleIndex
from index.health import OutletHealth

T = TypeVar("T")
COOKIE = "pantau_language"
A_YEAR = 365 * 24 * 3600
# The embedded index keeps a connection a thread, so the threads are few and live as long as the program.
THREADS = 4


@dataclass(frozen=True)
class Desk:
    """What every route works on."""

    index: ArticleIndex
    config: Config
    health: Callable[[], Sequence[OutletHealth]]
    now: Callable[[], datetime]
    pool: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(THREADS, "desk"))

    async def work(self, make: Callable[[], T]) -> T:
        """Runs what asks the index off the event loop."""
        return await asyncio.get_running_loop().run_in_executor(self.pool, make)

    def language(self, request: Request) -> Language:
        """?lang= before the cookie before the settings."""
        asked = language_of(request.query_params.get("lang")) or language_of(request.cookies.get(COOKIE))
        return asked or language_of(self.config.settings.language) or "id"

    def frame(self, request: Request, section: str) -> Frame:
        other = "en" if self.language(request) == "id" else "id"
        address = request.url.include_query_params(lang=other)
        return Frame(self.config.settings.office, section, f"{address.path}?{address.query}")

    async def page(
        self, request: Request, section: str, make: Callable[[Frame, Language], Any], status: int | None = None
    ) -> HTMLResponse:
        """Makes a page's context and sets it."""
        language = self.language(request)
        frame = self.frame(request, section)

        def made() -> tuple[str, int]:
            page = make(frame, language)
            return render(page, language, self.config.settings.timezone), page.http_status

        html, told = await self.work(made)
        response = HTMLResponse(html, status or told, headers={"Content-Language": language, "Vary": "Cookie"})
        if language_of(request.query_params.get("lang")):
            response.set_cookie(COOKIE, language, max_age=A_YEAR, httponly=True, samesite="lax")
        return response

    def today(self) -> date:
        return self.now().astimezone(ZoneInfo(self.config.settings.timezone)).date()


def json_response(value: Any, status: int = 200) -> Response:
    """Dataclasses, days and times as the command line prints them."""
    return Response(orjson.dumps(value, default=_plain), status, media_type="application/json")


def _plain(value: Any) -> Any:
    if isinstance(value, set | frozenset | tuple):
        return list(value)
    return str(value)
