"""Cuts a long recording at its silences into pieces short enough to be written down at once.

What is no speech is left out, but for what is shortly before and after. Where somebody speaks on
without a pause, the cut is at the quietest place of the second half.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from server.core.endpoint import Endpointer, Windows
from server.core.noise import HOP, RATE, Samples, SpeechPresence

LONGEST = 28 * RATE
"""Samples of a piece: transcribers take half a minute."""
WINDOWS = Windows(opens=80, closes=800, preroll=500, longest=LONGEST * 1000 // RATE)
"""Slower than with commands: a sentence is easier to write down than a half one."""
_QUIET = RATE // 10
"""The cut is in the middle of the quietest 100 ms."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some speech, and where it began, in samples from the start."""

    start: int
    samples: Samples

    @property
    def end(self) -> int:
        """Give where it ends, in samples from the start."""
        return self.start + self.samples.size

    @property
    def start_ms(self) -> int:
        """Give where it began, in ms."""
        return self.start * 1000 // RATE


class Cutter:
    """Takes one recording block by block, 16 kHz, and gives its pieces as they end."""

    def __init__(self, windows: Windows = WINDOWS) -> None:
        self._longest = windows.longest * RATE // 1000
        self._presence = SpeechPresence()
        self._endpointer = Endpointer(windows)
        self._waiting = np.zeros(0)
        self._position = 0
        self._rest: Piece | None = None
        """What was cut off, to which the next piece may belong."""

    def feed(self, samples: Samples) -> Iterator[Piece]:
        """Take a block of any length."""
        self._waiting = np.concatenate([self._waiting, samples])
        whole = self._waiting.size // HOP * HOP
        steps, self._waiting = self._waiting[:whole], self._waiting[whole:]
        # Only what it takes for speech is used: transcribers know noise better than its remains.
        # A block may hold many utterances, so none of its noise is taken for a swell.
        _, speech = self._presence.feed(steps, speaking=True)
        for at, sure in enumerate(speech):
            told = self._endpointer.feed(steps[at * HOP : (at + 1) * HOP], sure)
            self._position += HOP
            if told is not None and told.what == "ended":
                yield from self._ended(told.samples)

    def end(self) -> Iterator[Piece]:
        """End the recording."""
        told = self._endpointer.end()
        if told is not None:
            yield from self._ended(told.samples)
        if self._rest is not None:
            yield self._rest
            self._rest = None

    def _ended(self, samples: Samples) -> Iterator[Piece]:
        piece = Piece(self._position - samples.size, samples)
        rest, self._rest = self._rest, None
        if rest is not None and rest.end == piece.start:
            piece = Piece(rest.start, np.concatenate([rest.samples, samples]))
        elif rest is not None:
            yield rest
        while piece.samples.size >= self._longest:
            first, piece = _split(piece, self._longest)
            yield first
            self._rest = piece
        if self._rest is None:
            yield piece


def _split(piece: Piece, longest: int) -> tuple[Piece, Piece]:
    """Part it at its quietest place between the half of the longest and the longest."""
    half = longest // 2
    window = piece.samples[half:longest]
    energy = np.concatenate([[0.0], np.cumsum(window**2)])
    at = half + int(np.argmin(energy[_QUIET:] - energy[:-_QUIET])) + _QUIET // 2
    return (
        Piece(piece.start, piece.samples[:at]),
        Piece(piece.start + at, piece.samples[at:]),
    )
