"""Strikes: note-ons as they were played, and which of them were only brushed.

The same filter as in `extension/core/strikes.js`, for performances read from a file;
`tests/vectors/strikes.json` holds both to it. It looks back only: a strike is judged by what was
struck before it, so the answer for a strike never changes with what follows.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

# A brushed key: this near a louder neighbour, at most so long after it, this much softer.
BRUSH_SEMITONES = 2
BRUSH_MS = 30
BRUSH_SOFTER = 3


class Strike(NamedTuple):
    """A note-on: time in ms, note 0..127, velocity 1..127."""

    time: float
    note: int
    velocity: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A strike, and the neighbour that it was brushed by, if it was."""

    strike: Strike
    brushed_by: Strike | None


def judge(strikes: Iterable[Strike]) -> Iterator[Judged]:
    """Tell brushed keys from played ones, for the strikes of one keyboard in their order."""
    recent: list[Strike] = []
    for strike in strikes:
        recent = [before for before in recent if 0 <= strike.time - before.time <= BRUSH_MS]
        brusher = next((before for before in recent if brushes(before, strike)), None)
        if brusher is None:
            # A later strike of the same key that is as loud brushes all that the older one could:
            # so there are never more to look at than keys and loudnesses, whatever a file holds.
            recent = [old for old in recent if not _covers(strike, old)]
            recent.append(strike)
        yield Judged(strike, brusher)


def brushes(before: Strike, strike: Strike) -> bool:
    """Whether a strike a moment before makes this one a brushed key."""
    near = 0 < abs(before.note - strike.note) <= BRUSH_SEMITONES
    return near and strike.velocity * BRUSH_SOFTER <= before.velocity


def _covers(strike: Strike, old: Strike) -> bool:
    return old.note == strike.note and old.velocity <= strike.velocity
