"""The index of the library: nothing is loaded without documents, and it keeps in step."""

import asyncio
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from server.adapters.database import open_engine
from server.adapters.database.library import Library
from server.core.library.blocks import Block
from server.core.library.cutting import cut
from server.core.library.documents import Source
from server.core.library_ports import Content, Stored
from server.core.retrieval.entry import Entry, Hit
from server.services.documents import entries_of
from server.services.library_index import LibraryIndex, OpenedIndex
from tests.server.fakes import FakeLog
from tests.server.migrated import migrated


@dataclass(frozen=True)
class Standing:
    """How it stands."""

    passages: int


class FakeIndex:
    """Remembers what it holds."""

    def __init__(self) -> None:
        self.held: dict[int, Entry] = {}
        self.closed = False
        self.begun, self.may = threading.Event(), threading.Event()
        self.may.set()

    def rebuild(self, entries: Iterable[Entry]) -> None:
        """Put all that there is, when it may."""
        self.begun.set()
        self.may.wait(5)
        self.put(entries)

    def put(self, entries: Iterable[Entry]) -> None:
        """Add or change passages."""
        self.held |= {entry.passage: entry for entry in entries}

    def remove(self, passages: Iterable[int]) -> None:
        """Remove passages."""
        for passage in passages:
            self.held.pop(passage, None)

    def retopic(self, document: int, topics: frozenset[int]) -> None:
        """Note the document alone."""
        self.held = {
            number: Entry(number, one.document, one.title, one.heading, one.text, topics)
            if one.document == document
            else one
            for number, one in self.held.items()
        }

    def replace(self, document: int, entries: Sequence[Entry]) -> None:
        """Take a document as it is now."""
        self.remove([number for number, one in self.held.items() if one.document == document])
        self.put(entries)

    def look(self) -> None:
        """There are no vectors."""

    def search(
        self, question: str, topics: frozenset[int] = frozenset(), limit: int = 10
    ) -> Sequence[Hit]:
        """Find what holds the question."""
        found = [one for one in self.held.values() if question in one.text]
        return [Hit(one.passage, one.document, 1.0) for one in found][:limit]

    def standing(self) -> Standing:
        """Tell how many there are."""
        return Standing(len(self.held))

    def close(self) -> None:
        """Stop."""
        self.closed = True


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Library]:
    """Open an empty library."""
    engine = open_engine(f"sqlite:///{tmp_path / 'rubato.db'}")
    migrated(engine)
    yield Library(engine)
    engine.dispose()


def add(store: Library, text: str) -> Stored:
    """Add a document, to the database alone."""
    blocks = (Block(text),)
    content = Content(blocks, "", "ready", "")
    return store.add_document(Source("text", text, text, "0" * 64), content, cut(blocks), 0)


def opened(store: Library) -> tuple[LibraryIndex, list[FakeIndex], list[str]]:
    """Give an index, those that it made, and what was closed."""
    made: list[FakeIndex] = []
    closed: list[str] = []

    def make() -> OpenedIndex:
        made.append(FakeIndex())
        return OpenedIndex(made[-1], lambda: closed.append("vectors"))

    return LibraryIndex(make, store, FakeLog()), made, closed


async def test_without_documents_nothing_is_loaded(store: Library) -> None:
    """A server that is not used for chat stays small, whatever is asked."""
    index, made, _ = opened(store)
    async with index:
        assert index.search("x", frozenset(), 5) == ()
        index.remove([1])
        index.retopic(1, frozenset())
        assert index.standing() is None

    assert made == []


async def test_what_is_there_is_read_behind(store: Library) -> None:
    """When the server has started; and all is closed when it ends."""
    add(store, "alpha")
    index, made, closed = opened(store)
    async with index:
        async with asyncio.timeout(5):
            while not (made and made[0].held):
                await asyncio.sleep(0.01)

    assert made[0].closed
    assert closed == ["vectors"]


def test_the_first_document_makes_it(store: Library) -> None:
    """And what comes later is put and taken out."""
    index, made, _ = opened(store)
    first = add(store, "alpha")
    index.put(entries_of(first.document, first.added))
    second = add(store, "beta")
    index.put(entries_of(second.document, second.added))

    assert [hit.document for hit in index.search("beta", frozenset(), 5)] == [second.document.id]
    index.remove(store.remove_document(second.document.id))
    index.retopic(first.document.id, frozenset({7}))
    assert [one.topics for one in made[0].held.values()] == [{7}]
    assert index.standing() == {"passages": 1}
    assert len(made) == 1


def test_a_search_makes_it_where_there_are_documents(store: Library) -> None:
    """One that comes before the server has read them finds them all the same."""
    document = add(store, "alpha").document
    index, _, _ = opened(store)

    assert [hit.document for hit in index.search("alpha", frozenset(), 5)] == [document.id]


def test_a_search_waits_for_what_is_being_made(store: Library) -> None:
    """A part of the documents would be an answer from a part of them."""
    document = add(store, "alpha").document
    slow = FakeIndex()
    slow.may.clear()
    index = LibraryIndex(lambda: OpenedIndex(slow, lambda: None), store, FakeLog())
    found: list[Hit] = []

    def search() -> None:
        found.extend(index.search("alpha", frozenset(), 5))

    first, second = threading.Thread(target=search), threading.Thread(target=search)
    first.start()
    assert slow.begun.wait(5)
    second.start()
    second.join(0.05)  # one that does not wait has found nothing by now
    slow.may.set()
    for each in (first, second):
        each.join()

    assert [hit.document for hit in found] == [document.id] * 2


def test_what_another_process_changed_is_read_from_the_database(store: Library) -> None:
    """A document that it added, put into a topic and deleted; and, where much was missed, all."""
    index, made, _ = opened(store)
    first = add(store, "alpha").document.id
    index.follow(first)
    second = add(store, "beta").document.id
    index.follow(second)
    assert [hit.document for hit in index.search("beta", frozenset(), 5)] == [second]

    topic = store.add_topic("Bach", "bach", "", 0).id
    store.set_topic(second, topic, "set", "")
    index.follow_topics(second)
    assert {one.topics for one in made[0].held.values()} == {frozenset(), frozenset({topic})}
    store.remove_document(second)
    index.follow(second)
    index.follow_topics(second)
    assert index.search("beta", frozenset(), 5) == []
    add(store, "gamma")
    index.again()
    assert len(index.search("gamma", frozenset(), 5)) == 1
    assert len(made) == 1
