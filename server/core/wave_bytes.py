"""The head of a WAV file of 16-bit mono samples."""

import struct

UNKNOWN = 0xFFFFFFFF
"""The length of a sound that is still being made, as ffmpeg writes it."""


def wav_head(rate: int, size: int | None) -> bytes:
    """Give the 44 bytes before `size` bytes of samples; no size: as many as come."""
    whole = UNKNOWN if size is None else size + 36
    data = UNKNOWN if size is None else size
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, 1, rate, rate * 2, 2, 16)
    return (
        struct.pack("<4sI4s", b"RIFF", whole, b"WAVE") + form + struct.pack("<4sI", b"data", data)
    )
