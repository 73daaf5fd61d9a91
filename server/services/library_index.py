"""The index of the library: made when it is first needed, from the database, and kept in step.

A server without documents never loads what searches, which is heavy. With documents it does so
behind, once it has started; searches find what is there by then.
"""

import asyncio
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import Any, Protocol

from server.core.errors import UnavailableError
from server.core.library_ports import DocumentStore
from server.core.ports import Log
from server.core.retrieval.entry import Entry, Hit
from server.services.documents import entries_of

PATIENCE = 30.0
"""Seconds that a search waits for the index to be whole; then it takes what there is."""


class SearchIndex(Protocol):
    """What searches."""

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Put all that there is."""
        ...

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or change passages."""
        ...

    def remove(self, passages: Iterable[int]) -> None:
        """Remove passages."""
        ...

    def retopic(self, document: int, topics: frozenset[int]) -> None:
        """Change the topics of a document."""
        ...

    def replace(self, document: int, entries: Sequence[Entry]) -> None:
        """Take a document as it is now; empty: it is gone."""
        ...

    def look(self) -> None:
        """Look whether vectors were made by another process."""
        ...

    def search(
        self, question: str, topics: frozenset[int] = frozenset(), limit: int = 10
    ) -> Sequence[Hit]:
        """Find passages."""
        ...

    def standing(self) -> Any:
        """Tell how it stands; a dataclass."""
        ...

    def close(self) -> None:
        """Stop what goes on behind."""
        ...


@dataclass(frozen=True, slots=True)
class OpenedIndex:
    """An index, and what closes what it keeps its vectors in."""

    index: SearchIndex
    close: Callable[[], None]
    resume: Callable[[Iterable[Entry]], object] = lambda _entries: None
    """Goes on, when all is put, with what an earlier end of the server broke off."""


class LibraryIndex:
    """The index over all documents; safe between threads."""

    def __init__(self, make: Callable[[], OpenedIndex], store: DocumentStore, log: Log) -> None:
        """Load nothing yet; `make` gives an empty index."""
        self._make, self._store, self._log = make, store, log
        self._changing = threading.Lock()
        self._made: OpenedIndex | None = None
        self._closed = False
        self._whole = threading.Event()
        self._opening: asyncio.Task[None] | None = None

    async def __aenter__(self) -> "LibraryIndex":
        """Begin with the server: where there are documents, read them behind."""
        self._opening = asyncio.create_task(asyncio.to_thread(self._open_if_any))
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server."""
        self._closed = True
        if self._opening is not None:
            await asyncio.gather(self._opening, return_exceptions=True)
        made = self._made
        if made is not None:
            await asyncio.to_thread(made.index.close)
            await asyncio.to_thread(made.close)

    def put(self, entries: Sequence[Entry]) -> None:
        """Add or change passages, which are in the database already."""
        if entries:
            self._opened()
        with self._changing:
            if self._made is not None:
                self._made.index.put(entries)

    def remove(self, passages: Sequence[int]) -> None:
        """Take passages out, which are gone from the database already."""
        with self._changing:
            if self._made is not None and passages:
                self._made.index.remove(passages)

    def retopic(self, document: int, topics: frozenset[int]) -> None:
        """Change the topics of a document's passages."""
        with self._changing:
            if self._made is not None:
                self._made.index.retopic(document, topics)

    def follow(self, document: int) -> None:
        """Read a document anew, which another process changed or deleted."""
        if self._any():
            self._opened()
        with self._changing:
            if self._made is None:
                return
            # Read while nobody else puts: so the later of two changes is put last.
            found = self._store.document(document)
            there = found is not None and found.state == "ready"
            held = self._store.passages(document) if there else ()
            self._made.index.replace(document, entries_of(found, held) if found else ())

    def follow_topics(self, document: int) -> None:
        """Read the topics of a document anew, which another process changed."""
        found = self._store.document(document)
        if found is not None:
            self.retopic(document, frozenset(found.topics))

    def look(self) -> None:
        """Look whether vectors were made by another process."""
        if self._made is not None:
            self._made.index.look()

    def again(self) -> None:
        """Read everything anew: too much was changed since this process last looked."""
        with self._changing:
            if self._made is not None:
                self._made.index.rebuild(self._entries())

    def change(self, change: Callable[[Iterable[Entry]], None]) -> bool:
        """Have something done with all passages, while none is put; not where there are none."""
        if self._any():
            self._opened()
        with self._changing:
            if self._made is None:
                return False
            change(self._entries())
            return True

    def search(self, question: str, topics: frozenset[int], limit: int) -> Sequence[Hit]:
        """Find passages; one that comes while the index is being made waits for it a while."""
        made = self._made
        if made is None:
            if not self._any():
                return ()
            made = self._opened()
        self._whole.wait(PATIENCE)
        return made.index.search(question, topics, limit)

    def standing(self) -> dict[str, Any] | None:
        """Tell how it stands; nothing while it is not loaded."""
        made = self._made
        return asdict(made.index.standing()) if made is not None else None

    def _open_if_any(self) -> None:
        if self._any():
            self._opened()

    def _any(self) -> bool:
        return bool(self._store.documents(None, None, 1))

    def _opened(self) -> OpenedIndex:
        with self._changing, _then(self._whole.set):
            if self._made is None:
                made = self._made = self._make()
                made.index.rebuild(self._entries())
                made.resume(self._entries())
                self._log.info("index.made")
            return self._made

    def _entries(self) -> Iterable[Entry]:
        for document, passages in self._store.all_passages():
            if self._closed:
                # Not a return: what is not put would be taken for what is no longer there.
                raise UnavailableError("The server ends.")
            yield from entries_of(document, passages)


@contextmanager
def _then(done: Callable[[], None]) -> Iterator[None]:
    """Do something at the end, whatever it is."""
    try:
        yield
    finally:
        done()
