"""The first words on a WebSocket: a token in a message, since a browser can send no header.

A page of ours says an empty one: who is signed in there is known by the session's cookie, which is
taken from our own origin alone.
"""

import asyncio
from collections.abc import Coroutine
from contextlib import suppress
from typing import Any

from starlette.concurrency import run_in_threadpool
from starlette.websockets import WebSocket, WebSocketDisconnect

from server.api.context import session_cookie
from server.api.watch import Shown, Watch, identity
from server.services.access import Access

HELLO_WITHIN = 5.0
"""Seconds a client has to say hello."""

REFUSED = 4401
"""The close code of who may not stay."""

UNUSABLE = 1008
"""The close code of who sent what is no message of the protocol."""

AGAIN = 1013
"""The close code of who fell too far behind, or came while the server ends: try again later."""


async def greet(socket: WebSocket, access: Access, version: str) -> Shown | None:
    """Open the WebSocket and give the token that was shown, or close it with the reason."""
    await socket.accept()
    try:
        told = await asyncio.wait_for(socket.receive_json(), HELLO_WITHIN)
        token = _shown(told, session_cookie(socket))
    except WebSocketDisconnect:
        return None
    except (TimeoutError, ValueError, KeyError):  # silent, no JSON, or a binary message
        token = None
    if token is None:
        await _refuse(socket, 'Say {"type": "hello", "token": ...} first, within 5 s.')
    elif await run_in_threadpool(identity, access, token) is None:
        await _refuse(socket, "This token is not known, or not for this; pair the extension again.")
    else:
        await socket.send_json({"type": "welcome", "version": version})
        return token
    return None


async def while_welcome(
    socket: WebSocket,
    token: Shown,
    work: Coroutine[Any, Any, None],
    *,
    reads: bool = False,
) -> None:
    """Do the work until it ends, the client leaves, or its token is revoked.

    Work that `reads` what the client says ends by itself when he leaves.
    """
    tokens: Watch = socket.app.state.watch
    jobs = {
        worker := asyncio.create_task(work),
        watch := asyncio.create_task(tokens.until_revoked(token)),
    }
    if not reads:
        jobs.add(asyncio.create_task(_until_left(socket)))
    try:
        done, _ = await asyncio.wait(jobs, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for job in jobs:
            job.cancel()
        ended = await asyncio.gather(*jobs, return_exceptions=True)
    for result in ended:
        if isinstance(result, Exception) and not isinstance(result, WebSocketDisconnect):
            raise result
    if watch in done:
        await _refuse(socket, "This token was revoked; pair the extension again.")
    elif worker in done:
        await close(socket, AGAIN)


def _shown(message: object, cookie: str | None) -> Shown | None:
    match message:
        case {"type": "hello", "token": ""} if cookie:
            return Shown(cookie, "session")
        case {"type": "hello", "token": str(token)}:
            return Shown(token, "extension")
    return None


async def _refuse(socket: WebSocket, reason: str) -> None:
    with suppress(WebSocketDisconnect, RuntimeError):  # it has left meanwhile
        await socket.send_json({"type": "refused", "reason": reason})
    await close(socket, REFUSED)


async def close(socket: WebSocket, code: int) -> None:
    """Close it, unless it is closed."""
    with suppress(WebSocketDisconnect, RuntimeError):
        await socket.close(code)


async def _until_left(socket: WebSocket) -> None:
    """Read and drop what the client says; it may ping, and it may leave."""
    while (await socket.receive())["type"] != "websocket.disconnect":
        pass
