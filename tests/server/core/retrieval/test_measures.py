"""Measures, by hand."""

import math

import numpy as np
import pytest

from server.core.retrieval.measures import (
    ndcg,
    recall,
    reciprocal_rank,
    rising,
    significance,
    steep,
)


def test_ndcg_by_hand() -> None:
    """Wikipedia's example of DCG: gains 3, 2, 3, 0, 1, 2 come to 6.861; the best order to 8.740.

    (Discounted cumulative gain, relevance as the gain; of the ideal order 3, 3, 3, 2, 2, 2, 1, 0
    the first six count.)
    """
    judged = {"a": 3.0, "b": 2.0, "c": 3.0, "e": 1.0, "f": 2.0, "g": 3.0, "h": 2.0}
    found = ["a", "b", "c", "d", "e", "f"]

    assert ndcg(found, judged, 6) == pytest.approx(6.861 / 8.740, abs=1e-3)
    assert ndcg(["a", "c", "g", "b", "f", "h"], judged, 6) == 1
    assert ndcg([], judged) == ndcg(found, {}) == 0


def test_gains() -> None:
    """Cranfield's best grade is 1, and 15 is what it is worth; elsewhere more is better."""
    assert [steep(5, grade) for grade in (1, 2, 3, 4, 5, -1, 0)] == [15, 7, 3, 1, 0, 0, 0]
    assert [rising(grade) for grade in (0, 1, 2, 3, -1)] == [0, 1, 3, 7, 0]
    assert math.isfinite(rising(10_000))


def test_recall_and_rank() -> None:
    """What is worth nothing is not looked for."""
    judged = {"a": 1.0, "b": 3.0, "c": 0.0}

    assert recall(["x", "a", "c"], judged) == 0.5
    assert recall(["x", "a", "b"], judged, 2) == 0.5
    assert reciprocal_rank(["c", "x", "b"], judged) == pytest.approx(1 / 3)
    assert reciprocal_rank(["x"], judged) == 0


def test_significance_by_all_signs() -> None:
    """Of the eight ways to give three equal differences a sign two are as far from 0 as all +."""
    signs = np.array(np.meshgrid(*[[-1, 1]] * 3)).reshape(3, 8).T.astype(np.int8)

    assert significance([0, 0, 0], [1, 1, 1], signs) == pytest.approx(3 / 9)
    assert significance([1, 2, 3], [1, 2, 3], signs) == 1
    assert significance([], [], signs) == 1


def test_a_difference_of_many_questions_is_no_chance() -> None:
    """A hundred questions that all gain a little."""
    signs = np.random.default_rng(0).choice(np.array([-1, 1], np.int8), (2000, 100))

    assert significance([0.5] * 100, [0.51] * 100, signs) < 0.001
    assert significance([0.5] * 100, [0.4, 0.6] * 50, signs) > 0.5
