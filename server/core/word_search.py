"""Finds all words of any number of languages in what was played, those that overlap too.

Aho and Corasick, "Efficient string matching: an aid to bibliographic search" (1975): one walk over
the keys, a step a key, however many words there are. A chord is entered in each of its orders, as
in the lexicon. `extension/core/word_search.js` is the same; `tests/vectors/word_search.json` holds
both to it.
"""

from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from server.core.keys import COUNT
from server.core.language import Keys
from server.core.lexicon import orders

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Found:
    """Where words are, as columns: one row a word that was played.

    In order of the last key; of those that end together the longer first, then by word.
    """

    words: Places
    """Places in the list that was compiled."""
    firsts: Places
    """Places of the first keys."""
    lasts: Places
    """Places of the last keys."""


@dataclass(frozen=True, slots=True)
class WordSearch:
    """The compiled words. A state is the place of its row in `ways`, 25 places a row."""

    ways: list[int]
    """From state + key to the next state."""
    first: int
    """States from this one on end words; the others end none."""
    offsets: Places
    """Where the words of each such state begin in `ends`; behind the last, its length."""
    ends: Places
    lengths: Places
    """Keys of each word."""

    def find(self, keys: Iterable[int]) -> Found:
        """Find the words in these keys, each 0..24."""
        ways, first, state = self.ways, self.first, 0
        lasts: list[int] = []
        states: list[int] = []
        for at, key in enumerate(keys):
            state = ways[state + key]
            if state >= first:
                lasts.append(at)
                states.append(state)
        return self._rows(np.array(states, dtype=np.int64), np.array(lasts, dtype=np.int64))

    def _rows(self, states: Places, lasts: Places) -> Found:
        """Give each state its words, one row a word."""
        slots = (states - self.first) // COUNT
        starts, counts = self.offsets[slots], np.diff(self.offsets)[slots]
        before = np.cumsum(counts) - counts
        places = np.repeat(starts - before, counts) + np.arange(counts.sum())
        words = self.ends[places]
        rows = np.repeat(lasts, counts)
        return Found(words, rows - self.lengths[words] + 1, rows)


def compile_search(words: Sequence[tuple[Keys, bool]]) -> WordSearch:
    """Compile words: keys, and whether they count in any order.

    One without keys, or with a key that is none, is never found.
    """
    tree = _Tree([0] * COUNT, [[]])
    for word, (keys, unordered) in enumerate(words):
        if keys and all(0 <= key < COUNT for key in keys):
            for order in orders(keys, unordered):
                tree.enter(order, word)
    tree.close()
    return tree.search([len(keys) for keys, _ in words])


@dataclass(slots=True)
class _Tree:
    """The words' tree, a row of 25 ways a state, and the words that end in each state."""

    ways: list[int]
    ends: list[list[int]]

    def enter(self, keys: Keys, word: int) -> None:
        state = 0
        for key in keys:
            at = state * COUNT + key
            if not self.ways[at]:
                self.ways[at] = len(self.ends)
                self.ways.extend([0] * COUNT)
                self.ends.append([])
            state = self.ways[at]
        self.ends[state].append(word)

    def close(self) -> None:
        """Let each missing way lead where the longest ending of what was played leads."""
        back = [0] * len(self.ends)
        waiting = deque(state for state in self.ways[:COUNT] if state)
        while waiting:
            state = waiting.popleft()
            self.ends[state] += self.ends[back[state]]
            for key in range(COUNT):
                at, beside = state * COUNT + key, self.ways[back[state] * COUNT + key]
                if self.ways[at]:
                    back[self.ways[at]] = beside
                    waiting.append(self.ways[at])
                else:
                    self.ways[at] = beside

    def search(self, lengths: list[int]) -> WordSearch:
        """Give the states new numbers, those that end words last, so that one comparison tells."""
        states = range(len(self.ends))
        order = sorted(states, key=lambda state: bool(self.ends[state]))
        place = {state: at * COUNT for at, state in enumerate(order)}
        ways = [
            place[to] for state in order for to in self.ways[state * COUNT : (state + 1) * COUNT]
        ]
        final = [self.ends[state] for state in order if self.ends[state]]
        offsets = np.cumsum([0, *map(len, final)])
        ends = np.array([word for words in final for word in words], dtype=np.int64)
        first = (len(order) - len(final)) * COUNT
        return WordSearch(ways, first, offsets, ends, np.array(lengths, dtype=np.int64))
