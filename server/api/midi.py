"""`/v1/midi`: the MIDI bridge over a WebSocket."""

import asyncio
import json
from collections.abc import Sequence

from fastapi import APIRouter, WebSocket, WebSocketDisconnect
from starlette.types import Send

from server.api.access_log import SENT_BY
from server.api.context import services
from server.api.hello import greet, while_welcome
from server.core.frames import Write, text_frame, writer
from server.core.ports import AtOnce, Message, MidiFeed

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
    write = writer(socket.scope)
    try:
        async with feed.subscribe(write and _at_once(write)) as messages:
            async for message in messages:
                await send(ONCE.sent(message))
    except OSError as error:  # as the framework tells it
        raise WebSocketDisconnect(LEFT) from error


def _at_once(write: Write) -> AtOnce:
    return lambda messages: write(ONCE.frames(messages))


class Once:
    """Writes messages once for all who get them: a key goes to each listener as the same object."""

    def __init__(self) -> None:
        self._message: Message = {}
        self._sent: dict[str, str] = {}
        self._messages: Sequence[Message] = ()
        self._frames = b""

    def sent(self, message: Message) -> dict[str, str]:
        """Give one as a server is asked to send it."""
        if message is not self._message:
            self._message, self._sent = message, {"type": "websocket.send", "text": _text(message)}
        return self._sent

    def frames(self, messages: Sequence[Message]) -> bytes:
        """Give some as a server that takes frames is."""
        if messages is not self._messages:
            self._messages = messages
            self._frames = b"".join(text_frame(_text(message)) for message in messages)
        return self._frames


def _text(message: Message) -> str:
    return json.dumps(message, separators=(",", ":"))


ONCE = Once()
