"""Simple measures of a voice, to compare two: how long, how fast, how high, how bright, how loud.

Samples are floats in the range of 16 bits.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

FRAME = 0.04
"""Seconds looked at together: two periods of a low voice and more."""
QUIET = 35.0
"""Decibels under the loudest frame that are no speech."""
LOWEST, HIGHEST = 60.0, 450.0
"""Hz between which people's voices are."""
VOICED = 0.45
"""How like itself a frame must be one period later, to have a pitch."""


@dataclass(frozen=True, slots=True)
class Measures:
    """What was measured; nothing where there was too little."""

    seconds: float
    """From the first speech to the last."""
    letters_a_second: float | None
    pitch: float | None
    """Hz, the median."""
    centroid: float | None
    """Hz, where half of the brightness lies, in the mean."""
    loudness: float
    """Decibels under full scale, of the speech alone."""


def measured(samples: Samples, rate: int, text: str) -> Measures:
    """Measure speech; `text` is what it says, or nothing where nobody knows."""
    frames = _frames(samples, int(rate * FRAME))
    power = np.sqrt(np.mean(frames**2, axis=1)) if frames.size else np.zeros(0)
    speech = power > max(power.max(initial=0.0), 1.0) * 10 ** (-QUIET / 20)
    if not speech.any():
        return Measures(0.0, None, None, None, -120.0)
    first, last = int(np.argmax(speech)), speech.size - int(np.argmax(speech[::-1]))
    seconds = (last - first) * frames.shape[1] / rate
    letters = sum(sign.isalnum() for sign in text)
    spoken = frames[speech]
    loudness = 20 * float(np.log10(np.sqrt(np.mean(spoken**2)) / 32768))
    return Measures(
        seconds,
        letters / seconds if letters else None,
        _pitch(spoken, rate),
        _centroid(spoken, rate),
        loudness,
    )


def _frames(samples: Samples, size: int) -> Samples:
    return samples[: samples.size // size * size].reshape(-1, size)


def _pitch(frames: Samples, rate: int) -> float | None:
    """Give the median of the voiced frames' pitch, by how like they are to themselves later."""
    found = [pitch for frame in frames if (pitch := _frame_pitch(frame, rate))]
    return float(np.median(found)) if found else None


def _frame_pitch(frame: Samples, rate: int) -> float | None:
    centred = frame - frame.mean()
    spectrum = np.fft.rfft(centred, 2 * frame.size)
    alike = np.fft.irfft(np.abs(spectrum) ** 2)[: frame.size]
    alike /= np.arange(frame.size, 0, -1)  # later ones overlap less
    shortest, longest = int(rate / HIGHEST), min(int(rate / LOWEST), frame.size * 3 // 4)
    if alike[0] <= 0 or longest <= shortest + 2:
        return None
    part = alike[shortest:longest] / alike[0]
    best = float(part.max())
    if best < VOICED:
        return None
    # The first that is nearly the best: later ones are its multiples.
    peaks = (part >= np.roll(part, 1)) & (part >= np.roll(part, -1))
    near = np.flatnonzero((part > 0.9 * best) & peaks)
    return rate / (shortest + int(near[0] if near.size else part.argmax()))


def _centroid(frames: Samples, rate: int) -> float:
    spectra = np.abs(np.fft.rfft(frames * np.hanning(frames.shape[1]), axis=1))
    heights = np.fft.rfftfreq(frames.shape[1], 1 / rate)
    return float(np.mean((spectra @ heights) / np.maximum(spectra.sum(axis=1), 1e-9)))
