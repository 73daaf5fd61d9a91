"""Query feedback: what the first passages found say of the question, twice over.

By terms, RM3: the relevance model of Lavrenko and Croft, Relevance-Based Language Models (2001),
estimated from the first passages and mixed with the question as Abdul-Jaleel et al., UMass at TREC
2004, have it; the terms of a passage count by their BM25 weights, so that common ones need no list.

By passages: Diaz, Regularizing Ad Hoc Retrieval Scores (2005): like passages answer like
questions, so the score of each moves towards the mean of those of its nearest neighbours.
"""

import numpy as np

from server.core.retrieval.likeness import Places, weighed
from server.core.retrieval.postings import Postings, Scores

PASSAGES = 10
TERMS = 20
COMMON = 0.3
"""A term of more of the passages than this is none that feedback adds."""
NEIGHBOURS = 5
MOVED = 0.35
"""How far a score moves towards its neighbours'."""


def model(postings: Postings, places: Places, scores: Scores) -> dict[int, float]:
    """Estimate the relevance model: terms by how much better passages are about them; their sum: 1.

    `places` are the passages found first, with their scores.
    """
    if not len(places):
        return {}
    found = weighed(postings, places)
    count = len(scores)
    masses = np.bincount(found.owners, found.weights, minlength=count)
    shares = found.weights * (scores / np.maximum(masses, 1e-9))[found.owners]
    terms, columns = np.unique(found.terms, return_inverse=True)
    weights = np.bincount(columns, shares, minlength=len(terms))
    held = postings.holders(terms)
    weights[(held < 2) | (held > COMMON * len(postings))] = 0
    best = np.argsort(-weights, kind="stable")[:TERMS]
    whole = float(weights[best].sum())
    return {int(terms[i]): float(weights[i]) / whole for i in best if weights[i] > 0}


def regularised(scores: Scores, like: Scores, moved: float = MOVED) -> Scores:
    """Move each score towards the mean of its nearest neighbours', weighted by how near."""
    count = len(scores)
    if count <= 2:
        return scores
    near = like.copy()
    np.fill_diagonal(near, 0)
    if count > NEIGHBOURS + 1:
        least = np.partition(near, count - NEIGHBOURS, axis=1)[:, count - NEIGHBOURS]
        near[near < least[:, None]] = 0
    mass = near.sum(axis=1)
    means = near @ scores / np.maximum(mass, 1e-9)
    found: Scores = np.where(mass > 1e-9, (1 - moved) * scores + moved * means, scores)
    return found
