"""How the server answers others while it looks a large recording through.

    python benchmarks/analysing.py [NOTES]

A recording of two hands is sent to a real server and looked through, while /health is asked over
and over on one connection.  Prints how long looking took, and milliseconds of /health before and
meanwhile.
"""

import random
import statistics
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from hashlib import sha256

import httpx

from benchmarks.chat_server import server, signed

PLACE = "/v1/recordings/performances"
BAR = 50.0
"""Ms, of 95 answers in 100: nobody notices that."""
BETWEEN = 0.005
"""Seconds between an answer and the next question."""


def main() -> int:
    """Look one through, and print how it was meanwhile; 1 where the bar is missed."""
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with (
        tempfile.TemporaryDirectory() as folder,
        server(folder, "http://127.0.0.1:9") as (_, at),
        httpx.Client(base_url=at, headers=signed(folder), timeout=600) as client,
    ):
        held = _sent(client, _piece(notes, random.Random(7)))
        before = _asked(at, lambda: time.sleep(3))
        took = time.perf_counter()
        answers: list[httpx.Response] = []
        meanwhile = _asked(at, lambda: answers.append(client.post(f"{PLACE}/{held}/analysis")))
        took = time.perf_counter() - took
        (found,) = answers[0].raise_for_status().json()["analyses"]
    print(
        f"{found['notes']:,} notes, {found['word_count']:,} words, looked through in {took:.1f} s"
    )
    _told("before", before)
    slow = _told("meanwhile", meanwhile)
    print(f"/health meanwhile p95 {slow:.1f} ms, bar {BAR:.0f} ms")
    return int(slow > BAR)


def _asked(address: str, while_it: Callable[[], object]) -> list[float]:
    """Ask for /health until something is done; give the ms that each answer took."""
    work = threading.Thread(target=while_it)
    times: list[float] = []
    with httpx.Client(base_url=address, timeout=600) as client:
        client.get("/health")
        work.start()
        while work.is_alive():
            begun = time.perf_counter()
            client.get("/health").raise_for_status()
            times.append(1000 * (time.perf_counter() - begun))
            time.sleep(BETWEEN)
    work.join()
    return times


def _told(name: str, times: list[float]) -> float:
    ordered = sorted(times)
    slow = ordered[int(0.95 * (len(ordered) - 1))]
    print(
        f"{name}: {len(ordered)} answers, median {statistics.median(ordered):.1f} ms, "
        f"p95 {slow:.1f} ms, longest {ordered[-1]:.1f} ms"
    )
    return slow


def _sent(client: httpx.Client, content: bytes) -> str:
    told = {"kind": "midi", "name": "large", "size": len(content)}
    told["sha256"] = sha256(content).hexdigest()
    number = client.post("/v1/recordings", json=told).raise_for_status().json()["id"]
    headers = {"Upload-Offset": "0"}
    client.patch(f"/v1/recordings/{number}", content=content, headers=headers).raise_for_status()
    held = str(client.post(PLACE, json={"name": "Large"}).raise_for_status().json()["id"])
    track = {"recording": number, "languages": ["base", "swift"]}
    client.post(f"{PLACE}/{held}/tracks", json=track).raise_for_status()
    return held


def _piece(notes: int, chance: random.Random) -> bytes:
    """Write two hands that wander, a key every 100 ms each, as a MIDI file of ticks of 1 ms."""
    tracks = [_hand(hand, notes // 2, chance) for hand in range(2)]
    head = b"MThd\0\0\0\6\0\1" + len(tracks).to_bytes(2, "big") + b"\x03\xe8"
    return head + b"".join(b"MTrk" + len(one).to_bytes(4, "big") + one for one in tracks)


def _hand(hand: int, notes: int, chance: random.Random) -> bytes:
    out = bytearray(b"\0\xff\x51\x03\x0f\x42\x40")
    key = 54 + 10 * hand
    for _ in range(notes):
        key = min(max(key + chance.choice((-7, -4, -3, -2, -1, 1, 2, 3, 4, 7)), 40), 84)
        loud = chance.randrange(40, 100)
        out += bytes([20, 0x90 | hand, key, loud, 80, 0x80 | hand, key, 0])
    return bytes(out) + b"\0\xff\x2f\0"


if __name__ == "__main__":
    sys.exit(main())
