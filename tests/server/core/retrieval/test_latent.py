"""Latent topics: words that keep the same company lie together."""

import numpy as np
import pytest

from server.core.retrieval.latent import LEAST, chunks, learn
from server.core.retrieval.likeness import weighed
from server.core.retrieval.postings import Postings
from tests.server.core.retrieval.small import entry, index, numbers

CARS = ("car", "auto", "engine", "wheel", "road", "driver")
TREES = ("tree", "leaf", "forest", "root", "bark", "branch")


def collection() -> Postings:
    """Index 60 passages of three words, of two subjects, so that car and auto never meet."""
    chance = np.random.default_rng(1)
    entries = []
    for number in range(60):
        first, *others = (CARS, TREES)[number % 2]
        second = others.pop(0)
        words = [(first, second)[number // 2 % 2], *chance.choice(others, 2, replace=False)]
        entries.append(entry(number, " ".join(words)))
    return index(*entries)


def test_a_word_that_never_stands_there_finds_its_like() -> None:
    """Asked for a car, passages about an auto come before those about trees."""
    postings = collection()
    latent = learn(postings)
    assert latent is not None
    rows = latent.fold(weighed(postings, np.arange(60)), 60)
    asked = latent.asked(postings, numbers(postings, "car"))
    assert asked is not None

    cosines = rows @ asked
    autos = [number for number in range(60) if number % 2 == 0 and number // 2 % 2]
    trees = [number for number in range(60) if number % 2]
    assert np.linalg.norm(rows, axis=1) == pytest.approx([1] * 60, abs=1e-4)
    assert cosines[autos].mean() > cosines[trees].mean() + 0.1


def test_it_is_always_the_same() -> None:
    """No chance is in it."""
    first, second = learn(collection()), learn(collection())
    assert first is not None
    assert second is not None

    assert np.array_equal(first.axes, second.axes)


def test_of_little_nothing_is_learnt() -> None:
    """Nor of passages without a word."""
    few = index(*(entry(number, "piano key") for number in range(LEAST - 1)))
    empty = index(*(entry(number, "") for number in range(LEAST + 5)))

    assert learn(few) is None
    assert learn(empty) is None


def test_what_it_does_not_know_has_no_row() -> None:
    """A term that came after it was learnt, and a question without terms."""
    postings = collection()
    latent = learn(postings)
    assert latent is not None
    postings.put(postings.prepared([entry(99, "submarine")]))

    assert latent.asked(postings, numbers(postings, "submarine")) is None
    assert latent.asked(postings, {}) is None
    assert not latent.fold(weighed(postings, np.array([60])), 1).any()


def test_places_come_in_chunks() -> None:
    """Each place once."""
    assert np.concatenate(list(chunks(np.arange(1234)))).tolist() == list(range(1234))
