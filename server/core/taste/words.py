"""Texts as vectors without a model: each term falls on one axis of many by its hash.

After Weinberger et al., Feature Hashing for Large Scale Multitask Learning (2009): a sign from the
hash lets what falls together cancel out.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from math import log

import numpy as np

from server.core.retrieval.stop_words import LANGUAGES
from server.core.retrieval.terms import Terms
from server.core.retrieval_ports import Rows, Stem

AXES = 2048
REMEMBERED = 50_000
"""Terms whose places are kept at hand."""
COMMON = frozenset().union(*LANGUAGES.values())


class HashedWords:
    """An `Embedder` that needs nothing but a stemmer."""

    def __init__(self, stem: Stem) -> None:
        """Take the stemmer."""
        self.name = f"words-{AXES}"
        self.dimensions = AXES
        self._terms = Terms(stem)
        self._common = frozenset(term for word in COMMON for term in self._terms.of_word(word))
        self._places: dict[str, tuple[int, int]] = {}

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give a row for each text; one without words has a row of zeros."""
        rows: Rows = np.zeros((len(texts), AXES), np.float32)
        for row, text in zip(rows, texts, strict=True):
            for term, often in Counter(self._terms.of(text)).items():
                if term not in self._common:
                    place, sign = self._place(term)
                    row[place] += sign * (1 + log(often))
        unit: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
        return unit

    def _place(self, term: str) -> tuple[int, int]:
        known = self._places.get(term)
        if known is None:
            if len(self._places) >= REMEMBERED:
                self._places.clear()
            hashed = zlib.crc32(term.encode())
            known = self._places[term] = (hashed % AXES, 1 if hashed & 0x8000_0000 else -1)
        return known
