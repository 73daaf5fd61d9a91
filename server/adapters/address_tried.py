"""Whether something listens at an address."""

import socket

PATIENCE = 0.5
"""Seconds; it is on this machine."""


def answers(host: str, port: int) -> bool:
    """Try it: the connection is closed again, and nothing is sent."""
    try:
        socket.create_connection((host, port), timeout=PATIENCE).close()
    except OSError:
        return False
    return True
