"""Ties: what is nearly the same may change places, and nothing passes what is clearly better."""

import pytest

from server.core.taste.ties import by_taste, tied


@pytest.mark.parametrize(
    ("scores", "found"),
    [
        ([], []),
        ([1.0], []),
        ([1.0, 0.9, 0.8], []),
        ([1.0, 0.99, 0.98, 0.5, 0.49], [range(3), range(3, 5)]),
        # A slope is no tie: each is near the next, and the last far from the first.
        ([1.0, 0.98, 0.96, 0.94, 0.92], [range(2), range(2, 4)]),
        ([0.5, 0.5, 0.5], [range(3)]),
    ],
)
def test_stretches(scores: list[float], found: list[range]) -> None:
    """They begin with the best, and end where the band does."""
    assert tied(scores, 0.025) == found


def test_a_stretch_in_the_order_of_taste() -> None:
    """Alike ones stay as they were."""
    assert by_taste(range(3, 7), [2.0, 9.0, 2.0, 5.0]) == [4, 6, 3, 5]
