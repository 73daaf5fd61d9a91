"""Comments in the library: each thread a document of one topic, kept as the store has it."""

import hashlib
import threading
from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import NamedTuple

from server.core.comment_ports import CommentKept, CommentStore, Sought
from server.core.library.blocks import Block, Found, blocks_json, tidied
from server.core.library.documents import Document
from server.core.library.kinds import COMMENT, COMMENTED
from server.core.library.topics import one_line
from server.core.library.videos import watched_at
from server.services.documents import Documents, Given
from server.services.topics import Topics

TOPIC = "comments"
AT_ONCE = 200
"""Comments of one page of the store."""
MOST_CHANGED = 1_000
"""Threads that one call puts into the library: well below a minute's work."""
AWAY = frozenset({"gone", "spam", "held", "rejected"})
"""Why a comment is left out that nobody sees under the video."""
MARK = "&lc="
"""What parts a video's address from a comment's, as YouTube writes links to comments."""
SECOND = 1_000
"""Ms."""


@dataclass(frozen=True, slots=True)
class Threaded:
    """A thread as a document."""

    address: str
    title: str
    blocks: tuple[Block, ...]

    @property
    def content(self) -> bytes:
        """Give the bytes by which a change is told."""
        return f"{self.title}\n{blocks_json(self.blocks)}".encode()


class Synced(NamedTuple):
    """What was done, and how many threads are still to be put in."""

    put: int
    removed: int
    left: int


class CommentTexts:
    """Keeps the library in step with comments."""

    def __init__(
        self,
        store: CommentStore,
        documents: Documents,
        topics: Topics,
        lock: AbstractContextManager[object] | None = None,
    ) -> None:
        self._store, self._documents, self._topics = store, documents, topics
        self._syncing = lock or threading.Lock()

    def sync(self, most: int = MOST_CHANGED) -> Synced:
        """Put in what is new or changed, take out what is gone, hidden or spam."""
        with self._syncing:
            wanted = {one.address: one for one in self._threads()}
            begins = watched_at("")
            there = {
                address: number
                for address, number in self._documents.below(begins).items()
                if MARK in address
            }
            gone = [number for address, number in there.items() if address not in wanted]
            for number in gone:
                self._documents.remove(number)
            held = self._documents.held([one for one in wanted if one in there])
            changed = [one for one in wanted.values() if not _stands(one, held.get(one.address))]
            for one in changed[:most]:
                self._put(one)
            return Synced(len(changed[:most]), len(gone), len(changed[most:]))

    def _threads(self) -> Iterator[Threaded]:
        threads: dict[str, list[CommentKept]] = {}
        for kept in self._all():
            threads.setdefault(kept.comment.thread, []).append(kept)
        for told in threads.values():
            titled = self._store.video(told[0].comment.video)
            made = threaded(told[::-1], titled.video.title if titled else "")
            if made:
                yield made

    def _all(self) -> Iterator[CommentKept]:
        sought = Sought(limit=AT_ONCE)
        while page := self._store.comments(sought):
            yield from page
            sought = replace(sought, before=page[-1].comment.id)

    def _put(self, one: Threaded) -> None:
        found = Found(one.title, one.blocks)
        given = Given(COMMENT, one.content, one.address, one.title, COMMENTED, written=found)
        loaded = self._documents.load(given)
        if loaded.outcome == "added":
            self._topics.put(loaded.document.id, self._topics.there(TOPIC).id)


def threaded(thread: Sequence[CommentKept], title: str) -> Threaded | None:
    """Give a thread, the oldest first, as a document; none where nobody may see any of it.

    Each comment stands at the second that it speaks of, else at that of the thread's first.
    """
    seen = [one for one in thread if one.comment.moderation == "published"]
    there = [one for one in seen if one.skipped not in AWAY]
    told = [one for one in there if one.comment.video and one.comment.text.strip()]
    if not told:
        return None
    first = told[0].comment
    blocks = tidied([_block(one, told[0].second) for one in told])
    name = one_line(f"{first.author.name or 'Somebody'}: {title or first.video}")
    return Threaded(f"{watched_at(first.video)}{MARK}{first.thread}", name, blocks)


def _block(kept: CommentKept, second: float | None) -> Block:
    comment, own = kept.comment, second if kept.second is None else kept.second
    at = None if own is None else round(own * SECOND)
    said = f"{one_line(comment.author.name)}: {comment.text}"
    return Block(said, from_ms=at, to_ms=None if at is None else at + SECOND)


def _stands(one: Threaded, document: Document | None) -> bool:
    held = document.source.sha256 if document else ""
    return held == hashlib.sha256(one.content).hexdigest()
