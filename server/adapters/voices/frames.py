"""What goes between the server and a voice's process: JSON, and sound beside it.

A frame is two lengths (32-bit, big-endian), a JSON object, and bytes.
"""

import json
import struct
from typing import Any, BinaryIO

HEAD = struct.Struct(">II")
LONGEST_JSON = 1_000_000
LONGEST_BYTES = 64_000_000
"""Bytes of sound of one sentence: ten minutes and more."""


def packed(message: dict[str, Any], payload: bytes = b"") -> bytes:
    """Give a frame."""
    text = json.dumps(message).encode("ascii")
    return HEAD.pack(len(text), len(payload)) + text + payload


def lengths(head: bytes) -> tuple[int, int]:
    """Read the two lengths; raises `ValueError` for what is no frame."""
    text, payload = HEAD.unpack(head)
    if text > LONGEST_JSON or payload > LONGEST_BYTES:
        raise ValueError("this is no frame")
    return text, payload


def read_frame(stream: BinaryIO) -> tuple[dict[str, Any], bytes] | None:
    """Read a frame, waiting for it; nothing where the other side has gone."""
    head = stream.read(HEAD.size)
    if len(head) < HEAD.size:
        return None
    text, payload = lengths(head)
    return json.loads(stream.read(text)), stream.read(payload)
