"""Fusion: two ways of finding become one, and a weak one cannot hurt.

The scores of each are taken by their mean and deviation over what it finds first, and added by
weight (a convex combination of scores does better than ranks: Bruch, Gai and Ingber, An Analysis of
Fusion Functions for Hybrid Retrieval, 2023).  The weight of the second is what the collection
itself shows it to be worth: pieces of some passages are asked for, and where it finds few of the
other passages that BM25 finds, it has little to say.  No judgements are needed, nothing is tuned.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval.postings import Scores

FIRST = 100
"""What a leg finds first: its scores are taken against these."""
COMPARED = 10
"""Passages of each leg that are compared to tell whether the two agree."""
PROBED = 64
"""Pieces that are asked for."""
FEW = 40
"""Of fewer passages agreement tells nothing."""


@dataclass(frozen=True, slots=True)
class Trust:
    """How much a leg may say: nothing where it agrees by `none`, `most` where by `full`."""

    none: float
    full: float
    most: float

    def weight(self, agreement: float | None) -> float:
        """Give the leg's weight; half of the most where there is no telling."""
        if agreement is None:
            return self.most / 2
        part = (agreement - self.none) / (self.full - self.none)
        return self.most * min(max(part, 0.0), 1.0)


EMBEDDED = Trust(none=0.0, full=0.24, most=0.5)
"""An embedder that was trained elsewhere: it knows what the passages don't say."""
LATENT = Trust(none=0.2, full=0.5, most=0.15)
"""Latent topics come from the same words as BM25: they agree more, and add less."""


def agreement(
    lexical: Sequence[npt.NDArray[np.int64]], other: Sequence[npt.NDArray[np.int64]], among: int
) -> float | None:
    """Tell which part of the passages that one leg finds first the other does, over chance.

    Each is a question's passages, the first `COMPARED` of them, without the one that it was made
    from; `among` is how many there are.  None where there is too little to tell by.
    """
    shares = [
        len(np.intersect1d(ours[:COMPARED], theirs[:COMPARED])) / min(len(ours), COMPARED)
        for ours, theirs in zip(lexical, other, strict=True)
        if len(ours)
    ]
    if among < FEW or len(shares) < PROBED // 4:
        return None
    chance = COMPARED / among
    return float(np.mean(shares) - chance) / (1 - chance)


def outdated(weighed: int | None, passages: int) -> bool:
    """Tell whether a leg that was weighed by so many passages, or never, is to be weighed anew."""
    return weighed is None or abs(passages - weighed) > weighed / 4


def standard(scores: Scores) -> Scores:
    """Give scores by their distance, in deviations, from the mean of the first hundred."""
    if not len(scores):
        return scores
    first = scores if len(scores) <= FIRST else np.partition(scores, -FIRST)[-FIRST:]
    spread = float(first.std())
    if spread < 1e-9:
        return np.zeros_like(scores)
    found: Scores = (scores - first.mean()) / np.float32(spread)
    return found


def fused(lexical: Scores, other: Scores | None, weight: float) -> Scores:
    """Add the standard scores of two legs; the second has `weight` of 1."""
    if other is None or weight <= 0:
        return standard(lexical)
    if not lexical.any():
        return standard(other)
    found: Scores = (1 - weight) * standard(lexical) + weight * standard(other)
    return found
