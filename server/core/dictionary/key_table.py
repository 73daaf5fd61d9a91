"""Key table: the words of one language by the keys that play them."""

from array import array
from collections.abc import Iterator
from itertools import permutations

from server.core.dictionary.words import DictionaryWord
from server.core.language import Keys

NONE: "array[int]" = array("q")


class KeyTable:
    """Which keys play which words, and which keys begin one."""

    def __init__(self) -> None:
        self._paths: dict[Keys, set[int]] = {}
        self._begun: dict[Keys, set[int]] = {}
        self._spelt: dict[int, bytes] = {}
        self._runs: dict[bytes, array[int]] = {}
        """Words by each key and each two keys in a row; may hold some that are gone."""

    def add(self, ref: int, word: DictionaryWord) -> None:
        """Add a word; a chord is played in each of its orders."""
        spelt = self._spelt[ref] = bytes(word.keys)
        for run in {spelt[at : at + size] for size in (1, 2) for at in range(len(spelt))}:
            self._runs.setdefault(run, array("q")).append(ref)
        for path in paths_of(word):
            self._paths.setdefault(path, set()).add(ref)
            for end in range(1, len(path)):
                self._begun.setdefault(path[:end], set()).add(ref)

    def remove(self, ref: int, word: DictionaryWord) -> None:
        """Forget a word."""
        self._spelt.pop(ref, None)
        for path in paths_of(word):
            _drop(self._paths, path, ref)
            for end in range(1, len(path)):
                _drop(self._begun, path[:end], ref)

    def playing(self, keys: Keys) -> set[int]:
        """Find the words that these keys play."""
        return self._paths.get(keys, set())

    def begun_by(self, keys: Keys) -> set[int]:
        """Find the longer words that begin with these keys."""
        return self._begun.get(keys, set())

    def holding(self, keys: Keys) -> Iterator[tuple[int, Keys]]:
        """Find the words that hold these keys in a row, with the keys as written."""
        wanted = bytes(keys)
        runs = [wanted[at : at + 2] for at in range(max(1, len(wanted) - 1))]
        rarest = min((self._runs.get(run, NONE) for run in runs), key=len)
        for ref in set(rarest):
            spelt = self._spelt.get(ref, b"")
            if wanted in spelt:
                yield ref, tuple(spelt)
        spelt_so = {ref for ref in self.playing(keys) if wanted not in self._spelt[ref]}
        yield from ((ref, keys) for ref in spelt_so)


def paths_of(word: DictionaryWord) -> list[Keys]:
    """List the key sequences that play a word.

    A vocabulary knows no frames: all keys of a chord change places.
    """
    if not word.chord:
        return [word.keys]
    return list(permutations(word.keys))


def _drop(places: dict[Keys, set[int]], keys: Keys, ref: int) -> None:
    held = places.get(keys)
    if held is None:
        return
    held.discard(ref)
    if not held:
        del places[keys]
