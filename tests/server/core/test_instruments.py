"""The General MIDI table."""

from server.core.instruments import INSTRUMENTS, instrument


def test_there_are_128_instruments() -> None:
    """Each with a name of its own."""
    assert len(INSTRUMENTS) == len(set(INSTRUMENTS)) == 128


def test_programs_count_from_0_and_channel_10_is_the_drums() -> None:
    """Known corners of the table."""
    assert instrument(0, 0) == "Acoustic Grand Piano"
    assert instrument(0, 60) == "French Horn"
    assert instrument(15, 127) == "Gunshot"
    assert instrument(9, 0) == "Drums"
