"""What is played: the words of the shipped languages, and values as keys."""

import json
from collections.abc import Callable
from typing import Any

from tests.e2e.harness_browser import EXTENSION

LANGUAGES = EXTENSION / "languages"
MORE, LAST = 1, 13
"""Keys of the digit 0, with more to come, and as the last."""
MINUS, MIDDLE = 11, 12
ROW, COLUMN = 6, 18
"""Keys of the middle row and the middle column."""


def shipped(name: str) -> dict[str, Any]:
    """Read a shipped language or the command table."""
    read: dict[str, Any] = json.loads((LANGUAGES / f"{name}.json").read_text(encoding="utf-8"))
    return read


COMMANDS: dict[str, dict[str, Any]] = {
    command["name"]: command for command in shipped("commands")["commands"]
}

Words = dict[str, tuple[int, ...]]


def _words(language: str) -> Words:
    words: Words = {}
    for word in shipped(language)["words"]:
        words.setdefault(word["means"][0], tuple(word["keys"]))
    return words


BASE = _words("base")
SHORTEST = BASE | _words("swift")
"""The keys of each command: its swift word, else the framed one."""


def number(value: int) -> tuple[int, ...]:
    """Give the keys of a decimal number."""
    *more, last = (int(digit) for digit in str(abs(value)))
    minus = (MINUS,) if value < 0 else ()
    return (*minus, *(MORE + digit for digit in more), LAST + last)


def step(value: int) -> tuple[int, ...]:
    """Give the key of a step."""
    return (MIDDLE + value,)


def place(value: tuple[int, int]) -> tuple[int, ...]:
    """Give the keys of a place, −5..5 rows and columns from the middle."""
    row, column = value
    return (ROW + row, COLUMN + column)


Value = int | str | tuple[int, ...] | None
"""What follows a word: a number or step, a text, a place, keys of a point or name, or nothing."""

VALUES: dict[str, Callable[[Any], tuple[int, ...]]] = {
    "number": number,
    "step": step,
    "place": place,
    "grid": tuple,
    "name": lambda keys: (*keys, MIDDLE),
}


def value_keys(command: str, value: Value) -> tuple[int, ...]:
    """Give the keys of a command's value."""
    return VALUES[COMMANDS[command]["value"]](value)
