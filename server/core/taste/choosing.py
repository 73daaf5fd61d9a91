"""What to rate next: where it would learn most about all the rest."""

import numpy as np

from server.core.retrieval_ports import Rows


def rate_next(held: Rows, unsure: Rows, noise: float, count: int) -> list[int]:
    """Choose things by their columns, the one that tells most first.

    Each time the thing whose rating would take most of the variance from all predictions together;
    then as if it were rated: what is near it tells less. `unsure`: covariance of the weights.
    """
    columns = held.astype(np.float64)
    left = unsure.astype(np.float64)
    around = columns.T @ columns / max(1, len(columns))
    free = np.ones(len(columns), bool)
    chosen: list[int] = []
    for _ in range(min(count, len(columns))):
        pulled = columns @ left
        own = np.einsum("ij,ij->i", pulled, columns) + noise
        gained = np.einsum("ij,ij->i", pulled @ around, pulled) / own
        best = int(np.argmax(np.where(free, gained, -1.0)))
        chosen.append(best)
        free[best] = False
        left = left - np.outer(pulled[best], pulled[best]) / own[best]
    return chosen
