"""WebSockets of uvicorn's that take frames made beforehand, beside messages.

A key goes to a thousand listeners as the same bytes; a message, which is made into a frame for
each of them by a task of its own, costs several times what the system takes to send it.
"""

from typing import Any

from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.http11 import Request
from websockets.protocol import OPEN

from server.core.frames import EXTENSION

PARTS = ("conn", "disconnected", "response", "transport", "writable")
"""What of uvicorn's this stands on; a version without one of them is given messages alone."""


class FrameWriter(WebSocketsSansIOProtocol):
    """Offers `server.core.frames.Write` in the scope; all else is uvicorn's."""

    scope: Any

    def handle_connect(self, event: Request) -> None:
        """Begin; the app runs when this has returned."""
        super().handle_connect(event)
        known = all(hasattr(self, part) for part in PARTS)
        if known and self.response.status_code == 101:
            self.scope["extensions"][EXTENSION] = {"write": self.write_frames}

    def write_frames(self, frames: bytes) -> bool:
        """Write, unless the client reads too slowly, or either side has begun to close.

        Before the handshake, too, its state is not open. Frames are not compressed: a message
        need not be where that was agreed on.
        """
        if (
            self.conn.state is not OPEN
            or self.disconnected
            or self.transport.is_closing()
            or not self.writable.is_set()
        ):
            return False
        self.transport.write(frames)
        return True
