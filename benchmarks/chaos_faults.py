"""The faults: each strikes while clients write, and gives the server that is to be checked."""

import os
import sqlite3
import threading
from collections.abc import Callable, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from random import Random

from benchmarks.chaos_house import House, Server
from benchmarks.chaos_ollama import Ollama

DAY = 24 * 3_600_000


@dataclass
class Scene:
    """What a fault may reach."""

    house: House
    server: Server
    ollama: Ollama
    chance: Random
    more: Callable[[str], None]
    """Begins more clients at another address."""

    def wait(self, least: float, most: float) -> None:
        """Let the clients write for a while: what is waited for is that time goes by."""
        threading.Event().wait(self.chance.uniform(least, most))


def kill(scene: Scene) -> None:
    """Kill it by `kill -9`, anywhere."""
    scene.wait(0.1, 1.0)
    scene.server.kill()


def term(scene: Scene) -> None:
    """Send SIGTERM, as a service's stop."""
    scene.wait(0.1, 1.0)
    code = scene.server.end()
    if code not in (0, -15):
        raise RuntimeError(f"it ended with {code} and not in order")


def disk_full(scene: Scene) -> None:
    """Let no file grow past its size; then there is room again."""
    scene.wait(0.1, 0.5)
    scene.server.may_write(scene.chance.choice((0, 4_096, 30_000, 200_000)))
    scene.wait(0.5, 1.5)
    scene.server.may_write(-1)
    scene.wait(0.2, 0.5)


def disk_full_then_killed(scene: Scene) -> None:
    """Do the same, and kill it while there is no room."""
    scene.server.may_write(scene.chance.choice((0, 30_000)))
    scene.wait(0.3, 1.0)
    scene.server.kill()


def read_only(scene: Scene) -> None:
    """Let nothing below the data folder be written; then it may again."""
    every = [scene.house.data, *scene.house.data.rglob("*")]
    modes = [(path, path.stat().st_mode) for path in every if path.exists()]
    try:
        for path, mode in modes:
            _chmod(path, mode & ~0o222)
        scene.wait(0.5, 1.5)
    finally:
        for path, mode in modes:
            _chmod(path, mode)
    scene.wait(0.2, 0.5)


def _chmod(path: Path, mode: int) -> None:
    try:
        path.chmod(mode)
    except FileNotFoundError:  # it was removed meanwhile, as is its right
        return


def ollama_gone(scene: Scene) -> None:
    """Take the model's server away for a while."""
    scene.wait(0.1, 0.3)
    scene.ollama.go()
    scene.wait(0.5, 1.5)
    scene.ollama.heal()
    scene.wait(0.2, 0.5)


def ollama_hung(scene: Scene) -> None:
    """Let it take questions and say nothing."""
    scene.ollama.script.first = 3.0
    scene.wait(0.5, 1.5)
    scene.ollama.heal()


def ollama_dropped(scene: Scene) -> None:
    """Break the connection in the middle of answers."""
    scene.ollama.script.drop_after = scene.chance.randrange(1, 5)
    scene.wait(0.5, 1.5)
    scene.ollama.heal()
    scene.wait(0.2, 0.5)


def clock_back(scene: Scene) -> None:
    """Start it again with a clock that is set back, and write on."""
    scene.server.end()
    scene.server = scene.house.start(-scene.chance.choice((DAY, 3_600_000, 61_000)))
    scene.more(scene.server.address)
    scene.wait(0.5, 1.0)


def chroma_corrupted(scene: Scene) -> None:
    """Change bytes of the index before it starts again."""
    scene.wait(0.3, 0.6)
    scene.server.kill()
    for path in sorted((scene.house.data / "vectors").rglob("*")):
        if path.is_file() and path.stat().st_size and scene.chance.random() < 0.7:
            content = bytearray(path.read_bytes())
            at = scene.chance.randrange(len(content))
            content[at : at + 2_000] = scene.chance.randbytes(len(content[at : at + 2_000]))
            path.write_bytes(content)


def chroma_cut(scene: Scene) -> None:
    """Cut the index's own database off in the middle, or let it be no database at all."""
    scene.wait(0.3, 0.6)
    scene.server.end()
    path = scene.house.data / "vectors" / "chroma.sqlite3"
    if path.is_file():
        content = path.read_bytes()
        cut = content[: len(content) // 2]
        path.write_bytes(scene.chance.choice((cut, b"", b"no database at all" * 100)))


def chroma_deleted(scene: Scene) -> None:
    """Delete files of the index, while it runs or not."""
    scene.wait(0.3, 0.6)
    running = scene.chance.random() < 0.5
    if not running:
        scene.server.end()
    for path in sorted((scene.house.data / "vectors").rglob("*")):
        if path.is_file() and path.suffix != ".lock":
            path.unlink(missing_ok=True)
    if running:
        scene.wait(0.3, 0.8)
        scene.server.kill()


def locked(scene: Scene) -> None:
    """Let another program hold the database for seconds."""
    with closing(sqlite3.connect(scene.house.database, isolation_level=None)) as other:
        other.execute("PRAGMA busy_timeout = 5000")
        other.execute(scene.chance.choice(("BEGIN IMMEDIATE", "BEGIN EXCLUSIVE")))
        scene.wait(0.5, 6.5)
        other.execute("ROLLBACK")
    scene.wait(0.2, 0.5)


def two_servers(scene: Scene) -> None:
    """Start a second server on the same folder, write to both, kill one."""
    second = scene.house.start()
    scene.more(second.address)
    scene.wait(0.5, 1.5)
    first, second = scene.chance.sample((scene.server, second), 2)
    first.kill()
    second.end()


def stopped(scene: Scene) -> None:
    """Let the process stand still for a while, as when a laptop sleeps."""
    os.kill(scene.server.pid, 19)
    scene.wait(0.5, 2.0)
    os.kill(scene.server.pid, 18)
    scene.wait(0.2, 0.5)


Fault = Callable[[Scene], None]
FAULTS: Mapping[str, Fault] = {
    "kill -9": kill,
    "SIGTERM": term,
    "disk full": disk_full,
    "disk full, then kill -9": disk_full_then_killed,
    "data folder read-only": read_only,
    "Ollama gone": ollama_gone,
    "Ollama hung": ollama_hung,
    "Ollama dropped": ollama_dropped,
    "clock set back": clock_back,
    "Chroma corrupted": chroma_corrupted,
    "Chroma cut off": chroma_cut,
    "Chroma deleted": chroma_deleted,
    "database locked": locked,
    "two servers": two_servers,
    "stopped and gone on": stopped,
}
