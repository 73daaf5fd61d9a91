"""A chore that is run from the page: what is told of it, and what its process says."""

from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

LINES = 1_000
"""Lines that are kept of one, the last ones."""
LONGEST = 500
"""Characters of a line."""


@dataclass(frozen=True, slots=True)
class Chore:
    """A task of a step, by its row in the table."""

    name: str
    caption: str


class ChoreProcess(Protocol):
    """One that runs."""

    def lines(self) -> AsyncIterator[str]:
        """Give what it says, line by line, to its end."""
        ...

    async def result(self) -> Mapping[str, Any] | None:
        """Give what it told at its end (see `step_shown.as_json`); none: it told nothing."""
        ...

    async def stop(self) -> None:
        """Let it end in order, and make it end where it does not."""
        ...


class ChoreRunner(Protocol):
    """Starts chores, each in a process of its own."""

    async def begin(self, task: str, *, dry: bool) -> ChoreProcess:
        """Start one; raises `UnavailableError`."""
        ...


def plain(text: str) -> str:
    """Give a line without what would steer a terminal, and not too long."""
    return "".join(letter if letter.isprintable() else " " for letter in text)[:LONGEST].rstrip()
