"""Two workers replaced again and again under load: how many requests fail.

A real PostgreSQL, a real `chroma run`, a fake Ollama that answers slowly, and `rubato serve
--workers 2`; clients read, write, have answers streamed to them, and keep WebSockets open.  SIGHUP
replaces both workers, one after another.  A stream that is not whole has failed, and so has a
WebSocket that is not closed with 1012, on which clients come back.

    python -m benchmarks.restarts [RESTARTS [WORKERS]]
"""

import asyncio
import signal
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import load, print_head, print_row
from tests.fixtures.chroma import ChromaRun
from tests.fixtures.fake_ollama import Script, fake_ollama
from tests.fixtures.postgresql import made_database, running_postgresql
from tests.fixtures.processes import alive
from tests.server.cli.restarted import Clients, Told
from tests.server.cli.several import World, children, serving, token_of, until

RESTARTS, WORKERS = 5, 2
WORDS, BETWEEN = 60, 0.02
PLAIN, STREAMS, SOCKETS = 4, 4, 4


def main(restarts: int = RESTARTS, workers: int = WORKERS) -> int:
    """Print the table; gives 1 where a request failed."""
    script = Script(answer=lambda _body: ["word "] * WORDS, between=BETWEEN)
    chroma = ChromaRun()
    chroma.start()
    try:
        with (
            running_postgresql() as database,
            fake_ollama(script) as (ollama, _),
            tempfile.TemporaryDirectory(prefix="rubato-") as folder,
        ):
            world = World(Path(folder), made_database(database), chroma.url, ollama)
            world.more["RUBATO_EMBEDDING_MODEL"] = "none"
            with serving(world, "--workers", str(workers)) as (parent, address):
                told, seconds = asyncio.run(_restarted(world, parent, address, restarts))
    finally:
        chroma.close()
    _print(told, seconds, workers)
    return int(bool(told.failed))


async def _restarted(
    world: World, parent: "subprocess.Popen[str]", address: str, restarts: int
) -> tuple[Told, list[float]]:
    clients = Clients(address, token_of(world), WORDS)
    asking = asyncio.create_task(clients.run(PLAIN, STREAMS, SOCKETS))
    seconds = [await asyncio.to_thread(_restart, parent) for _ in range(restarts)]
    clients.over.set()
    await asking
    return clients.told, seconds


def _restart(parent: "subprocess.Popen[str]") -> float:
    """Replace all; give the seconds until the last of the old has ended."""
    begun, were = time.monotonic(), children(parent.pid)
    parent.send_signal(signal.SIGHUP)
    until(lambda: not any(alive(one) for one in were), 120)
    return time.monotonic() - begun


def _print(told: Told, seconds: list[float], workers: int) -> None:
    print_head(f"{len(seconds)} rolling restarts of {workers} workers ({load()})", "")
    for kind in ("read", "written", "streamed"):
        print_row(kind, told.counts[kind])
    print_row("WebSockets closed with 1012", told.closed[1012])
    print_row("seconds of a restart, median", statistics.median(seconds))
    print_row("failed", len(told.failed))
    for problem in told.failed[:10]:
        print(f"    {problem[:200]}")


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
