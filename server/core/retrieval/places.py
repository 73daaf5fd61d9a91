"""Places: where each passage stands in the arrays of the index, and of which topics it is."""

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from server.core.retrieval.entry import Entry

Mask = npt.NDArray[np.bool_]


class Places:
    """Passages by place; a removed one leaves a hole until `keep` moves all together."""

    def __init__(self) -> None:
        """Begin empty."""
        self.size = 0
        self.passages = np.zeros(0, np.int64)
        self.documents = np.zeros(0, np.int64)
        self.lengths = np.zeros(0, np.float32)
        self.alive: Mask = np.zeros(0, np.bool_)
        self.moved = 0
        """How often all was moved together: what is kept by place elsewhere is void then."""
        self._sets: list[frozenset[int]] = []
        self._set_numbers: dict[frozenset[int], int] = {}
        self._topics = np.zeros(0, np.int32)
        self._places: dict[int, int] = {}

    def __len__(self) -> int:
        """Tell how many passages there are."""
        return len(self._places)

    def __iter__(self) -> Iterator[int]:
        """Go through the passages."""
        return iter(self._places)

    @property
    def holes(self) -> int:
        """Tell how many places are empty."""
        return self.size - len(self._places)

    def place(self, passage: int) -> int | None:
        """Give a passage's place."""
        return self._places.get(passage)

    def add(self, entries: Sequence[Entry], lengths: Sequence[float]) -> int:
        """Add passages that are not there; give the first one's place, the rest follow."""
        start = self.size
        self.size += len(entries)
        self.passages = np.append(self.passages, [entry.passage for entry in entries])
        self.documents = np.append(self.documents, [entry.document for entry in entries])
        self.lengths = np.append(self.lengths, np.array(lengths, np.float32))
        self.alive = np.append(self.alive, np.ones(len(entries), np.bool_))
        numbers = [self._set_number(entry.topics) for entry in entries]
        self._topics = np.append(self._topics, np.array(numbers, np.int32))
        self._places.update((entry.passage, start + i) for i, entry in enumerate(entries))
        return start

    def remove(self, passage: int) -> None:
        """Make a passage's place a hole."""
        place = self._places.pop(passage)
        self.alive[place] = False
        self.lengths[place] = 0

    def keep(self, kept: npt.NDArray[np.int64]) -> None:
        """Move the places that are kept, rising, together."""
        self.size = len(kept)
        self.passages, self.documents = self.passages[kept], self.documents[kept]
        self.lengths, self.alive = self.lengths[kept], self.alive[kept]
        self._topics = self._topics[kept]
        self._places = {int(passage): place for place, passage in enumerate(self.passages)}
        self.moved += 1

    def _set_number(self, topics: frozenset[int]) -> int:
        number = self._set_numbers.setdefault(topics, len(self._sets))
        if number == len(self._sets):
            self._sets.append(topics)
        return number

    def topics(self, place: int) -> frozenset[int]:
        """Give the topics of a place."""
        return self._sets[int(self._topics[place])]

    def retopic(self, topics: Mapping[int, frozenset[int]]) -> None:
        """Change the topics of passages that are there."""
        for passage, new in topics.items():
            place = self._places.get(passage)
            if place is not None:
                self._topics[place] = self._set_number(new)

    def of_document(self, document: int) -> list[int]:
        """List a document's passages."""
        places = np.flatnonzero((self.documents == document) & self.alive)
        return [int(passage) for passage in self.passages[places]]

    def of_topics(self, topics: frozenset[int]) -> Mask:
        """Tell which places are of any of these topics, and no holes; of all: no topics asked."""
        if not topics:
            return self.alive
        wanted = np.array([bool(each & topics) for each in self._sets] or [False])
        found: Mask = wanted[self._topics] & self.alive
        return found
