"""Documents: read, cut into passages, kept, and put into the index; each whole or not at all.

What is in the database is what counts: the index is told afterwards, and is made from the database
when the server starts, so that an end in the middle loses nothing and doubles nothing.
"""

import hashlib
import threading
from collections.abc import Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from typing import Literal, NamedTuple, TypeAlias

from server.core.errors import InvalidError, NotFoundError
from server.core.library.blocks import Found, Place, Text, tidied
from server.core.library.cutting import WORDS, Cutter, cut
from server.core.library.documents import (
    LONGEST_TEXT,
    Document,
    Source,
    State,
    clean_address,
    clean_title,
)
from server.core.library.kinds import Kind, kind_of
from server.core.library.passages import Passage, change
from server.core.library.summary import summary_of
from server.core.library_ports import Content, DocumentStore, Index, Keeping, Reader, Shelving
from server.core.ports import Clock, Log
from server.core.retrieval.entry import Entry

Outcome: TypeAlias = Literal["added", "changed", "unchanged", "failed"]
BEGINNING = 2_000
"""Bytes by which a kind is told."""


class Given(NamedTuple):
    """A document as somebody gives it."""

    name: str
    content: bytes
    address: str = ""
    """Where it is from: a later one from there is its next version. Empty: just these bytes."""
    title: str = ""
    """Empty: what the document says."""
    media_type: str = ""
    again: bool = False
    """Read it though these very bytes were read before."""
    written: Found | None = None
    """Of a recording or a video: what is said in it."""
    problem: str = ""
    """Why nothing could be written down."""
    sha256: str = ""
    """Of bytes that lie elsewhere."""


class Loaded(NamedTuple):
    """What became of it."""

    document: Document
    outcome: Outcome
    reason: str = ""
    """Why it failed; the document is then its last version that could be read, if there is one."""
    put: tuple[int, ...] = ()
    """The ids of the topics that it was not in before."""


@dataclass(frozen=True, slots=True)
class World:
    """What documents are read, loaded and indexed by."""

    index: Index
    reader: Reader
    clock: Clock
    log: Log
    catalogue: Shelving
    recordings: Keeping
    lock: AbstractContextManager[object] = field(default_factory=threading.Lock)
    """Of several processes one at a time has it, where there are several."""


