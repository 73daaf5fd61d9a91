"""Turns the ticks of a MIDI file into milliseconds.

Two ways to measure time (SMF 1.0, header chunk, `division`): ticks a quarter note, whose length
the tempo events give, or ticks an SMPTE frame, which no tempo changes.
"""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from server.core.smf_flaws import Flaws

DEFAULT_TICKS = 480
"""Ticks a quarter, where a file does not say it: what most sequencers write."""
DEFAULT_QUARTER = 500_000
"""Microseconds a quarter before the first tempo event: 120 a minute, says the standard."""

SMPTE_RATES = (24, 25, 29, 30)
DROP_FRAME = 29
"""Stands for 30000/1001 = 29.97 frames a second."""


@dataclass(frozen=True, slots=True)
class Division:
    """How a file counts time."""

    ticks: int
    """Ticks a quarter note, or a frame where there are frames; 1 or more."""
    frames: int = 0
    """Frames a second (24, 25, 29 for 29.97, 30), 0 where time is counted in quarters."""


def read_division(raw: int, offset: int, flaws: Flaws) -> Division:
    """Read the header's 16 bits; what means no time is replaced by the default, with a flaw."""
    frames = 256 - (raw >> 8) if raw & 0x8000 else 0
    ticks = raw & 0xFF if frames else raw
    if not ticks:
        flaws.add(offset, "division", division=raw, ticks=DEFAULT_TICKS)
        return Division(DEFAULT_TICKS)
    if frames and frames not in SMPTE_RATES:
        flaws.add(offset, "frame-rate", frames=frames)
    return Division(ticks, frames)


@dataclass(frozen=True, slots=True)
class TempoMap:
    """Stretches of equal tempo. Sums are whole numbers, divided once, so nothing drifts."""

    starts: tuple[int, ...]
    """The tick where each stretch begins, rising; the first is 0."""
    sums: tuple[int, ...]
    """Time at each start, in milliseconds times `scale`."""
    rates: tuple[int, ...]
    """Time of one tick in each stretch, in milliseconds times `scale`."""
    scale: int

    def ms(self, tick: int) -> float:
        """Return the time of a tick, in milliseconds."""
        stretch = bisect_right(self.starts, tick) - 1
        passed = (tick - self.starts[stretch]) * self.rates[stretch]
        return (self.sums[stretch] + passed) / self.scale


def tempo_map(division: Division, changes: Iterable[tuple[int, int]]) -> TempoMap:
    """Build the map from (tick, microseconds a quarter); of two at one tick the later holds."""
    if division.frames:
        return _frame_map(division)
    starts, sums, rates = [0], [0], [DEFAULT_QUARTER]
    for tick, quarter in sorted(changes, key=lambda change: change[0]):
        if tick == starts[-1]:
            rates[-1] = quarter
            continue
        sums.append(sums[-1] + (tick - starts[-1]) * rates[-1])
        starts.append(tick)
        rates.append(quarter)
    return TempoMap(tuple(starts), tuple(sums), tuple(rates), division.ticks * 1000)


def _frame_map(division: Division) -> TempoMap:
    if division.frames == DROP_FRAME:
        return TempoMap((0,), (0,), (1001,), 30 * division.ticks)
    return TempoMap((0,), (0,), (1000,), division.frames * division.ticks)
