"""Held out: ratings that the model does not see while it learns, to tell what it is worth."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval_ports import Rows

FOLDS = 5
NEIGHBOURS = 5

Order = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Worth:
    """Errors on held-out ratings, in ratings (mean absolute), and the correlation of ranks."""

    count: int
    mean: float
    """Of who always says the mean."""
    neighbours: float
    """Of who says what the nearest rated things are rated."""
    model: float
    rank: float
    """Spearman's, of the model: 1 as the owner would order, 0 by chance."""
    neighbours_rank: float


def folds(keys: Sequence[str]) -> Iterator[tuple[Order, Order]]:
    """Part by keys, always alike, into what is learnt from and what is held out; each once."""
    order = np.argsort(np.array(keys))
    parts = min(FOLDS, len(order))
    for part in range(parts):
        held = np.sort(order[part::parts])
        yield np.setdiff1d(np.arange(len(order)), held), held


def nearest(rows: Rows, values: Rows, asked: Rows) -> Rows:
    """Say what the nearest rated things are rated, the nearer the more."""
    like = asked @ rows.T
    best = np.argsort(-like, axis=1, kind="stable")[:, :NEIGHBOURS]
    weights = np.maximum(np.take_along_axis(like, best, axis=1), 1e-3)
    said: Rows = (values[best] * weights).sum(axis=1) / weights.sum(axis=1)
    return said


def worth(values: Rows, by_mean: Rows, by_neighbours: Rows, by_model: Rows) -> Worth:
    """Compare what was said with what was held out."""

    def error(said: Rows) -> float:
        return round(float(np.abs(said - values).mean()), 3)

    return Worth(
        len(values),
        error(by_mean),
        error(by_neighbours),
        error(by_model),
        round(correlation(by_model, values), 3),
        round(correlation(by_neighbours, values), 3),
    )


def correlation(first: Rows, second: Rows) -> float:
    """Give Spearman's rank correlation; 0 where one of them is all the same."""
    a, b = _ranks(first), _ranks(second)
    a, b = a - a.mean(), b - b.mean()
    size = float(np.sqrt((a * a).sum() * (b * b).sum()))
    return float((a * b).sum() / size) if size else 0.0


def _ranks(values: Rows) -> npt.NDArray[np.float64]:
    """Rank from 0; equal ones share their mean rank."""
    _, group, counts = np.unique(values, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    ranks: npt.NDArray[np.float64] = (ends - (counts + 1) / 2)[group]
    return ranks
