"""What a step needs of a database: a log of its runs, and marks by which tasks go on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from server.core.step.task import Outcome


@dataclass(frozen=True, slots=True)
class TaskDone:
    """How a task of a step ended."""

    task: str
    began: int
    """Ms since 1970, UTC, as `ended`."""
    ended: int
    outcome: Outcome


@dataclass(frozen=True, slots=True)
class StepDone:
    """A run of a step, as it is kept."""

    id: int
    began: int
    """Ms since 1970, UTC."""
    ended: int | None
    """None: it runs, or it was broken off."""
    dry: bool
    code: int | None
    """The exit status: 0 all well, 1 a task failed."""
    tasks: Sequence[TaskDone] = ()
    facts: Mapping[str, str] = field(default_factory=dict)
    """How it was started: machine, process, tasks asked for."""


class StepStore(Protocol):
    """Keeps the runs of a step."""

    def begin(self, now: int, facts: Mapping[str, str], *, dry: bool) -> int:
        """Note that a step begins; give its number."""
        ...

    def note(self, step: int, done: TaskDone) -> None:
        """Note how a task of it ended."""
        ...

    def end(self, step: int, now: int, code: int) -> None:
        """Note that it ended, and with which exit status."""
        ...

    def steps(self, limit: int, before: int | None = None) -> Sequence[StepDone]:
        """List steps with their tasks, the newest first, those older than the number `before`."""
        ...

    def last(self, task: str) -> TaskDone | None:
        """Find how a task ended the last time that it was really done."""
        ...

    def forget(self, before: int) -> int:
        """Delete the steps that began before a moment; tell how many there were."""
        ...

    def mark(self, name: str) -> str:
        """Give what a task wrote down to go on from; empty: nothing."""
        ...

    def set_mark(self, name: str, value: str, now: int) -> None:
        """Write down where a task goes on; empty: forget it."""
        ...
