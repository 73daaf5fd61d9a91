"""States, events and effects of the recogniser, as plain JSON values."""

from typing import Any, Literal, NotRequired, TypedDict

from server.core.label_set import Labels
from server.core.language import Kind

Value = int | str | list[int] | dict[str, int]
"""step, number: int · place: {"row", "column"} · name, label, grid: keys · text: str, {"choice"}"""
Effect = dict[str, Any]
Event = dict[str, Any]


class Held(TypedDict):
    """A value that came before its word."""

    kind: str
    value: Value


class Rest(TypedDict):
    """Nothing is pending, except perhaps a value that waits for its word."""

    at: Literal["rest"]
    held: Held | None


class Frame(TypedDict):
    """A C opened a frame that the same C closes; dead once its body has left the tree."""

    at: Literal["frame"]
    key: int
    keys: list[int]
    node: int
    dead: bool
    held: Held | None


class Swift(TypedDict):
    """A bare word has begun."""

    at: Literal["swift"]
    keys: list[int]
    node: int
    held: Held | None


class Choose(TypedDict):
    """A word with several meanings was played; a number picks one."""

    at: Literal["choose"]
    commands: list[str]
    keys: list[int]
    digits: list[int]
    held: Held | None


class Waiting(TypedDict):
    """A word waits for its value."""

    at: Literal["value"]
    command: str
    kind: Kind
    keys: list[int]
    digits: list[int]
    labels: NotRequired[Labels | None]
    """Where the kind is label: the set that is known, or None yet."""


class Off(TypedDict):
    """The piano makes music; ``matched`` keys of the way back on have been played."""

    at: Literal["off"]
    matched: int
    by: Literal["word", "pedal"]


State = Rest | Frame | Swift | Choose | Waiting | Off
Step = tuple[State, list[Effect]]
"""What feed returns: the next state, and what to do about it."""


def rest(held: Held | None = None) -> Rest:
    """Make the state in which nothing is pending."""
    return {"at": "rest", "held": held}
