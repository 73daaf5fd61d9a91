"""How long it takes to look through a folder again in which nothing changed: 10,000 files.

The files are loaded once into a server that runs; then `rubato load` goes through them again. The
time is that of the whole command, its start included; nothing is read or embedded but hashed.
"""

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

FILES = 10_000
RUNS = 5
ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        notes = folder / "notes"
        notes.mkdir()
        for at in range(FILES):
            text = f"Note {at}\n\nIn bar {at} the subject enters in voice {at % 4}. " * 5
            (notes / f"{at:05}.txt").write_text(text)
        with _server(folder) as port:
            first, outcomes = _load(folder, port)
            times = []
            for _ in range(RUNS):
                took, again = _load(folder, port)
                times.append(took)
    print(f"{'10,000 files':<34}{'seconds':>10}")
    print(f"{'loaded':<34}{first:>10.1f}   {dict(outcomes)}")
    median = statistics.median(times)
    print(f"{'looked through again, median':<34}{median:>10.2f}   {dict(again)}")


def _load(folder: Path, port: str) -> tuple[float, Counter[str]]:
    begun = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "server.cli", "load", str(folder / "notes"), "--json",
         "--port", port, "--data-dir", str(folder / "data")],
        capture_output=True, text=True, check=True, cwd=ROOT, env=_environment(folder),
    )  # fmt: skip
    took = time.perf_counter() - begun
    return took, Counter(json.loads(line)["outcome"] for line in done.stdout.splitlines())


def _environment(folder: Path) -> dict[str, str]:
    return {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CONFIG_HOME": str(folder)}


@contextlib.contextmanager
def _server(folder: Path) -> Iterator[str]:
    """Start a server; give its port."""
    started = subprocess.Popen(
        [sys.executable, "-m", "server.cli", "serve", "--port", "0",
         "--data-dir", str(folder / "data"), "--log-level", "error"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=ROOT,
        env=_environment(folder),
    )  # fmt: skip
    try:
        assert started.stdout is not None
        told = next(line for line in started.stdout if "http://" in line)
        yield told.split("http://")[1].split()[0].rstrip(".,;/").rpartition(":")[2]
    finally:
        started.terminate()
        started.wait()
        if started.stdout:
            started.stdout.close()


if __name__ == "__main__":
    main()
