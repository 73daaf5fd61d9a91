"""Phrases that come back in a recording: by their pitches, their intervals, or their rhythm.

A phrase is a run of notes of one voice. What comes back is found as maximal repeats: longer ones
first, and a shorter one only where it is played at a place that no longer one holds, so that no
phrase is listed for being a part of another. Rhythm is the ratio of neighbouring
inter-onset intervals in steps of a quarter of an octave, so that a faster tempo is the same rhythm.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2
from typing import Final, Literal

from server.core.notes import Note

By = Literal["pitch", "interval", "rhythm"]

SHORTEST: Final = 4
"""Notes of a phrase, at least."""
LONGEST: Final = 32
MOST: Final = 50
MOST_NOTES: Final = 50_000
"""Notes of a voice that are looked through."""
CHORD: Final = 35.0
"""Milliseconds: notes nearer to each other are struck together; their interval is 0 in rhythm."""
STEPS: Final = 4
"""Steps in which the double of an interval is reached."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """What comes back."""

    by: By
    shape: tuple[int, ...]
    """Pitches, semitones from note to note, or steps of rhythm."""
    notes: int
    """How many notes it has."""
    places: tuple[int, ...]
    """Of the first note of each time it is played, rising; they do not overlap."""

    @property
    def count(self) -> int:
        """How often it is played."""
        return len(self.places)


def _pitches(notes: Sequence[Note]) -> list[int]:
    return [note.number for note in notes]


def _intervals(notes: Sequence[Note]) -> list[int]:
    return [two.number - one.number for one, two in pairwise(notes)]


def _rhythm(notes: Sequence[Note]) -> list[int]:
    waits = [two.onset - one.onset for one, two in pairwise(notes)]
    return [_step(one, two) for one, two in pairwise(waits)]


def _step(one: float, two: float) -> int:
    """Say how much longer the second wait is, in steps; ±99 where just one of them is a chord's."""
    if one < CHORD or two < CHORD:
        return 0 if one < CHORD and two < CHORD else 99 if one < CHORD else -99
    return round(log2(two / one) * STEPS)


SHAPES: Final[Mapping[By, tuple[Callable[[Sequence[Note]], list[int]], int]]] = {
    "pitch": (_pitches, 0),
    "interval": (_intervals, 1),
    "rhythm": (_rhythm, 2),
}
"""How a shape is made, and how many notes it has more than it has numbers."""


def repeated(notes: Sequence[Note], by: By, shortest: int = SHORTEST) -> list[Phrase]:
    """Find the phrases of one voice that come back, those that fill most of it first; 50 at most.

    The notes are in order of their onsets; the first 50,000 are looked through.
    """
    shape_of, more = SHAPES[by]
    shape = shape_of(notes[:MOST_NOTES])
    found: list[Phrase] = []
    reach = [0] * len(shape)
    for length, groups in reversed(list(_runs(shape, shortest - more, LONGEST - more))):
        for places in groups:
            apart = _apart(places, length + more)
            if len(apart) < 2 or _begins_earlier(shape, places):
                continue
            if any(reach[at] < at + length for at in places):
                run = tuple(shape[apart[0] : apart[0] + length])
                found.append(Phrase(by, run, length + more, apart))
                _cover(reach, places, length)
    found.sort(key=lambda phrase: (-phrase.notes * phrase.count, phrase.places))
    return found[:MOST]


def _runs(shape: Sequence[int], least: int, most: int) -> Iterator[tuple[int, list[list[int]]]]:
    """Give for each length the places of every run of it that comes more than once.

    Only what came back one shorter can come back, so little is left soon.
    """
    names = [0] * len(shape)
    alive: Sequence[int] = range(len(shape))
    for length in range(1, most + 1):
        places: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for at in alive:
            if at + length <= len(shape):
                places[names[at], shape[at + length - 1]].append(at)
        groups = [group for group in places.values() if len(group) > 1]
        for name, group in enumerate(groups):
            for at in group:
                names[at] = name
        alive = [at for group in groups for at in group]
        if length >= least:
            yield length, groups


def _begins_earlier(shape: Sequence[int], places: Sequence[int]) -> bool:
    """Tell whether what comes before is the same each time too: then that is where it begins."""
    return places[0] > 0 and len({shape[at - 1] for at in places}) == 1


def _apart(places: Sequence[int], notes: int) -> tuple[int, ...]:
    """Leave out what overlaps with the one before."""
    kept: list[int] = []
    for at in places:
        if not kept or at >= kept[-1] + notes:
            kept.append(at)
    return tuple(kept)


def _cover(reach: list[int], places: Sequence[int], length: int) -> None:
    """Note for each place how far a phrase goes on that holds it."""
    for start in places:
        for at in range(start, start + length):
            reach[at] = max(reach[at], start + length)
