"""Runs of the scheduled job: when each began and ended, and what its tasks did."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from server.core.step.task import Outcome


@dataclass(frozen=True, slots=True)
class TaskRun:
    """What one task of a step did."""

    name: str
    started: int
    """Ms since 1970, UTC, as `ended`."""
    ended: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class Run:
    """One step."""

    id: int
    started: int
    ended: int | None
    """None: it still runs, or was killed."""
    tasks: tuple[TaskRun, ...] = ()
    """Those that ended, in their order."""

    @property
    def failed(self) -> bool:
        """Tell whether a task failed."""
        return any(one.outcome.ending == "failed" for one in self.tasks)


class StepStore(Protocol):
    """Keeps the log of steps; dry runs are not in it."""

    def begin(self, started: int) -> int:
        """Note that a step begins; give its number."""
        ...

    def keep(self, run: int, task: TaskRun) -> None:
        """Note what a task of it did."""
        ...

    def end(self, run: int, ended: int) -> None:
        """Note that it ended."""
        ...

    def runs(self, limit: int, before: int | None = None) -> Sequence[Run]:
        """List steps, the newest first, those with a number below `before`."""
        ...

    def last(self, task: str) -> int | None:
        """Tell when the last step began in which this task ended `done` or `idle`."""
        ...

    def forget(self, before: int) -> int:
        """Let steps go that began before a moment (ms since 1970, UTC); tell how many."""
        ...
