"""Ends a server so that nobody is refused: others on the same socket take who comes from now on.

It takes no more connections, tells who has one to open another (`Connection: close`), closes
WebSockets with 1012, on which clients come back, and finishes what it has begun.
"""

import asyncio
from socket import socket

import uvicorn
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LINGER = 2.0
"""Seconds in which a connection that is kept open may still bring a request."""
LOOK = 0.05


class Leaving:
    """The app, whose answers close their connections once it is `now`."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app
        self.now = False

    def ends(self) -> None:
        """Let the app say so, where it can."""
        if ends := getattr(self._app, "ends", None):
            ends()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def closing(message: Message) -> None:
            if self.now and message["type"] == "http.response.start":
                headers = [*message.get("headers", ()), (b"connection", b"close")]
                message = {**message, "headers": headers}
            await send(message)

        await self._app(scope, receive, closing)


class Draining(uvicorn.Server):
    """A server that ends so."""

    def __init__(self, config: uvicorn.Config, leaving: Leaving) -> None:
        super().__init__(config)
        self._leaving = leaving

    async def shutdown(self, sockets: list[socket] | None = None) -> None:
        """Take nobody any more, and end when what was begun is finished."""
        self._leaving.now = True
        for server in self.servers:
            server.close()
        for one in sockets or []:
            one.close()
        for connection in list(self.server_state.connections):
            if isinstance(connection, self.config.ws_protocol_class or ()):
                connection.shutdown()
        loop = asyncio.get_running_loop()
        latest = loop.time() + LINGER
        while self.server_state.connections and loop.time() < latest and not self.force_exit:
            await asyncio.sleep(LOOK)
        await super().shutdown(sockets)
