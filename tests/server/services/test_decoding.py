"""Decoding: notes to rows, each kind of row, and which notes count."""

from typing import Any

import pytest

from server.core.language import Kind
from server.core.lexicon import Lexicon, LexiconWord, PedalRole, grow
from server.services.decoding import Row, decode
from tests.fixtures.smf_bytes import SECOND, header, off, on, read, track

KINDS: dict[str, Kind] = {
    "item.next": "none",
    "tab.list": "none",
    "tab.number": "number",
    "bookmark.add": "name",
    "piano.off": "none",
    "piano.on": "none",
    "read.start": "none",
}
WORDS: tuple[tuple[tuple[int, ...], tuple[str, ...]], ...] = (
    ((18,), ("item.next",)),
    ((5, 8), ("tab.list",)),
    ((8, 5), ("tab.list", "tab.number")),
    ((12, 7, 12), ("tab.number",)),
    ((12, 10, 12), ("bookmark.add",)),
    ((0, 7, 3, 0), ("piano.off",)),
    ((0, 5, 0), ("read.start",)),
)


def lexicon(pedal: PedalRole = "none") -> Lexicon:
    """Compile the words above."""
    words = tuple(LexiconWord(keys, names, KINDS[names[0]]) for keys, names in WORDS)
    paths = [(word.keys, index) for index, word in enumerate(words)]
    return Lexicon(words, grow(paths), KINDS, pedal=pedal)


def played(*keys: int) -> bytes:
    """Play keys, one every 100 ms from 100 ms on."""
    return b"".join(on(48 + key, 90) + off(48 + key, 10) for key in keys)


def rows(*keys: int) -> list[dict[str, Any]]:
    """Play keys and decode them; leave the track out, which is 0."""
    recording = read(header() + track(SECOND, played(*keys)))
    found = [row.to_json() for row in decode(recording, lexicon(), 48)]
    assert all(row.pop("track") == 0 for row in found)
    return found


def commands(found: list[Row]) -> list[str]:
    """List what was commanded."""
    return [row.outcome["command"] for row in found if "command" in row.outcome]


def test_a_word_has_the_times_of_its_first_and_its_last_key() -> None:
    """The last key-down is when it fires."""
    assert rows(18, 5, 8) == [
        {"ms": 90.0, "since": 90.0, "keys": [18], "command": "item.next"},
        {"ms": 290.0, "since": 190.0, "keys": [5, 8], "command": "tab.list"},
    ]


def test_a_word_with_a_value_is_one_row() -> None:
    """Its keys are the word's and the value's."""
    (row,) = rows(12, 7, 12, 2, 18)

    assert row == {
        "ms": 490.0,
        "since": 90.0,
        "keys": [12, 7, 12, 2, 18],
        "command": "tab.number",
        "kind": "number",
        "value": 15,
    }


def test_a_name_is_a_value_of_keys() -> None:
    """Closed by middle C."""
    (row,) = rows(12, 10, 12, 1, 2, 3, 12)

    assert (row["command"], row["value"]) == ("bookmark.add", [1, 2, 3])


def test_keys_that_are_no_word_fail() -> None:
    """A swift word fails at the key that leaves the tree."""
    assert rows(5, 9, 18) == [
        {"ms": 190.0, "since": 90.0, "keys": [5, 9], "failed": "swift"},
        {"ms": 290.0, "since": 290.0, "keys": [18], "command": "item.next"},
    ]


def test_a_failed_frame_is_one_row_with_the_nearest_words() -> None:
    """It has the time of the key that left the tree, and all keys to the closing C."""
    (row,) = rows(0, 6, 9, 0)

    assert (row["ms"], row["keys"], row["failed"]) == (190.0, [0, 6, 9, 0], "frame")
    assert "read.start" in row["nearest"]


def test_a_frame_cut_short_fails_at_its_closing_key() -> None:
    """Nothing was wrong before."""
    (row,) = rows(0, 7, 0)

    assert (row["ms"], row["keys"], row["failed"]) == (290.0, [0, 7, 0], "frame")
    assert "nearest" in row


def test_a_wrong_value_starts_over_and_its_word_waits() -> None:
    """The failed digits are no part of the word's row."""
    assert rows(12, 7, 12, 1, 11, 15) == [
        {"ms": 490.0, "since": 390.0, "keys": [1, 11], "failed": "value"},
        {
            "ms": 590.0,
            "since": 90.0,
            "keys": [12, 7, 12, 15],
            "command": "tab.number",
            "kind": "number",
            "value": 2,
        },
    ]


