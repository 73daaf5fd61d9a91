"""A transcript in each of the five formats, as OpenAI's API and its client have them."""

import json

import pytest
from openai.types.audio import Transcription, TranscriptionVerbose

from server.core.language_names import NAMES, language_code
from server.core.transcript import Segment, Word
from server.core.transcript_formats import FORMATS, Transcript

SAID = (
    Segment(500, 2250, "Good morning.", 0.5, (Word(500, 900, "Good", 0.5),), "en"),
    Segment(3_661_007, 3_662_000, "Tom & <b>\n\n-->", 1.0, (), "en"),
)
WHOLE = Transcript(SAID, 3_662_500)


def written(name: str, transcript: Transcript = WHOLE) -> str:
    """Write it in a format."""
    return FORMATS[name].write(transcript)


def test_text() -> None:
    """Only the words, a line."""
    assert written("text") == "Good morning. Tom & <b>\n\n-->\n"


def test_srt() -> None:
    """Numbered, with commas in the times, hours and all; no line within is empty."""
    assert written("srt") == (
        "1\n00:00:00,500 --> 00:00:02,250\nGood morning.\n\n"
        "2\n01:01:01,007 --> 01:01:02,000\nTom & <b> →\n"
    )


def test_vtt() -> None:
    """With its first line, points in the times, and what would be a tag escaped."""
    assert written("vtt") == (
        "WEBVTT\n\n00:00:00.500 --> 00:00:02.250\nGood morning.\n\n"
        "01:01:01.007 --> 01:01:02.000\nTom &amp; &lt;b&gt; →\n"
    )


def test_json() -> None:
    """An object that OpenAI's client reads, with what was used."""
    read = Transcription.model_validate_json(written("json"))

    assert read.text == "Good morning. Tom & <b>\n\n-->"
    assert read.usage is not None
    assert read.usage.type == "duration"
    assert read.usage.seconds == 3663


def test_verbose_json() -> None:
    """Language, duration and segments with their times and how sure they are."""
    read = TranscriptionVerbose.model_validate_json(written("verbose_json"))

    assert (read.language, read.duration, read.words) == ("english", 3662.5, None)
    assert read.segments is not None
    assert [(one.id, one.start, one.end) for one in read.segments] == [
        (0, 0.5, 2.25),
        (1, 3661.007, 3662.0),
    ]
    assert read.segments[0].avg_logprob == pytest.approx(-0.6931)
    assert read.segments[1].avg_logprob == 0


def test_granularities() -> None:
    """Words are told where they are asked for, segments where they are."""
    words = json.loads(
        written("verbose_json", Transcript(SAID, 1, granularities=frozenset({"word"})))
    )

    assert words["words"] == [{"word": "Good", "start": 0.5, "end": 0.9}]
    assert "segments" not in words


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_said(name: str) -> None:
    """Silence is a transcript, too."""
    text = written(name, Transcript((), 0))

    assert text in {"", "\n", "WEBVTT\n"} or json.loads(text)["text"] == ""


def test_most_of_it_is_in_one_language() -> None:
    """A quotation does not change the language of the whole."""
    said = [Segment(0, 900, "x", 1.0, (), "de"), Segment(900, 1000, "y", 1.0, (), "en")]

    assert Transcript(said, 1000).language == "de"


@pytest.mark.parametrize(
    ("text", "code"),
    [("en", "en"), ("DE", "de"), ("de-AT", "de"), ("pt_BR", "pt"), ("German", "de"),
     ("haitian creole", "ht"), ("yue", "yue"), ("", None), ("xx", None), ("klingon", None)],
)  # fmt: skip
def test_language_codes(text: str, code: str | None) -> None:
    """Codes, locales and English names are understood."""
    assert language_code(text) == code


def test_language_names_are_distinct() -> None:
    """Each code has one name, each name one code; Whisper knows a hundred."""
    assert len(NAMES) == len(set(NAMES.values())) == 100
