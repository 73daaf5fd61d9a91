"""Speaking: sentence by sentence, in the format asked for, by who fits, each sound made once."""

import io
import wave
from collections.abc import Sequence

import pytest

from server.core.errors import InvalidError, RubatoError, UnavailableError
from server.core.voices import Manner, Voice
from server.services.speaking import LONGEST, Format, Speaking, Wish
from server.services.voice_choice import Preferences
from tests.server.fakes import FakeEncoder, FakeLog, FakeShelf, FakeSpeakers


def voice(name: str, language: str = "en-US", *speakers: str) -> Voice:
    """Give an installed voice, or an embedded one where its name begins with espeak."""
    engine = "espeak" if name.startswith("espeak") else "piper"
    return Voice(name, name, language, engine, 16_000, name, speakers=speakers)  # type: ignore[arg-type]


ANNA, BORIS = voice("anna"), voice("boris", "de-DE", "low", "high")
EMBEDDED = (voice("espeak-en-gb", "en-GB"), voice("espeak-en-us"), voice("espeak-de", "de"))
GERMAN = "Das ist ein Satz, und es ist nicht der letzte."
UNCLEAR = "Tagesschau Bundesliga Wetterkarte"


def speaking(
    speakers: FakeSpeakers,
    *voices: Voice,
    preferences: Preferences | None = None,
    ffmpeg: bool = True,
) -> Speaking:
    """Compose with fakes."""
    shelf, encoder = FakeShelf(*voices, *EMBEDDED), FakeEncoder(there=ffmpeg)
    return Speaking(speakers, shelf, encoder, FakeLog(), preferences or Preferences())


async def sound(service: Speaking, wish: Wish) -> bytes:
    """Give all of it."""
    return b"".join([piece async for piece in (await service.speak(wish)).pieces])


async def test_sentence_by_sentence() -> None:
    """The first sentence leaves before the second is spoken, and no third before it is wanted."""
    speakers = FakeSpeakers()
    speech = await speaking(speakers).speak(Wish("One. Two. Three.", format="pcm"))
    asked = [len(speakers.asked) async for _ in speech.pieces]

    assert asked == [1, 1, 2, 2, 3, 3], "each in its first part and its rest"
    assert [each.text for each in speakers.asked] == ["One.", "Two.", "Three."]


async def test_who_leaves_stops_the_work() -> None:
    """Nothing more is spoken for somebody who has gone."""
    speakers = FakeSpeakers()
    speech = await speaking(speakers).speak(Wish("One. Two. Three.", format="pcm"))
    await anext(speech.pieces)
    await speech.pieces.aclose()

    assert len(speakers.asked) == 1


async def test_wav_of_one_sentence_and_of_many() -> None:
    """One sentence has its true length; many are as long as they turn out, and open as well."""
    one = await sound(speaking(FakeSpeakers()), Wish("One.", format="wav"))
    many = await sound(speaking(FakeSpeakers()), Wish("One. Two.", format="wav"))
    none = await sound(speaking(FakeSpeakers()), Wish(" \n", format="wav"))

    with wave.open(io.BytesIO(one)) as opened:
        assert (opened.getnframes(), opened.getframerate()) == (4, 16_000)
    with wave.open(io.BytesIO(many)) as opened:
        assert len(opened.readframes(opened.getnframes())) == len(many) - 44 > 16
    with wave.open(io.BytesIO(none)) as opened:
        assert opened.getnframes() == 0


async def test_silence_between_sentences() -> None:
    """There is a pause after each but the last, shorter where the pace is faster."""
    plain = await sound(speaking(FakeSpeakers()), Wish("One. Two.", format="pcm"))
    fast = Wish("One. Two.", format="pcm", manner=Manner(speed=2))
    faster = await sound(speaking(FakeSpeakers()), fast)

    assert len(plain) - 16 == pytest.approx(2 * (len(faster) - 16), abs=2)
    assert plain[8:-8] == bytes(len(plain) - 16)


