"""What retrieval is given and gives: entries of the index, hits of a search."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Entry:
    """A passage as it is indexed; `topics` are those of its document."""

    passage: int
    document: int
    title: str
    heading: str
    text: str
    topics: frozenset[int] = frozenset()

    @property
    def whole(self) -> str:
        """Give what an embedder reads: title, heading and text."""
        return " ".join(filter(None, dict.fromkeys((self.title, self.heading, self.text))))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; ranks count from 1, and are None where a leg did not find it."""

    passage: int
    document: int
    score: float
    """From 0 to about 1 within one search; not to be compared between searches."""
    lexical_rank: int | None = None
    vector_rank: int | None = None
