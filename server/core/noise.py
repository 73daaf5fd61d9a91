"""Noise suppression for speech at 16 kHz: what is steady is taken out, what speaks is kept.

The gain is the log-spectral amplitude estimator of Ephraim and Malah (IEEE TASSP 33(2), 1985) with
their decision-directed a-priori ratio; the noise is followed by the speech-presence estimator of
Gerkmann and Hendriks (IEEE TASLP 20(4), 2012). Frames of 20 ms every 10 ms, so that a sound comes
out 10 ms after it went in.
"""

import numpy as np
from numpy.typing import NDArray

Samples = NDArray[np.float64]

RATE = 16_000
"""Samples a second."""
HOP = 160
"""Samples of a step: 10 ms."""

_SIZE = 2 * HOP
_WINDOW = np.sqrt(np.hanning(_SIZE + 1)[:-1])
_SPEECH_BINS = slice(5, 80)
"""250 to 4000 Hz, where speech is and hum is not."""

_PRIOR = 10 ** (15 / 10)
"""The ratio that speech is taken to have where it is, 15 dB."""
_DIRECTED = 0.98
_FLOOR = 10 ** (-25 / 10)
"""The a-priori ratio is at least -25 dB, else what is left of the noise rings."""
_QUIET = 0.1
"""Power below which a bin is silence: rounding of 16 bit gives more."""
_ROOM = 20.0**2 * float((_WINDOW**2).sum())
"""Power of a quiet room, noise of 20 in 32768: what is no louder stays. Recognisers are trained on
speech with some of it, and err more where there is none, or where quiet speech lost its edges."""
_LEARN = 8
"""Steps from the start that are taken for noise alone."""


def exponential_integral(x: Samples) -> Samples:
    """Give E1(x) for x > 0, to five digits (Abramowitz and Stegun 5.1.53 and 5.1.56)."""
    small = np.minimum(x, 1.0)
    low = -np.log(small) + np.polyval(
        (0.00107857, -0.00976004, 0.05519968, -0.24991055, 0.99999193, -0.57721566), small
    )
    large = np.maximum(x, 1.0)
    above = np.polyval((1.0, 8.5733287401, 18.059016973, 8.6347608925, 0.2677737343), large)
    below = np.polyval((1.0, 9.5733223454, 25.6329561486, 21.0996530827, 3.9584969228), large)
    high = np.exp(-np.minimum(large, 700.0)) / large * above / below
    both: Samples = np.where(x < 1.0, low, high)
    return both


class NoiseSuppressor:
    """Follows the noise of one stream; give it what comes, in pieces of any length."""

    def __init__(self) -> None:
        self._waiting = np.zeros(0)
        self._frame = np.zeros(_SIZE)
        self._tail = np.zeros(HOP)
        self._noise: Samples | None = None
        self._presence = np.zeros(HOP + 1)
        self._before = np.zeros(HOP + 1)
        self._steps = 0

    def feed(self, samples: Samples) -> tuple[Samples, Samples]:
        """Give what is left of the whole steps so far, and for each how surely it is speech, 0..1.

        Samples are 16-bit values as floats, -32768..32767.
        """
        self._waiting = np.concatenate([self._waiting, samples])
        count = self._waiting.size // HOP
        clean, speech = np.zeros(count * HOP), np.zeros(count)
        for step in range(count):
            clean[step * HOP : (step + 1) * HOP], speech[step] = self._step(
                self._waiting[step * HOP : (step + 1) * HOP]
            )
        self._waiting = self._waiting[count * HOP :]
        return clean, speech

    def _step(self, samples: Samples) -> tuple[Samples, float]:
        self._frame = np.concatenate([self._frame[HOP:], samples])
        spectrum = np.fft.rfft(self._frame * _WINDOW)
        power = np.abs(spectrum) ** 2 + _QUIET
        noise, presence = self._follow(power)
        gain = self._gain(power, noise)
        out = np.fft.irfft(spectrum * gain) * _WINDOW
        done, self._tail = self._tail + out[:HOP], out[HOP:]
        return done, presence

    def _follow(self, power: Samples) -> tuple[Samples, float]:
        """Give the noise's power, and how surely somebody speaks over it."""
        self._steps += 1
        if self._noise is None or self._steps <= _LEARN:
            old = power if self._noise is None else self._noise
            self._noise = old + (power - old) / self._steps
            return self._noise, 0.0
        ratio = np.minimum(power / self._noise, 500.0)
        sure = 1 / (1 + (1 + _PRIOR) * np.exp(-ratio * _PRIOR / (1 + _PRIOR)))
        self._presence = 0.9 * self._presence + 0.1 * sure
        learned = np.where(self._presence > 0.99, np.minimum(sure, 0.99), sure)
        expected = learned * self._noise + (1 - learned) * power
        self._noise = 0.8 * self._noise + 0.2 * expected
        return self._noise, float(sure[_SPEECH_BINS].mean())

    def _gain(self, power: Samples, noise: Samples) -> Samples:
        after = np.minimum(power / noise, 1000.0)
        prior = _DIRECTED * self._before / noise + (1 - _DIRECTED) * np.maximum(after - 1, 0)
        prior = np.maximum(prior, _FLOOR)
        part = prior / (1 + prior)
        gain = part * np.exp(0.5 * exponential_integral(np.maximum(part * after, 1e-6)))
        least = np.sqrt(np.minimum(_ROOM / noise, 1.0))
        kept: Samples = np.clip(gain, least, 1.0)
        self._before = kept**2 * power
        return kept
