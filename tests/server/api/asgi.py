"""Asks an app as a connection does, with every byte as it is given: no client puts it in order."""

import asyncio
from collections.abc import Iterable
from typing import Any, NamedTuple

from starlette.types import ASGIApp, Message

Header = tuple[str, str]
HOST: Header = ("host", "127.0.0.1:8000")


class Answer(NamedTuple):
    """What came back."""

    status: int
    """0: nothing was answered; a WebSocket that was closed has 403, one that opened 101."""
    headers: dict[str, str]
    body: bytes


async def asked(
    app: ASGIApp,
    method: str,
    path: str,
    headers: Iterable[Header] = (HOST,),
    *,
    body: bytes = b"",
    client: str = "127.0.0.1",
    plain: bool = False,
) -> Answer:
    """Ask; `method` WS opens a WebSocket, `plain` with a server that can only close it."""
    socket = method == "WS"
    route, _, query = path.partition("?")
    scope: dict[str, Any] = {
        "type": "websocket" if socket else "http",
        "asgi": {"version": "3.0"},
        "http_version": "1.1",
        "scheme": "ws" if socket else "http",
        "path": route,
        "raw_path": route.encode("utf-8", "surrogateescape"),
        "root_path": "",
        "query_string": query.encode("utf-8", "surrogateescape"),
        "headers": [(name.encode(), value.encode("latin-1")) for name, value in headers],
        "client": (client, 4711),
        "server": ("127.0.0.1", 8000),
        "subprotocols": [],
        "state": {},
    }
    if socket:
        scope["extensions"] = {} if plain else {"websocket.http.response": {}}
    else:
        scope["method"] = method
    sent: list[Message] = []
    first = [{"type": "websocket.connect"} if socket else {"type": "http.request", "body": body}]

    async def receive() -> Message:
        if first:
            return first.pop()
        if not socket:
            await asyncio.Event().wait()  # it stays until it is answered
        return {"type": "websocket.disconnect", "code": 1000}

    async def send(message: Message) -> None:
        sent.append(message)

    await app(scope, receive, send)
    return _told(sent)


def _told(sent: list[Message]) -> Answer:
    for message in sent:
        if message["type"] in {"http.response.start", "websocket.http.response.start"}:
            headers = {name.decode(): value.decode() for name, value in message["headers"]}
            body = b"".join(one.get("body", b"") for one in sent)
            return Answer(message["status"], headers, body)
    opened = {"websocket.accept": 101, "websocket.close": 403}
    return Answer(opened[sent[0]["type"]] if sent else 0, {}, b"")
