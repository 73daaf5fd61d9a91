"""Frames: what another writer of them gives, at each length where the head changes."""

import pytest
from websockets.frames import Frame, Opcode

from server.core.frames import EXTENSION, text_frame, writer


@pytest.mark.parametrize(
    "text",
    [
        *("k" * length for length in (0, 1, 124, 125, 126, 127, 65_535, 65_536, 70_000)),
        "é" * 63,  # 126 bytes of 63 letters
    ],
    ids=len,
)
def test_a_frame_is_what_a_server_writes(text: str) -> None:
    """Whole, unmasked, its length in as few bytes as it must be."""
    assert text_frame(text) == Frame(Opcode.TEXT, text.encode()).serialize(mask=False)


def test_who_takes_no_frames_has_no_writer() -> None:
    """Servers need not name extensions, nor have ours."""

    def write(_frames: bytes) -> bool:
        return True

    scopes: list[dict[str, object]] = [
        {},
        {"extensions": None},
        {"extensions": {"websocket.http.response": {}}},
        {"extensions": {EXTENSION: {"write": write}}},
    ]
    assert [writer(scope) for scope in scopes] == [None, None, None, write]
