"""How a recording was played, in figures: how much, how hard, how evenly, how much held over.

All of them are free of the tempo but the intervals in milliseconds.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import fmean, median
from typing import Final

import numpy as np

from server.core.notes import Note

CHORD: Final = 35.0
"""Milliseconds: notes struck nearer to each other are one stroke."""
PAUSE: Final = 5_000.0
"""Milliseconds without a note after which nobody is taken to be playing."""
BANDS: Final = 8
"""Bands of the velocities, 16 each."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What a recording, a voice or a take has of each; None where there are too few notes."""

    notes: int
    lowest: int | None
    """The lowest key as a MIDI note; so is the highest."""
    highest: int | None
    minutes: float
    """Minutes played: from the first note to the last one's end, without pauses of 5 s or more."""
    interval_median: float | None
    """Milliseconds from stroke to stroke; a chord is one stroke."""
    interval_p10: float | None
    interval_p90: float | None
    unevenness: float | None
    """How much neighbouring intervals differ, in % of their mean: 0 is a clock, at any tempo.

    The normalised pairwise variability index of speech rhythm: Grabe and Low, "Durational
    variability in speech and the rhythm class hypothesis" (2002).
    """
    overlap: float | None
    """Share of strokes, 0..1, that come while the one before is still held."""
    velocity_mean: float | None
    velocity_bands: tuple[int, ...]
    """Notes by velocity: 0..15, 16..31, … 112..127."""


def figures(notes: Sequence[Note]) -> Figures:
    """Count and measure notes, which are in order of their onsets."""
    numbers = [note.number for note in notes]
    strokes = _strokes(notes)
    waits = [two[0] - one[0] for one, two in pairwise(strokes)]
    waits = [wait for wait in waits if wait < PAUSE]
    p10, p90 = (float(each) for each in np.percentile(waits, [10, 90])) if waits else (None, None)
    bands = np.bincount([note.velocity * BANDS // 128 for note in notes], minlength=BANDS)
    return Figures(
        notes=len(notes),
        lowest=min(numbers, default=None),
        highest=max(numbers, default=None),
        minutes=_played(notes) / 60_000,
        interval_median=median(waits) if waits else None,
        interval_p10=p10,
        interval_p90=p90,
        unevenness=_unevenness(waits),
        overlap=_overlap(strokes),
        velocity_mean=fmean(note.velocity for note in notes) if notes else None,
        velocity_bands=tuple(int(band) for band in bands),
    )


def _strokes(notes: Sequence[Note]) -> list[tuple[float, float]]:
    """Join chords: when each stroke begins, and when its last key is let go."""
    found: list[tuple[float, float]] = []
    before = float("-inf")
    for note in notes:
        end = note.onset + note.duration
        if note.onset - before < CHORD:
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((note.onset, end))
        before = note.onset
    return found


def _played(notes: Sequence[Note]) -> float:
    """Add up the milliseconds in which something is played, short pauses included."""
    total, until = 0.0, None
    for note in notes:
        end = note.onset + note.duration
        if until is None or note.onset - until >= PAUSE:
            total += note.duration
        else:
            total += max(end - until, 0.0)
        until = end if until is None else max(until, end)
    return total


def _unevenness(waits: Sequence[float]) -> float | None:
    pairs = [abs(two - one) / ((one + two) / 2) for one, two in pairwise(waits) if one + two > 0]
    return 100 * fmean(pairs) if pairs else None


def _overlap(strokes: Sequence[tuple[float, float]]) -> float | None:
    if len(strokes) < 2:
        return None
    return fmean(one[1] > two[0] for one, two in pairwise(strokes))
