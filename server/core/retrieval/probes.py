"""Probes: pieces of some passages, asked for to learn how well the two legs agree.

Always the same for the same passages: those whose numbers mix to the smallest are taken.
"""

from collections.abc import Iterable, Sequence

from server.core.retrieval.entry import Entry
from server.core.retrieval.fusion import PROBED

WORDS = 12
"""Of a piece: about as many as people ask with."""
SHORT = 40
"""Characters of a text below which its title says more."""
LARGEST = 1 << 64


class Probes:
    """Keeps more than are asked for, since passages are removed, too."""

    def __init__(self) -> None:
        """Begin with none."""
        self._pieces: dict[int, str] = {}
        self._bound = LARGEST

    def put(self, entries: Sequence[Entry]) -> None:
        """Take a piece of those passages that may be asked for."""
        for entry in entries:
            if _mixed(entry.passage) < self._bound:
                self._pieces[entry.passage] = _piece(entry)
        if len(self._pieces) > 8 * PROBED:
            kept = sorted(self._pieces, key=_mixed)[: 4 * PROBED]
            self._pieces = {passage: self._pieces[passage] for passage in kept}
            self._bound = _mixed(kept[-1]) + 1

    def remove(self, passages: Iterable[int]) -> None:
        """Forget passages."""
        for passage in passages:
            self._pieces.pop(passage, None)

    def asked(self) -> list[tuple[int, str]]:
        """Give the passages to ask for, with a piece of each."""
        chosen = sorted((passage for passage, piece in self._pieces.items() if piece), key=_mixed)
        return [(passage, self._pieces[passage]) for passage in chosen[:PROBED]]


def _mixed(passage: int) -> int:
    """Mix the bits of a number (splitmix64), so that neighbours are far from each other."""
    mixed = (passage * 0x9E3779B97F4A7C15) & 0xFFFFFFFFFFFFFFFF
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & 0xFFFFFFFFFFFFFFFF
    return mixed ^ (mixed >> 31)


def _piece(entry: Entry) -> str:
    words = (entry.text if len(entry.text) > SHORT else entry.whole).split()
    at = _mixed(entry.passage ^ 0x5555) % max(len(words) - WORDS + 1, 1)
    return " ".join(words[at : at + WORDS])
