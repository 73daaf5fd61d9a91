"""Feedback: by terms and by passages."""

import numpy as np
import pytest

from server.core.retrieval.feedback import model, regularised
from server.core.retrieval.likeness import likeness, weighed
from tests.server.core.retrieval.small import entry, index


def test_terms_of_the_best_passages_are_added() -> None:
    """What stands beside the words asked for; a term of one passage alone is noise."""
    postings = index(
        entry(1, "wing lift slipstream"),
        entry(2, "wing lift propeller"),
        entry(3, "heat slab once"),
        entry(4, "heat slab"),
        *(entry(number, f"other{number} words{number}") for number in range(5, 12)),
    )
    added = model(postings, np.array([0, 1]), np.array([2.0, 1.0], np.float32))
    terms = {postings.name(number): weight for number, weight in added.items()}

    assert terms.keys() == {"wing", "lift"}
    assert sum(terms.values()) == pytest.approx(1)


def test_no_passages_add_nothing() -> None:
    """There is no model of nothing."""
    postings = index(entry(1, "wing"))

    assert model(postings, np.zeros(0, np.int64), np.zeros(0, np.float32)) == {}


def test_likeness_is_the_cosine() -> None:
    """The same text 1, nothing in common 0, half in common between."""
    postings = index(
        entry(1, "piano key"), entry(2, "piano key"), entry(3, "heat slab"), entry(4, "piano slab")
    )
    like = likeness(weighed(postings, np.arange(4)), 4)

    assert like[0, 1] == pytest.approx(1)
    assert like[0, 2] == 0
    assert 0.1 < like[0, 3] < 0.9
    assert np.allclose(like, like.T)
    assert np.diag(like) == pytest.approx([1, 1, 1, 1])


def test_a_passage_among_good_ones_rises() -> None:
    """By hand: half way to the mean of its neighbours, weighted by likeness (Diaz 2005)."""
    like = np.array([[1, 0.5, 0], [0.5, 1, 0], [0, 0, 1]], np.float32)
    scores = np.array([1.0, 0.2, 0.4], np.float32)

    assert regularised(scores, like, 0.5) == pytest.approx([0.6, 0.6, 0.4])
    assert regularised(scores, like, 0) == pytest.approx(scores)
