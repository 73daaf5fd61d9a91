"""`/v1/midi`: the MIDI bridge over a WebSocket."""

import asyncio
import json

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.types import Send

from server.api.access_log import SENT_BY
from server.api.context import services
from server.api.hello import greet, while_welcome
from server.core.ports import Message, MidiFeed

router = APIRouter()

LEFT = 1006
"""The close code of who left without a word."""


@router.websocket("/v1/midi")
async def midi(socket: WebSocket) -> None:
    """Send ports, MIDI messages and lost ports, after hello and welcome, until either leaves."""
    serving = await services(socket)
    token = await greet(socket, serving.access, serving.status.version)
    if token is not None:
        await while_welcome(socket, token, _pass_on(socket, serving.midi))


async def _pass_on(socket: WebSocket, feed: MidiFeed | None) -> None:
    if feed is None:
        await socket.send_json({"type": "ports", "ports": []})
        await asyncio.Event().wait()  # there is no bridge: stay, so that the client need not retry
        return
    # What lies between looks at how a socket opens; a key would pass it for each of a thousand.
    send: Send = socket.scope.get(SENT_BY, socket.send)
    try:
        async with feed.subscribe() as messages:
            async for message in messages:
                await send(ONCE.written(message))
    except OSError as error:  # as the framework tells it
        raise WebSocketDisconnect(LEFT) from error


class Once:
    """Writes a message once for all who get it: a key goes to each listener as the same object."""

    def __init__(self) -> None:
        self._message: Message = {}
        self._written: dict[str, str] = {}

    def written(self, message: Message) -> dict[str, str]:
        """Give it as JSON, as a server sends it."""
        if message is not self._message:
            text = json.dumps(message, separators=(",", ":"))
            self._message, self._written = message, {"type": "websocket.send", "text": text}
        return self._written


ONCE = Once()
