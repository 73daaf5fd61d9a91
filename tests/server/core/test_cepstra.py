"""Cepstra: those that the recogniser would compute, but the same each time."""

from pathlib import Path

import numpy as np
import pytest

from server.core import cepstra as under_test
from server.core.cepstra import COUNT, FRAME, cepstra
from server.core.noise import HOP, Samples

RNG = np.random.default_rng(11)


def sweep(seconds: float) -> Samples:
    """Give a tone that rises over noise, each of which some filter hears."""
    time = np.arange(int(seconds * 16_000)) / 16_000
    tone = 4000 * np.sin(2 * np.pi * (200 + 800 * time) * time)
    return np.asarray(np.round(tone + RNG.normal(0, 50, time.size)))


def test_they_are_the_recognisers_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the smoothing of the model, they are what pocketsphinx computes of what it knows."""
    import pocketsphinx

    monkeypatch.setattr(under_test, "_SMOOTH", 0.7)
    model = Path(pocketsphinx.__file__).parent / "model" / "en-us"
    decoder = pocketsphinx.Decoder(
        hmm=str(model / "en-us"), dict=None, lm=None, mfclogdir=str(tmp_path), loglevel="FATAL"
    )
    decoder.add_allphone_file("phones", str(model / "en-us-phone.lm.bin"))
    decoder.activate_search("phones")
    sound = sweep(2)
    for _ in range(2):
        decoder.start_utt()
        decoder.process_raw(sound.astype("<i2").tobytes(), no_search=True, full_utt=True)
        decoder.end_utt()

    second = np.frombuffer(sorted(tmp_path.iterdir())[1].read_bytes()[4:], ">f4").reshape(-1, COUNT)
    ours = cepstra(sound)
    # Its first frame goes on from the sound before, and is remembered for a while.
    assert np.abs(ours[60:] - second[60 : len(ours)]).mean() < 0.05


def test_the_same_sound_has_the_same_cepstra() -> None:
    """Nothing is remembered of what was heard before."""
    sound = sweep(1)
    first = cepstra(sound)
    cepstra(RNG.normal(0, 5000, 16_000))

    assert np.array_equal(cepstra(sound), first)


def test_a_steady_noise_counts_less_than_what_comes_over_it() -> None:
    """What is louder than the noise before it by 6 dB is then so by more."""
    noise = RNG.normal(0, 300, 32_000)
    noise[16_000:24_000] *= 2

    level = cepstra(noise)[:, 0] / np.sqrt(25)  # the mean of the logarithms of the powers

    assert np.median(level[102:110]) - np.median(level[40:90]) > 1.5 * np.log(4)


@pytest.mark.parametrize("size", [0, 1, FRAME - 1, FRAME, FRAME + HOP - 1, FRAME + HOP, 16_000])
def test_a_frame_each_step(size: int) -> None:
    """There is one every 10 ms, as long as there is sound for it."""
    frames = cepstra(np.ones(size))

    assert frames.shape == (max(0, 1 + (size - FRAME) // HOP), COUNT)
    assert frames.dtype == np.float32


@pytest.mark.parametrize("level", [0.0, 1.0, 1e9])
def test_silence_and_more_than_full_scale_stay_numbers(level: float) -> None:
    """Whatever comes, each is a number."""
    assert np.isfinite(cepstra(np.full(16_000, level))).all()
    assert np.isfinite(cepstra(RNG.normal(0, level, 16_000))).all()
