"""Learns weights with their uncertainty: scikit-learn's Bayesian ridge regression."""

import warnings
from contextlib import AbstractContextManager

import numpy as np

from server.adapters.one_core import OneCore
from server.core.retrieval_ports import Rows
from server.core.taste.model import Fitted

ROUNDS = 100
NOISE = (5.0, 7.5)
"""Before anything is rated: ratings stray by a variance of 1.5, as sure as from ten of them."""
WEIGHTS = (2.0, 4.0)
"""Weights have a variance of 2, as sure as from four of them."""


class BayesianRidgeLearner:
    """A `Learner`."""

    def __init__(self) -> None:
        self._core = OneCore()

    def alone(self) -> AbstractContextManager[object]:
        """Keep to one core meanwhile."""
        return self._core

    def fit(self, held: Rows, values: Rows) -> Fitted:
        """Learn from columns [n, columns] and ratings [n]."""
        from sklearn.linear_model import BayesianRidge  # noqa: PLC0415  (1 s)

        mean = float(values.mean())
        model = BayesianRidge(
            max_iter=ROUNDS,
            compute_score=True,
            fit_intercept=False,
            alpha_1=NOISE[0],
            alpha_2=NOISE[1],
            lambda_1=WEIGHTS[0],
            lambda_2=WEIGHTS[1],
        )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ratings that are all the same
            model.fit(held.astype(np.float64), values.astype(np.float64) - mean)
        return Fitted(
            model.coef_.astype(np.float32),
            np.asarray(model.sigma_, np.float32),
            mean,
            1 / float(model.alpha_),
            float(model.scores_[-1]),
        )
