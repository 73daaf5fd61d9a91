"""Other paces: the pitch stays, and so does the length that is asked for."""

import numpy as np
import pytest

from server.core.sound_shape import paced, pcm_of, samples_of
from server.core.voice_measures import measured

RATE = 22_050


def tone(hertz: float, seconds: float = 1.0) -> np.ndarray:
    """Give a tone with overtones, as a voice has."""
    at = np.arange(int(RATE * seconds)) / RATE
    return sum(4000 / n * np.sin(2 * np.pi * hertz * n * at) for n in (1, 2, 3))  # type: ignore[return-value]


@pytest.mark.parametrize("speed", [0.25, 0.5, 0.8, 1.5, 2, 3])
def test_another_pace(speed: float) -> None:
    """Speech faster or slower keeps its pitch and its loudness."""
    plain, sound = tone(120, 2), paced(tone(120, 2), RATE, speed)

    assert sound.size == pytest.approx(plain.size / speed, rel=0.1)
    assert measured(sound, RATE, "").pitch == pytest.approx(120, rel=0.02)
    assert measured(sound, RATE, "").loudness == pytest.approx(
        measured(plain, RATE, "").loudness, abs=1
    )


@pytest.mark.parametrize("size", [0, 1, 10, 2000])
def test_next_to_nothing(size: int) -> None:
    """What is too short to be shaped stays, or comes out as short."""
    sound = np.zeros(size)

    assert paced(sound, RATE, 2).size <= size + 700


def test_bytes() -> None:
    """Samples are written and read again, too loud ones at full."""
    assert samples_of(pcm_of(np.array([1.4, -40_000, 40_000])) + b"?").tolist() == [
        1, -32_768, 32_767,
    ]  # fmt: skip
