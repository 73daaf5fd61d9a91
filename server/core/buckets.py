"""Token buckets, many and each of a few bytes: how often somebody may ask.

The generic cell rate algorithm (ITU-T I.371): of each, only the moment is kept at which its bucket
is full again.  Every request moves it by one interval; where it lies further ahead than a full
bucket, it is too early.  The time comes in as an argument.
"""

from collections import OrderedDict
from collections.abc import Hashable

MINUTE = 60_000
"""In ms, as every time here."""
MOST = 10_000
"""Buckets that are kept; whoever was heard of least lately is forgotten first."""


class Buckets:
    """Lets each through `a_minute` times at once, and as often again in each minute after."""

    def __init__(self, a_minute: int, most: int = MOST) -> None:
        self._interval = MINUTE / a_minute
        self._room = MINUTE - self._interval
        self._most = most
        self._full: OrderedDict[Hashable, float] = OrderedDict()

    def __len__(self) -> int:
        return len(self._full)

    def wait(self, who: Hashable, now: int) -> int:
        """Count a request at `now` (ms); give 0, or the ms to wait when there were too many."""
        full = self._full.pop(who, 0.0)
        # A clock that was put back would keep people waiting for as long as it went back.
        if full < now or full > now + MINUTE + self._interval:
            full = now
        early = full - now - self._room
        refused = early >= 1  # less is what floats round
        self._full[who] = full if refused else full + self._interval
        if len(self._full) > self._most:
            self._full.popitem(last=False)
        return int(early) + 1 if refused else 0
