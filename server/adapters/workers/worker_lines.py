"""What a worker process writes on its stderr: lines of our log, with the id of the request."""

import sys
import threading
from collections.abc import Callable
from contextvars import Context, copy_context
from typing import IO

LONGEST = 2_000
"""Bytes of a line that are kept: a library may dump what it was given."""


class WorkerLines:
    """Reads the lines of one process to their end, in a thread of its own."""

    def __init__(self, worker: str, write: Callable[[str, str, int], None] | None = None) -> None:
        """`worker` names the process; `write` takes that name, a line, and the process's number."""
        self._worker, self._write = worker, write or logged
        self._asked_by: Context = copy_context()

    def asked(self) -> None:
        """Note for whom it works from now on: the request that is being answered here."""
        self._asked_by = copy_context()

    def follow(self, stream: IO[bytes], process: int) -> None:
        """Begin to read."""
        threading.Thread(target=self._read, args=(stream, process), daemon=True).start()

    def _read(self, stream: IO[bytes], process: int) -> None:
        with stream:
            for line in iter(lambda: stream.readline(LONGEST), b""):
                if text := line.decode(errors="replace").strip():
                    self._asked_by.run(self._write, self._worker, text, process)


def logged(worker: str, line: str, process: int) -> None:
    """Write a line into the log; where none was set up (a command of the terminal), as it is."""
    import structlog  # noqa: PLC0415  (it is there already, where there is a log)

    if structlog.is_configured():
        structlog.get_logger().warning("worker.said", worker=worker, line=line, process=process)
    else:
        print(line, file=sys.stderr)
