"""A sliding window over attempts; the time comes in as an argument."""

from collections import deque

MINUTE = 60_000
"""In ms, as every time here."""


class Throttle:
    """Lets `limit` attempts through in any `window` milliseconds."""

    def __init__(self, limit: int, window: int) -> None:
        self._limit = limit
        self._window = window
        self._attempts: deque[int] = deque()

    def wait(self, now: int) -> int:
        """Count an attempt at `now` (ms); give 0, or the ms to wait when there were too many."""
        while self._attempts and self._attempts[0] <= now - self._window:
            self._attempts.popleft()
        if len(self._attempts) >= self._limit:
            return self._attempts[0] + self._window - now
        self._attempts.append(now)
        return 0
