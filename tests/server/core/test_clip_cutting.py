"""A recording with its transcript becomes clips that begin and end in silence."""

import numpy as np
import pytest

from server.core.clip_cutting import (
    NO_EDGE,
    OUTSIDE,
    SILENT,
    TOO_LONG,
    TOO_SHORT,
    Clip,
    Quiet,
    cut,
)
from server.core.transcript_reading import Line


def silence(total: float, *speech: tuple[float, float]) -> Quiet:
    """Tell of each 10 ms whether nobody speaks; somebody does from and to these seconds."""
    silent = np.ones(round(total * 100), bool)
    for begin, end in speech:
        silent[round(begin * 100) : round(end * 100)] = False
    return silent


def line(start: float, end: float | None, text: str, number: int = 1) -> Line:
    """Give a line of a transcript, in seconds."""
    return Line(number, round(start * 1000), None if end is None else round(end * 1000), text)


def told(clips: list[Clip]) -> list[tuple[float, float, str, str]]:
    """Give the clips in seconds."""
    return [(one.start_ms / 1000, one.end_ms / 1000, one.text, one.dropped) for one in clips]


def test_each_sentence_is_a_clip() -> None:
    """With a tenth of a second of silence around it, wherever in the silence its times are."""
    silent = silence(9, (1, 3), (4.5, 7))
    clips = cut([line(0.8, 3.2, "Good morning."), line(4, 8, " How  are you? ", 2)], silent)

    assert told(list(clips)) == [
        (0.9, 3.1, "Good morning.", ""),
        (4.4, 7.1, "How are you?", ""),
    ]


def test_lines_without_an_end_last_until_the_next() -> None:
    """And the last until the end."""
    silent = silence(9, (1, 3), (4.5, 7))
    clips = cut([line(0.8, None, "One."), line(4, None, "Two.", 2)], silent)

    assert [clip.end_ms for clip in clips] == [3100, 7100]


def test_lines_are_joined_until_a_sentence_ends() -> None:
    """Subtitles that break a sentence are one clip, whose number is the first line's."""
    silent = silence(9, (1, 3), (3.2, 5), (6, 8))
    lines = [
        line(1, 3.1, "When it rains", 3),
        line(3.1, 5.2, "we stay.", 4),
        line(5.8, 8, "Go!", 5),
    ]
    clips = list(cut(lines, silent))

    assert [(clip.number, clip.text) for clip in clips] == [
        (3, "When it rains we stay."),
        (5, "Go!"),
    ]


def test_what_is_short_is_joined_with_what_follows() -> None:
    """A short word belongs to the next sentence, unless that is far away."""
    silent = silence(20, (1, 1.5), (2, 4), (10, 10.4))
    lines = [line(1, 1.6, "Yes."), line(1.9, 4.2, "It does."), line(9.9, 10.5, "No.")]

    assert told(list(cut(lines, silent))) == [
        (0.9, 4.1, "Yes. It does.", ""),
        (9.9, 10.5, "No.", TOO_SHORT),
    ]


def test_what_is_too_long_is_parted_at_a_sentence() -> None:
    """Where its letters suggest, and a silence is near; each part is at most twelve seconds."""
    silent = silence(30, (1, 9), (9.5, 16), (16.4, 24))
    text = "A long sentence that goes on. Another one that is as long. And a third one as well."
    clips = list(cut([line(0.9, 24.2, text)], silent))

    assert " ".join(clip.text for clip in clips) == text
    assert [clip.dropped for clip in clips] == ["", "", ""]
    assert [(clip.start_ms, clip.end_ms) for clip in clips] == [
        (900, 9100),
        (9400, 16100),
        (16300, 24100),
    ]


@pytest.mark.parametrize(
    ("silent", "lines", "why"),
    [
        (silence(20, (1, 18)), [line(0.9, 18, "One. Two. Three.")], TOO_LONG),
        (silence(20, (1, 18)), [line(0.9, 18, "no sentence ends here")], TOO_LONG),
        (silence(20, (1, 18)), [line(5, 9, "In the midst of speech.")], NO_EDGE),
        (silence(20, (1, 5)), [line(8, 12, "Nobody says this.")], SILENT),
        (silence(5, (1, 4)), [line(8, 12, "It is over.")], OUTSIDE),
        (silence(5, (1, 1.3)), [line(0.9, 1.4, "Ah!")], TOO_SHORT),
    ],
)
def test_what_is_no_clip_says_why(silent: Quiet, lines: list[Line], why: str) -> None:
    """Each is told with its reason, none is lost."""
    assert [clip.dropped for clip in cut(lines, silent)] == [why]


def test_speech_up_to_the_very_edge() -> None:
    """Before the first sample and after the last nobody speaks."""
    assert told(list(cut([line(0, 3, "All of it.")], silence(3, (0, 3))))) == [
        (0.0, 3.0, "All of it.", "")
    ]
    assert list(cut([], silence(0))) == []
