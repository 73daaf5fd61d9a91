"""Vectors in memory, compared one by one: exact, and gone with the process."""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from server.core.retrieval_ports import Rows


class ExactVectors:
    """Keeps vectors in one array; for `rubato eval`, for tests, and where Chroma is not there."""

    def __init__(self) -> None:
        """Begin empty."""
        self._stacked: tuple[Rows, list[int]] | None = None
        self._kept: dict[int, tuple[Rows, str, frozenset[int]]] = {}

    def put(
        self,
        passages: Sequence[int],
        rows: Rows,
        topics: Sequence[frozenset[int]],
        marks: Sequence[str],
    ) -> None:
        """Add or change vectors."""
        self._kept.update(
            (passage, (row, mark, of))
            for passage, row, of, mark in zip(passages, rows, topics, marks, strict=True)
        )
        self._stacked = None

    def remove(self, passages: Iterable[int]) -> None:
        """Remove vectors; those that are not there are none."""
        for passage in passages:
            self._kept.pop(passage, None)
        self._stacked = None

    def retopic(self, topics: Mapping[int, frozenset[int]]) -> None:
        """Change the topics of passages that are there."""
        for passage, of in topics.items():
            if passage in self._kept:
                row, mark, _ = self._kept[passage]
                self._kept[passage] = row, mark, of

    def nearest(
        self, vector: Rows, k: int, topics: frozenset[int] = frozenset()
    ) -> list[tuple[int, float]]:
        """Give the k nearest passages of any of the topics, with their cosine."""
        rows, order = self._stacked or self._stack()
        cosines = rows @ np.asarray(vector, np.float32) if len(rows) else np.zeros(0)
        best = [(order[i], float(cosines[i])) for i in np.argsort(-cosines, kind="stable")]
        if topics:
            best = [each for each in best if self._of(each[0]) & topics]
        return best[:k]

    def _of(self, passage: int) -> frozenset[int]:
        # It may have been removed by another thread meanwhile.
        kept = self._kept.get(passage)
        return kept[2] if kept else frozenset()

    def kept(self) -> dict[int, tuple[str, frozenset[int]]]:
        """Give the passages that have a vector, with their marks and topics."""
        return {passage: (mark, of) for passage, (_, mark, of) in self._kept.items()}

    def kept_of(self, passages: Sequence[int]) -> dict[int, tuple[str, frozenset[int]]]:
        """Give those of these passages that have a vector, with their marks and topics."""
        kept = self.kept()
        return {each: kept[each] for each in passages if each in kept}

    def _stack(self) -> tuple[Rows, list[int]]:
        kept = self._kept.copy()
        rows = [row for row, _, _ in kept.values()]
        stacked = np.stack(rows) if rows else np.zeros((0, 0), np.float32)
        self._stacked = stacked, list(kept)
        return self._stacked