@pytest.mark.parametrize(("form", "begins", "kind"), [
    ("pcm", b"\1\0", "audio/pcm"),
    ("wav", b"RIFF", "audio/wav"),
    ("mp3", b"MP3 16000", "audio/mpeg"),
    ("opus", b"OPUS", "audio/ogg"),
    ("flac", b"FLAC", "audio/flac"),
    ("aac", b"AAC", "audio/aac"),
    (None, b"MP3", "audio/mpeg"),
])  # fmt: skip
async def test_formats(form: str | None, begins: bytes, kind: str) -> None:
    """Each format is made, mp3 where none is asked for."""
    service = speaking(FakeSpeakers())
    speech = await service.speak(Wish("One.", format=form))  # type: ignore[arg-type]

    assert speech.media_type == kind
    assert (await anext(speech.pieces)).startswith(begins)


async def test_without_ffmpeg() -> None:
    """Where none is asked for and mp3 cannot be made, it is wav."""
    speech = await speaking(FakeSpeakers(), ffmpeg=False).speak(Wish("One."))

    assert speech.media_type == "audio/wav"


async def test_rates() -> None:
    """Pcm is of 24 kHz, as OpenAI has it; others keep the voice's own rate."""
    speakers = FakeSpeakers()
    service = speaking(speakers)
    forms: tuple[Format, ...] = ("pcm", "wav", "mp3")
    for form in forms:
        await sound(service, Wish("One.", format=form))

    assert [each.rate for each in speakers.asked] == [24_000, 16_000]


CHOICES = [
    # voices, what is asked, who speaks
    ((), Wish("One."), "espeak-en-us"),
    ((), Wish("One.", language="en-GB"), "espeak-en-gb"),
    ((), Wish("One.", language="en_gb"), "espeak-en-gb"),
    ((), Wish(GERMAN), "espeak-de"),
    ((ANNA,), Wish("One."), "anna"),
    ((ANNA,), Wish("One.", voice="alloy"), "anna"),
    ((ANNA,), Wish("One.", voice="espeak-de"), "espeak-de"),
    ((ANNA,), Wish(GERMAN), "espeak-de"),
    ((ANNA, BORIS), Wish(GERMAN), "boris"),
    ((ANNA, BORIS), Wish("Ja."), "anna"),
    ((ANNA, BORIS), Wish("One.", language="de"), "boris"),
    ((ANNA, BORIS), Wish(GERMAN, language="en"), "anna"),
    ((ANNA, BORIS), Wish(GERMAN, voice="anna"), "anna"),
    ((ANNA, BORIS), Wish(UNCLEAR), "boris"),  # as the linguist says
]


@pytest.mark.parametrize(("voices", "wish", "who"), CHOICES)
async def test_who_speaks(voices: Sequence[Voice], wish: Wish, who: str) -> None:
    """A voice or language that is asked for wins; else the text's language, where it shows."""
    speech = await speaking(FakeSpeakers(), *voices).speak(wish)

    assert speech.voice.id == who


async def test_language_that_is_not_sure() -> None:
    """Where it does not show, the usual voice speaks; the model is asked only where it must be."""
    speakers = FakeSpeakers()
    speakers.language_is = ("de", 0.5)
    service = speaking(speakers, ANNA, BORIS)
    unclear = await service.speak(Wish(UNCLEAR))
    clear = await service.speak(Wish(GERMAN))

    assert (unclear.voice.id, clear.voice.id) == ("anna", "boris")
    assert speakers.told == [UNCLEAR]


