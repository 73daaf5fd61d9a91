"""What somebody rated, made ready once for each change of it: to stand for what is predicted."""

import threading
from collections.abc import Mapping, Sequence
from typing import TypeAlias

import numpy as np

from server.core.retrieval_ports import Rows
from server.core.taste.ratings import Rating, Thing

Key: TypeAlias = tuple[str, str]
"""The kind and key of a thing."""


class Rated:
    """Ratings as they stand at one time; nothing of them changes."""

    def __init__(self, ratings: Sequence[Rating]) -> None:
        self.ratings = ratings
        self.by_key: Mapping[Key, Rating] = {_key(one.thing): one for one in ratings}
        self._own: tuple[Sequence[Thing], Rows] | None = None

    def of(self, thing: Thing) -> Rating | None:
        """Give the rating of a thing; none where it has none."""
        return self.by_key.get(_key(thing))

    def own(self, things: Sequence[Thing]) -> Rows:
        """Give the rating of each, not a number where it has none: [n].

        A tuple cannot change: when the last one comes again, nothing is looked up.
        """
        kept = self._own
        if kept is not None and kept[0] is things:
            return kept[1]
        values: Rows = np.full(len(things), np.nan, np.float32)
        for at, thing in enumerate(things):
            rating = self.by_key.get((thing.kind, thing.key))
            if rating is not None and rating.value is not None:
                values[at] = rating.value
        if isinstance(things, tuple):
            self._own = things, values
        return values


class TasteRated:
    """The ratings of one user; safe between threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._rated = Rated(())

    def of(self, ratings: Sequence[Rating]) -> Rated:
        """Make them ready; the same ones are, already."""
        with self._lock:
            if list(self._rated.ratings) != list(ratings):
                self._rated = Rated(tuple(ratings))
            return self._rated


def _key(thing: Thing) -> Key:
    return thing.kind, thing.key
