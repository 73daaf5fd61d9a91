"""What is said in takes, in the library: each take in exactly its topics, always as it stands.

So are words that were played in it, once it was looked through.
"""

import asyncio
import hashlib
import threading
from collections.abc import Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Self

from server.core.errors import NotFoundError
from server.core.library.blocks import Found
from server.core.library.documents import Document
from server.core.library.kinds import TAKE
from server.core.library.topics import ALL, key_of
from server.core.performance_ports import PartStores
from server.core.performances.chapters import BEGINS, Chapter, address_of, chapters, taken_apart
from server.core.performances.performance import Belongs, Whole
from server.core.performances.played import played_lines
from server.services.documents import Documents, Given
from server.services.suggesting import Suggesting
from server.services.topics import Topics


class Library(NamedTuple):
    """Where texts go."""

    documents: Documents
    topics: Topics
    suggesting: Suggesting
    lock: AbstractContextManager[object] | None = None


class PerformanceTexts:
    """Keeps the library in step with performances; runs with the server."""

    def __init__(self, store: PartStores, library: Library) -> None:
        self._store, self._library = store, library
        # What two change at once goes in as the later of them sees it.
        self._syncing = library.lock or threading.Lock()
        library.topics.listen(self._retold)

    async def __aenter__(self) -> Self:
        """Take out what was left of performances whose owners are gone."""
        await asyncio.to_thread(self.sweep)
        return self

    async def __aexit__(self, *_error: object) -> None:
        """End with the server; there is nothing to close."""

    def sync(self, performance_id: str) -> None:
        """Put what is said into the library, or out of it, as it now stands."""
        with self._syncing:
            whole = self._store.whole(performance_id)
            wanted = self._chapters(whole) if whole and whole.performance.in_library else []
            kept = {one.address for one in wanted if one.blocks}
            address = address_of(performance_id)
            for held, number in self._library.documents.below(address).items():
                if held not in kept:
                    self._library.documents.remove(number)
            there = self._library.documents.held(sorted(kept))
            for chapter in wanted:
                if chapter.blocks and not _stands(chapter, there.get(chapter.address)):
                    self._put(chapter)

    def sweep(self) -> int:
        """Take out what belongs to no performance any more; tell how much it was."""
        there = set(self._store.ids())
        held = self._library.documents.below(BEGINS).items()
        parts = {number: taken_apart(address) for address, number in held}
        gone = [number for number, part in parts.items() if part and part[0] not in there]
        for number in gone:
            self._library.documents.remove(number)
        return len(gone)

    def set_topics(self, whole: Whole, take: int | None, names: Sequence[str]) -> None:
        """Let a performance, or exactly so one of its takes, belong to topics by their names.

        Raises `NotFoundError` where the take is gone, `InvalidError` for a name that cannot be.
        """
        if take is not None and all(one.id != take for one in whole.takes):
            raise NotFoundError("There is no such take; it may have been deleted.")
        named = [name for name in names if key_of(name) != key_of(ALL)]
        wanted = {self._library.topics.there(name).id for name in named}
        common = set() if take is None else {topic.id for topic in whole.topics(None)}
        states = dict.fromkeys(wanted - common, "in") | dict.fromkeys(common - wanted, "out")
        self._say(whole, take, states)

    def documents(self, performance_id: str) -> dict[int | None, int]:
        """Give the numbers under which the library has the takes of one, by their ids."""
        held = self._library.documents.below(address_of(performance_id))
        apart = {number: taken_apart(address) for address, number in held.items()}
        return {part[1]: number for number, part in apart.items() if part}

    def _chapters(self, whole: Whole) -> list[Chapter]:
        found = self._store.analyses(whole.performance.id)
        contents = {one.track: one.content for one in found}
        return chapters(whole, played_lines(whole.tracks, contents))

    def _say(self, whole: Whole, take: int | None, states: dict[int, str]) -> None:
        held = whole.performance.id
        if not self._store.set_belongs(held, take, states):
            raise NotFoundError("The take, or a topic of it, was deleted meanwhile.")
        self._store.put_in_library(held)
        self.sync(held)

    def _put(self, chapter: Chapter) -> None:
        documents = self._library.documents
        found = Found(chapter.title, chapter.blocks)
        given = Given("take", chapter.content, chapter.address, chapter.title, TAKE, written=found)
        loaded = documents.load(given)
        self._library.topics.hold(loaded.document.id, chapter.topics)
        if loaded.outcome in {"added", "changed"}:
            self._library.suggesting.suggest(documents.one(loaded.document.id))

    def _retold(self, document_id: int, topic_id: int, put: bool) -> None:
        """Take over what was said of a take's text where topics and suggestions are seen to."""
        part = taken_apart(self._library.documents.one(document_id).source.address)
        whole = self._store.whole(part[0]) if part else None
        if part is None or whole is None:
            return
        take = part[1]
        states = _states(whole.belongs, take)
        common = take is not None and topic_id in _states(whole.belongs, None)
        states.pop(topic_id, None)
        if put and not common:
            states[topic_id] = "in"
        if common and not put:
            states[topic_id] = "out"
        self._say(whole, take, states)


def _stands(chapter: Chapter, document: Document | None) -> bool:
    """Tell whether the library has it as it is; most of a recording is when one line changes."""
    return (
        document is not None
        and document.source.sha256 == hashlib.sha256(chapter.content).hexdigest()
        and frozenset(document.topics) == chapter.topics
    )


def _states(belongs: Sequence[Belongs], take: int | None) -> dict[int, str]:
    return {one.topic.id: one.state for one in belongs if one.take == take}
