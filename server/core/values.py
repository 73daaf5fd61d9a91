"""Values: what follows a word: step, place, number, name, text, label, grid, by keys or spoken."""

from collections.abc import Callable
from typing import Any, Final, Literal

from server.core import grid
from server.core.keys import FREE, HIGH, MIDDLE
from server.core.label_set import MOST_AHEAD, Labels, is_label, leads
from server.core.language import Numbers
from server.core.states import Held, Value

MINUS: Final = 11
END: Final = 23
MOST_DIGITS: Final = 12
SHORTEST_NAME: Final = 3
LONGEST_NAME: Final = 12
LARGEST: Final = 10**MOST_DIGITS - 1

Pressed = tuple[Literal["more", "done", "wrong"], Value | None]
"""The value goes on, is complete, or its last key does not fit."""

MORE: Final[Pressed] = ("more", None)
WRONG: Final[Pressed] = ("wrong", None)


def press(kind: str, digits: list[int], numbers: Numbers) -> Pressed:
    """Judge a value's keys so far, of which the last is new; keys are free ones, Cs end elsewhere.

    >>> press("number", [2, 18], "decimal")
    ('done', 15)
    """
    return PRESS[kind](digits, numbers)


def _step(digits: list[int], _numbers: Numbers) -> Pressed:
    return "done", digits[0] - MIDDLE


def _place(digits: list[int], _numbers: Numbers) -> Pressed:
    """One key of each octave, in either order: the lower is the row, the higher the column."""
    if len(digits) == 1:
        return MORE
    low, high = sorted(digits)
    if not low < MIDDLE < high:
        return WRONG
    return "done", {"row": low - 6, "column": high - 18}


def _number(digits: list[int], numbers: Numbers) -> Pressed:
    """Read ``[11] {1..10} (13..22 | 23)``: minus, digits that go on, the last digit or the end."""
    last = digits[-1]
    body = digits[1:] if digits[0] == MINUS else digits
    if last == MINUS:
        return MORE if len(digits) == 1 else WRONG
    if len(body) - (last == END) > MOST_DIGITS:
        return WRONG
    if last < MIDDLE:
        return MORE
    size = _sum([_digit(key) for key in body if key != END], numbers)
    return "done", -size if body is not digits else size


def _digit(key: int) -> int:
    return key - 1 if key < MIDDLE else key - 13


def _sum(digits: list[int], numbers: Numbers) -> int:
    if numbers == "binary":
        return sum(1 << digit for digit in digits)
    total = 0
    for digit in digits:
        total = total * 10 + digit
    return total


def _text(digits: list[int], numbers: Numbers) -> Pressed:
    """Read the number of one of the texts offered, counted from 1."""
    state, value = _number(digits, numbers)
    if state != "done":
        return state, None
    choice = _choice(value)
    return ("done", choice) if choice else WRONG


def _name(digits: list[int], _numbers: Numbers) -> Pressed:
    return MORE if len(digits) <= LONGEST_NAME else WRONG


def _grid(digits: list[int], _numbers: Numbers) -> Pressed:
    """Three keys of the grid; the two Bs are no cells."""
    if digits[-1] not in grid.KEYS:
        return WRONG
    return ("done", list(digits)) if len(digits) == grid.DEPTH else MORE


def press_label(digits: list[int], labels: Labels | None) -> Pressed:
    """Judge a label's keys so far; while no set is known they are kept."""
    if labels is None:
        return MORE if len(digits) <= MOST_AHEAD else WRONG
    if digits in labels:
        return "done", list(digits)
    return MORE if leads(digits, labels) else WRONG


PRESS: Final[dict[str, Callable[[list[int], Numbers], Pressed]]] = {
    "step": _step,
    "place": _place,
    "number": _number,
    "text": _text,
    "name": _name,
    "grid": _grid,
}


def fit(kind: str, held: Held) -> Value | None:
    """Give a spoken or chosen value as a word of this kind takes it, or None if it doesn't fit."""
    reader = FITS.get((kind, held["kind"]))
    return reader(held["value"]) if reader else None


def _whole(value: Any) -> int | None:
    plain = isinstance(value, int) and not isinstance(value, bool)
    return value if plain and abs(value) <= LARGEST else None


def _small(value: Any) -> int | None:
    return value if _whole(value) and abs(value) < MIDDLE else None


def _spoken_place(value: Any) -> dict[str, int] | None:
    if not isinstance(value, dict):
        return None
    row, column = _whole(value.get("row")), _whole(value.get("column"))
    if row is None or column is None or max(abs(row), abs(column)) > 5:
        return None
    return {"row": row, "column": column}


def _spoken_name(value: Any) -> list[int] | str | None:
    if isinstance(value, str):  # how it is said, for which keys are found
        return value or None
    if not isinstance(value, list) or not SHORTEST_NAME <= len(value) <= LONGEST_NAME:
        return None
    return value if all(_whole(key) in FREE and key < HIGH for key in value) else None


def _spoken_text(value: Any) -> str | dict[str, int] | None:
    if isinstance(value, dict):
        return _choice(value.get("choice"))
    return value if isinstance(value, str) and value else None


def _spoken_label(value: Any) -> list[int] | None:
    return value if is_label(value) else None


def _one_key(value: Any) -> list[int] | None:
    return _spoken_label([value])


def _spoken_grid(value: Any) -> list[int] | None:
    fits = is_label(value) and len(value) == grid.DEPTH and grid.KEYS.issuperset(value)
    return value if fits else None


def _choice(value: Any) -> dict[str, int] | None:
    number = _whole(value)
    return {"choice": number} if number is not None and number > 0 else None


FITS: Final[dict[tuple[str, str], Callable[[Any], Value | None]]] = {
    ("step", "step"): _small,
    ("step", "number"): _small,
    ("place", "place"): _spoken_place,
    ("number", "number"): _whole,
    ("name", "name"): _spoken_name,
    ("text", "text"): _spoken_text,
    ("text", "number"): _choice,
    ("label", "label"): _spoken_label,
    ("label", "number"): _one_key,
    ("grid", "grid"): _spoken_grid,
}
"""Which spoken kind a word's kind takes, and how."""
