"""Suggestion: free keys for a word that cannot have the ones it was given."""

from collections.abc import Iterator, Sequence

from server.core.entries import Entry
from server.core.keys import COUNT, FREE, is_c
from server.core.language import Keys

NEAR = (-2, -1, 1, 2)
"""How far a finger slips, in semitones."""

PAIRS = tuple((a, b) for a in FREE for b in FREE if a % 3 == b % 3 != 0)
"""Pairs of keys equal mod 3, outside the class of the Cs: a slip makes none of them another."""

MIDDLES = tuple(key for key in FREE if key % 3 == 2)
"""Keys about which a destructive word can close, so that no single error fires it."""


def suggest(taken: Sequence[Entry], keys: Keys) -> Keys | None:
    """Find free keys that no slip makes of another word, as like the given ones as can be.

    A bare word is advised a pair; a framed one a pair between its Cs, or, where its body is about
    one key, as those of the destructive commands are, another key in its middle.
    """
    frame = keys[:1] if keys and is_c(keys[0]) else ()
    body = [key for key in keys if not is_c(key)] or [0]
    paths = {path for entry in taken for path in entry.paths}
    begun = {path[:n] for path in paths for n in range(1, len(path))}
    shadows = set() if frame else _shadows(taken)

    about = frame and len(body) == 3 and body[0] == body[2]
    choices: Sequence[Keys] = [(body[0], key, body[0]) for key in MIDDLES] if about else PAIRS

    def usable(choice: Keys) -> bool:
        word = (*frame, *choice, *frame)
        if word in paths or word in begun or choice in shadows:
            return False
        if any(word[:n] in paths for n in range(1, len(word))):
            return False
        return not any(slip in paths for slip in slips(word))

    def far(choice: Keys) -> int:
        if about:
            return abs(choice[1] - body[1])
        return abs(choice[0] - body[0]) + abs(choice[1] - body[-1])

    best = min(filter(usable, choices), key=far, default=())
    return (*frame, *best, *frame) if best else None


def slips(keys: Keys) -> Iterator[Keys]:
    """Play keys with one of them a semitone or two off."""
    for i, key in enumerate(keys):
        for off in NEAR:
            if 0 <= key + off < COUNT:
                yield (*keys[:i], key + off, *keys[i + 1 :])


def _shadows(taken: Sequence[Entry]) -> set[Keys]:
    """List the pairs that a slipped opening C makes of the founder's words."""
    framed = [entry.keys for entry in taken if entry.founder and is_c(entry.keys[0])]
    return {(keys[0] + off, keys[1]) for keys in framed for off in NEAR}
