"""Transcripts of each kind are read; what is wrong is told with its line."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from server.core.transcript import Segment
from server.core.transcript_formats import FORMATS, Transcript
from server.core.transcript_reading import READERS, Line, read_transcript

SAID = (Segment(500, 2250, "Good morning.", 1.0), Segment(3_661_007, 3_662_000, "Tom & Jo <3", 1.0))


@pytest.mark.parametrize(("kind", "name"), [("srt",) * 2, ("vtt",) * 2, ("json", "verbose_json")])
def test_what_we_write_is_read(kind: str, name: str) -> None:
    """Our own subtitles and JSON come back as they were."""
    read = read_transcript(FORMATS[name].write(Transcript(SAID, 4_000_000)), kind)

    assert read.problems == ()
    assert [(one.start_ms, one.end_ms, one.text) for one in read.lines] == [
        (500, 2250, "Good morning."),
        (3_661_007, 3_662_000, "Tom & Jo <3"),
    ]


def test_subtitles_of_others() -> None:
    """Byte order mark, Windows line ends, no hours, styles, notes, tags and wrapped lines."""
    vtt = (
        "\ufeffWEBVTT Kind: captions\r\n\r\nNOTE by me\r\n\r\nSTYLE\r\n::cue {}\r\n\r\n"
        "first\r\n00:01.000 --> 00:02.500 align:start\r\n<v Anna>Good\r\n<i>morning</i>.\r\n"
    )

    assert read_transcript(vtt, "vtt").lines == (Line(9, 1000, 2500, "Good morning."),)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("0:05 Good morning.", (5000, None, "Good morning.")),
        ("1:02:03.5 Good morning.", (3_723_500, None, "Good morning.")),
        ("[0:05] Good morning.", (5000, None, "Good morning.")),
        ("[0:05 - 0:09] Good morning.", (5000, 9000, "Good morning.")),
        ("00:05.250 --> 00:09.000: Good morning.", (5250, 9000, "Good morning.")),
        ("Good morning. (0:05)", (5000, None, "Good morning.")),
        ("* It is 10:15 now (1:05)", (65_000, None, "It is 10:15 now")),
        ("5.25\t9\tGood morning.", (5250, 9000, "Good morning.")),
    ],
)
def test_text_with_times(line: str, read: tuple[int, int | None, str]) -> None:
    """Each way to write a time beside a text."""
    (found,) = read_transcript(f"\n{line}\n", "txt").lines

    assert (found.number, found.start_ms, found.end_ms, found.text) == (2, *read)


@pytest.mark.parametrize(
    ("kind", "text", "problem"),
    [
        ("txt", "0:05 Good.\n\nNo time here.", "line 3: there is no time"),
        ("txt", "0:05 a | b", "line 1: the text holds a |"),
        ("txt", "0:05 Good.\n(0:07)", "line 2: there is no text"),
        ("txt", "", "line 1: there is no text with a time"),
        ("srt", "1\n00:00:05,0 --> 00:00:04,0\nGood.", "line 2: it ends before it begins"),
        ("srt", "1\n00:00:05,0 --> 00:00:09,0\n\n2", "line 2: there is no text"),
        ("vtt", "WEBVTT\n\n5 --> 9\nGood.", "line 3: these times cannot be read"),
        ("json", "{", "line 1: this is no verbose JSON"),
        ("json", '{"segments": [{"start": 0, "end": 1}]}', "line 1: this is no verbose JSON"),
        ("json", json.dumps({"segments": [{"start": 0, "end": 1, "text": "a\nb"}]}),
         "line 1: the text holds a line break"),
        ("json", json.dumps({"segments": [{"start": 0, "end": float("inf"), "text": "a"}]}),
         "line 1: this is no verbose JSON"),
    ],
)  # fmt: skip
def test_what_is_wrong_has_its_line(kind: str, text: str, problem: str) -> None:
    """Each is told, and is not among the lines."""
    read = read_transcript(text, kind)

    assert [told[: len(problem)] for told in read.problems] == [problem]


def test_lines_come_in_the_order_of_time() -> None:
    """However they stand in the file."""
    read = read_transcript("0:09 second\n0:05 first", "txt")

    assert [line.text for line in read.lines] == ["first", "second"]


@given(st.sampled_from(sorted(READERS)), st.text(max_size=300))
def test_any_text_is_read_or_told(kind: str, text: str) -> None:
    """Nothing is raised; what comes out can stand in a dataset."""
    read = read_transcript(text, kind)

    assert read.lines or read.problems
    assert all(
        "|" not in line.text and line.text.isprintable()
        for line in read.lines
        if line.text.isascii()
    )
