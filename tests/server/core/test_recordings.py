"""Recordings: what may be announced, and where a piece of one may begin."""

import pytest

from server.core.errors import InvalidError
from server.core.recordings import (
    KINDS,
    LONGEST_PIECE,
    Recording,
    announced,
    checked_offset,
    clean_name,
)

SUM = "ab" * 32


@pytest.mark.parametrize(
    ("kind", "size", "sha256", "problem"),
    [
        ("film", 10, SUM, "kind is one of session"),
        ("session", 0, SUM, "size is 1 to"),
        ("session", -1, SUM, "size is 1 to"),
        ("session", KINDS["session"].most_bytes + 1, SUM, "size is 1 to"),
        ("session", 10, SUM.upper(), "64 digits"),
        ("session", 10, SUM + "\n", "64 digits"),
    ],
)
def test_what_cannot_be_announced(kind: str, size: int, sha256: str, problem: str) -> None:
    """Kinds, sizes and sums that cannot be are refused with what would do."""
    with pytest.raises(InvalidError, match=problem):
        announced(kind, "Trial 1", size, sha256)


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("  Trial\n1 ", "Trial 1"),
        ("a\u202eb\x00c", "a b c"),
        ("Übung “3” <b>", "Übung “3” <b>"),
        ("x" * 200, "x" * 200),
    ],
)
def test_names_are_one_line(name: str, kept: str) -> None:
    """Control characters go, all else stays as it was written."""
    assert clean_name(name) == kept


@pytest.mark.parametrize("name", ["", " \n\x00", "x" * 201])
def test_names_that_are_none(name: str) -> None:
    """A name has a character, and not too many."""
    with pytest.raises(InvalidError, match="name"):
        clean_name(name)


def arriving(size: int, offset: int) -> Recording:
    """Make a recording of which so much has arrived."""
    told = announced("session", "Trial 1", size, SUM)
    return Recording("00" * 8, 1, told, offset, 0, None)


def test_a_piece_begins_no_later_than_what_has_arrived() -> None:
    """It may overlap what has arrived, and leaves no hole."""
    recording = arriving(1000, 400)

    assert checked_offset(recording, 400, 600) == 600
    assert checked_offset(recording, 100, None) == 900
    for offset in (401, -1):
        with pytest.raises(InvalidError, match="400 bytes have arrived"):
            checked_offset(recording, offset, 1)
    with pytest.raises(InvalidError, match="at most 600 bytes; this has 601"):
        checked_offset(recording, 400, 601)


def test_a_piece_has_a_longest() -> None:
    """What a broken connection loses is bounded."""
    assert checked_offset(arriving(40_000_000, 0), 0, None) == LONGEST_PIECE
