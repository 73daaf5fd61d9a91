"""A taste learnt, kept, and asked what to rate next, over simulated owners."""

import numpy as np
import pytest

from server.adapters.bayesian_ridge import BayesianRidgeLearner
from server.core.taste.choosing import rate_next
from server.core.taste.facts import facts_of
from server.core.taste.held_out import correlation, folds, nearest
from server.core.taste.kept import Trained, arrays_of, trained_of
from server.core.taste.learning import STEPS, Examples, learn, unlearnt
from server.core.taste.model import predicted
from server.core.taste.ratings import Rating, Thing, contradictions
from server.core.taste.words import HashedWords
from tests.server.made_tastes import passages, ratings

WORDS = HashedWords(list)
MADE = passages(300)
ROWS = WORDS.embed([thing.whole for thing in MADE.things])
FACTS = facts_of(MADE.things)
VALUES = ratings(MADE)


def learnt(count: int = 100, told: list[int] | None = None) -> Trained:
    """Learn from the first so many."""
    steps = [] if told is None else told
    examples = Examples(MADE.things[:count], ROWS[:count], VALUES[:count])
    model, worth = learn(
        examples, ROWS[count:], "words", 0, BayesianRidgeLearner(), told=lambda: steps.append(1)
    )
    return Trained(model, worth, None, count, 0)


@pytest.mark.long
def test_it_beats_the_mean_and_the_nearest() -> None:
    """On what it did not see, and it knows how far it is off; progress is told step by step."""
    steps: list[int] = []
    model = learnt(100, steps).model
    held = VALUES[100:]
    said = predicted(model, model.columns(ROWS[100:], facts_of(MADE.things[100:])))
    near = nearest(ROWS[:100], VALUES[:100], ROWS[100:])

    assert len(steps) == STEPS
    assert correlation(said.values, held) >= 0.6
    assert np.abs(said.values - held).mean() < np.abs(near - held).mean()
    assert np.abs(said.values - held).mean() < np.abs(VALUES[:100].mean() - held).mean()
    assert np.mean(np.abs(said.values - held) <= 2 * said.unsure) > 0.85


def test_what_is_kept_is_what_was_learnt() -> None:
    """As arrays and back; what does not fit is no model."""
    trained = learnt(20)
    arrays = dict(arrays_of(trained))
    again = trained_of(arrays)
    assert again is not None
    assert again.worth == trained.worth
    assert np.array_equal(
        predicted(again.model, again.model.columns(ROWS, FACTS)).values,
        predicted(trained.model, trained.model.columns(ROWS, FACTS)).values,
    )
    assert trained_of(arrays | {"weights": arrays["weights"][:-1]}) is None
    assert trained_of(arrays | {"weights": arrays["weights"] * np.nan}) is None
    assert trained_of(arrays | {"told": np.zeros(3, np.uint8)}) is None
    assert trained_of({}) is None


def test_what_is_unlike_what_is_known_is_asked_first() -> None:
    """Nothing is asked twice, and before anything is known it asks all over."""
    model = unlearnt(ROWS, FACTS, "words", 0)
    held = model.columns(ROWS, FACTS)
    chosen = rate_next(held, model.fitted.unsure, model.fitted.noise, 12)

    assert len(set(chosen)) == 12
    assert len({int(np.argmax(MADE.about[one])) for one in chosen}) >= 8
    assert len(rate_next(held[:3], model.fitted.unsure, 1.0, 5)) == 3


def test_ranks_and_folds() -> None:
    """Equal values share their rank; each example is held out once, always in the same part."""
    one, other = np.array([1, 2, 2, 4], np.float32), np.array([1, 3, 3, 9], np.float32)
    assert correlation(one, other) == pytest.approx(1)
    assert correlation(one, -other) == pytest.approx(-1)
    assert correlation(one, np.ones(4, np.float32)) == 0
    parts = list(folds(["d", "b", "a", "c", "e", "f"]))
    assert sorted(int(at) for _, held in parts for at in held) == list(range(6))
    assert all(not set(known) & set(held) for known, held in parts)


@pytest.mark.parametrize("values", [[5] * 6, [0, 10, 0, 10, 0, 10]])
def test_ratings_that_say_nothing_do_no_harm(values: list[int]) -> None:
    """All alike, or the same thing rated as differently as can be: the mean, and that is told."""
    same = Thing("page", "x", "The same", "the same words")
    things = [Thing("page", str(at), same.title, same.text) for at in range(6)]
    rows = WORDS.embed([thing.whole for thing in things])
    given = np.array(values, np.float32)
    model, _ = learn(Examples(things, rows, given), rows[:0], "words", 0, BayesianRidgeLearner())
    said = predicted(model, model.columns(rows[:1], facts_of([same])))

    assert said.values[0] == pytest.approx(5, abs=0.5)
    rated = [Rating(thing, value, 0) for thing, value in zip(things, values, strict=True)]
    assert len(contradictions(rated)) == (0 if values[0] else 1)
