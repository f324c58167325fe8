"""Errors to statuses, once: every error leaves as one plain line with its way out."""

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from unkink.errors import Refused, UnkinkError, Unknown
from unkink.language import mark, text
from unkink.shapes import ErrorShape
from unkink.storage.errors import Conflict, OutOfRange

DESCRIBED = mark("The API's description is at /api/openapi.json.")
UNKNOWN, REFUSED, INVALID, UNAVAILABLE = 404, 409, 422, 503


def install(app: FastAPI) -> None:
    """Answer every error of ours, and the framework's own, in our shape."""

    @app.exception_handler(UnkinkError)
    async def ours(_: Request, error: UnkinkError) -> JSONResponse:
        return _answer(_status(error), error.message, error.way_out, list(error.nearest))

    @app.exception_handler(RequestValidationError)
    async def invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        return _answer(INVALID, f"{place}: {first['msg']}.", text(DESCRIBED))

    @app.exception_handler(HTTPException)
    async def plain(_: Request, error: HTTPException) -> JSONResponse:
        answer = _answer(error.status_code, f"{error.detail}.", text(DESCRIBED))
        answer.headers.update(error.headers or {})
        return answer


def _status(error: UnkinkError) -> int:
    if isinstance(error, Unknown):
        return UNKNOWN
    if isinstance(error, OutOfRange):
        return INVALID
    return REFUSED if isinstance(error, Refused | Conflict) else UNAVAILABLE


def _answer(status: int, error: str, way_out: str, nearest: list[str] | None = None) -> JSONResponse:
    shape: ErrorShape = {"error": error, "way_out": way_out, "nearest": nearest or []}
    return JSONResponse(shape, status_code=status)
