"""Spellings: known texts, found by how they begin or with some letters wrong.

Each text is kept by its runs of three letters; one that is n letters off still shares all but 3 n
of them (Ukkonen 1992, q-grams), so that only few texts are compared letter by letter.
"""

from collections import Counter
from collections.abc import Iterator
from heapq import nlargest

from server.core.spelling import changes

BEGIN, END = "\x02", "\x03"
COMPARED = 200
"""Texts compared letter by letter at most, those that share most runs first."""
SHORTEST_OFF, LONGER_OFF = 4, 8
"""Letters from which one, and two, may be wrong."""


class Spellings:
    """Texts with their runs of letters."""

    def __init__(self) -> None:
        self._texts: list[str] = []
        self._known: dict[str, int] = {}
        self._runs: dict[str, list[int]] = {}

    def __len__(self) -> int:
        return len(self._texts)

    def add(self, text: str) -> None:
        """Learn a text; one that is known already stays as it is."""
        if text in self._known:
            return
        number = self._known[text] = len(self._texts)
        self._texts.append(text)
        for run in {BEGIN + text[:1], *_runs(BEGIN + text + END)}:
            self._runs.setdefault(run, []).append(number)

    def begun(self, start: str) -> Iterator[str]:
        """Give the texts that begin so, in no order."""
        runs = list(_runs(BEGIN + start)) or [BEGIN + start[:1]]
        lists = [self._runs.get(run, []) for run in runs]
        rarest = min(lists, key=len)
        return (text for text in map(self._texts.__getitem__, rarest) if text.startswith(start))

    def near(self, text: str) -> Iterator[tuple[str, int]]:
        """Give texts with few letters wrong, and how many; a short text must be itself."""
        if text in self._known:
            yield text, 0
        off = 2 if len(text) >= LONGER_OFF else 1 if len(text) >= SHORTEST_OFF else 0
        if not off:
            return
        runs = set(_runs(BEGIN + text + END))
        shared: Counter[int] = Counter()
        for run in runs:
            shared.update(self._runs.get(run, ()))
        least = max(1, len(runs) - 3 * off)
        lengths = range(len(text) - off, len(text) + off + 1)
        likely = (
            (count, number)
            for number, count in shared.items()
            if count >= least and len(self._texts[number]) in lengths
        )
        for _, number in nlargest(COMPARED, likely):
            other = self._texts[number]
            if other != text and (wrong := changes(text, other)) <= off:
                yield other, wrong


def _runs(text: str) -> Iterator[str]:
    return (text[at : at + 3] for at in range(len(text) - 2))
