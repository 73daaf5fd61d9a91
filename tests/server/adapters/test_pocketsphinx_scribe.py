"""English written down by real pocketsphinx with its own language model, from flite's voices."""

import numpy as np
import pytest

from server.adapters.pocketsphinx_scribe import PocketsphinxScribe
from server.core.errors import InvalidError
from server.core.noise import RATE
from server.core.transcript import joined
from tests.fixtures.spoken import Spoken


@pytest.fixture(scope="module")
def scribe() -> PocketsphinxScribe:
    """Load it once."""
    return PocketsphinxScribe()


@pytest.mark.parametrize("voice", ["slt", "rms", "awb"])
def test_sentences_are_written_down(scribe: PocketsphinxScribe, spoken: Spoken, voice: str) -> None:
    """Free text that no grammar holds is written down word by word."""
    said = spoken("I think it is going to rain this afternoon", voice)

    assert joined(scribe.transcribe(said)) == "I think it is going to rain this afternoon"


def test_words_have_their_times(scribe: PocketsphinxScribe, spoken: Spoken) -> None:
    """Two sentences a second apart are two segments, their words in order, within the sound."""
    first, second = spoken("the train was late again"), spoken("she will call me back")
    quiet = np.zeros(RATE)
    segments = list(scribe.transcribe(np.concatenate([first, quiet, second]), "en"))
    gap = (first.size + quiet.size // 2) * 1000 // RATE
    times = [ms for one in segments for word in one.words for ms in (word.start_ms, word.end_ms)]

    assert [one.text for one in segments] == ["the train was late again", "she will call me back"]
    assert segments[0].end_ms < gap < segments[1].start_ms
    assert times == sorted(times)
    assert 0 < times[0] < times[-1] < (first.size + quiet.size + second.size) * 1000 // RATE
    assert all(0 < word.sure <= 1 for one in segments for word in one.words)


@pytest.mark.parametrize("samples", [0, 1, 100, RATE])
def test_silence_is_no_text(scribe: PocketsphinxScribe, samples: int) -> None:
    """Digital silence, however long, is nothing."""
    assert list(scribe.transcribe(np.zeros(samples))) == []


@pytest.mark.parametrize("samples", [1, 100, 1000])
def test_shorter_than_a_word(scribe: PocketsphinxScribe, samples: int) -> None:
    """A click breaks nothing."""
    assert all(0 <= one.end_ms <= 100 for one in scribe.transcribe(np.full(samples, 9000.0)))


def test_clipped_sound_does_no_harm(scribe: PocketsphinxScribe, spoken: Spoken) -> None:
    """Far too loud sound is answered in some way, and what comes next is written down."""
    list(scribe.transcribe(spoken("the dog wants to go outside") * 1000))
    after = spoken("the dog wants to go outside")

    assert joined(scribe.transcribe(after)) == "the dog wants to go outside"


def test_other_languages_are_refused(scribe: PocketsphinxScribe) -> None:
    """A language it has no model for is said, not guessed at."""
    with pytest.raises(InvalidError, match="English only"):
        scribe.transcribe(np.zeros(RATE), "de")
