"""The best of many: only so many are put in order as are shown."""

import numpy as np

from server.core.retrieval_ports import Rows
from server.core.taste.facts import Places


def best(values: Rows, count: int) -> Places:
    """Give the places of the highest values, the highest first; equal ones as they stood."""
    if not 0 < count < len(values):
        return np.argsort(-values, kind="stable")[:count]
    least = np.partition(values, len(values) - count)[len(values) - count]
    among = np.flatnonzero(values >= least)
    return among[np.argsort(-values[among], kind="stable")][:count]
