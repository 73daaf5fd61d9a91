"""Rows that were read just now: good until anything is committed."""

import threading
from collections.abc import Callable, Mapping, Sequence
from typing import Generic, TypeVar

from server.core.ports import Stamp

MOST = 1_000
"""Rows that are remembered, of a kind: of those that every search reads again."""

Row = TypeVar("Row")
Read = Callable[[Sequence[int]], Mapping[int, Row]]


def _unknown() -> None:
    """Say nothing of the database: each row is read each time."""


class Remembered(Generic[Row]):
    """Rows of one kind by their numbers; safe between threads."""

    def __init__(self, read: Read[Row]) -> None:
        """Remember nothing until there is a stamp."""
        self._read = read
        self.stamp: Stamp = _unknown
        self._changing = threading.Lock()
        self._at: int | None = None
        self._rows: dict[int, Row] = {}

    def of(self, numbers: Sequence[int]) -> Mapping[int, Row]:
        """Give rows by their numbers, those that are there; read those that are not known."""
        at = self.stamp()
        if at is None:
            return self._read(numbers)
        with self._changing:
            if at != self._at:
                self._at, self._rows = at, {}
            known = {one: self._rows[one] for one in numbers if one in self._rows}
        missing = [one for one in numbers if one not in known]
        if not missing:
            return known
        found = self._read(missing)
        with self._changing:
            # What was committed meanwhile may be in what was read, or not: another stamp tells.
            if at == self._at and len(self._rows) + len(found) <= MOST:
                self._rows |= found
        return {**known, **found}
