"""Ranking: from a question's terms and vector to passages in the order in which they may answer."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval.diversity import chosen
from server.core.retrieval.entry import Hit
from server.core.retrieval.feedback import MOVED, PASSAGES, model, regularised
from server.core.retrieval.fusion import fused
from server.core.retrieval.likeness import likeness, weighed
from server.core.retrieval.places import Mask
from server.core.retrieval.postings import Postings, Scores

POOL = 100
"""Passages that are ranked with care; what comes after them stays as it was fused."""
VECTORS = 150
"""Passages that are asked of the vectors."""

Order = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Ways:
    """What is done on the way; as it is for every collection. `eval` compares others."""

    feedback: float = 0.2
    """The part of the terms that feedback adds to the question; 0: none."""
    moved: float = MOVED
    """How far a score moves towards its neighbours'; 0: not."""
    diverse: float = 0.1
    """How much of a score a passage loses that says what one before it says; 0: nothing."""
    near: float = 0.2
    """What it counts, of 1, that a question's words stand near each other in a passage; 0: not."""
    doubles: bool = False
    """Whether what is said twice is shown twice; of nothing is lost where it is judged."""


AS_IS = Ways()


@dataclass(frozen=True, slots=True)
class Second:
    """What the other leg, vectors or latent topics, found: a score for every place."""

    scores: Scores
    found: Order
    """The places it found, best first."""
    weight: float


def first(scores: Scores, allowed: Mask, count: int) -> Order:
    """Give the best places, best first, among those with a score; the earlier where equal."""
    held = np.flatnonzero((scores > 0) & allowed)
    if len(held) > count:
        held = held[np.argpartition(-scores[held], count - 1)[:count]]
    return held[np.lexsort((held, -scores[held]))]


@dataclass(frozen=True, slots=True)
class Lexical:
    """What the question's terms score every place, and what they do with those of feedback.

    The second finds more of what is worth reading, the first ranks it: terms that were not asked
    for move what somebody looks for by its own words down.
    """

    scores: Scores
    wide: Scores


def lexical(
    postings: Postings, terms: Mapping[int, float], allowed: Mask, ways: Ways = AS_IS
) -> Lexical:
    """Score all places by BM25."""
    scores = np.where(allowed, postings.scores(terms), np.float32(0))
    if not ways.feedback or not terms:
        return Lexical(scores, scores)
    best = first(scores, allowed, PASSAGES)
    added = postings.scores(model(postings, best, scores[best]))
    part, whole = ways.feedback, sum(terms.values())
    # What the mixed question scores: BM25 adds what its terms do.
    wide = np.float32((1 - part) / whole) * scores + np.float32(part) * added
    return Lexical(scores, np.where(allowed, wide, np.float32(0)))


def ranked(
    postings: Postings,
    words: Lexical,
    second: Second | None,
    allowed: Mask,
    limit: int,
    *,
    ways: Ways = AS_IS,
) -> tuple[Hit, ...]:
    """Fuse the two legs, and give the best passages, best first."""
    by_words = first(words.scores, allowed, max(limit, POOL))
    widely = first(words.wide, allowed, max(limit, POOL))
    by_vectors = second.found if second and second.weight > 0 else by_words[:0]
    candidates = np.union1d(np.union1d(by_words, widely), by_vectors)
    if not len(candidates):
        return ()
    wide = _fused(words.wide, second)[candidates]
    order = candidates[np.lexsort((candidates, -wide))][: max(limit, POOL)]
    values = _fused(words.scores, second)[order]
    places, values = _pooled(postings, order, values, limit, ways)
    return _hits(postings, places, values, by_words, by_vectors)


def _fused(scores: Scores, second: Second | None) -> Scores:
    return fused(scores, second.scores, second.weight) if second else fused(scores, None, 0)


def _pooled(
    postings: Postings, order: Order, scores: Scores, limit: int, ways: Ways
) -> tuple[Order, Scores]:
    """Rank the pool by what its passages say of each other; the rest follows."""
    pool, rest = order[:POOL], order[POOL:]
    like = likeness(weighed(postings, pool), len(pool))
    values = _spread(scores)
    best = regularised(values[: len(pool)], like, ways.moved)
    turn = np.argsort(-best, kind="stable")
    pool, best, like = pool[turn], best[turn], like[turn][:, turn]
    kept = chosen(best, like, limit, ways.diverse, doubles=ways.doubles)
    places = np.concatenate([pool[kept], rest])[:limit]
    # What was not in the pool comes after all that was.
    after = values[len(pool) :] * float(best.min())
    return places, np.concatenate([best[kept], after])[:limit]


def _spread(scores: Scores) -> Scores:
    low, high = float(scores.min()), float(scores.max())
    if high - low < 1e-9:
        return np.ones_like(scores)
    spread: Scores = (scores - low) / np.float32(high - low)
    return spread


def _hits(
    postings: Postings, places: Order, values: Scores, words: Order, vectors: Order
) -> tuple[Hit, ...]:
    by_words, by_vectors = _ranks(words), _ranks(vectors)
    known = postings.places
    return tuple(
        Hit(
            int(known.passages[place]),
            int(known.documents[place]),
            float(value),
            by_words.get(place),
            by_vectors.get(place),
        )
        for place, value in zip(places.tolist(), values.tolist(), strict=True)
    )


def _ranks(order: Order) -> dict[int, int]:
    return {place: rank for rank, place in enumerate(order.tolist(), 1)}
