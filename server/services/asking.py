"""Asking: what each leg finds for a question, the second by vectors or by latent topics."""

import math
import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TypeAlias

import numpy as np

from server.core.retrieval.places import Mask
from server.core.retrieval.postings import Postings, Scores
from server.core.retrieval.question import LONGEST, asked
from server.core.retrieval.ranking import VECTORS, Lexical, Second, Ways, first, lexical
from server.core.retrieval_ports import Rows
from server.services.latent_leg import LatentLeg
from server.services.vector_leg import VectorLeg

FILTERED = 1500
"""Passages of topics up to which Chroma's own filter is quick."""
WIDER = 800
"""Vectors asked for at most to find enough of some topics."""
MARGIN = 1.3
"""So many more are asked for than should do."""

Asked: TypeAlias = tuple[Lexical, Second | None, Mask]
Near: TypeAlias = Sequence[tuple[int, float]]


class Asking:
    """Asks one index."""

    def __init__(
        self, postings: Postings, reading: threading.RLock, latent: LatentLeg, ways: Ways
    ) -> None:
        """Take the index, what keeps it from changing, and the leg that is always there."""
        self._postings = postings
        self._reading = reading
        self._latent = latent
        self._ways = ways

    @contextmanager
    def ask(self, question: str, topics: frozenset[int], leg: VectorLeg | None) -> Iterator[Asked]:
        """Ask both legs; nothing is changed until it is left."""
        near = self._near(question, topics, leg) if leg is not None else ()
        with self._reading:
            allowed = self._postings.places.of_topics(topics)
            terms = asked(self._postings, question)
            words = lexical(self._postings, terms, allowed, self._ways)
            second = self._of_vectors(leg, near, allowed) if leg else None
            if second is None:
                second = self._of_latent(self._latent.scores(terms), allowed)
            yield words, second, allowed

    def _near(self, question: str, topics: frozenset[int], leg: VectorLeg) -> Near:
        """Ask the vectors, before anybody has to wait for us."""
        row = leg.embedded(question[:LONGEST]) if question.strip() else None
        if row is None:
            self._latent.put()  # it stands in
            return ()
        with self._reading:
            allowed = int(self._postings.places.of_topics(topics).sum())
            among = len(self._postings)
        near = _nearest(leg, row, topics, allowed, among)
        if leg.lost:
            self._latent.put()
        return near

    def _of_vectors(self, leg: VectorLeg, near: Near, allowed: Mask) -> Second | None:
        """Spread what the vectors found over the places; what they did not is as the last."""
        places = [(self._postings.places.place(passage), cosine) for passage, cosine in near]
        found = [(place, cosine) for place, cosine in places if place is not None]
        found = [(place, cosine) for place, cosine in found if allowed[place]][:VECTORS]
        if not found:
            return None
        order = np.array([place for place, _ in found], np.int64)
        scores = np.full(self._postings.places.size, found[-1][1], np.float32)
        scores[order] = [cosine for _, cosine in found]
        return Second(scores, order, leg.weight)

    def _of_latent(self, scores: Scores | None, allowed: Mask) -> Second | None:
        if scores is None:
            return None
        scores = np.where(allowed, scores, np.float32(0))
        return Second(scores, first(scores, allowed, VECTORS), self._latent.weight)


def _nearest(leg: VectorLeg, row: Rows, topics: frozenset[int], allowed: int, among: int) -> Near:
    """Ask for the nearest of the topics.

    Chroma's filter costs some µs for each passage that it lets through, so where those are many
    the nearest of all are asked for, so many that enough of them should be of the topics.
    """
    if not allowed:
        return ()
    if not topics:
        return leg.nearest(row, VECTORS)
    if allowed <= FILTERED:
        return leg.nearest(row, VECTORS, topics)
    return leg.nearest(row, min(math.ceil(VECTORS * MARGIN * among / allowed), WIDER))
