"""How like each other passages are: the cosine of their BM25 weights."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval.postings import K1, Postings, Scores

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weighed:
    """The terms of some passages with their BM25 weights, a passage after the other."""

    owners: npt.NDArray[np.int64]
    """Whose term it is: a row of the places asked for."""
    terms: npt.NDArray[np.int32]
    weights: Scores


def weighed(postings: Postings, places: Places) -> Weighed:
    """Weigh the terms of passages."""
    passages = [postings.passage(int(place)) for place in places]
    sizes = [len(terms) for terms, _ in passages]
    owners = np.repeat(np.arange(len(places)), sizes)
    terms = np.concatenate([np.zeros(0, np.int32), *(terms for terms, _ in passages)])
    often = np.concatenate([np.zeros(0, np.uint8), *(often for _, often in passages)])
    counts = often.astype(np.float32)
    norms = postings.norms()[places][owners]
    weights = postings.rarity(terms) * counts * (K1 + 1) / (counts + norms)
    return Weighed(owners, terms, weights.astype(np.float32))


def likeness(found: Weighed, count: int) -> Scores:
    """Give the cosine of each two of `count` passages: [count, count], 0 to 1."""
    squares = np.bincount(found.owners, found.weights.astype("f8") ** 2, minlength=count)
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    _, columns, held = np.unique(found.terms, return_inverse=True, return_counts=True)
    # A term of one passage says nothing of two.
    shared = held > 1
    numbers = np.cumsum(shared) - 1
    kept = shared[columns]
    rows = np.zeros((count, int(shared.sum())), np.float32)
    owners = found.owners[kept]
    rows[owners, numbers[columns[kept]]] = found.weights[kept] / lengths[owners]
    like: Scores = rows @ rows.T
    np.fill_diagonal(like, 1)
    return like
