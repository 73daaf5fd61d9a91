"""Servers in processes of their own over one PostgreSQL database and one vector service."""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import httpx

from server.cli.opened import Opened, clock, open_services
from server.core.layers import resolve
from tests.fixtures.processes import alive

SOON = 120.0


@dataclass
class World:
    """What they share."""

    folder: Path
    database: str
    chroma: str
    ollama: str = "http://127.0.0.1:9"
    more: dict[str, str] = field(default_factory=dict)

    @property
    def environment(self) -> dict[str, str]:
        """Give the environment of a server."""
        kept = {name: value for name, value in os.environ.items() if name not in {"HOST", "PORT"}}
        return kept | {
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "RUBATO_DATA_DIR": str(self.folder / "data"),
            "RUBATO_DATABASE_URL": self.database,
            "RUBATO_CHROMA_URL": self.chroma,
            "RUBATO_OLLAMA_URL": self.ollama,
            "RUBATO_EMBEDDING_MODEL": "ollama:embeds" if self.ollama[-2:] != ":9" else "none",
            **self.more,
        }

    def opened(self) -> Opened:
        """Open the database in this process."""
        settings = replace(
            resolve([]).settings, database_url=self.database, data_dir=str(self.folder / "data")
        )
        return open_services(settings)


def token_of(world: World) -> str:
    """Give a token of the owner."""
    opened = world.opened()
    try:
        return opened.access.give(opened.users.owner(), "extension", "test", clock() + 3_600_000)
    finally:
        opened.store.close()


@contextmanager
def serving(
    world: World, *words: str, end: signal.Signals = signal.SIGTERM
) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """Start a server; give its process and its address."""
    command = [sys.executable, "-m", "server.cli", "serve", "--port", "0", *words]
    with (
        (world.folder / "log").open("ab") as log,
        subprocess.Popen(
            command, env=world.environment, stdout=subprocess.PIPE, stderr=log, text=True
        ) as server,
    ):
        try:
            assert server.stdout is not None
            line = ""
            while "http://" not in line:
                line = server.stdout.readline()
                assert line, (world.folder / "log").read_text()
            yield server, re.findall(r"http://\S+", line)[0]
        finally:
            if server.poll() is None:
                server.send_signal(end)
            server.wait(SOON)


@contextmanager
def clients(world: World, count: int) -> Iterator[Sequence[httpx.Client]]:
    """Start so many servers; give a client of each, signed in as the owner."""
    with ExitStack() as stack:
        addresses = [stack.enter_context(serving(world))[1] for _ in range(count)]
        headers = {"Authorization": f"Bearer {token_of(world)}"}
        yield [
            stack.enter_context(httpx.Client(base_url=one, headers=headers, timeout=SOON))
            for one in addresses
        ]


def children(pid: int) -> list[int]:
    """Give the processes that a process started and that live."""
    told = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii")
    return [int(one) for one in told.split() if alive(int(one))]


def until(found: Callable[[], Any], seconds: float = SOON) -> float:
    """Wait until something is found; give how many seconds that took."""
    begun = time.monotonic()
    while not found():
        assert time.monotonic() - begun < seconds
        time.sleep(0.01)
    return time.monotonic() - begun
