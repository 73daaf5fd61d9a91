"""What a server says over a WebSocket, as the bytes of its frames (RFC 6455, 5.2).

A server masks nothing: the same bytes go to all who are told the same, and are made once.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

EXTENSION = "rubato.frames"
"""Where a web server that takes frames has its `Write` in the extensions of an ASGI scope."""
Write: TypeAlias = Callable[[bytes], bool]
"""Hands whole frames to the network at once; tells whether it did.

It does not where others wait before them, or the WebSocket is not open: `send` is for both.
"""
TEXT = 0x81
"""A text in one frame."""
SHORT, LONG = 126, 1 << 16
"""The first lengths in bytes that stand in two bytes behind the second one, and in eight."""


def text_frame(text: str) -> bytes:
    """Give the frame of a whole message."""
    payload = text.encode()
    length = len(payload)
    if length < SHORT:
        return bytes((TEXT, length)) + payload
    if length < LONG:
        return bytes((TEXT, 126)) + length.to_bytes(2) + payload
    return bytes((TEXT, 127)) + length.to_bytes(8) + payload


def writer(scope: Mapping[str, Any]) -> Write | None:
    """Give what a web server takes frames with; none where it takes messages alone."""
    write: Write | None = (scope.get("extensions") or {}).get(EXTENSION, {}).get("write")
    return write
