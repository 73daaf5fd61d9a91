"""Failures as HTTP: one table, answered as RFC 9457 problem details."""

from collections.abc import Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from server.api.access_log import CAUSE
from server.core import errors

LONGEST_CAUSE = 200
"""Letters of it that are logged."""

STATUS: dict[type[errors.RubatoError], HTTPStatus] = {
    errors.InvalidError: HTTPStatus.BAD_REQUEST,
    errors.UnauthorisedError: HTTPStatus.UNAUTHORIZED,
    errors.ForbiddenError: HTTPStatus.FORBIDDEN,
    errors.NotFoundError: HTTPStatus.NOT_FOUND,
    errors.ConflictError: HTTPStatus.CONFLICT,
    errors.LateError: HTTPStatus.PRECONDITION_FAILED,
    errors.TooManyError: HTTPStatus.TOO_MANY_REQUESTS,
    errors.UnavailableError: HTTPStatus.SERVICE_UNAVAILABLE,
}


def problem(
    status: int, detail: str, headers: dict[str, str] | None = None, **more: Any
) -> JSONResponse:
    """Make a problem: status, its name, and the sentence that says what to do."""
    body = {"type": "about:blank", "title": HTTPStatus(status).phrase, "status": status}
    # What is told may quote what was sent, and that may hold half of a character.
    sentence = detail.encode("utf-8", "replace").decode()
    return JSONResponse(
        body | {"detail": sentence} | more,
        status,
        headers,
        media_type="application/problem+json",
    )


def add_problems(app: FastAPI) -> None:
    """Let the app answer every failure as a problem."""
    app.exception_handler(errors.RubatoError)(_ours)
    app.exception_handler(RequestValidationError)(_unreadable)
    app.exception_handler(HTTPException)(_framework)
    app.exception_handler(Exception)(_broken)


async def _ours(request: Request, error: errors.RubatoError) -> JSONResponse:
    if isinstance(error, errors.UnavailableError) and error.__cause__ is not None:
        request.scope[CAUSE] = _cause(error.__cause__)
    status = next(STATUS[kind] for kind in type(error).__mro__ if kind in STATUS)
    wait = {"Retry-After": str(error.wait)} if isinstance(error, errors.TooManyError) else None
    return problem(status, str(error), wait, **error.facts)


def _cause(error: BaseException) -> str:
    """Name what was behind it: the driver's own words, not the statement, which holds texts."""
    said = getattr(error, "orig", None) or error
    line = (str(said).splitlines() or [""])[0][:LONGEST_CAUSE]
    return f"{type(said).__name__}: {line}"


async def _unreadable(_request: Request, error: RequestValidationError) -> JSONResponse:
    """Say which field is wrong; never what was in it, it may be a password."""
    fields = [{"field": _field(each["loc"]), "problem": each["msg"]} for each in error.errors()]
    told = "; ".join(f"{each['field']}: {each['problem']}" for each in fields)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, told or "The body is wrong.", fields=fields)


def _field(place: Sequence[object]) -> str:
    return ".".join(str(part) for part in place[1:]) or str(place[0])


async def _framework(_request: Request, error: HTTPException) -> JSONResponse:
    return problem(error.status_code, error.detail, dict(error.headers or {}))


async def _broken(_request: Request, _error: Exception) -> JSONResponse:
    return problem(
        HTTPStatus.INTERNAL_SERVER_ERROR, "Something broke in the server; its log says what."
    )
