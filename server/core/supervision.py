"""Supervision: how long to wait before a process that ended is started again."""

SOON, LATEST = 1.0, 30.0
"""Seconds of the first pause, and of the longest."""
HEALTHY = 60.0
"""Seconds after which a process that lived so long had no trouble starting."""


def failures(before: int, lived: float) -> int:
    """Count the ends one after another, of one that lived so many seconds this time."""
    return 1 if lived >= HEALTHY else before + 1


def pause(failed: int) -> float:
    """Give the seconds to wait: none the first time, then more and more."""
    return 0.0 if failed <= 1 else float(min(LATEST, SOON * 2.0 ** (failed - 2)))
