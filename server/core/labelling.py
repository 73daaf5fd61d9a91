"""Labelling: a word that waits for a label is told which there are, before or after their keys."""

from collections.abc import Callable
from typing import Any

from server.core.firing import cancelled, done, wrong_value
from server.core.label_set import is_set, leads
from server.core.states import Effect, State, Step, Waiting, rest

Play = Callable[[State, int], Step]
"""Feeds one key."""


def take_labels(state: Any, labels: Any, play: Play) -> Step:
    """Take the set of labels that there are now; one that is no set changes nothing.

    The first set judges the keys played ahead of it, as if it had been there before them. One that
    takes its place fires nothing: keys that lead on in it are kept. An empty one leaves nothing to
    wait for.
    """
    if state["at"] != "value" or state["kind"] != "label" or not is_set(labels):
        return state, []
    if not labels:
        return rest(), [cancelled(state)]
    waiting = state | {"labels": labels}
    digits = waiting["digits"]
    if state["labels"] is None:
        return _replay(waiting | {"digits": []}, digits, play)
    if leads(digits, labels):
        return waiting, []
    return waiting | {"digits": []}, [wrong_value(digits)]


def _replay(state: State, keys: list[int], play: Play) -> Step:
    heard: list[Effect] = []
    for key in keys:
        state, effects = play(state, key)
        heard += effects
    return state, heard


def spoken_label(state: Waiting, keys: list[int]) -> Step:
    """Take a whole label; while no set is known it waits for one, as keys do."""
    labels = state["labels"]
    if labels is None:
        return {**state, "digits": keys}, []
    if keys in labels:
        return done(state, keys)
    return {**state, "digits": []}, [wrong_value(state["digits"])]
