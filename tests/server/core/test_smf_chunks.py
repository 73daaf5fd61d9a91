"""Chunks of a MIDI file: wrong lengths, missing marks, foreign chunks, odd headers."""

import struct

import pytest

from tests.fixtures.smf_bytes import (
    END,
    SECOND,
    chunk,
    header,
    keys,
    off,
    on,
    read,
    scale,
    track,
    warnings,
)


def test_a_foreign_chunk_is_skipped_silently() -> None:
    """The standard asks for it."""
    data = header() + chunk(b"MTrk inside", b"Junk") + track(scale(60)) + chunk(b"", b"XFIH")

    assert keys(data) == [60]
    assert warnings(data) == []


@pytest.mark.parametrize("length", [0, 3, 19, 5000, 0xFFFFFFFF])
def test_a_wrong_track_length_is_read_by_the_events(length: int) -> None:
    """The track behind it is found too."""
    body = scale(60, 62) + END
    data = header(1, 2) + chunk(body, length=length) + track(scale(64))

    assert keys(data) == [60, 64, 62]
    assert warnings(data) == [(18, "track-length")]


def test_a_wrong_length_that_ends_with_the_file_is_found_out() -> None:
    """A track may swallow the next only as long as it has no end mark."""
    second = track(scale(64))
    body = scale(60) + END
    data = header(1, 2) + chunk(body, length=len(body + second)) + second

    assert keys(data) == [60, 64]
    assert warnings(data) == [(18, "track-length")]


def test_a_lost_byte_does_not_swallow_the_next_track() -> None:
    """The end mark's length byte is missing: the next header's M would be it."""
    body = scale(60) + END
    data = header(1, 2) + chunk(body[:-1], length=len(body)) + track(scale(64))

    assert keys(data) == [60, 64]
    assert "truncated" in [code for _, code in warnings(data)]


def test_a_missing_end_mark_is_said() -> None:
    """The track ends with its chunk."""
    data = header(1, 2) + track(scale(60), end=b"") + track(scale(64))

    assert keys(data) == [60, 64]
    assert warnings(data) == [(30, "no-end")]


def test_bytes_behind_the_end_mark_are_skipped() -> None:
    """Where the chunk's length takes them in."""
    data = header() + track(scale(60), END, b"\0\x90\x3e\x40", end=b"")

    assert keys(data) == [60]
    assert warnings(data) == [(34, "after-end")]


def test_bytes_behind_the_last_track_are_skipped() -> None:
    """The track before them is whole."""
    data = header() + track(scale(60)) + b"\x2a"

    assert keys(data) == [60]
    assert warnings(data) == [(34, "stray-bytes")]


def test_rubbish_between_tracks_is_skipped() -> None:
    """The next MTrk is found."""
    data = header(1, 2) + track(scale(60)) + b"\0\1\2rubbish" + track(scale(64))

    assert keys(data) == [60, 64]
    assert warnings(data) == [(34, "stray-bytes")]


def test_a_wrong_number_of_tracks_is_said() -> None:
    """All that are there are read."""
    data = header(1, 5) + track(scale(60)) + track(scale(64))

    assert keys(data) == [60, 64]
    assert warnings(data) == [(10, "track-count")]


def test_two_tracks_in_format_0_are_both_read() -> None:
    """Many writers make such files."""
    data = header(0, 2) + track(scale(60)) + track(scale(64))

    assert keys(data) == [60, 64]
    assert warnings(data) == [(8, "format-0-tracks")]


def test_an_unknown_format_is_read_as_format_1() -> None:
    """Most such files are damaged, not new."""
    data = header(9, 1) + track(scale(60))

    assert read(data).format == 1
    assert warnings(data) == [(8, "format")]


def test_a_longer_header_is_allowed() -> None:
    """The standard foresees it."""
    data = b"MThd" + struct.pack(">IHHHH", 8, 0, 1, 96, 7) + track(scale(60))

    assert keys(data) == [60]
    assert warnings(data) == []


def test_a_wrong_header_length_is_put_right() -> None:
    """The first track is searched for."""
    data = header().replace(b"\0\0\0\6", b"\0\0\1\6") + track(SECOND, scale(60))

    assert read(data).notes[0].duration == 100.0
    assert warnings(data) == [(4, "header-length")]


def test_a_second_header_is_passed_over() -> None:
    """Two files one behind the other are read as one."""
    one = header() + track(scale(60))

    assert keys(one + one) == [60, 60]
    assert "second-header" in [code for _, code in warnings(one + one)]


def test_a_header_cut_short_by_a_track_is_none() -> None:
    """Its fields would be the track's bytes."""
    data = header()[:8] + track(on(60), off(60, 480))

    assert read(data).notes[0].duration == 500.0
    assert warnings(data) == [(0, "no-header"), (4, "header-length")]


def test_a_wrong_length_and_no_end_mark_leave_the_next_track() -> None:
    """It is found by its letters."""
    data = header(1, 2) + chunk(scale(60), length=900) + track(scale(64))

    assert keys(data) == [60, 64]
    assert [code for _, code in warnings(data)] == ["no-end"]


def test_a_length_too_short_and_no_end_mark_are_both_said() -> None:
    """The notes behind the wrong length are read."""
    data = header(1, 2) + chunk(scale(60, 62), length=5) + track(scale(64))

    assert keys(data) == [60, 64, 62]
    assert [code for _, code in warnings(data)] == ["track-length", "no-end"]
