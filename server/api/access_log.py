"""One line of the log for each request: method, path, status, time; never query or headers."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from server.core.ports import Clock, Log


class AccessLog:
    """Writes after the answer has begun and the handler has ended."""

    def __init__(self, app: ASGIApp, log: Log, clock: Clock) -> None:
        self._app = app
        self._log = log
        self._clock = clock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Log one request or WebSocket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        status = 101 if scope["type"] == "websocket" else 500
        started = self._clock()

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                status = message["status"]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            write = self._log.warning if status >= 500 else self._log.info
            write(
                "request",
                method=scope.get("method", "WS"),
                path=scope["path"],
                status=status,
                ms=self._clock() - started,
            )
