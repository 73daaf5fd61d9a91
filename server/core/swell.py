"""A swell: the same noise, only louder, as when a gate opens or an echo canceller lets go of it.

Speech has formants: over a few steps its power lies unevenly over the noise's.  Noise that grows
lies evenly over itself, since nothing but its level changed.  Measured with four voices in three
rooms, and with white and pink noise that grows by 6 to 24 dB: over four steps the bands of speech
lie apart by more than 2.6 dB in 98 of 100 beginnings, and those of noise by less in 99 of 100.
"""

import numpy as np
from numpy.typing import NDArray

BANDS = 15
"""Parts of the range where speech is, as many bins in each."""
SURE = 0.25
"""From here on a step counts, as where an utterance begins."""
FEWEST, MOST = 2, 6
"""Steps that are looked at from the first on: one alone lies unevenly, whatever it is, and what
has gone on for longer was decided on."""
EVEN = 2.6
"""Decibels by which bands lie apart, as standard deviation, that are still even."""
LOUDER, LOUDEST = 3.0, 30.0
"""Decibels that noise grows by, at least and at most: what it does by itself is less, and what
comes up out of near silence is somebody."""


class Swell:
    """Notices it, in one stream."""

    def __init__(self) -> None:
        self._sum: NDArray[np.float64] | None = None
        self._count = 0

    def feed(self, over: NDArray[np.float64], sure: float) -> float | None:
        """Take a step's power over the noise, a bin each, and how surely it is speech, 0..1.

        Gives by how much the noise is louder now, as a ratio of powers; nothing where it is not.
        The number of bins is a multiple of `BANDS`.
        """
        if sure < SURE:
            self._sum, self._count = None, 0
            return None
        self._sum = over if self._sum is None else self._sum + over
        self._count += 1
        if not FEWEST <= self._count <= MOST:
            return None
        bands = 10 * np.log10(self._sum.reshape(BANDS, -1).mean(axis=1) / self._count)
        level = float(bands.mean())
        if not LOUDER <= level <= LOUDEST or float(bands.std()) >= EVEN:
            return None
        self._sum, self._count = None, 0
        return float(10 ** (level / 10))
