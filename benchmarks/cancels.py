"""1,000 answers left in the middle: whether the model hears of each, and what the server keeps.

In turn: a streamed chat, a grounded answer whose sources have come, and one that is waited for
whole. Memory, open files and threads are those of the server's process, first when 100 were left.
"""

import contextlib
import queue
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from benchmarks.chat_server import process, server, signed

LEFT = 1000
WARM = 100
PATIENCE = 5.0
"""Seconds that the model may take to hear of it before it counts as never."""
WHOLE = 0.1
"""Seconds that an answer is waited for which takes four."""
ASK = {"model": "tiny:1b", "messages": [{"role": "user", "content": "How does a fugue begin?"}]}
TEXT = b"# Fugue\n\nA fugue begins with its subject in one voice alone."


@dataclass(frozen=True)
class Held:
    """What the process holds."""

    megabytes: float
    files: int
    threads: int


def main() -> None:
    """Print the table."""
    with (
        tempfile.TemporaryDirectory() as folder,
        process("benchmarks.ollama_process") as (model, bare),
        server(folder, bare) as (ours, address),
        httpx.Client(base_url=address, headers=signed(folder), timeout=60) as client,
    ):
        client.post("/v1/documents/file?name=fugue.md", content=TEXT).raise_for_status()
        heard = _lines(model)
        took, held = _leave(client, heard, ours.pid)
    _print(took, held)


def _leave(
    client: httpx.Client, heard: "queue.Queue[float]", pid: int
) -> tuple[list[float], list[Held]]:
    """Leave again and again; give the ms until the model heard of each, and what is held."""
    ways: Sequence[Callable[[httpx.Client], None]] = (_streamed, _grounded, _whole)
    took, held = [], []
    for at in range(WARM + LEFT):
        if at == WARM:
            held.append(_held(pid))
        ways[at % len(ways)](client)
        if (late := _heard(heard, time.monotonic())) is not None and at >= WARM:
            took.append(late)
    time.sleep(1)
    return took, [*held, _held(pid)]


def _streamed(client: httpx.Client) -> None:
    with client.stream("POST", "/v1/chat/completions", json={**ASK, "stream": True}) as answer:
        next(line for line in answer.iter_lines() if "word" in line)


def _grounded(client: httpx.Client) -> None:
    body = {"question": "How does a fugue begin?", "model": "tiny:1b", "stream": True}
    with client.stream("POST", "/v1/inquiries", json=body) as answer:
        next(line for line in answer.iter_lines() if line == "event: said")


def _whole(client: httpx.Client) -> None:
    with contextlib.suppress(httpx.ReadTimeout):
        client.post("/v1/chat/completions", json=ASK, timeout=WHOLE)


def _lines(model: "subprocess.Popen[str]") -> "queue.Queue[float]":
    """Give the moments at which the model heard that somebody left, as they come."""
    heard: queue.Queue[float] = queue.Queue()

    def read() -> None:
        for line in model.stdout or ():
            heard.put(float(line))

    threading.Thread(target=read, daemon=True).start()
    return heard


def _heard(heard: "queue.Queue[float]", left: float) -> float | None:
    """Give the ms from leaving until the model heard of it; None: never."""
    try:
        return max(heard.get(timeout=PATIENCE) - left, 0) * 1000
    except queue.Empty:
        return None


def _held(pid: int) -> Held:
    told = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    facts = dict(line.split(":", 1) for line in told.splitlines())
    files = sum(1 for _ in Path(f"/proc/{pid}/fd").iterdir())
    return Held(int(facts["VmRSS"].split()[0]) / 1024, files, int(facts["Threads"]))


def _print(took: list[float], held: list[Held]) -> None:
    before, after = held
    rows: list[tuple[str, Any]] = [
        ("never reached the model", LEFT - len(took)),
        ("left until the model stops, ms, p50", f"{statistics.median(took):.1f}"),
        ("left until the model stops, ms, p99", f"{statistics.quantiles(took, n=100)[98]:.1f}"),
        ("memory before, MB", f"{before.megabytes:.1f}"),
        ("memory after, MB", f"{after.megabytes:.1f}"),
        ("memory grown, MB", f"{max(after.megabytes - before.megabytes, 0):.1f}"),
        ("open files grown", max(after.files - before.files, 0)),
        ("threads grown", max(after.threads - before.threads, 0)),
    ]
    print(f"{LEFT:,} answers left in the middle")
    for name, figure in rows:
        print(f"{name:<40}{figure:>10}")


if __name__ == "__main__":
    main()
