"""Noise that grows louder as it is, told from speech that begins."""

import numpy as np
import pytest

from server.core.noise import HOP, RATE, Samples, SpeechPresence
from server.core.swell import BANDS, FEWEST, MOST, Swell

RNG = np.random.default_rng(11)
WIDTH = 5 * BANDS


def even(level: float) -> Samples:
    """Give a step of noise that is so much louder than it was, as a ratio of powers."""
    return level * RNG.exponential(1.0, WIDTH)


def test_a_step_alone_tells_nothing() -> None:
    """From the second on it is told by how much the noise has grown, to a decibel or two."""
    swell = Swell()
    told = [swell.feed(even(30.0), 0.9) for _ in range(FEWEST)]

    assert told[:-1] == [None] * (FEWEST - 1)
    assert told[-1] == pytest.approx(30.0, rel=0.4)


def test_what_lies_unevenly_is_speech() -> None:
    """A formant 20 dB over the rest is none of the noise's, however long it sounds."""
    vowel = np.where(np.arange(WIDTH) < WIDTH // 4, 100.0, 1.0)
    swell = Swell()

    assert [swell.feed(vowel * even(1.0), 0.9) for _ in range(2 * MOST)] == [None] * 2 * MOST


def test_noise_that_stays_is_none() -> None:
    """Neither steps that are no speech nor a decibel more count."""
    swell = Swell()

    assert [swell.feed(even(1.0), 0.1) for _ in range(20)] == [None] * 20
    assert [swell.feed(np.full(WIDTH, 1.2), 0.9) for _ in range(20)] == [None] * 20


@pytest.mark.parametrize("louder", [4.0, 6.0, 15.0])
def test_an_echo_canceller_that_lets_go_is_nobody(louder: float) -> None:
    """The room's noise comes back 12 to 24 dB louder at once: no step of 100 after it is speech."""
    room = RNG.normal(0, 15, 3 * RATE)
    room[RATE + 37 :] *= louder

    _, sure = SpeechPresence().feed(room)

    since = RATE // HOP
    opened = np.convolve(sure[since : since + 100] >= 0.25, np.ones(8))
    assert opened.max() < 6


def test_within_what_is_said_nothing_is_taken_for_noise() -> None:
    """There a hiss goes on being speech."""
    room = RNG.normal(0, 15, 2 * RATE)
    room[RATE:] *= 10

    _, before = (presence := SpeechPresence()).feed(room[:RATE])
    _, sure = presence.feed(room[RATE:], speaking=True)

    assert before[20:].mean() < 0.25
    assert (sure[2:12] > 0.5).all()
