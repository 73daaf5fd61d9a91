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
        """Give what an embedder reads: the title and heading that the text does not repeat."""
        parts = [part for part in (self.title, self.heading) if not self.text.startswith(part)]
        return " ".join((*dict.fromkeys(parts), self.text))


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found; ranks count from 1, and are None where a leg did not find it."""

    passage: int
    document: int
    score: float
    """From 0 to about 1 within one search; not to be compared between searches."""
    lexical_rank: int | None = None
    vector_rank: int | None = None
