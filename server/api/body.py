"""Bodies no longer than their route takes, announced or not."""

from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.exceptions import HTTPException
from starlette.responses import Response
from starlette.types import Message, Receive

from server.api.problems import problem


def too_long(headers: Headers, limit: int) -> Response | None:
    """Refuse a body by the length it announces."""
    announced = headers.get("content-length", "0")
    if announced.isascii() and announced.isdigit() and int(announced) <= limit:
        return None
    return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _told(limit))


def limited(receive: Receive, limit: int) -> Receive:
    """Count a body that comes without its length, and stop where it is too long."""
    received = 0

    async def counted() -> Message:
        nonlocal received
        message = await receive()
        if message["type"] == "http.request":
            received += len(message.get("body", b""))
            if received > limit:
                raise HTTPException(HTTPStatus.REQUEST_ENTITY_TOO_LARGE, _told(limit))
        return message

    return counted


def _told(limit: int) -> str:
    return f"The body is too long; this route takes {limit} bytes."
