"""A page's clock beside ours, so that what begins here and ends there can be timed.

Both run on the machine's monotonic clock, from different beginnings.  The page is asked for its
time again and again; between asking and having the answer it was that time, so each look bounds the
offset, and the narrowest of many bound it well.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass

LOOKS = 300


@dataclass(frozen=True, slots=True)
class PageClock:
    """Turns our time into the page's `performance.now()`, in ms."""

    offset: float
    error: float
    """Half of what the looks leave open."""

    def of(self, ours: float) -> float:
        """Give the page's time of one of ours."""
        return ours + self.offset


def now() -> float:
    """Give our monotonic time in ms."""
    return time.monotonic() * 1000


def read_clock(ask: Callable[[], float]) -> PageClock:
    """Find the offset; `ask` gives the page's `performance.now()`."""
    looks = [(now(), ask(), now()) for _ in range(LOOKS)]
    least = max(page - after for _, page, after in looks)
    most = min(page - before for before, page, _ in looks)
    return PageClock((least + most) / 2, (most - least) / 2)
