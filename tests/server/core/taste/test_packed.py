"""Rows kept small: they come back as they were, in any order, whichever way they are kept."""

import numpy as np
import pytest

from server.core.taste.packed import packed


@pytest.mark.parametrize("share", [0.0, 0.05, 1.0])
def test_rows_come_back(share: float) -> None:
    """Put in several times, one with nothing in it among them."""
    chance = np.random.default_rng(1)
    rows = chance.normal(size=(50, 80)).astype(np.float32) * (chance.random((50, 80)) < share)
    rows[7] = 0
    kept = packed(rows[:0])
    for first in range(0, 50, 20):
        kept = kept.with_more(rows[first : first + 20])
    at = chance.permutation(50)
    assert len(kept) == 50
    assert np.array_equal(kept.rows(at), rows[at])
    assert kept.rows(at[:0]).shape == (0, 80)
    assert (kept.columns is None) == (share == 1.0)


def test_few_words_take_little_room() -> None:
    """Sixty of two thousand places: a twentieth of the row, and less."""
    rows = np.zeros((10, 2048), np.float32)
    rows[:, :60] = 1
    kept = packed(rows)
    assert kept.columns is not None
    assert kept.values.nbytes + kept.columns.nbytes + kept.ends.nbytes < rows.nbytes / 20
