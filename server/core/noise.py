"""Noise in speech at 16 kHz: how surely somebody speaks over it, and speech without it.

A stream is only listened to: the noise is followed by the speech-presence estimator of Gerkmann and
Hendriks (IEEE TASLP 20(4), 2012). An utterance is cleaned as a whole when it has ended, since its
quietest frames, wherever they are, tell the noise better than what came before it. The gain is the
log-spectral amplitude estimator of Ephraim and Malah (IEEE TASSP 33(2), 1985) with their
decision-directed a-priori ratio. Frames of 20 ms every 10 ms.
"""

import numpy as np
from numpy.typing import NDArray

from server.core.swell import Swell

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
_DIRECTED = 0.95
"""How much the step before tells of this one's ratio: less than for people, who mind its ringing.
More is heard at 10 dB than with the usual 0.98 (benchmarks/speech.py)."""
_FLOOR = 10 ** (-25 / 10)
"""The a-priori ratio is at least -25 dB, else what is left of the noise rings."""
_QUIET = 0.1
"""Power below which a bin is silence: rounding of 16 bit gives more."""
_ROOM = 20.0**2 * float((_WINDOW**2).sum())
"""Power of a quiet room, noise of 20 in 32768: what is no louder stays. Recognisers are trained on
speech with some of it, and err more where there is none, or where quiet speech lost its edges."""
_DEAD = _ROOM / 1000
"""Mean power of a step that no microphone gives, but a switch, a gate, or the end of a file."""
_LOUDEST = 10
"""Steps that are louder than what is measured against: a click is none of the speech."""
_SOFTEST = 10 ** (-35 / 10)
"""Speech beside its loudest: soft consonants are softer, and never alone."""
_LEARN = 8
"""Steps from the start of a stream that are taken for noise alone."""
_QUIETEST = 0.3
"""The part of an utterance's steps that is taken for noise alone."""


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


class SpeechPresence:
    """Follows the noise of one stream, and tells when somebody speaks over it."""

    def __init__(self) -> None:
        self._waiting = np.zeros(0)
        self._frame = np.zeros(_SIZE)
        self._noise: Samples | None = None
        self._presence = np.zeros(HOP + 1)
        self._swell = Swell()
        self._steps = 0

    def feed(self, samples: Samples, *, speaking: bool = False) -> tuple[Samples, Samples]:
        """Give the whole steps so far, and for each how surely it is speech, 0..1.

        Samples are 16-bit values as floats, -32768..32767, in pieces of any length. `speaking`: an
        utterance is under way, within which nothing is taken for noise that has grown louder.
        """
        self._waiting = np.concatenate([self._waiting, samples])
        count = self._waiting.size // HOP
        whole, self._waiting = np.split(self._waiting, [count * HOP])
        return whole, np.array([self._step(step, speaking) for step in whole.reshape(-1, HOP)])

    def _step(self, samples: Samples, speaking: bool) -> float:
        self._frame = np.concatenate([self._frame[HOP:], samples])
        power: Samples = np.abs(np.fft.rfft(self._frame * _WINDOW)) ** 2 + _QUIET
        if _loudness(power) < _DEAD:
            return 0.0  # nothing is learned from it: the noise after it would be speech
        self._steps += 1
        if self._noise is None or self._steps <= _LEARN:
            old = power if self._noise is None else self._noise
            self._noise = old + (power - old) / self._steps
            return 0.0
        sure = _speaking(power, self._noise)
        heard = float(sure[_SPEECH_BINS].mean())
        louder = self._swell.feed((power / self._noise)[_SPEECH_BINS], heard)
        if louder is not None and not speaking:
            self._noise = louder * self._noise
            return 0.0
        self._presence = 0.9 * self._presence + 0.1 * sure
        learned = np.where(self._presence > 0.99, np.minimum(sure, 0.99), sure)
        expected = learned * self._noise + (1 - learned) * power
        self._noise = 0.8 * self._noise + 0.2 * expected
        return heard


def cleaned(samples: Samples) -> tuple[Samples, Samples]:
    """Take the noise out of an utterance; give it, and for each step how surely it is speech.

    Samples are 16-bit values as floats. What is left over of a whole number of steps is dropped.
    """
    count = samples.size // HOP
    if count == 0:
        return np.zeros(0), np.zeros(0)
    padded = np.concatenate([np.zeros(HOP), samples[: count * HOP], np.zeros(HOP)])
    frames = np.lib.stride_tricks.sliding_window_view(padded, _SIZE)[::HOP]
    spectra = np.fft.rfft(frames * _WINDOW)
    powers: Samples = np.abs(spectra) ** 2 + _QUIET
    noise = _quietest(powers)
    parts = np.fft.irfft(spectra * _gains(powers, noise)) * _WINDOW
    clean: Samples = (parts[:-1, HOP:] + parts[1:, :HOP]).reshape(-1)
    # What is no louder than a quiet room is nobody's speech, however quiet it was besides.
    speech = _speaking(powers[:-1], np.maximum(noise, _ROOM))[:, _SPEECH_BINS].mean(axis=1)
    return clean, np.where(_loud_enough(powers[:-1]), speech, 0.0)


def _loud_enough(powers: Samples) -> NDArray[np.bool_]:
    """Tell which steps are loud enough to be speech beside the others.

    An automatic gain follows the speaker: noise is louder before he speaks than after.
    """
    loudness = powers[:, _SPEECH_BINS].mean(axis=1)
    loudest = np.sort(loudness)[-min(_LOUDEST, loudness.size)]
    enough: NDArray[np.bool_] = loudness >= loudest * _SOFTEST
    return enough


def _quietest(powers: Samples) -> Samples:
    """Give the power of what is taken for noise alone, in each bin."""
    loudness = _loudness(powers)
    # Between words it may be nothing, where a gate or a program shuts; then there is no noise.
    alive = np.flatnonzero(loudness >= _DEAD)
    if alive.size:
        powers, loudness = (each[alive[0] : alive[-1] + 1] for each in (powers, loudness))
    count = max(min(_LEARN, loudness.size), int(_QUIETEST * loudness.size))
    quietest: Samples = powers[np.argsort(loudness)[:count]].mean(axis=0)
    return quietest


def _loudness(powers: Samples) -> Samples:
    """Give the geometric mean of the powers where speech is, of a step or of each."""
    loudness: Samples = np.exp(np.log(powers[..., _SPEECH_BINS]).mean(axis=-1))
    return loudness


def _speaking(power: Samples, noise: Samples) -> Samples:
    """Give for each bin how surely there is more than noise."""
    ratio = np.minimum(power / noise, 500.0)
    sure: Samples = 1 / (1 + (1 + _PRIOR) * np.exp(-ratio * _PRIOR / (1 + _PRIOR)))
    return sure


def _gains(powers: Samples, noise: Samples) -> Samples:
    """Give what each bin of each step is multiplied by."""
    least = np.sqrt(np.minimum(_ROOM / noise, 1.0))
    gains, before = np.empty_like(powers), np.zeros_like(noise)
    for step, power in enumerate(powers):
        after = np.minimum(power / noise, 1000.0)
        prior = _DIRECTED * before / noise + (1 - _DIRECTED) * np.maximum(after - 1, 0)
        part = 1 - 1 / (1 + np.maximum(prior, _FLOOR))
        gain = part * np.exp(0.5 * exponential_integral(np.maximum(part * after, 1e-6)))
        gains[step] = np.clip(gain, least, 1.0)
        before = gains[step] ** 2 * power
    return gains