def test_a_cancelled_word_names_what_waited() -> None:
    """The C that cancels is not among its keys."""
    assert rows(12, 7, 12, 0, 5, 24) == [
        {"ms": 390.0, "since": 90.0, "keys": [12, 7, 12], "cancelled": "tab.number"},
        {"ms": 590.0, "since": 490.0, "keys": [5], "cancelled": None},
    ]


def test_a_word_of_several_meanings_asks_and_a_number_picks() -> None:
    """Both rows are there."""
    asked, picked = rows(8, 5, 14)

    assert asked["choose"] == ["tab.list", "tab.number"]
    assert (picked["command"], picked["keys"]) == ("tab.list", [8, 5, 14])


@pytest.mark.parametrize(
    ("keys", "pending"), [((5,), None), ((12, 7, 12, 2), "tab.number"), ((0, 9), None)]
)
def test_what_is_unfinished_at_the_end_is_said(keys: tuple[int, ...], pending: str | None) -> None:
    """With the word that waits."""
    last = rows(*keys)[-1]

    assert (last["pending"], last["keys"]) == (pending, list(keys))


def test_while_the_piano_is_off_only_its_way_back_on_is_heard() -> None:
    """A page of music costs nothing, and leaves nothing in the next row."""
    music = [18, 5, 8, 12, 7] * 20
    found = rows(0, 7, 3, 0, *music, 0, 3, 7, 0, 0, 3, 7, 0, 18)

    assert [row["command"] for row in found] == ["piano.off", "piano.on", "item.next"]
    assert found[1]["keys"] == [0, 3, 7, 0, 0, 3, 7, 0]


def test_notes_outside_the_keyboard_are_music() -> None:
    """They neither complete a word nor spoil it."""
    recording = read(
        header() + track(SECOND, played(5), on(47), off(47), on(73), off(73), played(8))
    )

    assert commands(decode(recording, lexicon(), 48)) == ["tab.list"]


def test_the_lowest_note_moves_the_keyboard() -> None:
    """The same notes are other keys."""
    recording = read(header() + track(SECOND, played(18)))

    assert commands(decode(recording, lexicon(), 48)) == ["item.next"]
    assert commands(decode(recording, lexicon(), 43)) == []


def test_a_brushed_key_is_left_out() -> None:
    """A moment after its neighbour, a third as loud."""
    brush = on(48 + 7, 5, 10) + off(48 + 7, 5)
    notes = on(48 + 5, 0, 90), brush, off(48 + 5, 80), played(8)

    assert commands(decode(read(header() + track(SECOND, *notes)), lexicon(), 48)) == ["tab.list"]


def test_tracks_are_one_performance() -> None:
    """Two hands in two tracks play one word; one of them alone does not."""
    left = track(SECOND, on(48 + 5), off(48 + 5, 50))
    right = track(on(48 + 8, 20), off(48 + 8, 50))
    recording = read(header(1, 2) + left + right)

    (row,) = decode(recording, lexicon(), 48)
    assert (row.outcome["command"], row.track) == ("tab.list", 1)
    assert commands(decode(recording, lexicon(), 48, track=0)) == []


def test_tracks_of_format_2_are_decoded_each_for_itself() -> None:
    """They do not sound together."""
    recording = read(header(2, 2) + track(played(5)) + track(played(18, 8)))

    found = decode(recording, lexicon(), 48)
    assert [(row.track, next(iter(row.outcome))) for row in found] == [
        (0, "pending"),
        (1, "command"),
        (1, "pending"),
    ]


def test_the_pedal_has_the_role_that_is_set() -> None:
    """Here it turns the piano off while it is down, and drops what is pending."""
    down, up = b"\x05\xb0\x40\x7f", b"\x05\xb0\x40\x00"
    recording = read(header() + track(SECOND, played(5), down, down, played(18), up, played(5, 8)))

    assert commands(decode(recording, lexicon("piano-off"), 48)) == ["tab.list"]
    assert [next(iter(row.outcome)) for row in decode(recording, lexicon("piano-off"), 48)] == [
        "cancelled",
        "command",
    ]
    assert commands(decode(recording, lexicon(), 48)) == ["tab.list"]


def test_the_notes_before_the_damage_are_decoded() -> None:
    """The rest of the track is lost, the words before it are not."""
    recording = read(header() + track(SECOND, played(18), b"\0\x90\xff\x40", played(5, 8)))

    assert commands(decode(recording, lexicon(), 48)) == ["item.next"]
