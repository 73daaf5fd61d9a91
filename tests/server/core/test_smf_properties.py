"""The MIDI file reader on random input: it never raises, and never loses what is before damage."""

from collections.abc import Iterable
from io import BytesIO

import mido
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.notes import Note
from server.core.smf import MidiFile, NotMidi, read_smf
from tests.fixtures.smf_bytes import SECOND, chunk, header, meta, off, on, read, track

Played = tuple[int, int, int, int, int]
"""Onset, duration, number, velocity, channel; times in ticks of a millisecond."""

SCRAPS = st.sampled_from(
    [
        b"MThd",
        b"MTrk",
        b"\0\0\0\6",
        b"\0\0\0\7",
        b"\xff\x2f\0",
        b"\x90\x3c\x40",
        b"\xff\xff\xff\xff",
    ]
)
SOUP = st.lists(SCRAPS | st.binary(max_size=8), max_size=40).map(b"".join)
"""Bytes that look enough like MIDI to be taken for it."""

PLAYED = st.tuples(
    st.integers(0, 500),
    st.integers(1, 300),
    st.integers(0, 127),
    st.integers(1, 127),
    st.integers(0, 15),
)
TRACKS = st.lists(st.lists(PLAYED, max_size=12), min_size=1, max_size=4)


@given(st.binary() | SOUP | SOUP.map(lambda soup: header(1, 2) + chunk(soup) + soup))
@settings(max_examples=500)
def test_no_bytes_make_it_raise(data: bytes) -> None:
    """They are read or refused, and every warning points into them."""
    result = read_smf(data)

    if isinstance(result, NotMidi):
        assert result.message
        return
    assert all(0 <= flaw.offset <= len(data) for flaw in result.warnings)
    assert all(note.duration >= 0 for note in result.notes)
    assert sorted(result.notes, key=lambda note: note.onset) == list(result.notes)


@given(TRACKS)
def test_what_mido_writes_is_read_back(tracks: list[list[Played]]) -> None:
    """Every note of every track, without a warning."""
    recording = read(written(tracks))

    assert not recording.warnings
    for index, notes in enumerate(tracks):
        assert first_in_first_out(notes) == [
            (n.onset, n.duration, n.number, n.velocity, n.channel)
            for n in recording.notes
            if n.track == index
        ]


@given(TRACKS, st.data())
def test_a_cut_file_keeps_the_notes_before_the_cut(
    tracks: list[list[Played]], data: st.DataObject
) -> None:
    """Track for track they are the first notes of the whole file."""
    whole = written(tracks)
    cut = read_smf(whole[: data.draw(st.integers(0, len(whole)))])

    for index in range(len(tracks)):
        kept = struck(cut, index)
        assert kept == struck(read_smf(whole), index)[: len(kept)]


@given(TRACKS, st.data())
def test_damage_leaves_the_notes_before_it(tracks: list[list[Played]], data: st.DataObject) -> None:
    """A changed byte touches no note-on of its track that stands before it."""
    whole = written(tracks[:1])
    at = data.draw(st.integers(22, len(whole) - 1))
    hurt = whole[:at] + data.draw(st.binary(min_size=1, max_size=1)) + whole[at + 1 :]
    before = struck(read_smf(whole[:at]), 0)

    # What the cut leaves open is struck before the cut as well, but for the one event it hurts.
    assert before == struck(read_smf(hurt), 0)[: len(before)]


def test_every_cut_of_a_file_keeps_the_whole_notes_before_it() -> None:
    """At each offset exactly those whose note-on is within."""
    ons = [on(60 + at, 10) + off(60 + at, 10) for at in range(20)]
    data = header() + track(SECOND, meta(3, b"name"), *ons)
    start = len(header()) + 8 + len(SECOND) + len(meta(3, b"name"))

    for end in range(start, len(data)):
        whole = min((end - start + 4) // 8, 20)
        assert len(read(data[:end]).notes) == whole
        assert end == len(data) or read(data[:end]).warnings


def written(tracks: list[list[Played]]) -> bytes:
    """Write a file of format 1 with mido, a tick a millisecond."""
    file = mido.MidiFile(type=1, ticks_per_beat=1000)
    for index, notes in enumerate(tracks):
        out = mido.MidiTrack()
        if index == 0:
            out.append(mido.MetaMessage("set_tempo", tempo=1_000_000))
        now = 0
        for at, message in messages(notes):
            out.append(message.copy(time=at - now))
            now = at
        file.tracks.append(out)
    buffer = BytesIO()
    file.save(file=buffer)
    return buffer.getvalue()


def messages(notes: Iterable[Played]) -> list[tuple[int, mido.Message]]:
    """List note-offs and note-ons in order of time, at one time the offs first."""
    events = []
    for onset, length, number, velocity, channel in notes:
        facts = {"note": number, "channel": channel}
        events.append((onset, 1, mido.Message("note_on", velocity=velocity, **facts)))
        events.append((onset + length, 0, mido.Message("note_off", **facts)))
    return [(at, message) for at, _, message in sorted(events, key=lambda event: event[:2])]


def first_in_first_out(notes: list[Played]) -> list[Played]:
    """Tell the durations as a file can: of two equal keys the first struck ends first."""
    rows = sorted(notes, key=lambda note: note[0])
    ends: dict[tuple[int, int], list[int]] = {}
    for onset, length, number, _, channel in rows:
        ends.setdefault((number, channel), []).append(onset + length)
    for of_key in ends.values():
        of_key.sort(reverse=True)
    return [
        (onset, ends[number, channel].pop() - onset, number, velocity, channel)
        for onset, _, number, velocity, channel in rows
    ]


def struck(result: MidiFile | NotMidi, index: int) -> list[tuple[float, int, int, int]]:
    """List a track's notes without their durations; a refused file has none."""
    notes: tuple[Note, ...] = result.notes if isinstance(result, MidiFile) else ()
    return [(n.onset, n.number, n.velocity, n.channel) for n in notes if n.track == index]
