"""One line of the log for each request: its id, method, path, status, time; never query or headers.

The id goes into every line that is written while the request is answered, and into the answer, so
that what somebody reports is found.  A caller's own X-Request-Id is taken over where it is well
formed: then the lines of a proxy, or of a program, and ours are found by the same word.
"""

from starlette.types import ASGIApp, Message, Receive, Scope, Send
from structlog.contextvars import bind_contextvars, unbind_contextvars

from server.core.metrics import RequestCounts
from server.core.ports import Clock, Entropy, Log
from server.core.request_id import taken_over

ID_BYTES = 6
LONGEST = 500
"""Letters of a path that are logged: ours have fewer."""
ID_HEADER = b"x-request-id"
METHODS = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "WS"})
SENT_BY = "rubato.sent_by"
"""Where the web server's own `send` of a WebSocket is in the ASGI scope."""
OTHERS = "other"
"""What is counted of paths that no route has, and of made-up methods: there are no end of those."""


class AccessLog:
    """Writes after the answer has begun and the handler has ended."""

    def __init__(
        self, app: ASGIApp, log: Log, clock: Clock, counts: RequestCounts, entropy: Entropy
    ) -> None:
        self._app, self._log, self._clock = app, log, clock
        self._counts, self._entropy = counts, entropy

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Log one request or WebSocket."""
        if scope["type"] == "lifespan":
            await self._app(scope, receive, send)
            return
        if scope["type"] == "websocket":
            scope[SENT_BY] = send
        request = _given(scope) or self._entropy(ID_BYTES).hex()
        bind_contextvars(request=request)
        await self._answered(scope, receive, send, request)
        # Not where it broke: the web server then writes a line of its own, which is of it, too.
        unbind_contextvars("request")

    async def _answered(self, scope: Scope, receive: Receive, send: Send, request: str) -> None:
        status = 101 if scope["type"] == "websocket" else 500
        started = self._clock()
        self._counts.running += 1

        async def noting(message: Message) -> None:
            nonlocal status
            if message["type"] in {"http.response.start", "websocket.http.response.start"}:
                status = message["status"]
                message["headers"] = [*message.get("headers", []), (ID_HEADER, request.encode())]
            await send(message)

        try:
            await self._app(scope, receive, noting)
        finally:
            self._counts.running -= 1
            self._told(scope, status, self._clock() - started)

    def _told(self, scope: Scope, status: int, ms: int) -> None:
        method, path = scope.get("method", "WS"), scope["path"]
        route = getattr(scope.get("route"), "path", OTHERS)
        counted = method if method in METHODS else OTHERS
        self._counts.add(counted, route, status, ms / 1000)
        write = self._log.warning if status >= 500 else self._log.info
        write("request", method=method, path=path[:LONGEST], status=status, ms=ms)


def _given(scope: Scope) -> str | None:
    given = [value for name, value in scope["headers"] if name == ID_HEADER]
    return taken_over(given[0]) if len(given) == 1 else None
