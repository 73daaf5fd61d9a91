"""A thousand WebSockets that listen to one keyboard."""

import asyncio
import json
import sys
import time
from contextlib import AsyncExitStack
from urllib.parse import urlsplit

from websockets.asyncio.client import ClientConnection, connect

SOCKETS, NOTES, GAP = 1_000, 200, 0.05
"""Notes that are played, and the seconds between two: 20 a second is a fast hand."""

SENDER = f"""
import json, sys, time
import rtmidi
out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="Bench")
out.open_virtual_port("MIDI 1")
print("open", flush=True)
sys.stdin.readline()
sent = []
for at in range({NOTES}):
    sent.append(time.monotonic() * 1000)
    out.send_message([0x90 + at % 16, at % 128, 64])
    time.sleep({GAP})
print(json.dumps(sent), flush=True)
sys.stdin.readline()
out.delete()
"""


async def keys_heard(
    address: str, headers: dict[str, str], sockets: int = SOCKETS
) -> tuple[list[float], float, int]:
    """Play; give the ms to the first socket, the seconds it took, and who missed any key."""
    token = headers["Authorization"].removeprefix("Bearer ")
    pipe = asyncio.subprocess.PIPE
    sender = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SENDER, stdin=pipe, stdout=pipe
    )
    assert sender.stdin
    assert sender.stdout
    await sender.stdout.readline()
    async with AsyncExitStack() as stack:
        opened = [await _opened(stack, address, token) for _ in range(sockets)]
        counts = [0] * sockets
        others = [
            asyncio.create_task(_count(one, counts, at)) for at, one in enumerate(opened[1:], 1)
        ]
        first = asyncio.create_task(_hear(opened[0]))
        await asyncio.sleep(2)  # all have been told the ports
        begun = time.perf_counter()
        sender.stdin.write(b"go\n")
        sent = json.loads(await sender.stdout.readline())
        heard = await asyncio.wait_for(first, 20)
        seconds = time.perf_counter() - begun
        await asyncio.sleep(1)
        for one in others:
            one.cancel()
        sender.stdin.write(b"end\n")
        await sender.wait()
    delays = [there - at for at, there in zip(sent, heard, strict=True)]
    return delays, seconds, sum(count < NOTES for count in counts[1:])


async def _opened(stack: AsyncExitStack, address: str, token: str) -> ClientConnection:
    place = urlsplit(address).netloc
    socket = await stack.enter_async_context(connect(f"ws://{place}/v1/midi", open_timeout=30))
    await socket.send(json.dumps({"type": "hello", "token": token}))
    await socket.recv()  # welcome
    return socket


async def _hear(socket: ClientConnection) -> list[float]:
    heard: list[float] = []
    while len(heard) < NOTES:
        message = json.loads(await socket.recv())
        if message["type"] == "midi":
            heard.append(time.monotonic() * 1000)
    return heard


async def _count(socket: ClientConnection, counts: list[int], at: int) -> None:
    async for text in socket:
        counts[at] += '"midi"' in str(text)
