"""Embedders that tests of retrieval use: one that knows a few meanings, one that knows none."""

import threading
from collections.abc import Sequence

import numpy as np

from server.core.errors import UnavailableError
from server.core.retrieval.entry import Entry
from server.core.retrieval_ports import Rows

MEANINGS = ({"car", "auto", "automobile"}, {"tree", "forest"}, {"sea", "ocean"}, {"piano", "keys"})


def unstemmed(words: list[str]) -> list[str]:
    """Leave words as they are."""
    return words


def entry(passage: int, text: str, *topics: int, document: int | None = None) -> Entry:
    """Give a passage."""
    of = passage if document is None else document
    return Entry(passage, of, "", "", text, frozenset(topics))


class Meaning:
    """Counts words of a few meanings; what it has none of goes one way of its own."""

    dimensions = len(MEANINGS) + 1

    def __init__(self, name: str = "meaning") -> None:
        """Work, until told otherwise."""
        self.name = name
        self.embedded: list[str] = []
        self.broken = ""
        self.may_go = threading.Event()
        self.may_go.set()

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give rows; waits where it may not go, fails where it is broken."""
        assert self.may_go.wait(30)
        if self.broken:
            raise UnavailableError(self.broken)
        self.embedded += texts
        counts = [[len(set(text.split()) & words) for words in MEANINGS] for text in texts]
        rows = np.array([[*each, 0.1] for each in counts], np.float32)
        unit: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit


class Chance:
    """Gives vectors that say nothing."""

    name = "chance"
    dimensions = 32

    def __init__(self) -> None:
        """Begin."""
        self._chance = np.random.default_rng(5)

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give rows by chance."""
        rows = self._chance.normal(size=(len(texts), self.dimensions)).astype(np.float32)
        unit: Rows = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return unit
