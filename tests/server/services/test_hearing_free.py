"""Free text with an open microphone: what follows its phrases is written down; talk is let be."""

import pytest

from server.adapters.espeak_phones import EspeakPhones
from server.adapters.pocketsphinx_ear import PocketsphinxEar
from server.adapters.pocketsphinx_scribe import PocketsphinxScribe
from tests.fixtures.spoken import Spoken
from tests.server.services.listened_to import hear, in_a_room, said, stream_of

FREE = {
    "find section three": ("find", "three"),
    "find the weather in Vienna": ("find", "the"),
    "search for piano lessons": ("search for", "lessons"),
    "find everywhere my password": ("find everywhere", "password"),
    "find in page harmony": ("find in page", "harmony"),
    "seek everywhere recipes": ("seek everywhere", ""),
}
"""What is said, how it begins, and a word of the text that is written down by every voice."""
TALK = (
    "the search went on for days",
    "right after lunch we went home",
    "kind of you to ask",
    "finding a parking place took an hour",
    "yesterday we had some lovely weather",
    "could you pass me the salt please",
)


@pytest.fixture(scope="module")
def ear() -> PocketsphinxEar:
    """Load the ear."""
    return PocketsphinxEar(EspeakPhones())


@pytest.fixture(scope="module")
def scribe() -> PocketsphinxScribe:
    """Load who writes."""
    return PocketsphinxScribe()


@pytest.mark.parametrize("voice", ["slt", "rms", "awb"])
async def test_it_is_heard(
    ear: PocketsphinxEar, scribe: PocketsphinxScribe, spoken: Spoken, voice: str
) -> None:
    """The phrase is told as it is, and the text as it was written."""
    stream = await stream_of(ear, lambda _language: scribe)
    for text, (phrase, word) in FREE.items():
        told = said(await hear(stream, "open", in_a_room(spoken(text, voice))))
        assert [one.startswith(f"{phrase} ") and word in one for one in told] == [True], (
            text,
            told,
        )
    await stream.close()


@pytest.mark.parametrize("voice", ["slt", "rms", "awb"])
async def test_talk_is_let_be(
    ear: PocketsphinxEar, scribe: PocketsphinxScribe, spoken: Spoken, voice: str
) -> None:
    """Words that sound as a phrase does begin many a sentence, and are none."""
    stream = await stream_of(ear, lambda _language: scribe)
    for text in TALK:
        assert said(await hear(stream, "open", in_a_room(spoken(text, voice)))) == [], text
    await stream.close()


async def test_talk_is_not_written_down(ear: PocketsphinxEar, spoken: Spoken) -> None:
    """What begins as no phrase does costs nobody's time."""

    def nobody(_language: str | None) -> None:
        raise AssertionError("talk was written down")

    stream = await stream_of(ear, nobody)
    for text in ("yesterday we had some lovely weather", "could you pass me the salt please"):
        assert said(await hear(stream, "open", in_a_room(spoken(text)))) == []
    await stream.close()
