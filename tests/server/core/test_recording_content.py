"""What the bytes of recordings are: told by themselves, and not by a name."""

import pytest

from server.core.errors import InvalidError
from server.core.recording_content import (
    checked_content,
    format_of,
    kind_of,
    lines_of,
    refused_at_once,
)


@pytest.mark.parametrize(
    ("kind", "beginning", "media_type"),
    [
        ("audio", b"RIFF\x24\0\0\0WAVEfmt ", "audio/wav"),
        ("audio", b"ID3\x04\0\0", "audio/mpeg"),
        ("audio", b"\xff\xfb\x90\x64", "audio/mpeg"),
        ("audio", b"\xff\xf1\x50\x80", "audio/aac"),
        ("audio", b"OggS\0\x02", "audio/ogg"),
        ("audio", b"fLaC\0\0", "audio/flac"),
        ("audio", b"\0\0\0\x1cftypM4A \0", "audio/mp4"),
        ("video", b"\0\0\0\x1cftypisom\0", "video/mp4"),
        ("video", b"\0\0\0\x14ftypqt  \0", "video/quicktime"),
        ("video", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "video/webm"),
        ("video", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x88matroska", "video/x-matroska"),
        ("audio", b"\x1a\x45\xdf\xa3\x9f\x42\x82\x84webm", "audio/webm"),
    ],
)
def test_formats(kind: str, beginning: bytes, media_type: str) -> None:
    """Each format that people have is known by its first bytes."""
    found = format_of(kind, beginning)

    assert found is not None
    assert found.media_types[kind] == media_type
    refused_at_once(kind, beginning)


@pytest.mark.parametrize(
    ("kind", "beginning"),
    [
        ("audio", b"\x89PNG\r\n\x1a\n"),
        ("audio", b"MThd\0\0\0\6"),
        ("video", b"RIFF\x24\0\0\0WAVEfmt "),
        ("video", b"<!doctype html>"),
        ("video", b"MZ\x90"),
        ("audio", b"%PDF-1.7"),
    ],
)
def test_the_wrong_kind_is_refused(kind: str, beginning: bytes) -> None:
    """A picture, a page or a program is refused, whatever it is called."""
    with pytest.raises(InvalidError, match="whatever its name says"):
        refused_at_once(kind, beginning)


def test_whole_files_are_looked_through() -> None:
    """What holds no MIDI track, no UTF-8 and no time is refused with why."""
    track = b"MThd\0\0\0\6\0\0\0\1\0\x60MTrk\0\0\0\4\0\xff\x2f\0"
    checked_content("midi", track)
    checked_content("session", b"anything")
    for kind, content, why in (
        ("midi", b"RIFF nothing", "no MIDI track"),
        ("transcript", b"\xff\xfe\0", "UTF-8"),
        ("transcript", b"no time at all", "no text with a time"),
    ):
        with pytest.raises(InvalidError, match=why):
            checked_content(kind, content)


@pytest.mark.parametrize(
    "text",
    [
        "1\n00:00:01,000 --> 00:00:02,500\nA fugue.\n",
        "WEBVTT\n\n00:01.000 --> 00:02.500\nA fugue.\n",
        "\ufeff[0:01.000 - 0:02.500] A fugue.\n",
        '{"segments": [{"start": 1, "end": 2.5, "text": "A fugue."}]}',
    ],
)
def test_transcripts_are_told_by_what_they_hold(text: str) -> None:
    """Subtitles, verbose JSON and text with times are read without a name."""
    (line,) = lines_of(text.encode())

    assert (line.start_ms, line.end_ms, line.text) == (1000, 2500, "A fugue.")


@pytest.mark.parametrize(
    ("name", "beginning", "kind"),
    [
        ("a.txt", b"MThd\0\0\0\6", "midi"),
        ("a", b"RIFF\x24\0\0\0RMIDdata", "midi"),
        ("a.mp4", b"RIFF\x24\0\0\0WAVEfmt ", "audio"),
        ("a.mp4", b"\0\0\0\x1cftypisom", "video"),
        ("a.weba", b"\x1a\x45\xdf\xa3", "audio"),
        ("a.WEBM", b"\x1a\x45\xdf\xa3", "video"),
        ("a.ogg", b"OggS", "audio"),
        ("a.srt", b"1\n00:00:01", "transcript"),
    ],
)
def test_kinds(name: str, beginning: bytes, kind: str) -> None:
    """By what it holds; by its name only where that leaves two, or says nothing."""
    assert kind_of(name, beginning) == kind


def test_what_is_of_no_kind() -> None:
    """It is refused by name."""
    with pytest.raises(InvalidError, match="is neither"):
        kind_of("a.png", b"\x89PNG")
