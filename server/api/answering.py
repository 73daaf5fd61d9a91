"""What every answer carries, whichever layer gives it, and how one is refused."""

from starlette.datastructures import MutableHeaders
from starlette.responses import Response
from starlette.types import Message, Receive, Scope, Send

from server.api.headers import SECURITY_HEADERS


def answering(scope: Scope, send: Send, cors: dict[str, str]) -> Send:
    """Add our headers to every answer, whoever gives it."""

    async def with_headers(message: Message) -> None:
        if message["type"] in {"http.response.start", "websocket.http.response.start"}:
            headers = MutableHeaders(raw=message.setdefault("headers", []))
            for name, value in SECURITY_HEADERS.items():
                headers.setdefault(name, value)
            for name, value in cors.items():
                headers[name] = value
            if scope["path"].startswith(("/v1/", "/health")):
                headers["Cache-Control"] = "no-store"
            headers.add_vary_header("Origin")
        await send(message)

    return with_headers


async def refuse(answer: Response, scope: Scope, receive: Receive, send: Send) -> None:
    """Answer; a WebSocket is refused before it opens (the plain way closes it with 403)."""
    if scope["type"] == "websocket" and "websocket.http.response" not in scope.get(
        "extensions", {}
    ):
        await send({"type": "websocket.close", "code": 1008, "reason": "refused"})
        return
    await answer(scope, receive, send)
