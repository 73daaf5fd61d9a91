"""Asks at set times, whatever becomes of the answers: so waiting in a queue counts.

It runs in a process of its own, over connections that stay open, and speaks as little HTTP as is
needed, so that what is measured is the server.  It prints, for each kind of request, its count,
failures and times in ms from when it was due to the last byte of the answer, as JSON.

    python -m benchmarks.load_client ADDRESS TOKEN RATE SECONDS
"""

import asyncio
import json
import sys
import time
from collections import defaultdict
from collections.abc import Sequence
from urllib.parse import urlsplit

from benchmarks.load_mix import MIX, Request

CONNECTIONS = 64
WARM = 1.0
"""Seconds at the beginning that do not count."""
Times = dict[str, list[float]]


class Connection:
    """One, with one request at a time."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._reader, self._writer = reader, writer

    async def ask(self, sent: bytes) -> int:
        """Ask, read the answer to its end, give its status."""
        self._writer.write(sent)
        head = await self._reader.readuntil(b"\r\n\r\n")
        lowered = head.lower()
        at = lowered.find(b"content-length:")
        if at >= 0:
            length = int(lowered[at + 15 : lowered.index(b"\r", at)])
            await self._reader.readexactly(length)
        elif b"transfer-encoding: chunked" in lowered:
            while (size := int(await self._reader.readline(), 16)) >= 0:
                await self._reader.readexactly(size + 2)
                if not size:
                    break
        return int(head[9:12])

    def close(self) -> None:
        """Hang up."""
        self._writer.close()


async def _connections(host: str, port: int) -> "asyncio.Queue[Connection]":
    free: asyncio.Queue[Connection] = asyncio.Queue()
    for _ in range(CONNECTIONS):
        free.put_nowait(Connection(*await asyncio.open_connection(host, port)))
    return free


def spoken(request: Request, host: str, token: str) -> bytes:
    """Write a request as HTTP/1.1."""
    body = json.dumps(request.sent).encode() if request.sent is not None else b""
    lines = [
        f"{request.method} {request.path} HTTP/1.1",
        f"Host: {host}",
        f"Authorization: Bearer {token}",
        *([f"Content-Length: {len(body)}", "Content-Type: application/json"] if body else []),
    ]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


async def load(
    address: str, token: str, rate: float, seconds: float, mix: Sequence[Request] = MIX
) -> tuple[Times, int]:
    """Ask so often for so long; give the times by kind, and how many failed."""
    place = urlsplit(address)
    free = await _connections(place.hostname or "", place.port or 80)
    asked = [(one.name, spoken(one, place.netloc, token)) for one in mix]
    times: Times = defaultdict(list)
    failed = 0
    begun = time.perf_counter() + 0.05

    async def one(at: int) -> None:
        nonlocal failed
        due = begun + at / rate
        name, sent = asked[at % len(asked)]
        connection = await free.get()
        try:
            status = await connection.ask(sent)
        except (OSError, asyncio.IncompleteReadError):
            status = 0
        free.put_nowait(connection)
        if at >= rate * WARM:
            failed += status != 200
            times[name].append((time.perf_counter() - due) * 1000)

    tasks = []
    for at in range(int(rate * (seconds + WARM))):
        if (wait := begun + at / rate - time.perf_counter()) > 0:
            await asyncio.sleep(wait)
        tasks.append(asyncio.create_task(one(at)))
    await asyncio.gather(*tasks)
    return times, failed


def main(address: str, token: str, rate: str, seconds: str) -> None:
    """Run it and print what came."""
    times, failed = asyncio.run(load(address, token, float(rate), float(seconds)))
    print(json.dumps({"failed": failed, "times": times}))


if __name__ == "__main__":
    main(*sys.argv[1:])
