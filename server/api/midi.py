"""`/v1/midi`: the MIDI bridge over a WebSocket."""

import asyncio
import json

from fastapi import APIRouter, WebSocket

from server.api.context import services
from server.api.hello import greet, while_welcome
from server.core.ports import Message, MidiFeed

router = APIRouter()


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
    async with feed.subscribe() as messages:
        async for message in messages:
            await socket.send_text(ONCE.text(message))


class Once:
    """Writes a message once for all who get it: a key goes to each listener as the same object."""

    def __init__(self) -> None:
        self._message: Message = {}
        self._text = ""

    def text(self, message: Message) -> str:
        """Give it as JSON."""
        if message is not self._message:
            self._message, self._text = message, json.dumps(message, separators=(",", ":"))
        return self._text


ONCE = Once()
