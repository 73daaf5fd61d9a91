"""Walks a finite-state grammar by words, to tell whether they lead from its start to its end."""

from collections import defaultdict
from collections.abc import Iterable

from server.core.spoken_grammar import END, START, Arc


class GrammarWalk:
    """A grammar by what leads where."""

    def __init__(self, arcs: Iterable[Arc]) -> None:
        self._steps: dict[tuple[int, str | None], set[int]] = defaultdict(set)
        for arc in arcs:
            self._steps[arc.source, arc.word].add(arc.target)

    def accepts(self, words: Iterable[str]) -> bool:
        """Tell whether these words, and no others, are said in whole."""
        states = self._silently({START})
        for word in words:
            states = self._silently(
                {target for state in states for target in self._steps.get((state, word), ())}
            )
        return END in states

    def _silently(self, states: set[int]) -> set[int]:
        """Add what is reached from these states without a word."""
        found, waiting = set(states), list(states)
        while waiting:
            further = self._steps.get((waiting.pop(), None), set()) - found
            found |= further
            waiting += further
        return found
