"""Transcripts of videos, asked of a fake YouTube by the real client."""

from collections.abc import Iterator
from typing import Any

import pytest

from server.adapters.youtube_transcripts import BY_MACHINE, YouTubeTranscripts
from server.core.errors import InvalidError, RubatoError, UnavailableError
from tests.fixtures.fake_youtube import Script, Track, fake_youtube

VIDEO = "dQw4w9WgXcQ"
ENGLISH = [
    (0.0, 2.5, "[Music]"),
    (751.2, 4.0, "It&amp;#39;s a fugue\nin &lt;i&gt;three&lt;/i&gt; voices."),
    (753.0, 2.0, "The subject enters."),
]


@pytest.fixture
def youtube() -> Iterator[tuple[YouTubeTranscripts, Script]]:
    """Give what asks, and the script of what answers."""
    with fake_youtube() as (address, script):
        yield YouTubeTranscripts(address), script


Made = tuple[YouTubeTranscripts, Script]


def test_what_is_said_keeps_its_times(youtube: Made) -> None:
    """To the ms, without marks and noises, each line until the next begins."""
    script = youtube[1]
    script.tracks = [Track("en", ENGLISH)]

    found = youtube[0].transcript(VIDEO)

    assert (found.title, found.language, found.notes) == ("Fugues", "en", ())
    assert [(one.text, one.from_ms, one.to_ms) for one in found.blocks] == [
        ("It's a fugue in three voices.", 751_200, 753_000),
        ("The subject enters.", 753_000, 755_000),
    ]


@pytest.mark.parametrize(
    ("tracks", "language", "notes"),
    [
        ([("de", False), ("en-US", False), ("en", True)], "en", ()),
        ([("de", False), ("en", True)], "en", (BY_MACHINE,)),
        ([("de", False), ("fr", False)], "de", ()),
    ],
)
def test_the_language_that_is_spoken_is_taken(
    youtube: Made, tracks: list[tuple[str, bool]], language: str, notes: tuple[str, ...]
) -> None:
    """Written by a person if one did, and else by the machine, which is said."""
    youtube[1].tracks = [Track(name, ENGLISH, machine) for name, machine in tracks]

    found = youtube[0].transcript(VIDEO)

    assert (found.language, found.notes) == (language, notes)


def test_a_video_without_a_title_is_still_read(youtube: Made) -> None:
    """YouTube tells none of a video that may not be embedded."""
    youtube[1].tracks, youtube[1].title = [Track("en", ENGLISH)], None

    assert youtube[0].transcript(VIDEO).title == ""


@pytest.mark.parametrize(
    ("change", "error", "why"),
    [
        ({}, InvalidError, "has no subtitles"),
        ({"tracks": [Track("en", [(0, 1, "[Music]")])]}, InvalidError, "hold no words"),
        (
            {"playability": {"status": "ERROR", "reason": "This video is unavailable"}},
            InvalidError,
            "no such video",
        ),
        (
            {"playability": {"status": "UNPLAYABLE", "reason": "Members only"}},
            InvalidError,
            "does not show this video: Members only",
        ),
        (
            {
                "playability": {
                    "status": "LOGIN_REQUIRED",
                    "reason": "This video may be inappropriate for some users.",
                }
            },
            InvalidError,
            "adults only",
        ),
        (
            {
                "playability": {
                    "status": "LOGIN_REQUIRED",
                    "reason": "Sign in to confirm you’re not a bot",
                }
            },
            UnavailableError,
            "some hours",
        ),
        ({"page_status": 429}, UnavailableError, "some hours"),
        ({"page_status": 500}, UnavailableError, "did not answer"),
        ({"page": '<div class="g-recaptcha">'}, UnavailableError, "some hours"),
        ({"page": "<html>"}, UnavailableError, "not understood"),
        (
            {"tracks": [Track("en", ENGLISH)], "text": ""},
            UnavailableError,
            "no subtitles this time",
        ),
        ({"tracks": [Track("en", ENGLISH)], "more": "&exp=xpe"}, UnavailableError, "own player"),
        ({"redirect": "http://169.254.169.254/latest"}, UnavailableError, "cannot be reached"),
        ({"redirect": "https://youtube.com.example.org/"}, UnavailableError, "cannot be reached"),
        ({"page": "x" * 21_000_000}, UnavailableError, "cannot be reached"),
        (
            {
                "tracks": [Track("en", ENGLISH)],
                "text": '<!DOCTYPE a [<!ENTITY b "c">]><transcript><text start="0">&b;</text>'
                "</transcript>",
            },
            RubatoError,
            "no subtitles this time",
        ),
    ],
)
def test_why_there_is_none_is_said(
    youtube: Made, change: dict[str, Any], error: type[RubatoError], why: str
) -> None:
    """In a sentence that says what may help."""
    for name, value in change.items():
        setattr(youtube[1], name, value)

    with pytest.raises(error, match=why):
        youtube[0].transcript(VIDEO)


def test_a_site_that_is_not_there_is_said() -> None:
    """As where there is no network."""
    with pytest.raises(UnavailableError, match="cannot be reached"):
        YouTubeTranscripts("http://127.0.0.1:9").transcript(VIDEO)
