"""What the library's services need of a database: one Protocol for topics, one for documents."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple, Protocol

from server.core.library.blocks import Block, Found
from server.core.library.documents import Belonging, Document, Source, State, Suggestion
from server.core.library.feeds import Feed
from server.core.library.passages import Change, Cut, Passage
from server.core.library.summary import Summary
from server.core.library.topics import Topic, TopicCount
from server.core.retrieval.entry import Entry


class Content(NamedTuple):
    """What a reader made of a source."""

    blocks: Sequence[Block]
    language: str
    state: State
    reason: str
    summary: Summary = Summary()


class Stored(NamedTuple):
    """A document as it is after a change, and what the change did to its passages."""

    document: Document
    added: Sequence[Passage]
    removed: Sequence[int]


class TopicStore(Protocol):
    """Keeps topics."""

    def topics(self) -> Sequence[TopicCount]:
        """List them by name, each with what is in it."""
        ...

    def topic(self, topic_id: int) -> Topic | None:
        """Find one."""
        ...

    def topic_by_key(self, key: str) -> Topic | None:
        """Find one by what names share that read the same."""
        ...

    def add_topic(self, name: str, key: str, caution: str, now: int) -> Topic:
        """Add one; raises `ConflictError` where the name is taken."""
        ...

    def change_topic(self, topic_id: int, name: str, key: str, caution: str) -> bool:
        """Rename one or change its caution; raises `ConflictError` where the name is taken."""
        ...

    def merge_topics(self, source: int, target: int) -> Sequence[int]:
        """Move every document of one into another and delete it; give the documents moved."""
        ...

    def remove_topic(self, topic_id: int) -> Sequence[int]:
        """Delete one; its documents stay. Give those that were set in it."""
        ...


class DocumentStore(Protocol):
    """Keeps documents with their passages."""

    def documents(self, topic: int | None, before: int | None, limit: int) -> Sequence[Document]:
        """List them, the newest first, those older than `before`."""
        ...

    def counted(self) -> tuple[int, int]:
        """Count documents that are ready, and passages."""
        ...

    def document(self, document_id: int) -> Document | None:
        """Find one."""
        ...

    def blocks(self, document_id: int) -> Sequence[Block]:
        """Give what its reader found; empty where there is no such document."""
        ...

    def known(self, addresses: Sequence[str]) -> Sequence[Document]:
        """Find those at these addresses."""
        ...

    def below(self, address: str) -> Mapping[str, int]:
        """Give the numbers of those whose addresses begin so."""
        ...

    def same(self, sha256: str) -> Document | None:
        """Find one without an address, of the same bytes."""
        ...

    def add_document(
        self, source: Source, content: Content, cuts: Sequence[Cut], now: int
    ) -> Stored:
        """Add one with its passages, all or nothing."""
        ...

    def change_document(
        self, document_id: int, source: Source, content: Content, change: Change, now: int
    ) -> Stored | None:
        """Store another version, all or nothing; nothing where it was deleted meanwhile."""
        ...

    def passages(self, document_id: int) -> Sequence[Passage]:
        """List a document's passages in their order."""
        ...

    def numbered(self, numbers: Sequence[int]) -> Mapping[int, Document]:
        """Give documents by their numbers, those that are still there."""
        ...

    def passages_in(self, documents: Sequence[int]) -> Mapping[int, Sequence[Passage]]:
        """List the passages of each of these documents, in their order."""
        ...

    def passages_of(self, numbers: Sequence[int]) -> Sequence[Passage]:
        """Give passages by their numbers, those that are still there."""
        ...

    def all_passages(self) -> Iterator[tuple[Document, Sequence[Passage]]]:
        """Give every document that is ready with its passages, one after the other."""
        ...

    def remove_document(self, document_id: int) -> Sequence[int]:
        """Delete one and leave no text of it behind; give the numbers of its passages."""
        ...

    def set_topic(self, document_id: int, topic_id: int, state: Belonging, reason: str) -> bool:
        """Say that a document belongs to a topic, may belong to it, or does not."""
        ...

    def unset_topic(self, document_id: int, topic_id: int) -> None:
        """Take a document out of a topic."""
        ...

    def belongings(self, document_id: int) -> Mapping[int, Belonging]:
        """Tell what was said about a document and each topic: set, suggested or refused."""
        ...

    def suggestions(self) -> Sequence[Suggestion]:
        """List what is suggested and not yet answered, the oldest document first."""
        ...


