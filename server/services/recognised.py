"""Whose token it is, believed for a second: programs ask again and again with the same one.

A change of people or tokens by this process ends what is believed at once, one by another process
within that second.
"""

from collections.abc import Callable
from typing import Final

from server.core.tokens import Identity
from server.services.access import Access

BELIEVED: Final = 1.0
"""Seconds."""
MOST: Final = 1_000
"""Tokens that are remembered; unknown ones never are."""

Seconds = Callable[[], float]


class Recognised:
    """Stands before `Access.who` for tokens of programs."""

    def __init__(self, access: Access, seconds: Seconds) -> None:
        self._access, self._seconds = access, seconds
        self._known: dict[str, tuple[Identity, float, int]] = {}

    def at_once(self, text: str) -> Identity | None:
        """Give whose it is where that was looked up just now; it waits for nothing."""
        known = self._known.get(text)
        if known is None:
            return None
        found, until, changes = known
        fresh = self._seconds() < until and changes == self._access.changes()
        return found if fresh else None

    def who(self, text: str) -> Identity | None:
        """Look it up, and remember whose it is."""
        changes = self._access.changes()
        found = self._access.who(text, "extension")
        if found is None:
            self._known.pop(text, None)
            return None
        if len(self._known) >= MOST:
            self._known.clear()
        self._known[text] = (found, self._seconds() + BELIEVED, changes)
        return found
