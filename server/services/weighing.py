"""Weighing: what a second leg is worth to these passages, told by asking for pieces of some."""

import threading
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from server.core.retrieval.fusion import COMPARED, EMBEDDED, FEW, LATENT, agreement, outdated
from server.core.retrieval.postings import Postings, Scores
from server.core.retrieval.probes import Probes
from server.core.retrieval.question import asked
from server.core.retrieval.ranking import first
from server.services.latent_leg import LatentLeg
from server.services.vector_leg import VectorLeg

Pieces = Sequence[tuple[int, str]]
Found = Sequence[Sequence[int]]


class Weighing:
    """Sets the weights of legs; again only when the passages have become others."""

    def __init__(self, postings: Postings, probes: Probes, reading: threading.RLock) -> None:
        """Take the index, the pieces, and what keeps both from changing."""
        self._postings = postings
        self._probes = probes
        self._reading = reading
        self._weighed: dict[str, int] = {}

    def vectors(self, leg: VectorLeg) -> None:
        """Weigh an embedder; raises what it does."""
        if pieces := self._pieces(leg.name):
            rows = leg.embed([piece for _, piece in pieces])
            found = [[each for each, _ in leg.nearest(row, COMPARED + 1)] for row in rows]
            leg.weight = EMBEDDED.weight(self._agreement(pieces, found))
            self._weighed[leg.name] = len(self._postings)

    def latent(self, leg: LatentLeg) -> None:
        """Weigh latent topics."""
        if pieces := self._pieces(""):
            found = [self._latent_first(leg, piece) for _, piece in pieces]
            leg.weight = LATENT.weight(self._agreement(pieces, found))
            self._weighed[""] = len(self._postings)

    def _pieces(self, name: str) -> Pieces:
        """Give the pieces to ask for; none where they would tell nothing, or nothing new."""
        with self._reading:
            count = len(self._postings)
            known = not outdated(self._weighed.get(name), count)
            return [] if known or count < FEW else self._probes.asked()

    def _latent_first(self, leg: LatentLeg, piece: str) -> list[int]:
        with self._reading:
            scores = leg.scores(asked(self._postings, piece))
            return [] if scores is None else self._first(scores)

    def _words_first(self, piece: str) -> list[int]:
        with self._reading:
            return self._first(self._postings.scores(asked(self._postings, piece)))

    def _first(self, scores: Scores) -> list[int]:
        places = self._postings.places
        return [int(each) for each in places.passages[first(scores, places.alive, COMPARED + 1)]]

    def _agreement(self, pieces: Pieces, found: Found) -> float | None:
        """Compare with what BM25 finds."""
        by_words = [self._words_first(piece) for _, piece in pieces]
        own = [passage for passage, _ in pieces]
        return agreement(_others(by_words, own), _others(found, own), len(self._postings))


def _others(found: Found, own: Sequence[int]) -> list[npt.NDArray[np.int64]]:
    """Leave out the passages that the pieces are of: that they are found tells nothing."""
    return [
        np.array([each for each in passages if each != passage], np.int64)
        for passages, passage in zip(found, own, strict=True)
    ]