@pytest.mark.parametrize(("preferences", "wish", "who", "speaker"), [
    (Preferences("boris"), Wish("Ja."), "boris", None),
    (Preferences("boris#high"), Wish("Ja."), "boris", 1),
    (Preferences("boris#high"), Wish("One.", language="en"), "anna", None),
    (Preferences("gone"), Wish("One."), "anna", None),
    (Preferences(language="de"), Wish("Ja."), "boris", None),
    (Preferences(languages=("en",)), Wish(GERMAN), "anna", None),
    (Preferences(), Wish("Ja.", voice="boris#1"), "boris", 1),
])  # fmt: skip
async def test_preferences(
    preferences: Preferences, wish: Wish, who: str, speaker: int | None
) -> None:
    """The settings name who speaks where nothing is asked, and which speaker."""
    speakers = FakeSpeakers()
    speech = await speaking(speakers, ANNA, BORIS, preferences=preferences).speak(wish)

    assert (speech.voice.id, speakers.asked[0].speaker) == (who, speaker)


@pytest.mark.parametrize(("wish", "said"), [
    (Wish("One.", voice="nobody"), "no voice 'nobody'"),
    (Wish("One.", voice="boris#9"), "no speaker '9'"),
    (Wish("One.", voice="anna#0"), "no speaker '0'"),
    (Wish("One.", language="tlh"), "speaks 'tlh'"),
    (Wish("a" * (LONGEST + 1)), "send it in parts"),
])  # fmt: skip
async def test_what_cannot_be_spoken(wish: Wish, said: str) -> None:
    """Who asks for what is not there is told so, and nothing is spoken."""
    speakers = FakeSpeakers()
    with pytest.raises(InvalidError, match=said):
        await speaking(speakers, ANNA, BORIS).speak(wish)

    assert speakers.asked == []


async def test_failing_at_once_and_on_the_way() -> None:
    """A voice that fails at the first sentence is an error; later, the rest is."""
    speakers = FakeSpeakers()
    speakers.fails_at = 0
    service = speaking(speakers)
    with pytest.raises(UnavailableError):
        await service.speak(Wish("One. Two.", format="pcm"))
    speakers.fails_at = 2
    speech = await service.speak(Wish("One. Two.", format="pcm"))
    with pytest.raises(RubatoError):
        [piece async for piece in speech.pieces]


async def test_spoken_again() -> None:
    """The same by the same voice in the same manner is made once; in any other, anew."""
    speakers = FakeSpeakers()
    service = speaking(speakers, ANNA)
    first = await sound(service, Wish("One.", format="wav"))
    again = await sound(service, Wish("One.", format="wav"))
    for other in (
        Wish("Two.", format="wav"),
        Wish("One.", format="pcm"),
        Wish("One.", format="wav", manner=Manner(speed=2)),
        Wish("One.", format="wav", voice="espeak-de"),
    ):
        await sound(service, other)

    assert first == again
    assert len(speakers.asked) == 5


async def test_nothing_kept() -> None:
    """With no room, nothing is kept."""
    speakers = FakeSpeakers()
    service = speaking(speakers, preferences=Preferences(kept=0))
    for _ in range(2):
        await sound(service, Wish("One.", format="wav"))

    assert len(speakers.asked) == 2


async def test_an_installed_voice_is_loaded_beforehand() -> None:
    """The default voice is warm before anybody asks; the embedded one is not loaded for nothing."""
    for voices, warmed in (((ANNA, BORIS), ["anna"]), ((), [])):
        speakers = FakeSpeakers()
        async with speaking(speakers, *voices) as service:
            assert service._warming is not None
            await service._warming

        assert speakers.warmed == warmed
        assert speakers.closed


async def test_listed() -> None:
    """The list says who speaks by default, and which speakers a voice has."""
    told = speaking(FakeSpeakers(), ANNA, BORIS).voices()

    assert [each["id"] for each in told if each["default"]] == ["anna"]
    assert told[1]["speakers"] == ["low", "high"]
    assert told[0] == {
        "id": "anna", "name": "anna", "language": "en-US", "engine": "piper",
        "sample_rate": 16_000, "default": True,
    }  # fmt: skip
