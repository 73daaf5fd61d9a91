"""Words to segments, later times, and the text alone."""

from itertools import pairwise

import pytest

from server.core.transcript import Segment, Word, in_segments, joined


def words(*timed: tuple[int, int, str]) -> list[Word]:
    """Give words, each half sure."""
    return [Word(start, end, text, 0.5) for start, end, text in timed]


def test_a_pause_parts_segments() -> None:
    """Half a second of silence ends a segment; less does not."""
    heard = words((0, 300, "good"), (350, 600, "morning"), (1100, 1400, "it"), (1890, 2000, "is"))
    segments = list(in_segments(heard, "en"))

    assert [(one.start_ms, one.end_ms, one.text) for one in segments] == [
        (0, 600, "good morning"),
        (1100, 2000, "it is"),
    ]
    assert segments[0].words == tuple(heard[:2])
    assert {one.language for one in segments} == {"en"}


@pytest.mark.parametrize(("count", "each"), [(200, 100), (30, 900)])
def test_no_segment_is_too_long_to_show(count: int, each: int) -> None:
    """Who speaks without a pause is still parted, by letters or by time, and loses no word."""
    heard = words(*((at * each, at * each + each, f"word{at}") for at in range(count)))
    segments = list(in_segments(heard))

    assert all(len(one.text) <= 84 and one.end_ms - one.start_ms <= 7000 for one in segments)
    assert joined(segments) == " ".join(word.text for word in heard)
    assert all(first.end_ms <= second.start_ms for first, second in pairwise(segments))


def test_a_segment_is_as_sure_as_its_words() -> None:
    """The mean is on the scale of logarithms: one doubtful word weighs."""
    heard = [Word(0, 1, "a", 0.9), Word(1, 2, "b", 0.1)]

    assert next(in_segments(heard)).sure == pytest.approx(0.3)
    assert next(in_segments([Word(0, 1, "a", 0.0)])).sure > 0
    assert list(in_segments([])) == []


def test_later() -> None:
    """A piece's times become those of the whole, its words' too."""
    segment = Segment(100, 200, "a", 1.0, (Word(100, 200, "a", 1.0),), "en").later(5000)

    assert (segment.start_ms, segment.words[0].end_ms, segment.text) == (5100, 5200, "a")


def test_the_text_alone() -> None:
    """Empty segments leave no double blanks."""
    said = [Segment(0, 1, text, 1.0) for text in (" Hello.", "", " ", "How are you? ")]

    assert joined(said) == "Hello. How are you?"
