"""An analyst of recordings in a process of its own: while it works the server answers others.

It ends when nothing came for a while, and its memory is free.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from server.adapters.workers.worker_process import WorkerProcess
from server.core.errors import UnavailableError
from server.core.performances.analysis_messages import Job, job_line

PATIENCE = 300.0
"""Seconds for one file: the largest takes some on a slow machine."""
IDLE = 60.0
"""Seconds without a file, after which it ends."""
ENDED = (
    "Looking through this recording was stopped (status {}): it took too much memory or time. "
    "Nothing was lost; try again, or with fewer languages."
)


class AnalysisProcess:
    """Gives files to the process, one after another; safe between threads."""

    def __init__(
        self,
        command: Sequence[str],
        environment: Mapping[str, str],
        patience: float = PATIENCE,
        idle: float = IDLE,
    ) -> None:
        """Start nothing yet."""
        self._worker = WorkerProcess(command, environment, ENDED)
        self._patience, self._idle = patience, idle

    def look(self, content: bytes, job: Job) -> Mapping[str, Any]:
        """Look a file through; see `server.services.performance_analyses.Analyst`."""
        with self._worker.turn():
            if self._worker.pid is None:
                self._worker.start()
            done = False
            try:
                self._worker.send(job_line(job, len(content)) + content, self._patience)
                found = self._worker.read(self._patience)
                done = True
                return found
            except UnavailableError:
                self._worker.end()
                raise
            finally:
                if done:
                    self._worker.rest(self._idle)

    def stop(self) -> None:
        """End the process."""
        self._worker.stop()
