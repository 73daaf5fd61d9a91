"""Server-sent events: a stream of answers that ends when its client leaves."""

import json
from collections.abc import AsyncGenerator
from contextlib import AsyncExitStack
from typing import Any

from fastapi.responses import StreamingResponse
from starlette.requests import ClientDisconnect
from starlette.types import Receive, Scope, Send

from server.api.left import while_there

LINE_ENDS = {ord(sign): f"\\u{ord(sign):04x}" for sign in "\x85\u2028\u2029"}
"""What JSON lets stand and many a client takes for the end of a line."""


def data(told: Any, name: str = "") -> str:
    """Give one event: its data as JSON, and its name, if it has one."""
    line = json.dumps(told, ensure_ascii=False).translate(LINE_ENDS)
    return f"event: {name}\ndata: {line}\n\n" if name else f"data: {line}\n\n"


class Events(StreamingResponse):
    """Server-sent events that own what they need, and let go of it when they end or are left."""

    def __init__(self, events: AsyncGenerator[str, None], owned: AsyncExitStack) -> None:
        super().__init__(events, media_type="text/event-stream")
        self.headers["Cache-Control"] = "no-store"
        self._owned = owned

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Send them while the client is there."""
        async with self._owned:
            try:
                await while_there(receive, self.stream_response(send))
            except ClientDisconnect:
                return
