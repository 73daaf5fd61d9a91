"""A tone stays the same at another rate, and what cannot be told there is gone."""

import numpy as np
import pytest

from server.core.noise import Samples
from server.core.resampling import Resampler, in_two, resampled


def tone(hertz: float, rate: int, seconds: float = 0.5) -> Samples:
    """Give a sine of 1000."""
    return 1000 * np.sin(2 * np.pi * hertz * np.arange(int(seconds * rate)) / rate)


def in_blocks(samples: Samples, rate: int, wanted: int, block: int = 4096) -> Samples:
    """Resample in blocks."""
    resampler = Resampler(rate, wanted)
    blocks = [resampler.feed(samples[at : at + block]) for at in range(0, samples.size, block)]
    return np.concatenate([*blocks, resampler.end()])


@pytest.mark.parametrize("rate", [8000, 11025, 16000, 22050, 44100, 44101, 48000, 96000])
def test_a_tone_stays(rate: int) -> None:
    """From low and high rates, and from odd ones: the same tone, as long, at the same time."""
    found = in_blocks(tone(1000, rate), rate, 16000)
    wanted = tone(1000, 16000)
    within = slice(800, min(found.size, wanted.size) - 800)

    assert found.size == pytest.approx(wanted.size, abs=3)
    assert np.abs(found[within] - wanted[within]).max() < 2


def test_what_would_fold_back_is_gone() -> None:
    """A tone above the half of the new rate is silence, not another tone."""
    assert np.abs(in_blocks(tone(9500, 48000), 48000, 16000)[800:-800]).max() < 1


@pytest.mark.parametrize("block", [1, 7, 100_000])
def test_blocks_do_not_matter(block: int) -> None:
    """However it comes, it is the same."""
    samples = tone(440, 44100, 0.05)

    assert np.allclose(
        in_blocks(samples, 44100, 16000, block), in_blocks(samples, 44100, 16000), atol=1e-9
    )


def test_nothing() -> None:
    """No sound is no sound."""
    assert np.abs(in_blocks(np.zeros(0), 44100, 16000)).sum() == 0


@pytest.mark.parametrize(
    ("rate", "wanted"), [(22_050, 24_000), (16_000, 24_000), (44_100, 16_000), (22_051, 8_000)]
)
def test_whole_as_in_blocks(rate: int, wanted: int) -> None:
    """A whole sound is the tone that it was, of its length, and without what cannot be held."""
    at, there = np.arange(rate) / rate, np.arange(wanted) / wanted
    sound = resampled(8000 * np.sin(2 * np.pi * 1000 * at), rate, wanted)
    high = resampled(8000 * np.sin(2 * np.pi * 9800 * at), rate, wanted)

    assert sound.size == wanted
    wrong = sound - 8000 * np.sin(2 * np.pi * 1000 * there)
    assert np.abs(wrong[400:-400]).max() < 8
    if wanted < 2 * 9800:
        assert np.abs(high[400:-400]).max() < 8


@pytest.mark.parametrize(
    ("rate", "wanted"), [(22_050, 24_000), (24_000, 24_000), (44_100, 16_000), (22_051, 8_000)]
)
def test_in_two_as_whole(rate: int, wanted: int) -> None:
    """Its first part and its rest, end to end, are the whole sound."""
    sound = 8000 * np.sin(np.arange(rate) / 3)
    first, rest = in_two(sound, rate, wanted, rate // 10)

    assert first.size == pytest.approx(wanted / 10, rel=0.05)
    assert np.abs(np.concatenate([first, rest]) - resampled(sound, rate, wanted)).max() < 0.1


@pytest.mark.parametrize("size", [0, 1, 10, 2000])
def test_next_to_nothing(size: int) -> None:
    """What is short comes out as short."""
    assert resampled(np.zeros(size), 22_050, 24_000).size == round(size * 24_000 / 22_050)
