"""A process that works for the server: told by bytes, answering by lines of JSON, ended for good.

One job at a time; who comes meanwhile waits for his turn. It is ended with all that it started,
when it hangs, when it is stopped, and when nothing came for a while.
"""

import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from typing import Any

from server.adapters.workers.worker_lines import WorkerLines
from server.core.errors import UnavailableError


class WorkerProcess:
    """Starts the process and talks to it; safe between threads, where each takes his turn."""

    def __init__(self, command: Sequence[str], environment: Mapping[str, str], ended: str) -> None:
        """Start nothing yet; `ended` tells who waits that it ended, with a place for its status."""
        self._command, self._environment, self._ended = command, environment, ended
        self._lock = threading.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._ending: threading.Timer | None = None
        modules = (word.rpartition(".")[2] for word in command if word.startswith("server."))
        self._lines = WorkerLines(next(modules, "worker"))

    @property
    def pid(self) -> int | None:
        """Give its number, while it runs."""
        process = self._process
        return process.pid if process is not None and process.poll() is None else None

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Wait for one's turn; meanwhile it does not end for want of work."""
        with self._lock:
            if self._ending is not None:
                self._ending.cancel()
            if self.pid is None:
                self.end()
            self._lines.asked()
            yield

    def start(self) -> None:
        """Start it, in one's turn."""
        # Its temporary files lie in a folder of ours: it may be killed before it removes them.
        self._folder = tempfile.TemporaryDirectory(prefix="rubato-")
        self._process = subprocess.Popen(  # noqa: S603  (our own module, each word ours)
            self._command,
            env={**self._environment, "TMPDIR": self._folder.name},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,  # with what it starts it is one group, which ends as one
        )
        assert self._process.stderr is not None  # noqa: S101  (piped above)
        self._lines.follow(self._process.stderr, self._process.pid)

    def rest(self, seconds: float) -> None:
        """End it after so long, unless somebody takes another turn."""
        self._ending = threading.Timer(seconds, self._end_idle)
        self._ending.daemon = True
        self._ending.start()

    def end(self) -> None:
        """End it, in one's turn."""
        if self._process is None:
            return
        _kill(self._process)
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):  # what could not be sent is flushed, in vain
                pipe.close()  # type: ignore[union-attr]
        self._process.wait()
        self._process = None
        if self._folder is not None:
            self._folder.cleanup()

    def stop(self) -> None:
        """End it from any thread, and with it what is under way."""
        process = self._process
        if process is not None:
            _kill(process)
        if self._lock.acquire(blocking=False):  # nothing is under way that would clean up
            self.end()
            self._lock.release()

    def send(self, data: bytes, within: float) -> None:
        """Send it; where it takes nothing for so many seconds it is ended."""
        pipe = self._running().stdin
        # Where it has ended, reading says how.
        with suppress(BrokenPipeError), self._watched(within):
            pipe.write(data)  # type: ignore[union-attr]
            pipe.flush()  # type: ignore[union-attr]

    def read(self, within: float) -> Mapping[str, Any]:
        """Read a message; where none comes for so many seconds it is ended.

        Raises `UnavailableError` where it has ended.
        """
        process = self._running()
        with self._watched(within):
            text = process.stdout.readline()  # type: ignore[union-attr]
        if text.endswith(b"\n"):
            message: Mapping[str, Any] = json.loads(text)
            return message
        raise UnavailableError(self._ended.format(process.wait()))

    def _running(self) -> "subprocess.Popen[bytes]":
        assert self._process is not None  # noqa: S101  (who has the turn has started it)
        return self._process

    @contextmanager
    def _watched(self, seconds: float) -> Iterator[None]:
        watch = threading.Timer(seconds, _kill, (self._running(),))
        watch.daemon = True
        watch.start()
        try:
            yield
        finally:
            watch.cancel()

    def _end_idle(self) -> None:
        with self._lock:
            self.end()


def _kill(process: "subprocess.Popen[bytes]") -> None:
    """Kill it with its children."""
    if process.poll() is not None:
        return
    if sys.platform == "win32":
        process.kill()
        return
    with suppress(ProcessLookupError, PermissionError):  # it ended meanwhile
        os.killpg(process.pid, signal.SIGKILL)
