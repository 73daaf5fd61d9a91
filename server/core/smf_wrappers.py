"""Finds the MIDI file within what was given: bare, in RIFF, in MacBinary, or behind other bytes."""

from dataclasses import dataclass
from typing import Final, Literal

from server.core.smf_chunks import HEADER, TRACK
from server.core.smf_flaws import Flaws

Reason = Literal["empty", "midi-2-clip", "sysex-dump", "no-track"]

REFUSALS: Final[dict[Reason, str]] = {
    "empty": "The file is empty.",
    "midi-2-clip": (
        "This is a MIDI 2.0 clip file, which Rubato does not read; "
        "export it as a Standard MIDI File (.mid)."
    ),
    "sysex-dump": "This is a dump of system-exclusive messages; it holds no notes.",
    "no-track": "This holds no MIDI track; a Standard MIDI File (.mid) is needed.",
}

SIGNATURES: Final[tuple[tuple[bytes, Reason], ...]] = (
    (b"SMF2CLIP", "midi-2-clip"),
    (b"SMF2CON1", "midi-2-clip"),
    (b"\xf0", "sysex-dump"),
)
"""How files begin that look like MIDI and are not for us. SMF2CON1 is the container of clips."""

MACBINARY_HEADER: Final = 128


@dataclass(frozen=True, slots=True)
class NotMidi:
    """A refusal: there is no MIDI track in what was given."""

    reason: Reason
    offset: int
    """How far was looked."""
    message: str


def refusal(data: bytes) -> NotMidi:
    """Say why these bytes, in which no track was found, are refused."""
    reason: Reason = "no-track" if data else "empty"
    for signature, meaning in SIGNATURES:
        if data.startswith(signature):
            reason = meaning
    return NotMidi(reason, len(data), REFUSALS[reason])


def unwrap(data: bytes, flaws: Flaws) -> tuple[int, int] | None:
    """Return where the MIDI file begins and ends, or None where nothing in it can be a track."""
    if data.startswith(SIGNATURES[0][0][:4]):
        return None
    span = _bare(data) or _riff(data) or _macbinary(data)
    if span:
        return span
    found = [at for at in (data.find(HEADER), data.find(TRACK)) if at >= 0]
    if not found:
        return None
    if min(found):
        flaws.add(0, "leading-bytes", count=min(found))
    return min(found), len(data)


def _bare(data: bytes) -> tuple[int, int] | None:
    return (0, len(data)) if data.startswith((HEADER, TRACK)) else None


def _riff(data: bytes) -> tuple[int, int] | None:
    """RIFF 'RMID' holds the file in its `data` chunk; sizes are little-endian and padded to even.

    Source: Microsoft, Multimedia Programming Interface and Data Specifications 1.0, "RMID".
    """
    if data[:4] != b"RIFF" or data[8:12] != b"RMID":
        return None
    at = 12
    while at + 8 <= len(data):
        size = int.from_bytes(data[at + 4 : at + 8], "little")
        if data[at : at + 4] == b"data":
            return at + 8, min(at + 8 + size, len(data))
        at += 8 + size + size % 2
    return None


def _macbinary(data: bytes) -> tuple[int, int] | None:
    """MacBinary puts 128 bytes before the file: 0, the name's length, …; 83–86 the file's length.

    Source: MacBinary II standard (1987), header.
    """
    begins = data[:1] == b"\0" and 1 <= data[1] <= 63 if len(data) > MACBINARY_HEADER else False
    if not begins or not data.startswith((HEADER, TRACK), MACBINARY_HEADER):
        return None
    size = int.from_bytes(data[83:87], "big")
    stop = MACBINARY_HEADER + size
    return MACBINARY_HEADER, stop if MACBINARY_HEADER < stop <= len(data) else len(data)
