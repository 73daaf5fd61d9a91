"""Nearest: the words that a failed frame may have meant."""

from typing import Final

from server.core.keys import is_c
from server.core.lexicon import Lexicon

SLIP: Final = 1
"""Cost of a key one or two semitones off, and of a doubled one."""
FAR: Final = 2
"""Cost of any other key, of a lost or stray one, of two swapped, and of another C's frame."""
FARTHEST: Final = 4
MOST: Final = 3
EMPTY: Final = 2
"""Keys of an empty frame, which nobody means who played a key in it."""


def nearest(lexicon: Lexicon, keys: list[int]) -> list[str]:
    """Name up to three commands whose framed words are least far from the keys of a frame."""
    body = keys[1:-1]
    best: list[tuple[int, int, str]] = []
    for order, word in enumerate(lexicon.words):
        if len(word.keys) <= EMPTY or not is_c(word.keys[0]):
            continue
        cost = distance(body, word.keys[1:-1]) + FAR * (word.keys[0] != keys[0])
        if cost <= FARTHEST:
            best.append((cost, order, word.commands[0]))
    return list(dict.fromkeys(command for _, _, command in sorted(best)))[:MOST]


def distance(played: list[int], meant: tuple[int, ...]) -> int:
    """Sum the costs of the least errors that turn one key sequence into the other."""
    before: list[int] = []
    row = [FAR * i for i in range(len(meant) + 1)]
    for i, key in enumerate(played):
        stray = SLIP if i and played[i - 1] == key else FAR
        last, before, row = before, row, [row[0] + stray]
        for j, goal in enumerate(meant):
            cost = min(before[j] + _change(key, goal), before[j + 1] + stray, row[j] + FAR)
            if i and j and (played[i - 1], key) == (goal, meant[j - 1]):
                cost = min(cost, last[j - 1] + FAR)
            row.append(cost)
    return row[-1]


def _change(key: int, goal: int) -> int:
    return 0 if key == goal else SLIP if abs(key - goal) <= 2 else FAR
