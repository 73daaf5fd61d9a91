"""Spellings: known texts, found by how they begin or with some letters wrong.

Each text is kept by its runs of three letters; one that is n letters off still shares all but 3 n
of them (Ukkonen 1992, q-grams), so that only few texts are compared letter by letter.
"""

from array import array
from collections.abc import Iterator

from server.core.spelling import changes

BEGIN, END = "\x02", "\x03"
NONE: "array[int]" = array("i")
COMPARED = 200
"""Texts compared letter by letter at most, those that share most runs first."""
SHORTEST_OFF, LONGER_OFF = 4, 8
"""Letters from which one, and two, may be wrong."""


class Spellings:
    """Texts with their runs of letters."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._known: dict[str, int] = {}
        self._runs: dict[str, array[int]] = {}
        self._lengths: array[int] = array("i")

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str) -> None:
        """Learn a text; one that is known already stays as it is."""
        if text in self._known:
            return
        number = self._known[text] = len(self._texts)
        self._texts.append(text)
        self._lengths.append(len(text))
        for run in {BEGIN + text[:1], *_runs(BEGIN + text + END)}:
            self._runs.setdefault(run, array("i")).append(number)

    def begun(self, start: str) -> Iterator[str]:
        """Give the texts that begin so, in no order."""
        runs = list(_runs(BEGIN + start)) or [BEGIN + start[:1]]
        lists = [self._runs.get(run, NONE) for run in runs]
        rarest = min(lists, key=len)
        return (text for text in map(self._texts.__getitem__, rarest) if text.startswith(start))

    def near(self, text: str) -> Iterator[tuple[str, int]]:
        """Give texts with few letters wrong, and how many; a short text must be itself."""
        if text in self._known:
            yield text, 0
        off = 2 if len(text) >= LONGER_OFF else 1 if len(text) >= SHORTEST_OFF else 0
        if not off:
            return
        for number in self._likely(text, off):
            other = self._texts[number]
            if other != text and (wrong := changes(text, other)) <= off:
                yield other, wrong

    def _likely(self, text: str, off: int) -> Iterator[int]:
        """Give texts that share enough runs and are about as long, those that share most first."""
        import numpy as np  # noqa: PLC0415  (0.1 s that only who searches waits for)

        runs = set(_runs(BEGIN + text + END))
        lists = [self._runs[run] for run in runs if run in self._runs]
        if not lists:
            return iter(())
        shared = np.bincount(np.concatenate([np.array(each) for each in lists]))
        lengths = np.array(self._lengths[: len(shared)])
        near = np.abs(lengths - len(text)) <= off
        found = np.flatnonzero((shared >= max(1, len(runs) - 3 * off)) & near)
        best = found[np.argsort(-shared[found], kind="stable")[:COMPARED]]
        return iter(best.tolist())


def _runs(text: str) -> Iterator[str]:
    return (text[at : at + 3] for at in range(len(text) - 2))
