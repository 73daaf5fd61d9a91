"""Feeds: which of their entries are in the library, and which are new."""

from collections.abc import Sequence
from typing import NamedTuple

from server.core.errors import InvalidError
from server.core.library.documents import State
from server.core.library.feeds import Entry, entries
from server.core.library_ports import DocumentStore, FeedReader
from server.services.documents import Given

MOST = 1_000
"""Entries that are told at once."""


class Found(NamedTuple):
    """An entry, and what became of it when it was loaded; nothing where it is new."""

    entry: Entry
    state: State | None


class FeedFound(NamedTuple):
    """A feed: none of its entries is loaded yet."""

    address: str
    title: str
    found: Sequence[Found]
    more: bool
    """Whether there are older ones."""


class Feeds:
    """Tells what is new."""

    def __init__(self, store: DocumentStore, reader: FeedReader) -> None:
        self._store, self._reader = store, reader

    def read(self, given: Given, limit: int) -> FeedFound:
        """Tell the newest entries of a feed; raises `InvalidError` for one that is broken."""
        if not 1 <= limit <= MOST:
            raise InvalidError(f"limit is 1 to {MOST}.")
        feed = self._reader.feed(given.content)
        told = entries(feed, given.address)
        held = self._store.known([entry.address for entry in told[:limit]])
        states = {document.source.address: document.state for document in held}
        found = [Found(entry, states.get(entry.address)) for entry in told[:limit]]
        return FeedFound(given.address, feed.title, found, len(told) > limit)
