"""Rows of things, as an embedder gives them; what was read once is kept at hand."""

import threading
from collections.abc import Callable, Sequence
from hashlib import blake2b

import numpy as np

from server.core.retrieval_ports import Embedder, Rows
from server.core.taste.ratings import Thing

KEPT = 20_000
"""Rows; of 384 values each, 30 MB."""


class TasteRows:
    """Reads things by one embedder; safe between threads."""

    def __init__(self, embedder: Callable[[], Embedder]) -> None:
        """Load nothing yet; the embedder may be another at another time."""
        self._embedder = embedder
        self._made: Embedder | None = None
        self._kept: dict[bytes, Rows] = {}
        self._lock = threading.Lock()

    @property
    def name(self) -> str:
        """Name the embedder."""
        return self._embedder().name

    def of(self, things: Sequence[Thing]) -> Rows:
        """Give a row for each thing; raises `UnavailableError` where the embedder cannot."""
        texts = [thing.whole or thing.key for thing in things]
        keys = [blake2b(text.encode(), digest_size=16).digest() for text in texts]
        with self._lock:
            embedder = self._embedder()
            if embedder is not self._made:
                self._made = embedder
                self._kept.clear()
            new = {
                key: text for key, text in zip(keys, texts, strict=True) if key not in self._kept
            }
            if new:
                if len(self._kept) + len(new) > KEPT:
                    self._kept.clear()
                    new = dict(zip(keys, texts, strict=True))
                self._kept.update(zip(new, embedder.embed(list(new.values())), strict=True))
            rows = [self._kept[key] for key in keys]
        if not rows:
            return np.zeros((0, embedder.dimensions), np.float32)
        return np.stack(rows)
