"""What is said twice is shown once: the choice is that of the definition."""

import numpy as np
import pytest

from server.core.retrieval.diversity import DOUBLE, LIKE, chosen
from server.core.retrieval.postings import Scores


def by_definition(scores: Scores, like: Scores, limit: int, weight: float) -> list[int]:
    """Take the best of what is left again and again, each less what it repeats."""
    order: list[int] = []
    while len(order) < min(limit, len(scores)):
        worth = {}
        for at in set(range(len(scores))) - set(order):
            nearest = max((float(like[at, other]) for other in order), default=0.0)
            lost = weight * min(max((nearest - LIKE) / (1 - LIKE), 0), 1)
            worth[at] = float(scores[at]) - lost - (10 if nearest >= DOUBLE else 0)
        order.append(max(worth, key=lambda at: (worth[at], -at)))
    return order


@pytest.mark.parametrize("seed", range(20))
def test_it_chooses_as_is_defined(seed: int) -> None:
    """Among passages of which some say the same, in whatever number."""
    random = np.random.default_rng(seed)
    count = int(random.integers(2, 60))
    rows = random.random((count, 3)).astype(np.float32)
    rows[-1] = rows[0]
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    like = rows @ rows.T
    np.fill_diagonal(like, 1)
    scores = random.random(count).astype(np.float32)

    found = chosen(scores, like, 30, 0.5)

    assert found.tolist() == by_definition(scores, like, 30, 0.5)
    assert len(set(found.tolist())) == min(30, count)


def test_doubles_are_let_be_where_that_is_wanted() -> None:
    """Then what says the same loses the weight alone, and may come before what is worse."""
    like = np.array([[1, 1, 0], [1, 1, 0], [0, 0, 1]], np.float32)
    scores = np.array([1.0, 0.9, 0.3], np.float32)

    assert chosen(scores, like, 3, 0.1).tolist() == [0, 2, 1]
    assert chosen(scores, like, 3, 0.1, doubles=True).tolist() == [0, 1, 2]
    assert chosen(scores[:0], like[:0, :0], 3, 0.1).tolist() == []
