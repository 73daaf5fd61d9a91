"""Query feedback: what the first passages found say of the question, twice over.

By terms, RM3: the relevance model of Lavrenko and Croft, Relevance-Based Language Models (2001),
estimated from the first passages and mixed with the question as Abdul-Jaleel et al., UMass at TREC
2004, have it; the terms of a passage count by their BM25 weights, so that common ones need no list.

By passages: Diaz, Regularizing Ad Hoc Retrieval Scores (2005): like passages answer like
questions, so the score of each moves towards the mean of those of its nearest neighbours.
"""

from collections.abc import Mapping

import numpy as np

from server.core.retrieval.likeness import Places, Weighed, weighed
from server.core.retrieval.postings import Postings, Scores

PASSAGES = 10
TERMS = 20
COMMON = 0.3
"""A term of more of the passages than this is none that feedback adds."""
NEIGHBOURS = 5
MOVED = 0.35
"""How far a score moves towards its neighbours'."""


def expanded(
    postings: Postings, asked: Mapping[int, float], places: Places, scores: Scores, part: float
) -> dict[int, float]:
    """Mix the question's terms with those of the passages found first; `part` are theirs."""
    whole = sum(asked.values())
    mixed = {term: (1 - part) * weight / whole for term, weight in asked.items()}
    if len(places):
        model = _model(postings, weighed(postings, places), scores)
        mass = sum(model.values()) or 1.0
        for term, weight in model.items():
            mixed[term] = mixed.get(term, 0.0) + part * weight / mass
    return mixed


def _model(postings: Postings, found: Weighed, scores: Scores) -> dict[int, float]:
    """Estimate the relevance model: terms by how much better passages are about them."""
    count = len(scores)
    masses = np.bincount(found.owners, found.weights, minlength=count)
    shares = found.weights * (scores / np.maximum(masses, 1e-9))[found.owners]
    terms, columns = np.unique(found.terms, return_inverse=True)
    weights = np.bincount(columns, shares, minlength=len(terms))
    held = postings.holders(terms)
    weights[(held < 2) | (held > COMMON * len(postings))] = 0
    best = np.argsort(-weights, kind="stable")[:TERMS]
    return {int(terms[i]): float(weights[i]) for i in best if weights[i] > 0}


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
