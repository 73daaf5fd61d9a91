"""What is said in takes and outside of them, as texts for the library."""

from dataclasses import replace
from typing import Any

import pytest

from server.core.performances.chapters import address_of, chapters, taken_apart
from server.core.performances.performance import (
    Performance,
    SaidLine,
    Take,
    Track,
    Whole,
    clean_video,
    searched,
)
from server.core.performances.played import played_lines

ID = "0123456789abcdef"


def line(number: int, track: int | None, from_ms: int, to_ms: int, right: str = "") -> SaidLine:
    """Make a line."""
    said = f"Line {number}."
    return SaidLine(number, track, from_ms, to_ms, said, right, feedback=False, version=1)


def track(number: int, user_id: int) -> Track:
    """Make a file of somebody's."""
    return Track(number, user_id, "x", "f", "audio", "a", 1, 0, False, (), 1)


WHOLE = Whole(
    Performance(ID, 1, "owner", "Étude", "", True, True, 0, 0, 1),
    (track(1, 1), track(2, 7)),
    (Take(5, 1, "", 0, 1_000, "hand", 1), Take(6, 2, "Slow", 900, 2_000, "hand", 1)),
    (
        line(1, None, -50, 40),
        line(2, 1, 800, 1_100, "Heard <b>right</b>."),
        line(3, 2, 500, 600),
        line(4, 1, 1_900, 2_200),
    ),
    (),
)


def test_each_take_has_what_is_said_in_it() -> None:
    """By the middle of a line, in every take that holds it; the rest is the whole's."""
    told = {one.address: [block.text for block in one.blocks] for one in chapters(WHOLE)}

    assert told == {
        f"recording:{ID}:5": ["Heard <b>right</b>."],
        f"recording:{ID}:6": ["Heard <b>right</b>."],
        f"recording:{ID}": ["Line 1.", "Line 4."],
    }
    assert [one.title for one in chapters(WHOLE)] == ["Étude: take 1", "Étude: Slow", "Étude"]
    assert chapters(WHOLE)[2].blocks[0].from_ms == 0
    assert "étude" in searched(WHOLE)
    assert "heard <b>right</b>" in searched(WHOLE)


def word(at: int, text: str, language: str = "talk", voice: str = "left") -> dict[str, Any]:
    """Make a word that was found."""
    return {"word": text, "language": language, "voice": voice, "from_ms": at, "to_ms": at + 50}


def test_words_that_were_played_stand_among_what_is_said() -> None:
    """Those that follow one another on a line; of the file's languages only; moved with it."""
    read = replace(track(1, 1), kind="midi", languages=("talk",), offset_ms=100)
    found = {
        "offset_ms": 0,
        "words": [
            word(700, "the sun"),
            word(800, "element.click", "base"),
            word(900, "rises", voice="right"),
            word(950, "sets"),
            word(6_100, "a <i>cat"),
        ],
    }
    lines = played_lines([read, track(2, 7)], {1: found, 9: found, 2: {"refused": "Too large."}})
    whole = replace(WHOLE, tracks=(read, track(2, 7)))
    told = {one.take: [block.text for block in one.blocks] for one in chapters(whole, lines)}

    assert [(one.from_ms, one.to_ms, one.text) for one in lines] == [
        (800, 1_100, "Played in talk: the sun, sets"),
        (6_200, 6_250, "Played in talk: a <i>cat"),
        (1_000, 1_050, "Played in talk: rises"),
    ]
    assert told[5] == ["Heard <b>right</b>.", "Played in talk: the sun, sets"]
    assert told[6] == [
        "Heard <b>right</b>.",
        "Played in talk: the sun, sets",
        "Played in talk: rises",
    ]
    assert told[None] == ["Line 1.", "Line 4.", "Played in talk: a <i>cat"]


@pytest.mark.parametrize(
    ("address", "part"),
    [
        (address_of(ID), (ID, None)),
        (address_of(ID, 12), (ID, 12)),
        (f"recording:{ID}:", None),
        (f"recording:{ID}:5/..", None),
        ("inquiry:0123456789abcdef", None),
    ],
)
def test_addresses(address: str, part: tuple[str, int | None] | None) -> None:
    """An address leads back to its take, and nothing else does."""
    assert taken_apart(address) == part


@pytest.mark.parametrize("told", ["dQw4w9WgXcQ", "https://youtu.be/dQw4w9WgXcQ", " "])
def test_videos_have_one_address(told: str) -> None:
    """However it is told; nothing is nothing."""
    kept = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"

    assert clean_video(told) == (kept if told.strip() else "")
