"""A segment: the passages that were put at once, by passage and by term; never changed.

What Lucene does: many small segments are merged into fewer, and what is removed stays in them until
then.  Arrays of numbers only, 10 bytes for a term of a passage.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
MOST = 255
"""A term counts so often in a passage at most; BM25 is flat long before."""


@dataclass(frozen=True, slots=True)
class Segment:
    """Passages `start` to `start + count` of the index, by their place in it."""

    start: int
    ends: npt.NDArray[np.int64]
    """Where each passage's terms end in `terms` and `often`; the first stands at 0."""
    terms: Ints
    """The numbers of the terms of each passage, rising."""
    often: Bytes
    """How often each stands there."""
    held: Ints
    """The numbers of the terms that occur, rising."""
    posting_ends: npt.NDArray[np.int64]
    """Where each term's postings end in `places` and `counts`."""
    places: Ints
    """The passages that hold each term, counted from `start`."""
    counts: Bytes

    @property
    def count(self) -> int:
        """Tell how many passages it has."""
        return len(self.ends)

    def passage(self, place: int) -> tuple[Ints, Bytes]:
        """Give the terms of a passage, and how often each stands there."""
        at = slice(int(self.ends[place - 1]) if place else 0, int(self.ends[place]))
        return self.terms[at], self.often[at]

    def postings(self, term: int) -> tuple[Ints, Bytes] | None:
        """Give the passages that hold a term, and how often; None: there are none."""
        # A number of another type would have all of `held` copied into that type first.
        row = int(self.held.searchsorted(np.int32(term)))
        if row == len(self.held) or self.held[row] != term:
            return None
        at = slice(int(self.posting_ends[row - 1]) if row else 0, int(self.posting_ends[row]))
        return self.places[at], self.counts[at]


def segment(start: int, passages: Sequence[tuple[Ints, Bytes]]) -> Segment:
    """Build one from passages; each has its terms, rising, and how often each stands there."""
    sizes = np.array([len(terms) for terms, _ in passages], np.int64)
    none = np.zeros(0, np.int32)
    terms = np.concatenate([none, *(terms for terms, _ in passages)]).astype(np.int32)
    often = np.concatenate([none.astype(np.uint8), *(often for _, often in passages)])
    return _inverted(start, np.cumsum(sizes), terms, often.astype(np.uint8))


def _inverted(start: int, ends: npt.NDArray[np.int64], terms: Ints, often: Bytes) -> Segment:
    """Sort by term what is sorted by passage."""
    order = np.argsort(terms, kind="stable")
    owners = np.repeat(np.arange(len(ends), dtype=np.int32), np.diff(ends, prepend=0))
    held, sizes = np.unique(terms, return_counts=True)
    return Segment(start, ends, terms, often, held, np.cumsum(sizes), owners[order], often[order])


def merged(first: Segment, second: Segment, alive: npt.NDArray[np.bool_]) -> Segment:
    """Merge two neighbours, without the terms of passages that are no longer `alive`.

    `alive` covers the places of both; the places stay as they are.
    """
    sizes = np.concatenate([np.diff(first.ends, prepend=0), np.diff(second.ends, prepend=0)])
    kept = np.repeat(alive, sizes)
    terms = np.concatenate([first.terms, second.terms])[kept]
    often = np.concatenate([first.often, second.often])[kept]
    return _inverted(first.start, np.cumsum(np.where(alive, sizes, 0)), terms, often)
