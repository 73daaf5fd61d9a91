"""Shaping of speech: another rate, another pace at the same pitch, another loudness.

Samples are floats in the range of 16 bits.
"""

from functools import lru_cache
from math import ceil, gcd

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

FULL = 32767.0
_FRAME = 0.03
"""Seconds that are laid over each other to change the pace: two or three periods of a voice."""
_REACH = 0.25
"""How far, in frames, a piece may lie off its place to fit what went before."""


def samples_of(pcm: bytes) -> Samples:
    """Read 16-bit little-endian samples; half a one at the end is left out."""
    return np.frombuffer(pcm[: len(pcm) // 2 * 2], "<i2").astype(np.float64)


def pcm_of(samples: Samples) -> bytes:
    """Write samples as 16 bits, too loud ones at full."""
    return np.clip(np.round(samples), -FULL - 1, FULL).astype("<i2").tobytes()


def resampled(samples: Samples, rate: int, wanted: int) -> Samples:
    """Give the same sound at another rate, without what that rate cannot hold."""
    size = round(samples.size * wanted / rate)
    if size == samples.size:
        return samples
    shared = gcd(rate, wanted)
    if max(rate, wanted) // shared <= _LONGEST:
        return _by_blocks(samples, rate // shared, wanted // shared, size)
    whole, longer = _lengths(samples.size + PAD, rate, wanted)
    spectrum = np.fft.rfft(samples.astype(np.float32), whole)  # finer than 16 bits, and quicker
    kept = np.zeros(longer // 2 + 1, dtype=spectrum.dtype)
    shared = min(kept.size, spectrum.size)
    kept[:shared] = spectrum[:shared]
    return np.fft.irfft(kept, longer)[:size].astype(np.float64) * (longer / whole)


_LONGEST = 640
"""Of a block: all rates that sound cards and voices have meet within as many samples."""
_LOBES, _BETA, _PASSED = 24, 7.857, 0.95
"""A windowed sinc (Kaiser, 80 dB), as that of `Resampler`, which takes sound block by block."""


def _by_blocks(samples: Samples, down: int, up: int, size: int) -> Samples:
    """Make `up` samples of every `down`, all blocks at once: a product of two matrices.

    In half the time of a transform of the whole, which a long sentence's first sound waits for.
    """
    weights = _weights(down, up)
    around = (weights.shape[0] - down) // 2
    blocks = -(-samples.size // down)
    padded = np.zeros(blocks * down + 2 * around, np.float32)
    padded[around : around + samples.size] = samples
    windows = np.lib.stride_tricks.sliding_window_view(padded, weights.shape[0])[::down]
    return (windows @ weights).reshape(-1)[:size].astype(np.float64)


@lru_cache(maxsize=8)
def _weights(down: int, up: int) -> NDArray[np.float32]:
    """Give how much of each sample around a block is in each that is made of it."""
    cut = _PASSED * min(1.0, up / down)
    around = ceil(_LOBES / cut)
    inputs = np.arange(-around, down + around)[:, None]
    apart = inputs - np.arange(up)[None, :] * down / up
    window = np.i0(_BETA * np.sqrt(np.maximum(1 - (apart / around) ** 2, 0))) / np.i0(_BETA)
    found = cut * np.sinc(cut * apart) * window * (np.abs(apart) <= around)
    return found.astype(np.float32)


PAD = 64
"""Samples that keep the end from sounding in the beginning, since a spectrum is of a circle."""


def _lengths(least: int, rate: int, wanted: int) -> tuple[int, int]:
    """Give how much is transformed, and what it becomes."""
    # There is no short common measure: a length that is quick one way.
    whole = _smooth(least)
    return whole, round(whole * wanted / rate)


def _smooth(least: int) -> int:
    """Give the next number that has only small factors."""
    number = least
    while True:
        rest = number
        for factor in (2, 3, 5):
            while rest % factor == 0:
                rest //= factor
        if rest == 1:
            return number
        number += 1


def paced(samples: Samples, rate: float, speed: float) -> Samples:
    """Give speech faster (speed over 1) or slower at the same pitch.

    Overlapping pieces are taken from the sound at the new pace, each from where it fits best what
    the one before would have gone on with (WSOLA, Verhelst and Roelands 1993).
    """
    frame = int(rate * _FRAME) // 2 * 2
    if abs(speed - 1) < 0.01 or samples.size < 4 * frame:
        return samples
    hop, reach = frame // 2, int(frame * _REACH)
    window = np.hanning(frame + 1)[:frame]
    count = int((samples.size - frame - 2 * reach) / (hop * speed))
    padded = np.concatenate([np.zeros(reach), samples, np.zeros(frame + 2 * reach)])
    out = np.zeros((count + 1) * hop + frame)
    at = reach
    for index in range(count + 1):
        start = round(index * hop * speed)
        if index:
            at = start + _best(
                padded[start : start + frame + 2 * reach], padded[at + hop :][:frame]
            )
        out[index * hop : index * hop + frame] += window * padded[at : at + frame]
    return out


def _best(around: Samples, wanted: Samples) -> int:
    """Find where a piece of the sound is most like what is wanted."""
    likeness = np.correlate(around[::_STEP], wanted[::_STEP], "valid")
    return int(np.argmax(likeness)) * _STEP


_STEP = 3
"""Samples between those compared: the ear hears no difference, and it takes a ninth of the time."""
