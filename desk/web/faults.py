"""Errors as answers, in one place: a page for people, one JSON shape for programs."""

from __future__ import annotations

import logging
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import Response
from starlette.exceptions import HTTPException

from config.errors import BadQueryError, InputError, NotFoundError, PantauError, StorageError, UsageError
from desk.web.answering import Desk, json_response
from desk.web.asking import usage_error
from desk.web.guarding import HEADERS
from desk.web.pages import ErrorPage

log = logging.getLogger(__name__)

HEADINGS = {
    400: ("Permintaan tidak dapat dibaca", "Periksa alamat atau isian, lalu coba lagi."),
    404: ("Halaman tidak ditemukan", "Mungkin alamatnya salah ketik, atau beritanya sudah dihapus. Carilah lewat kotak pencarian."),
    405: ("Cara meminta tidak dikenal", "Halaman ini hanya dapat dibaca."),
    500: ("Terjadi kesalahan pada program", "Kesalahan ini dicatat. Cobalah lagi; bila berulang, beri tahu pengelola."),
    503: ("Indeks sedang tidak dapat dijangkau", "Tidak ada data yang hilang. Cobalah lagi beberapa saat lagi; pengelola dapat melihat keterangan di bawah."),
}  # fmt: skip


def status_of(error: Exception) -> int:
    """The HTTP status of an error of ours."""
    if isinstance(error, BadQueryError | UsageError | InputError | RequestValidationError):
        return 400
    if isinstance(error, NotFoundError):
        return 404
    if isinstance(error, StorageError):
        return 503
    return error.status_code if isinstance(error, HTTPException) else 500


def error_form(error: Exception, status: int) -> dict[str, Any]:
    """The one JSON shape: {"error": {"status", "what", "on", "allowed", "todo", "query", "position", "proposal"}};
    what an error doesn't know is null. Bugs tell nothing of themselves."""
    if isinstance(error, RequestValidationError):
        error = usage_error(error.errors())
    told: dict[str, Any] = dict.fromkeys(("what", "on", "allowed", "todo", "query", "position", "proposal"))
    if isinstance(error, PantauError):
        told |= {name: getattr(error, name, None) for name in told}
    elif isinstance(error, HTTPException):
        told["what"] = str(error.detail)
    else:
        told["what"] = "internal error"
    return {"error": {"status": status, **told}}


def wants_json(request: Request) -> bool:
    return request.url.path.startswith("/api/") or request.url.path in ("/api", "/healthz")


def answer_errors(app: FastAPI, desk: Desk) -> None:
    """Registers the handlers."""

    async def answer(request: Request, error: Exception) -> Response:
        status = status_of(error)
        if status == 500:
            log.error("error on %s", request.url.path, exc_info=error)
        if wants_json(request):
            response = json_response(error_form(error, status), status)
        else:
            heading, advice = HEADINGS.get(status, HEADINGS[400 if status < 500 else 500])
            detail = None
            if isinstance(error, RequestValidationError):
                detail = str(usage_error(error.errors()))
            elif isinstance(error, PantauError):
                detail = str(error)
            response = await desk.page(
                request, "", lambda frame, _: ErrorPage(frame, status, heading, advice, detail), status
            )
        if status == 500:
            # The answer to a bug is made outside of every middleware.
            response.headers.update(HEADERS)
        if status == 503:
            response.headers["Retry-After"] = "30"
        for name, value in (getattr(error, "headers", None) or {}).items():
            response.headers[name] = value
        return response

    for kind in (PantauError, RequestValidationError, HTTPException, Exception):
        app.add_exception_handler(kind, answer)
