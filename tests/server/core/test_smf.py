"""The MIDI file reader: what notes, controls, texts and tracks become."""

import pytest

from server.core.notes import Control, Note, Text
from tests.fixtures.smf_bytes import (
    END,
    SECOND,
    header,
    keys,
    meta,
    number,
    off,
    on,
    read,
    scale,
    track,
    warnings,
)


def test_a_note_has_its_times_in_milliseconds() -> None:
    """Onset and duration follow the tempo."""
    data = header() + track(SECOND, on(60, 250, 99, channel=3), off(60, 125, channel=3))

    assert (Note(250.0, 125.0, 60, 99, 3, 0),) == read(data).notes
    assert warnings(data) == []


def test_without_a_tempo_a_quarter_lasts_half_a_second() -> None:
    """The standard's 120 a minute hold."""
    (note,) = read(header(division=96) + track(on(60, 96), off(60, 48))).notes

    assert (note.onset, note.duration) == (500.0, 250.0)


def test_a_note_on_of_velocity_0_is_a_note_off() -> None:
    """Running status needs it so."""
    (note,) = read(header() + track(SECOND, on(60), on(60, 10, 0))).notes

    assert note.duration == 10.0


def test_a_key_struck_twice_sounds_twice() -> None:
    """The first struck is the first released."""
    data = header() + track(SECOND, on(60), on(60, 10), off(60, 10), off(60, 30))

    assert [(n.onset, n.duration) for n in read(data).notes] == [(0.0, 20.0), (10.0, 40.0)]
    assert warnings(data) == []


def test_notes_of_two_channels_are_told_apart() -> None:
    """A release ends the note of its own channel."""
    data = header() + track(SECOND, on(60), on(60, 0, channel=1), off(60, 5, channel=1), off(60, 5))

    assert [(n.channel, n.duration) for n in read(data).notes] == [(0, 10.0), (1, 5.0)]


@pytest.mark.parametrize("controller", [120, 123, 124, 125, 126, 127])
def test_all_notes_off_ends_the_notes_of_its_channel(controller: int) -> None:
    """Those of another channel sound on."""
    silence = number(10) + bytes([0xB0, controller, 0])
    data = header() + track(SECOND, on(60), on(61, channel=1), silence, off(61, 5, channel=1))

    assert [note.duration for note in read(data).notes] == [10.0, 15.0]
    assert warnings(data) == []


def test_a_release_without_a_note_means_nothing() -> None:
    """A recording may begin while a key is down."""
    data = header() + track(off(60), scale(62))

    assert keys(data) == [62]
    assert warnings(data) == []


def test_controls_keep_kind_number_and_value() -> None:
    """Pedal, program, bend and both pressures are read."""
    data = header() + track(
        SECOND,
        b"\x00\xb1\x40\x7f",
        b"\x05\xc1\x0b",
        b"\x00\xe1\x00\x40",
        b"\x00\xe1\x00\x00",
        b"\x00\xd1\x07",
        b"\x00\xa1\x3c\x08",
    )

    assert (
        Control(0.0, "controller", 64, 127, 1, 0),
        Control(5.0, "program", 0, 11, 1, 0),
        Control(5.0, "bend", 0, 0, 1, 0),
        Control(5.0, "bend", 0, -8192, 1, 0),
        Control(5.0, "pressure", 0, 7, 1, 0),
        Control(5.0, "key-pressure", 60, 8, 1, 0),
    ) == read(data).controls


def test_texts_keep_kind_and_time() -> None:
    """Names, lyrics, markers and cue points are read."""
    data = header() + track(
        SECOND, meta(3, b"Left"), meta(5, b"la", 7), meta(6, b"A"), meta(7, b"tab.next", 1)
    )

    assert (
        Text(0.0, "name", "Left", 0),
        Text(7.0, "lyric", "la", 0),
        Text(7.0, "marker", "A", 0),
        Text(8.0, "cue", "tab.next", 0),
    ) == read(data).texts


@pytest.mark.parametrize(
    ("raw", "text"),
    [(b"\xc3\xa9t\xc3\xa9", "été"), (b"\xe9t\xe9", "été"), (b"Piano\0\0", "Piano"), (b"", "")],
)
def test_text_is_utf8_or_else_latin1(raw: bytes, text: str) -> None:
    """Every byte string is some text."""
    assert text == read(header() + track(meta(1, raw))).texts[0].text


def test_a_track_has_its_name_instrument_and_programs() -> None:
    """The first name counts, and each program once a channel."""
    data = header(1, 2) + track(meta(3, b"Tempo")) + track(
        meta(3, b"Hands"), meta(3, b"late"), meta(4, b"Grand"), b"\0\xc0\x05\0\xc1\x06\0\xc0\x05",
        scale(60), end=b"\x14" + END[1:],
    )  # fmt: skip

    tempo_track, hands = read(data).tracks
    assert (
        tempo_track.index,
        tempo_track.name,
        tempo_track.instrument,
        tempo_track.programs,
        tempo_track.notes,
    ) == (0, "Tempo", "", (), 0)
    assert (
        hands.name,
        hands.instrument,
        hands.programs,
        hands.notes,
    ) == ("Hands", "Grand", ((0, 5), (1, 6)), 1)
    assert hands.length == read(data).length == 60.0


def test_the_notes_of_all_tracks_are_in_order_of_time() -> None:
    """At one time the earlier track comes first."""
    data = header(1, 2) + track(SECOND, scale(60, 62)) + track(scale(72, 74))

    assert [(n.number, n.track) for n in read(data).notes] == [(60, 0), (72, 1), (62, 0), (74, 1)]
