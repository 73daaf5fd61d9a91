"""Lexicon: the active languages compiled to one prefix tree over the 25 keys."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import permutations
from typing import Any, Literal

from server.core.keys import COUNT, is_c
from server.core.language import Keys, Kind, Numbers

Profile = Literal["safe", "fast"]
PedalRole = Literal["none", "piano-off", "talk"]


@dataclass(frozen=True)
class LexiconWord:
    """A word as the recogniser knows it."""

    keys: Keys
    commands: tuple[str, ...]
    kind: Kind = "none"
    language: str = ""


@dataclass(frozen=True)
class Lexicon:
    """What the recogniser walks.

    ``tree[state * 25 + key]`` is 0 for no way on, n > 0 for state n, n < 0 for word ``-n - 1``;
    state 0 is the root.
    """

    words: tuple[LexiconWord, ...]
    tree: tuple[int, ...]
    kinds: Mapping[str, Kind] = field(default_factory=dict)
    """Value kind of every command, also of those that are only spoken."""
    profile: Profile = "safe"
    numbers: Numbers = "decimal"
    pedal: PedalRole = "none"

    @cached_property
    def frames(self) -> Mapping[int, Sequence[tuple[int, int, Keys, str]]]:
        """Give the framed words by the length of their body: order, C, body, command.

        Empty frames are left out.
        """
        found: dict[int, list[tuple[int, int, Keys, str]]] = {}
        for order, word in enumerate(self.words):
            c, body = word.keys[:1], word.keys[1:-1]
            if body and is_c(c[0]):
                found.setdefault(len(body), []).append((order, c[0], body, word.commands[0]))
        return found

    def to_json(self) -> dict[str, Any]:
        """Give the lexicon in the shape that JS compiles too."""
        return {
            "profile": self.profile,
            "numbers": self.numbers,
            "pedal": self.pedal,
            "words": [
                {
                    "keys": list(word.keys),
                    "commands": list(word.commands),
                    "kind": word.kind,
                    "language": word.language,
                }
                for word in self.words
            ],
            "kinds": dict(self.kinds),
            "tree": list(self.tree),
        }


def orders(keys: Keys, unordered: bool) -> list[Keys]:
    """List the key sequences that play a word: one, or every order of a chord's body."""
    if not unordered:
        return [keys]
    if is_c(keys[0]):
        return [(keys[0], *body, keys[-1]) for body in _shuffles(keys[1:-1])]
    return _shuffles(keys)


def _shuffles(body: Keys) -> list[Keys]:
    return list(dict.fromkeys(permutations(body)))


def grow(paths: Iterable[tuple[Keys, int]]) -> tuple[int, ...]:
    """Build the tree of (keys, word index) pairs, which must be prefix-free."""
    tree = [0] * COUNT
    for keys, word in paths:
        state = 0
        for key in keys[:-1]:
            state = _child(tree, state, key)
        tree[state * COUNT + keys[-1]] = -word - 1
    return tuple(tree)


def _child(tree: list[int], state: int, key: int) -> int:
    at = state * COUNT + key
    if not tree[at]:
        tree[at] = len(tree) // COUNT
        tree.extend([0] * COUNT)
    return tree[at]


def leads(lexicon: Lexicon, node: int) -> list[tuple[int, LexiconWord | None]]:
    """List the keys that go on from a node of the tree, with the word each completes, if any."""
    row = lexicon.tree[node * COUNT : (node + 1) * COUNT]
    found = [(key, to) for key, to in enumerate(row) if to]
    return [(key, lexicon.words[-to - 1] if to < 0 else None) for key, to in found]
