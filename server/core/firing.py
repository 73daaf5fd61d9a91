"""Firing: what a completed word does, at once or when its value is there."""

from typing import Any

from server.core.language import Kind
from server.core.lexicon import Lexicon
from server.core.states import Choose, Effect, Held, State, Step, Waiting, rest
from server.core.values import fit


def complete(lexicon: Lexicon, index: int, keys: list[int], held: Held | None) -> Step:
    """Do the word that was played, or ask which of its meanings is meant."""
    word = lexicon.words[index]
    if len(word.commands) == 1:
        return fire(word.commands[0], word.kind, keys, held)
    names = list(word.commands)
    asked: Choose = {"at": "choose", "commands": names, "keys": keys, "digits": [], "held": held}
    return asked, [{"type": "choose", "commands": names}]


def fire(command: str, kind: Kind, keys: list[int], held: Held | None) -> Step:
    """Do the command once its value is there. A held value that doesn't fit is gone."""
    if kind == "none":
        after: State = rest()
        if command == "piano.off":
            after = {"at": "off", "matched": 0, "by": "word"}
        return after, [{"type": "command", "command": command}]
    waiting: Waiting = {"at": "value", "command": command, "kind": kind, "keys": keys, "digits": []}
    value: Any = fit(kind, held) if held else None
    if kind == "label":
        # A label that was said first waits, as its keys would, for the set that it is of.
        waiting = {**waiting, "digits": value or [], "labels": None}
    elif value is not None:
        return done(waiting, value)
    return waiting, [{"type": "want", "command": command, "kind": kind}]


def done(state: Waiting, value: Any) -> Step:
    """Do the waiting command with its value."""
    command, kind = state["command"], state["kind"]
    return rest(), [{"type": "command", "command": command, "kind": kind, "value": value}]


def cancelled(state: Any) -> Effect:
    """Say what is dropped: the keys played so far, and the word that waited."""
    keys = [*state.get("keys", ()), *state.get("digits", ())]
    return {"type": "cancel", "keys": keys, "command": state.get("command")}


def wrong_value(digits: list[int]) -> Effect:
    """Say that a value does not fit; it starts over, its word still waits."""
    return {"type": "fail", "where": "value", "keys": digits}
