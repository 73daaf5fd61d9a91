"""Slips: the single errors that a hand makes in playing a word."""

from collections.abc import Iterator
from typing import Literal

from server.core.keys import MIDDLE
from server.core.language import Keys
from server.core.suggestion import slips

ErrorKind = Literal["slip", "omitted", "doubled", "swapped"]


def errors(keys: Keys) -> Iterator[tuple[ErrorKind, Keys]]:
    """Play a word with each single error: a key ±1 or ±2, left out, doubled, swapped."""
    for played in slips(keys):
        yield "slip", played
    for i, key in enumerate(keys):
        yield "omitted", keys[:i] + keys[i + 1 :]
        yield "doubled", (*keys[: i + 1], key, *keys[i + 1 :])
    for i in range(len(keys) - 1):
        if _two_hands(keys[i], keys[i + 1]):
            yield "swapped", (*keys[:i], keys[i + 1], keys[i], *keys[i + 2 :])


def _two_hands(one: int, other: int) -> bool:
    """Tell whether two keys lie on different sides of middle C, where hands get out of step."""
    return (one < MIDDLE) != (other < MIDDLE)
