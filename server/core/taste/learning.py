"""Learning: from ratings to a model, and what it is worth on ratings that it did not see."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np

from server.core.chat.reviews import LEAST, MOST
from server.core.retrieval_ports import Rows
from server.core.taste.facts import Facts, facts_of
from server.core.taste.held_out import FOLDS, Order, Worth, folds, nearest, worth
from server.core.taste.model import LANDMARKS, Fitted, Mix, Model, columns, unsure_of
from server.core.taste.ratings import Thing
from server.core.taste.space import AXES, space_of
from server.core.taste.traits import frame_of
from server.core.taste_ports import Learner

MIXES = tuple(
    Mix(narrow, traits, axes)
    for narrow in (1.0, 2.0, 3.0)
    for traits in (0.1, 0.3, 1.0)
    for axes in (24, AXES)
)
"""Which of them fits, the ratings themselves tell."""
SAMPLE = 250
"""Ratings by which a mix is chosen."""
UNKNOWN = 2.0
"""Variance of weights, and of ratings around them, before anything is rated."""
STEPS = FOLDS + 2
"""What is told as progress: the space, each fold, the whole."""


@dataclass(frozen=True, slots=True)
class Examples:
    """What is learnt from, one beside the other."""

    things: Sequence[Thing]
    rows: Rows
    """As the embedder gives them: [n, dimensions]."""
    values: Rows
    """0..10: [n]"""


def learn(
    examples: Examples,
    others: Rows,
    embedder: str,
    now: int,
    learner: Learner,
    *,
    told: Callable[[], None] = lambda: None,
) -> tuple[Model, Worth]:
    """Learn; `others`: rows of what nobody rated; `told` is called after each of STEPS."""
    with learner.alone():
        return _learn(examples, others, embedder, now, learner, told)


def _learn(  # noqa: PLR0917  (as it was asked)
    examples: Examples,
    others: Rows,
    embedder: str,
    now: int,
    learner: Learner,
    told: Callable[[], None],
) -> tuple[Model, Worth]:
    space = space_of(np.concatenate([examples.rows, others]))
    facts = facts_of(examples.things)
    frame = frame_of(facts, now)
    seen = _Seen(space.places(examples.rows), frame.rows(facts))
    told()
    held_out, strayed = _held_out(examples, seen, learner, told)
    landmarks = seen.landmarks()
    mix, fitted = _fit(seen, landmarks, examples.values, learner)
    told()
    # How far off it was where it did not look says how sure it may be.
    sure = replace(fitted, unsure=fitted.unsure * np.float32(strayed), noise=fitted.noise * strayed)
    return Model(embedder, space, frame, landmarks, mix, sure), held_out


def unlearnt(rows: Rows, facts: Facts, embedder: str, now: int) -> Model:
    """Give a model before anything is rated: it knows what there is, and nothing of the taste."""
    space, frame, mix = space_of(rows), frame_of(facts, now), MIXES[0]
    landmarks = _Seen(space.places(rows), frame.rows(facts)).landmarks()
    count = len(landmarks) + len(frame.names)
    middle = (LEAST + MOST) / 2
    nothing = Fitted(
        np.zeros(count, np.float32),
        np.float32(UNKNOWN) * np.eye(count, dtype=np.float32),
        middle,
        UNKNOWN,
        0.0,
    )
    return Model(embedder, space, frame, landmarks, mix, nothing)


@dataclass(frozen=True, slots=True)
class _Seen:
    """Examples as the model sees them."""

    places: Rows
    traits: Rows

    def of(self, chosen: Order) -> "_Seen":
        return _Seen(self.places[chosen], self.traits[chosen])

    def landmarks(self) -> Rows:
        """Choose as many as are wanted, from all over the list."""
        count = min(len(self.places), LANDMARKS)
        return self.places[np.linspace(0, len(self.places) - 1, count).astype(np.int64)]


def _fit(seen: _Seen, landmarks: Rows, values: Rows, learner: Learner) -> tuple[Mix, Fitted]:
    """Fit by the mix that a sample of the ratings fits best."""
    count = min(len(values), SAMPLE)
    sample = np.linspace(0, len(values) - 1, count).astype(np.int64)
    part = seen.of(sample)

    def evidence(mix: Mix) -> float:
        held = columns(part.places, landmarks, part.traits, mix)
        return learner.fit(held, values[sample]).evidence

    best = max(MIXES, key=evidence)
    return best, learner.fit(columns(seen.places, landmarks, seen.traits, best), values)


def _held_out(
    examples: Examples, seen: _Seen, learner: Learner, told: Callable[[], None]
) -> tuple[Worth, float]:
    """Tell what it is worth, and how many times its own variance it strays by."""
    values, rows = examples.values, examples.rows
    mean, near, said, unsure = (np.zeros(len(values), np.float32) for _ in range(4))
    for known, held in folds([thing.id for thing in examples.things]):
        part, landmarks = seen.of(known), seen.of(known).landmarks()
        mix, fitted = _fit(part, landmarks, values[known], learner)
        asked = columns(seen.places[held], landmarks, seen.traits[held], mix)
        said[held] = np.clip(asked @ fitted.weights + np.float32(fitted.mean), LEAST, MOST)
        unsure[held] = unsure_of(fitted, asked)
        mean[held] = values[known].mean()
        near[held] = nearest(rows[known], values[known], rows[held])
        told()
    strayed = float((((said - values) / unsure) ** 2).mean())
    return worth(values, mean, near, said), max(1.0, strayed)
