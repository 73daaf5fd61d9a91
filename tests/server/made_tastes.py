"""Tastes that are known: passages of made-up words, and what somebody makes of them."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from server.core.retrieval_ports import Rows
from server.core.taste.ratings import Thing

TOPICS = 12
WORDS = 150
"""Of each topic, and as many again of none; the n-th is used 1/n as often as the first."""
OWN = 0.4
"""The share of a passage's words that are of a topic."""


@dataclass(frozen=True)
class Made:
    """Passages, and what each is about."""

    things: Sequence[Thing]
    about: Rows
    """Shares of topics: [n, topics]."""


def passages(count: int, seed: int = 1) -> Made:
    """Make passages, each mostly of one or two topics."""
    chance = np.random.default_rng(seed)
    often = 1 / np.arange(1, WORDS + 1)
    often /= often.sum()
    about = chance.dirichlet(np.full(TOPICS, 0.15), count)
    things = []
    for number, shares in enumerate(about):
        length = int(chance.integers(30, 200))
        topics = chance.choice(TOPICS, length, p=shares)
        topics[chance.random(length) > OWN] = TOPICS
        places = chance.choice(WORDS, length, p=often)
        words = [f"{chr(97 + topic)}{place}" for topic, place in zip(topics, places, strict=True)]
        text = " ".join(words)
        things.append(Thing("passage", str(number), f"Passage {number}", text))
    return Made(things, about.astype(np.float32))


def ratings(made: Made, seed: int = 1, noise: float = 0.4) -> Rows:
    """Rate as who likes some topics, likes length a little, and is not always sure."""
    chance = np.random.default_rng(seed)
    liked = _even(made.about @ chance.normal(size=made.about.shape[1]))
    long = _even(np.log([len(thing.text.split()) for thing in made.things]))
    felt = liked + 0.3 * long + noise * chance.normal(size=len(liked))
    return np.clip(np.round(5.5 + 2.2 * felt), 0, 10).astype(np.float32)


def _even(values: Rows) -> Rows:
    even: Rows = (values - values.mean()) / values.std()
    return even
