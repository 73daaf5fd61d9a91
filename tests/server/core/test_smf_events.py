"""Events of a MIDI track: what is skipped, and what ends the track."""

import pytest

from tests.fixtures.smf_bytes import (
    END,
    SECOND,
    header,
    keys,
    meta,
    on,
    read,
    scale,
    track,
    warnings,
)


def test_running_status_holds_over_meta_and_exclusive_events() -> None:
    """The standard ends it there; writers forget it, so one warning a track is enough."""
    data = header() + track(
        SECOND, on(60), meta(1, b"x"), b"\x05\x3e\x40", b"\0\xf0\x02\x7e\xf7", b"\0\x3c\0\x05\x3e\0"
    )

    assert keys(data) == [60, 62]
    assert warnings(data) == [(38, "running-status")]


def test_exclusive_blocks_and_unknown_meta_events_are_skipped() -> None:
    """Their lengths say how far."""
    data = header() + track(
        b"\0\xf0\x03\x43\x12\0", b"\0\xf7\x02\x01\xf7", meta(0x7F, b"\0\x90\x3c\x40"), scale(60)
    )

    assert keys(data) == [60]
    assert warnings(data) == []


@pytest.mark.parametrize(
    "message",
    [b"\xf1\x01", b"\xf2\x01\x02", b"\xf3\x01"]
    + [bytes([status]) for status in (*range(0xF4, 0xF7), *range(0xF8, 0xFF))],
)
def test_a_system_message_is_skipped(message: bytes) -> None:
    """The running status survives it."""
    data = header() + track(on(60), b"\0" + message, b"\x05\x3c\0", scale(62))

    assert keys(data) == [60, 62]
    assert warnings(data) == [(26, "system-message")]


@pytest.mark.parametrize(
    ("damage", "at", "code"),
    [
        (b"\x00\x90\x3e\x80", 3, "data-byte"),
        (b"\x00\x90\xff\x40", 2, "data-byte"),
        (b"\x00\xc0\x90\x40", 2, "data-byte"),
        (b"\x00\xff\x90\x00", 2, "meta-type"),
        (b"\x80\x80\x80\x80\x00\x90\x3e\x40", 0, "var-length"),
        (b"\x00\xff\x01\x80\x80\x80\x80\x00", 3, "var-length"),
    ],
)
def test_notes_before_the_damage_are_kept(damage: bytes, at: int, code: str) -> None:
    """The damage ends its track, and no other one."""
    hurt, whole = scale(60), scale(64)
    data = header(1, 2) + track(hurt, damage, scale(62)) + track(whole)

    assert keys(data) == [60, 64]
    assert [(14 + 8 + len(hurt) + at, code)] == warnings(data)


def test_a_data_byte_before_any_status_ends_the_track() -> None:
    """Nothing says what it would mean."""
    data = header(1, 2) + track(b"\0\x3c\x40") + track(scale(60))

    assert keys(data) == [60]
    assert warnings(data) == [(22, "no-status")]


def test_a_note_without_an_end_lasts_to_the_end_of_its_track() -> None:
    """One warning tells how many there were."""
    data = header() + track(SECOND, on(60), on(62, 10), end=b"\x14" + END[1:])

    assert [note.duration for note in read(data).notes] == [30.0, 20.0]
    (flaw,) = read(data).warnings
    assert (len(data), "unclosed-notes") == (flaw.offset, flaw.code)
    assert flaw.message.startswith("2 notes")


def test_the_warnings_of_a_hostile_file_are_few() -> None:
    """A hundred, and one that says that there are more."""
    data = header() + track(b"\0\xf4" * 5000, scale(60))

    assert keys(data) == [60]
    assert len(read(data).warnings) == 101
    assert read(data).warnings[-1].code == "more"
