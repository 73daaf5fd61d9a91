"""The lexical index: BM25 by hand, and in step with what is put and removed."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from server.core.retrieval import postings as module
from server.core.retrieval.entry import Entry
from server.core.retrieval.postings import Postings
from tests.server.core.retrieval.small import entry, found, index, put, unstemmed

WORDS = ("piano", "key", "pedal", "chord", "scale", "rest")


def test_scores_are_bm25() -> None:
    """By hand, from Robertson and Zaragoza's formula (2009, equation 3.15), k1 1.2, b 0.75.

    Three passages of 2, 4 and 3 words: the mean is 3. "piano" stands in two of them:
    log(1 + (3 - 2 + 0.5) / (2 + 0.5)) = log 1.6; in the first once, 1 × 2.2 / (1 + 1.2 × (0.25 +
    0.75 × 2 / 3)) = 2.2 / 1.9, in the second twice, 2 × 2.2 / (2 + 1.2 × (0.25 + 0.75 × 4 / 3)).
    """
    postings = index(
        entry(1, "piano key"), entry(2, "piano piano pedal key"), entry(3, "chord scale rest")
    )

    rarity = math.log(1.6)
    assert found(postings, "piano") == pytest.approx(
        {1: rarity * 2.2 / 1.9, 2: rarity * 4.4 / 3.5}, rel=1e-5
    )
    assert found(postings, "organ") == {}


def test_the_title_counts() -> None:
    """A passage is found by its document's title, and better where that says it, too."""
    postings = index(entry(1, "pedal", title="piano"), entry(2, "piano pedal", title="piano"))

    scores = found(postings, "piano")
    assert scores[2] > scores[1] > 0


def test_putting_again_takes_the_place_of_what_was() -> None:
    """A passage is there once, with its last text."""
    postings = index(entry(1, "piano"), entry(2, "pedal"))
    put(postings, entry(1, "chord"), entry(1, "scale"))

    assert len(postings) == 2
    assert found(postings, "piano", "chord") == {}
    assert found(postings, "scale").keys() == {1}


def test_removing_what_is_not_there_is_nothing() -> None:
    """Nor is removing twice."""
    postings = index(entry(1, "piano"), entry(2, "piano"))
    postings.remove([1, 1, 7])

    assert found(postings, "piano").keys() == {2}


some_texts = st.lists(st.sampled_from(WORDS), max_size=6).map(" ".join)
steps = st.one_of(
    st.lists(st.tuples(st.integers(0, 9), some_texts), max_size=4),
    st.lists(st.integers(0, 9), max_size=4),
)


@settings(max_examples=150)
@given(st.lists(steps, max_size=12), st.booleans())
def test_in_step_it_is_as_if_built_anew(
    taken: list[list[tuple[int, str]] | list[int]], moving: bool
) -> None:
    """However passages came and went, merged or moved together, scores are those of a new index."""
    postings = Postings(unstemmed)
    kept: dict[int, Entry] = {}
    before = module.HOLES
    module.HOLES = 0 if moving else before
    try:
        for step in taken:
            entries = [entry(*each) for each in step if isinstance(each, tuple)]
            gone = [each for each in step if isinstance(each, int)]
            put(postings, *entries)
            postings.remove(gone)
            kept.update((each.passage, each) for each in entries)
            kept = {number: each for number, each in kept.items() if number not in gone}
    finally:
        module.HOLES = before

    anew = index(*kept.values())
    assert len(postings) == len(kept)
    for word in WORDS:
        assert found(postings, word) == pytest.approx(found(anew, word), rel=1e-4)


def test_topics_are_exact() -> None:
    """Places of any of the topics, and no others; a change of topics counts at once."""
    postings = index(entry(1, "a", [1]), entry(2, "a", [2, 3]), entry(3, "a"), entry(4, "a", [3]))

    def of(*topics: int) -> set[int]:
        mask = postings.places.of_topics(frozenset(topics))
        return {int(passage) for passage in postings.places.passages[np.flatnonzero(mask)]}

    assert of() == {1, 2, 3, 4}
    assert of(1) == {1}
    assert of(1, 3) == {1, 2, 4}
    assert of(9) == set()
    postings.places.retopic({3: frozenset({9}), 4: frozenset(), 77: frozenset({9})})
    assert of(9) == {3}
    assert of(3) == {2}
    postings.remove([3])
    assert of(9) == set()


def test_many_passages_are_few_segments() -> None:
    """What is put one by one is merged."""
    postings = Postings(unstemmed)
    for number in range(200):
        put(postings, entry(number, f"piano w{number}"))

    assert len(postings._segments) < 12
    assert len(found(postings, "piano")) == 200
    assert found(postings, "w7").keys() == {7}
