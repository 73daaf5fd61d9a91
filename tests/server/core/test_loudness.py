"""Loudness as the recommendation and its test signals have it."""

import numpy as np
import pytest

from server.core.loudness import FULL, loudness, peak
from server.core.noise import Samples


def sine(level: float, rate: int = 48_000, seconds: float = 5, hertz: float = 997) -> Samples:
    """Give a sine whose peak is so many dB below full."""
    times = np.arange(int(rate * seconds)) / rate
    return FULL * 10 ** (level / 20) * np.sin(2 * np.pi * hertz * times)


@pytest.mark.parametrize("rate", [16_000, 22_050, 48_000])
@pytest.mark.parametrize("level", [0.0, -20.0, -40.0])
def test_the_recommendation_s_own_sine(rate: int, level: float) -> None:
    """A sine of 997 Hz at 0 dB on one channel is -3.01 LUFS, at any rate."""
    assert loudness(sine(level, rate), rate) == pytest.approx(level - 3.01, abs=0.1)


def test_pauses_do_not_count() -> None:
    """EBU Tech 3341, case 3: quiet before and after changes nothing (stereo there, -3 dB here)."""
    parts = [sine(-36, seconds=10), sine(-23, seconds=60), sine(-36, seconds=10)]

    assert loudness(np.concatenate(parts), 48_000) == pytest.approx(-26.0, abs=0.2)


def test_the_ear_hears_hum_less() -> None:
    """A hum counts for less than a voice's treble of the same power."""
    hum, treble = (loudness(sine(-20, hertz=hertz), 48_000) for hertz in (30, 3000))

    assert hum < treble - 10


def test_silence() -> None:
    """Nothing, a little, and digital silence have no loudness."""
    assert loudness(np.zeros(48_000), 48_000) == loudness(np.zeros(0), 48_000) == float("-inf")
    assert peak(np.zeros(3)) == peak(np.zeros(0)) == float("-inf")
    assert peak(np.array([0.0, -FULL])) == 0