class CatalogueStore(Protocol):
    """Keeps what each document is about."""

    def summaries(self) -> Iterator[tuple[int, str, Summary]]:
        """Give the number, the title and the summary of every document that is ready."""
        ...

    def unsummed(self) -> Sequence[int]:
        """Give the numbers of those that were loaded before there were summaries."""
        ...

    def sum_up(self, document_id: int, summary: Summary) -> None:
        """Keep the summary of one that has none yet."""
        ...

    def blocks(self, document_id: int) -> Sequence[Block]:
        """Give what its reader found; empty where there is no such document."""
        ...

    def members(self, topic_id: int) -> frozenset[int]:
        """Give the numbers of the documents that are set in a topic."""
        ...

    def numbered(self, numbers: Sequence[int]) -> Mapping[int, Document]:
        """Give documents by their numbers, those that are still there."""
        ...


class Keeping(Protocol):
    """Keeps the recordings that documents were written down from."""

    def forget(self, sha256: str) -> None:
        """Delete one, unless there is a document of it."""
        ...


class Shelving(Protocol):
    """What finds documents as wholes, and is told of each change."""

    def put(self, document: Document, summary: Summary) -> None:
        """Take one that is new or changed."""
        ...

    def remove(self, document_id: int) -> None:
        """Take one out."""
        ...


class Index(Protocol):
    """What is searched; it is made from the documents and may be made anew at any time."""

    def put(self, entries: Sequence[Entry]) -> None:
        """Add or change passages."""
        ...

    def remove(self, passages: Sequence[int]) -> None:
        """Take passages out."""
        ...

    def retopic(self, document: int, topics: frozenset[int]) -> None:
        """Change the topics of a document's passages."""
        ...


class Reader(Protocol):
    """Reads documents of every kind but sound."""

    def read(self, kind: str, name: str, content: bytes) -> Found:
        """Give what is in one; raises `InvalidError` with why it cannot be read."""
        ...


class FeedReader(Protocol):
    """Reads feeds."""

    def feed(self, content: bytes) -> Feed:
        """Give what is in one; raises `InvalidError` with why it cannot be read."""
        ...


class Loader(Protocol):
    """Loads web addresses."""

    def fetch(self, address: str) -> "Fetched":
        """Give what is there; raises `InvalidError` or `UnavailableError` with why nothing is.

        Of a recording only that it is one: it may be large, and `save` fetches it.
        """
        ...

    def save(self, address: str, file: str, most: int, told: Callable[[int, int], None]) -> "Saved":
        """Write what is there into a file, of `most` bytes at most; raises as `fetch` does.

        `told` hears how many bytes came, and of how many (0: nobody knows); what it raises ends it.
        """
        ...


class Saved(Protocol):
    """What was written into a file."""

    @property
    def size(self) -> int:
        """Its bytes."""
        ...

    @property
    def sha256(self) -> str:
        """Their hash, hexadecimal."""
        ...


class Scratch(Protocol):
    """A file that is there for a while."""

    @property
    def path(self) -> str:
        """Where it is."""
        ...

    def write(self, content: bytes) -> None:
        """Put something into it; raises `UnavailableError` where there is no room."""
        ...


class Videos(Protocol):
    """Knows what is said in videos."""

    def transcript(self, video: str) -> Found:
        """Give what is said in one, with its times; raises our error with why it is not known."""
        ...


class Fetched(Protocol):
    """What an address holds."""

    @property
    def address(self) -> str:
        """Where it was in the end."""
        ...

    @property
    def media_type(self) -> str:
        """What its server says that it is."""
        ...

    @property
    def content(self) -> bytes:
        """Its bytes."""
        ...
