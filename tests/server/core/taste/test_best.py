"""The best of many are those that sorting all of them would give, in its order."""

import numpy as np
import pytest

from server.core.taste.best import best


@pytest.mark.parametrize("count", [0, 1, 7, 199, 200, 500])
def test_as_if_all_were_sorted(count: int) -> None:
    """Also where many are equal: those stay as they stood."""
    values = np.random.default_rng(3).integers(0, 11, 200).astype(np.float32)
    whole = np.argsort(-values, kind="stable")[:count]
    assert best(values, count).tolist() == whole.tolist()


def test_of_nothing() -> None:
    """Nothing is the best of nothing."""
    assert best(np.zeros(0, np.float32), 5).tolist() == []
