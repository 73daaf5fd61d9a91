"""Rows kept small: of those of words, of which nearly all is nothing, only what is not.

A passage has some 60 of 2048 words' places: 400 bytes in place of 8 kB.
"""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from server.core.retrieval_ports import Rows

SPARSE = 0.25
"""Rows of which at most so much is something are kept by what that is."""

Places = npt.NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Packed:
    """Rows [n, dimensions]; the values of each beside each other, and where each value stands."""

    dimensions: int
    ends: Places
    """Where the values of each row end: [n]"""
    columns: npt.NDArray[np.uint16] | None
    """Of each value; none: rows are whole."""
    values: Rows
    """All of them, or the rows themselves."""

    def __len__(self) -> int:
        """Tell how many rows there are."""
        return len(self.ends)

    def rows(self, at: Places) -> Rows:
        """Give some of the rows as they were."""
        if self.columns is None:
            whole: Rows = self.values[at]
            return whole
        starts = np.concatenate([[0], self.ends[:-1]])[at] if len(at) else self.ends[:0]
        lengths = self.ends[at] - starts
        row = np.repeat(np.arange(len(at)), lengths)
        behind = np.arange(len(row)) - np.repeat(np.cumsum(lengths) - lengths, lengths)
        held = np.repeat(starts, lengths) + behind
        found: Rows = np.zeros((len(at), self.dimensions), np.float32)
        found[row, self.columns[held]] = self.values[held]
        return found

    def with_more(self, rows: Rows) -> "Packed":
        """Put rows behind; those of the first decide how all are kept."""
        if not len(rows):
            return self
        if not len(self):
            return packed(rows)
        if self.columns is None:
            ends = np.arange(1, len(self) + len(rows) + 1)
            return Packed(self.dimensions, ends, None, np.concatenate([self.values, rows]))
        more = _sparse(rows)
        columns = np.concatenate([self.columns, _columns(more)])
        ends = np.concatenate([self.ends, more.ends + self.ends[-1]])
        values = np.concatenate([self.values, more.values])
        return Packed(self.dimensions, ends, columns, values)


def packed(rows: Rows) -> Packed:
    """Keep rows in whichever way is smaller."""
    dense = len(rows) == 0 or np.count_nonzero(rows) > SPARSE * rows.size
    if dense or rows.shape[1] > np.iinfo(np.uint16).max:
        return Packed(rows.shape[1], np.arange(1, len(rows) + 1), None, rows)
    return _sparse(rows)


def _sparse(rows: Rows) -> Packed:
    row, column = np.nonzero(rows)
    ends = np.cumsum(np.bincount(row, minlength=len(rows))).astype(np.int64)
    return Packed(rows.shape[1], ends, column.astype(np.uint16), rows[row, column])


def _columns(one: Packed) -> npt.NDArray[np.uint16]:
    return np.zeros(0, np.uint16) if one.columns is None else one.columns
