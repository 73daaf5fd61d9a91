"""Many simulated comments answered in process while everything goes wrong, counted one by one.

YouTube is a fake in the process, the database is real.
`benchmarks.comment_soak_http` asks the same of the adapters, over HTTP and of fewer comments.

    python -m benchmarks.comment_soak [COMMENTS [SEED [DATABASE_URL]]]

The database is SQLite in memory-backed storage, or an empty one of PostgreSQL by its URL.
"""

import argparse
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.figures import print_head, print_row
from server.adapters.database import migrate, open_engine
from tests.server.made_answers import World
from tests.server.soaked import Counted, Soak

COMMENTS, SEED = 1_000, 2026
MEMORY = Path("/dev/shm")


def main(comments: int = COMMENTS, seed: int = SEED, url: str = "") -> int:
    """Run it and print what came out; gives 1 where one was answered twice or lost."""
    began, worked = time.perf_counter(), time.process_time()
    with tempfile.TemporaryDirectory(dir=MEMORY if MEMORY.is_dir() else None) as folder:
        engine = open_engine(url or f"sqlite:///{Path(folder) / 'rubato.db'}")
        migrate(engine)
        counted = Soak(World(engine), comments, seed).run(_tell)
        engine.dispose()
    _print(counted, time.perf_counter() - began, time.process_time() - worked)
    return int(bool(counted.twice or counted.lost or counted.overdrawn))


def _tell(line: str) -> None:
    print(f"  … {line}", file=sys.stderr, flush=True)


def _print(counted: Counted, seconds: float, worked: float) -> None:
    print_head("comments, each of which ended as one of these", "")
    for name in ("comments", "answered", "held", "refused", "closed", "twice", "lost"):
        print_row(name, getattr(counted, name))
    print_row("days of the ledger overdrawn", counted.overdrawn)
    print_row("units", counted.units)
    print_row("steps", counted.steps)
    print_row("seconds", seconds)
    print_row("seconds of our own work", worked)
    print_head("what went wrong", "times")
    for name, times in sorted(counted.troubles.items()):
        print_row(name, times)
    for stray in counted.strays:
        print(f"  lost: {stray}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("comments", type=int, nargs="?", default=COMMENTS)
    parser.add_argument("seed", type=int, nargs="?", default=SEED)
    parser.add_argument("url", nargs="?", default="")
    sys.exit(main(**vars(parser.parse_args())))
