"""An installation of the chaos run: its folder, its server process, its token, what lies in it."""

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import IO

import httpx

from benchmarks.chaos_ollama import EMBEDDER
from server.adapters.database import migrate, open_engine
from server.adapters.database.comments import CommentDatabase
from server.adapters.database.outbox import OutboxDatabase
from server.adapters.database.store import Database
from server.adapters.passwords import Argon2Passwords
from server.cli.opened import clock
from server.services.access import Access
from server.services.users import Users
from tests.server.made_comments import comment, kept, reply

STARTING = 60.0
"""Seconds that a start may take on a loaded machine."""
ENDING = 20.0
YEAR = 366 * 24 * 3_600_000
REPLIES = 60
"""Replies that wait to be approved."""


class House:
    """One installation."""

    def __init__(self, folder: Path, ollama: str) -> None:
        self.folder, self._ollama = folder, ollama
        self.data = folder / "data"
        self.database = self.data / "rubato.db"
        self.replies: list[str] = []
        self.token = self._furnish()
        self._servers: list[Server] = []

    def _furnish(self) -> str:
        engine = open_engine(f"sqlite:///{self.database}")
        migrate(engine)
        store, passwords = Database(engine), Argon2Passwords()
        users = Users(store, passwords, clock, os.urandom)
        users.first_run()
        access = Access(store, passwords, clock, os.urandom)
        token = access.give(users.owner(), "extension", "chaos", clock() + YEAR)
        self.replies = [f"c{at}" for at in range(REPLIES)]
        CommentDatabase(engine).keep_comments([kept(comment(name)) for name in self.replies])
        outbox = OutboxDatabase(engine)
        for name in self.replies:
            outbox.add(reply(name, "review"))
        engine.dispose()
        return token

    def start(self, wrong_by: int = 0) -> "Server":
        """Start a server on it, and wait until it answers."""
        server = Server(self, wrong_by)
        self._servers.append(server)
        return server

    def environment(self) -> dict[str, str]:
        """Give what a server is started with: no settings of the person's at this machine."""
        return os.environ | {
            "RUBATO_DATA_DIR": str(self.data),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "RUBATO_OLLAMA_URL": self._ollama,
            "RUBATO_EMBEDDING_MODEL": f"ollama:{EMBEDDER}",
            "RUBATO_LOG_LEVEL": "warning",
        }

    def close(self) -> None:
        """End what runs."""
        for server in self._servers:
            server.kill()


def weakened() -> list[str]:
    """Give what a process is begun with so that modes of files hold for it, whoever runs it."""
    setpriv = shutil.which("setpriv")
    if os.geteuid() != 0 or setpriv is None:
        return []
    return [setpriv, "--inh-caps=-all", "--bounding-set=-all"]


class Server:
    """A process of `rubato serve`."""

    def __init__(self, house: House, wrong_by: int) -> None:
        words = [str(wrong_by), "--port", "0"]
        self._log: IO[str] = tempfile.TemporaryFile("w+", dir=house.folder)  # noqa: SIM115  (as long as it is)
        self._process = subprocess.Popen(
            [*weakened(), sys.executable, "-m", "benchmarks.chaos_server", *words],
            env=house.environment(),
            stdout=subprocess.PIPE,
            stderr=self._log,
            text=True,
        )
        self.pid = self._process.pid
        self.address = self._ready()

    def _ready(self) -> str:
        """Wait for the line that says where it is."""
        late = threading.Timer(STARTING, self._process.kill)
        late.start()
        try:
            assert self._process.stdout is not None
            for line in self._process.stdout:
                if found := re.findall(r"http://127\S+", line):
                    return str(found[0]).rstrip("/")
        finally:
            late.cancel()
        raise RuntimeError(f"The server did not start: {self.log()[-600:]}")

    def log(self) -> str:
        """Give what it logged."""
        self._log.seek(0)
        return self._log.read()

    def client(self, token: str) -> httpx.Client:
        """Ask it as the owner."""
        return httpx.Client(
            base_url=self.address,
            headers={"Authorization": f"Bearer {token}"},
            timeout=30,
            trust_env=False,
        )

    def kill(self) -> None:
        """End it at once."""
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(ENDING)

    def end(self) -> int:
        """End it in order; give its exit code, or kill it where it does not end."""
        if self._process.poll() is None:
            self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(ENDING)
        except subprocess.TimeoutExpired:
            self.kill()
            return -signal.SIGKILL

    def may_write(self, most: int) -> None:
        """Let files of it grow to so many bytes at most, as on a disk that is full; -1: any."""
        _, hard = resource.prlimit(self.pid, resource.RLIMIT_FSIZE)
        resource.prlimit(self.pid, resource.RLIMIT_FSIZE, (most, hard))
