"""A case: one command, how it is set up and played, and what is seen then."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.e2e.harness_stage import Seen
from tests.e2e.harness_words import Value


@dataclass(frozen=True)
class Case:
    """One command: how it is set up, played, and seen in the browser."""

    seen: Callable[[Seen, Seen], Any]
    """Whether its effect is there: what is seen now, and what was before it."""

    value: Value = None
    """A number, a step, a place; for a text the title of what is offered, played by its number."""
    given: tuple[tuple[str, Value], ...] = ()
    """Commands with their values that are played before."""
    then: str = ""
    """A command that is played after it, whose answer shows its effect."""
    page: str = ""
    """JavaScript that is run in the page before."""
    ready: Callable[[Seen], Any] | None = None
    """What has to be seen before it is played, where `given` has an effect that comes late."""
    undone: bool = True
    """Whether `undo`, where the command has one, brings back all that a test sees."""
    framed: bool = False
    """Whether it is played as a framed word, since the swift language is off by then."""
