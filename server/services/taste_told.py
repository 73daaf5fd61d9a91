"""What is told of taste: how it stands, what is said of things, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from server.core.taste.ratings import Contradiction, Rating, Thing

if TYPE_CHECKING:
    from server.core.taste.kept import Trained  # numpy


@dataclass(frozen=True, slots=True)
class Training:
    """How far it is."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class State:
    """How somebody's taste stands."""

    count: int
    """Ratings."""
    missing: str
    """What is missing before anything is learnt; empty: nothing."""
    training: Training | None
    trained: "Trained | None"
    outdated: str
    """Why what was learnt does not serve now; empty: it does."""
    problem: str
    """Why it could not learn the last time."""
    contradictions: Sequence[Contradiction]


@dataclass(frozen=True, slots=True)
class Said:
    """What is said of a thing."""

    thing: Thing
    value: float | None
    """0..10; none where nothing is known."""
    unsure: float | None
    """Standard deviation; 0 where the owner rated it."""
    rated: int | None
    reason: str
    version: int = 0
    """Of the rating; 0: it is not rated."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """Things in their order, the best first."""

    said: Sequence[Said]
    below: int
    """How many are under the owner's line, and left out."""
    more: int
    """How many come after these."""
    why: str
    """Why nothing is predicted; empty: it is."""


def unknown(thing: Thing, rating: Rating | None) -> Said:
    """Say of a thing what is known without a model."""
    if rating is None or rating.value is None:
        return Said(thing, None, None, None, "")
    return Said(thing, rating.value, 0.0, rating.value, "you rated it", rating.version)


def said(thing: Thing, value: float, unsure: float, rating: Rating | None, why: str) -> Said:
    """Say of a thing what the model says, or its owner."""
    if rating is not None and rating.value is not None:
        return Said(thing, value, 0.0, rating.value, "you rated it", rating.version)
    return Said(thing, round(value, 2), round(unsure, 2), None, why)


def still_reading(count: int) -> str:
    """Say that things are read behind."""
    return f"{count:,} more are being read, and come last until then; list them again soon."
