"""What was played and written down: notes, controls, texts and tempos, timed in milliseconds.

Times are floats counted from the start of the recording. Channels are 0..15, tracks count from 0
in the order of the file.
"""

from dataclasses import dataclass
from typing import Literal

ControlKind = Literal["controller", "program", "pressure", "key-pressure", "bend"]
TextKind = Literal[
    "text", "copyright", "name", "instrument", "lyric", "marker", "cue", "program", "device"
]

PEDAL = 64
"""The controller number of the sustain pedal."""


@dataclass(frozen=True, slots=True)
class Note:
    """One key press. Its identity while it sounds is (track, channel, number)."""

    onset: float
    """Milliseconds."""
    duration: float
    """Milliseconds, 0 or more."""
    number: int
    """0..127, middle C is 60."""
    velocity: int
    """1..127."""
    channel: int
    track: int


@dataclass(frozen=True, slots=True)
class Control:
    """A controller, pedal, program, pressure or pitch-bend message."""

    at: float
    """Milliseconds."""
    kind: ControlKind
    number: int
    """The controller's number, the key of a key pressure, else 0."""
    value: int
    """0..127; a bend -8192..8191."""
    channel: int
    track: int


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a recording: a name, a lyric, a marker, a cue point ..."""

    at: float
    """Milliseconds."""
    kind: TextKind
    text: str
    track: int


@dataclass(frozen=True, slots=True)
class Tempo:
    """A change of tempo."""

    at: float
    """Milliseconds."""
    quarter: int
    """Microseconds a quarter note, 1 or more."""
    track: int


def is_pedal(control: Control) -> bool:
    """Tell whether a control is the sustain pedal."""
    return control.kind == "controller" and control.number == PEDAL
