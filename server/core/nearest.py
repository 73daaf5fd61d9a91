"""Nearest: the words that a failed frame may have meant.

A hand makes one error of order in a word, if any, and slips besides: so words are compared whose
bodies are as long, or one key longer or shorter. A frame fails in mid-play, so words that cannot be
among the nearest are passed over.
"""

from collections.abc import Sequence
from operator import sub
from typing import Final

from server.core.keys import COUNT
from server.core.lexicon import Lexicon

SLIP: Final = 1
"""Cost of a key one or two semitones off, and of a doubled one."""
FAR: Final = 2
"""Cost of any other key, of a lost or stray one, of two swapped, and of another C's frame."""
FARTHEST: Final = 4
MOST: Final = 3
Found = tuple[int, int, str]
"""Cost, order in the lexicon, command."""


def nearest(lexicon: Lexicon, keys: list[int]) -> list[str]:
    """Name up to three commands whose framed words are least far from the keys of a frame.

    Empty frames are none of them: nobody means one who played a key in it.
    """
    c, body = keys[0], keys[1:-1]
    best: list[Found] = []
    for longer, least in ((0, 0), (-1, SLIP), (1, FAR)):
        for order, other, meant, command in lexicon.frames.get(len(body) + longer, ()):
            limit = best[-1][0] + (order < best[-1][1]) if len(best) == MOST else FARTHEST + 1
            apart = least if other == c else least + FAR
            if apart < limit:
                cost = apart - least + distance(body, meant)
                best = _with(best, (cost, order, command)) if cost < limit else best
    return [command for _, _, command in best]


def _with(best: list[Found], new: Found) -> list[Found]:
    """Put a find among the best; of one command only the nearest word counts."""
    least: dict[str, Found] = {}
    for found in sorted([*best, new]):
        least.setdefault(found[2], found)
    return list(least.values())[:MOST]


def distance(played: Sequence[int], meant: Sequence[int]) -> int:
    """Sum the costs of the errors that make one body of another, a key longer at most."""
    if len(played) == len(meant):
        changed = _changes(played, meant)
        return FAR if changed > FAR and _swapped(played, meant) else changed
    if len(played) > len(meant):
        return min(_stray(played, at) + _changes(_drop(played, at), meant) for at in _at(played))
    return FAR + min(_changes(played, _drop(meant, at)) for at in _at(meant))


def _changes(played: Sequence[int], meant: Sequence[int]) -> int:
    return sum(map(_CHANGE.__getitem__, map(sub, played, meant)))


_CHANGE: Final = (0, SLIP, SLIP, *[FAR] * (2 * COUNT - 5), SLIP, SLIP)
"""Cost by the distance in semitones; negative ones count from the end."""


def _stray(played: Sequence[int], at: int) -> int:
    """Give the cost of a key too many: less where it doubles the one before."""
    return SLIP if at and played[at - 1] == played[at] else FAR


def _at(keys: Sequence[int]) -> range:
    return range(len(keys))


def _drop(keys: Sequence[int], at: int) -> Sequence[int]:
    return [*keys[:at], *keys[at + 1 :]]


def _swapped(played: Sequence[int], meant: Sequence[int]) -> bool:
    """Tell whether two neighbours have changed places and all else is the same."""
    wrong = [at for at in range(len(played)) if played[at] != meant[at]]
    if len(wrong) != 2 or wrong[1] != wrong[0] + 1:
        return False
    one, two = wrong
    return (played[one], played[two]) == (meant[two], meant[one])
