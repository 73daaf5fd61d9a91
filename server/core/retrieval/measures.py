"""Measures: how well an order of passages answers a question that people have judged.

nDCG after Järvelin and Kekäläinen, Cumulated Gain-Based Evaluation of IR Techniques (2002), with
the discount 1 / log2(rank + 1); the randomisation test after Smucker, Allan and Carterette, A
Comparison of Statistical Significance Tests for Information Retrieval Evaluation (2007).
"""

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

Judged = Mapping[str, float]
"""What each document is worth to a question: its gain; what is not named is worth nothing."""

ROUNDS = 10_000


def steep(best: int, grade: float) -> float:
    """Give 2^(best - grade) - 1: for grades of which 1 is best, and `best` is worth nothing."""
    return float(2.0 ** (best - grade) - 1) if 0 < grade < best else 0.0


def rising(grade: float) -> float:
    """Give 2^grade - 1: for grades of which more is better."""
    return float(2.0 ** min(grade, 64) - 1) if grade > 0 else 0.0


def dcg(gains: Sequence[float]) -> float:
    """Add gains in order, each worth less the later it comes."""
    return math.fsum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, 1))


def ndcg(found: Sequence[str], judged: Judged, first: int = 10) -> float:
    """Give the gain of the first documents against that of the best order; 0 to 1."""
    best = dcg(sorted(judged.values(), reverse=True)[:first])
    return dcg([judged.get(each, 0.0) for each in found[:first]]) / best if best else 0.0


def recall(found: Sequence[str], judged: Judged, first: int = 100) -> float:
    """Give the part of the documents worth anything that are among the first."""
    wanted = {name for name, gain in judged.items() if gain > 0}
    return len(wanted & set(found[:first])) / len(wanted) if wanted else 0.0


def reciprocal_rank(found: Sequence[str], judged: Judged) -> float:
    """Give 1 over the rank of the first document worth anything; 0: none was found."""
    ranks = (rank for rank, name in enumerate(found, 1) if judged.get(name, 0) > 0)
    return 1 / next(ranks, math.inf)


MEASURES: dict[str, Callable[[Sequence[str], Judged], float]] = {
    "nDCG@10": ndcg,
    "recall@100": recall,
    "MRR": reciprocal_rank,
}


def significance(
    first: Sequence[float], second: Sequence[float], signs: npt.NDArray[np.int8]
) -> float:
    """Tell how likely a mean difference this large were if the two did not differ: p, 0 to 1.

    `signs` are rows of +1 and -1 by chance, a column for each question: [rounds, questions].
    """
    differences = np.asarray(second, np.float64) - np.asarray(first, np.float64)
    if not len(differences):
        return 1.0
    by_chance = np.abs(signs @ differences)
    seen = abs(float(differences.sum()))
    return float((1 + np.count_nonzero(by_chance >= seen - 1e-12)) / (1 + len(signs)))
