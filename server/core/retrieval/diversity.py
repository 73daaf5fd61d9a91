"""Diversity: what is said twice is shown once, and what is new comes a little before what is not.

Maximal marginal relevance: Carbonell and Goldstein, The Use of MMR, Diversity-Based Reranking for
Reordering Documents and Producing Summaries (1998), with a bound on what a passage may lose.
"""

import numpy as np
import numpy.typing as npt

from server.core.retrieval.postings import Scores

DOUBLE = 0.98
"""Passages that are this like each other say the same."""
LIKE = 0.6
"""Below this a passage counts as new."""


def chosen(
    scores: Scores, like: Scores, limit: int, weight: float, *, doubles: bool = False
) -> npt.NDArray[np.int64]:
    """Choose among passages, best first, whose likeness is known: their numbers, in order.

    A passage loses `weight` of 1 at most, for being like one that comes before it.  What says the
    same as one before comes after all others, unless `doubles` are let be.
    """
    costs = weight * np.clip((like - LIKE) / (1 - LIKE), 0, 1)
    if not doubles:
        costs = costs + 10.0 * (like >= DOUBLE)
    # What is chosen costs itself more than any score: it comes no second time.
    np.fill_diagonal(costs, np.inf)
    lost = np.zeros(len(scores), costs.dtype)
    order: list[int] = []
    for _ in range(min(limit, len(scores))):
        best = int((scores - lost).argmax())
        order.append(best)
        # The more like, the more is lost: so the most that is lost is by the nearest.
        np.maximum(lost, costs[best], out=lost)
    return np.array(order, np.int64)
