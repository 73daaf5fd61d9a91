"""Shaping of speech: another pace at the same pitch, another loudness.

Samples are floats in the range of 16 bits.
"""

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
