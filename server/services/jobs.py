"""Work that takes long, in the log: that it began, that it ended, how, and after how long."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol

from server.core.errors import RubatoError
from server.core.performances.analysis_messages import Job
from server.core.ports import Clock, Log


class Jobs:
    """Tells of jobs: transcription, loading, learning, analysis."""

    def __init__(self, log: Log, clock: Clock) -> None:
        self._log, self._clock = log, clock

    @contextmanager
    def job(self, name: str, **facts: object) -> Iterator[None]:
        """Tell of one; it ends `done`, `failed` with our error's kind, `left`, or `broken`."""
        began, ended = self._clock(), "left"
        self._log.info("job.began", job=name, **facts)
        try:
            yield
            ended = "done"
        except RubatoError as error:
            ended = f"failed: {type(error).__name__}"
            raise
        except Exception:
            ended = "broken"
            raise
        finally:
            took = self._clock() - began
            self._log.info("job.ended", job=name, ended=ended, ms=took, **facts)


class Analyst(Protocol):
    """Looks files of notes through."""

    def look(self, content: bytes, job: Job) -> Mapping[str, Any]:
        """See `server.services.performance_analyses.Analyst`."""
        ...


class ToldAnalyst:
    """An analyst, each of whose files is a job."""

    def __init__(self, analyst: Analyst, jobs: Jobs) -> None:
        self._analyst, self._jobs = analyst, jobs

    def look(self, content: bytes, job: Job) -> Mapping[str, Any]:
        """Look a file through."""
        with self._jobs.job("analysis", bytes=len(content)):
            return self._analyst.look(content, job)
