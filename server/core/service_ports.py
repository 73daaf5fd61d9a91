"""What running services needs of the world: ways of running them, and whether one answers."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeAlias

from server.core.service_plans import Plan

State: TypeAlias = Literal["runs", "stopped", "failed"]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a service is, as one way of running it knows."""

    state: State
    process: int | None = None
    since: int | None = None
    """Ms since 1970, UTC."""


class Way(Protocol):
    """A way of running services.  Every method raises `UnavailableError` where it cannot."""

    @property
    def name(self) -> str:
        """Say what it is, for people."""
        ...

    def standing(self, plan: Plan) -> Standing | None:
        """Tell how one is; none: this way knows no such service."""
        ...

    def start(self, plan: Plan) -> None:
        """Start it."""
        ...

    def stop(self, plan: Plan) -> None:
        """Stop it, and wait until it has ended."""
        ...

    def log(self, plan: Plan, lines: int) -> Sequence[str]:
        """Give the last lines that it wrote."""
        ...


class Answers(Protocol):
    """Tries an address."""

    def __call__(self, host: str, port: int, /) -> bool:
        """Tell whether something listens there."""
        ...
