"""How long a MIDI message takes from a keyboard to the bridge's subscriber, over real JACK.

A process of its own sends notes through a virtual port, each at a time that it remembers; both
processes read the same monotonic clock. JACK's own part is up to one period: 64 frames, 1.3 ms.
"""

import asyncio
import json
import statistics
import sys
from collections.abc import AsyncIterator

from benchmarks.figures import missing
from benchmarks.jack import PERIOD, jack
from server.adapters.rtmidi_ports import RtmidiInputs
from server.core.ports import Message
from server.services.bridge import Bridge

NOTES, WARM_UP, GAP = 1000, 50, 0.004

SENDER = f"""
import json, sys, time
import rtmidi
out = rtmidi.MidiOut(rtmidi.API_UNIX_JACK, name="Bench")
out.open_virtual_port("MIDI 1")
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


def main() -> None:
    """Print the table, or why there is none."""
    if why := missing("jackd"):
        print(f"midi latency: {why}")
        return
    with jack():
        delays = asyncio.run(_delays())[WARM_UP:]
    print(f"{f'{len(delays)} notes by JACK, -p {PERIOD}; ms':<40}{'p50':>8}{'p99':>8}{'max':>8}")
    for name, column in zip(("callback", "subscriber"), zip(*delays, strict=True), strict=True):
        p99 = statistics.quantiles(column, n=100)[98]
        print(f"{f'keyboard → {name}':<40}", end="")
        print(f"{statistics.median(column):>8.2f}{p99:>8.2f}{max(column):>8.2f}")


async def _delays() -> list[tuple[float, float]]:
    """Give the ms from sending to the bridge's callback and to its subscriber, for each note."""
    pipe = asyncio.subprocess.PIPE
    sender = await asyncio.create_subprocess_exec(
        sys.executable, "-c", SENDER, stdin=pipe, stdout=pipe
    )
    assert sender.stdin
    assert sender.stdout
    async with Bridge(RtmidiInputs("jack")) as bridge, bridge.subscribe() as messages:
        async for message in messages:
            if any(port["open"] for port in message["ports"]):
                break
        hearing = asyncio.create_task(_hear(messages))
        sender.stdin.write(b"go\n")
        sent = json.loads(await sender.stdout.readline())
        heard = await asyncio.wait_for(hearing, 5)  # a lost note is an error, not a hang
        sender.stdin.write(b"end\n")
        await sender.wait()
    return [(called - at, there - at) for at, (called, there) in zip(sent, heard, strict=True)]


async def _hear(messages: AsyncIterator[Message]) -> list[tuple[float, float]]:
    loop = asyncio.get_running_loop()  # its clock is time.monotonic
    return [((await anext(messages))["time"], loop.time() * 1000) for _ in range(NOTES)]


if __name__ == "__main__":
    main()
