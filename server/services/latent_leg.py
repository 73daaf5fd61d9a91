"""The leg of latent topics: learnt behind from the passages themselves, kept in step."""

import threading
from collections.abc import Callable, Mapping

import numpy as np

from server.core.retrieval.fusion import LATENT
from server.core.retrieval.latent import Latent, chunks, learn
from server.core.retrieval.likeness import weighed
from server.core.retrieval.postings import Postings, Scores
from server.services.background import Background

GROWN = 1.5
"""So many times the passages that it was learnt from, and it is learnt anew."""


class LatentLeg:
    """Follows one index."""

    def __init__(
        self, postings: Postings, reading: threading.RLock, settled: Callable[[], None]
    ) -> None:
        """Take the index, and what keeps it from changing; `settled`: called, behind, when done."""
        self.weight = LATENT.weight(None)
        self._postings = postings
        self._reading = reading
        self._settled = settled
        self._latent: Latent | None = None
        self._rows: Scores = np.zeros((0, 0), np.float32)
        self._folded = 0
        self._moved = 0
        self._behind = Background("latent topics", self._work)

    @property
    def ready(self) -> bool:
        """Tell whether anything is learnt."""
        return self._latent is not None

    def put(self) -> None:
        """Take in what was put into the index, behind."""
        self._behind.kick()

    def scores(self, terms: Mapping[int, float]) -> Scores | None:
        """Score every place by its cosine; None where nothing is learnt, or of this question."""
        if self._latent is None or self._moved != self._postings.places.moved:
            return None
        asked = self._latent.asked(self._postings, terms)
        if asked is None:
            return None
        scores: Scores = np.zeros(self._postings.places.size, np.float32)
        scores[: self._folded] = self._rows[: self._folded] @ asked
        return scores

    def _work(self, stop: threading.Event) -> None:
        latent = self._latent
        count = len(self._postings)
        outdated = latent is None or not 1 / GROWN < count / latent.learnt_from < GROWN
        if outdated or self._moved != self._postings.places.moved:
            moved = self._postings.places.moved
            latent = learn(self._postings, lambda: self._reading)
            if latent is None:
                return
            with self._reading:
                self._latent, self._folded, self._moved = latent, 0, moved
                self._rows = np.zeros((0, latent.axes.shape[1]), np.float32)
        if latent is not None and self._fold(latent, stop):
            self._settled()

    def _fold(self, latent: Latent, stop: threading.Event) -> bool:
        """Fold in what is new; tells whether all is."""
        while not stop.is_set():
            with self._reading:
                size = self._postings.places.size
                if self._moved != self._postings.places.moved:
                    return False
                if self._folded == size:
                    return True
                chunk = next(chunks(np.arange(self._folded, size)))
                found = weighed(self._postings, chunk)
            rows = latent.fold(found, len(chunk))
            with self._reading:
                self._add(rows)
        return False

    def _add(self, rows: Scores) -> None:
        wanted = self._folded + len(rows)
        if wanted > len(self._rows):
            room = np.zeros((max(wanted, len(self._rows) * 3 // 2), rows.shape[1]), np.float32)
            room[: self._folded] = self._rows[: self._folded]
            self._rows = room
        self._rows[self._folded : wanted] = rows
        self._folded = wanted

    def settle(self, seconds: float | None = None) -> bool:
        """Wait until it is in step."""
        return self._behind.settle(seconds)

    def close(self) -> None:
        """Stop."""
        self._behind.close()
