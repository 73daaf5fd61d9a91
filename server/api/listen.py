"""`/v1/listen`: sound goes in, what was said comes out, over a WebSocket.

After hello and welcome the client sends `{"type": "forms", "id", "forms": [{"phrase", "value",
"names", "needed", "free"}]}`, answered by `{"type": "ready", "id"}`; `{"type": "begin", "mode":
"open"}` or `"talk"`; sound as binary messages, 16-bit little-endian mono of 16 kHz; and `{"type":
"end"}`. The modes `"dictate"` and `"dictate-talk"`, with a `"language"`, take what is no form for
text: `{"type": "text", "said", "language", "mode"}`; where nobody can write it, `{"type": "cannot",
"reason"}`. It is told `{"type": "listening", "mode"}`, for text with `"by"` and `"limits"`,
`{"type": "began"}` when somebody begins to speak, and
`{"type": "heard" | "unsure", "said", "others", "sure", "mode"}`, the mode in which that was said;
`{"type": "lost", "reason", "mode"}` where the ear broke down over it, and the next is heard again.
"""

import json
from collections.abc import Mapping
from typing import Any

from fastapi import APIRouter, WebSocket
from starlette.websockets import WebSocketDisconnect

from server.api.context import services
from server.api.hello import UNUSABLE, close, greet, while_welcome
from server.core.errors import InvalidError, RubatoError
from server.services.hearing import Hearing

router = APIRouter()


@router.websocket("/v1/listen")
async def listen(socket: WebSocket) -> None:
    """Hear one microphone until either leaves."""
    serving = await services(socket)
    token = await greet(socket, serving.access, serving.status.version)
    if token is not None:
        work = _hear(socket, serving.hearing)
        await while_welcome(socket, token, work, reads=True)


async def _hear(socket: WebSocket, hearing: Hearing) -> None:
    message = await socket.receive()  # who is only there needs no stream
    stream = hearing.stream()
    try:
        while True:
            for answer in await stream.take(_message(message)):
                await socket.send_json(answer)
            message = await socket.receive()
    except WebSocketDisconnect:
        return
    except RubatoError as error:
        await socket.send_json({"type": "problem", "reason": str(error)})
        await close(socket, UNUSABLE)
    finally:
        await stream.close()


def _message(received: Mapping[str, Any]) -> bytes | Mapping[str, Any]:
    if received["type"] == "websocket.disconnect":
        raise WebSocketDisconnect
    if received.get("bytes") is not None:
        return bytes(received["bytes"])
    try:
        message = json.loads(received.get("text") or "")
    except ValueError:
        message = None
    if not isinstance(message, dict):
        raise InvalidError("A message is sound, or a JSON object with a type.")
    return message
