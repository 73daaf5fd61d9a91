"""One MIDI message: its bytes to typed values, by one table.

The format is the MIDI 1.0 Detailed Specification (4.2.1), tables I to VI. A driver hands over
whole messages, so there is no running status here. `extension/core/midi_message.js` is the same
table; `tests/vectors/midi_messages.json` holds both to it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple


class Spec(NamedTuple):
    """A message's status byte, its name, and the fields its data bytes fill; 14 bits take two."""

    status: int
    type: str
    fields: tuple[str, ...]
    wide: int | None = None  # subtracted from the 14-bit value of the one field


# Channel messages carry their channel in the low four bits of the status.
CHANNEL_SPECS = (
    Spec(0x80, "note_off", ("note", "velocity")),
    Spec(0x90, "note_on", ("note", "velocity")),
    Spec(0xA0, "poly_pressure", ("note", "value")),
    Spec(0xB0, "control", ("control", "value")),
    Spec(0xC0, "program", ("program",)),
    Spec(0xD0, "channel_pressure", ("value",)),
    Spec(0xE0, "bend", ("value",), wide=8192),
)
SYSTEM_SPECS = (
    Spec(0xF1, "quarter_frame", ("value",)),
    Spec(0xF2, "song_position", ("value",), wide=0),
    Spec(0xF3, "song_select", ("song",)),
    Spec(0xF6, "tune_request", ()),
    Spec(0xF8, "clock", ()),
    Spec(0xFA, "start", ()),
    Spec(0xFB, "continue", ()),
    Spec(0xFC, "stop", ()),
    Spec(0xFE, "active_sensing", ()),
    Spec(0xFF, "reset", ()),
)
SYSEX, SYSEX_END = 0xF0, 0xF7
# What a note on with velocity 0 stands for: a release whose speed nobody measured.
RELEASE_VELOCITY = 64

_BY_STATUS = {spec.status: spec for spec in CHANNEL_SPECS + SYSTEM_SPECS}


@dataclass(frozen=True, slots=True)
class Message:
    """A message: its type, its numbers by name (channel 0..15), and a sysex's data bytes."""

    type: str
    fields: Mapping[str, int] = field(default_factory=dict)
    data: tuple[int, ...] = ()

    def as_json(self) -> dict[str, object]:
        """Give the flat object that the vectors and the extension use."""
        data = {"data": list(self.data)} if self.type == "sysex" else {}
        return {"type": self.type, **self.fields, **data}


def parse(message: Sequence[int]) -> Message | None:
    """Give the meaning of one whole message; None if the bytes are not exactly one."""
    if not message:
        return None
    status, data = message[0], message[1:]
    if status == SYSEX:
        return _sysex(data)
    spec = _BY_STATUS.get(status & 0xF0 if 0x80 <= status < 0xF0 else status)
    if spec is None or len(data) != _length(spec) or not _all_data(data):
        return None
    channel = {"channel": status & 0x0F} if status < SYSEX else {}
    return _named(spec, {**channel, **_values(spec, data)})


def _length(spec: Spec) -> int:
    return len(spec.fields) if spec.wide is None else 2


def _all_data(data: Sequence[int]) -> bool:
    return all(0 <= byte < 0x80 for byte in data)


def _values(spec: Spec, data: Sequence[int]) -> dict[str, int]:
    if spec.wide is None:
        return dict(zip(spec.fields, data, strict=True))
    return {spec.fields[0]: data[0] + 128 * data[1] - spec.wide}


def _named(spec: Spec, fields: dict[str, int]) -> Message:
    if spec.type == "note_on" and fields["velocity"] == 0:
        return Message("note_off", fields | {"velocity": RELEASE_VELOCITY})
    return Message(spec.type, fields)


def _sysex(data: Sequence[int]) -> Message | None:
    if not data or data[-1] != SYSEX_END or not _all_data(data[:-1]):
        return None
    return Message("sysex", data=tuple(data[:-1]))
