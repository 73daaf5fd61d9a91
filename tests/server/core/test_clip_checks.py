"""Clips that are clipped, too quiet, noisy, or of other text are told; the others are levelled."""

import numpy as np
import pytest

from server.core.clip_checks import CLIPPED, FAST, NOISY, QUIET, SLOW, fault, finished, measure
from server.core.envelope import envelope, noise_floor, quiet
from server.core.loudness import loudness, peak
from server.core.noise import Samples

RATE = 22_050
TEXT = "Twenty letters or so there are."


def speech(level: float, seconds: float = 2) -> Samples:
    """Give noise that trembles as speech does."""
    count = int(seconds * RATE)
    noise = np.random.default_rng(1).normal(0, level, count)
    return noise * (1.2 + np.sin(np.arange(count) * 2 * np.pi * 4 / RATE))


@pytest.mark.parametrize(
    ("samples", "text", "floor", "why"),
    [
        (speech(2000), TEXT, -60, ""),
        (np.clip(speech(30_000), -32768, 32767), TEXT, -60, CLIPPED),
        (speech(10), TEXT, -90, QUIET),
        (speech(2000), TEXT, -25, NOISY),
        (speech(2000), TEXT * 3, -60, FAST),
        (speech(2000), "Yes.", -60, SLOW),
        (np.zeros(0), TEXT, -60, QUIET),
    ],
)
def test_faults(samples: Samples, text: str, floor: float, why: str) -> None:
    """Each has its reason; good speech has none."""
    assert fault(measure(samples, RATE, text, floor)) == why


def test_a_loud_peak_is_not_clipping() -> None:
    """One sample at full may be a peak; three in a row, at several places, are not."""
    one = speech(2000)
    one[100:102] = 32767
    many = speech(2000)
    for at in (100, 200, 300):
        many[at : at + 3] = -32768

    assert measure(one, RATE, TEXT, -60).flat == 0
    assert measure(many, RATE, TEXT, -60).flat == 3


@pytest.mark.parametrize("level", [100, 1000, 8000])
def test_clips_are_as_loud_as_each_other(level: float) -> None:
    """From far and near microphones: the same loudness, and no peak beyond what is allowed."""
    done = finished(speech(level), RATE)

    assert loudness(done, RATE) == pytest.approx(-23, abs=0.3)
    assert peak(done) <= -0.99
    assert done[0] == 0
    assert abs(done[-1]) < 100


def test_a_sharp_peak_limits_the_gain() -> None:
    """A clip with one sharp peak stays softer rather than being clipped."""
    samples = speech(300)
    samples[20_000] = 20_000
    done = finished(samples, RATE)

    assert peak(done) == pytest.approx(-1, abs=0.01)
    assert loudness(done, RATE) < -24


def test_silence_stays() -> None:
    """Nothing is made of nothing."""
    assert not finished(np.zeros(RATE), RATE).any()


def test_envelope_and_quiet() -> None:
    """The levels of each 10 ms tell where somebody speaks, however the recording comes."""
    room = np.random.default_rng(2).normal(0, 10, RATE)
    recording = np.concatenate([room, speech(3000, 1), room])
    levels = envelope(np.array_split(recording, 7), RATE)
    silent = quiet(levels)

    assert levels.size == 300
    assert noise_floor(levels) == pytest.approx(-70, abs=1)
    assert silent[:95].all()
    assert not silent[105:195].any()
    assert silent[205:].all()
    assert quiet(np.zeros(0)).size == 0


def test_the_envelope_of_an_hour_keeps_time() -> None:
    """22,050 is no multiple of a hundred; even so a click after long is where it is."""
    seconds = np.zeros(RATE)
    click = np.zeros(RATE)
    click[RATE // 2] = 30_000
    levels = envelope([seconds] * 59 + [click], RATE)

    assert levels.size == 6000
    assert levels.argmax() == 5950
