"""Times of a MIDI file: tempos, SMPTE frames, and what is neither."""

import pytest

from server.core.notes import Tempo
from server.core.smf_tempo import Division
from tests.fixtures.smf_bytes import (
    SECOND,
    header,
    meta,
    off,
    on,
    read,
    scale,
    tempo,
    track,
    warnings,
)


def test_a_tempo_change_in_any_track_holds_for_all() -> None:
    """In format 1 the tempo is the file's."""
    data = (
        header(1, 2)
        + track(SECOND, on(60), off(60, 3000))
        + track(tempo(500_000, 1000), tempo(250_000, 1000))
    )

    (note,) = read(data).notes
    assert note.duration == 1000 + 500 + 250
    assert (Tempo(0.0, 1_000_000, 0), Tempo(1000.0, 500_000, 1), Tempo(1500.0, 250_000, 1)) == read(
        data
    ).tempos


def test_in_format_2_each_track_has_its_own_tempo() -> None:
    """Its tracks are pieces of their own."""
    data = header(2, 2) + track(SECOND, scale(60)) + track(scale(62))

    assert [note.duration for note in read(data).notes] == [100.0, 50.0]


def test_of_two_tempos_at_one_tick_the_later_holds() -> None:
    """As it would while playing."""
    (note,) = read(header() + track(tempo(1), SECOND, scale(60))).notes

    assert note.duration == 100.0


@pytest.mark.parametrize(
    ("rate", "ticks", "per_second"),
    [(25, 40, 1000), (24, 4, 96), (30, 80, 2400), (29, 100, 100 * 30_000 / 1001)],
)
def test_smpte_time_knows_no_tempo(rate: int, ticks: int, per_second: float) -> None:
    """Frames a second times ticks a frame; 29 stands for 29.97."""
    division = (256 - rate) << 8 | ticks
    (note,) = read(header(division=division) + track(SECOND, on(60), off(60, 12_000))).notes

    assert note.duration == pytest.approx(12_000_000 / per_second)
    assert Division(ticks, rate) == read(header(division=division) + track()).division


def test_an_hour_at_an_odd_tempo_does_not_drift() -> None:
    """A thousand changes of tempo sum up exactly."""
    changes = b"".join(tempo(333_333 + at % 7, 7) for at in range(1000))
    (note,) = read(header(division=96) + track(changes, on(60), off(60, 96))).notes

    exact = sum(7 * (500_000 if at == 0 else 333_333 + (at - 1) % 7) for at in range(1000))
    assert note.onset == exact / 96_000


@pytest.mark.parametrize("division", [0, 0xE700])
def test_a_division_that_is_no_time_is_replaced(division: int) -> None:
    """480 ticks a quarter are taken, aloud."""
    data = header(division=division) + track(on(60), off(60, 480))

    assert read(data).notes[0].duration == 500.0
    assert warnings(data) == [(12, "division")]


def test_an_unheard_of_frame_rate_is_taken_as_it_stands() -> None:
    """100 frames of 10 ticks are 1000 ticks a second."""
    data = header(division=(256 - 100) << 8 | 10) + track(scale(60))

    assert read(data).notes[0].duration == 100.0
    assert warnings(data) == [(12, "frame-rate")]


@pytest.mark.parametrize("raw", [b"\0\0\0", b"", b"\x0f\x42", b"\0\x0f\x42\x40"])
def test_a_tempo_that_is_none_is_passed_over(raw: bytes) -> None:
    """Zero would stop time."""
    data = header() + track(SECOND, meta(0x51, raw), scale(60))

    assert read(data).notes[0].duration == 100.0
    assert warnings(data) == [(29, "tempo")]
