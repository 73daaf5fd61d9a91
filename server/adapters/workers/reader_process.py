"""A reader of documents in a process of its own: a bomb or a broken file costs one document.

It holds the libraries that read, which are heavy; it ends when nothing came for a while.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from server.adapters.workers.worker_process import WorkerProcess
from server.core.errors import InvalidError, UnavailableError
from server.core.library.blocks import Found
from server.core.library.feeds import Feed
from server.core.library.reader_messages import FEED, Job, feed_in, found_of, job_line

PATIENCE = 120.0
"""Seconds for one document."""
IDLE = 60.0
"""Seconds without a document, after which it ends, and its memory is free."""
ENDED = "reading ended with status {}"


class ReaderProcess:
    """Gives documents to the process, one after another; safe between threads."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        patience: float = PATIENCE,
        idle: float = IDLE,
    ) -> None:
        self._worker = WorkerProcess(command, environment, ENDED)
        self._patience, self._idle = patience, idle

    def read(self, kind: str, name: str, content: bytes) -> Found:
        """Read a document; raises `InvalidError` with why it cannot be read."""
        return found_of(self._answer(Job(kind, name, len(content)), content))

    def feed(self, content: bytes) -> Feed:
        """Read a feed; raises `InvalidError` with why it cannot be read."""
        return feed_in(self._answer(Job(FEED, "The feed", len(content)), content))

    def _answer(self, job: Job, content: bytes) -> Mapping[str, Any]:
        with self._worker.turn():
            if self._worker.pid is None:
                self._worker.start()
            done = False
            try:
                self._worker.send(job_line(job) + content, self._patience)
                message = self._worker.read(self._patience)
                done = True
                return message
            except UnavailableError as error:
                raise InvalidError(
                    f"{job.name} could not be read: it took more than {self._patience:.0f} s or "
                    "too much memory. Is it broken? Save it anew, or as plain text."
                ) from error
            finally:
                if done:
                    self._worker.rest(self._idle)
                else:
                    self._worker.end()

    def stop(self) -> None:
        """End the process."""
        self._worker.stop()
