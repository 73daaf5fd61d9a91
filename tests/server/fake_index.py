"""An index for tests that holds entries as they are, and a search by the words they share."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from server.core.retrieval.entry import Entry, Hit


@dataclass
class FakeIndex:
    """Holds entries by passage, and counts what it is told to embed."""

    held: dict[int, Entry] = field(default_factory=dict)
    put_count: int = 0

    def put(self, entries: Sequence[Entry]) -> None:
        """Add or change passages."""
        self.put_count += len(entries)
        self.held |= {entry.passage: entry for entry in entries}

    def remove(self, passages: Sequence[int]) -> None:
        """Take passages out."""
        for passage in passages:
            self.held.pop(passage, None)

    def retopic(self, document: int, topics: frozenset[int]) -> None:
        """Change the topics of a document's passages."""
        for number, entry in self.held.items():
            if entry.document == document:
                self.held[number] = Entry(
                    number, document, entry.title, entry.heading, entry.text, topics
                )


class WordSearch:
    """Finds the entries of an index that share most words with a question."""

    def __init__(self, index: FakeIndex) -> None:
        self._index = index

    def search(self, question: str, topics: frozenset[int], limit: int) -> Sequence[Hit]:
        """Give the passages of these topics, the best first."""
        wanted = set(re.findall(r"\w+", question.lower()))
        scored = [
            (len(wanted & set(re.findall(r"\w+", entry.text.lower()))), number, entry.document)
            for number, entry in self._index.held.items()
            if not topics or topics & entry.topics
        ]
        best = sorted((one for one in scored if one[0]), reverse=True)[:limit]
        return [Hit(number, document, float(score)) for score, number, document in best]
