"""The space in which a taste is learnt: the main axes of all texts at hand, rated or not.

What nobody rated yet tells, too, which words go together; so few ratings go a long way.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval_ports import Rows

AXES = 64
LEAST = 1e-6

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
    around = (weighed - centre).astype(np.float64)
    wanted = max(1, min(most, len(rows) // 2, rows.shape[1]))
    lengths, turned = np.linalg.eigh(around.T @ around / len(rows))
    order = np.argsort(-lengths)[:wanted]
    axes = turned[:, order] / np.sqrt(max(lengths[order[0]], LEAST))
    return Space(weights, centre.astype(np.float32), axes.astype(np.float32))


def _weights(rows: Rows) -> Rows:
    """Weigh by rarity; where every dimension is in every row, all count the same."""
    held = (np.abs(rows) > LEAST).sum(axis=0)
    rare = np.log((len(rows) + 2) / (held + 1)) + LEAST
    weights: Rows = (rare / rare.max()).astype(np.float32)
    return weights


def _unit(rows: Rows) -> Rows:
    unit: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), LEAST)
    return unit
