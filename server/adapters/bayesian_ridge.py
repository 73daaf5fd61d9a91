"""Learns weights with their uncertainty: scikit-learn's Bayesian ridge regression."""

import threading
import warnings
from contextlib import AbstractContextManager
from typing import TYPE_CHECKING

import numpy as np

from server.core.retrieval_ports import Rows
from server.core.taste.model import Fitted

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

ROUNDS = 100
NOISE = (5.0, 7.5)
"""Before anything is rated: ratings stray by a variance of 1.5, as sure as from ten of them."""
WEIGHTS = (2.0, 4.0)
"""Weights have a variance of 2, as sure as from four of them."""


class OneCore:
    """A context in which linear algebra keeps to one core: several mostly wait for each other.

    How many there are is a setting of the whole process, so who comes first sets it, and who leaves
    last puts it back.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._inside = 0
        self._limits: list[ThreadpoolController._ThreadpoolLimiter] = []
        self._libraries: ThreadpoolController | None = None

    def __enter__(self) -> None:
        """Begin."""
        with self._lock:
            if not self._inside:
                self._limits.append(self._limited())
            self._inside += 1

    def __exit__(self, *_error: object) -> None:
        """End."""
        with self._lock:
            self._inside -= 1
            while not self._inside and self._limits:
                self._limits.pop().restore_original_limits()

    def again(self) -> None:
        """Be told that more libraries were loaded: theirs is a setting of its own."""
        with self._lock:
            self._libraries = None
            if self._inside:
                self._limits.append(self._limited())

    def _limited(self) -> "ThreadpoolController._ThreadpoolLimiter":
        from threadpoolctl import ThreadpoolController  # noqa: PLC0415  (scikit-learn brings it)

        if self._libraries is None:
            self._libraries = ThreadpoolController()  # reads all that is loaded: 3 ms
        return self._libraries.limit(limits=1)


class BayesianRidgeLearner:
    """A `Learner`."""

    def __init__(self) -> None:
        self._core = OneCore()
        self._loaded = False

    def alone(self) -> AbstractContextManager[object]:
        """Keep to one core meanwhile."""
        return self._core

    def fit(self, held: Rows, values: Rows) -> Fitted:
        """Learn from columns [n, columns] and ratings [n]."""
        from sklearn.linear_model import BayesianRidge  # noqa: PLC0415  (1 s)

        if not self._loaded:
            self._core.again()
            self._loaded = True
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
