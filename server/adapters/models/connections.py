"""Connections to a model over asyncio's own streams, as httpx's transport.

The first token waits for all that comes before it. httpx's own connections go through anyio, which
takes a millisecond more of them on a small machine; everything else is httpx's and httpcore's:
pooling, HTTP itself and its errors. https goes httpx's own way.
"""

import asyncio
import selectors
import ssl
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager
from typing import Any

import httpcore
import httpx

KEPT = 60.0
"""Seconds that a connection is kept for the next question."""
MOST = 100
"""Connections at once."""


def transport_to(address: str) -> httpx.AsyncBaseTransport | None:
    """Give the transport to a model; nothing: httpx's own."""
    return None if address.lower().startswith("https:") else _Transport()


class _Transport(httpx.AsyncHTTPTransport):
    """Turns requests and errors as httpx does, over a pool that httpx has no word to choose."""

    def __init__(self) -> None:
        # Without TLS nobody's certificate is asked for: reading them all takes 60 ms.
        super().__init__(verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT))
        self._pool = httpcore.AsyncConnectionPool(
            max_connections=MOST, keepalive_expiry=KEPT, network_backend=_Network()
        )


class _Network(httpcore.AsyncNetworkBackend):
    """Opens connections; raises httpcore's errors."""

    async def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Open one; nobody here asks for an address or options of its own."""
        del local_address, socket_options
        reader = _Reader()
        loop = asyncio.get_running_loop()
        async with _failing(timeout, httpcore.ConnectTimeout, httpcore.ConnectError):
            transport, protocol = await loop.create_connection(
                lambda: asyncio.StreamReaderProtocol(reader), host, port
            )
        return _Stream(reader, asyncio.StreamWriter(transport, protocol, reader, loop))

    async def sleep(self, seconds: float) -> None:
        """Wait between two tries to connect."""
        await asyncio.sleep(seconds)


class _Reader(asyncio.StreamReader):
    """Knows whether anything came that nobody has read."""

    unread = False

    def feed_data(self, data: Any) -> None:
        self.unread = True
        super().feed_data(data)

    async def read(self, n: int = -1) -> bytes:
        data = await super().read(n)
        # It gives all that has come, up to n.
        self.unread = len(data) == n
        return data


class _Stream(httpcore.AsyncNetworkStream):
    """One connection."""

    def __init__(self, reader: _Reader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        async with _failing(timeout, httpcore.ReadTimeout, httpcore.ReadError):
            return await self._reader.read(max_bytes)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        async with _failing(timeout, httpcore.WriteTimeout, httpcore.WriteError):
            self._writer.write(buffer)
            await self._writer.drain()

    async def aclose(self) -> None:
        """Close it at once: that is what stops a model."""
        self._writer.transport.abort()

    async def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.AsyncNetworkStream:
        """Refuse: https goes another way."""
        raise httpcore.ConnectError("No TLS here.")

    def get_extra_info(self, info: str) -> Any:
        """Tell whether it can be read, by which the pool sees that an idle one was closed."""
        if info != "is_readable":
            return None
        reader = self._reader
        if reader.unread or reader.at_eof() or reader.exception() is not None:
            return True
        return _has_more(self._writer.get_extra_info("socket").fileno())


def _has_more(number: int) -> bool:
    """Tell whether the system has something, or an end, that the loop has not come to yet."""
    with selectors.DefaultSelector() as selector:
        selector.register(number, selectors.EVENT_READ)
        return bool(selector.select(0))


@asynccontextmanager
async def _failing(
    timeout: float | None, late: type[Exception], broken: type[Exception]
) -> AsyncIterator[None]:
    try:
        async with asyncio.timeout(timeout):
            yield
    except TimeoutError as error:
        raise late(str(error)) from error
    except OSError as error:
        raise broken(str(error)) from error
