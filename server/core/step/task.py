"""What a task of a step is: a chore with bounds, which says what it did or would do."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol, TypeAlias

from server.core.ports import Clock

Ending: TypeAlias = Literal["done", "partly", "idle", "failed", "skipped"]
"""`partly`: a bound was reached, and the next step goes on; `idle`: there was nothing to do;
`skipped`: what it needs is not set up here."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a task ended."""

    ending: Ending
    lines: Sequence[str] = ()
    """What was done, or with a dry run what would be: sentences for people."""
    counts: Mapping[str, int] = field(default_factory=dict)
    """The same in numbers, by a noun in the plural."""
    error: str = ""
    """Why it failed, and what to do: one sentence."""


class Bounds:
    """How long a task may take, and how many requests it may make."""

    def __init__(self, clock: Clock, until: int, requests: int) -> None:
        self._clock, self._until, self.requests = clock, until, requests

    def left(self) -> bool:
        """Tell whether there is time and a request left; asked before each unit of work."""
        return self._clock() < self._until and self.requests > 0

    def count(self, requests: int = 1) -> None:
        """Count requests that are made."""
        self.requests -= requests


class Progress(Protocol):
    """Shows how far a task is."""

    def __call__(self, done: int, total: int | None, what: str = "", /) -> None:
        """Tell how many of how many are done, and with what it is busy."""
        ...


class Task(Protocol):
    """One chore."""

    @property
    def name(self) -> str:
        """Give the name that `--only` takes."""
        ...

    @property
    def caption(self) -> str:
        """Say in one line what it does."""
        ...

    def run(self, bounds: Bounds, told: Progress, *, dry: bool) -> Outcome:
        """Do it, or say exactly what would be done; raises our errors, which the step reports."""
        ...
