"""The model: a rating is a weighed sum of what a thing is near to and its traits, and how sure.

A Gaussian process by few landmarks, after Williams and Seeger, Using the Nyström Method to Speed Up
Kernel Machines (2001): the columns are nearness to landmarks, so that it is a linear regression,
as in Bishop, Pattern Recognition and Machine Learning (2006), 3.3, and quick over many things.
"""

from dataclasses import dataclass
from functools import cached_property

import numpy as np

from server.core.chat.reviews import LEAST, MOST
from server.core.retrieval_ports import Rows
from server.core.taste.facts import Facts
from server.core.taste.space import Space
from server.core.taste.traits import Frame

LANDMARKS = 128
SAME = 1e-4
"""Added to how like landmarks are: some may be the same."""


@dataclass(frozen=True, slots=True)
class Mix:
    """How columns are made."""

    narrow: float
    """The more, the less is said of what is far."""
    traits: float
    """How much traits may do beside words."""
    axes: int
    """How many of the space's axes count, the longest."""


@dataclass(frozen=True, slots=True)
class Fitted:
    """What was learnt of columns: their weights, and how sure these are."""

    weights: Rows
    """[columns]"""
    unsure: Rows
    """Covariance of the weights: [columns, columns]."""
    mean: float
    """Of the ratings."""
    noise: float
    """Variance of a rating around what the columns say."""
    evidence: float
    """The log of how likely the ratings are, given the mix; higher is better."""


@dataclass(frozen=True)
class Model:
    """A taste."""

    embedder: str
    """Its name: vectors of another say nothing here."""
    space: Space
    frame: Frame
    landmarks: Rows
    """Places: [landmarks, axes]"""
    mix: Mix
    fitted: Fitted

    @cached_property
    def root(self) -> Rows:
        """Give what makes nearness to landmarks columns: [landmarks, landmarks]."""
        return _root(_directions(self.landmarks, self.mix), self.mix)

    def columns(self, rows: Rows, facts: Facts) -> Rows:
        """Give the columns of things from their rows and facts: [n, columns]."""
        places, traits = self.space.places(rows), self.frame.rows(facts)
        marks = _directions(self.landmarks, self.mix)
        return _columns(places, marks, self.root, traits, self.mix)


@dataclass(frozen=True, slots=True)
class Predicted:
    """What the model says of things; each is [n]."""

    values: Rows
    """0..10"""
    unsure: Rows
    """Standard deviation of each, in ratings."""


def columns(places: Rows, landmarks: Rows, traits: Rows, mix: Mix) -> Rows:
    """Give nearness to landmarks, then traits: [n, columns]."""
    marks = _directions(landmarks, mix)
    return _columns(places, marks, _root(marks, mix), traits, mix)


def _columns(places: Rows, marks: Rows, root: Rows, traits: Rows, mix: Mix) -> Rows:
    near = _like(_directions(places, mix), marks, mix.narrow) @ root
    return np.concatenate([near, traits * np.float32(mix.traits)], axis=1)


def _root(marks: Rows, mix: Mix) -> Rows:
    like = _like(marks, marks, mix.narrow) + np.float32(SAME) * np.eye(len(marks), dtype=np.float32)
    lengths, turned = np.linalg.eigh(like)
    root: Rows = (turned / np.sqrt(np.maximum(lengths, SAME))) @ turned.T
    return root


def _like(first: Rows, second: Rows, narrow: float) -> Rows:
    like: Rows = np.exp(np.float32(narrow) * (first @ second.T - 1))
    return like


def _directions(places: Rows, mix: Mix) -> Rows:
    held = places[:, : mix.axes]
    unit: Rows = held / np.maximum(np.linalg.norm(held, axis=1, keepdims=True), 1e-6)
    return unit


def predicted(model: Model, held: Rows) -> Predicted:
    """Say how things would be rated, by their columns."""
    fitted = model.fitted
    values = np.clip(held @ fitted.weights + np.float32(fitted.mean), LEAST, MOST)
    return Predicted(values.astype(np.float32), unsure_of(fitted, held))


def unsure_of(fitted: Fitted, held: Rows) -> Rows:
    """Give the standard deviation of each rating: [n]."""
    known = ((held @ fitted.unsure) * held).sum(axis=1)
    unsure: Rows = np.sqrt(np.maximum(known, 0) + np.float32(fitted.noise))
    return unsure


def parts(model: Model, held: Rows) -> dict[str, Rows]:
    """Say what of a prediction comes from where, in ratings above or below the mean: [n] each."""
    shares = held * model.fitted.weights
    words = len(model.landmarks)
    found = {"words": shares[:, :words].sum(axis=1)}
    for column, name in enumerate(model.frame.names, words):
        found[name] = found.get(name, np.float32(0)) + shares[:, column]
    return found
