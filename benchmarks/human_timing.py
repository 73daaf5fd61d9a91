"""How people play: when keys go down and come up, and the errors that hands make.

The figures were measured on 22 pianists' recordings (the vienna4x22 corpus): intervals between
notes of one voice 105 / 147 / 217 / 477 ms (0.1, 1, 5, 50 %), chords of one hand spread 9 / 29 / 51
/ 79 ms (25, 50, 95, 99 %), a quarter of successive notes overlap, by 60 / 200 ms (50, 90 %). Timing
jitters by 10 ms and 6 % of the interval. The novice's errors are a model: see ``Hands``.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from server.core.keys import COUNT, MIDDLE

FASTEST_MS = 105.0
USUAL_MS = 477.0
SPREAD_MS = 29.0
OVERLAPPING = 0.25


@dataclass(frozen=True)
class Hands:
    """How often a hand errs, per key."""

    slip: float = 0.02
    """Another key is struck."""
    far: float = 0.0
    """Share of slips to any key; the others go one or two semitones off."""
    omitted: float = 0.01
    brushed: float = 0.007
    """A neighbour is touched as well."""
    filtered: float = 5 / 6
    """Share of brushed keys that the adapter drops: soft ones right after their neighbour."""
    swapped: float = 0.005
    """Two successive keys of different hands go down in the wrong order."""
    doubled: float = 0.0
    stray: float = 0.0
    """Any key besides."""


NEIGHBOURS = Hands()
"""Slips of one or two semitones, omissions, filtered brushes, swaps."""
FAR_AND_STRAY = Hands(far=0.2, stray=0.003)
"""The same with a fifth of the slips to any key farther off, and stray keys."""
CLUMSY = Hands(slip=0.03, far=0.2, omitted=0.02, swapped=0.01, doubled=0.01, stray=0.005)
"""What a recogniser should be tried with."""
PROFESSIONAL = Hands(slip=0.0, omitted=0.0095, brushed=0.0042, filtered=0.0, swapped=0.0)
"""Rehearsed pianists: insertions 0.42 %, omissions 0.95 % of notes."""


def err(keys: Sequence[int], hands: Hands, random: Random) -> list[int]:
    """Play keys as hands do: each may slip, be left out, doubled, brushed, swapped."""
    played: list[int] = []
    for key in keys:
        if random.random() >= hands.omitted:
            played.append(_struck(key, hands, random))
            played += _besides(played[-1], hands, random)
        if random.random() < hands.stray:
            played.append(random.randrange(COUNT))
    return _swapped(played, hands, random)


def _struck(key: int, hands: Hands, random: Random) -> int:
    if random.random() >= hands.slip:
        return key
    if random.random() < hands.far:
        return random.choice([other for other in range(COUNT) if abs(other - key) > 2])
    near = [key + off for off in (-2, -1, 1, 2)]
    return random.choice([other for other in near if 0 <= other < COUNT])


def _besides(key: int, hands: Hands, random: Random) -> list[int]:
    if random.random() < hands.doubled:
        return [key]
    if random.random() < hands.brushed * (1 - hands.filtered):
        return [min(max(key + random.choice((-1, 1)), 0), COUNT - 1)]
    return []


def _swapped(keys: list[int], hands: Hands, random: Random) -> list[int]:
    for i in range(len(keys) - 1):
        two_hands = (keys[i] < MIDDLE) != (keys[i + 1] < MIDDLE)
        if two_hands and random.random() < hands.swapped:
            keys[i], keys[i + 1] = keys[i + 1], keys[i]
    return keys


@dataclass(frozen=True)
class Note:
    """One note as a keyboard would send it; times in ms from the start."""

    key: int
    onset: float
    duration: float


def timed(
    keys: Sequence[int], together: Sequence[bool], tempo: float, random: Random
) -> list[Note]:
    """Give keys their times, in the order they sound; ``together`` marks those of a chord.

    At high tempo jitter can put two keys out of order, as it does in hands.
    """
    notes, at = [], 0.0
    for key, chord in zip(keys, together, strict=True):
        interval = _spread(random) if chord else _interval(random) / tempo
        at += interval
        jitter = random.gauss(0, 10 + 0.06 * interval) / tempo
        notes.append(Note(key, max(at + jitter, 0.0), _duration(interval, random)))
    return sorted(notes, key=lambda note: note.onset)


def _interval(random: Random) -> float:
    return max(FASTEST_MS, random.lognormvariate(math.log(USUAL_MS), 0.48))


def _spread(random: Random) -> float:
    return random.lognormvariate(math.log(SPREAD_MS), 0.5)


def _duration(interval: float, random: Random) -> float:
    """Hold a note until the next begins, or, one time in four, beyond it."""
    if random.random() < OVERLAPPING:
        return interval + random.lognormvariate(math.log(60), 0.94)
    return interval * random.uniform(0.3, 0.95)


def zipf(count: int) -> list[float]:
    """Give the share of use of each rank: the second half as often as the first, and so on."""
    total = sum(1 / rank for rank in range(1, count + 1))
    return [1 / rank / total for rank in range(1, count + 1)]


def drawn(count: int, shares: Sequence[float], random: Random) -> Iterator[int]:
    """Draw that many ranks."""
    return iter(random.choices(range(len(shares)), shares, k=count))
