"""The catalogue: documents as wholes, found by their titles, headings and summaries.

It is made from the database when it is first asked, and kept in step from then on.  Documents that
were loaded before there were summaries get theirs behind, when the server has started.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from server.core.errors import InvalidError
from server.core.library.documents import Document
from server.core.library.summary import Summary, summary_of
from server.core.library_ports import CatalogueStore
from server.core.retrieval.entry import Entry

LONGEST = 1_000
"""Characters of what is looked for."""
MOST = 500
"""Documents that are given, at most."""


class Cards(Protocol):
    """What finds documents by words."""

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or change cards."""
        ...

    def remove(self, document: int) -> None:
        """Take one out."""
        ...

    def found(self, question: str, among: frozenset[int] | None, limit: int) -> list[int]:
        """Give documents, the best first; `among` none: of all."""
        ...


class Catalogue:
    """Finds documents; safe between threads."""

    def __init__(self, make: Callable[[], Cards], store: CatalogueStore) -> None:
        """Load nothing yet; `make` gives cards without any."""
        self._make, self._store = make, store
        self._cards: Cards | None = None
        self._changing = threading.Lock()
        self._closed = False
        self._behind: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "Catalogue":
        """Begin with the server."""
        self._behind = asyncio.create_task(asyncio.to_thread(self.sum_up))
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        self._closed = True
        if self._behind is not None:
            await asyncio.gather(self._behind, return_exceptions=True)

    def sum_up(self) -> None:
        """Give summaries to documents that have none yet; it goes on where it broke off."""
        for number in self._store.unsummed():
            if self._closed:
                return
            summary = summary_of(self._store.blocks(number))
            self._store.sum_up(number, summary)
            for document in self._store.numbered([number]).values():
                self.put(document, summary)

    def put(self, document: Document, summary: Summary) -> None:
        """Take a document that is new or changed; what could not be read is not found."""
        with self._changing:
            if self._cards is None:
                return
            if document.state == "ready":
                self._cards.put([_entry(document.id, document.source.title, summary)])
            else:
                self._cards.remove(document.id)

    def remove(self, document_id: int) -> None:
        """Take one out."""
        with self._changing:
            if self._cards is not None:
                self._cards.remove(document_id)

    def follow(self, document_id: int) -> None:
        """Read one anew, which another process changed or deleted."""
        if self._cards is None:
            return
        found = self._store.numbered([document_id]).get(document_id)
        if found is None:
            self.remove(document_id)
        else:
            self.put(found, summary_of(self._store.blocks(document_id)))

    def search(self, words: str, topic: int | None = None, limit: int = 50) -> Sequence[Document]:
        """Find documents by words, the best first; of a topic, or of all.

        Raises `InvalidError` for a limit or words out of range.
        """
        if not 1 <= limit <= MOST:
            raise InvalidError(f"limit is 1 to {MOST}.")
        if len(words) > LONGEST:
            raise InvalidError(f"Documents are looked for by at most {LONGEST:,} characters.")
        among = None if topic is None else self._store.members(topic)
        with self._changing:
            numbers = self._opened().found(words, among, limit)
        held = self._store.numbered(numbers)
        return [held[number] for number in numbers if number in held]

    def _opened(self) -> Cards:
        if self._cards is None:
            cards = self._make()
            cards.put(_entry(*each) for each in self._store.summaries())
            self._cards = cards
        return self._cards


def _entry(document: int, title: str, summary: Summary) -> Entry:
    return Entry(document, document, title, summary.headings, summary.text)
