"""Waiting for a condition, never for a time."""

import time
from collections.abc import Callable
from typing import TypeVar

Found = TypeVar("Found")

PATIENCE = 30.0
"""Seconds after which what has not come will not come, on a slow and busy machine either."""


def until(look: Callable[[], Found], what: str, patience: float = PATIENCE) -> Found:
    """Look until what is found is true, and give it; fail saying what did not come."""
    end = time.monotonic() + patience
    while not (found := look()):
        if time.monotonic() > end:
            raise AssertionError(f"it did not come: {what}; last seen: {found!r}")
        time.sleep(0.01)
    return found
