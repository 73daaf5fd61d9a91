"""Takes of performances: found, found anew, and what a hand did to them left alone."""

from server.core.performances.finding import Found, in_lines, in_midi, in_writing, renewed
from server.core.performances.performance import SaidLine, Take
from server.core.smf import read_smf
from tests.server.api.recorded import MARKED, midi


def found(number: int, from_ms: int, to_ms: int) -> Found:
    """Make one that is found."""
    return Found(number, f"TRIAL#{number}", from_ms, to_ms, "marker")


def take(id_: int, number: int, from_ms: int, to_ms: int, version: int = 1) -> Take:
    """Make one that is there."""
    return Take(id_, number, "", from_ms, to_ms, "marker", version)


def test_found_in_midi_by_markers_and_by_keys() -> None:
    """On the clock of the whole; files without either, and no files, hold none."""
    keys = midi(
        (1_000, b"\x90\x6c\x40"),
        (1_100, b"\x80\x6c\x00"),
        (3_000, b"\x90\x3c\x40"),
        (4_000, b"\x80\x3c\x00"),
        (9_000, b"\x90\x6b\x40"),
        (9_100, b"\x80\x6b\x00"),
    )

    assert [one[2:] for one in in_midi(read_smf(MARKED), -500)] == [
        (-500, 59_500, "marker"),
        (64_500, 89_500, "marker"),
    ]
    assert [one[2:] for one in in_midi(read_smf(keys), 0)] == [(1_000, 9_000, "notes")]
    assert in_midi(read_smf(b"nothing"), 0) == []


def test_found_in_what_is_said_and_in_a_description() -> None:
    """TRIAL#n and END, with the times of their lines, or those that stand beside them."""
    lines = [
        SaidLine(n, None, at, at + 500, text, "", feedback=False, version=1)
        for n, (at, text) in enumerate([(2_000, "TRIAL#4"), (9_000, "END"), (9_500, "Tea.")])
    ]

    assert [one[:1] + one[2:4] for one in in_lines(lines)] == [(4, 2_000, 9_000)]
    assert in_lines([]) == []
    assert [one[:1] + one[2:4] for one in in_writing("TRIAL#1 0:35-5:20", 0)] == [
        (1, 35_000, 320_000)
    ]


def test_found_anew() -> None:
    """What was found just so stays, with its id; what a hand changed stays and is not doubled."""
    held = [take(1, 1, 0, 500), take(2, 2, 600, 900, version=2), take(3, 3, 950, 990)]
    change = renewed(held, [found(1, 0, 500), found(2, 610, 900), found(3, 1_000, 1_100)])

    assert change.gone == (3,)
    assert [(one.number, one.from_ms) for one in change.new] == [(3, 1_000)]
    assert renewed(change.new, [found(7, 1_000, 1_100)]) == ((), ())


def test_numbers_are_not_shared() -> None:
    """A number that a hand's take has goes to nobody else."""
    held = [Take(1, 1, "", 5_000, 6_000, "hand", 1)]
    change = renewed(held, [found(1, 0, 500), found(2, 600, 700)])

    assert [one.number for one in change.new] == [2, 3]
