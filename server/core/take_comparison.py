"""Two takes of one piece beside each other: what the second leaves out, adds, plays differently.

Their notes are aligned by dynamic programming, as texts are: Needleman and Wunsch, "A general
method applicable to the search for similarities in the amino acid sequence of two proteins" (1970).
A note that is missing or extra costs 1, a wrong pitch 1.5: so a wrong note is one difference, not
two, and a right one in another place is none. Chords are brought into the order of their pitches
first, since nobody strikes them alike twice. The second take's tempo is the median of the ratios
of the aligned intervals; a note's timing is what is left when the tempo is taken out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import Final, Literal

import numpy as np
from numpy.typing import NDArray

from server.core.notes import Note

DifferenceKind = Literal["missing", "extra", "pitch", "early", "late"]

GAP: Final = 1.0
WRONG: Final = 1.5
CHORD: Final = 35.0
"""Milliseconds within which notes are one chord."""
OFF: Final = 120.0
"""Milliseconds that a note may come early or late, tempo apart, without being named."""
NEAR: Final = 3
"""Aligned notes before one, by which its time is expected; fewer give no tempo either."""
MOST: Final = 10_000
"""Notes of a take that are compared, at most."""
BAND: Final = 400
"""Notes that two takes may be apart, besides the difference of their lengths."""

Moves = NDArray[np.uint8]
DIAGONAL, UP, LEFT = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two takes differ."""

    kind: DifferenceKind
    first: int | None
    """Place of the note in the first take; None where it is extra."""
    second: int | None
    """Place of the note in the second take; None where it is missing."""
    ms: float
    """When, from the start of the second take; of a missing note, when the next one comes."""
    off: float = 0.0
    """Milliseconds that it comes late, or early if below 0, at the second take's own tempo."""


@dataclass(frozen=True, slots=True)
class Comparison:
    """How two takes differ."""

    same: int
    """Notes that are the same in both, whenever they come."""
    tempo: float | None
    """How fast the second is: 2.0 is twice as fast; None where too little is the same."""
    differences: tuple[Difference, ...]
    """In the order of the second take."""

    def count(self, *kinds: DifferenceKind) -> int:
        """Count the differences of some kinds."""
        return sum(difference.kind in kinds for difference in self.differences)


def compare(first: Sequence[Note], second: Sequence[Note], off: float = OFF) -> Comparison:
    """Compare the notes of two takes, each in order of onset; 10,000 of each at most.

    Times of differences are those of the second take's notes. `off` is in milliseconds.
    """
    one, two = _settled(first[:MOST]), _settled(second[:MOST])
    pairs = list(_aligned([first[at].number for at in one], [second[at].number for at in two]))
    places = [(None if a is None else one[a], None if b is None else two[b]) for a, b in pairs]
    same = [
        (a, b)
        for a, b in places
        if a is not None and b is not None and first[a].number == second[b].number
    ]
    tempo = _tempo(first, second, same)
    late = dict(_late(first, second, same, tempo)) if tempo else {}
    return Comparison(len(same), tempo, tuple(_differences(first, second, places, late, off)))


def _settled(notes: Sequence[Note]) -> list[int]:
    """Give the places of notes, those of a chord from the lowest up."""
    chords: list[list[int]] = []
    begun = float("-inf")
    for at, note in enumerate(notes):
        if note.onset - begun >= CHORD:
            chords.append([])
            begun = note.onset
        chords[-1].append(at)
    return [at for chord in chords for at in sorted(chord, key=lambda at: notes[at].number)]


def _aligned(one: Sequence[int], two: Sequence[int]) -> Iterator[tuple[int | None, int | None]]:
    """Align pitches at the lowest cost: pairs of places, None for what has no partner."""
    moves, start = _moves(np.array(one, dtype=np.int16), np.array(two, dtype=np.int16))
    a, b = len(one), len(two)
    back: list[tuple[int | None, int | None]] = []
    while a or b:
        move = moves[a, b - start[a]] if a and b else UP if a else LEFT
        a, b = a - (move != LEFT), b - (move != UP)
        back.append((None if move == LEFT else a, None if move == UP else b))
    yield from reversed(back)


def _moves(one: NDArray[np.int16], two: NDArray[np.int16]) -> tuple[Moves, list[int]]:
    """Fill the table of costs row by row within a band about its diagonal; keep the moves.

    The gaps within a row follow from a running minimum: cost[b] - b * GAP only falls.
    """
    rows, columns = len(one), len(two)
    width = min(columns + 1, 2 * (BAND + abs(rows - columns)) + 1)
    start = [
        min(max(0, round(a * columns / max(rows, 1)) - width // 2), columns + 1 - width)
        for a in range(rows + 1)
    ]
    moves = np.zeros((rows + 1, width), dtype=np.uint8)
    cost = np.full(columns + 1, np.inf)
    cost[start[0] : start[0] + width] = np.arange(start[0], start[0] + width) * GAP
    for a in range(1, rows + 1):
        span = slice(start[a], start[a] + width)
        wrong = np.where(two == one[a - 1], 0.0, WRONG)
        across = np.concatenate([[np.inf], cost[:-1] + wrong])[span]
        up = cost[span] + GAP
        best = np.minimum(across, up)
        steps = np.arange(span.start, span.stop) * GAP
        whole = np.minimum.accumulate(best - steps) + steps
        moves[a] = np.where(whole < best, LEFT, np.where(across <= up, DIAGONAL, UP))
        cost = np.full(columns + 1, np.inf)
        cost[span] = whole
    return moves, start


def _tempo(
    first: Sequence[Note], second: Sequence[Note], same: Sequence[tuple[int, int]]
) -> float | None:
    ratios = []
    for (a, b), (c, d) in pairwise(same):
        one, two = first[c].onset - first[a].onset, second[d].onset - second[b].onset
        if one >= CHORD and two >= CHORD:
            ratios.append(one / two)
    return median(ratios) if len(ratios) >= NEAR else None


def _late(
    first: Sequence[Note], second: Sequence[Note], same: Sequence[tuple[int, int]], tempo: float
) -> Iterator[tuple[int, float]]:
    """Give for each aligned note of the second take how late it is.

    It is expected where the aligned notes before it say, each at its distance in the first take:
    so whoever goes on after a pause is late once and not to the end.
    """
    for at, (a, b) in enumerate(same):
        before = same[max(0, at - NEAR) : at]
        if before:
            expected = median(
                second[d].onset + (first[a].onset - first[c].onset) / tempo for c, d in before
            )
            yield b, second[b].onset - expected


def _differences(
    first: Sequence[Note],
    second: Sequence[Note],
    places: Sequence[tuple[int | None, int | None]],
    late: dict[int, float],
    off: float,
) -> Iterator[Difference]:
    following = second[-1].onset if second else 0.0
    times: list[float] = []
    for _, b in reversed(places):
        following = following if b is None else second[b].onset
        times.append(following)
    for (a, b), ms in zip(places, reversed(times), strict=True):
        if b is None:
            yield Difference("missing", a, None, ms)
        elif a is None:
            yield Difference("extra", None, b, ms)
        elif first[a].number != second[b].number:
            yield Difference("pitch", a, b, ms)
        elif abs(late.get(b, 0.0)) > off:
            yield Difference("late" if late[b] > 0 else "early", a, b, ms, late[b])
