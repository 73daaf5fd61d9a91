"""The space in which a taste is learnt: the main axes of all texts at hand, rated or not.

What nobody rated yet tells, too, which words go together; so few ratings go a long way.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval_ports import Rows

AXES = 64
LEAST = 1e-6
SPARE = 16
"""Axes that are looked for besides those wanted: the last ones are the least exact."""
ROUNDS = 5

Values = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Space:
    """The way from an embedder's rows to their places."""

    weights: Rows
    """What each dimension counts: [dimensions]; what nearly every text has counts little."""
    centre: Rows
    """[dimensions]"""
    axes: Rows
    """[dimensions, axes], the longest first; on the first, places spread by 1."""

    def places(self, rows: Rows) -> Rows:
        """Give the place of each row: [n, axes]."""
        found: Rows = _unit(rows * self.weights) @ self.axes - self.centre @ self.axes
        return found


def space_of(rows: Rows, most: int = AXES) -> Space:
    """Learn the space from all rows that there are."""
    weights = _weights(rows)
    weighed = _unit(rows * weights)
    centre = weighed.mean(axis=0)
    wanted = max(1, min(most, len(rows) // 2, rows.shape[1]))
    lengths, turned = _longest(weighed - centre, wanted)
    axes = turned / np.sqrt(max(lengths[0] / len(rows), LEAST))
    return Space(weights, centre.astype(np.float32), axes.astype(np.float32))


def _longest(around: Rows, wanted: int) -> tuple[Values, Values]:
    """Find the longest axes, the longest first, and how much lies along each.

    After Halko, Martinsson and Tropp, Finding Structure with Randomness (2011), 4.4: all axes of
    thousands of dimensions would take seconds.
    """
    spare = min(wanted + SPARE, *around.shape)
    # It begins with texts from all over the list, in place of chance: alike each time.
    found = around[np.linspace(0, len(around) - 1, spare).astype(np.int64)].T
    for _ in range(ROUNDS):
        found, _ = np.linalg.qr(around.T @ (around @ found))
    along = (around @ found).astype(np.float64)
    lengths, turned = np.linalg.eigh(along.T @ along)
    order = np.argsort(-lengths)[:wanted]
    return lengths[order], found @ turned[:, order]


def _weights(rows: Rows) -> Rows:
    """Weigh by rarity; where every dimension is in every row, all count the same."""
    held = (np.abs(rows) > LEAST).sum(axis=0)
    rare = np.log((len(rows) + 2) / (held + 1)) + LEAST
    weights: Rows = (rare / rare.max()).astype(np.float32)
    return weights


def _unit(rows: Rows) -> Rows:
    unit: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), LEAST)
    return unit
