"""How soon the idle server answers, and how much memory it holds, without documents and with them.

Each start is a fresh process on an empty port with a database that is there already, and Python's
compiled modules beside it (as on every day but the first, whatever the environment says of them);
ready is when /health answers.  Memory is what /proc says once it is idle; with documents it is
before the first question, when the index of them is made and its topics are learnt.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from benchmarks.chat_server import signed

STARTS = 5
READY_BAR, MEMORY_BAR, LIBRARY_BAR = 1500, 90, 150
DOCUMENTS, SECTIONS = 500, 10
"""Each section is a passage."""
LEARNING = 120.0
"""Seconds that the index may take."""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        first, _ = _start(folder)
        ready, memory = zip(*(_start(folder) for _ in range(STARTS)), strict=True)
        library = _library(folder)
    told = [size for size in memory if size is not None]
    print(f"{'idle server':<34}{'measured':>12}{'bar':>10}")
    print(f"{'first start to ready, ms':<34}{first:>12.0f}{'-':>10}")
    print(
        f"{'start to ready, ms (median of 5)':<34}{statistics.median(ready):>12.0f}{READY_BAR:>10}"
    )
    if told:
        print(f"{'resident memory, MB':<34}{statistics.median(told):>12.1f}{MEMORY_BAR:>10}")
    if library is not None:
        name = f"with {DOCUMENTS * SECTIONS:,} passages, MB"
        print(f"{name:<34}{library:>12.1f}{LIBRARY_BAR:>10}")


def _start(folder: str) -> tuple[float, float | None]:
    """Start a server; give the ms until it answered and its resident MB, then stop it."""
    begun = time.perf_counter()
    with running(folder) as (server, address):
        with urllib.request.urlopen(f"{address}/health") as answer:
            answer.read()
        ready = (time.perf_counter() - begun) * 1000
        time.sleep(1)  # let it settle
        return ready, _resident(server.pid)


def _library(folder: str) -> float | None:
    """Load documents; start anew, and give the resident MB when their index is made."""
    with running(folder) as (_, address):
        fill(folder, address)
    with running(folder) as (server, address), _client(folder, address) as client:
        indexed(client)
        time.sleep(1)
        return _resident(server.pid)


def fill(folder: str, address: str) -> None:
    """Load documents of some 5,000 passages."""
    with _client(folder, address) as client:
        for at in range(DOCUMENTS):
            client.post(f"/v1/documents/file?name={at}.md", content=_text(at)).raise_for_status()


def indexed(client: httpx.Client) -> None:
    """Wait until the index is made and its topics are learnt."""
    end = time.monotonic() + LEARNING
    while not (client.get("/v1/status/chat").json()["index"] or {}).get("second"):
        if time.monotonic() > end:
            raise RuntimeError("no topics were learnt")
        time.sleep(0.2)


def _text(at: int) -> bytes:
    """Write a document of sections that share some words, as those of one library do."""
    sections = (
        f"# Part {part}\n\n"
        + " ".join(f"w{at * 7 % 97} v{part * at % 53} u{at * word % 4001}" for word in range(40))
        for part in range(SECTIONS)
    )
    return "\n\n".join(sections).encode()


@contextmanager
def running(folder: str) -> "Iterator[tuple[subprocess.Popen[str], str]]":
    """Start one over the data in a folder; give it and its address."""
    server = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", "--port", "0", "--data-dir", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(folder),
        text=True,
    )
    try:
        yield server, _address(server)
    finally:
        server.terminate()
        server.wait()
        if server.stdout:
            server.stdout.close()


def _client(folder: str, address: str) -> httpx.Client:
    return httpx.Client(base_url=address, headers=signed(folder), timeout=60)


def _environment(folder: str) -> dict[str, str]:
    """Give this environment without the user's own settings, where compiled modules are kept."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RUBATO_", "HOST", "PORT"))}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    return kept | {
        "XDG_CONFIG_HOME": tempfile.gettempdir() + "/none",
        "PYTHONPYCACHEPREFIX": f"{folder}/compiled",
    }


def _address(server: subprocess.Popen[str]) -> str:
    for line in server.stdout or ():
        if "http://" in line:
            return line[line.index("http://") :].strip()
    raise RuntimeError("the server ended before it was ready")


def _resident(pid: int) -> float | None:
    """Give resident memory in MB, where the system tells."""
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return None
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    main()