class Documents:
    """The owner's documents."""

    def __init__(
        self, store: DocumentStore, world: World, words: int = WORDS, cutter: Cutter = "blocks"
    ) -> None:
        """Cut passages of about so many words."""
        self._store, self._world = store, world
        self._words, self._cutter = words, cutter
        self._lock = world.lock

    def load(self, given: Given) -> Loaded:
        """Take a document; what cannot be read is kept with its reason, and nothing else stops.

        Raises `InvalidError` for what is of no kind that is read.
        """
        kind, sha256 = kind_given(given), _hash(given)
        if kind.name == "feed":
            raise InvalidError("This is a feed: load it by its address, and its entries come in.")
        address = clean_address(given.address)
        before = self._before(address, sha256)
        if before and before.source.sha256 == sha256 and not given.again:
            failed = before.state == "failed"
            return Loaded(before, "failed" if failed else "unchanged", before.reason * failed)
        found, problem = self._found(kind.name, given)
        said = given.title or found.title
        title = clean_title(said, given.name if kind.name == "video" else address or given.name)
        source = Source(kind.name, title, address, sha256)
        # Two that load the same address at once would both find nothing there.
        with self._lock:
            return self._keep(self._before(address, sha256), source, found, problem)

    def heard(self, given: Given) -> bool:
        """Tell whether it is a recording that is to be written down before it is loaded.

        Raises `InvalidError` for what is of no kind that is read.
        """
        if not kind_given(given).sound:
            return False
        sha256 = _hash(given)
        before = self._before(clean_address(given.address), sha256)
        return before is None or before.source.sha256 != sha256 or given.again

    def at(self, address: str) -> Document | None:
        """Give what was loaded from an address."""
        return next(iter(self._store.known([address])), None)

    def held(self, addresses: Sequence[str]) -> Mapping[str, Document]:
        """Give what was loaded from addresses, by them."""
        return {one.source.address: one for one in self._store.known(addresses)}

    def below(self, address: str) -> Mapping[str, int]:
        """Give the numbers of what was loaded from addresses that begin so."""
        return self._store.below(address)

    def known(self, addresses: Mapping[str, str]) -> Mapping[str, State]:
        """Tell which addresses hold the very bytes that are here; each with their SHA-256.

        What failed then is known, too: the same bytes fail again.
        """
        held = self._store.known(list(addresses))
        return {
            one.source.address: one.state
            for one in held
            if one.source.sha256 == addresses[one.source.address]
        }

    def listed(
        self, topic: int | None = None, before: int | None = None, limit: int = 50
    ) -> Sequence[Document]:
        """List documents, the newest first."""
        if not 1 <= limit <= MOST_LISTED:
            raise InvalidError(f"limit is 1 to {MOST_LISTED}.")
        return self._store.documents(topic, before, limit)

    def counted(self) -> tuple[int, int]:
        """Count documents that could be read, and their passages."""
        return self._store.counted()

    def one(self, document_id: int) -> Document:
        """Find one; raises `NotFoundError`."""
        found = self._store.document(document_id)
        if found is None:
            raise NotFoundError("There is no such document; it may have been deleted.")
        return found

    def titles(self, document_ids: Iterable[int]) -> Mapping[int, str]:
        """Give the titles of those that are there."""
        found = {number: self._store.document(number) for number in document_ids}
        return {number: one.source.title for number, one in found.items() if one is not None}

    def text(self, document_id: int) -> str:
        """Give its whole text."""
        self.one(document_id)
        return Text(self._store.blocks(document_id)).whole

    def place(self, document_id: int, offset: int) -> Place:
        """Tell where a character of its text stands; raises `NotFoundError` outside of it."""
        try:
            return Text(self._store.blocks(document_id)).place(offset)
        except IndexError as error:
            raise NotFoundError("The document has no such place any more.") from error

    def remove(self, document_id: int) -> None:
        """Delete one, with its text everywhere."""
        with self._lock:
            gone = self.one(document_id)
            self._world.index.remove(self._store.remove_document(document_id))
            self._world.catalogue.remove(document_id)
        self._world.recordings.forget(gone.source.sha256)

    def index_all(self) -> int:
        """Put everything into the index, as when the server starts; give how many passages."""
        count = 0
        for document, passages in self._store.all_passages():
            self._world.index.put(entries_of(document, passages))
            count += len(passages)
        return count

    def _before(self, address: str, sha256: str) -> Document | None:
        if not address:
            return self._store.same(sha256)
        return self.at(address)

    def _found(self, kind: str, given: Given) -> tuple[Found, str]:
        if given.problem:
            return Found("", ()), given.problem
        return (given.written, "") if given.written else self._read(kind, given)

    def _read(self, kind: str, given: Given) -> tuple[Found, str]:
        """Read it; give what was found, and why it was nothing."""
        try:
            found = self._world.reader.read(kind, given.name, given.content)
        except InvalidError as error:
            self._world.log.info("document.failed", name=given.name, reason=str(error))
            return Found("", ()), str(error)
        blocks = tidied(found.blocks)
        if sum(len(block.text) for block in blocks) > LONGEST_TEXT:
            return Found("", ()), f"It is longer than {LONGEST_TEXT:,} characters; part it."
        return Found(found.title, blocks, found.language, found.notes), ""

    def _keep(self, before: Document | None, source: Source, found: Found, problem: str) -> Loaded:
        if before and problem and before.state == "ready":
            # What could be read stays; the failure is told, and the next try is one again.
            return Loaded(before, "failed", problem)
        told = " ".join(found.notes)
        content = Content(
            found.blocks,
            found.language,
            "failed" if problem else "ready",
            problem or told,
            summary_of(found.blocks),
        )
        cuts = cut(found.blocks, self._words, self._cutter)
        now = self._world.clock()
        if before is None:
            stored = self._store.add_document(source, content, cuts, now)
        else:
            difference = change(tuple(self._store.passages(before.id)), cuts)
            changed = self._store.change_document(before.id, source, content, difference, now)
            stored = changed or self._store.add_document(source, content, cuts, now)
        self._world.index.remove(stored.removed)
        self._world.index.put(entries_of(stored.document, stored.added))
        self._world.catalogue.put(stored.document, content.summary)
        if before and before.source.sha256 != source.sha256:
            self._world.recordings.forget(before.source.sha256)
        outcome: Outcome = "failed" if problem else "changed" if before else "added"
        return Loaded(stored.document, outcome, problem)


def kind_given(given: Given) -> Kind:
    """Tell the kind of what is given; raises `InvalidError` for what is of none."""
    return kind_of(given.name, given.media_type, given.content[:BEGINNING])


def _hash(given: Given) -> str:
    return given.sha256 or hashlib.sha256(given.content).hexdigest()


def entries_of(document: Document, passages: Sequence[Passage]) -> list[Entry]:
    """Give a document's passages as the index takes them."""
    topics = frozenset(document.topics)
    return [
        Entry(one.id, document.id, document.source.title, one.cut.heading, one.cut.text, topics)
        for one in passages
    ]


MOST_LISTED = 500
