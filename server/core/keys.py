"""Keys: the 25 positions of the keyboard, three Cs that bracket and 22 that carry content."""

from collections.abc import Iterable
from typing import Final

COUNT: Final = 25
LOW: Final = 0
MIDDLE: Final = 12
HIGH: Final = 24
CS: Final = (LOW, MIDDLE, HIGH)
FREE: Final = tuple(key for key in range(COUNT) if key not in CS)
LOWEST_NOTE: Final = 48
"""MIDI note of key 0 unless the player sets another: C3 where middle C is C4."""

_NAMES: Final = ("C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B")


def is_c(key: int) -> bool:
    """Tell the bracket keys from the content keys."""
    return key in CS


def parse(text: str) -> tuple[int, ...]:
    """Read ``"12 7 12"``; raise ValueError naming the part that is no number."""
    parts = text.split()
    for part in parts:
        if not part.isascii() or not part.isdigit():
            message = f"“{part}” is no key: write keys as numbers from 0 to 24, as in “12 7 12”"
            raise ValueError(message)
    return tuple(int(part) for part in parts)


def show(keys: Iterable[int]) -> str:
    """Write keys as people do: ``12 7 12``."""
    return " ".join(str(key) for key in keys)


def name(key: int, lowest: int = LOWEST_NOTE) -> str:
    """Name a key as a musician does: key 12 is C4 when the lowest note is 48."""
    note = lowest + key
    return f"{_NAMES[note % 12]}{note // 12 - 1}"
