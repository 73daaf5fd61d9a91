"""Grid: the twenty keys that name the cells of a part of the screen, as they lie there."""

from typing import Final

ROWS: Final = (
    (13, 15, 18, 20, 22),
    (14, 16, 17, 19, 21),
    (1, 3, 6, 8, 10),
    (2, 4, 5, 7, 9),
)
"""The black keys of the high octave are the top row, its white ones the next, then the low
octave's. Both Bs, 11 and 23, are none: they lie beside a C, which cancels."""
KEYS: Final = frozenset(key for row in ROWS for key in row)
DEPTH: Final = 3
"""So many keys name a point: each a cell of 5 × 4 in the cell before."""
