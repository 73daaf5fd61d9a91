"""Wrappers around a MIDI file, and what is no MIDI file."""

import struct

import pytest

from server.core.smf import NotMidi, read_smf
from tests.fixtures.smf_bytes import header, keys, off, on, read, scale, track, warnings


def test_a_track_without_a_header_is_read() -> None:
    """480 ticks a quarter are taken."""
    data = track(on(60), off(60, 480))

    assert read(data).notes[0].duration == 500.0
    assert warnings(data) == [(0, "no-header")]


def test_a_riff_file_is_unwrapped() -> None:
    """RMID is what Windows wrote; other chunks may come first."""
    inner = header() + track(scale(60))
    body = b"DISP\x03\0\0\0abc\0" + b"data" + struct.pack("<I", len(inner)) + inner
    data = b"RIFF" + struct.pack("<I", 4 + len(body)) + b"RMID" + body + b"LIST\0\0\0\0"

    assert keys(data) == [60]
    assert warnings(data) == []


def test_a_macbinary_file_is_unwrapped() -> None:
    """Its fork is padded to 128 bytes, which are none of the file's."""
    inner = header() + track(scale(60))
    lead = bytearray(128)
    lead[1:6], lead[83:87] = b"\4song", struct.pack(">I", len(inner))
    data = bytes(lead) + inner + bytes(-len(inner) % 128) + b"resource fork"

    assert keys(data) == [60]
    assert warnings(data) == []


def test_bytes_before_the_header_are_skipped() -> None:
    """As mail and archives leave them."""
    data = b"Content-Type: audio/midi\n\n" + header() + track(scale(60), b"\0\xf4")

    assert keys(data) == [60]
    assert warnings(data) == [(0, "leading-bytes"), (26 + 14 + 8 + 8, "system-message")]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b"not a midi file", "no-track"),
        (header(), "no-track"),
        (header()[:9], "no-track"),
        (b"RIFF\4\0\0\0RMID", "no-track"),
        (b"SMF2CLIP\0\x40\0\0", "midi-2-clip"),
        (b"SMF2CON1\0\0\0\0MTrk\0\0\0\0", "midi-2-clip"),
        (b"\xf0\x7e\x7f\x06\x01\xf7", "sysex-dump"),
    ],
)
def test_what_holds_no_track_is_refused(data: bytes, reason: str) -> None:
    """The refusal is a value that says why."""
    refused = read_smf(data)

    assert isinstance(refused, NotMidi)
    assert (reason, len(data)) == (refused.reason, refused.offset)
    assert refused.message.endswith(".")
