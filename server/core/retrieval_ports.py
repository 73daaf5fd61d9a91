"""The world as retrieval sees it: what embeds texts, what keeps vectors, what stems words."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Protocol, TypeAlias

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    Rows: TypeAlias = npt.NDArray[np.float32]
    """Vectors of length 1, one a row: [n, dimensions]."""
else:
    Rows = Any  # numpy waits until something is retrieved

Stem: TypeAlias = Callable[[list[str]], list[str]]
"""Gives each word's stem; the same word has always the same."""


class Embedder(Protocol):
    """Turns texts into vectors that are near where the meaning is."""

    name: str
    """Of the model; vectors of two names are never compared."""
    dimensions: int
    """0: not known before the first text is embedded."""

    def embed(self, texts: Sequence[str]) -> Rows:
        """Give a row for each text; raises `UnavailableError` where it cannot."""
        ...


class Vectors(Protocol):
    """Keeps the vectors of one embedder; no text."""

    def put(
        self,
        passages: Sequence[int],
        rows: Rows,
        topics: Sequence[frozenset[int]],
        marks: Sequence[str],
    ) -> None:
        """Add or change vectors; a mark tells which text a vector was made from."""
        ...

    def remove(self, passages: Iterable[int]) -> None:
        """Remove vectors; those that are not there are none."""
        ...

    def retopic(self, topics: Mapping[int, frozenset[int]]) -> None:
        """Change the topics of passages that are there."""
        ...

    def nearest(
        self, vector: Rows, k: int, topics: frozenset[int] = frozenset()
    ) -> list[tuple[int, float]]:
        """Give the k nearest passages of any of the topics (empty: of all), with their cosine."""
        ...

    def kept(self) -> dict[int, tuple[str, frozenset[int]]]:
        """Give the passages that have a vector, with their marks and topics."""
        ...

    def kept_of(self, passages: Sequence[int]) -> dict[int, tuple[str, frozenset[int]]]:
        """Give those of these passages that have a vector, with their marks and topics."""
        ...


OpenVectors: TypeAlias = Callable[[str, int], Vectors]
"""Opens the vectors of an embedder by its name and dimensions; `UnavailableError` where not."""


Texts: TypeAlias = Callable[[Sequence[int]], Mapping[int, str]]
"""Gives the texts of passages, title and heading included; of those that are gone, none."""


class Reranker(Protocol):
    """Judges passages against a question once more, for the few that matter."""

    def scores(self, question: str, texts: Sequence[str]) -> Sequence[float]:
        """Give each text's score, from 0 to 1; higher is better."""
        ...
