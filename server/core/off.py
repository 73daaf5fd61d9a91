"""Off: while the piano makes music, only the way back on is heard; and the pedal's roles."""

from collections.abc import Callable
from typing import Final

from server.core.firing import cancelled
from server.core.lexicon import Lexicon
from server.core.states import Off, State, Step, rest

ON_AGAIN: Final = (0, 3, 7, 0, 0, 3, 7, 0)
"""Turns the piano on wherever these are the last eight keys: its word twice in a row, since an
arpeggio plays it once."""


def off_key(_lexicon: Lexicon, state: Off, key: int) -> Step:
    """Count how much of the way back on the last keys have played."""
    matched = state["matched"]
    while matched and ON_AGAIN[matched] != key:
        matched = _BACK[matched]
    matched += ON_AGAIN[matched] == key
    if matched == len(ON_AGAIN):
        return rest(), [{"type": "command", "command": "piano.on"}]
    return {"at": "off", "matched": matched, "by": state["by"]}, []


def _fallback(length: int) -> int:
    """Give the longest shorter beginning of the pattern that the same keys end with."""
    played = ON_AGAIN[:length]
    return next((n for n in range(length - 1, 0, -1) if played[-n:] == ON_AGAIN[:n]), 0)


_BACK: Final = tuple(map(_fallback, range(len(ON_AGAIN))))


def _no_pedal(state: State, _down: bool) -> Step:
    return state, []


def _talk_pedal(state: State, down: bool) -> Step:
    return state, [{"type": "talk", "down": down}]


def _off_pedal(state: State, down: bool) -> Step:
    """Turn off while down; a piano turned off by a word stays so, however the pedal moves."""
    if state["at"] == "off":
        return (state, []) if down or state["by"] == "word" else (rest(), [])
    if not down:
        return state, []
    dropped = state["at"] != "rest" or state["held"]
    return {"at": "off", "matched": 0, "by": "pedal"}, [cancelled(state)] if dropped else []


ON_PEDAL: Final[dict[str, Callable[[State, bool], Step]]] = {
    "none": _no_pedal,
    "piano-off": _off_pedal,
    "talk": _talk_pedal,
}
