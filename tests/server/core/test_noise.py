"""Noise: what is taken out of speech, what is kept, and how speech is told from it."""

import numpy as np
import pytest

from server.core.noise import HOP, RATE, Samples, SpeechPresence, cleaned, exponential_integral

RNG = np.random.default_rng(7)


def voice(seconds: float) -> Samples:
    """Give a tone with overtones in syllables of 200 ms, as loud as somebody near speaks."""
    time = np.arange(int(seconds * RATE)) / RATE
    tone = sum(np.sin(2 * np.pi * 140 * n * time) / n for n in range(1, 20))
    return np.asarray(3000 * tone * (np.sin(2 * np.pi * 2.5 * time) > 0))


def decibel(part: Samples, whole: Samples) -> float:
    """Give how much louder one is than the other."""
    return float(10 * np.log10((part**2).mean() / (whole**2).mean()))


@pytest.mark.parametrize("level", [30.0, 300.0, 3000.0])
def test_steady_noise_is_taken_out(level: float) -> None:
    """White noise that nobody speaks over leaves 14 dB softer, or as soft as a quiet room's."""
    noise = RNG.normal(0, level, 3 * RATE)

    clean, _ = cleaned(noise)

    assert clean[RATE:].std() < max(26, level * 10 ** (-14 / 20))


def test_a_quiet_room_stays_as_it_is() -> None:
    """What is no louder than a quiet room is not touched."""
    noise = RNG.normal(0, 12, 2 * RATE)

    clean, _ = cleaned(noise)

    assert decibel(clean[RATE:], noise[RATE:]) == pytest.approx(0, abs=0.5)


def test_speech_in_noise_stands_out() -> None:
    """At 10 dB over white noise, the distance between speech and pauses grows by 10 dB."""
    speech = voice(4)
    noise = RNG.normal(0, np.sqrt((speech**2).mean() / 10), speech.size)
    both = np.concatenate([RNG.normal(0, noise.std(), RATE // 2), speech + noise])

    clean, _ = cleaned(both)

    spoken = np.concatenate([np.zeros(RATE // 2), speech]) != 0
    pauses = ~spoken
    before = decibel(both[: clean.size][spoken], both[: clean.size][pauses])
    assert decibel(clean[spoken], clean[pauses]) > before + 10


def test_quiet_speech_passes() -> None:
    """Where there is no noise, nothing of the speech is lost."""
    speech = np.concatenate([np.zeros(RATE // 2), voice(2)])

    clean, _ = cleaned(speech)

    assert decibel(clean, speech) == pytest.approx(0, abs=0.5)
    assert np.corrcoef(clean, speech)[0, 1] > 0.99


def test_speech_is_told_from_noise() -> None:
    """Each step says how surely it is speech: high in syllables, low between them."""
    speech = voice(4)
    noise = RNG.normal(0, np.sqrt((speech**2).mean() / 100), speech.size)

    _, sure = SpeechPresence().feed(speech + noise)

    spoken = (speech[: sure.size * HOP].reshape(-1, HOP) != 0).all(axis=1)
    assert np.median(sure[20:][spoken[20:]]) > 2 * np.median(sure[20:][~spoken[20:]])


def test_speech_is_told_from_the_noise_of_its_own_pauses() -> None:
    """An utterance whose first sound is speech is cleaned all the same."""
    speech = voice(2)
    noise = RNG.normal(0, np.sqrt((speech**2).mean() / 10), speech.size)

    clean, sure = cleaned(speech + noise)

    spoken = (speech.reshape(-1, HOP) != 0).all(axis=1)
    assert np.median(sure[spoken]) > 2 * np.median(sure[~spoken])
    assert decibel(clean[speech != 0], clean[speech == 0]) > 20


def test_pieces_are_as_the_whole() -> None:
    """However a stream is cut, all comes out that went in, and as surely speech."""
    noise = RNG.normal(0, 500, RATE)
    _, sure = SpeechPresence().feed(noise)
    presence = SpeechPresence()
    cuts = np.split(noise, sorted(RNG.integers(0, noise.size, 30)))

    pieces = [presence.feed(cut) for cut in cuts]

    assert np.array_equal(np.concatenate([whole for whole, _ in pieces]), noise)
    assert np.array_equal(np.concatenate([steps for _, steps in pieces]), sure)


def test_silence_and_clipping_stay_numbers() -> None:
    """Digital silence and a square wave at full scale make nothing that is no number."""
    square = np.tile([32767.0] * 40 + [-32768.0] * 40, 200)
    sound = np.concatenate([np.zeros(RATE), square, np.zeros(RATE)])

    for numbers in (*cleaned(sound), *SpeechPresence().feed(sound)):
        assert np.isfinite(numbers).all()


@pytest.mark.parametrize("size", [0, 1, HOP - 1, HOP, HOP + 1])
def test_the_shortest_sounds(size: int) -> None:
    """What is shorter than a step is nothing, and a step is a step."""
    clean, sure = cleaned(np.ones(size))

    assert (clean.size, sure.size) == (size // HOP * HOP, size // HOP)


@pytest.mark.parametrize(
    ("x", "value"), [(0.01, 4.037930), (0.5, 0.5597736), (1.0, 0.2193839), (5.0, 0.001148296)]
)
def test_exponential_integral(x: float, value: float) -> None:
    """Against the table of Abramowitz and Stegun (5.1)."""
    assert exponential_integral(np.array([x]))[0] == pytest.approx(value, rel=1e-4)


def test_what_gives_nothing_is_no_noise_to_speak_over() -> None:
    """Zeros, of a gate or a file's end, teach nothing: the room is not speech beside them."""
    room, nothing = RNG.normal(0, 20, 2 * RATE), np.zeros(3 * RATE)
    sound = np.concatenate([nothing, room, voice(1), room, nothing])
    spoken = slice(500, 600)

    for _, sure in (cleaned(sound), SpeechPresence().feed(sound)):
        assert np.median(sure[spoken]) > 0.4
        assert np.delete(sure, spoken).reshape(-1, 20).mean(axis=1).max() < 0.4
