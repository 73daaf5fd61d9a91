"""A thousand WebSockets that listen to one keyboard.

The key is timed by the program that plays it, which is one of the listeners; the others are in
another process, and do next to nothing, so that what is measured is the server.
"""

import asyncio
import json
import sys

from benchmarks.load_listener import listening

SOCKETS, NOTES, GAP = 1_000, 200, 0.05
"""Notes that are played, and the seconds between two: 20 a second is a fast hand."""

PLAYER = f"""
import json, sys, threading, time
import rtmidi
from websockets.sync.client import connect

out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="Bench")
out.open_virtual_port("MIDI 1")
print("open", flush=True)
address, token = sys.stdin.readline().split()
played, heard = [], []

def hear(socket):
    while len(heard) < {NOTES}:
        if '"midi"' in socket.recv():
            heard.append(time.monotonic())

with connect(address, max_size=None) as socket:
    socket.send(json.dumps({{"type": "hello", "token": token}}))
    socket.recv()
    hearing = threading.Thread(target=hear, args=(socket,), daemon=True)
    hearing.start()
    print("listens", flush=True)
    sys.stdin.readline()
    for at in range({NOTES}):
        played.append(time.monotonic())
        out.send_message([0x90 + at % 16, at % 128, 64])
        time.sleep({GAP})
    hearing.join(20)
    delays = [1000 * (there - at) for at, there in zip(played, heard)]
    print(json.dumps([delays, heard[-1] - played[0]]), flush=True)
    sys.stdin.readline()
out.delete()
"""


async def keys_heard(
    address: str, headers: dict[str, str], sockets: int = SOCKETS
) -> tuple[list[float], float, int]:
    """Play; give the ms to one socket, the seconds it took, and how many missed a key.

    The one that is timed comes when half of the others are there: it is told neither first nor
    last.
    """
    token = headers["Authorization"].removeprefix("Bearer ")
    pipe = asyncio.subprocess.PIPE
    player = await asyncio.create_subprocess_exec(
        sys.executable, "-c", PLAYER, stdin=pipe, stdout=pipe
    )
    assert player.stdin
    assert player.stdout
    await player.stdout.readline()
    others = [await listening(address, token) for _ in range(sockets // 2)]
    player.stdin.write(f"{address.replace('http', 'ws', 1)}/v1/midi {token}\n".encode())
    await player.stdout.readline()
    others += [await listening(address, token) for _ in range(sockets - 1 - len(others))]
    await asyncio.sleep(2)  # all have been told the ports
    player.stdin.write(b"go\n")
    delays, seconds = json.loads(await player.stdout.readline())
    await asyncio.sleep(1)
    for one in others:
        one.close()
    player.stdin.write(b"end\n")
    await player.wait()
    return delays, seconds, sum(one.keys < NOTES for one in others)
