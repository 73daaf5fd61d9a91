"""How often somebody may try to sign in: by the name tried, by the address, and altogether."""

from collections.abc import Callable
from threading import Lock
from typing import TypeAlias

from server.core.errors import TooManyError
from server.core.throttle import MINUTE, KeyedThrottle, Throttle, address_group, share_of

TRIES_OF_A_NAME = 10
TRIES_OF_AN_ADDRESS = 20
TRIES_ALTOGETHER = 60
"""In any minute, right or wrong: each costs 64 MiB for a moment."""

Note: TypeAlias = Callable[[str, str], None]
"""Writes a line of the audit: an action and its detail."""


class SignInThrottle:
    """Counts tries; a name that is not there is counted as one that is."""

    def __init__(self, note: Note, processes: int = 1) -> None:
        """Count for one of so many processes that serve."""
        self._note = note
        self._altogether = Throttle(share_of(TRIES_ALTOGETHER, processes), MINUTE)
        self._names = KeyedThrottle(share_of(TRIES_OF_A_NAME, processes), MINUTE)
        self._addresses = KeyedThrottle(share_of(TRIES_OF_AN_ADDRESS, processes), MINUTE)
        self._noted = KeyedThrottle(1, MINUTE)
        self._lock = Lock()

    def count(self, now: int, name: str, address: str) -> None:
        """Count a try at `now` (ms); raises `TooManyError` with the seconds to wait.

        What is refused for one reason is not counted for the others: who tries many names from
        one address does not close the door to everybody.  The audit gets one line a minute for each
        address, and never the name that was typed, which may be a password in the wrong field.
        """
        group = address_group(address)
        with self._lock:
            own = (self._addresses.of(group), self._names.of(name.strip().lower()[:64]))
            wait = max(one.left(now) for one in (*own, self._altogether))
            if not wait:
                for one in (*own, self._altogether):
                    one.wait(now)
                return
            news = self._noted.of(group).wait(now) == 0
        if news:
            self._note("session.throttled", f"from {group}" if group else "")
        seconds = -(-wait // 1000)
        raise TooManyError(f"Too many attempts; try again in {seconds} s.", seconds)
