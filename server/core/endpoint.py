"""Where an utterance begins and ends in a stream of steps, each more or less surely speech.

No clock: a step is 10 ms of sound, however fast it comes. What was heard shortly before speech was
sure belongs to it, since a first consonant is soft.
"""

from collections import deque
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

STEP_MS = 10
LIKELY = 0.2
"""From here on a step may be speech, and what a button held is not cut there."""
OPENING = 0.75
"""The part of a window that must be speech, so that it counts as mostly speech."""


@dataclass(frozen=True, slots=True)
class Windows:
    """How much must be speech, and how much must not, in ms of sound."""

    opens: int = 80
    """This long, mostly speech, and somebody speaks."""
    hushes: int = 130
    """This long, no speech, and he may have ended: who recognises may begin."""
    closes: int = 250
    """This long, hardly any speech, and he has ended."""
    preroll: int = 350
    """Kept from before."""
    around: int = 200
    """Kept on either side of what a button held: words end softly, and noise is heard as words.
    Through pink noise at 10 dB 1 to 3 commands of 100 more are right than with 400, by each clear
    voice or the same; none fewer by espeak, kal or a faster rms, nor in a quiet room."""
    longest: int = 20_000
    """An utterance is ended here, so that noise cannot hold it open."""
    sure: float = 0.25
    """From here on a step counts as speech."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What the stream came to with a step.

    After "hushed" there comes either "resumed", or "ended" with nothing more that is speech.
    """

    what: Literal["began", "hushed", "resumed", "ended"]
    samples: Samples
    """All of the utterance so far."""


def spoken_part(speech: Samples, windows: Windows = Windows()) -> slice:
    """Give the steps of what a button held without the noise before and after all that is speech.

    `speech` says of each step how surely it is. Nothing is cut where none is.
    """
    width = windows.opens // STEP_MS
    often = np.convolve(speech >= LIKELY, np.ones(width) / width, "same")
    likely = np.flatnonzero(often >= 0.5)
    if not likely.size:
        return slice(0, speech.size)
    first, last, margin = int(likely[0]), int(likely[-1]), windows.around // STEP_MS
    return slice(max(first - margin, 0), min(last + 1 + margin, speech.size))


class Endpointer:
    """Cuts one stream into utterances."""

    def __init__(self, windows: Windows = Windows()) -> None:
        self._windows = windows
        self._kept: deque[Samples] = deque(maxlen=windows.preroll // STEP_MS)
        self._recent: deque[bool] = deque(maxlen=windows.opens // STEP_MS)
        self._spoken: list[Samples] = []
        self._open = False
        self._hush = 0

    @property
    def speaking(self) -> bool:
        """Whether an utterance is under way."""
        return self._open

    def feed(self, step: Samples, sure: float) -> Heard | None:
        """Take a step of sound, and how surely it is speech."""
        self._recent.append(sure >= self._windows.sure)
        return self._go_on(step) if self._open else self._wait(step)

    def end(self) -> Heard | None:
        """End here, as where a key is let go; nothing where nobody spoke."""
        if not self._open:
            return None
        return self._close()

    def _wait(self, step: Samples) -> Heard | None:
        self._kept.append(step)
        full = len(self._recent) == self._recent.maxlen
        if not full or sum(self._recent) < OPENING * len(self._recent):
            return None
        self._open, self._hush = True, 0
        self._spoken = list(self._kept)
        self._recent = deque(self._recent, maxlen=self._windows.closes // STEP_MS)
        return Heard("began", np.concatenate(self._spoken))

    def _go_on(self, step: Samples) -> Heard | None:
        self._spoken.append(step)
        full = len(self._recent) == self._recent.maxlen
        ended = full and sum(self._recent) * 10 < len(self._recent)
        if ended or len(self._spoken) * STEP_MS >= self._windows.longest:
            return self._close()
        return self._resumed() if self._recent[-1] else self._hushed()

    def _hushed(self) -> Heard | None:
        self._hush += 1
        if self._hush * STEP_MS != self._windows.hushes:
            return None
        return Heard("hushed", np.concatenate(self._spoken))

    def _resumed(self) -> Heard | None:
        told, self._hush = self._hush * STEP_MS >= self._windows.hushes, 0
        return Heard("resumed", np.concatenate(self._spoken)) if told else None

    def _close(self) -> Heard:
        samples = np.concatenate(self._spoken)
        self._open, self._spoken = False, []
        self._kept.clear()
        self._recent = deque(maxlen=self._windows.opens // STEP_MS)
        return Heard("ended", samples)
