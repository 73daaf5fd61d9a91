"""Walk: the recogniser's states, numbered; each step is played once and remembered.

What decides how a state goes on is few things, so a judge that plays a million keys meets some
hundred states.
"""

from dataclasses import replace
from typing import Any

from server.core.keys import COUNT
from server.core.lexicon import Lexicon
from server.core.recogniser import feed, start
from server.core.states import State

REST = 0
Step = tuple[int, int]
"""The number of the next state, and of the word that was completed, or -1."""


class Walk:
    """Plays keys through the recogniser."""

    def __init__(self, lexicon: Lexicon) -> None:
        # What is nearest to a failed frame is nothing to a judge, and costly to find: to words
        # without keys nothing is near.
        self._lexicon = replace(
            lexicon, words=tuple(replace(word, keys=()) for word in lexicon.words)
        )
        self.states: list[State] = []
        self._numbers: dict[tuple[Any, ...], int] = {}
        self._steps: dict[tuple[int, int], Step] = {}
        self._number(start(lexicon))

    def play(self, keys: tuple[int, ...], state: int = REST) -> tuple[list[int], int]:
        """Play keys; give the words that they completed, and the state they lead to."""
        fired = []
        for key in keys:
            state, word = self.step(state, key)
            if word >= 0:
                fired.append(word)
        return fired, state

    def step(self, state: int, key: int) -> Step:
        """Play one key."""
        known = self._steps.get((state, key))
        if known is None:
            known = self._steps[state, key] = self._feed(self.states[state], key)
        return known

    def _feed(self, state: State, key: int) -> Step:
        after, _ = feed(self._lexicon, state, {"type": "key", "key": key})
        return self._number(after), self._word(state, key)

    def _word(self, state: Any, key: int) -> int:
        node = 0 if state["at"] == "rest" else state.get("node") or -1
        return max(-self._lexicon.tree[node * COUNT + key] - 1, -1) if node >= 0 else -1

    def _number(self, state: State) -> int:
        mark = _mark(state)
        if mark not in self._numbers:
            self._numbers[mark] = len(self.states)
            self.states.append(state)
        return self._numbers[mark]


def _mark(state: Any) -> tuple[Any, ...]:
    """Give what decides how a state goes on."""
    keys = ("at", "key", "node", "dead", "command", "matched")
    lists = (*state.get("digits", ()), *state.get("commands", ()))
    return (*(state.get(key) for key in keys), *lists)
