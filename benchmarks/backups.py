"""A backup of a large store while another process writes to it, tried by restoring it.

    python benchmarks/backups.py [MEGABYTES]

The writer puts two rows that belong together into each transaction and measures how long each one
waits.  Prints how long copying and trying take, the writer's waits before and meanwhile (ms), and
how many transactions the copy holds in half, or lost: none.
"""

import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from statistics import quantiles

from server.adapters.backup_shelf import BackupFolder
from server.adapters.data_files import DataFolder
from server.adapters.database import migrate, open_engine
from server.adapters.database.sqlite_copy import SqliteCopy
from server.services.backups import Backups, World

INSERT = "INSERT INTO audit (at, action, detail) VALUES (?, ?, ?)"
WRITER = f"""
import sqlite3, sys, time
database = sqlite3.connect(sys.argv[1], isolation_level=None, timeout=60)
for number in range(1, 1 << 40):
    began = time.perf_counter()
    database.execute("BEGIN IMMEDIATE")
    for half in ("left", "right"):
        database.execute("{INSERT}", (number, half, "x" * 200))
    database.execute("COMMIT")
    print(number, 1000 * (time.perf_counter() - began), flush=True)
    time.sleep(0.002)
"""
ROW = 100_000
"""Bytes of detail in each row that fills the store."""


def main() -> int:
    """Fill a store, back it up beside the writer, and print what was seen; 1 where it is wrong."""
    megabytes = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as folder:
        data = Path(folder) / "data"
        path = data / "rubato.db"
        engine = open_engine(f"sqlite:///{path}")
        migrate(engine)
        engine.dispose()
        _fill(path, megabytes)
        backups = Backups(
            World(
                BackupFolder(Path(folder) / "backups"),
                SqliteCopy(path, data / "aside"),
                DataFolder(data, [], {}, data / "aside"),
                lambda: ([], []),
                "1",
                lambda: time.time_ns() // 1_000_000,
            )
        )
        return _measured(backups, path, Path(folder) / "written")


def _measured(backups: Backups, path: Path, told: Path) -> int:
    with (
        told.open("w+") as lines,
        subprocess.Popen([sys.executable, "-c", WRITER, str(path)], stdout=lines) as writer,
    ):
        time.sleep(3)
        before = _written(told)
        began = time.perf_counter()
        name, manifest = backups.make()
        made = time.perf_counter() - began
        during = _written(told)[len(before) :]
        writer.kill()
    began = time.perf_counter()
    backups.verify(name)
    tried = time.perf_counter() - began
    copy = path.parents[1] / "backups" / name / "database"
    lost, halves = _wrong(copy, len(before))
    print(f"store: {manifest.database.size / 1e6:.0f} MB")
    print(f"copied: {made:.1f} s")
    print(f"tried by restoring: {tried:.1f} s")
    print(f"writer before: p99 {_p99(before):.1f} ms of {len(before)}")
    print(f"writer meanwhile: p99 {_p99(during):.1f} ms of {len(during)}, most {max(during):.0f}")
    print(f"transactions lost: {lost}")
    print(f"transactions in half: {halves}")
    return int(bool(lost or halves))


def _fill(path: Path, megabytes: int) -> None:
    with closing(sqlite3.connect(path)) as database:
        for start in range(0, megabytes * 1_000_000, 20 * ROW):
            rows = [(start, "fill", os.urandom(ROW // 2).hex()) for _ in range(20)]
            database.executemany(INSERT, rows)
            database.commit()


def _written(told: Path) -> list[float]:
    """Give the ms that each transaction took that the writer told of."""
    whole = told.read_text().rpartition("\n")[0].splitlines()
    return [float(line.split()[1]) for line in whole]


def _wrong(copy: Path, committed: int) -> tuple[int, int]:
    """Count transactions that were on the disk before and are not in the copy, and halves."""
    counted = "SELECT count(*) FROM audit WHERE action = ?"
    with closing(sqlite3.connect(copy)) as database:
        left, right = (
            database.execute(counted, (half,)).fetchone()[0] for half in ("left", "right")
        )
    return max(0, committed - min(left, right)), abs(left - right)


def _p99(values: list[float]) -> float:
    return quantiles(values, n=100)[98]


if __name__ == "__main__":
    sys.exit(main())
