"""A tone stays the same at another rate, and what cannot be told there is gone."""

import numpy as np
import pytest

from server.core.noise import Samples
from server.core.resampling import Resampler


def tone(hertz: float, rate: int, seconds: float = 0.5) -> Samples:
    """Give a sine of 1000."""
    return 1000 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


def resampled(samples: Samples, rate: int, wanted: int, block: int = 4096) -> Samples:
    """Resample in blocks."""
    resampler = Resampler(rate, wanted)
    blocks = [resampler.feed(samples[at : at + block]) for at in range(0, samples.size, block)]
    return np.concatenate([*blocks, resampler.end()])


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 44101, 48000, 96000])
def test_a_tone_stays(rate: int) -> None:
    """From low and high rates, and from odd ones: the same tone, as long, at the same time."""
    found = resampled(tone(1000, rate), rate, 16000)
    wanted = tone(1000, 16000)
    within = slice(800, min(found.size, wanted.size) - 800)

    assert found.size == pytest.approx(wanted.size, abs=3)
    assert np.abs(found[within] - wanted[within]).max() < 2


def test_what_would_fold_back_is_gone() -> None:
    """A tone above the half of the new rate is silence, not another tone."""
    assert np.abs(resampled(tone(9500, 48000), 48000, 16000)[800:-800]).max() < 1


@pytest.mark.parametrize("block", [1, 7, 100_000])
def test_blocks_do_not_matter(block: int) -> None:
    """However it comes, it is the same."""
    samples = tone(440, 44100, 0.05)

    assert np.allclose(
        resampled(samples, 44100, 16000, block), resampled(samples, 44100, 16000), atol=1e-9
    )


def test_nothing() -> None:
    """No sound is no sound."""
    assert np.abs(resampled(np.zeros(0), 44100, 16000)).sum() == 0
