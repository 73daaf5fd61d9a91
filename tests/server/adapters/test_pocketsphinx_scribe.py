"""English written down by real pocketsphinx with its own language model, from flite's voices."""

import numpy as np
import pytest

from server.adapters.pocketsphinx_scribe import PocketsphinxScribe
from server.core.errors import InvalidError
from server.core.noise import RATE, Samples
from server.core.transcript import joined
from tests.fixtures.spoken import Spoken
from tests.server.services.listened_to import in_a_room


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


def followed(scribe: PocketsphinxScribe, sound: Samples, level: str) -> tuple[str, str]:
    """Have it written down while it comes; give how it sounded, too."""
    following = scribe.follow("en", level)
    for at in range(0, sound.size, 800):
        following.feed(sound[at : at + 800])
    return joined(following.end()), following.level


SAID = (
    "I think it is going to rain this afternoon",
    "is that all of it",
    "she will call me back",
    "the dog wants to go outside",
)


@pytest.mark.parametrize("voice", ["slt", "rms", "awb"])
def test_followed_as_well_as_whole(scribe: PocketsphinxScribe, spoken: Spoken, voice: str) -> None:
    """No more words are missed while it is spoken than of the whole, and of the first no other."""
    sounds = [in_a_room(spoken(text, voice), 0.3) for text in SAID]
    whole = [joined(scribe.transcribe(sound)) for sound in sounds]
    level, found = "", []
    for sound in sounds:
        written, level = followed(scribe, sound, level)
        found.append(written)

    assert found[0] == whole[0]
    assert missed(found) <= missed(whole)


def missed(found: list[str]) -> int:
    """Count the words that were said and not written."""
    pairs = zip(SAID, found, strict=True)
    return sum(len(set(said.split()) - set(written.split())) for said, written in pairs)


def test_another_loudness_is_noticed(scribe: PocketsphinxScribe, spoken: Spoken) -> None:
    """Who speaks up, or goes away from the microphone, is written as well as before."""
    loud = spoken("the dog wants to go outside")
    _, level = followed(scribe, in_a_room(loud, 0.3), "")
    soft, level = followed(scribe, in_a_room(loud * 0.15, 0.3), level)
    again, _ = followed(scribe, in_a_room(loud, 0.3), level)

    assert soft == joined(scribe.transcribe(in_a_room(loud * 0.15, 0.3)))
    assert again == "the dog wants to go outside"


def test_followed_words_have_their_times(scribe: PocketsphinxScribe, spoken: Spoken) -> None:
    """They count from the first sample that was fed."""
    said = in_a_room(spoken("the train was late again"), 1)
    _, level = followed(scribe, said, "")
    following = scribe.follow("en", level)
    following.feed(said)
    (segment,) = following.end()

    assert 900 < segment.start_ms < 1500
    assert segment.end_ms <= said.size * 1000 // RATE


@pytest.mark.parametrize("samples", [0, 1, 100, 3 * RATE])
def test_followed_silence_is_no_text(scribe: PocketsphinxScribe, samples: int) -> None:
    """Digital silence, however long, is nothing, and the next is written."""
    following = scribe.follow()
    following.feed(np.zeros(samples))

    assert list(following.end()) == []


def test_what_is_left_does_no_harm(scribe: PocketsphinxScribe, spoken: Spoken) -> None:
    """Who is left in the middle, loud or not yet begun, is no part of the next."""
    said = in_a_room(spoken("the dog wants to go outside"), 0.3)
    _, level = followed(scribe, said, "")
    for before in ("", level):
        following = scribe.follow("en", before)
        following.feed(np.full(RATE, 9000.0))
        following.leave()

    assert followed(scribe, said, level)[0] == "the dog wants to go outside"


def test_other_languages_are_not_followed(scribe: PocketsphinxScribe) -> None:
    """Nor is the decoder kept from others by asking."""
    with pytest.raises(InvalidError, match="English only"):
        scribe.follow("de")
    assert list(scribe.transcribe(np.zeros(RATE))) == []
