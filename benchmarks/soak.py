"""A server in use for an hour: what it holds each minute, and whether that grows.

A real server with a fake Ollama, and people who ask, hear answers as they come, leave in the
middle, load and delete documents, search, look at pages, listen to the keyboards and to the
microphone and hang up, make tokens and revoke them.

    python -m benchmarks.soak [MINUTES]
"""

import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import httpx
import psutil

from benchmarks.chat_server import process, server, signed
from benchmarks.figures import print_head, print_row
from benchmarks.soak_people import PEOPLE, Person

MINUTES = 60.0
WARM = 0.5
"""Part of the time that everything needs to have been used once, and the heap to find its size."""
LONG_ENOUGH = 30.0
"""Minutes; before, what is used for the first time is most of what memory grows by."""
MOST_GROWTH = 0.5
"""MB a minute that memory may grow after that: 30 MB an hour, as databases' caches fill."""
MOST_HANDLES = 8
"""More open files and sockets at the end than after it: what is under way just then."""
COLUMNS = ("MB", "children", "handles", "threads", "sockets", "db MB", "temp", "asked", "errors")


@dataclass(frozen=True, slots=True)
class Held:
    """What a server holds at one time."""

    minute: float
    memory: float
    """MB; of the server's own process."""
    children: float
    handles: int
    threads: int
    sockets: int
    database: float
    temporary: int
    """Files it has made where temporary ones go."""
    asked: int
    errors: int


def main(minutes: str = str(MINUTES)) -> int:
    """Run it, print each minute, judge; gives 1 where something grows or fails."""
    seconds = float(minutes) * 60
    with (
        tempfile.TemporaryDirectory() as folder,
        tempfile.TemporaryDirectory() as scratch,
        process("benchmarks.ollama_process", "0.01", "40") as (_, model),
        server(folder, model, TMPDIR=scratch) as (running, address),
    ):
        held = psutil.Process(running.pid)
        found = _soaked(held, address, Path(folder), Path(scratch), seconds)
    return _judged(found)


def _soaked(
    running: psutil.Process, address: str, folder: Path, scratch: Path, seconds: float
) -> list[Held]:
    headers = signed(str(folder))
    ended, counts = threading.Event(), Counter[str]()
    httpx.post(f"{address}/v1/topics", json={"name": "Soak"}, headers=headers).raise_for_status()
    people = [
        threading.Thread(target=Person(kind, address, headers, counts, ended).live, daemon=True)
        for kind in PEOPLE
    ]
    for one in people:
        one.start()
    print_head("minute", *COLUMNS)
    found, begun = [], time.monotonic()
    step = min(60.0, seconds / 10)
    while (now := time.monotonic() - begun) < seconds:
        time.sleep(min(step, seconds - now) + 0.01)
        minute = (time.monotonic() - begun) / 60
        found.append(_held(minute, running, folder, scratch, counts))
        _tell(found[-1])
    ended.set()
    for one in people:
        one.join(30)
    time.sleep(2)
    print_head("after all have left", *COLUMNS)
    _tell(_held(minute, running, folder, scratch, counts))
    print_head("what was done", "times")
    for name, times in sorted(counts.items()):
        print_row(name, times)
    return found


def _held(
    minute: float, running: psutil.Process, folder: Path, scratch: Path, counts: Counter[str]
) -> Held:
    children = [_resident(child) for child in running.children(recursive=True)]
    size = sum(file.stat().st_size for file in folder.glob("rubato.db*"))
    return Held(
        minute,
        _resident(running),
        sum(children),
        running.num_fds() if hasattr(running, "num_fds") else 0,
        running.num_threads(),
        len(running.net_connections()),
        size / 1e6,
        sum(1 for one in scratch.rglob("*") if one.is_file()),
        sum(counts.values()),
        sum(times for name, times in counts.items() if name.startswith("error")),
    )


def _resident(one: psutil.Process) -> float:
    try:
        return float(one.memory_info().rss) / 1e6
    except psutil.NoSuchProcess:
        return 0.0


def _tell(held: Held) -> None:
    values = (held.memory, held.children, held.handles, held.threads, held.sockets, held.database,
              held.temporary, held.asked, held.errors)  # fmt: skip
    print_row(f"{held.minute:.1f}", *values)


def slope(points: list[tuple[float, float]]) -> float:
    """Give the rise of a line through points, by least squares."""
    middle_x = sum(x for x, _ in points) / len(points)
    middle_y = sum(y for _, y in points) / len(points)
    spread = sum((x - middle_x) ** 2 for x, _ in points) or 1.0
    return sum((x - middle_x) * (y - middle_y) for x, y in points) / spread


def _judged(found: list[Held]) -> int:
    warm = found[int(len(found) * WARM) :]
    long = found[-1].minute >= LONG_ENOUGH
    growth = slope([(one.minute, one.memory + one.children) for one in warm])
    # Handles come and go with what is under way, so that halves are compared by their least.
    half = len(warm) // 2 or 1
    more = min(one.handles for one in warm[half:]) - min(one.handles for one in warm[:half])
    bad = {
        f"memory grows by {growth:.2f} MB a minute{'' if long else ' (too short to tell)'}": long
        and growth > MOST_GROWTH,
        f"{more} more handles in the second half": more > MOST_HANDLES,
        f"{found[-1].temporary} temporary files": found[-1].temporary > MOST_HANDLES,
        f"{found[-1].errors} errors": found[-1].errors > 0,
    }
    print_head("judgement", "")
    for told, wrong in bad.items():
        print_row(told, "BAD" if wrong else "fine")
    return int(any(bad.values()))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
