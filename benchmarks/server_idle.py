"""How soon the idle server answers, and how much memory it holds.

Each start is a fresh process on an empty port with a database that is there already (as on every
day but the first); ready is when /health answers.  Memory is what /proc says once it is idle.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

STARTS = 5
READY_BAR, MEMORY_BAR = 1500, 90


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder:
        first, _ = _start(folder)
        ready, memory = zip(*(_start(folder) for _ in range(STARTS)), strict=True)
    told = [size for size in memory if size is not None]
    print(f"{'idle server':<34}{'measured':>12}{'bar':>10}")
    print(f"{'first start to ready, ms':<34}{first:>12.0f}{'-':>10}")
    print(
        f"{'start to ready, ms (median of 5)':<34}{statistics.median(ready):>12.0f}{READY_BAR:>10}"
    )
    if told:
        print(f"{'resident memory, MB':<34}{statistics.median(told):>12.1f}{MEMORY_BAR:>10}")


def _start(folder: str) -> tuple[float, float | None]:
    """Start a server; give the ms until it answered and its resident MB, then stop it."""
    begun = time.perf_counter()
    server = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", "--port", "0", "--data-dir", folder],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
        text=True,
    )
    try:
        address = _address(server)
        with urllib.request.urlopen(f"{address}/health") as answer:
            answer.read()
        ready = (time.perf_counter() - begun) * 1000
        time.sleep(1)  # let it settle
        return ready, _resident(server.pid)
    finally:
        server.terminate()
        server.wait()
        if server.stdout:
            server.stdout.close()


def _environment() -> dict[str, str]:
    """Give this environment without the user's own settings."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("RUBATO_", "HOST", "PORT"))}
    return kept | {"XDG_CONFIG_HOME": tempfile.gettempdir() + "/none"}


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
