"""A WebSocket that only listens, as cheap as can be: it is the server that is measured."""

import asyncio
import base64
import json
from urllib.parse import urlsplit

KEY = base64.b64encode(bytes(16)).decode()
TEXT, PING, PONG = 1, 9, 10
LONG = 126
"""A length that stands in the two bytes behind it; nothing that is sent here is longer."""


def frame(opcode: int, payload: bytes) -> bytes:
    """Write a short message as a client must: masked, here by zeros."""
    assert len(payload) < LONG
    return bytes([0x80 | opcode, 0x80 | len(payload)]) + bytes(4) + payload


class Listener(asyncio.Protocol):
    """Says hello, counts the keys it hears, and answers pings."""

    def __init__(self, host: str, token: str) -> None:
        self._host = host
        self._hello = json.dumps({"type": "hello", "token": token}).encode()
        self._left = b""
        self.welcome = asyncio.get_running_loop().create_future()
        self.keys = 0
        """How many were heard."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Ask for a WebSocket."""
        assert isinstance(transport, asyncio.Transport)
        self._transport = transport
        lines = [
            "GET /v1/midi HTTP/1.1",
            f"Host: {self._host}",
            "Upgrade: websocket",
            "Connection: Upgrade",
            f"Sec-WebSocket-Key: {KEY}",
            "Sec-WebSocket-Version: 13",
        ]
        transport.write("\r\n".join(lines).encode() + b"\r\n\r\n")

    def data_received(self, data: bytes) -> None:
        """Take what came: first the answer, then messages."""
        self._left += data
        if self._hello:
            _, end, rest = self._left.partition(b"\r\n\r\n")
            if not end:
                return
            self._left = rest
            self._transport.write(frame(TEXT, self._hello))
            self._hello = b""
        while (size := _size(self._left)) and len(self._left) >= size:
            self._heard(self._left[0] & 0x0F, self._left[:size])
            self._left = self._left[size:]

    def _heard(self, opcode: int, whole: bytes) -> None:
        if opcode == PING:
            self._transport.write(frame(PONG, whole[2:]))
        elif b'"midi"' in whole:
            self.keys += 1
        elif b'"welcome"' in whole:
            self.welcome.set_result(None)

    def close(self) -> None:
        """Hang up."""
        self._transport.abort()


def _size(data: bytes) -> int:
    """Give the bytes of the first message; 0 while they are not known."""
    if len(data) < 4:
        return 0
    length = data[1]
    return 4 + int.from_bytes(data[2:4]) if length == LONG else 2 + length


async def listening(address: str, token: str) -> Listener:
    """Open one."""
    place = urlsplit(address)
    loop = asyncio.get_running_loop()
    _, listener = await loop.create_connection(
        lambda: Listener(place.netloc, token), place.hostname or "", place.port or 80
    )
    await asyncio.wait_for(listener.welcome, 30)
    return listener
