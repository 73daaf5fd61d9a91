"""Latent topics: a second way to find that needs no model, learnt from the passages themselves.

Latent semantic analysis after Deerwester et al., Indexing by Latent Semantic Analysis (1990), over
BM25 weights.  The axes are learnt from a sample by the randomised subspace iteration of Halko,
Martinsson and Tropp, Finding Structure with Randomness (2011), algorithm 4.4; other passages, and
what is put later, are folded in, so that it is never learnt anew while somebody waits.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from server.core.retrieval.likeness import Places, Weighed, weighed
from server.core.retrieval.postings import Postings, Scores

AXES = 160
SPARE = 16
"""More axes while learning than are kept."""
LESS = 4
"""So many times fewer axes than there are passages, and terms."""
ROUNDS = 2
LEARNT_FROM = 8192
"""Passages of the sample at most."""
TERMS = 20_000
"""Terms that have a place in the space at most, the commoner first."""
COMMON = 0.3
LEAST = 30
"""Passages that are needed before there is anything to learn."""
AT_ONCE = 512
"""Passages that are multiplied at once: it bounds the memory."""


@dataclass(frozen=True, slots=True)
class Latent:
    """What was learnt: the axes, by the numbers of terms."""

    rows: npt.NDArray[np.int32]
    """The row of `axes` of each term's number, -1 for a term without one."""
    axes: Scores
    """[terms, axes]"""
    learnt_from: int

    def fold(self, found: Weighed, count: int) -> Scores:
        """Give the rows, of length 1, of `count` weighed passages: [count, axes]."""
        return _unit(_product(_kept(found, self.rows), self.axes, count))

    def asked(self, postings: Postings, weights: Mapping[int, float]) -> Scores | None:
        """Give the row of a question; None where it has no term of the space."""
        known = [term for term in weights if term < len(self.rows) and self.rows[term] >= 0]
        if not known:
            return None
        numbers = np.array(known, np.int32)
        asked = np.array([weights[term] for term in known], np.float32)
        row = (asked * postings.rarity(numbers)) @ self.axes[self.rows[numbers]]
        unit: Scores = _unit(row[None, :].astype(np.float32))[0]
        return unit


Reading: TypeAlias = Callable[[], AbstractContextManager[object]]
"""Keeps the index from being changed while it is read."""


def learn(postings: Postings, reading: Reading = nullcontext) -> Latent | None:
    """Learn the axes; None where there are too few passages."""
    with reading():
        if len(postings) < LEAST:
            return None
        count = len(postings)
        moved = postings.places.moved
        rows = _rows(postings)
        sample = _sample(np.flatnonzero(postings.places.alive))
    matrix: list[tuple[Weighed, int]] = []
    for chunk in chunks(sample):
        with reading():
            if postings.places.moved != moved:
                return None
            part = weighed(postings, chunk)
        matrix.append((_kept(_unit_weights(part, len(chunk)), rows), len(chunk)))
    terms = int((rows >= 0).sum())
    if not terms:
        return None
    # As many axes as there are passages would only tell the passages again.
    wanted = min(AXES, max(2, min(terms, len(sample)) // LESS))
    axes = _subspace(matrix, terms, min(wanted + SPARE, terms, len(sample)))[:, :wanted]
    return Latent(rows, np.ascontiguousarray(axes), count)


def _sample(places: Places) -> Places:
    wanted = min(len(places), LEARNT_FROM)
    sample: Places = places[np.linspace(0, len(places) - 1, wanted).astype(np.int64)]
    return sample


def _rows(postings: Postings) -> npt.NDArray[np.int32]:
    """Choose the terms: those of two passages at least, and not of all."""
    numbers = np.arange(postings.vocabulary, dtype=np.int32)
    held = postings.holders(numbers).astype(np.int64)
    held[(held < 2) | (held > COMMON * len(postings))] = 0
    chosen = np.argsort(-held, kind="stable")[: min(TERMS, int((held > 0).sum()))]
    rows = np.full(len(numbers), -1, np.int32)
    rows[chosen] = np.arange(len(chosen), dtype=np.int32)
    return rows


def chunks(places: Places) -> Iterator[Places]:
    """Part places into as many as are multiplied at once."""
    for at in range(0, len(places), AT_ONCE):
        yield places[at : at + AT_ONCE]


def _unit_weights(found: Weighed, count: int) -> Weighed:
    squares = np.bincount(found.owners, found.weights.astype("f8") ** 2, minlength=count)
    lengths = np.sqrt(np.maximum(squares, 1e-12)).astype(np.float32)
    return Weighed(found.owners, found.terms, found.weights / lengths[found.owners])


def _kept(found: Weighed, rows: npt.NDArray[np.int32]) -> Weighed:
    """Leave out what has no place in the space; `terms` become rows of it."""
    known = found.terms < len(rows)
    numbers = np.where(known, rows[np.minimum(found.terms, len(rows) - 1)], -1)
    kept = numbers >= 0
    return Weighed(found.owners[kept], numbers[kept].astype(np.int32), found.weights[kept])


def _product(part: Weighed, right: Scores, count: int) -> Scores:
    """Multiply the sparse [count, terms] by [terms, n]."""
    out: Scores = np.zeros((count, right.shape[1]), np.float32)
    if len(part.owners):
        starts = np.flatnonzero(np.diff(part.owners, prepend=-1))
        terms = part.weights[:, None] * right[part.terms]
        out[part.owners[starts]] = np.add.reduceat(terms, starts, axis=0)
    return out


def _back(part: Weighed, left: Scores, terms: int) -> Scores:
    """Multiply the transposed sparse [terms, count] by [count, n]."""
    order = np.argsort(part.terms, kind="stable")
    turned = Weighed(
        part.terms[order].astype(np.int64), part.owners[order].astype(np.int32), part.weights[order]
    )
    return _product(turned, left, terms)


def _subspace(matrix: list[tuple[Weighed, int]], terms: int, wanted: int) -> Scores:
    """Find the main axes of the rows: [terms, wanted], the longest first."""
    basis = _signs(terms, wanted)
    for _ in range(ROUNDS + 1):
        turned = np.zeros((terms, wanted), np.float32)
        for part, count in matrix:
            turned += _back(part, _product(part, basis, count), terms)
        basis = np.linalg.qr(turned)[0].astype(np.float32)
    image = np.concatenate([_product(part, basis, count) for part, count in matrix])
    _, _, turn = np.linalg.svd(image.T @ image)
    axes: Scores = (basis @ turn.T).astype(np.float32)
    return axes


def _signs(rows: int, columns: int) -> Scores:
    """Give signs that follow no pattern, always the same: the bits of splitmix64."""
    with np.errstate(over="ignore"):
        mixed = np.arange(1, rows * columns + 1, dtype=np.uint64) * np.uint64(0x9E3779B97F4A7C15)
        mixed = (mixed ^ (mixed >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        mixed = (mixed ^ (mixed >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
    return ((mixed >> np.uint64(63)).astype(np.float32) * 2 - 1).reshape(rows, columns)


def _unit(rows: Scores) -> Scores:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: Scores = rows / np.maximum(lengths, 1e-9)
    return unit
