"""What a recording holds: voices, words, phrases that come back, figures; takes beside others."""

import pytest

from server.core.language import Language, Word
from server.core.notes import Note
from server.core.phrases_repeated import repeated
from server.core.playing_figures import figures
from server.core.recorded_words import words_in
from server.core.take_comparison import Comparison, compare
from server.core.voices_played import voices_of


def played(*numbers: int, wait: float = 200.0, length: float = 150.0, track: int = 0) -> list[Note]:
    """Play keys one after the other."""
    return [Note(at * wait, length, number, 64, 0, track) for at, number in enumerate(numbers)]


def mixed(*voices: list[Note]) -> list[Note]:
    """Bring notes into order of time."""
    return sorted((note for voice in voices for note in voice), key=lambda note: note.onset)


def test_tracks_and_channels_are_voices() -> None:
    """And all notes are one besides."""
    voices = voices_of(mixed(played(60, 62), played(40, track=1)))

    assert [(voice.name, voice.notes) for voice in voices] == [
        ("all", (0, 1, 2)),
        ("track 0 channel 0", (0, 2)),
        ("track 1 channel 0", (1,)),
    ]


def test_one_wide_voice_is_two_hands() -> None:
    """A hand follows what it plays, so the left one may climb to where the right one began."""
    notes = played(40, 72, 43, 74, 47, 76, 50, 77, 53, 79, 57, 81, 60, 84)
    _, left, right = voices_of(notes)

    assert (left.name, right.name) == ("left", "right")
    assert [notes[at].number for at in left.notes] == [40, 43, 47, 50, 53, 57, 60]
    assert [voice.name for voice in voices_of(played(60, 72))] == ["all"]


WORDS = Language(
    "small",
    words=(
        Word((0, 7), meaning="down"),
        Word((7, 0, 7), means=("again",)),
        Word((3, 5, 8), unordered=True, meaning="three"),
    ),
)


def test_words_are_found_with_their_notes_and_times() -> None:
    """Those that overlap too; notes outside the keys pass."""
    hits = words_in(played(48, 90, 55, 48, 55, 56, 53, 51), [WORDS], 48)

    assert [(hit.word, hit.first, hit.last, hit.start_ms, hit.end_ms) for hit in hits] == [
        ("down", 0, 2, 0.0, 550.0),
        ("again", 2, 4, 400.0, 950.0),
        ("down", 3, 4, 600.0, 950.0),
        ("three", 5, 7, 1000.0, 1550.0),
    ]


def test_a_word_in_one_voice_is_that_voices() -> None:
    """Whatever the other one plays between."""
    hits = words_in(mixed(played(48, 55), played(62, 64, 66, track=1)), [WORDS], 48)

    assert [(hit.word, hit.voice) for hit in hits] == [("down", "track 0 channel 0")]


def test_a_phrase_that_comes_back_is_found_once() -> None:
    """Its parts are not listed, unless they come back elsewhere too."""
    phrase = (60, 62, 64, 65, 67)
    notes = played(*phrase, 50, *phrase, 51, 60, 62, 64, 65, 40)
    found = repeated(notes, "pitch")

    assert [(each.shape, each.places) for each in found] == [
        ((60, 62, 64, 65), (0, 6, 12)),
        (phrase, (0, 6)),
    ]


def test_a_phrase_longer_than_the_longest_is_found_where_it_begins() -> None:
    """And not once more for each note on which one could begin too."""
    long = [40 + at * 7 % 40 for at in range(36)]
    found = repeated(played(*long, 30, *long), "pitch")

    assert [(each.notes, each.places) for each in found] == [(32, (0, 37))]


def test_a_phrase_in_another_key_or_tempo_is_found_by_interval_or_rhythm() -> None:
    """What is the same then is its shape."""
    one = played(60, 64, 62, 67)
    two = [Note(2000 + note.onset * 2, 100, note.number + 5, 64, 0, 0) for note in one]
    (interval,) = repeated([*one, *two], "interval")

    assert (interval.shape, interval.places) == ((4, -2, 5), (0, 4))
    assert repeated([*one, *two], "pitch") == []
    assert any(phrase.places == (0, 4) for phrase in repeated([*one, *two], "rhythm"))
    assert repeated([], "rhythm") == []


def test_figures_of_even_playing() -> None:
    """A clock is not uneven, and notes let go in time do not overlap."""
    of = figures(played(60, 62, 64, 65, 67))

    assert (of.notes, of.lowest, of.highest) == (5, 60, 67)
    assert (of.interval_median, of.unevenness, of.overlap) == (200.0, 0.0, 0.0)
    assert of.minutes == pytest.approx(0.95 / 60)
    assert of.velocity_bands == (0, 0, 0, 0, 5, 0, 0, 0)


def test_figures_know_pauses_chords_and_held_keys() -> None:
    """A pause is not played, a chord is one stroke, a swung rhythm is uneven at any tempo."""
    notes = [
        Note(0, 400, 60, 10, 0, 0),
        Note(10, 100, 64, 127, 0, 0),
        Note(300, 100, 62, 64, 0, 0),
        Note(400, 100, 62, 64, 0, 0),
        Note(60_000, 1000, 62, 64, 0, 0),
    ]
    of = figures(notes)

    assert of.minutes == pytest.approx(1.5 / 60)
    assert of.unevenness == pytest.approx(100.0)
    assert of.overlap == pytest.approx(1 / 3)
    assert figures([]).interval_median is None
    assert figures([]).velocity_bands == (0,) * 8


SCALE = (60, 62, 64, 65, 67, 69, 71, 72)


def kinds(comparison: Comparison) -> list[tuple[str, int | None, int | None]]:
    """Give what differs, and where."""
    return [(each.kind, each.first, each.second) for each in comparison.differences]


def test_the_same_at_another_tempo_is_the_same() -> None:
    """Only the tempo is told."""
    found = compare(played(*SCALE), played(*SCALE, wait=100))

    assert (found.same, found.tempo, kinds(found)) == (8, 2.0, [])


def test_missing_extra_and_wrong_notes_are_told() -> None:
    """A wrong note is one difference; a missing one has the time of the next."""
    found = compare(played(*SCALE), played(60, 64, 65, 66, 67, 70, 71, 72), off=1000)

    assert kinds(found) == [("missing", 1, None), ("extra", None, 3), ("pitch", 5, 5)]
    assert [each.ms for each in found.differences] == [200.0, 600.0, 1000.0]


def test_a_late_note_is_late_once() -> None:
    """What goes on after a pause is expected anew."""
    late = played(*SCALE)
    late[4:] = [Note(note.onset + 500, 150, note.number, 64, 0, 0) for note in late[4:]]
    found = compare(played(*SCALE), late)

    assert kinds(found)[0] == ("late", 4, 4)
    assert found.differences[0].off == pytest.approx(500)
    assert found.count("late") <= 2


def test_a_chord_struck_in_another_order_is_the_same() -> None:
    """Nobody strikes it alike twice."""
    one = [Note(at, 100, number, 64, 0, 0) for at, number in ((0, 60), (10, 64), (20, 67))]
    two = [Note(at, 100, number, 64, 0, 0) for at, number in ((0, 67), (15, 60), (20, 64))]

    assert kinds(compare(one, two)) == []
    assert kinds(compare([], one[:1])) == [("extra", None, 0)]
    assert compare([], []).same == 0


def test_the_alignment_is_the_cheapest() -> None:
    """Also of takes that are far longer than one another."""
    found = compare(played(*SCALE), played(*(SCALE * 40)))

    assert (found.same, found.count("extra"), found.count("missing", "pitch")) == (8, 312, 0)
