"""Cepstra: what of speech an acoustic model is shown, thirteen numbers every 10 ms.

Mel cepstra as Davis and Mermelstein (IEEE TASSP 28(4), 1980) have them, in the measures that the
model of pocketsphinx was trained with, and from mel powers that a steady noise is taken out of, as
in the power-normalised cepstra of Kim and Stern (IEEE/ACM TASLP 24(7), 2016). The recogniser would
compute these itself, but goes on from what it heard before: the same sound was then heard in
several ways. Here one sound has one set of numbers, computed once for all that is asked about it.
"""

import math
from functools import cache

import numpy as np
from numpy.typing import NDArray

from server.core.noise import HOP, RATE, Samples

Cepstra = NDArray[np.float32]
"""Frames × 13, a frame every 10 ms."""

FRAME = 410
"""Samples of a frame, 25.6 ms."""
COUNT = 13

_SIZE = 512
_FILTERS = 25
_LOWEST, _HIGHEST = 130.0, 6800.0
"""Hz between which the filters lie."""
_EMPHASIS = 0.97
_LIFTER = 22
_LEAST = 1e-4

_SMOOTH = 0.8
"""Of the power before, in the smoothed power. The model was trained with 0.7; over 10 dB of noise
more is heard with this, and no less in a quiet room (benchmarks/speech.py)."""
_RISES, _FALLS = 0.995, 0.5
"""How slowly the lower envelope of a power rises, and falls."""
_MASKS, _MASKED = 0.85, 0.2
"""What a peak hides shortly after it, and what stands in place of that."""
_MOST = 20.0
"""A power is made at most so much smaller."""
_NEIGHBOURS = 4
"""Filters on either side that a gain is shared with."""


def cepstra(samples: Samples) -> Cepstra:
    """Give the cepstra of an utterance: 16-bit values as floats, of 16 kHz; none for too few."""
    if samples.size < FRAME:
        return np.zeros((0, COUNT), np.float32)
    powers = _steady_removed(_mel_powers(samples))
    lifted = np.log(powers + _LEAST) @ _cosines().T * _lifts()
    return np.ascontiguousarray(lifted, np.float32)


def _mel_powers(samples: Samples) -> Samples:
    whole = np.round(np.clip(samples, -32768, 32767))
    sharp = np.append(whole[0], whole[1:] - _EMPHASIS * whole[:-1])
    frames = np.lib.stride_tricks.sliding_window_view(sharp, FRAME)[::HOP] * np.hamming(FRAME)
    powers: Samples = np.abs(np.fft.rfft(frames, _SIZE)) ** 2 @ _filters().T
    return powers


def _steady_removed(powers: Samples) -> Samples:
    """Take out what is steady in each filter; followed twice, since at first it is not known."""
    state = _State(powers[0])
    state.gains(powers)
    removed: Samples = powers * (state.gains(powers) @ _shares().T)
    return removed


class _State:
    """What is known of the noise and of what was just heard, for each filter."""

    def __init__(self, first: Samples) -> None:
        self._power = first
        self._noise = first / _MOST
        self._floor = first / _MOST
        self._peak = np.zeros_like(first)

    def gains(self, powers: Samples) -> Samples:
        """Follow these frames; give what is left of each."""
        return np.array([self._gain(power) for power in powers])

    def _gain(self, power: Samples) -> Samples:
        self._power = _SMOOTH * self._power + (1 - _SMOOTH) * power
        self._noise = _lower_envelope(self._noise, self._power)
        signal = np.maximum(self._power - self._noise, 1.0)
        self._floor = _lower_envelope(self._floor, signal)
        self._peak = self._peak * _MASKS
        kept = np.where(signal < _MASKS * self._peak, self._peak * _MASKED, signal)
        self._peak = np.maximum(self._peak, signal)
        gain: Samples = np.maximum(kept, self._floor) / np.maximum(self._power, _LEAST)
        return np.clip(gain, 1 / _MOST, _MOST)


def _lower_envelope(envelope: Samples, power: Samples) -> Samples:
    slowness = np.where(power >= envelope, _RISES, _FALLS)
    lower: Samples = slowness * envelope + (1 - slowness) * power
    return lower


@cache
def _filters() -> Samples:
    """Triangles of equal area, equally far apart in mel, their corners on whole bins."""
    step = RATE / _SIZE
    mels = np.linspace(_mel(_LOWEST), _mel(_HIGHEST), _FILTERS + 2)
    corners = np.floor(700 * (10 ** (mels / 2595) - 1) / step + 0.5) * step
    low, middle, high = corners[:-2, None], corners[1:-1, None], corners[2:, None]
    hertz = np.arange(_SIZE // 2 + 1) * step
    up, down = (hertz - low) / (middle - low), (high - hertz) / (high - middle)
    filters: Samples = np.maximum(np.minimum(up, down), 0) * 2 / (high - low)
    return filters


def _mel(hertz: float) -> float:
    return 2595 * math.log10(1 + hertz / 700)


@cache
def _cosines() -> Samples:
    """Give the orthonormal cosine transform of filters, 13 × 25."""
    order, filters = np.arange(COUNT)[:, None], np.arange(_FILTERS)
    scale = np.where(order == 0, math.sqrt(1 / _FILTERS), math.sqrt(2 / _FILTERS))
    cosines: Samples = scale * np.cos(math.pi * order / _FILTERS * (filters + 0.5))
    return cosines


@cache
def _lifts() -> Samples:
    lifts: Samples = 1 + _LIFTER / 2 * np.sin(math.pi * np.arange(COUNT) / _LIFTER)
    return lifts


@cache
def _shares() -> Samples:
    """Give how much each filter's gain counts in each other's, 25 × 25."""
    far = np.abs(np.arange(_FILTERS)[:, None] - np.arange(_FILTERS))
    near = (far <= _NEIGHBOURS).astype(np.float64)
    shares: Samples = near / near.sum(axis=1, keepdims=True)
    return shares
