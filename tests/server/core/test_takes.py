"""Takes: from texts, descriptions, keys, and by hand."""

import pytest

from server.core.errors import InvalidError
from server.core.notes import Note
from server.core.takes import (
    Mark,
    Take,
    marks_in_writing,
    marks_of_notes,
    marks_of_texts,
    music_of,
    take_by_hand,
    takes_in,
    takes_of,
)
from tests.fixtures.smf_bytes import SECOND, header, meta, off, on, read, track


def spans(*takes: Take) -> list[tuple[int, float, float]]:
    """Give numbers and times."""
    return [(take.number, take.start_ms, take.end_ms) for take in takes]


def struck(*rows: tuple[float, int]) -> list[Note]:
    """Strike keys for a tenth of a second each."""
    return [Note(onset, 100.0, number, 64, 0, 0) for onset, number in rows]


def test_a_trial_goes_up_to_its_end() -> None:
    """What stands behind the number is the take's name."""
    marks = marks_of_texts([(1000, "TRIAL#3 slowly"), (5000, "END"), (8000, "trial # 4")])

    assert takes_of(marks, 9000) == (Take(3, 1000, 5000, "slowly"), Take(4, 8000, 9000, ""))


def test_a_trial_without_an_end_goes_up_to_the_next() -> None:
    """One text may hold several marks."""
    marks = marks_of_texts([(0, "TRIAL#1"), (50, "TRIAL#2"), (70, "END TRIAL#3")])

    assert spans(*takes_of(marks, 100)) == [(1, 0, 50), (2, 50, 70), (3, 70, 100)]


def test_an_end_before_any_beginning_ends_what_began_with_the_recording() -> None:
    """A second end ends nothing."""
    marks = marks_of_texts([(40, "END"), (60, "END"), (80, "TRIAL#7")])

    assert spans(*takes_of(marks, 100)) == [(1, 0, 40), (7, 80, 100)]


def test_no_two_takes_share_a_number() -> None:
    """A number that was used gives way to the next free one."""
    marks = [Mark(0, "begin", 5), Mark(10, "begin", 5), Mark(20, "begin"), Mark(30, "begin", 2)]

    assert [take.number for take in takes_of(marks, 40)] == [5, 6, 7, 2]


def test_what_lies_behind_the_end_or_has_no_length_is_no_take() -> None:
    """A take that goes on behind the end is cut there."""
    marks = [Mark(10, "begin"), Mark(50, "begin"), Mark(50, "begin"), Mark(500, "begin")]

    assert spans(*takes_of(marks, 100)) == [(1, 10, 50), (2, 50, 100)]


@pytest.mark.parametrize(
    "text", ["in the end", "TRIAL", "the trial of 3", "TRIAL#12345", "LEGEND", "THE END"]
)
def test_ordinary_words_are_no_marks(text: str) -> None:
    """Marks are capitals and numbers."""
    assert marks_of_texts([(0, text)]) == []


def test_a_description_names_its_times_before_or_behind() -> None:
    """Hours, a range, an end mark of its own, and a mark without a time."""
    text = """My evening
TRIAL#1 0:35 - 5:20.5 too fast
5:40 TRIAL#2
1:02:03-1:03:00 TRIAL#3 (better)
TRIAL#4 END
TRIAL#5 2:00:00 END 2:01:00"""

    assert takes_of(marks_in_writing(text), 9e9) == (
        Take(1, 35_000, 320_500, "too fast"),
        Take(2, 340_000, 3_723_000, ""),
        Take(3, 3_723_000, 3_780_000, "better"),
        Take(5, 7_200_000, 7_260_000, ""),
    )


def test_the_outer_keys_mark_takes_where_they_are_struck_alone() -> None:
    """Within music they are music."""
    notes = struck(
        (0, 21), (1000, 60), (1050, 107), (1100, 64), (2000, 107), (3000, 108), (4000, 60)
    )

    assert marks_of_notes(notes) == [Mark(0, "begin"), Mark(2000, "end"), Mark(3000, "begin")]
    assert [note.number for note in music_of(notes)] == [60, 107, 64, 60]


def test_a0_alone_marks_nothing() -> None:
    """Music needs it, as the lowest note of a piano."""
    assert marks_of_notes(struck((0, 21), (2000, 60), (4000, 21))) == []


def test_a_recording_has_the_takes_of_its_keys() -> None:
    """Beginnings behind which nothing is played are no takes."""
    notes = [(0, 108), (1000, 60), (2000, 107), (3000, 108), (4000, 107), (6000, 21), (7000, 62)]
    events, now = [SECOND], 0
    for at, key in notes:
        events += [on(key, at - now), off(key, 50)]
        now = at + 50
    takes = takes_in(read(header() + track(*events)))

    assert spans(*takes) == [(1, 0, 2000), (2, 6000, 7050)]


def test_the_texts_of_a_recording_go_before_its_keys() -> None:
    """The import of an earlier recording names its keys in texts."""
    marked = track(SECOND, meta(6, b"take 21"), on(60, 500), off(60, 500), meta(6, b"take 107"))
    named = track(SECOND, meta(6, b"TRIAL#2 once more"), on(60, 500), off(60, 500))

    assert takes_in(read(header() + marked)) == (Take(1, 0, 1000, ""),)
    assert takes_in(read(header() + named)) == (Take(2, 0, 1000, "once more"),)
    assert takes_in(read(header() + track(on(60), off(60, 9)))) == ()


@pytest.mark.parametrize("text", ["65.5-150", "1:05.5 - 2:30", "0:01:05.5–2:30"])
def test_a_take_by_hand(text: str) -> None:
    """Seconds or a clock."""
    assert take_by_hand(text, 2) == Take(2, 65_500, 150_000, "")


@pytest.mark.parametrize("text", ["", "5", "5-", "-5", "9-5", "5-5", "a-b", "1-2-3", "1e3-2e3"])
def test_what_is_no_take_by_hand_is_refused(text: str) -> None:
    """With what would be one."""
    with pytest.raises(InvalidError):
        take_by_hand(text)
